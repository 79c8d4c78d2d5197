// A condition of the data map that is true of every row: a message between the parties of its booking, a mail with the consent it needs.
#include "controls/question.h"

namespace lofte::controls {

using expr::And;
using expr::Expr;
using expr::Not;
using expr::Or;

namespace {

// The filter holds; and it may hold but is unknown.
std::pair<Expr, Expr> Filter(const datamap::BoundTable& table, const std::vector<policy::ConditionRef>& when) {
  std::vector<Expr> all, unknown, none_false;
  for (const policy::ConditionRef& condition : when) {
    Expr is_true = table.ConditionTrue(condition.name);
    Expr is_unknown = table.ConditionUnknown(condition.name);
    Expr holds = condition.negated ? And({Not(is_true), Not(is_unknown)}) : is_true;
    all.push_back(holds);
    unknown.push_back(is_unknown);
    none_false.push_back(Or({holds, is_unknown}));
  }
  none_false.push_back(Or(std::move(unknown)));
  return {And(std::move(all)), And(std::move(none_false))};
}

}  // namespace

Inquiry AskAlways(const Context& context, const policy::AlwaysControl& control) {
  Inquiry inquiry;
  for (const auto& bound : context.bound.tables()) {
    if (!bound->Defines(control.condition)) continue;
    const auto [holds, unknown] = Filter(*bound, control.when);
    Expr is_true = bound->ConditionTrue(control.condition);
    Expr is_unknown = bound->ConditionUnknown(control.condition);
    RowQuestion question;
    question.table = bound->map().name;
    question.examined = Or({holds, unknown});
    question.violated = And({holds, Not(is_true), Not(is_unknown)});
    question.undated = Or({unknown, And({holds, is_unknown})});
    inquiry.rows.push_back(std::move(question));
  }
  if (inquiry.rows.empty()) inquiry.unproven = "no table defines the condition `" + control.condition + "`";
  return inquiry;
}

}  // namespace lofte::controls
