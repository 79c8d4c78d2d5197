// What only a `keep` ground, a floor or a block keeps leaves its row for a sealed copy, and is destroyed on its day.
#include <gtest/gtest.h>

#include <map>

#include "base/clock.h"
#include "engine/forecast.h"
#include "sealing/accounts.h"
#include "support/world.h"

namespace lofte::tests {
namespace sealing_test {

using Lines = std::vector<std::string>;
using stores::Dialect;

constexpr char kPolicy[] = R"(lofte: 1
controller: { name: Test SL, country: DK, email: privacy@test.example }
effective: 2019-01-01
data: { account: [mail], order: [amount, note], line: [text] }
subjects: [user]
activities:
  shop:
    purpose: sell things
    basis: contract
    subjects: user
    data: [account, order]
    retention:
      - { promise: closed, of: [account, order.amount], keep: while account.open, within: P30D, then: erase }
      - { promise: noted, of: order.note, keep: while account.open, within: P30D, then: block for P1Y then erase }
  lines:
    purpose: remember what was bought
    basis: contract
    subjects: user
    data: line
    retention: [{ promise: lines, of: line, keep: P2Y after order.placed, then: erase }]
  books:
    purpose: keep the books
    basis: legal-obligation
    subjects: user
    data: order.amount
    retention:
      - promise: booked
        of: order.amount
        keep: P5Y after financial-year-end(order.placed)
        mode: keep
        within: P30D
        then: erase
        floor: P5Y after financial-year-end(order.placed)
        law: DK/bookkeeping
promises:
  closed: { kind: retention, text: gone with the account }
  noted: { kind: retention, text: 'out of sight with the account, gone a year later' }
  lines: { kind: retention, text: two years }
  booked: { kind: retention, text: five years }
)";

const std::string kMap = std::string(kAccountsMap) + R"(  main.orders:
    persons: { user: account_id }
    fields:
      id: technical
      account_id: technical
      placed_on: technical
      amount: { category: order.amount, blank: { constant: 0 } }
      note: order.note
    events: { order.placed: { column: placed_on, kind: date, null: unknown } }
  main.lines:
    persons: { user: account_id }
    links: { order: { to: main.orders, on: { order_id: id } } }
    fields: { id: technical, order_id: technical, account_id: technical, text: line.text }
    events: { order.placed: { column: order.placed_on, kind: date, null: unknown } }
)";

class SealingTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    world_ = std::make_unique<World>(GetParam());
    const std::string key = world_->is_postgres() ? "bigint" : "INTEGER", date = world_->is_postgres() ? "date" : "TEXT";
    world_->Schema(
        "CREATE TABLE accounts (id " + key + " PRIMARY KEY, mail TEXT NOT NULL UNIQUE, closed_on " + date +
        ");"
        "CREATE TABLE orders (id " +
        key + " PRIMARY KEY, account_id " + key + " NOT NULL REFERENCES accounts (id), placed_on " + date + ", amount " + key +
        " NOT NULL, note TEXT);"
        "CREATE INDEX orders_accounts ON orders (account_id);"
        "CREATE TABLE lines (id " +
        key + " PRIMARY KEY, order_id " + key + " NOT NULL REFERENCES orders (id), account_id " + key +
        " NOT NULL REFERENCES accounts (id), text TEXT);"
        "CREATE INDEX lines_orders ON lines (order_id); CREATE INDEX lines_accounts ON lines (account_id);"
        // 1 is a customer still; 2 left on 2020-03-01, with one order; 3 left on the same day, with one of which the lines stand.
        "INSERT INTO accounts VALUES (1, 'a@example.org', NULL), (2, 'b@example.org', '2020-03-01'), (3, 'c@example.org', "
        "'2020-03-01');"
        "INSERT INTO orders VALUES (11, 1, '2019-05-05', 500, 'to the door'), (12, 2, '2019-05-05', 700, 'ring twice'), "
        "(13, 3, '2019-05-05', 900, NULL), (14, 3, '2019-06-01', 40, 'a gift');"
        "INSERT INTO lines VALUES (21, 13, 3, 'a chair');");
    world_->Files(kPolicy, kMap);
    world_->Seal();
  }

  void Apply(const std::string& at) { ASSERT_TRUE(Applied(at)); }
  bool Applied(const std::string& at) {
    const Result<engine::ApplyReport> report = world_->Apply(at, {.max_share = 1.0});
    EXPECT_TRUE(report) << report.error().message;
    return report.has_value();
  }
  // Of 60 months, those in which something falls due: for each promise, and under "" for all.
  std::map<std::string, Lines> Forecast(const std::string& at) {
    std::vector<engine::Site> sites = world_->Sites(engine::Access::kRead);
    const Result<engine::Forecast> forecast = engine::MakeForecast(world_->policy(), sites, world_->Question(at), 60);
    EXPECT_TRUE(forecast) << forecast.error().message;
    std::map<std::string, Lines> due;
    const auto add = [&](const engine::ForecastLine& line, const std::vector<std::int64_t>& sealed) {
      for (std::size_t i = 0; i < line.rows.size(); ++i) {
        std::string words;
        if (line.rows[i] > 0) words = std::to_string(line.rows[i]) + " rows";
        if (!sealed.empty() && sealed[i] > 0) words += ", " + std::to_string(sealed[i]) + " sealed";
        if (line.copies[i] > 0) words += (words.empty() ? "" : ", ") + std::to_string(line.copies[i]) + " copies";
        const std::string month = i == 0 ? "now" : time::Format(forecast->first[i]).substr(0, 7);
        if (!words.empty()) due[line.promise == nullptr ? "" : line.promise->id].push_back(month + ": " + words);
      }
    };
    add(forecast->all, forecast->sealed);
    for (const engine::ForecastLine& line : forecast->lines) add(line, {});
    return due;
  }
  // The policy, with notes blocked for another period.
  void Block(const std::string& period) {
    std::string policy = kPolicy;
    policy.replace(policy.find("block for P1Y"), 13, "block for " + period);
    world_->Files(policy, kMap);
  }
  // As whoever may not read the key makes it.
  engine::Plan PlanWithoutKey(const std::string& at) {
    std::vector<engine::Site> sites = world_->Sites(engine::Access::kRead);
    sites.front().key = nullptr;
    return engine::MakePlan(engine::BasisOf(world_->policy(), world_->map(), sites), sites, world_->Question(at)).value();
  }
  // Copies without the name of the store, in few words.
  Lines Sealed() { return world_->Sealed(); }

  std::unique_ptr<World> world_;
};

TEST_P(SealingTest, NothingIsSealedWhileItIsOfUse) {
  Apply("2020-02-29");
  EXPECT_EQ(Sealed(), Lines{});
  EXPECT_EQ(world_->Count("orders WHERE amount > 0"), 4);
}

TEST_P(SealingTest, ARowLeavesWithWhatStandsInIt) {
  EXPECT_EQ(world_->Planned("2020-03-01", "main.orders", "block-row"), 2);
  Apply("2020-03-01");
  EXPECT_EQ(world_->Rows("SELECT id, account_id, amount, note FROM orders ORDER BY id"), (Lines{"11|1|500|to the door", "13|3|0|NULL"}));
  EXPECT_EQ(world_->Rows("SELECT id, mail FROM accounts ORDER BY id"), (Lines{"1|a@example.org", "3|erased-3"})) << "3 has a line still";
  EXPECT_EQ(Sealed(), (Lines{"main.orders 12: amount=700 (user 2) due 2025-01-01 late 2025-01-31",
                             "main.orders 12: note=ring twice (user 2) due 2021-03-01 late 2021-04-01",
                             "main.orders 13: amount=900 (user 3) due 2025-01-01 late 2025-01-31",
                             "main.orders 14: amount=40 (user 3) due 2025-01-01 late 2025-01-31",
                             "main.orders 14: note=a gift (user 3) due 2021-03-01 late 2021-04-01"}));
}

TEST_P(SealingTest, ASecondSweepChangesNothing) {
  Apply("2020-03-01");
  const Lines rows = world_->Dump(), sealed = Sealed();
  Apply("2020-03-01");
  EXPECT_EQ(world_->Dump(), rows);
  EXPECT_EQ(Sealed(), sealed);
}

TEST_P(SealingTest, CopiesAreDestroyedOnTheirDay) {
  Apply("2020-03-01");
  EXPECT_EQ(world_->Planned("2021-02-28", "main.lofte.sealed", "destroy"), 0);
  EXPECT_EQ(world_->Planned("2021-03-01", "main.lofte.sealed", "destroy"), 2);
  Apply("2021-03-01");
  EXPECT_EQ(Sealed().size(), 3u);
  Apply("2024-12-31");
  EXPECT_EQ(Sealed().size(), 3u);
  Apply("2025-01-01");
  EXPECT_EQ(Sealed(), Lines{});
  EXPECT_EQ(world_->Count("accounts"), 1);
}

// Whatever happens first: the end of the block, or the sweep.
TEST_P(SealingTest, ALateSweepErasesWhatIsOverByThen) {
  Apply("2022-01-01");
  EXPECT_EQ(Sealed(), (Lines{"main.orders 12: amount=700 (user 2) due 2025-01-01 late 2025-01-31",
                             "main.orders 13: amount=900 (user 3) due 2025-01-01 late 2025-01-31",
                             "main.orders 14: amount=40 (user 3) due 2025-01-01 late 2025-01-31"}));
}

TEST_P(SealingTest, VerifyAsksOfRowsAndOfCopies) {
  // Thirty days after the account was closed the note must be out of sight.
  EXPECT_EQ(world_->Broken("2020-03-31"), "");
  EXPECT_EQ(world_->Broken("2020-04-01"), "closed noted");
  // Whether it is only to be sealed, or its year is over too.
  for (const char* at : {"2020-05-10", "2022-06-01"})
    EXPECT_EQ(time::Format(world_->Of(world_->Verify(at).value(), "noted").since.value()), "2020-04-01") << at;
  Apply("2020-03-15");
  EXPECT_EQ(world_->Broken("2020-04-01"), "");
  const engine::VerifyReport report = world_->Verify("2021-04-01").value();
  const engine::PromiseReport& noted = world_->Of(report, "noted");
  EXPECT_EQ(noted.verdict, engine::Verdict::kBroken);
  EXPECT_EQ(noted.violations, 2);
  EXPECT_EQ(noted.examined, 3) << "one in its row, two sealed";
  EXPECT_EQ(time::Format(noted.since.value()), "2021-04-01");
  EXPECT_EQ(world_->Broken("2021-03-31"), "");
}

TEST_P(SealingTest, TheForecastKnowsWhatIsSealedAndWhenCopiesGo) {
  using Due = std::map<std::string, Lines>;
  EXPECT_EQ(Forecast("2020-02-10"), (Due{{"", {"2020-03: 5 rows, 3 sealed", "2021-03: 2 copies", "2021-05: 1 rows", "2025-01: 3 copies"}},
                                         {"closed", {"2020-03: 2 rows"}},
                                         {"noted", {"2020-03: 2 rows", "2021-03: 2 copies"}},
                                         {"lines", {"2021-05: 1 rows"}},
                                         {"booked", {"2025-01: 3 copies"}}}))
      << "of the amounts no promise says that they are to be blocked: a law alone keeps them";
  Apply("2020-03-01");
  const Due after = {{"", {"2021-03: 2 copies", "2021-05: 1 rows", "2025-01: 3 copies"}},
                     {"noted", {"2021-03: 2 copies"}},
                     {"lines", {"2021-05: 1 rows"}},
                     {"booked", {"2025-01: 3 copies"}}};
  EXPECT_EQ(Forecast("2020-03-01"), after) << "copies that are there count as those that were to be made";
  ASSERT_TRUE(world_->Hold("2", "case-7"));
  EXPECT_EQ(Forecast("2020-03-01").at(""), (Lines{"2021-03: 1 copies", "2021-05: 1 rows", "2025-01: 2 copies"}));
}

TEST_P(SealingTest, AHoldKeepsACopy) {
  Apply("2020-03-01");
  ASSERT_TRUE(world_->Hold("3", "case-7"));
  Apply("2025-06-01");
  // What would be gone but for the hold is kept for it alone, and so out of sight.
  EXPECT_EQ(Sealed(), (Lines{"main.lines 21: text=a chair (user 3) due 2025-06-01 late 2025-06-01",
                             "main.orders 13: amount=900 (user 3) due 2025-01-01 late 2025-01-31",
                             "main.orders 14: amount=40 (user 3) due 2025-01-01 late 2025-01-31",
                             "main.orders 14: note=a gift (user 3) due 2021-03-01 late 2021-04-01"}));
  EXPECT_EQ(world_->Of(world_->Verify("2025-06-01").value(), "booked").held, 2);
  ASSERT_TRUE(world_->Release("case-7"));
  Apply("2025-06-01");
  EXPECT_EQ(Sealed(), Lines{});
}

TEST_P(SealingTest, WithoutTheKeyNothingIsSwept) {
  Apply("2020-03-01");
  World& world = *world_;
  world.Seal();  // another
  const Result<engine::ApplyReport> report = world.Apply("2021-03-01", {.max_share = 1.0});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kRefused);
  EXPECT_NE(report.error().message.find("were sealed by key"), std::string::npos) << report.error().message;
}

TEST_P(SealingTest, NewTermsMoveTheEndsOfCopies) {
  Apply("2020-03-01");
  EXPECT_EQ(world_->Verify("2020-04-01").value().remarks, Lines{});
  EXPECT_EQ(PlanWithoutKey("2020-04-01").remarks, Lines{});
  Block("P3Y");
  const std::string remark = "store `main`: the days of 5 sealed copies were found by former terms";
  const auto remarks = [&](const Lines& lines) { return lines.size() == 1 && lines[0].rfind(remark, 0) == 0; };
  EXPECT_PRED1(remarks, world_->Verify("2020-04-01").value().remarks);
  EXPECT_PRED1(remarks, PlanWithoutKey("2020-04-01").remarks);
  EXPECT_EQ(world_->Plan("2020-04-01").value().remarks, Lines{}) << "it knows what the sweep will find";
  Apply("2020-04-01");
  EXPECT_EQ(world_->Plan("2020-04-01").value().remarks, Lines{});
  EXPECT_EQ(Sealed().at(1), "main.orders 12: note=ring twice (user 2) due 2023-03-01 late 2023-04-01");
}

TEST_P(SealingTest, PlanForetellsWhatASweepUnderNewTermsDestroys) {
  Apply("2020-03-01");
  Block("P1M");
  EXPECT_EQ(world_->Planned("2020-03-31", "main.lofte.sealed", "destroy"), 0);
  EXPECT_EQ(world_->Planned("2020-04-01", "main.lofte.sealed", "destroy"), 2);
  ASSERT_TRUE(world_->Hold("3", "case-7"));
  EXPECT_EQ(world_->Planned("2020-04-01", "main.lofte.sealed", "destroy"), 1);
  Apply("2020-04-01");
  EXPECT_EQ(Sealed().size(), 4u);
  // And what it does not destroy any more.
  Block("P3Y");
  ASSERT_TRUE(world_->Release("case-7"));
  EXPECT_EQ(world_->Planned("2021-03-01", "main.lofte.sealed", "destroy"), 0);
  Apply("2021-03-01");
  EXPECT_EQ(Sealed().size(), 4u);
}

// By the new terms copies are due, and whoever approved a plan that has none of them has not approved that.
TEST_P(SealingTest, ApprovedPlanWithoutDestructionDestroysNothingAndMovesNoDay) {
  Apply("2020-03-01");
  Block("P1M");
  const Lines before = Sealed();
  engine::Plan approved = PlanWithoutKey("2020-04-01");
  EXPECT_EQ(approved.rows(), 0);
  engine::ApplyOptions options;
  options.approved = &approved;
  const Result<engine::ApplyReport> refused = world_->Apply("2020-04-01", options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_NE(refused.error().message.find("(destroy `main.lofte.sealed`) has grown from 0 to 2 rows"), std::string::npos)
      << refused.error().message;
  EXPECT_EQ(Sealed(), before);
  std::vector<engine::Site> sites = world_->Sites(engine::Access::kRead);
  const Result<engine::Plan> dry =
      engine::DryRun(world_->policy(), world_->map(), sites, &world_->ledger(), world_->Question("2020-04-01"), SystemClock(), options);
  ASSERT_FALSE(dry);
  EXPECT_EQ(dry.error().message, refused.error().message);
  approved = world_->Plan("2020-04-01").value();
  const Result<engine::ApplyReport> report = world_->Apply("2020-04-01", options);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(Sealed().size(), 3u);
}

TEST_P(SealingTest, DryRunWithAnotherKeyIsRefusedAsTheSweepIs) {
  Apply("2020-03-01");
  world_->Seal();
  std::vector<engine::Site> sites = world_->Sites(engine::Access::kRead);
  const Result<engine::Plan> dry =
      engine::DryRun(world_->policy(), world_->map(), sites, &world_->ledger(), world_->Question("2021-03-01"), SystemClock(), {});
  ASSERT_FALSE(dry);
  EXPECT_NE(dry.error().message.find("were sealed by key"), std::string::npos) << dry.error().message;
  EXPECT_TRUE(world_->Plan("2021-03-01")) << "which opens nothing";
}

// The key of a person goes with what is sealed about them, and so does the person's own row, which nothing names any more.
TEST_P(SealingTest, WhoIsNamedOnlyByWhatIsSealedIsCountedAsGoing) {
  World letters(GetParam());
  const std::string key = letters.is_postgres() ? "bigint" : "INTEGER", date = letters.is_postgres() ? "date" : "TEXT";
  const std::string account = key + " REFERENCES accounts (id)";
  letters.Schema("CREATE TABLE accounts (id " + key + " PRIMARY KEY, mail TEXT NOT NULL UNIQUE, closed_on " + date +
                 ");"
                 "CREATE TABLE letters (id " +
                 key + " PRIMARY KEY, writer_id " + account + ", reader_id " + account +
                 ", text TEXT, answer TEXT);"
                 "INSERT INTO accounts VALUES (1, 'a@example.org', NULL), (2, 'b@example.org', '2020-03-01');"
                 "INSERT INTO letters VALUES (5, 2, 1, 'dear you', 'thank you');");
  letters.Files(R"(lofte: 1
controller: { name: Test SL, country: DK, email: privacy@test.example }
effective: 2019-01-01
data: { account: [mail], letter: [text, answer] }
subjects: [user]
activities:
  post:
    purpose: carry letters
    basis: contract
    subjects: user
    data: [account, letter]
    retention:
      - { promise: closed, of: [account, letter.answer], keep: while account.open, then: erase }
      - { promise: blocked, of: letter.text, keep: while account.open, then: block for P1Y then erase }
promises:
  closed: { kind: retention, text: gone with the account }
  blocked: { kind: retention, text: 'out of sight with the account, gone a year later' }
)",
                std::string(kAccountsMap) + R"(  main.letters:
    persons: { writer: writer_id, reader: reader_id }
    fields:
      id: technical
      writer_id: { link: writer, blank: null }
      reader_id: { link: reader, blank: null }
      text: { category: letter.text, of: writer }
      answer: { category: letter.answer, of: reader }
)");
  letters.Seal();
  EXPECT_EQ(letters.Planned("2020-03-01", "main.accounts", "delete"), 1);
  ASSERT_TRUE(letters.Apply("2020-03-01"));
  EXPECT_EQ(letters.Rows("SELECT id, writer_id, reader_id, text, answer FROM letters"), Lines{"5|NULL|1|NULL|thank you"});
  EXPECT_EQ(letters.Rows("SELECT id FROM accounts"), Lines{"1"});
  EXPECT_EQ(letters.Sealed(), Lines{"main.letters 5: text=dear you (writer 2) due 2021-03-01 late 2021-03-02"});
}

TEST_P(SealingTest, NothingOfItCanBeReadInTheStore) {
  Apply("2020-03-01");
  for (const char* column : {"source_table", "row_digest", "examined_by", "charged"}) {
    const std::string table = world_->is_postgres() ? "lofte.sealed" : "lofte_sealed";
    for (const std::string& text : world_->Rows("SELECT " + std::string(column) + " FROM " + table)) {
      EXPECT_EQ(text.find("ring twice"), std::string::npos);
      EXPECT_EQ(text.find("b@example"), std::string::npos);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, SealingTest, ::testing::ValuesIn(BothDialects()), [](const auto& of) { return NameOfDialect(of.param); });

}  // namespace sealing_test
}  // namespace lofte::tests
