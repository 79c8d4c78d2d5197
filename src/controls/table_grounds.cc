#include "controls/table_grounds.h"

#include <algorithm>

namespace lofte::controls {

using datamap::FieldGroup;
using expr::And;
using expr::Expr;
using expr::Not;
using expr::Or;
using grounds::Edge;

// A link group asks the groups that need it; a group of categories answers for itself.
template <typename F>
Expr TableGrounds::Every(const FieldGroup& group, const F& of) const {
  if (group.link_of.empty()) return table_.Resolve(of(group.binding));
  std::vector<Expr> all;
  for (std::size_t i : group.link_of) all.push_back(table_.Resolve(of(groups()[i].binding)));
  return And(std::move(all));
}

template <typename F>
Expr TableGrounds::Some(const FieldGroup& group, const F& of) const {
  if (group.link_of.empty()) return table_.Resolve(of(group.binding));
  std::vector<Expr> any;
  for (std::size_t i : group.link_of) any.push_back(table_.Resolve(of(groups()[i].binding)));
  return Or(std::move(any));
}

Expr TableGrounds::Gone(const FieldGroup& group, Edge edge) const {
  return Every(group, [&](const grounds::Binding& binding) { return lowering_.Gone(binding, edge); });
}

Expr TableGrounds::GoneButForHolds(const FieldGroup& group, Edge edge) const {
  return Every(group, [&](const grounds::Binding& binding) { return lowering_.GoneButForHolds(binding, edge); });
}

Expr TableGrounds::Undated(const FieldGroup& group) const {
  return Some(group, [&](const grounds::Binding& binding) { return lowering_.Undated(binding); });
}

Expr TableGrounds::Held(const FieldGroup& group) const {
  Expr held = Some(group, [&](const grounds::Binding& binding) { return lowering_.Held(binding); });
  if (group.link_of.empty()) return held;
  // A link that some other group still needs would stay without the hold as well.
  return And({held, GoneButForHolds(group, Edge::kDue)});
}

Expr TableGrounds::Blocked(const FieldGroup& group) const {
  return Every(group, [&](const grounds::Binding& binding) { return lowering_.Blocked(binding); });
}

Expr TableGrounds::Unclaimed(const FieldGroup& group) const {
  return Some(group, [&](const grounds::Binding& binding) { return lowering_.Unclaimed(binding); });
}

Expr TableGrounds::Erased(const FieldGroup& group) const {
  Expr erase = Every(group, [&](const grounds::Binding& binding) { return lowering_.EndsWith(binding, policy::Then::kErase); });
  return And({Gone(group, Edge::kDue), erase});
}

Expr TableGrounds::Goes(const FieldGroup& group) const {
  Expr left = Some(group, [&](const grounds::Binding& binding) { return lowering_.EndsWith(binding, policy::Then::kAggregate); });
  return And({Gone(group, Edge::kDue), Not(left)});
}

Expr TableGrounds::Applies(const FieldGroup& group, const policy::Rule& rule) const {
  return Some(group, [&](const grounds::Binding& binding) { return lowering_.Applies(binding, rule); });
}

Expr TableGrounds::Charged(const FieldGroup& group, const policy::Rule& rule, Edge edge) const {
  Expr charged = Some(group, [&](const grounds::Binding& binding) {
    const bool binds = std::find(binding.rules.begin(), binding.rules.end(), &rule) != binding.rules.end();
    return binds ? lowering_.Charged(binding, rule, edge) : expr::False();
  });
  if (group.link_of.empty()) return charged;
  std::vector<Expr> all = {charged, Gone(group, edge)};
  // The link is one value that stands on the needs of all these groups: while one of them is in mode `keep`, those in mode `use` are not
  // charged (section 4).
  if (rule.kind == policy::RuleKind::kNeed && rule.mode == policy::Mode::kUse) {
    for (const policy::Rule* other : group.binding.rules)
      if (other->kind == policy::RuleKind::kNeed && other->mode == policy::Mode::kKeep) all.push_back(Not(NeededBy(group, *other)));
  }
  return And(std::move(all));
}

Expr TableGrounds::NeededBy(const FieldGroup& link, const policy::Rule& rule) const {
  return Some(link, [&](const grounds::Binding& binding) {
    const bool binds = std::find(binding.rules.begin(), binding.rules.end(), &rule) != binding.rules.end();
    return binds ? lowering_.Applies(binding, rule) : expr::False();
  });
}

Expr TableGrounds::RowErased() const {
  if (groups().empty()) return expr::False();
  std::vector<Expr> all, some;
  bool some_left = false;
  for (const FieldGroup& group : groups()) {
    if (!group.link_of.empty()) continue;
    Expr erased = Erased(group);
    some.push_back(erased);
    if (CanBeLeftAlone(group)) {
      some_left = true;
      erased = Or({erased, And({table_.Resolve(lowering_.AboutNobody(group.binding)), Not(table_.HasValue(group))})});
    }
    all.push_back(std::move(erased));
  }
  if (some_left) all.push_back(Or(std::move(some)));
  return And(std::move(all));
}

bool TableGrounds::CanBeLeftAlone(const FieldGroup& group) const {
  const auto is_of_group = [&](const std::string& role) {
    return std::find(group.binding.roles.begin(), group.binding.roles.end(), role) != group.binding.roles.end();
  };
  return std::any_of(groups().begin(), groups().end(), [&](const FieldGroup& other) {
    return other.link_of.empty() && !std::all_of(other.binding.roles.begin(), other.binding.roles.end(), is_of_group);
  });
}

std::vector<std::string> TableGrounds::PromisesOf(const FieldGroup& group) const {
  std::vector<std::string> ids;
  for (const policy::Rule* rule : group.binding.rules)
    for (const std::string& id : rule->promises)
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  return ids;
}

}  // namespace lofte::controls
