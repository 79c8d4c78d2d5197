// Retention: no value exists past its end plus `within` (docs/design/0001-grounds.md, section 4).
#include <algorithm>

#include "controls/question.h"
#include "policy/terms.h"

namespace lofte::controls {

using expr::And;
using expr::Expr;
using expr::Or;
using grounds::Edge;

namespace {

std::vector<const policy::Rule*> RulesOf(const datamap::FieldGroup& group, const std::string& promise) {
  std::vector<const policy::Rule*> rules;
  for (const policy::Rule* rule : group.binding.rules)
    if (std::find(rule->promises.begin(), rule->promises.end(), promise) != rule->promises.end()) rules.push_back(rule);
  return rules;
}

struct Parts {
  std::vector<Expr> examined, violated, undated, held;
};

void AddGroup(const TableGrounds& table, const datamap::FieldGroup& group, const std::vector<const policy::Rule*>& rules, Parts& parts,
              RowQuestion& question) {
  Expr value = table.table().HasValue(group);
  std::vector<Expr> applies, charged;
  for (const policy::Rule* rule : rules) {
    applies.push_back(table.Applies(group, *rule));
    if (rule->kind == policy::RuleKind::kFloor || rule->then == policy::Then::kAggregate) continue;
    charged.push_back(table.Charged(group, *rule, Edge::kBroken));
    for (SinceTerm& term : SinceTerms(table, group, *rule, Edge::kBroken)) question.since.push_back(std::move(term));
  }
  Expr concerned = And({value, Or(std::move(applies))});
  parts.examined.push_back(concerned);
  parts.violated.push_back(And({value, Or(std::move(charged))}));
  parts.undated.push_back(And({concerned, table.Undated(group)}));
  const Expr held = table.Held(group);
  parts.held.push_back(expr::IsFalseLiteral(held) ? held : And({concerned, held}));
  // What is due and in its grace concerns nobody, unless somebody may be held.
  const Edge edge = expr::IsFalseLiteral(parts.held.back()) ? Edge::kBroken : Edge::kDue;
  question.suspects.push_back({And({value, table.Undated(group)}), And({value, table.GoneButForHolds(group, edge)})});
}

}  // namespace

Inquiry AskRetention(const Context& context, const policy::Promise& promise) {
  Inquiry inquiry;
  for (const auto& bound : context.bound.tables()) {
    TableGrounds table(*bound, context.lowering);
    RowQuestion question;
    question.table = bound->map().name;
    Parts parts;
    for (const datamap::FieldGroup& group : table.groups())
      if (const auto rules = RulesOf(group, promise.id); !rules.empty()) AddGroup(table, group, rules, parts, question);
    if (parts.examined.empty()) continue;
    question.examined = Or(std::move(parts.examined));
    question.violated = Or(std::move(parts.violated));
    question.undated = Or(std::move(parts.undated));
    question.held = Or(std::move(parts.held));
    inquiry.rows.push_back(std::move(question));
  }
  const std::vector<policy::Rule>& rules = context.bound.policy().rules;
  const auto names_it = [&](const policy::Rule& rule) {
    return std::find(rule.promises.begin(), rule.promises.end(), promise.id) != rule.promises.end();
  };
  const auto can_be_broken = [&](const policy::Rule& rule) { return names_it(rule) && rule.kind != policy::RuleKind::kFloor; };
  const time::Day today = context.lowering.question().zone.DayOf(context.lowering.question().at);
  for (const policy::Rule& rule : rules) {
    const std::string what = names_it(rule) ? policy::NotCarriedOut(rule, today) : "";
    if (what.empty()) continue;
    inquiry.unproven = what + " is not carried out yet";
    inquiry.stands = true;
    return inquiry;
  }
  if (std::any_of(rules.begin(), rules.end(), names_it) && std::none_of(rules.begin(), rules.end(), can_be_broken)) {
    inquiry.unproven = "a minimum alone: that nothing went too early cannot be seen in the data";
    inquiry.stands = true;
  }
  return inquiry;
}

}  // namespace lofte::controls
