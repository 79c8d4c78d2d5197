// Names that have to be quoted, and schemas.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace names_test {

class NameTest : public HardSchemaTest {
 protected:
  // Notes under this name; `map_name` as the map writes it.
  void MakeNotes(const std::string& sql_name, const std::string& map_name) {
    Make("DELETE FROM accounts WHERE id = 2; CREATE TABLE " + sql_name + " (id {key}, account_id {int}, text {text}, made_on {date});" +
             "INSERT INTO " + sql_name + " VALUES (1, 1, 'old', '2024-08-23'), (2, 1, 'new', '2024-08-24');",
         Map(NotesMap(map_name)));
  }
};

TEST_P(NameTest, MixedCaseAndQuotedNames) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE "Order Lines" ("Id" {key}, "accountId" {int}, "Free ""Text""" {text}, "madeOn" {date});
          INSERT INTO "Order Lines" VALUES (1, 1, 'old', '2024-08-23'), (2, 1, 'new', '2024-08-24');)",
       Map(R"(
  'main.Order Lines':
    persons: { user: accountId }
    fields: { Id: technical, accountId: technical, 'Free "Text"': note.text, madeOn: technical }
    events: { note.made: { column: madeOn, kind: date } }
)"));
  ExpectSweep({.steps = {"main.Order Lines delete 1"}, .diff = {"- Order Lines: 1|1|old|2024-08-23"}, .broken = "ninety"});
}

TEST_P(NameTest, TableNamedWithADot) {
  MakeNotes("\"my.notes\"", "main.\"my.notes\"");
  ExpectSweep({.steps = {"main.\"my.notes\" delete 1"}, .diff = {"- my.notes: 1|1|old|2024-08-23"}, .broken = "ninety"});
}

TEST_P(NameTest, TableNamedWithAQuoteAndAKeyword) {
  MakeNotes("\"select \"\"x\"\"\"", "main.\"select \"\"x\"\"\"");
  ExpectSweep({.steps = {"main.\"select \"\"x\"\"\" delete 1"}, .diff = {"- select \"x\": 1|1|old|2024-08-23"}, .broken = "ninety"});
}

TEST_P(NameTest, TableNamedInOtherLetters) {
  MakeNotes("\"løfter_日本\"", "main.løfter_日本");
  ExpectSweep({.steps = {"main.løfter_日本 delete 1"}, .diff = {"- løfter_日本: 1|1|old|2024-08-23"}, .broken = "ninety"});
}

// The default schema may be written; what references the table is found all the same.
TEST_P(NameTest, DefaultSchemaWrittenOut) {
  const std::string schema = dialect() == Dialect::kPostgres ? "main.public." : "main.main.";
  Make(R"(CREATE TABLE logins (id {key}, account_id {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE);
          CREATE TABLE notes (id {key}, account_id {int} REFERENCES accounts (id) ON DELETE CASCADE, text {text}, made_on {date});
          INSERT INTO accounts VALUES (4, 'old@x', '2018-01-01');
          INSERT INTO logins VALUES (1, 2);
          INSERT INTO notes VALUES (1, 4, 'new', '2024-08-24');)",
       "lofte: 1\npeople: { " + schema + "accounts: id }\ntables:\n  " + schema + R"(accounts:
    persons: { user: id }
    fields: { id: technical, email: { category: person.mail, blank: key }, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
)" + NotesMap(schema + "notes"));
  ExpectSweep({.steps = {schema + "accounts erase 2"},
               .diff = {"- accounts: 2|closed@x|2024-11-21", "- accounts: 4|old@x|2018-01-01", "+ accounts: 2|erased-2|2024-11-21",
                        "+ accounts: 4|erased-4|2018-01-01"},
               .broken = "closed"});
}

INSTANTIATE_TEST_SUITE_P(Both, NameTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

class PostgresNameTest : public PostgresSchemaTest {};

TEST_F(PostgresNameTest, SchemaOtherThanPublic) {
  Make(R"(CREATE SCHEMA "Crm";
          CREATE TABLE "Crm".notes (id bigint PRIMARY KEY, account_id bigint REFERENCES accounts (id) ON DELETE CASCADE, text text, made_on date);
          CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint, text text, made_on date);
          INSERT INTO "Crm".notes VALUES (1, 1, 'old', '2024-08-23'), (2, 2, 'new', '2024-08-24');
          INSERT INTO notes VALUES (1, 1, 'not in the map', '2024-08-23');)",
       Map(NotesMap("main.Crm.notes"), "main.notes"));
  ExpectSweep({.steps = {"main.Crm.notes delete 1", "main.accounts erase 1"},
               .diff = {"- accounts: 2|closed@x|2024-11-21", "- notes: 1|1|old|2024-08-23", "+ accounts: 2|erased-2|2024-11-21"},
               .broken = "closed ninety"});
}

TEST_F(PostgresNameTest, NamesThatDifferInCaseAreDifferentTables) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint, text text, made_on date);
          CREATE TABLE "Notes" (id bigint PRIMARY KEY, account_id bigint, text text, made_on date);
          INSERT INTO notes VALUES (1, 1, 'not in the map', '2024-08-23');
          INSERT INTO "Notes" VALUES (1, 1, 'old', '2024-08-23');)",
       Map(NotesMap("main.Notes"), "main.notes"));
  ExpectSweep({.steps = {"main.Notes delete 1"}, .diff = {"- Notes: 1|1|old|2024-08-23"}, .broken = "ninety"});
}

}  // namespace names_test
}  // namespace lofte::tests::hard
