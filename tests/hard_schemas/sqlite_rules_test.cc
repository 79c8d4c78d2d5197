// What SQLite does by rules of its own: collations, and rows that make way for others.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace sqlite_rules_test {

class SqliteRulesTest : public testing::Test {
 protected:
  World world_{Dialect::kSqlite};
};

constexpr const char* kTextAccounts = "CREATE TABLE accounts (id text PRIMARY KEY COLLATE NOCASE, email text, closed_on text);";

// A foreign key compares as its target does, so `BOB` is a note of `bob`; a look that compares by bytes would not see it, and the cascade
// would take it.
TEST_F(SqliteRulesTest, ChildByTheCollationOfItsForeignKeyIsSeen) {
  world_.Schema(std::string(kTextAccounts) +
                "CREATE TABLE notes (id integer PRIMARY KEY, account_id text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE, text "
                "text, made_on text);"
                "INSERT INTO accounts VALUES ('bob', 'bob@x', '2024-01-01'), ('eve', 'eve@x', NULL);"
                "INSERT INTO notes VALUES (1, 'BOB', 'young', '2024-11-20');");
  world_.Files(kPolicy, Map(NotesMap()));
  engine::ApplyOptions options;
  options.max_share = 1;
  const auto report = world_.Apply(kT, options);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(world_.Rows("SELECT id, text FROM notes"), Lines{"1|young"});
  EXPECT_EQ(world_.Rows("SELECT id, email FROM accounts ORDER BY id"), (Lines{"bob|erased-bob", "eve|eve@x"}));
}

// So does a hold: `BOB` is held with `bob`, whoever has no rows of the registry's spelling.
TEST_F(SqliteRulesTest, HoldIsSeenByTheCollationOfTheRegistry) {
  world_.Schema(std::string(kTextAccounts) +
                "CREATE TABLE notes (id integer PRIMARY KEY, account_id text NOT NULL REFERENCES accounts (id), text text, made_on text);"
                "INSERT INTO accounts VALUES ('bob', 'bob@x', NULL), ('eve', 'eve@x', NULL);"
                "INSERT INTO notes VALUES (1, 'BOB', 'old', '2024-01-01'), (2, 'EVE', 'old', '2024-01-01');");
  world_.Files(kPolicy, Map(NotesMap()));
  ASSERT_TRUE(world_.Hold("Bob", "case-1"));
  engine::ApplyOptions options;
  options.max_share = 1;
  const auto report = world_.Apply(kT, options);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(world_.Rows("SELECT id FROM notes"), Lines{"1"});
}

// SQLite says so only when a row is touched.
TEST_F(SqliteRulesTest, ForeignKeyToATableWithoutAKeyStopsTheSweepThatTouchesIt) {
  world_.Schema(
      "CREATE TABLE accounts (id integer PRIMARY KEY, email text UNIQUE NOT NULL, closed_on text);"
      "CREATE TABLE notes (id integer, account_id integer, text text, made_on text);"
      "CREATE TABLE pages (id integer PRIMARY KEY, note_id integer REFERENCES notes);"
      "INSERT INTO accounts VALUES (1, 'a@x', NULL); INSERT INTO notes VALUES (1, 1, 'old', '2024-01-01');");
  world_.Files(kPolicy, Map(NotesMap(), "main.pages"));
  ASSERT_TRUE(world_.Plan(kT));
  const auto stopped = world_.Apply(kT);
  ASSERT_FALSE(stopped);
  EXPECT_NE(stopped.error().message.find("foreign key mismatch"), std::string::npos) << stopped.error().message;
  EXPECT_EQ(world_.Count("notes"), 1);
}

TEST_F(SqliteRulesTest, KeyOfBytesCanBeHeld) {
  world_.Schema(
      "CREATE TABLE accounts (id BLOB PRIMARY KEY NOT NULL, email text, closed_on text);"
      "INSERT INTO accounts VALUES (x'00ff', 'a@x', '2024-01-01'), (x'00fe', 'b@x', '2024-01-01');");
  world_.Files(kPolicy, Map(""));
  for (const char* key : {"00ff", "x'00f'", "x'zz'"}) EXPECT_EQ(world_.Hold(key, "case-1").error().code, ErrorCode::kNotFound) << key;
  ASSERT_TRUE(world_.Hold("x'00ff'", "case-1"));
  ASSERT_TRUE(world_.Apply(kT));
  EXPECT_EQ(world_.Rows("SELECT email FROM accounts"), Lines{"a@x"});
}

TEST_F(SqliteRulesTest, KeyWithoutATypeCanBeHeld) {
  world_.Schema(
      "CREATE TABLE accounts (id PRIMARY KEY NOT NULL, email text, closed_on text);"
      "INSERT INTO accounts VALUES ('a', 'a@x', '2024-01-01'), ('b', 'b@x', '2024-01-01'), (1, 'one@x', '2024-01-01'), "
      "('1', '1@x', '2024-01-01'), (2, 'two@x', '2024-01-01');");
  world_.Files(kPolicy, Map(""));
  ASSERT_TRUE(world_.Hold("a", "case-1"));
  ASSERT_TRUE(world_.Hold("1", "case-2")) << "the number and the text are two people";
  ASSERT_TRUE(world_.Apply(kT));
  EXPECT_EQ(world_.Rows("SELECT email FROM accounts ORDER BY email"), (Lines{"1@x", "a@x", "one@x"}));
}

// '7' is '007' to a DATETIME, which SQLite compares as a number.
TEST_F(SqliteRulesTest, KeyThatIsATimeIsOfAnotherType) {
  world_.Schema(
      "CREATE TABLE accounts (id text PRIMARY KEY NOT NULL, email text, closed_on text);"
      "CREATE TABLE notes (id integer PRIMARY KEY, account_id DATETIME NOT NULL, text text, made_on text);");
  Lines codes;
  for (const Issue& issue : world_.IssuesOf(kPolicy, Map(NotesMap())))
    if (issue.severity == Severity::kError) codes.push_back(issue.code);
  EXPECT_EQ(codes, Lines{"person-type"});
}

// A value of another type than its column's, in whatever form a condition reads it: the row is undated, whatever the map says of NULL.
class MisfitTest : public SqliteRulesTest, public testing::WithParamInterface<std::pair<const char*, const char*>> {};

TEST_P(MisfitTest, ValueThatIsNotOfItsColumnsTypeLeavesTheRowUndated) {
  const auto& [when, values] = GetParam();
  for (const char* of_null : {"unknown", "true", "false"}) {
    world_.Schema(
        "DROP TABLE IF EXISTS marks; DROP TABLE IF EXISTS notes; DROP TABLE IF EXISTS accounts;"
        "CREATE TABLE accounts (id integer PRIMARY KEY, email text, closed_on text);"
        "CREATE TABLE notes (id integer PRIMARY KEY, account_id integer, text text, made_on text, flag boolean, level integer, score real, "
        "word text);"
        "CREATE TABLE marks (note_id integer PRIMARY KEY REFERENCES notes (id), flag boolean, level integer);"
        "INSERT INTO accounts VALUES (1, 'a@x', NULL);"
        "INSERT INTO notes (id, account_id, text, made_on) VALUES (1, 1, 'stays', '2024-01-01');");
    if (std::string_view(when).find("mark") != std::string_view::npos) {
      world_.Execute(std::string("INSERT INTO marks VALUES (1, ") + values + ")");
    } else {
      world_.Execute(std::string("UPDATE notes SET (flag, level, score, word) = (SELECT ") + values + ")");
    }
    world_.Files(kPolicy, Map(NotesMap() + "    links: { mark: { to: main.marks, on: { id: note_id } } }\n    serves: { notes: { when: \"" +
                                  when + "\", 'null': " + of_null + " } }\n",
                              "main.marks"));
    const auto report = world_.Verify(kT);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(world_.Of(*report, "ninety").undated, 1) << when << ", null: " << of_null;
    EXPECT_EQ(world_.Of(*report, "ninety").verdict, engine::Verdict::kUnproven) << when << ", null: " << of_null;
    engine::ApplyOptions options;
    options.max_share = 1;
    ASSERT_TRUE(world_.Apply(kT, options));
    EXPECT_EQ(world_.Rows("SELECT text FROM notes"), Lines{"stays"}) << when << ", null: " << of_null;
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, MisfitTest,
                         testing::Values(std::pair("flag is true", "'t', 1, 1, 'a'"), std::pair("flag is not true", "'true', 1, 1, 'a'"),
                                         std::pair("flag is not false", "x'31', 1, 1, 'a'"), std::pair("flag", "'yes', 1, 1, 'a'"),
                                         std::pair("flag != true", "'f', 1, 1, 'a'"), std::pair("level > 3", "1, '', 1, 'a'"),
                                         std::pair("level != 3", "1, 'n/a', 1, 'a'"), std::pair("level < 3", "1, x'31', 1, 'a'"),
                                         std::pair("level in (1, 2)", "1, '', 1, 'a'"),
                                         std::pair("level not in (1, 2)", "1, 'n/a', 1, 'a'"),
                                         std::pair("(level > 3) is not true", "1, '', 1, 'a'"), std::pair("score >= 0", "1, 1, 'n/a', 'a'"),
                                         std::pair("score != 3", "1, 1, x'33', 'a'"), std::pair("word != 'abc'", "1, 1, 1, x'61'"),
                                         std::pair("word >= 'b'", "1, 1, 1, x'00'"), std::pair("word starts with 'a'", "1, 1, 1, x'61'"),
                                         std::pair("mark.flag is not true", "'t', 1"), std::pair("mark.level > 3", "1, ''"),
                                         std::pair("not any(mark, level > row.level)", "1, ''")));

// A NULL and a number are what they always were.
TEST_F(SqliteRulesTest, NumberFitsABooleanAndNullFitsEverything) {
  world_.Schema(
      "CREATE TABLE accounts (id integer PRIMARY KEY, email text, closed_on text);"
      "CREATE TABLE notes (id integer PRIMARY KEY, account_id integer, text text, made_on text, flag boolean, level integer);"
      "INSERT INTO accounts VALUES (1, 'a@x', NULL);"
      "INSERT INTO notes VALUES (1, 1, 'true', '2024-01-01', 1, 4), (2, 1, 'a number', '2024-01-01', 2.5, 3.5),"
      " (3, 1, 'false', '2024-01-01', 0, 9), (4, 1, 'null', '2024-01-01', NULL, 9), (5, 1, 'low', '2024-01-01', 1, 3);");
  world_.Files(kPolicy, Map(NotesMap() + "    serves: { notes: flag is true and level > 3 }\n"));
  engine::ApplyOptions options;
  options.max_share = 1;
  ASSERT_TRUE(world_.Apply(kT, options));
  EXPECT_EQ(world_.Rows("SELECT text FROM notes ORDER BY id"), (Lines{"false", "null", "low"}));
  EXPECT_EQ(world_.Of(*world_.Verify(kT), "ninety").undated, 0);
}

// Somebody else has taken the name that the erased form would have: the sweep stops, and that row stays.
TEST_F(SqliteRulesTest, RowThatIsInTheWayOfAnErasedFormIsNotReplaced) {
  world_.Schema(
      "CREATE TABLE accounts (id integer PRIMARY KEY, email text UNIQUE ON CONFLICT REPLACE NOT NULL, closed_on text);"
      "CREATE TABLE logins (id integer PRIMARY KEY, account_id integer REFERENCES accounts (id));"
      "INSERT INTO accounts VALUES (7, 'closed@x', '2024-01-01'), (8, 'erased-7', NULL);"
      "INSERT INTO logins VALUES (1, 7);");
  world_.Files(kPolicy, Map(""));
  const auto stopped = world_.Apply(kT);
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().code, ErrorCode::kConflict) << stopped.error().message;
  EXPECT_NE(stopped.error().message.find("until the cause is mended"), std::string::npos) << stopped.error().message;
  EXPECT_NE(stopped.error().message.find("has taken the form `erased-..`"), std::string::npos) << stopped.error().message;
  EXPECT_EQ(world_.Rows("SELECT id, email FROM accounts ORDER BY id"), (Lines{"7|closed@x", "8|erased-7"}));
}

}  // namespace sqlite_rules_test
}  // namespace lofte::tests::hard
