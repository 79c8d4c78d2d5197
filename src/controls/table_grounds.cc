#include "controls/table_grounds.h"

#include <algorithm>

namespace lofte::controls {

using datamap::FieldGroup;
using expr::And;
using expr::Expr;
using expr::Not;
using expr::Or;
using grounds::Edge;

// Of one row facts are leaves that are answered later, and whether a group holds something is known.
Expr TableGrounds::Resolve(const Expr& formula) const { return of_row_ == nullptr ? table_.Resolve(formula) : formula; }

Expr TableGrounds::HasValue(const FieldGroup& group) const {
  if (of_row_ == nullptr) return table_.HasValue(group);
  return of_row_->at(static_cast<std::size_t>(&group - groups().data())) ? expr::True() : expr::False();
}

// A link group asks the groups that need it; a group of categories answers for itself.
template <typename F>
Expr TableGrounds::Every(const FieldGroup& group, const F& of) const {
  if (group.link_of.empty()) return Resolve(of(group.binding));
  std::vector<Expr> all;
  for (std::size_t i : group.link_of) all.push_back(Resolve(of(groups()[i].binding)));
  return And(std::move(all));
}

template <typename F>
Expr TableGrounds::Some(const FieldGroup& group, const F& of) const {
  if (group.link_of.empty()) return Resolve(of(group.binding));
  std::vector<Expr> any;
  for (std::size_t i : group.link_of) any.push_back(Resolve(of(groups()[i].binding)));
  return Or(std::move(any));
}

Expr TableGrounds::Once(const Question& question, const std::function<Expr()>& make) const {
  if (const auto made = made_.find(question); made != made_.end()) return made->second;
  return made_.emplace(question, make()).first->second;
}

Expr TableGrounds::Gone(const FieldGroup& group, Edge edge) const {
  return Once({Asked::kGone, &group, nullptr, edge},
              [&] { return Every(group, [&](const grounds::Binding& binding) { return lowering_.Gone(binding, edge); }); });
}

Expr TableGrounds::GoneButForHolds(const FieldGroup& group, Edge edge) const {
  return Once({Asked::kGoneButForHolds, &group, nullptr, edge},
              [&] { return Every(group, [&](const grounds::Binding& binding) { return lowering_.GoneButForHolds(binding, edge); }); });
}

Expr TableGrounds::Undated(const FieldGroup& group) const {
  return Once({Asked::kUndated, &group, nullptr, Edge::kDue},
              [&] { return Some(group, [&](const grounds::Binding& binding) { return lowering_.Undated(binding); }); });
}

Expr TableGrounds::Held(const FieldGroup& group) const {
  return Once({Asked::kHeld, &group, nullptr, Edge::kDue}, [&] {
    Expr held = Some(group, [&](const grounds::Binding& binding) { return lowering_.Held(binding); });
    // A link that some other group still needs would stay without the hold as well.
    return group.link_of.empty() ? held : And({held, GoneButForHolds(group, Edge::kDue)});
  });
}

Expr TableGrounds::Blocked(const FieldGroup& group) const {
  return Once({Asked::kBlocked, &group, nullptr, Edge::kDue},
              [&] { return Every(group, [&](const grounds::Binding& binding) { return lowering_.Blocked(binding); }); });
}

Expr TableGrounds::IsSealed(const FieldGroup& group) const {
  const bool is_needed = lowering_.question().seals && group.link_of.empty();
  return is_needed ? Blocked(group) : expr::False();
}

bool TableGrounds::CanSeal() const {
  return std::any_of(groups().begin(), groups().end(), [&](const FieldGroup& group) { return !expr::IsFalseLiteral(IsSealed(group)); });
}

Expr TableGrounds::OutOfUse(const FieldGroup& group) const {
  return Every(group, [&](const grounds::Binding& binding) {
    return Or({lowering_.Blocked(binding), lowering_.Gone(binding, Edge::kDue)});
  });
}

Expr TableGrounds::AboutNobody(const FieldGroup& group) const {
  return Every(group, [&](const grounds::Binding& binding) { return lowering_.AboutNobody(binding); });
}

Expr TableGrounds::Unclaimed(const FieldGroup& group) const {
  return Some(group, [&](const grounds::Binding& binding) { return lowering_.Unclaimed(binding); });
}

Expr TableGrounds::EndsWith(const FieldGroup& group, policy::Then then) const {
  return Every(group, [&](const grounds::Binding& binding) { return lowering_.EndsWith(binding, then); });
}

Expr TableGrounds::IsCounted(const FieldGroup& group) const {
  if (!group.link_of.empty() || !Counts(group.binding)) return expr::False();
  return And({Gone(group, Edge::kDue), EndsWith(group, policy::Then::kAggregate)});
}

bool TableGrounds::Counts(const grounds::Binding& binding) const {
  bool some = false, all_say_how_many = true;
  for (const policy::Rule* rule : binding.rules) {
    if (rule->then != policy::Then::kAggregate) continue;
    some = true;
    all_say_how_many = all_say_how_many && rule->outcome.least_cell.has_value();
  }
  return some && all_say_how_many && table_.map().cells.has_value();
}

Expr TableGrounds::Leaves(const grounds::Binding& binding) const {
  std::vector<Expr> ends = {lowering_.EndsWith(binding, policy::Then::kErase)};
  if (Counts(binding)) ends.push_back(lowering_.EndsWith(binding, policy::Then::kAggregate));
  std::vector<Expr> any = {And({lowering_.Gone(binding, Edge::kDue), Or(std::move(ends))})};
  if (lowering_.question().seals) any.push_back(lowering_.Blocked(binding));
  return Or(std::move(any));
}

Expr TableGrounds::Erased(const FieldGroup& group) const {
  return Once({Asked::kErased, &group, nullptr, Edge::kDue}, [&] {
    if (!group.link_of.empty() && (CanSeal() || CanCount()))
      return Every(group, [&](const grounds::Binding& binding) { return Leaves(binding); });
    return And({Gone(group, Edge::kDue), EndsWith(group, policy::Then::kErase)});
  });
}

Expr TableGrounds::Goes(const FieldGroup& group) const {
  return Once({Asked::kGoes, &group, nullptr, Edge::kDue}, [&] { return MakeGoes(group); });
}

Expr TableGrounds::MakeGoes(const FieldGroup& group) const {
  const auto is_left = [&](const grounds::Binding& binding) {
    return Counts(binding) ? expr::False() : lowering_.EndsWith(binding, policy::Then::kAggregate);
  };
  if (!group.link_of.empty() && CanSeal()) {
    return Every(group, [&](const grounds::Binding& binding) {
      return Or({lowering_.Blocked(binding), And({lowering_.Gone(binding, Edge::kDue), Not(is_left(binding))})});
    });
  }
  return And({Gone(group, Edge::kDue), Not(Some(group, is_left))});
}

Expr TableGrounds::Applies(const FieldGroup& group, const policy::Rule& rule) const {
  return Once({Asked::kApplies, &group, &rule, Edge::kDue},
              [&] { return Some(group, [&](const grounds::Binding& binding) { return lowering_.Applies(binding, rule); }); });
}

Expr TableGrounds::Charged(const FieldGroup& group, const policy::Rule& rule, Edge edge) const {
  return Once({Asked::kCharged, &group, &rule, edge}, [&] { return MakeCharged(group, rule, edge); });
}

Expr TableGrounds::ChargedIfGone(const FieldGroup& group, const policy::Rule& rule, Edge edge) const {
  return Resolve(lowering_.ChargedIfGone(group.binding, rule, edge));
}

Expr TableGrounds::MakeCharged(const FieldGroup& group, const policy::Rule& rule, Edge edge) const {
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

Expr TableGrounds::ShownTooLong(const FieldGroup& group, const policy::Rule& rule, Edge edge) const {
  return group.link_of.empty() ? Resolve(lowering_.ShownTooLong(group.binding, rule, edge)) : expr::False();
}

Expr TableGrounds::NeededBy(const FieldGroup& link, const policy::Rule& rule) const {
  return Some(link, [&](const grounds::Binding& binding) {
    const bool binds = std::find(binding.rules.begin(), binding.rules.end(), &rule) != binding.rules.end();
    return binds ? lowering_.Applies(binding, rule) : expr::False();
  });
}

template <typename F>
Expr TableGrounds::RowGoes(const F& goes) const {
  if (groups().empty()) return expr::False();
  std::vector<Expr> all, some;
  bool some_left = false;
  for (const FieldGroup& group : groups()) {
    if (!group.link_of.empty()) continue;
    Expr one = goes(group);
    some.push_back(one);
    if (CanBeLeftAlone(group)) {
      some_left = true;
      one = Or({one, And({Resolve(lowering_.AboutNobody(group.binding)), Not(HasValue(group))})});
    }
    all.push_back(std::move(one));
  }
  if (some_left) all.push_back(Or(std::move(some)));
  return And(std::move(all));
}

Expr TableGrounds::RowErased() const {
  return RowGoes([&](const FieldGroup& group) { return Erased(group); });
}

Expr TableGrounds::RowLeaves() const {
  return RowGoes([&](const FieldGroup& group) { return Or({Erased(group), IsSealed(group), IsCounted(group)}); });
}

Expr TableGrounds::RowSealed() const {
  std::vector<Expr> some;
  for (const FieldGroup& group : groups()) some.push_back(IsSealed(group));
  return And({RowLeaves(), Or(std::move(some))});
}

Expr TableGrounds::RowCounted() const {
  std::vector<Expr> some, sealed;
  for (const FieldGroup& group : groups()) {
    some.push_back(IsCounted(group));
    sealed.push_back(IsSealed(group));
  }
  return And({RowLeaves(), Or(std::move(some)), Not(Or(std::move(sealed)))});
}

bool TableGrounds::CanCount() const {
  return std::any_of(groups().begin(), groups().end(),
                     [&](const FieldGroup& group) { return group.link_of.empty() && Counts(group.binding); });
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
