// Content: the form of what is stored. A hash has its format; a card number is in no text column of any table, mapped or not.
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

Inquiry AskNever(const Context& context, const policy::NeverControl& control) {
  Inquiry inquiry;
  for (const stores::Table& table : context.bound.catalogue().tables) {
    ContentTest test{{}, {control.pattern}, false};
    for (const stores::Column& column : table.columns)
      if (column.type == expr::Type::kText) test.columns.push_back(column.name);
    if (test.columns.empty()) continue;
    RowQuestion question;
    question.table = table.name;
    question.content.push_back(std::move(test));
    inquiry.rows.push_back(std::move(question));
  }
  return inquiry;
}

}  // namespace lofte::controls
