// Keys of every kind.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace keys_test {

class KeyTest : public HardSchemaTest {};

// Accounts whose key is a text or a uuid: one open, one closed. `keys` are SQL literals.
std::string KeyedAccounts(const std::string& type, const std::string& open, const std::string& closed) {
  return "CREATE TABLE accounts (id " + type +
         " NOT NULL PRIMARY KEY, email {text} NOT NULL UNIQUE, closed_on {date});"
         "INSERT INTO accounts VALUES (" +
         open + ", 'open@x', NULL), (" + closed +
         ", 'closed@x', '2024-11-21');"
         "CREATE TABLE memos (id {key}, account_id " +
         type +
         " NOT NULL REFERENCES accounts (id), text {text});"
         "INSERT INTO memos VALUES (1, " +
         open + ", 'stays'), (2, " + closed +
         ", 'goes');"
         "CREATE TABLE logins (id {key}, account_id " +
         type +
         " NOT NULL REFERENCES accounts (id));"
         "INSERT INTO logins VALUES (1, " +
         closed + ");";
}

const char kMemos[] =
    "  main.memos: { persons: { user: account_id }, fields: { id: technical, account_id: technical, text: memo.text } }\n";

TEST_P(KeyTest, TextKeyWithQuotesAndOtherLetters) {
  world().Schema(Sql(KeyedAccounts("{text}", "'plain'", "'O''Brien \"æøå\" --;日'")));
  world().Files(kPolicy, Map(kMemos, "main.logins"));
  const std::string key = "O'Brien \"æøå\" --;日";
  ExpectSweep({.steps = {"main.memos delete 1", "main.accounts erase 1"},
               .diff = {"- accounts: " + key + "|closed@x|2024-11-21", "- memos: 2|" + key + "|goes",
                        "+ accounts: " + key + "|erased-" + key + "|2024-11-21"},
               .broken = "closed"});
}

TEST_P(KeyTest, TextKeyOfAPersonCanBeHeld) {
  world().Schema(Sql(KeyedAccounts("{text}", "'plain'", "'O''Brien \"æøå\" --;日'")));
  world().Files(kPolicy, Map(kMemos, "main.logins"));
  const Status held = world().Hold("O'Brien \"æøå\" --;日", "case-1");
  ASSERT_TRUE(held.has_value()) << held.error().message;
  ExpectSweep({.steps = {}, .diff = {}, .broken = ""});
  ASSERT_TRUE(world().Release("case-1").has_value());
  EXPECT_EQ(PlanLines(), (Lines{"main.memos delete 1", "main.accounts erase 1"}));
}

TEST_P(KeyTest, CompositeKeysAndReferences) {
  Make(
      R"(CREATE TABLE books (tenant {text} NOT NULL, nr {int} NOT NULL, account_id {int}, amount {int}, booked_on {date}, PRIMARY KEY (tenant, nr));
          CREATE TABLE notes (tenant {text} NOT NULL, nr {int} NOT NULL, line {int} NOT NULL, account_id {int}, text {text}, made_on {date},
            PRIMARY KEY (tenant, nr, line), FOREIGN KEY (tenant, nr) REFERENCES books (tenant, nr) ON DELETE CASCADE);
          DELETE FROM accounts WHERE id = 2;
          INSERT INTO books VALUES ('a', 1, 1, 10, '2018-01-01'), ('b', 1, 1, 11, '2018-01-01'), ('a', 2, 1, 12, '2024-01-01');
          INSERT INTO notes VALUES ('a', 1, 1, 1, 'old', '2024-08-23'), ('a', 1, 2, 1, 'old', '2024-08-23'), ('b', 1, 1, 1, 'old', '2024-08-23'), ('b', 1, 2, 1, 'new', '2024-08-24');)",
      Map(R"(
  main.books:
    persons: { user: account_id }
    fields: { tenant: technical, nr: technical, account_id: technical, amount: book.amount, booked_on: technical }
    events: { book.date: { column: booked_on, kind: date } }
  main.notes:
    persons: { user: account_id }
    fields: { tenant: technical, nr: technical, line: technical, account_id: technical, text: note.text, made_on: technical }
    events: { note.made: { column: made_on, kind: date } }
)"));
  ExpectSweep({.steps = {"main.notes delete 3", "main.books delete 1", "main.books erase 1"},
               .diff = {"- books: a|1|1|10|2018-01-01", "- books: b|1|1|11|2018-01-01", "- notes: a|1|1|1|old|2024-08-23",
                        "- notes: a|1|2|1|old|2024-08-23", "- notes: b|1|1|1|old|2024-08-23", "+ books: b|1|1|NULL|2018-01-01"},
               .broken = "ninety five"});
}

// Two keys whose parts, joined by a hyphen, would read the same.
TEST_P(KeyTest, ErasedFormsOfCompositeKeysAreNeverEqual) {
  Make(
      R"(CREATE TABLE notes (a {text} NOT NULL, b {text} NOT NULL, account_id {int}, text {text} NOT NULL UNIQUE, made_on {date}, place {int}, PRIMARY KEY (a, b));
          DELETE FROM accounts WHERE id = 2;
          INSERT INTO notes VALUES ('x-y', 'z', 1, 'first', '2024-08-23', 7), ('x', 'y-z', 1, 'second', '2024-08-23', 7), ('x~', '1', 1, 'third', '2024-08-24', 7);)",
      Map(R"(
  main.notes:
    persons: { user: account_id }
    fields: { a: technical, b: technical, account_id: technical, text: { category: note.text, blank: key }, made_on: technical, place: book.amount }
    events: { note.made: { column: made_on, kind: date }, book.date: { column: made_on, kind: date } }
)"));
  ExpectSweep({.steps = {"main.notes erase 2"},
               .diff = {"- notes: x-y|z|1|first|2024-08-23|7", "- notes: x|y-z|1|second|2024-08-23|7",
                        "+ notes: x-y|z|1|erased-x~1y-z|2024-08-23|7", "+ notes: x|y-z|1|erased-x-y~1z|2024-08-23|7"},
               .broken = "ninety"});
}

TEST_P(KeyTest, TableWithoutAKey) {
  Make(R"(CREATE TABLE notes (id {int}, account_id {int}, text {text}, made_on {date});
          DELETE FROM accounts WHERE id = 2;
          INSERT INTO notes VALUES (1, 1, 'same', '2024-08-23'), (1, 1, 'same', '2024-08-23'), (1, 1, 'same', '2024-08-24'), (NULL, NULL, 'nobody', '2024-08-23');)",
       Map(NotesMap()));
  ExpectSweep(
      {.steps = {"main.notes delete 2"}, .diff = {"- notes: 1|1|same|2024-08-23", "- notes: 1|1|same|2024-08-23"}, .broken = "ninety"});
}

TEST_P(KeyTest, TableWithoutAKeyHasNoErasedFormOfOne) {
  world().Schema(AccountsSql(dialect()) + Sql("CREATE TABLE notes (id {int}, account_id {int} NOT NULL, text {text}, made_on {date});"));
  EXPECT_EQ(IssuesOf(Map(R"(
  main.notes:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, text: { category: note.text, blank: key }, made_on: technical }
    events: { note.made: { column: made_on, kind: date } }
)")),
            Lines{"error blank-without-key"});
}

INSTANTIATE_TEST_SUITE_P(Both, KeyTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

class PostgresKeyTest : public PostgresSchemaTest {};

TEST_F(PostgresKeyTest, UuidKey) {
  const std::string open = "11111111-1111-4111-8111-111111111111", closed = "22222222-2222-4222-8222-222222222222";
  world().Schema(Sql(KeyedAccounts("uuid", "'" + open + "'", "'" + closed + "'")));
  world().Files(kPolicy, Map(kMemos, "main.logins"));
  ExpectSweep({.steps = {"main.memos delete 1", "main.accounts erase 1"},
               .diff = {"- accounts: " + closed + "|closed@x|2024-11-21", "- memos: 2|" + closed + "|goes",
                        "+ accounts: " + closed + "|erased-" + closed + "|2024-11-21"},
               .broken = "closed"});
}

// The registry takes 'Bob' for 'bob', and so does a hold, whatever the rows that refer to it take.
TEST_F(PostgresKeyTest, HoldIsSeenByTheCollationOfTheRegistry) {
  world().Schema(R"(CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
                    CREATE TABLE accounts (id text COLLATE ci PRIMARY KEY, email text, closed_on date);
                    CREATE TABLE notes (id bigint PRIMARY KEY, account_id text NOT NULL, text text, made_on date);
                    INSERT INTO accounts VALUES ('bob', 'bob@x', NULL), ('eve', 'eve@x', NULL);
                    INSERT INTO notes VALUES (1, 'BOB', 'old', '2024-01-01'), (2, 'EVE', 'old', '2024-01-01');)");
  world().Files(kPolicy, Map(NotesMap()));
  ASSERT_TRUE(world().Hold("Bob", "case-1"));
  ASSERT_TRUE(world().Apply(kT));
  ASSERT_TRUE(world().Apply(kT)) << "the key is the same still";
  EXPECT_EQ(world().Rows("SELECT id FROM notes"), Lines{"1"});
}

TEST_F(PostgresKeyTest, UuidKeyOfAPersonCanBeHeld) {
  const std::string open = "11111111-1111-4111-8111-111111111111", closed = "22222222-2222-4222-8222-222222222222";
  world().Schema(Sql(KeyedAccounts("uuid", "'" + open + "'", "'" + closed + "'")));
  world().Files(kPolicy, Map(kMemos, "main.logins"));
  const Status held = world().Hold(closed, "case-1");
  ASSERT_TRUE(held.has_value()) << held.error().message;
  EXPECT_EQ(PlanLines(), Lines{});
  EXPECT_EQ(world().Hold("no uuid", "case-2").error().code, ErrorCode::kInvalid);
}

}  // namespace keys_test
}  // namespace lofte::tests::hard
