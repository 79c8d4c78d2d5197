#include "controls/numbers.h"

#include <algorithm>
#include <string_view>

namespace lofte::controls {

namespace {

bool BeginsWith(const std::string& text, std::string_view word) { return text.compare(0, word.size(), word) == 0; }

bool IsInAKey(const stores::Table& table, const std::string& column) {
  const auto holds = [&](const std::vector<std::string>& columns) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  return std::any_of(table.uniques.begin(), table.uniques.end(),
                     [&](const auto& unique) { return unique.primary && holds(unique.columns); }) ||
         std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const auto& key) { return holds(key.columns); });
}

// Whether a value of this column, as text, could be somebody's number. The numbers of rows are Løfte's least suspects and, being many, its
// surest false finds; the digits of a fraction are nobody's number.
bool MayHoldANumber(const stores::Table& table, const stores::Column& column, bool types_are_kept) {
  // What a column of SQLite is declared to be keeps nothing out of it; bytes are compared as bytes.
  if (!types_are_kept) return column.type != expr::Type::kBytes && !IsInAKey(table, column.name);
  switch (column.type) {
    case expr::Type::kText:
      return true;
    case expr::Type::kInt:
      return !IsInAKey(table, column.name);
    case expr::Type::kReal:  // SQLite's NUMERIC too, where the test leaves fractions out value by value
      return column.declared != "real" && column.declared != "double precision" && !IsInAKey(table, column.name);
    case expr::Type::kOther:
      for (const std::string_view type : {"date", "time", "interval", "uuid", "bytea", "bool", "real[", "double precision["})
        if (BeginsWith(column.declared, type)) return false;
      return !IsInAKey(table, column.name);
    case expr::Type::kBool:
    case expr::Type::kDate:
    case expr::Type::kInstant:
    case expr::Type::kLocal:
    case expr::Type::kUuid:
    case expr::Type::kBytes:
      return false;
  }
  return false;
}

}  // namespace

std::optional<RowQuestion> QuestionOfNumbers(const stores::Table& table, const stores::Catalogue& catalogue,
                                             const std::vector<std::string>& patterns,
                                             const std::function<bool(const stores::Column&)>& is_excepted) {
  ContentTest test{{}, patterns, false};
  for (const stores::Column& column : table.columns)
    if (MayHoldANumber(table, column, catalogue.types_are_kept) && !is_excepted(column)) test.columns.push_back(column.name);
  if (test.columns.empty()) return std::nullopt;
  RowQuestion question;
  question.table = table.name;
  question.content.push_back(std::move(test));
  return question;
}

}  // namespace lofte::controls
