#include "hard_schema.h"

#include <algorithm>

#include "support/report.h"
#include "support/scale.h"

namespace lofte::tests::hard {

const char kPolicy[] = R"(lofte: 1
controller: { name: Test ApS, country: DK }
effective: 2024-01-01
data: { person: [mail, name], memo: [text, remark], note: [text, extra], book: [amount] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: [person, memo]
    retention:
      - { promise: closed, of: [person, memo], keep: while account.open, then: erase }
  notes:
    purpose: take notes
    basis: contract
    subjects: user
    data: note
    retention:
      - { promise: ninety, of: note, keep: P90D after note.made, then: erase }
  books:
    purpose: keep the books
    basis: legal-obligation
    subjects: user
    data: book
    retention:
      - promise: five
        of: book
        keep: P5Y after financial-year-end(book.date)
        mode: keep
        then: erase
        floor: P5Y after financial-year-end(book.date)
        law: DK/bookkeeping
promises:
  closed: { kind: retention, text: gone when the account is closed }
  ninety: { kind: retention, text: ninety days }
  five: { kind: retention, text: five years }
  cards: { kind: security, text: no card numbers, control: { never: card-number } }
)";

namespace {

void Replace(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

// How many of the sweeps were run again with an aggregate, and what those did.
class Tally : public testing::Environment {
 public:
  void Add(const Lines& steps, std::int64_t counted) {
    ++sweeps_;
    counting_ += counted > 0;
    rows_ += counted;
    idle_ += steps.empty();
  }
  void TearDown() override {
    Report("hard_schemas", "Hard schemas with `aggregate in cells of 2 then erase`: " + std::to_string(sweeps_) + " sweeps, of which " +
                               std::to_string(counting_) + " counted rows (" + std::to_string(rows_) + " in all) and " +
                               std::to_string(idle_) + " had nothing to do\n");
  }

 private:
  std::int64_t sweeps_ = 0, counting_ = 0, rows_ = 0, idle_ = 0;
};

// Owned by the framework.
Tally& tally = *static_cast<Tally*>(testing::AddGlobalTestEnvironment(new Tally));

Lines StepsOf(const engine::Plan& plan) {
  Lines lines;
  for (const engine::PlannedStep& step : plan.steps)
    if (step.rows > 0) lines.push_back(step.table + " " + step.action + " " + std::to_string(step.rows));
  return lines;
}

}  // namespace

Lines DiffOf(Lines before, Lines after) {
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  Lines gone, came, diff;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(came));
  for (const std::string& row : gone) diff.push_back("- " + row);
  for (const std::string& row : came) diff.push_back("+ " + row);
  return diff;
}

Lines DoneBy(const engine::ApplyReport& report) {
  Lines lines;
  for (std::size_t i = 0; i < report.plan.steps.size(); ++i) {
    const engine::PlannedStep& step = report.plan.steps[i];
    if (report.done.at(i) > 0) lines.push_back(step.table + " " + step.action + " " + std::to_string(report.done[i]));
  }
  return lines;
}

std::string Sql(std::string text, Dialect dialect) {
  const bool postgres = dialect == Dialect::kPostgres;
  Replace(text, "{key}", postgres ? "bigint PRIMARY KEY" : "INTEGER PRIMARY KEY");
  Replace(text, "{int}", postgres ? "bigint" : "INTEGER");
  Replace(text, "{text}", postgres ? "text" : "TEXT");
  Replace(text, "{date}", postgres ? "date" : "TEXT");
  Replace(text, "{instant}", postgres ? "timestamptz" : "TEXT");
  Replace(text, "{bool}", postgres ? "boolean" : "BOOLEAN");
  return text;
}

std::string AccountsSql(Dialect dialect, const std::string& more) {
  return Sql("CREATE TABLE accounts (id {key}, email {text} NOT NULL UNIQUE, closed_on {date}" + (more.empty() ? "" : ", " + more) +
                 ");\n"
                 "INSERT INTO accounts (id, email, closed_on) VALUES (1, 'open@x', NULL), (2, 'closed@x', '2024-11-21'), (3, 'tomorrow@x', "
                 "'2024-11-22');\n",
             dialect);
}

std::string MapWithAccountFields(const std::string& fields, const std::string& tables) {
  return R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    fields: { id: technical, email: { category: person.mail, blank: key }, closed_on: technical)" +
         (fields.empty() ? "" : ", " + fields) + R"( }
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
)" + tables;
}

std::string Map(const std::string& tables, const std::string& without_personal_data) {
  return MapWithAccountFields("", tables) +
         (without_personal_data.empty() ? "" : "without-personal-data: [" + without_personal_data + "]\n");
}

std::string NotesMap(const std::string& name, const std::string& more) {
  return "  '" + name + R"(':
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, text: note.text, made_on: technical)" +
         (more.empty() ? "" : ", " + more) + R"( }
    events: { note.made: { column: made_on, kind: date, 'null': unknown } }
)";
}

std::string DealsMap(const std::string& seller_blank, const std::string& more) {
  return Map(R"(  main.deals:
    persons: { seller: seller_id, buyer: buyer_id }
    fields:
      id: technical
      seller_id: { link: seller, blank: )" +
             seller_blank + R"( }
      buyer_id: { link: buyer, blank: null }
      asked: { category: memo.text, of: [seller])" +
             more + R"( }
      offered: { category: memo.remark, of: [buyer] }
)");
}

void SchemaTest::SetUpOn(Dialect dialect) {
  if (const std::string missing = World::Missing(dialect); !missing.empty()) GTEST_SKIP() << missing;
  world_.emplace(dialect);
}

void SchemaTest::Make(const std::string& schema_and_rows, const std::string& map, const std::string& more) {
  world().Schema(AccountsSql(dialect(), more) + Sql(schema_and_rows));
  world().Files(kPolicy, map);
}

Lines SchemaTest::PlanLines() {
  Result<engine::Plan> plan = world().Plan(kT);
  if (!plan) return {"error: " + plan.error().message};
  return StepsOf(*plan);
}

void SchemaTest::ExpectUndo(const Effect& effect, const engine::ApplyOptions& options) {
  const std::unique_ptr<World> copy = World::CopyOf(world());
  copy->SetWithin(10'000);
  copy->Seal(7);
  const Lines before = copy->Dump();
  const Result<engine::ApplyReport> report = copy->Apply(kT, options);
  ASSERT_TRUE(report) << report.error().message;
  const Lines done = DoneBy(*report);
  // What stands on `keep` alone, or on a hold, leaves its row where there is a key to seal by. That is not for undo.
  const auto blocks = [](const std::string& step) { return step.find(" block") != std::string::npos; };
  if (std::any_of(done.begin(), done.end(), blocks)) return;
  EXPECT_EQ(done, effect.steps);
  if (done.empty()) return;
  const Result<engine::UndoReport> undone = copy->Undo(1);
  ASSERT_TRUE(undone) << undone.error().message;
  for (const engine::LeftCount& of : undone->left) ADD_FAILURE() << of.table << ": " << of.why;
  EXPECT_EQ(copy->Dump(), before);
}

void SchemaTest::ExpectBlock(const Effect& effect, const engine::ApplyOptions& options) {
  const std::unique_ptr<World> copy = World::CopyOf(world());
  copy->Seal();
  const auto blocks = [](const std::string& step) { return step.find(" block") != std::string::npos; };
  const Result<engine::Plan> plan = copy->Plan(kT);
  ASSERT_TRUE(plan) << plan.error().message;
  // What stands on `keep` alone, or on a hold, is sealed whatever the policy says of the rest.
  const Lines erased = StepsOf(*plan);
  if (std::any_of(erased.begin(), erased.end(), blocks)) return;
  copy->SetBlock(12);
  const Lines before = copy->Readable();
  const Result<engine::ApplyReport> report = copy->Apply(kT, options);
  ASSERT_TRUE(report) << report.error().message;
  const Lines diff = DiffOf(before, copy->Readable()), sealed = copy->Sealed(), done = DoneBy(*report);
  EXPECT_EQ(diff, effect.diff);
  EXPECT_EQ(std::any_of(done.begin(), done.end(), blocks), !sealed.empty());
  // What is sealed stood in a row that is no more as it was: `main.notes 1: text=old, extra=NULL (user 2) due ..`.
  std::string gone;
  for (const std::string& row : diff)
    if (row.front() == '-') gone += row + "\n";
  for (const std::string& of : sealed) {
    const std::size_t values = of.find(": ") + 2, equals = of.find('=', values);
    ASSERT_NE(equals, std::string::npos) << of;
    const std::string value = of.substr(equals + 1, of.find_first_of(",(", equals) - equals - 1);
    const std::string first = value.substr(0, value.find_last_not_of(' ') + 1);
    EXPECT_TRUE(first == "NULL" || gone.find(first) != std::string::npos) << of << "\n" << gone;
  }
  engine::ApplyOptions all;
  all.max_share = 1;
  const Result<engine::ApplyReport> later = copy->Apply("2026-11-01", all);
  ASSERT_TRUE(later) << later.error().message;
  EXPECT_EQ(copy->Sealed(), Lines{});
}

void SchemaTest::ExpectAggregate(const Effect& effect, const engine::ApplyOptions& options) {
  const std::unique_ptr<World> copy = World::CopyOf(world());
  copy->SetAggregate(2);
  const Lines before = copy->Readable();
  const Result<engine::ApplyReport> report = copy->Apply(kT, options);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(DiffOf(before, copy->Readable()), effect.diff);
  Lines as_erased;
  std::int64_t counted = 0;
  for (std::string step : DoneBy(*report)) {
    if (step.find(" aggregate") != std::string::npos) counted += std::stoll(step.substr(step.rfind(' ') + 1));
    Replace(step, " aggregate-row ", " delete ");
    Replace(step, " aggregate ", " erase ");
    as_erased.push_back(step);
  }
  EXPECT_EQ(as_erased, effect.steps);
  const auto own = [&](const char* table) { return copy->is_postgres() ? "lofte." + std::string(table) : "lofte_" + std::string(table); };
  EXPECT_EQ(copy->Rows("SELECT CAST(coalesce(sum(rows), 0) AS bigint) FROM " + own("cells")), Lines{std::to_string(counted)});
  tally.Add(as_erased, counted);
}

// Each way in which what is due may go instead of being erased, on a copy; at less than full measure the ways take turns.
void SchemaTest::ExpectOtherWays(const Effect& effect, const engine::ApplyOptions& options) {
  static int sweeps = 0;
  const int turn = sweeps++ % 3;
  const auto has_turn = [&](int way) { return TestScale() == 1 || turn == way; };
  if (has_turn(0)) {
    SCOPED_TRACE("counted");
    ExpectAggregate(effect, options);
  }
  if (has_turn(1)) {
    SCOPED_TRACE("blocked");
    ExpectBlock(effect, options);
  }
  if (has_turn(2) && effect.can_undo) {
    SCOPED_TRACE("put back");
    ExpectUndo(effect, options);
  }
}

void SchemaTest::ExpectSweep(const Effect& effect, engine::ApplyOptions options) {
  if (!effect.with_trigger) ExpectOtherWays(effect, options);
  EXPECT_EQ(PlanLines(), effect.steps);
  EXPECT_EQ(world().Broken(kNextDay), effect.broken);
  const Lines before = world().Readable();
  const Result<engine::ApplyReport> report = effect.with_trigger ? world().ApplyBeside(kT, options) : world().Apply(kT, options);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(DoneBy(*report), effect.steps);
  EXPECT_EQ(DiffOf(before, world().Readable()), effect.diff);
  EXPECT_EQ(PlanLines(), effect.left);
  EXPECT_EQ(world().Broken(kNextDay), "");
}

Lines SchemaTest::IssuesOf(const std::string& map) {
  Lines lines;
  for (const Issue& issue : world().IssuesOf(kPolicy, map)) {
    if (issue.code == "category-without-table" || issue.code == "unmapped-table" || issue.code == "unmapped-column" ||
        issue.code == "no-index")
      continue;
    lines.push_back(std::string(NameOf(issue.severity)) + " " + issue.code);
  }
  return lines;
}

}  // namespace lofte::tests::hard
