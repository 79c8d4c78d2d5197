// Content: the form of what is stored. A hash has its format; a card number, or a person's, is in no column of any table, mapped or not,
// but for those of the categories that are excepted.
#include <algorithm>

#include "controls/numbers.h"
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

Inquiry AskNever(const Context& context, const policy::NeverControl& control) {
  if (!control.category.empty()) return AskNeverStored(context, control);
  Inquiry inquiry;
  const stores::Catalogue& catalogue = context.bound.catalogue();
  for (const stores::Table& table : catalogue.tables) {
    auto question = QuestionOfNumbers(table, catalogue, {control.pattern}, [&](const stores::Column& column) {
      const datamap::TableMap* mapped = context.bound.map().Find(table.name);
      const datamap::Field* field = mapped == nullptr ? nullptr : mapped->FindField(column.name);
      return field != nullptr && std::find(control.except.begin(), control.except.end(), field->category) != control.except.end();
    });
    if (question) inquiry.rows.push_back(std::move(*question));
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
