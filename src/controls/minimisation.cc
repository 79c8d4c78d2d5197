// Minimisation: the tables of a data group hold its categories and nothing else, by their columns and by what is written in them; the
// values of a category are among those declared.
#include <algorithm>

#include "controls/numbers.h"

namespace lofte::controls {

using expr::And;
using expr::Expr;
using expr::Not;
using expr::Or;

namespace {

void CheckColumn(const datamap::TableMap& map, const std::string& column, const std::string& record, Answer& answer) {
  ++answer.examined;
  const datamap::Field* field = map.FindField(column);
  const std::string place = expr::Format(map.name) + "." + column;
  if (field == nullptr) {
    answer.findings.push_back("`" + place + "` is in the database and not in the data map");
  } else if (!field->category.empty() && field->category.rfind(record + ".", 0) != 0) {
    answer.findings.push_back("`" + place + "` holds `" + field->category + "`, which is not part of `" + record + "`");
  }
}

}  // namespace

Inquiry AskColumns(const Context& context, const policy::ColumnsControl& control) {
  Inquiry inquiry;
  for (const auto& bound : context.bound.tables()) {
    if (bound->map().record != control.record) continue;
    for (const stores::Column& column : bound->table().columns) CheckColumn(bound->map(), column.name, control.record, inquiry.answer);
    if (control.free_of.empty()) continue;
    const auto none = [](const stores::Column&) { return false; };
    auto question = QuestionOfNumbers(bound->table(), context.bound.catalogue(), control.free_of, none);
    if (question) inquiry.rows.push_back(std::move(*question));
  }
  return inquiry;
}

Inquiry AskValues(const Context& context, const policy::ValuesControl& control) {
  Inquiry inquiry;
  for (const auto& bound : context.bound.tables()) {
    std::vector<Expr> examined, violated;
    for (const datamap::Field& field : bound->map().fields) {
      if (field.category != control.category) continue;
      Expr column = expr::Column({0, field.column, bound->table().Find(field.column)->type});
      std::vector<Expr> allowed;
      for (const std::string& value : control.in) allowed.push_back(expr::Literal(value, column->type));
      Expr value = bound->HasValue(field);
      examined.push_back(value);
      violated.push_back(And({value, Not(expr::IsTrue(expr::In(column, std::move(allowed))))}));
    }
    if (examined.empty()) continue;
    RowQuestion question;
    question.table = bound->map().name;
    question.examined = Or(std::move(examined));
    question.violated = Or(std::move(violated));
    inquiry.rows.push_back(std::move(question));
  }
  return inquiry;
}

}  // namespace lofte::controls
