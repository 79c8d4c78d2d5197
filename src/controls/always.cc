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

// Deadline and event are facts of the row (the checks ask for that); of a row of the registry of people those of the person it registers.
std::string RoleIn(const Context& context, const datamap::BoundTable& table) {
  const std::vector<datamap::Person>& persons = table.map().persons;
  const datamap::DataMap::Registry* registry = context.bound.map().RegistryOf(table.map().name.store);
  if (registry != nullptr && registry->table == table.map().name)
    for (const datamap::Person& person : persons)
      if (person.key.link.empty() && person.key.column == registry->key) return person.role;
  return persons.empty() ? "" : persons.front().role;
}

policy::End WindowOf(const policy::AlwaysControl& control) {
  policy::End end;
  end.name = control.event;
  end.chain = {{time::Step::Kind::kAdd, control.window}};
  return end;
}

Told Over(const Context& context, const datamap::BoundTable& table, const policy::End& end, grounds::Edge edge) {
  const std::string role = RoleIn(context, table);
  return {table.Resolve(context.lowering.Ended(end, role, edge, {})), table.Resolve(context.lowering.EndUnknown(end, role))};
}

// That the event lies in the window before T, or cannot be told. One that is to come does so only of a deadline, where what is late is late
// before the event as well: `{ always: request.met, by: .., event: request.answered, window: .. }`.
struct Window {
  Told past, happened;
};
Window WindowIn(const Context& context, const datamap::BoundTable& table, const policy::AlwaysControl& control) {
  if (control.event.empty()) return {{expr::False(), expr::False()}, {}};
  policy::End end = WindowOf(control);
  const Told past = Over(context, table, end, grounds::Edge::kDue);
  if (control.by) return {past, {}};
  end.chain = {{time::Step::Kind::kAdd, time::Period{}}};
  return {past, Over(context, table, end, grounds::Edge::kDue)};
}

// A late row is broken from the day after the END; an event on its own day.
std::vector<SinceTerm> SinceOf(const Context& context, const policy::AlwaysControl& control, const datamap::BoundTable& table,
                               const Expr& violated) {
  std::vector<grounds::Leaf> leaves;
  if (control.by) {
    policy::Rule rule;
    rule.end = *control.by;
    leaves = grounds::AlternativeLeaves(rule);
  } else if (!control.event.empty()) {
    leaves = {{control.event, false, {}, {0, 0, 0, true}}};
  }
  if (leaves.size() != 1) return {{violated, std::nullopt, {}, false, {}}};
  return {{violated, table.Moment(leaves[0].name, leaves[0].is_state, RoleIn(context, table)), {{leaves[0], {}, false}}, true, {}}};
}

}  // namespace

Inquiry AskAlways(const Context& context, const policy::AlwaysControl& control) {
  Inquiry inquiry;
  for (const auto& bound : context.bound.tables()) {
    if (!bound->Defines(control.condition)) continue;
    const auto [holds, unknown] = Filter(*bound, control.when);
    const Expr is_true = bound->ConditionTrue(control.condition), is_unknown = bound->ConditionUnknown(control.condition);
    const Told late = control.by ? Over(context, *bound, *control.by, grounds::Edge::kBroken) : Told();
    const auto [past, happened] = WindowIn(context, *bound, control);
    const Expr may_hold = Or({holds, unknown}), is_wrong = And({holds, Not(is_true), Not(is_unknown)});
    RowQuestion question;
    question.table = bound->map().name;
    question.examined = And({may_hold, Not(past.is_so)});
    question.undated =
        And({Not(past.is_so), Or({unknown, And({holds, Or({is_unknown, past.is_unknown})}), And({is_wrong, late.is_unknown})})});
    question.violated = And({is_wrong, Not(past.is_so), Not(past.is_unknown), happened.is_so, late.is_so, Not(late.is_unknown)});
    if (control.by || !control.event.empty()) question.since = SinceOf(context, control, *bound, question.violated);
    if (!control.event.empty()) question.event = bound->Moment(control.event, false, RoleIn(context, *bound));
    inquiry.rows.push_back(std::move(question));
  }
  if (inquiry.rows.empty()) inquiry.unproven = "no table defines the condition `" + control.condition + "`";
  return inquiry;
}

}  // namespace lofte::controls
