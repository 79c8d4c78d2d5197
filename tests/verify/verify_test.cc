// What `verify` makes of the answers of tables and stores: who inherits a verdict, where a breach is, since when.
#include <gtest/gtest.h>

#include "datamap/reader.h"
#include "engine/verify.h"
#include "policy/reader.h"
#include "stores_sqlite/sqlite_store.h"
#include "verify/accounts.h"

namespace lofte::tests {

using engine::PromiseReport;
using engine::Verdict;
using stores::Dialect;

namespace verify_test {

const std::string kPolicyHead = std::string(kController) + R"(effective: 2024-01-01
data: { person: [mail], note: [text], order: [text] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: [person, order]
    retention: [{ promise: closed, of: [person, order], keep: while account.open, then: erase }]
  notes:
    purpose: take notes
    basis: contract
    subjects: user
    data: note
    retention: [{ promise: ninety, of: note, keep: P90D after note.made, then: erase }]
promises:
)";

constexpr char kPromises[] = R"(  closed: { kind: retention, text: closed }
  ninety: { kind: retention, text: ninety }
)";

constexpr char kNotesMap[] = R"(  main.notes:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, text: note.text, made_on: technical }
    events: { note.made: { column: made_on, kind: date, null: unknown } }
)";

const std::string kOrdersMap = R"(    conditions: { order.paid: { when: paid is not null } }
)";

class VerifyTest : public AccountsTest {
 protected:
  void Make() override {
    world_->Schema("CREATE TABLE notes (id " + Key() + " PRIMARY KEY, account_id " + Key() + ", text TEXT, made_on " + Date() + ");" +
                   "INSERT INTO accounts VALUES (1, 'a', NULL), (2, 'b', NULL);");
  }

  void Files(const std::string& promises) { world_->Files(kPolicyHead + promises, std::string(kAccountsMap) + kNotesMap); }
  PromiseReport Ask(const std::string& promise) {
    report_ = world_->Verify(kT).value();
    return world_->Of(report_, promise);
  }

  engine::VerifyReport report_;
};

TEST_P(VerifyTest, PromiseIsKeptOnlyWithAllThatCoverIt) {
  Files(
      "  both: { kind: retention, text: both, control: { retention: true } }\n"
      "  closed: { kind: retention, text: closed, covers: both }\n  ninety: { kind: retention, text: ninety, covers: both }\n");
  world_->Execute("INSERT INTO notes VALUES (1, 1, 'x', '2024-11-01')");
  EXPECT_EQ(Ask("both").verdict, Verdict::kKept);
  EXPECT_EQ(Ask("both").why, "kept with closed, ninety, which cover it");
  world_->Execute("INSERT INTO notes VALUES (2, 1, 'x', NULL)");
  EXPECT_EQ(Ask("both").verdict, Verdict::kUnproven);
}

TEST_P(VerifyTest, PromiseThatARuleNamesAnswersForItself) {
  Files("  closed: { kind: retention, text: closed, covers: ninety }\n  ninety: { kind: retention, text: ninety }\n");
  EXPECT_EQ(Ask("closed").verdict, Verdict::kKept);
  EXPECT_EQ(Ask("ninety").verdict, Verdict::kUnproven) << "there is no note to examine";
}

TEST_P(VerifyTest, KeptIsInheritedWhateverTheOrderOfTheFile) {
  Files(
      "  last: { kind: retention, text: last, control: { retention: true } }\n"
      "  middle: { kind: retention, text: middle, control: { retention: true }, covers: last }\n" +
      std::string("  closed: { kind: retention, text: closed, covers: middle }\n  ninety: { kind: retention, text: ninety }\n"));
  EXPECT_EQ(Ask("middle").verdict, Verdict::kKept);
  EXPECT_EQ(Ask("last").verdict, Verdict::kKept);
}

TEST_P(VerifyTest, BreachIsLocated) {
  Files(kPromises);
  world_->Execute("INSERT INTO notes VALUES (1, 1, 'x', '2024-01-01'), (2, 1, 'x', '2024-01-01'), (3, 1, 'x', NULL)");
  world_->Execute("INSERT INTO notes VALUES (4, 1, 'x', '2024-11-20')");
  const PromiseReport ninety = Ask("ninety");
  ASSERT_EQ(ninety.where.size(), 1U);
  EXPECT_EQ(ninety.where[0].store, "main");
  EXPECT_EQ(ninety.where[0].table, "main.notes");
  EXPECT_EQ(ninety.where[0].violations, 2);
  EXPECT_EQ(ninety.where[0].undated, 1);
  EXPECT_EQ(
      ninety.why,
      "2 rows of main.notes; 1 row of main.notes is undated (a date or another fact of it is missing or cannot be read, or the row that "
      "has it is not there: of the person, of a consent)");
  EXPECT_TRUE(Ask("closed").where.empty());
}

TEST_P(VerifyTest, WhatTheMapDoesNotNameIsRemarked) {
  Files(kPromises);
  world_->Execute("INSERT INTO notes VALUES (1, 1, 'x', '2024-11-20')");
  EXPECT_EQ(world_->Verify(kT).value().remarks, std::vector<std::string>());
  world_->Execute("ALTER TABLE accounts ADD COLUMN ssn TEXT; CREATE TABLE chats (id INTEGER PRIMARY KEY, body TEXT)");
  EXPECT_EQ(Ask("ninety").verdict, Verdict::kKept);
  EXPECT_EQ(report_.remarks, std::vector<std::string>{
                                 "store `main`: 1 table (main.chats) and 1 column (main.accounts.ssn) are not in the data map: no "
                                 "promise of retention looks there and no sweep does, whatever they hold; `lofte check` names them all"});
}

TEST_P(VerifyTest, ManyUnmappedNamesAreCutShort) {
  Files(kPromises);
  for (const char* name : {"a", "b", "c", "d", "e", "f"})
    world_->Execute(std::string("CREATE TABLE t") + name + " (id INTEGER PRIMARY KEY)");
  const std::vector<std::string> remarks = world_->Verify(kT).value().remarks;
  ASSERT_EQ(remarks.size(), 1U);
  EXPECT_NE(remarks[0].find("6 tables (main.ta, main.tb, main.tc, main.td, main.te, ..) are not in"), std::string::npos) << remarks[0];
}

TEST_P(VerifyTest, MinimumAloneIsUnproven) {
  const std::string rule = "then: erase }]\npromises:";
  std::string head = kPolicyHead;
  head.replace(head.rfind(rule), rule.size(),
               "then: erase }, { promise: least, of: note, floor: P5Y after note.made, law: DK/bookkeeping }]\npromises:");
  world_->Files(head + kPromises + "  least: { kind: retention, text: five years at least }\n", std::string(kAccountsMap) + kNotesMap);
  world_->Execute("INSERT INTO notes VALUES (1, 1, 'x', '2024-11-20')");
  EXPECT_EQ(Ask("ninety").verdict, Verdict::kKept);
  EXPECT_EQ(Ask("least").verdict, Verdict::kUnproven);
  EXPECT_EQ(Ask("least").examined, 1);
  EXPECT_NE(Ask("least").why.find("a minimum alone"), std::string::npos) << Ask("least").why;
}

TEST_P(VerifyTest, ValueThatNoNeedAppliesToIsUnclaimed) {
  Files(kPromises);
  EXPECT_TRUE(world_->Verify(kT).value().unclaimed.empty());
  const std::string head = kPolicyHead;
  const std::string rule = "of: note, keep: P90D after note.made";
  std::string policy = head;
  policy.replace(policy.find(rule), rule.size(), rule + ", when: note.wanted");
  world_->Files(policy + kPromises,
                std::string(kAccountsMap) + kNotesMap + "    conditions: { note.wanted: { when: \"text != 'junk'\", null: false } }\n");
  world_->Execute(
      "INSERT INTO notes VALUES (1, 1, 'x', '2024-11-20'), (2, 1, 'junk', '2024-11-20'), (3, 1, 'junk', NULL), "
      "(4, 1, NULL, '2024-11-20'), (5, NULL, 'junk', '2024-11-20')");
  const engine::VerifyReport report = world_->Verify(kT).value();
  // The fourth holds nothing, the fifth is about nobody; without a need no date is asked for.
  ASSERT_EQ(report.unclaimed.size(), 1U);
  EXPECT_EQ(report.unclaimed[0].table, "main.notes");
  EXPECT_EQ(report.unclaimed[0].fields, std::vector<std::string>{"text"});
  EXPECT_EQ(report.unclaimed[0].rows, 2);
}

TEST_P(VerifyTest, WithdrawalIsNeverDatedAfterT) {
  Files(kPromises);
  world_->Execute("INSERT INTO notes VALUES (1, 1, 'x', '2024-11-20')");
  world_->Sites(engine::Access::kWrite);
  const std::string table = world_->is_postgres() ? "lofte.subject_state" : "lofte_subject_state";
  world_->Execute("INSERT INTO " + table +
                  " (subject_key, purpose, state, since, until, reference) VALUES "
                  "(1, 'notes', 'ended', '2024-11-20 00:00:00+00', NULL, 'case')");
  const PromiseReport ninety = Ask("ninety");
  EXPECT_EQ(ninety.verdict, Verdict::kBroken);
  EXPECT_EQ(ninety.since, std::nullopt);
  std::int64_t due = 0;
  const engine::Plan plan = world_->Plan(kT).value();
  for (const engine::PlannedStep& step : plan.steps) {
    due += step.rows;
    EXPECT_EQ(step.oldest_due, std::nullopt) << step.table;
  }
  EXPECT_EQ(due, 1);
}

INSTANTIATE_TEST_SUITE_P(Both, VerifyTest, testing::ValuesIn(BothDialects()), [](const auto& param) { return NameOfDialect(param.param); });

// Two stores ----------------------------------------------------------------------------------------------------------------------------

// Two SQLite files with accounts; `shop` has orders too.
class TwoStoresTest : public testing::Test {
 protected:
  void SetUp() override {
    Issues issues;
    const std::string promises = std::string(kPromises) + "  paid: { kind: security, text: paid, control: { always: order.paid } }\n";
    const std::string shop = R"(  shop.customers:
    persons: { user: id }
    fields: { id: technical, email: { category: person.mail, blank: key }, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date, null: not-yet } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
  shop.orders:
    persons: { user: customer_id }
    fields: { id: technical, customer_id: technical, text: order.text, paid: technical }
)" + kOrdersMap;
    std::string map = kAccountsMap + shop;
    const std::string people = "people: { main.accounts: id";
    map.insert(map.find(people) + people.size(), ", shop.customers: id");
    policy_ = policy::ReadPolicy("policy.yaml", kPolicyHead + promises, issues);
    map_ = datamap::ReadDataMap("datamap.yaml", map, issues);
    for (const Issue& issue : issues) EXPECT_NE(issue.severity, Severity::kError) << issue.message;
    const std::string accounts = " (id INTEGER PRIMARY KEY, email TEXT, closed_on TEXT);";
    Add("main", "CREATE TABLE accounts" + accounts);
    Add("shop", "CREATE TABLE customers" + accounts +
                    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, text TEXT, paid INTEGER);" +
                    "INSERT INTO customers VALUES (1, 'a', NULL); INSERT INTO orders VALUES (1, 1, 'x', 1)");
  }

  void Add(const std::string& name, const std::string& schema) {
    stores_sqlite::SqliteOptions options;
    options.create = true;
    auto store = stores_sqlite::OpenSqlite(name, (folder_.folder() / (name + "-of-two.db")).string(), options).value();
    ASSERT_TRUE(store->ExecuteScript(schema).has_value());
    Issues issues;
    const time::Zone zone = time::Zone::Named("Europe/Copenhagen").value();
    auto site = engine::OpenSite(std::move(store), *policy_, *map_, zone, engine::Access::kWrite, issues);
    for (const Issue& issue : issues) EXPECT_NE(issue.severity, Severity::kError) << issue.message;
    ASSERT_TRUE(site.has_value()) << site.error().message;
    sites_.push_back(std::move(*site));
  }

  PromiseReport Ask(const std::string& promise) {
    const time::Zone zone = time::Zone::Named("Europe/Copenhagen").value();
    const engine::VerifyReport report = engine::Verify(*policy_, sites_, {*time::ParseInstant(kT, zone), zone, {}}).value();
    EXPECT_EQ(report.stores, (std::vector<std::string>{"main", "shop"}));
    return folder_.Of(report, promise);
  }

  World folder_{Dialect::kSqlite};
  std::optional<policy::Policy> policy_;
  std::optional<datamap::DataMap> map_;
  std::vector<engine::Site> sites_;
};

TEST_F(TwoStoresTest, StoreWithoutTheConditionSaysNothingAgainstTheOther) {
  const PromiseReport paid = Ask("paid");
  EXPECT_EQ(paid.verdict, Verdict::kKept) << paid.why;
  EXPECT_EQ(paid.examined, 1);
}

TEST_F(TwoStoresTest, BreachIsLocatedInItsStore) {
  ASSERT_TRUE(sites_[1].store->Execute("UPDATE orders SET paid = NULL").has_value());
  const PromiseReport paid = Ask("paid");
  EXPECT_EQ(paid.verdict, Verdict::kBroken);
  EXPECT_EQ(paid.why, "1 row of shop.orders");
  ASSERT_EQ(paid.where.size(), 1U);
  EXPECT_EQ(paid.where[0].store, "shop");
}

TEST_F(TwoStoresTest, PromiseOverBothStoresAddsThemUp) {
  ASSERT_TRUE(sites_[0].store->Execute("INSERT INTO accounts VALUES (1, 'a', '2024-01-01')").has_value());
  ASSERT_TRUE(sites_[1].store->Execute("UPDATE customers SET closed_on = '2024-01-01'").has_value());
  EXPECT_EQ(Ask("closed").violations, 3);
  EXPECT_EQ(Ask("closed").why, "1 row of main.accounts; 1 row of shop.customers; 1 row of shop.orders");
}

}  // namespace verify_test
}  // namespace lofte::tests
