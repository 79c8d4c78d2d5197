// Content: the form of what is stored. A hash has its format; a card number is in no column of any table, mapped or not.
#include <algorithm>
#include <string_view>

#include "controls/question.h"
#include "datamap/datamap.h"

namespace lofte::controls {

Inquiry AskFormat(const Context& context, const policy::FormatControl& control) {
  Inquiry inquiry;
  for (const auto& bound : context.bound.tables()) {
    for (const datamap::Field& field : bound->map().fields) {
      if (field.category != control.category) continue;
      RowQuestion question;
      question.table = bound->map().name;
      question.examined = bound->HasValue(field);
      question.content.push_back({{field.column}, control.formats, true});
      inquiry.rows.push_back(std::move(question));
    }
  }
  return inquiry;
}

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

Inquiry AskNever(const Context& context, const policy::NeverControl& control) {
  if (!control.category.empty()) return AskNeverStored(context, control);
  Inquiry inquiry;
  const stores::Catalogue& catalogue = context.bound.catalogue();
  for (const stores::Table& table : catalogue.tables) {
    ContentTest test{{}, {control.pattern}, false};
    for (const stores::Column& column : table.columns)
      if (MayHoldANumber(table, column, catalogue.types_are_kept)) test.columns.push_back(column.name);
    if (test.columns.empty()) continue;
    RowQuestion question;
    question.table = table.name;
    question.content.push_back(std::move(test));
    inquiry.rows.push_back(std::move(question));
  }
  return inquiry;
}

Inquiry AskNeverStored(const Context& context, const policy::NeverControl& control) {
  Inquiry inquiry;
  const datamap::DataMap& map = context.bound.map();
  std::string unmapped;
  for (const stores::Table& table : context.bound.catalogue().tables) {
    const datamap::TableMap* mapped = map.Find(table.name);
    const auto& without = map.without_personal_data;
    const bool is_empty_of_people = std::find(without.begin(), without.end(), table.name) != without.end();
    for (const stores::Column& column : table.columns) {
      const datamap::Field* field = mapped == nullptr ? nullptr : mapped->FindField(column.name);
      const std::string place = "`" + expr::Format(table.name) + "." + column.name + "`";
      if (field == nullptr && !is_empty_of_people && unmapped.empty()) unmapped = place;
      if (field != nullptr && field->category == control.category)
        inquiry.answer.findings.push_back(place + " holds `" + control.category + "`, which is never stored");
      ++inquiry.answer.examined;
    }
  }
  if (unmapped.empty()) return inquiry;
  inquiry.unproven = unmapped + " is not in the data map, so nobody has said what it holds";
  inquiry.stands = true;
  return inquiry;
}

}  // namespace lofte::controls
