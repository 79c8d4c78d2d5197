#include "engine/seal_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.h"
#include "base/words.h"
#include "controls/table_grounds.h"
#include "engine/read_facts.h"
#include "engine/sealed_copy.h"
#include "sql/print.h"

namespace lofte::engine {

using datamap::FieldGroup;
using stores::Dialect;

namespace {

// Rows that one statement names by their keys.
constexpr std::size_t kRowsNamed = 1000;

// Rows by their keys; `rows`: the values of the key's columns.
std::string KeyCondition(const std::vector<std::string>& columns, const std::vector<std::vector<expr::Value>>& rows, Dialect dialect) {
  std::string key, list;
  for (const std::string& column : columns) key += (key.empty() ? "t." : ", t.") + sql::Identifier(column);
  const bool is_row = columns.size() > 1;
  for (const std::vector<expr::Value>& row : rows) {
    std::string values;
    for (const expr::Value& value : row) values += (values.empty() ? "" : ", ") + sql::Literal(value, dialect);
    list += (list.empty() ? "" : ", ") + (is_row ? "(" + values + ")" : values);
  }
  if (!is_row) return fmt::format("{} IN ({})", key, list);
  return fmt::format("({}) IN ({}{})", key, dialect == Dialect::kSqlite ? "VALUES " : "", list);
}

}  // namespace

// One step's rows, as they are listed.
struct RowSealer::Reading {
  struct Group {
    const FieldGroup* group = nullptr;
    std::size_t is_sealed = 0, has_value = 0;
    std::vector<std::pair<std::string, std::size_t>> values;
    std::vector<std::pair<std::string, std::size_t>> people;  // by role
  };

  Reading(const Site& site, const Step& step, const grounds::Question& question, const std::string& condition)
      : listing(step.table, site.store->dialect()) {
    const datamap::BoundTable& table = *step.bound;
    const grounds::Lowering lowering(question);
    const controls::TableGrounds grounds(table, lowering);
    const Dialect dialect = site.store->dialect();
    for (const std::string& column : step.key) key.emplace_back(column, listing.Value({{}, column}));
    if (step.key.empty()) position = listing.Raw(site.store->PositionOf("t"));
    for (const FieldGroup* group : step.sealed) {
      Group of{group, listing.Truth(grounds.IsSealed(*group)), listing.Truth(table.HasValue(*group)), {}, {}};
      for (const datamap::Field* field : group->fields)
        if (!field->category.empty()) of.values.emplace_back(field->column, listing.Whole(field->column));
      for (const std::string& role : group->binding.roles) {
        const datamap::Person* person = table.map().FindPerson(role);
        sql::Path path{{}, person->key.column};
        if (!person->key.link.empty()) path.hops.push_back(datamap::HopOf(*table.map().FindLink(person->key.link), *site.catalogue));
        of.people.emplace_back(role, listing.Value(path));
      }
      groups.push_back(std::move(of));
    }
    if (step.action == Action::kBlockRow) {
      for (const datamap::Field& field : table.map().fields)
        if (field.category.empty() && field.link_of.empty()) beside.emplace_back(field.column, listing.Whole(field.column));
    }
    reader.emplace(table, step.sealed, question.zone, listing);
    listing.Where(step.predicate);
    listing.Also(condition);
    if (dialect == Dialect::kPostgres) listing.Lock();
  }

  sql::Listing listing;
  std::vector<std::pair<std::string, std::size_t>> key;
  std::size_t position = 0;
  std::vector<Group> groups;
  std::vector<std::pair<std::string, std::size_t>> beside;
  std::optional<FactReader> reader;
};

EndFinder& RowSealer::FinderOf(const FieldGroup& group) { return finders_.try_emplace(&group, group.binding, question_).first->second; }

Result<RowSealer::Sealed> RowSealer::Seal(const Step& step, const std::string& condition) {
  const Reading reading(site_, step, question_, condition);
  LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(reading.listing.Sql()));
  Sealed sealed;
  sealed.rows = static_cast<std::int64_t>(rows.rows.size());
  if (rows.rows.empty()) return sealed;
  LOFTE_TRY(Write(step, reading, rows));
  const Dialect dialect = site_.store->dialect();
  for (std::size_t at = 0; at < rows.rows.size(); at += kRowsNamed) {
    std::vector<std::vector<expr::Value>> keys;
    std::vector<std::int64_t> positions;
    for (std::size_t i = at; i < std::min(at + kRowsNamed, rows.rows.size()); ++i) {
      if (reading.key.empty()) {
        positions.push_back(expr::IntegerOf(rows.rows[i].at(reading.position)));
        continue;
      }
      std::vector<expr::Value>& of = keys.emplace_back();
      for (const auto& [column, index] : reading.key) of.push_back(rows.rows[i].at(index));
    }
    std::sort(positions.begin(), positions.end());
    sealed.conditions.push_back(keys.empty() ? site_.store->PositionCondition(positions, "t") : KeyCondition(step.key, keys, dialect));
  }
  return sealed;
}

Status RowSealer::Write(const Step& step, const Reading& reading, const stores::Rows& rows) {
  const Dialect dialect = site_.store->dialect();
  LOFTE_ASSIGN(const time::Instant now, site_.store->Now());
  const std::string table = expr::Format(step.table);
  const auto day = [&](const std::optional<time::Day>& of) -> expr::Value {
    if (!of) return expr::Null{};
    return dialect == Dialect::kSqlite ? expr::Value(time::Format(*of)) : expr::Value(*of);
  };
  std::vector<std::vector<expr::Value>> copies, people;
  for (const std::vector<expr::Value>& row : rows.rows) {
    const auto pick = [&](const std::vector<std::pair<std::string, std::size_t>>& columns) {
      std::vector<std::pair<std::string, expr::Value>> values;
      for (const auto& [name, index] : columns) values.emplace_back(name, row.at(index));
      return values;
    };
    const grounds::Facts facts = reading.reader->Read(row);
    const std::string digest = DigestOf(key_, table, pick(reading.key));
    // The row is taken for what is blocked in it; if nothing is, then what reads it and what takes it do not agree.
    const auto is_sealed = [&](const Reading::Group& group) { return FactReader::IsTrue(row.at(group.is_sealed)); };
    if (std::none_of(reading.groups.begin(), reading.groups.end(), is_sealed))
      return Fail(ErrorCode::kInternal, "a row of `" + table + "` is to be blocked, and nothing in it is: nothing was taken");
    for (const Reading::Group& group : reading.groups) {
      if (!is_sealed(group) || !FactReader::IsTrue(row.at(group.has_value))) continue;
      const std::string id = seal::NewId();
      SealedCopy copy{table, pick(reading.key), pick(group.values), pick(reading.beside), {}, facts};
      for (const auto& [role, index] : group.people) {
        if (!facts.people.at(role).is_present) continue;
        copy.people.emplace_back(role, row.at(index));
        people.push_back({id, role, row.at(index)});
      }
      const SealedEnds ends = FinderOf(*group.group).Find(facts);
      const expr::Value undated = dialect == Dialect::kSqlite ? expr::Value(std::int64_t{ends.is_undated}) : expr::Value(ends.is_undated);
      copies.push_back({id, std::string("blocked"), table, digest, run_, StoredMoment(dialect, now), day(ends.due), day(ends.late), undated,
                        JoinWords(ends.examined_by), JoinWords(ends.charged), terms_, key_.id(),
                        expr::Blob{key_.Seal(Encode(copy), AboutOf(id, table, digest))}});
    }
  }
  const auto own = [&](const char* name) -> expr::TableName {
    if (dialect == Dialect::kSqlite) return {site_.store->name(), "", "lofte_" + std::string(name)};
    return {site_.store->name(), stores::kOwnSchema, name};
  };
  LOFTE_TRY(site_.store->Insert(own("sealed"),
                                {"id", "kind", "source_table", "row_digest", "run", "sealed_at", "due", "late", "is_undated", "examined_by",
                                 "charged", "terms", "key_id", "ciphertext"},
                                copies));
  return site_.store->Insert(own("sealed_person"), {"sealed", "role", "subject_key"}, people);
}

std::string DigestOf(const seal::Key& key, const std::string& table, const std::vector<std::pair<std::string, expr::Value>>& row_key) {
  std::string text = table;
  for (const auto& [column, value] : row_key) text += "\n" + column + "=" + sql::Literal(value, Dialect::kSqlite);
  return key.Digest(text);
}

std::string AboutOf(const std::string& id, const std::string& table, const std::string& digest) {
  return id + "\n" + table + "\n" + digest;
}

std::string TermsOf(const policy::Policy& policy, const datamap::DataMap& map, const grounds::Question& question) {
  return Sha256Hex(policy.sha256 + map.sha256 + question.zone.name() + time::TzdataVersion());
}

}  // namespace lofte::engine
