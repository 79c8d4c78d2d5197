#include "support/own_tables.h"

#include <algorithm>

#include "base/result.h"
#include "support/snapshot.h"

namespace lofte::tests {

namespace {

using Rows = std::vector<std::vector<expr::Value>>;

Rows Ask(stores::Store& store, const std::string& sql, const std::vector<expr::Value>& parameters = {}) {
  auto rows = store.Query(sql, parameters);
  if (!rows) Panic("query: " + rows.error().message);
  return std::move(rows->rows);
}

std::string TextOf(const expr::Value& value) {
  if (expr::IsNull(value)) return "";
  if (const auto* day = std::get_if<time::Day>(&value)) return time::Format(*day);
  return std::get<std::string>(value);
}

bool IsTrue(const expr::Value& value) { return value == expr::Value(true) || value == expr::Value(std::int64_t{1}); }

// Those of people who are held, by whichever hold and of whatever activity.
std::string HeldSql(stores::Store& store) {
  const char* now = store.dialect() == stores::Dialect::kSqlite ? "?1" : "$1";
  return "SELECT p.sealed FROM " + store.OwnTable("sealed_person") + " p JOIN " + store.OwnTable("subject_state") +
         " s ON s.subject_key = p.subject_key WHERE s.state IN ('hold', 'restriction') AND (s.until IS NULL OR s.until > " + now + ")";
}

stores::Column SubjectKeyOf(const engine::Site& site) {
  if (const stores::Column* key = site.bound->SubjectKey()) return *key;
  stores::Column text;
  text.declared = "text";
  text.type = expr::Type::kText;
  return text;
}

}  // namespace

OwnTables OwnTablesOf(stores::Store& store, const engine::Site& site, time::Instant now) {
  OwnTables own;
  const Result<bool> is_there = store.HasOwnTable("sealed");
  if (!is_there) Panic(is_there.error().message);
  if (!*is_there) return own;
  for (const auto& row :
       Ask(store, "SELECT id, kind, source_table, row_digest, run, key_id, terms, due, late, told, is_undated, ciphertext FROM " +
                      store.OwnTable("sealed"))) {
    StoredCopy copy;
    std::string* texts[] = {&copy.id,     &copy.kind,  &copy.table, &copy.digest, &copy.run,
                            &copy.key_id, &copy.terms, &copy.due,   &copy.late,   &copy.told};
    for (std::size_t i = 0; i < std::size(texts); ++i) *texts[i] = TextOf(row.at(i));
    copy.is_undated = IsTrue(row.at(10));
    copy.ciphertext = std::get<expr::Blob>(row.at(11)).bytes;
    own.copies.emplace(copy.id, std::move(copy));
  }
  const std::string key = Exactly(SubjectKeyOf(site), store.dialect(), "subject_key");
  for (const auto& row : Ask(store, "SELECT sealed, role, " + key + " FROM " + store.OwnTable("sealed_person"))) {
    const auto copy = own.copies.find(TextOf(row.at(0)));
    if (copy == own.copies.end()) ++own.strays;
    if (copy != own.copies.end()) copy->second.persons.push_back(TextOf(row.at(1)) + " " + TextOf(row.at(2)));
  }
  for (const auto& row : Ask(store, HeldSql(store), {engine::StoredMoment(store.dialect(), now)}))
    own.copies.at(TextOf(row.at(0))).is_held = true;
  for (auto& [id, copy] : own.copies) std::sort(copy.persons.begin(), copy.persons.end());
  for (const auto& row : Ask(store, "SELECT source_table, level, cell, rows FROM " + store.OwnTable("cells")))
    own.cells[{TextOf(row.at(0)), std::get<std::int64_t>(row.at(1)), TextOf(row.at(2))}] = std::get<std::int64_t>(row.at(3));
  return own;
}

}  // namespace lofte::tests
