// Rows that other rows reference: a key stands while a row that references it stands.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace foreign_keys_test {

class ForeignKeyTest : public HardSchemaTest {};

TEST_P(ForeignKeyTest, ParentOfAFloorProtectedChildIsEmptiedToATombstone) {
  Make(R"(CREATE TABLE invoices (id {key}, account_id {int} NOT NULL REFERENCES accounts (id), amount {int}, booked_on {date} NOT NULL);
          INSERT INTO accounts VALUES (4, 'long ago@x', '2018-01-01');
          INSERT INTO invoices VALUES (1, 2, 100, '2019-01-01'), (2, 2, 200, '2018-12-31'), (3, 4, 300, '2018-06-01');)",
       Map(R"(
  main.invoices:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, amount: book.amount, booked_on: technical }
    events: { book.date: { column: booked_on, kind: date, 'null': unknown } }
)"));
  // Of 2019: until the end of 2024. Of 2018: until the end of 2023.
  ExpectSweep({.steps = {"main.invoices delete 2", "main.accounts delete 1", "main.accounts erase 1"},
               .diff = {"- accounts: 2|closed@x|2024-11-21", "- accounts: 4|long ago@x|2018-01-01", "- invoices: 2|2|200|2018-12-31",
                        "- invoices: 3|4|300|2018-06-01", "+ accounts: 2|erased-2|2024-11-21"},
               .broken = "closed five"});
  EXPECT_EQ(world().Planned("2025-01-01", "main.accounts", "delete"), 2) << "with its last invoice the tombstone goes too";
}

// Notes: 1 due, 2 not, both of the closed account; and one of the account that was closed long ago.
std::string Children(const std::string& on_delete) {
  return "CREATE TABLE notes (id {key}, account_id {int} REFERENCES accounts (id) ON DELETE " + on_delete +
         ", text {text}, made_on {date});"
         "INSERT INTO accounts VALUES (4, 'long ago@x', '2018-01-01');"
         "INSERT INTO notes VALUES (1, 2, 'old', '2024-08-23'), (2, 2, 'new', '2024-08-24'), (3, 4, 'old', '2024-01-01');";
}

const Effect kChildrenKeepTheirParent = {
    .steps = {"main.notes delete 2", "main.accounts delete 1", "main.accounts erase 1"},
    .diff = {"- accounts: 2|closed@x|2024-11-21", "- accounts: 4|long ago@x|2018-01-01", "- notes: 1|2|old|2024-08-23",
             "- notes: 3|4|old|2024-01-01", "+ accounts: 2|erased-2|2024-11-21"},
    .broken = "closed ninety",
    .left = {}};

TEST_P(ForeignKeyTest, CascadeNeverReachesAStandingValue) {
  Make(Children("CASCADE"), Map(NotesMap()));
  ExpectSweep(kChildrenKeepTheirParent);
}

TEST_P(ForeignKeyTest, SetNullNeverReachesAStandingValue) {
  Make(Children("SET NULL"), Map(NotesMap()));
  ExpectSweep(kChildrenKeepTheirParent);
}

TEST_P(ForeignKeyTest, RestrictIsNeverMet) {
  Make(Children("RESTRICT"), Map(NotesMap()));
  ExpectSweep(kChildrenKeepTheirParent);
}

TEST_P(ForeignKeyTest, ChildTableThatIsNotInTheMapKeepsItsParent) {
  Make(R"(CREATE TABLE logins (id {key}, account_id {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE);
          INSERT INTO accounts VALUES (4, 'long ago@x', '2018-01-01');
          INSERT INTO logins VALUES (1, 2);)",
       Map(""));
  ExpectSweep({.steps = {"main.accounts delete 1", "main.accounts erase 1"},
               .diff = {"- accounts: 2|closed@x|2024-11-21", "- accounts: 4|long ago@x|2018-01-01", "+ accounts: 2|erased-2|2024-11-21"},
               .broken = "closed"});
}

TEST_P(ForeignKeyTest, ChildWithoutAKeyIsForetoldToo) {
  Make(R"(CREATE TABLE notes (id {int}, account_id {int} REFERENCES accounts (id), text {text}, made_on {date});
          INSERT INTO notes VALUES (1, 2, 'old', '2024-08-23'), (1, 2, 'old', '2024-08-23'), (1, 1, 'new', '2024-08-24');)",
       Map(NotesMap()));
  ExpectSweep({.steps = {"main.notes delete 2", "main.accounts delete 1"},
               .diff = {"- accounts: 2|closed@x|2024-11-21", "- notes: 1|2|old|2024-08-23", "- notes: 1|2|old|2024-08-23"},
               .broken = "closed ninety"});
}

TEST_P(ForeignKeyTest, ChildThatIsUnlinkedReleasesItsParent) {
  Make(R"(CREATE TABLE notes (id {key}, account_id {int} REFERENCES accounts (id), text {text}, made_on {date}, place {text});
          INSERT INTO notes VALUES (1, 2, 'old', '2024-08-23', 'x');)",
       Map(R"(
  main.notes:
    persons: { user: account_id }
    fields: { id: technical, account_id: link, text: { category: note.text }, made_on: technical, place: { category: book.amount } }
    events: { note.made: { column: made_on, kind: date }, book.date: { column: made_on, kind: date } }
)"));
  // The place stands five years and is about the account, so the link stays and the account is a tombstone.
  ExpectSweep({.steps = {"main.notes erase 1", "main.accounts erase 1"},
               .diff = {"- accounts: 2|closed@x|2024-11-21", "- notes: 1|2|old|2024-08-23|x", "+ accounts: 2|erased-2|2024-11-21",
                        "+ notes: 1|2|NULL|2024-08-23|x"},
               .broken = "closed ninety"});
}

TEST_P(ForeignKeyTest, SelfReferenceGoesLayerByLayer) {
  Make(
      R"(CREATE TABLE notes (id {key}, account_id {int} REFERENCES accounts (id), text {text}, made_on {date}, answers {int} REFERENCES notes (id));
          INSERT INTO notes VALUES (1, 1, 'alone', '2024-08-23', NULL), (2, 1, 'of itself', '2024-08-23', 2), (3, 1, 'answered by one that stands', '2024-08-23', NULL),
            (4, 1, 'stands', '2024-08-24', 3), (5, 1, 'answered by one that goes', '2024-08-23', NULL), (6, 1, 'goes', '2024-08-23', 5);)",
      Map(NotesMap("main.notes", "answers: technical")));
  ExpectSweep(
      {.steps = {"main.notes delete 4", "main.notes erase 1", "main.accounts delete 1"},
       .diff = {"- accounts: 2|closed@x|2024-11-21", "- notes: 1|1|alone|2024-08-23|NULL", "- notes: 2|1|of itself|2024-08-23|2",
                "- notes: 3|1|answered by one that stands|2024-08-23|NULL", "- notes: 5|1|answered by one that goes|2024-08-23|NULL",
                "- notes: 6|1|goes|2024-08-23|5", "+ notes: 3|1|NULL|2024-08-23|NULL"},
       .broken = "closed ninety"});
}

// What stands keeps all that it answers, by either of two ways, however far up; a branch beside it goes.
TEST_P(ForeignKeyTest, OneThatStandsKeepsItsWholeLine) {
  Make(
      R"(CREATE TABLE notes (id {key}, account_id {int}, text {text}, made_on {date}, answers {int} REFERENCES notes (id), quotes {int} REFERENCES notes (id));
          CREATE TABLE stars (id {key}, note_id {int} REFERENCES notes (id));
          DELETE FROM accounts WHERE id = 2;
          INSERT INTO notes VALUES (1, 1, 'root', '2024-08-01', NULL, NULL), (2, 1, 'second', '2024-08-02', 1, NULL), (3, 1, 'quotes it', '2024-08-03', NULL, 2),
            (4, 1, 'stands', '2024-08-24', 3, NULL), (5, 1, 'branch', '2024-08-02', 1, NULL), (6, 1, 'its leaf', '2024-08-03', 5, 2),
            (7, 1, 'starred', '2024-08-02', NULL, NULL), (8, 1, 'answers it', '2024-08-02', 7, NULL);
          INSERT INTO stars VALUES (1, 7);)",
      Map(NotesMap("main.notes", "answers: technical, quotes: technical"), "main.stars"));
  ExpectSweep(
      {.steps = {"main.notes delete 3", "main.notes erase 4"},
       .diff = {"- notes: 1|1|root|2024-08-01|NULL|NULL", "- notes: 2|1|second|2024-08-02|1|NULL",
                "- notes: 3|1|quotes it|2024-08-03|NULL|2", "- notes: 5|1|branch|2024-08-02|1|NULL", "- notes: 6|1|its leaf|2024-08-03|5|2",
                "- notes: 7|1|starred|2024-08-02|NULL|NULL", "- notes: 8|1|answers it|2024-08-02|7|NULL",
                "+ notes: 1|1|NULL|2024-08-01|NULL|NULL", "+ notes: 2|1|NULL|2024-08-02|1|NULL", "+ notes: 3|1|NULL|2024-08-03|NULL|2",
                "+ notes: 7|1|NULL|2024-08-02|NULL|NULL"},
       .broken = "ninety"});
}

// Two lines of thirty old notes, each answering the one before it or the one after it, and a young one that answers number 10.
std::string Lines30(Dialect dialect, const std::string& answers, const std::string& without_rowid = "") {
  const std::string date = dialect == Dialect::kPostgres ? "DATE " : "";
  return "CREATE TABLE notes (id {int} NOT NULL PRIMARY KEY, account_id {int}, text {text}, made_on {date}, answers {int} REFERENCES notes "
         "(id))" +
         without_rowid +
         "; DELETE FROM accounts WHERE id = 2;"
         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) INSERT INTO notes SELECT i, 1, 'old', " +
         date + "'2024-01-01', " + answers + " FROM n; INSERT INTO notes VALUES (61, 1, 'young', " + date + "'2024-08-24', 10);";
}
const std::string kOneBefore = "CASE WHEN i % 30 <> 1 THEN i - 1 END", kOneAfter = "CASE WHEN i % 30 <> 0 THEN i + 1 END";

// In batches of which each holds less than a line.
engine::ApplyOptions InSevens() {
  engine::ApplyOptions options;
  options.batch_rows = 7;
  options.max_share = 1;
  return options;
}

TEST_P(ForeignKeyTest, LongLinesGoInOneSweep) {
  Make(Lines30(dialect(), kOneBefore), Map(NotesMap("main.notes", "answers: technical")));
  EXPECT_EQ(PlanLines(), (Lines{"main.notes delete 50", "main.notes erase 10"}));
  ASSERT_TRUE(world().Apply(kT, InSevens()).has_value());
  EXPECT_EQ(world().Rows("SELECT min(id), max(id), count(*), count(text) FROM notes"), Lines{"1|61|11|1"});
  EXPECT_EQ(PlanLines(), Lines{});
}

TEST_P(ForeignKeyTest, LongLinesTheOtherWayRoundGoInOneSweep) {
  Make(Lines30(dialect(), kOneAfter), Map(NotesMap("main.notes", "answers: technical")));
  EXPECT_EQ(PlanLines(), (Lines{"main.notes delete 39", "main.notes erase 21"}));
  ASSERT_TRUE(world().Apply(kT, InSevens()).has_value());
  EXPECT_EQ(world().Rows("SELECT min(id), max(id), count(*), count(text) FROM notes"), Lines{"10|61|22|1"});
  EXPECT_EQ(PlanLines(), Lines{});
}

TEST_F(SqliteSchemaTest, LongLinesWithoutRowidGoInOneSweep) {
  Make(Lines30(dialect(), kOneBefore, " WITHOUT ROWID"), Map(NotesMap("main.notes", "answers: technical")));
  EXPECT_EQ(PlanLines(), (Lines{"main.notes delete 50", "main.notes erase 10"}));
  ASSERT_TRUE(world().Apply(kT, InSevens()).has_value());
  EXPECT_EQ(world().Rows("SELECT min(id), max(id), count(*), count(text) FROM notes"), Lines{"1|61|11|1"});
}

// A run that was stopped after some layers goes on with the others.
TEST_P(ForeignKeyTest, StoppedBetweenLayersItGoesOn) {
  Make(Lines30(dialect(), kOneAfter), Map(NotesMap("main.notes", "answers: technical")));
  world().SetLockTimeout(50);
  const std::unique_ptr<stores::Store> application = world().Connect();
  std::unique_ptr<stores::Transaction> locking;
  int batches = 0;
  engine::ApplyOptions options = InSevens();
  options.progress = [&](const engine::PlannedStep&, std::int64_t, std::int64_t) {
    if (++batches != 9) return;
    locking = application->Begin().value();
    ASSERT_TRUE(application->Execute("UPDATE notes SET text = text").has_value());
  };
  const Result<engine::ApplyReport> stopped = world().Apply(kT, options);
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().code, ErrorCode::kBusy);
  locking.reset();
  EXPECT_EQ(world().Count("notes WHERE text = 'old'"), 60 - 9);
  options.progress = {};
  const Result<engine::ApplyReport> report = world().Apply(kT, options);
  ASSERT_TRUE(report.has_value());
  EXPECT_TRUE(report->resumed);
  EXPECT_EQ(DoneBy(*report), (Lines{"main.notes delete 39", "main.notes erase 21"}));
  EXPECT_EQ(world().Rows("SELECT min(id), max(id), count(*), count(text) FROM notes"), Lines{"10|61|22|1"});
}

TEST_P(ForeignKeyTest, TablesThatReferenceEachOtherEndAsTombstones) {
  Make(R"(CREATE TABLE notes (id {key}, account_id {int} REFERENCES accounts (id), text {text}, made_on {date});
          INSERT INTO accounts VALUES (4, 'no note@x', '2018-01-01');
          INSERT INTO notes VALUES (1, 2, 'first of 2', '2024-08-23'), (2, 2, 'of 2', '2024-08-23'), (3, 1, 'first of 1', '2024-08-24');
          ALTER TABLE accounts ADD COLUMN first_note {int} REFERENCES notes (id);
          UPDATE accounts SET first_note = 1 WHERE id = 2;
          UPDATE accounts SET first_note = 3 WHERE id = 1;)",
       MapWithAccountFields("first_note: technical", NotesMap()));
  ExpectSweep(
      {.steps = {"main.notes delete 1", "main.notes erase 1", "main.accounts delete 1", "main.accounts erase 1"},
       .diff = {"- accounts: 2|closed@x|2024-11-21|1", "- accounts: 4|no note@x|2018-01-01|NULL", "- notes: 1|2|first of 2|2024-08-23",
                "- notes: 2|2|of 2|2024-08-23", "+ accounts: 2|erased-2|2024-11-21|1", "+ notes: 1|2|NULL|2024-08-23"},
       .broken = "closed ninety"});
}

// Two tables that reference each other, in lines that go back and forth: the sweep comes back until nothing is left to do.
TEST_P(ForeignKeyTest, LinesThroughTwoTablesGoInOneSweep) {
  Make(R"(CREATE TABLE notes (id {key}, account_id {int}, text {text}, made_on {date});
          CREATE TABLE answers (id {key}, note_id {int} REFERENCES notes (id), account_id {int}, text {text}, made_on {date});
          ALTER TABLE notes ADD COLUMN answer_id {int} REFERENCES answers (id);
          DELETE FROM accounts WHERE id = 2;
          INSERT INTO notes VALUES (1, 1, 'root', '2024-08-01', NULL), (2, 1, 'root', '2024-08-01', NULL);
          INSERT INTO answers VALUES (1, 1, 1, 'to 1', '2024-08-02'), (2, 2, 1, 'to 2', '2024-08-02');
          INSERT INTO notes VALUES (3, 1, 'to answer 1', '2024-08-03', 1), (4, 1, 'to answer 2', '2024-08-03', 2);
          INSERT INTO answers VALUES (3, 3, 1, 'to 3', '2024-08-04'), (4, 4, 1, 'to 4, stands', '2024-08-24');)",
       Map(NotesMap("main.notes", "answer_id: technical") + NotesMap("main.answers", "note_id: technical")));
  engine::ApplyOptions options;
  options.max_share = 1;
  const Result<engine::ApplyReport> report = world().Apply(kT, options);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(world().Rows("SELECT id, text FROM notes ORDER BY id"), (Lines{"2|NULL", "4|NULL"}));
  EXPECT_EQ(world().Rows("SELECT id, text FROM answers ORDER BY id"), (Lines{"2|NULL", "4|to 4, stands"}));
  for (std::size_t i = 0; i < report->done.size(); ++i)
    EXPECT_LE(report->done[i], report->plan.steps[i].most_rows) << report->plan.steps[i].table << " " << report->plan.steps[i].action;
  EXPECT_EQ(PlanLines(), Lines{});
  const Lines after = world().Dump();
  ASSERT_TRUE(world().Apply(kT).has_value());
  EXPECT_EQ(world().Dump(), after) << "a second sweep changes nothing";
}

// Accounts that name the one who referred them, by a link that is emptied when that one has left: one step unlinks what another waits for.
TEST_P(ForeignKeyTest, LinkWithinTheTableIsEmptiedAndThenItsTargetGoes) {
  Make(R"(INSERT INTO accounts (id, email, closed_on) VALUES (4, 'referred by 2@x', '2024-01-01'), (5, 'referred by 4@x', NULL);
          UPDATE accounts SET referrer_id = 2 WHERE id IN (1, 4);
          UPDATE accounts SET referrer_id = 4 WHERE id = 5;)",
       R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id, referrer: referrer_id }
    fields:
      id: technical
      email: { category: person.mail, of: user, blank: key }
      referrer_id: { link: referrer, blank: null }
      hint: { category: memo.text, of: referrer }
      closed_on: technical
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
)",
       "referrer_id {int} REFERENCES accounts (id), hint {text}");
  engine::ApplyOptions options;
  options.max_share = 1;
  ASSERT_TRUE(world().Apply(kT, options).has_value());
  EXPECT_EQ(world().Rows("SELECT id, email, referrer_id FROM accounts ORDER BY id"),
            (Lines{"1|open@x|NULL", "3|tomorrow@x|NULL", "5|referred by 4@x|NULL"}));
  EXPECT_EQ(world().Broken(kT), "");
  EXPECT_EQ(PlanLines(), Lines{});
  const Lines after = world().Dump();
  ASSERT_TRUE(world().Apply(kT).has_value());
  EXPECT_EQ(world().Dump(), after) << "a second sweep changes nothing";
}

// A chain of which each row waits for the one before it: the guard counts them all.
TEST_P(ForeignKeyTest, ChainCountsWholeForTheGuard) {
  const std::string chain =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO notes "
      "SELECT i, 1, 'old', {old}, CASE WHEN i > 1 THEN i - 1 END FROM n;";
  const std::string old = dialect() == Dialect::kPostgres ? "DATE '2024-01-01'" : "'2024-01-01'";
  std::string filled = chain;
  filled.replace(filled.find("{old}"), 5, old);
  Make(
      "CREATE TABLE notes (id {key}, account_id {int} REFERENCES accounts (id), text {text}, made_on {date}, "
      "answers {int} REFERENCES notes (id));" +
          filled,
      Map(NotesMap("main.notes", "answers: technical")));
  const Result<engine::ApplyReport> refused = world().Apply(kT);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
  EXPECT_NE(refused.error().message.find("400 of 400 rows"), std::string::npos) << refused.error().message;
  engine::ApplyOptions options;
  options.max_share = 1;
  options.batch_rows = 1;
  ASSERT_TRUE(world().Apply(kT, options).has_value());
  EXPECT_EQ(world().Count("notes"), 0);
}

// Nobody has declared what a note's account is; the account stands all the same, or nobody would know any more when it was closed.
TEST_P(ForeignKeyTest, PersonStandsWhileARowIsAboutThemWithoutAForeignKey) {
  Make(R"(CREATE TABLE notes (id {key}, account_id {int}, text {text}, made_on {date});
          INSERT INTO notes VALUES (1, 2, 'young', '2024-08-24');)",
       Map(NotesMap()));
  ExpectSweep({.steps = {"main.accounts erase 1"},
               .diff = {"- accounts: 2|closed@x|2024-11-21", "+ accounts: 2|erased-2|2024-11-21"},
               .broken = "closed"});
  ASSERT_TRUE(world().Apply(kNextDay).has_value());
  EXPECT_EQ(world().Count("accounts WHERE id = 2"), 0);
}

// The erased form says which row it is of; any other text that begins like it is somebody's.
TEST_P(ForeignKeyTest, TextThatOnlyLooksErasedIsErased) {
  Make(R"(CREATE TABLE logins (id {key}, account_id {int} REFERENCES accounts (id));
          INSERT INTO logins VALUES (1, 2);
          UPDATE accounts SET email = 'erased-by choice@x' WHERE id = 2;)",
       Map(""));
  ExpectSweep({.steps = {"main.accounts erase 1"},
               .diff = {"- accounts: 2|erased-by choice@x|2024-11-21", "+ accounts: 2|erased-2|2024-11-21"},
               .broken = "closed"});
}

TEST_P(ForeignKeyTest, ColumnThatIsReferencedIsNotToBeEmptied) {
  world().Schema(AccountsSql(dialect()) +
                 Sql("CREATE TABLE mails (id {key}, to_email {text} REFERENCES accounts (email) ON UPDATE CASCADE);"));
  EXPECT_EQ(IssuesOf(Map("")), (Lines{"error blank-referenced"}));
}

INSTANTIATE_TEST_SUITE_P(Both, ForeignKeyTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

}  // namespace foreign_keys_test
}  // namespace lofte::tests::hard
