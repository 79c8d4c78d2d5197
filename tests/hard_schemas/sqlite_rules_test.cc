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
  EXPECT_EQ(world_.Rows("SELECT id, email FROM accounts ORDER BY id"), (Lines{"7|closed@x", "8|erased-7"}));
}

}  // namespace sqlite_rules_test
}  // namespace lofte::tests::hard
