// A data map bound to a schema: which fields stand and fall together, and what each fact becomes.
#include "datamap/bind.h"

#include <gtest/gtest.h>

#include "datamap/catalogue_test_support.h"
#include "policy/reader.h"

namespace lofte::datamap {
namespace bind_test {

using catalogue_support::CatalogueMaker;
using catalogue_support::ColumnOf;
using expr::Fact;
using expr::Type;

constexpr char kPolicy[] = R"(lofte: 1
controller: { name: A, country: DK }
effective: 2026-01-01
data:
  account: [email]
  chat: [prompt, reply, note]
subjects: [user]
activities:
  service:
    purpose: x
    basis: contract
    subjects: user
    data: [account, chat]
    retention:
      - { of: [account, chat], keep: while account.open, then: erase }
      - { of: [chat.reply], cap: P90D after chat.sent, then: anonymise }
)";

constexpr char kMap[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    links:
      analytics: { to: main.consents, on: { id: account_id }, where: { purpose: analytics } }
    fields: { id: technical, email: { category: account.email, blank: key }, closed_at: technical, adult: technical }
    events:
      account.closed: { column: closed_at, kind: instant, null: not-yet }
      analytics.withdrawn: { column: analytics.withdrawn_at, kind: instant, null: unknown }
    states:
      account.open: { when: closed_at is null, until: account.closed }
    conditions:
      account.adult: { when: adult }
  main.chats:
    persons: { user: account_id, helper: { key: helper_id, null: unknown }, boss: account.boss_id }
    links:
      account: { to: main.accounts, on: { account_id: id } }
    fields:
      id: technical
      account_id: { link: user }
      helper_id: { link: helper }
      prompt: chat.prompt
      answer: { category: chat.prompt, blank: { constant: '' } }
      reply: chat.reply
      note: { category: chat.note, of: [user] }
      sent_at: technical
      solved: technical
      sensitive: technical
    events:
      chat.sent: { column: sent_at, kind: instant, null: unknown, plausible: [2020-01-01, 2030-01-01] }
      chat.closed: { column: account.closed_at, kind: instant, null: not-yet }
    states:
      chat.open: { when: solved is not true, until: chat.sent }
      chat.known: { when: solved, until: chat.sent, null: false }
    conditions:
      chat.sensitive: { when: sensitive }
      chat.plain: { when: not sensitive, null: true }
    serves:
      service: solved
)";

class Bound {
 public:
  Bound() {
    Issues issues;
    policy_ = policy::ReadPolicy("policy.yaml", kPolicy, issues).value();
    map_ = ReadDataMap("datamap.yaml", kMap, issues).value();
    AddColumn("accounts", ColumnOf("closed_at", Type::kInstant, "timestamptz"));
    AddColumn("accounts", ColumnOf("adult", Type::kBool, "boolean"));
    AddColumn("accounts", ColumnOf("boss_id", Type::kInt, "bigint"));
    AddColumn("consents", ColumnOf("withdrawn_at", Type::kInstant, "timestamptz"));
    AddColumn("chats", ColumnOf("helper_id", Type::kInt, "bigint"));
    for (const char* text : {"answer", "reply", "note"}) AddColumn("chats", ColumnOf(text, Type::kText, "text"));
    for (const char* flag : {"solved", "sensitive"}) AddColumn("chats", ColumnOf(flag, Type::kBool, "boolean"));
    CheckAgainstPolicy(policy_, map_, issues);
    CheckAgainstCatalogue(map_, maker_.catalogue, issues);
    bound_ = BoundMap::Bind(policy_, map_, maker_.catalogue, "main", time::Zone::Utc(), issues);
    for (const Issue& issue : issues)
      if (issue.severity == Severity::kError) ADD_FAILURE() << issue.code << ": " << issue.message;
  }

  const BoundTable& Of(const char* table) const { return *bound_->Find({"main", "", table}); }
  BoundMap& map() { return *bound_; }
  const policy::Policy& policy() const { return policy_; }

  // What the fact becomes on the chats, in the language's own words.
  std::string Becomes(Fact::Kind kind, const std::string& name, const std::string& role = "user") const {
    return expr::Format(Of("chats").Resolve(expr::FactOf({kind, name, role, *time::ToDay({2026, 11, 21})})));
  }

 private:
  void AddColumn(const char* table, stores::Column column) { maker_.Table(table).columns.push_back(std::move(column)); }

  CatalogueMaker maker_;
  policy::Policy policy_;
  DataMap map_;
  std::unique_ptr<BoundMap> bound_;
};

const std::string kSentIsKnown =
    "sent_at >= instant '2020-01-01T00:00:00Z' and sent_at < instant '2030-01-01T00:00:00Z' and well_formed(sent_at, instant)";
const std::string kClosedIsKnown =
    "closed_at >= instant '1990-01-01T00:00:00Z' and closed_at < instant '2100-01-01T00:00:00Z' and well_formed(closed_at, instant)";

std::vector<std::string> ColumnsOf(const FieldGroup& group) {
  std::vector<std::string> columns;
  for (const Field* field : group.fields) columns.push_back(field->column);
  return columns;
}

// Groups
// ------------------------------------------------------------------------------------------------------------------------------------

TEST(GroupsTest, FieldsWithTheSamePersonsAndRulesStandTogether) {
  Bound bound;
  const std::vector<FieldGroup>& groups = bound.Of("chats").groups();
  ASSERT_EQ(groups.size(), 5u);
  EXPECT_EQ(ColumnsOf(groups[0]), (std::vector<std::string>{"prompt", "answer"}));
  EXPECT_EQ(groups[0].binding.roles, (std::vector<std::string>{"user", "helper", "boss"}));
  EXPECT_EQ(groups[0].binding.rules.size(), 1u);
  EXPECT_EQ(ColumnsOf(groups[1]), (std::vector<std::string>{"reply"})) << "the cap binds it too";
  EXPECT_EQ(groups[1].binding.rules.size(), 2u);
  EXPECT_EQ(ColumnsOf(groups[2]), (std::vector<std::string>{"note"})) << "it is about the user alone";
  EXPECT_EQ(groups[2].binding.roles, (std::vector<std::string>{"user"}));
}

TEST(GroupsTest, ALinkStandsWithAllThatIsAboutItsPerson) {
  Bound bound;
  const std::vector<FieldGroup>& groups = bound.Of("chats").groups();
  EXPECT_EQ(ColumnsOf(groups[3]), (std::vector<std::string>{"account_id"}));
  EXPECT_EQ(groups[3].link_of, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(groups[3].binding.rules.size(), 2u);
  EXPECT_EQ(ColumnsOf(groups[4]), (std::vector<std::string>{"helper_id"}));
  EXPECT_EQ(groups[4].link_of, (std::vector<std::size_t>{0, 1}));
}

TEST(GroupsTest, TechnicalFieldsAreInNone) {
  Bound bound;
  ASSERT_EQ(bound.Of("accounts").groups().size(), 1u);
  EXPECT_EQ(ColumnsOf(bound.Of("accounts").groups()[0]), (std::vector<std::string>{"email"}));
}

// Facts
// -------------------------------------------------------------------------------------------------------------------------------------

TEST(FactsTest, AnEventIsAColumnBehindItsGuard) {
  Bound bound;
  EXPECT_EQ(bound.Becomes(Fact::Kind::kEventBefore, "chat.sent"), "sent_at < instant '2026-11-21T00:00:00Z' and " + kSentIsKnown);
  EXPECT_EQ(bound.Becomes(Fact::Kind::kEventUnknown, "chat.sent"), "not (" + kSentIsKnown + ")");
}

TEST(FactsTest, AnEventOfALinkIsReadThere) {
  Bound bound;
  EXPECT_EQ(bound.Becomes(Fact::Kind::kEventBefore, "chat.closed"),
            "any(main.accounts[id = row.account_id], closed_at < instant '2026-11-21T00:00:00Z' and " + kClosedIsKnown + ")");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kEventUnknown, "chat.closed"),
            "not any(main.accounts[id = row.account_id], closed_at is null or " + kClosedIsKnown + ")")
      << "NULL is not yet; a link that leads nowhere is unknown";
}

TEST(FactsTest, WhatTheRegistryDefinesIsAskedOfThePerson) {
  Bound bound;
  EXPECT_EQ(bound.Becomes(Fact::Kind::kStateEnded, "account.open"),
            "any(main.accounts[id = row.account_id], closed_at is not null and "
            "closed_at < instant '2026-11-21T00:00:00Z' and " +
                kClosedIsKnown + ")");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kConditionTrue, "account.adult", "helper"), "any(main.accounts[id = row.helper_id], adult is true)");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kConditionTrue, "account.adult", "boss"),
            "any(main.accounts[id = row.account_id], any(main.accounts[id = row.boss_id], adult is true))");
}

TEST(FactsTest, APersonWhoIsNotFoundMakesHerFactsUnknown) {
  Bound bound;
  EXPECT_EQ(bound.Becomes(Fact::Kind::kConditionUnknown, "account.adult"),
            "not any(main.accounts[id = row.account_id], not (not adult is true and not adult is false))");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kStateUnknown, "account.open").find("not any(main.accounts[id = row.account_id], "), 0u);
}

TEST(FactsTest, OnTheRegistryItselfThePersonIsTheRow) {
  Bound bound;
  const auto fact = expr::FactOf({Fact::Kind::kConditionTrue, "account.adult", "user", {}});
  EXPECT_EQ(expr::Format(bound.Of("accounts").Resolve(fact)), "adult is true");
  EXPECT_EQ(expr::Format(bound.Of("accounts").Resolve(expr::FactOf({Fact::Kind::kPresent, "", "user", {}}))), "true");
}

TEST(FactsTest, AnEventOfAPersonMayStandBehindALinkOfHers) {
  Bound bound;
  EXPECT_EQ(
      bound.Becomes(Fact::Kind::kEventBefore, "analytics.withdrawn")
          .find("any(main.accounts[id = row.account_id], any(main.consents[account_id = row.id, purpose = 'analytics'], withdrawn_at < "),
      0u);
}

TEST(FactsTest, AStateEndsWhenItIsFalseAndItsEndIsKnown) {
  Bound bound;
  EXPECT_EQ(bound.Becomes(Fact::Kind::kStateEnded, "chat.open"),
            "solved is true and sent_at < instant '2026-11-21T00:00:00Z' and " + kSentIsKnown);
  EXPECT_EQ(bound.Becomes(Fact::Kind::kStateEnded, "chat.known"),
            "not solved is true and sent_at < instant '2026-11-21T00:00:00Z' and " + kSentIsKnown)
      << "NULL is false";
  EXPECT_EQ(bound.Becomes(Fact::Kind::kStateUnknown, "chat.known"), "not solved is true and not (" + kSentIsKnown + ")");
}

TEST(FactsTest, AConditionThatIsNullIsWhatTheMapSays) {
  Bound bound;
  EXPECT_EQ(bound.Becomes(Fact::Kind::kConditionTrue, "chat.sensitive"), "sensitive is true");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kConditionUnknown, "chat.sensitive"), "not sensitive is true and not sensitive is false");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kConditionTrue, "chat.plain"), "not (not sensitive) is false");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kConditionUnknown, "chat.plain"), "false");
}

TEST(FactsTest, ServesIsAConditionAndWithoutOneEveryRowServes) {
  Bound bound;
  EXPECT_EQ(bound.Becomes(Fact::Kind::kServes, "service"), "solved is true");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kServesUnknown, "service"), "not solved is true and not solved is false");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kServes, "other"), "true");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kServesUnknown, "other"), "false");
}

TEST(FactsTest, APersonIsPresentWhereHerKeyIs) {
  Bound bound;
  EXPECT_EQ(bound.Becomes(Fact::Kind::kPresent, ""), "account_id is not null");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kPersonUnknown, ""), "false");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kPersonUnknown, "", "helper"), "helper_id is null") << "the map says that there is somebody";
  EXPECT_EQ(bound.Becomes(Fact::Kind::kPresent, "", "boss"), "any(main.accounts[id = row.account_id], boss_id is not null)");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kPersonUnknown, "", "boss"), "not any(main.accounts[id = row.account_id])");
}

TEST(FactsTest, HoldsAndEndedGroundsAreReadInOurOwnTable) {
  Bound bound;
  EXPECT_EQ(bound.Becomes(Fact::Kind::kHeld, ""),
            "any(main.lofte.subject_state[subject_key = row.account_id], until is null and state in ('hold', 'restriction'))");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kGroundEnded, "service"),
            "any(main.lofte.subject_state[subject_key = row.account_id], until is null and state = 'ended' and purpose in ('', "
            "'service'))");
  bound.map().SetPersonState({false, false});
  EXPECT_EQ(bound.Becomes(Fact::Kind::kHeld, ""), "false");
  EXPECT_EQ(bound.Becomes(Fact::Kind::kGroundEnded, "service"), "false");
}

// Values and moments
// --------------------------------------------------------------------------------------------------------------------------

TEST(HasValueTest, NeitherNullNorTheErasedForm) {
  Bound bound;
  const BoundTable& chats = bound.Of("chats");
  EXPECT_EQ(expr::Format(chats.HasValue(*chats.map().FindField("prompt"))), "prompt is not null");
  EXPECT_EQ(expr::Format(chats.HasValue(*chats.map().FindField("answer"))), "answer is not null and answer != ''");
  EXPECT_EQ(expr::Format(chats.HasValue(chats.groups()[0])), "prompt is not null or answer is not null and answer != ''");
  const BoundTable& accounts = bound.Of("accounts");
  EXPECT_EQ(expr::Format(accounts.HasValue(*accounts.map().FindField("email"))), "email is not null and not (email is erased(id)) is true");
}

TEST(MomentTest, IsTheColumnAtTheEndOfTheWay) {
  Bound bound;
  const BoundTable& chats = bound.Of("chats");
  const auto own = chats.Moment("chat.sent", false, "user");
  ASSERT_TRUE(own);
  EXPECT_EQ(own->path.column, "sent_at");
  EXPECT_TRUE(own->path.hops.empty());
  const auto state = chats.Moment("account.open", true, "boss");
  ASSERT_TRUE(state);
  EXPECT_EQ(state->path.column, "closed_at");
  EXPECT_EQ(state->path.hops.size(), 2u) << "through the link to the boss";
  EXPECT_FALSE(chats.Moment("no.such", false, "user"));
}

TEST(BindTest, ExpressionsThatDoNotFitTheSchemaAreIssues) {
  CatalogueMaker maker;
  const std::string chats = std::string(catalogue_support::kAccounts) + catalogue_support::kConsents +
                            "  main.chats:\n    persons: { user: account_id }\n    fields: { prompt: chat.prompt }\n"
                            "    conditions: { chat.odd: { when: promt = 'x' } }\n";
  const DataMap map = catalogue_support::MapOf(chats);
  Bound fine;
  Issues issues;
  EXPECT_EQ(BoundMap::Bind(fine.policy(), map, maker.catalogue, "main", time::Zone::Utc(), issues), nullptr);
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].code, "unknown-column");
}

}  // namespace bind_test
}  // namespace lofte::datamap
