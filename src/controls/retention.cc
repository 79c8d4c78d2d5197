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
  std::vector<Expr> applies, charged, shown;
  const bool is_link = !group.link_of.empty();
  for (const policy::Rule* rule : rules) {
    applies.push_back(table.Applies(group, *rule));
    const bool is_left = rule->then == policy::Then::kAggregate && expr::IsFalseLiteral(table.IsCounted(group));
    if (rule->kind == policy::RuleKind::kFloor || is_left) continue;
    shown.push_back(table.ShownTooLong(group, *rule, Edge::kBroken));
    charged.push_back(is_link ? table.Charged(group, *rule, Edge::kBroken) : table.ChargedIfGone(group, *rule, Edge::kBroken));
    for (SinceTerm& term : SinceTerms(table, group, *rule, Edge::kBroken)) question.since.push_back(std::move(term));
    for (SinceTerm& term : ShownSinceTerms(table, group, *rule, Edge::kBroken)) question.since.push_back(std::move(term));
  }
  Expr concerned = And({value, Or(std::move(applies))});
  parts.examined.push_back(concerned);
  Expr broken = Or(std::move(charged));
  if (!is_link && !expr::IsFalseLiteral(broken)) broken = And({table.Gone(group, Edge::kBroken), std::move(broken)});
  parts.violated.push_back(And({value, Or({std::move(broken), Or(shown)})}));
  parts.undated.push_back(And({concerned, table.Undated(group)}));
  const Expr held = table.Held(group);
  parts.held.push_back(expr::IsFalseLiteral(held) ? held : And({concerned, held}));
  // What is due and in its grace concerns nobody, unless somebody may be held.
  const Edge edge = expr::IsFalseLiteral(parts.held.back()) ? Edge::kBroken : Edge::kDue;
  question.suspects.push_back(
      {And({value, table.Undated(group)}), And({value, Or({table.GoneButForHolds(group, edge), Or(std::move(shown))})})});
}

// Every table that holds something of the rule says by what its rows are counted.
bool IsCounted(const Context& context, const policy::Rule& rule) {
  for (const auto& table : context.bound.tables())
    for (const datamap::FieldGroup& group : table->groups()) {
      const auto& rules = group.binding.rules;
      if (std::find(rules.begin(), rules.end(), &rule) != rules.end() && !table->map().cells) return false;
    }
  return true;
}

}  // namespace

Inquiry AskRetention(const Context& context, const policy::Promise& promise) {
  Inquiry inquiry;
  for (const auto& bound : context.bound.tables()) {
    const TableGrounds& table = context.grounds.Of(*bound);
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
    const std::string what =
        names_it(rule) ? policy::NotCarriedOut(rule, today, context.lowering.question().seals, IsCounted(context, rule)) : "";
    if (what.empty()) continue;
    inquiry.unproven = what;
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
