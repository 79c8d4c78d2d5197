#include "engine/count_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "controls/table_grounds.h"
#include "engine/journal.h"
#include "engine/read_facts.h"
#include "sql/print.h"

namespace lofte::engine {

using datamap::CellPart;
using nlohmann::json;

std::string NameOf(const CellPart& part) {
  if (part.kind == CellPart::Kind::kColumn) return part.name;
  return (part.kind == CellPart::Kind::kMonth ? "month(" : "year(") + part.name + ")";
}

std::string PeriodOf(const CellPart& part, const expr::Moment& moment, const time::Zone& zone) {
  return time::Format(expr::DayOf(moment, zone)).substr(0, part.kind == CellPart::Kind::kMonth ? 7 : 4);
}

namespace {

// One part of a cell, as the row has it.
struct Part {
  std::size_t column = 0;
  const CellPart* of = nullptr;
  expr::Codec codec;
};

json ToJson(const expr::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (expr::IsNull(value)) return nullptr;
  return sql::Literal(value, stores::Dialect::kSqlite);
}

json PartOf(const Part& part, const expr::Value& value, const time::Zone& zone) {
  if (part.of->kind == CellPart::Kind::kColumn) return ToJson(value);
  const std::optional<expr::Moment> moment = expr::Decode(part.codec, value);
  if (!moment) return nullptr;
  return PeriodOf(*part.of, *moment, zone);
}

std::int64_t LeastOf(const Step& step) {
  std::int64_t least = 1;
  for (const datamap::FieldGroup* group : step.counted)
    for (const policy::Rule* rule : group->binding.rules)
      if (rule->then == policy::Then::kAggregate) least = std::max<std::int64_t>(least, rule->outcome.least_cell.value_or(1));
  return least;
}

// A cell as it is stored: a JSON object.
std::string TextOf(const std::vector<std::string>& cell) {
  std::string text = "{";
  for (std::size_t i = 0; i < cell.size(); ++i) text += (i > 0 ? "," : "") + cell[i];
  return text + "}";
}

std::string Dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

Result<bool> RowCounter::AddIfEnough(const std::string& table, const std::vector<std::string>& cell, std::int64_t rows,
                                     std::int64_t least) {
  stores::Store& store = *site_.store;
  const auto p = [&](int n) { return Parameter(store.dialect(), n); };
  const auto level = static_cast<std::int64_t>(cell.size());
  LOFTE_ASSIGN(const stores::Rows found, store.Query(fmt::format("SELECT rows FROM {} WHERE source_table = {} AND level = {} AND cell = {}",
                                                                 store.OwnTable("cells"), p(1), p(2), p(3)),
                                                     {table, level, TextOf(cell)}));
  const std::int64_t there = found.rows.empty() ? 0 : expr::IntegerOf(found.rows[0][0]);
  if (level > 0 && there + rows < least) return false;
  LOFTE_TRY(store.Execute(found.rows.empty()
                              ? fmt::format("INSERT INTO {} (rows, source_table, level, cell) VALUES ({}, {}, {}, {})",
                                            store.OwnTable("cells"), p(1), p(2), p(3), p(4))
                              : fmt::format("UPDATE {} SET rows = rows + {} WHERE source_table = {} AND level = {} AND cell = {}",
                                            store.OwnTable("cells"), p(1), p(2), p(3), p(4)),
                          {rows, table, level, TextOf(cell)}));
  return true;
}

Result<std::int64_t> RowCounter::Count(const Step& step, const std::string& condition, const grounds::Question& question) {
  const datamap::BoundTable& table = *step.bound;
  const grounds::Lowering lowering(question);
  const controls::TableGrounds grounds(table, lowering);
  sql::Listing listing(step.table, site_.store->dialect());
  std::vector<expr::Expr> some;
  for (const datamap::FieldGroup* group : step.counted) some.push_back(grounds.IsCounted(*group));
  const std::size_t is_counted = listing.Truth(expr::Or(std::move(some)));
  std::vector<Part> parts;
  for (const CellPart& part : *table.map().cells) {
    if (part.kind == CellPart::Kind::kColumn) {
      parts.push_back({listing.Value({{}, part.name}), &part, {}});
      continue;
    }
    const auto moment = table.Moment(part.name, false, table.map().persons.front().role);
    if (!moment) Panic("nothing holds the moment of `" + part.name + "`");
    parts.push_back({listing.Value(moment->path), &part, moment->codec});
  }
  listing.Where(step.predicate);
  if (site_.store->dialect() == stores::Dialect::kPostgres) listing.Lock();
  LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(listing.Sql(condition)));
  // Coarser cells get what finer ones could not hold, together.
  std::map<std::vector<std::string>, std::int64_t> cells;
  for (const auto& row : rows.rows) {
    if (!FactReader::IsTrue(row.at(is_counted))) continue;
    std::vector<std::string> cell;
    for (const Part& part : parts) cell.push_back(Dump(NameOf(*part.of)) + ":" + Dump(PartOf(part, row.at(part.column), zone_)));
    ++cells[cell];
  }
  const std::int64_t least = LeastOf(step);
  for (std::size_t level = parts.size();; --level) {
    std::map<std::vector<std::string>, std::int64_t> coarser;
    for (const auto& [cell, count] : cells) {
      LOFTE_ASSIGN(const bool fits, AddIfEnough(expr::Format(step.table), cell, count, least));
      if (fits) continue;
      coarser[{cell.begin(), cell.end() - 1}] += count;
    }
    if (level == 0) break;
    cells = std::move(coarser);
  }
  return static_cast<std::int64_t>(rows.rows.size());
}

}  // namespace lofte::engine
