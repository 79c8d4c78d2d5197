// A condition of the data map that is true of every row: a message between the parties of its booking, a request that is answered in time,
// a mail that went out with the consent it needs.
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

// Whether something is so of a row, and whether that can be told at all.
struct Told {
  Expr is_so = expr::True(), is_unknown = expr::False();
};

// Facts of a person are those of the first that the row names.
std::string RoleIn(const datamap::BoundTable& table) { return table.map().persons.empty() ? "" : table.map().persons.front().role; }

policy::End WindowOf(const policy::AlwaysControl& control) {
  policy::End end;
  end.name = control.event;
  end.chain = {{time::Step::Kind::kAdd, control.window}};
  return end;
}

Told Over(const Context& context, const datamap::BoundTable& table, const policy::End& end, grounds::Edge edge) {
  return {table.Resolve(context.lowering.Ended(end, RoleIn(table), edge, {})),
          table.Resolve(context.lowering.EndUnknown(end, RoleIn(table)))};
}

// A late row is broken from the day after the END; an event on its own day.
std::vector<SinceTerm> SinceOf(const policy::AlwaysControl& control, const datamap::BoundTable& table, const Expr& violated) {
  std::vector<grounds::Leaf> leaves;
  if (control.by) {
    policy::Rule rule;
    rule.end = *control.by;
    leaves = grounds::AlternativeLeaves(rule);
  } else if (!control.event.empty()) {
    leaves = {{control.event, false, {}, {0, 0, 0, true}}};
  }
  if (leaves.size() != 1) return {{violated, std::nullopt, {}, false, {}}};
  return {{violated, table.Moment(leaves[0].name, leaves[0].is_state, RoleIn(table)), {{leaves[0], {}, false}}, true, {}}};
}

}  // namespace

Inquiry AskAlways(const Context& context, const policy::AlwaysControl& control) {
  Inquiry inquiry;
  for (const auto& bound : context.bound.tables()) {
    if (!bound->Defines(control.condition)) continue;
    const auto [holds, unknown] = Filter(*bound, control.when);
    const Expr is_true = bound->ConditionTrue(control.condition), is_unknown = bound->ConditionUnknown(control.condition);
    const Told late = control.by ? Over(context, *bound, *control.by, grounds::Edge::kBroken) : Told();
    const Told past =
        control.event.empty() ? Told{expr::False(), expr::False()} : Over(context, *bound, WindowOf(control), grounds::Edge::kDue);
    const Expr may_hold = Or({holds, unknown}), is_wrong = And({holds, Not(is_true), Not(is_unknown)});
    RowQuestion question;
    question.table = bound->map().name;
    question.examined = And({may_hold, Not(past.is_so)});
    question.undated =
        And({Not(past.is_so), Or({unknown, And({holds, Or({is_unknown, past.is_unknown})}), And({is_wrong, late.is_unknown})})});
    question.violated = And({is_wrong, Not(past.is_so), Not(past.is_unknown), late.is_so, Not(late.is_unknown)});
    if (control.by || !control.event.empty()) question.since = SinceOf(control, *bound, question.violated);
    if (!control.event.empty()) question.event = bound->Moment(control.event, false, RoleIn(*bound));
    inquiry.rows.push_back(std::move(question));
  }
  if (inquiry.rows.empty()) inquiry.unproven = "no table defines the condition `" + control.condition + "`";
  return inquiry;
}

}  // namespace lofte::controls
