// Triggers do what nobody planned: a sweep fires only those that the map names.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace triggers_test {

class TriggerTest : public HardSchemaTest {
 protected:
  // Notes, and a table to which the trigger copies what is changed. With stars on them, notes may have to be emptied instead of deleted.
  void MakeNotes(const std::string& event, const std::string& triggers, bool with_stars = false) {
    const std::string timing = "AFTER " + event + " ON notes FOR EACH ROW ";
    const std::string trigger = dialect() == Dialect::kPostgres ? "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                                                                  "INSERT INTO log (what) VALUES (TG_OP); RETURN NULL; END $$;"
                                                                  "CREATE TRIGGER \"Audit it\" " +
                                                                      timing + "EXECUTE FUNCTION keep();"
                                                                : "CREATE TRIGGER \"Audit it\" " + timing +
                                                                      "BEGIN INSERT INTO log (what) VALUES ('" + event + "'); END;";
    Make(
        "DELETE FROM accounts WHERE id = 2; CREATE TABLE log (what {text}); CREATE TABLE notes (id {key}, account_id {int} NOT NULL, text "
        "{text}, "
        "made_on {date});"
        "INSERT INTO notes VALUES (1, 1, 'old', '2024-08-23'), (2, 1, 'new', '2024-08-24');" +
            trigger + (with_stars ? "CREATE TABLE stars (id {key}, note_id {int} REFERENCES notes (id));" : ""),
        Map(NotesMap() + triggers, with_stars ? "main.log, main.stars" : "main.log"));
  }
  // The plan and the sweep are both refused, and say this.
  void ExpectRefused(const std::string& what) {
    const Lines before = world().Dump();
    const Result<engine::Plan> plan = world().Plan(kT);
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().code, ErrorCode::kRefused);
    EXPECT_NE(plan.error().message.find(what), std::string::npos) << plan.error().message;
    EXPECT_NE(plan.error().message.find("triggers: ["), std::string::npos) << plan.error().message;
    const Result<engine::ApplyReport> report = world().Apply(kT);
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().code, ErrorCode::kRefused);
    EXPECT_EQ(world().Dump(), before);
    EXPECT_TRUE(world().ledger().Runs().value().empty());
    EXPECT_EQ(world().Broken(kNextDay), "ninety") << "to look needs nobody's word";
  }
};

TEST_P(TriggerTest, TriggerOnDeleteIsRefused) {
  MakeNotes("DELETE", "");
  ExpectRefused("trigger `Audit it` of `main.notes` runs on delete");
}

TEST_P(TriggerTest, TriggerOnUpdateIsRefused) {
  MakeNotes("UPDATE", "", true);
  ExpectRefused("trigger `Audit it` of `main.notes` runs on update");
}

TEST_P(TriggerTest, TriggerOnUpdateOfRowsThatAreOnlyEverDeletedIsNeverFired) {
  MakeNotes("UPDATE", "");
  ExpectSweep({.steps = {"main.notes delete 1"}, .diff = {"- notes: 1|1|old|2024-08-23"}, .broken = "ninety"});
}

TEST_P(TriggerTest, TriggerOnInsertIsNeverFired) {
  MakeNotes("INSERT", "");
  // But by an undo, which is refused until it is named.
  ExpectSweep({.steps = {"main.notes delete 1"}, .diff = {"- notes: 1|1|old|2024-08-23"}, .broken = "ninety", .can_undo = false});
}

TEST_P(TriggerTest, TriggerThatTheMapNamesIsFired) {
  MakeNotes("DELETE", "    triggers: [Audit it]\n");
  ExpectSweep({.steps = {"main.notes delete 1"},
               .diff = {"- notes: 1|1|old|2024-08-23", "+ log: DELETE"},
               .broken = "ninety",
               .with_trigger = true});
}

TEST_P(TriggerTest, CheckWarnsOfATriggerUntilItIsNamedAndOfANameWithoutOne) {
  MakeNotes("DELETE", "");
  EXPECT_EQ(IssuesOf(Map(NotesMap(), "main.log")), Lines{"warning table-trigger"});
  EXPECT_EQ(IssuesOf(Map(NotesMap() + "    triggers: [Audit it]\n", "main.log")), Lines{});
  EXPECT_EQ(IssuesOf(Map(NotesMap() + "    triggers: [Audit it, gone]\n", "main.log")), Lines{"warning unknown-trigger"});
}

INSTANTIATE_TEST_SUITE_P(Both, TriggerTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

class PostgresTriggerTest : public PostgresSchemaTest {};

TEST_F(PostgresTriggerTest, RewriteRuleIsRefusedLikeATrigger) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint, text text, made_on date);
          CREATE RULE keep AS ON DELETE TO notes DO INSTEAD NOTHING;)",
       Map(NotesMap()));
  const Result<engine::Plan> plan = world().Plan(kT);
  ASSERT_FALSE(plan.has_value());
  EXPECT_EQ(plan.error().code, ErrorCode::kRefused);
  EXPECT_NE(plan.error().message.find("`rule keep`"), std::string::npos) << plan.error().message;
}

TEST_F(PostgresTriggerTest, DisabledTriggerIsNoTrigger) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint, text text, made_on date);
          INSERT INTO notes VALUES (1, 1, 'old', '2024-08-23');
          CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
          CREATE TRIGGER audit BEFORE DELETE ON notes FOR EACH ROW EXECUTE FUNCTION refuse();
          ALTER TABLE notes DISABLE TRIGGER audit;)",
       Map(NotesMap()));
  ExpectSweep({.steps = {"main.notes delete 1"}, .diff = {"- notes: 1|1|old|2024-08-23"}, .broken = "ninety"});
}

class SqliteTriggerTest : public SqliteSchemaTest {};

// Somebody has said that the trigger is harmless, and it is not: without a physical order the sweep would find its rows for ever.
TEST_F(SqliteTriggerTest, TriggerThatPutsBackWhatWasEmptiedDoesNotLoopForEver) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE notes (id INTEGER PRIMARY KEY, account_id INTEGER, text TEXT, made_on TEXT, amount INTEGER) WITHOUT ROWID;
          INSERT INTO notes VALUES (1, 1, 'old', '2024-08-23', 7);
          CREATE TRIGGER restore AFTER UPDATE ON notes BEGIN UPDATE notes SET text = OLD.text WHERE id = OLD.id; END;)",
       Map(R"(
  main.notes:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, text: note.text, made_on: technical, amount: book.amount }
    events: { note.made: { column: made_on, kind: date }, book.date: { column: made_on, kind: date } }
    triggers: [restore]
)"));
  engine::ApplyOptions options;
  options.batch_rows = 1;
  const Lines before = world().Dump();
  const Result<engine::ApplyReport> report = world().ApplyBeside(kT, options);
  ASSERT_FALSE(report.has_value());
  EXPECT_NE(report.error().message.find("a trigger that puts back"), std::string::npos) << report.error().message;
  EXPECT_EQ(world().Dump(), before);
}

}  // namespace triggers_test
}  // namespace lofte::tests::hard
