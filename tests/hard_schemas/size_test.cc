// A table of many field groups, each with a rule of its own.
#include <fmt/format.h>

#include "hard_schema.h"

namespace lofte::tests::hard {
namespace size_test {

constexpr int kCaps = 40;

// Field `fN` is kept while the account is open, and at most 10 + N days.
std::string PolicyOfCaps() {
  std::string leaves, caps, promises;
  for (int i = 0; i < kCaps; ++i) {
    leaves += fmt::format("{}f{}", i == 0 ? "" : ", ", i);
    caps += fmt::format("      - {{ promise: c{0}, of: thing.f{0}, cap: P{1}D after thing.made, then: erase }}\n", i, 10 + i);
    promises += fmt::format("  c{}: {{ kind: retention, text: some days }}\n", i);
  }
  return "lofte: 1\ncontroller: { name: Test ApS, country: DK }\neffective: 2024-01-01\ndata: { person: [mail], thing: [" + leaves +
         "] }\nsubjects: [user]\nactivities:\n  account:\n    purpose: keep an account\n    basis: contract\n    subjects: user\n"
         "    data: [person, thing]\n    retention:\n"
         "      - { promise: closed, of: [person, thing], keep: while account.open, then: erase }\n" +
         caps + "promises:\n  closed: { kind: retention, text: gone when the account is closed }\n" + promises;
}

std::string MapOfCaps() {
  std::string fields;
  for (int i = 0; i < kCaps; ++i) fields += fmt::format(", f{0}: thing.f{0}", i);
  return R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    fields: { id: technical, email: { category: person.mail, blank: key }, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
  main.things:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, made_on: technical)" +
         fields + " }\n    events: { thing.made: { column: made_on, kind: date, 'null': unknown } }\n";
}

std::string RowOf(const std::string& key, int emptied) {
  std::string row = key;
  for (int i = 0; i < kCaps; ++i) row += i < emptied ? "|NULL" : "|x";
  return row;
}

class SizeTest : public HardSchemaTest {};

// The third of the things is of 27 days ago, so 18 of its fields go.
TEST_P(SizeTest, TableOfManyCapsIsForetoldAndSwept) {
  std::string columns, values;
  for (int i = 0; i < kCaps; ++i) {
    columns += fmt::format(", f{} {{text}}", i);
    values += ", 'x'";
  }
  std::string rows;
  for (const char* key : {"1, 1, '2024-11-20'", "2, 2, '2024-11-20'", "3, 1, '2024-10-25'", "4, 1, '2024-01-01'"})
    rows += std::string(rows.empty() ? "(" : ", (") + key + values + ")";
  world().Schema(AccountsSql(dialect()) +
                 Sql("CREATE TABLE things (id {key}, account_id {int} NOT NULL REFERENCES accounts (id), made_on {date}" + columns +
                     "); INSERT INTO things VALUES " + rows + ";"));
  world().Files(PolicyOfCaps(), MapOfCaps());
  Effect effect;
  effect.steps = {"main.things delete 2"};
  for (int i = 0; i < 18; ++i) effect.steps.push_back("main.things erase 1");
  effect.steps.push_back("main.accounts delete 1");
  effect.diff = {"- accounts: 2|closed@x|2024-11-21", "- things: " + RowOf("2|2|2024-11-20", 0), "- things: " + RowOf("3|1|2024-10-25", 0),
                 "- things: " + RowOf("4|1|2024-01-01", 0), "+ things: " + RowOf("3|1|2024-10-25", 18)};
  effect.broken = "closed";
  for (int i = 0; i < kCaps; ++i) effect.broken += fmt::format(" c{}", i);
  ExpectSweep(effect);
}

INSTANTIATE_TEST_SUITE_P(Both, SizeTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

}  // namespace size_test
}  // namespace lofte::tests::hard
