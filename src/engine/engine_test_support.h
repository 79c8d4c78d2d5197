// For the tests of this module: a policy, a data map and a catalogue, bound, without a database.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "datamap/bind.h"
#include "datamap/reader.h"
#include "engine/step.h"
#include "policy/reader.h"
#include "time/zone.h"

namespace lofte::engine {
namespace test_support {

using Lines = std::vector<std::string>;

inline stores::Column ColumnOf(const std::string& name, expr::Type type, const std::string& declared, bool nullable = true) {
  stores::Column column;
  column.name = name;
  column.type = type;
  column.declared = declared;
  column.nullable = nullable;
  return column;
}

// A table of store `main` with an integer key `id`.
inline stores::Table TableOf(const std::string& name, const std::vector<std::string>& ints, const std::vector<std::string>& texts,
                             const std::vector<std::string>& dates) {
  stores::Table table;
  table.name = {"main", "", name};
  table.columns.push_back(ColumnOf("id", expr::Type::kInt, "bigint", false));
  for (const std::string& column : ints) table.columns.push_back(ColumnOf(column, expr::Type::kInt, "bigint"));
  for (const std::string& column : texts) table.columns.push_back(ColumnOf(column, expr::Type::kText, "text"));
  for (const std::string& column : dates) table.columns.push_back(ColumnOf(column, expr::Type::kDate, "date"));
  table.uniques.push_back({name + "_pkey", {"id"}, true, false});
  return table;
}

inline void Reference(stores::Table& from, const std::string& column, const std::string& to) {
  from.foreign_keys.push_back({"", {column}, {"main", "", to}, {"id"}, {}});
}

inline constexpr char kPolicy[] = R"(lofte: 1
controller: { name: Test ApS, country: DK }
effective: 2024-01-01
data: { person: [mail], note: [text], memo: [text], consent: [given] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: [person, consent]
    retention: [{ promise: closed, of: [person, consent], keep: while account.open, then: erase }]
  notes:
    purpose: take notes
    basis: contract
    subjects: user
    data: note
    retention: [{ promise: ninety, of: note, keep: P90D after note.made, then: erase }]
  memos:
    purpose: write memos
    basis: consent
    consent: consent.memos
    subjects: user
    data: memo
    retention: [{ promise: anonymous, of: memo, keep: while account.open, then: anonymise }]
promises:
  closed: { kind: retention, text: gone when the account is closed }
  ninety: { kind: retention, text: ninety days }
  anonymous: { kind: retention, text: of nobody }
)";

inline constexpr char kAccounts[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    links: { receipt: { to: main.consents, on: { id: account_id } } }
    fields: { id: technical, email: { category: person.mail, blank: key }, closed_on: technical }
    events:
      account.closed: { column: closed_on, kind: date }
      consent.withdrawn: { column: receipt.withdrawn_on, kind: date }
    states:
      account.open: { when: closed_on is null, until: account.closed }
      consent.memos: { when: 'any(receipt, withdrawn_on is null)', until: consent.withdrawn }
)";

// accounts(id, email, closed_on), consents(id, account_id, given_on, withdrawn_on), and what a test adds. Everything is bound anew by Bind.
struct Fixture {
  policy::Policy policy;
  datamap::DataMap map;
  stores::Catalogue catalogue;
  std::unique_ptr<datamap::BoundMap> bound;
  grounds::Lowering lowering{QuestionAt("2024-11-21")};

  explicit Fixture(const std::string& tables) {
    Issues issues;
    const std::string source = kAccounts + tables;
    if (auto read = policy::ReadPolicy("policy.yaml", kPolicy, issues)) policy = *read;
    if (auto read = datamap::ReadDataMap("datamap.yaml", source, issues)) map = *read;
    for (const Issue& issue : issues)
      if (issue.severity == Severity::kError) ADD_FAILURE() << Render(issue, issue.span.file == "policy.yaml" ? kPolicy : source, false);
    catalogue.default_schema = "public";
    catalogue.tables.push_back(TableOf("accounts", {}, {"email"}, {"closed_on"}));
    catalogue.tables.push_back(TableOf("consents", {"account_id"}, {}, {"given_on", "withdrawn_on"}));
    catalogue.tables.back().uniques.push_back({"consents_account", {"account_id"}, false, false});
  }

  static grounds::Question QuestionAt(const std::string& at) {
    const time::Zone zone = time::Zone::Named("Europe/Copenhagen").value();
    return {*time::ParseInstant(at, zone), zone, {}};
  }

  stores::Table& Add(stores::Table table) {
    catalogue.tables.push_back(std::move(table));
    return catalogue.tables.back();
  }

  // As SQLite keeps them.
  void KeepDatesAsTexts() {
    for (stores::Table& table : catalogue.tables)
      for (stores::Column& column : table.columns)
        if (column.type == expr::Type::kDate) column = ColumnOf(column.name, expr::Type::kText, "TEXT", column.nullable);
  }

  const datamap::BoundMap& Bind() {
    Issues issues;
    bound = datamap::BoundMap::Bind(policy, map, catalogue, "main", lowering.question().zone, issues);
    if (bound == nullptr) Panic("the fixture's map does not bind");
    bound->SetPersonState({false, false});
    return *bound;
  }

  Lines Order() {
    Lines names;
    for (const datamap::BoundTable* table : ChildrenFirst(Bind(), lowering)) names.push_back(table->map().name.table);
    return names;
  }
  std::vector<Step> Steps() { return MakeSteps(Bind(), lowering); }
  // The step on this table that does this.
  Step Of(const std::string& table, Action action) {
    for (Step& step : Steps())
      if (step.table.table == table && step.action == action) return step;
    Panic("no step `" + std::string(NameOf(action)) + "` on `" + table + "`");
  }
};

// A table in the map with an `id`, a person `account_id` and these fields.
inline std::string MapOf(const std::string& name, const std::string& fields, const std::string& rest = "") {
  return "  main." + name + ":\n    persons: { user: account_id }\n    fields: { id: technical, " + fields + " }\n" + rest;
}
inline const std::string kNoteEvent = "    events: { note.made: { column: made_on, kind: date } }\n";
inline const std::string kNotes = MapOf("notes", "account_id: technical, text: note.text, made_on: technical", kNoteEvent);
inline const std::string kConsents =
    MapOf("consents", "account_id: technical, given_on: { category: consent.given, blank: refuse }, withdrawn_on: technical");
inline const std::string kMemos = MapOf("memos", "account_id: link, text: memo.text");

}  // namespace test_support
}  // namespace lofte::engine
