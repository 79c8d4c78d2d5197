#include "grounds/lower.h"

#include <algorithm>

namespace lofte::grounds {

using expr::And;
using expr::Expr;
using expr::Fact;
using expr::FactOf;
using expr::Not;
using expr::Or;
using policy::End;
using policy::Mode;
using policy::Rule;
using policy::RuleKind;
using policy::Then;

namespace {

Expr Named(Fact::Kind kind, const std::string& name, const std::string& role) { return FactOf(Fact{kind, name, role, {}}); }

template <typename Cutoff>
Expr Before(Fact::Kind kind, const std::string& name, const std::string& role, Cutoff cutoff) {
  return FactOf(Fact{kind, name, role, cutoff});
}

Expr Present(const std::string& role) { return Named(Fact::Kind::kPresent, "", role); }

template <typename F>
Expr AnyRole(const Binding& binding, const F& of) {
  std::vector<Expr> any;
  for (const std::string& role : binding.roles) any.push_back(And({Present(role), of(role)}));
  return Or(std::move(any));
}

template <typename F>
Expr EveryPresentRole(const Binding& binding, const F& of) {
  std::vector<Expr> somebody, all;
  for (const std::string& role : binding.roles) {
    somebody.push_back(Present(role));
    all.push_back(Or({Not(Present(role)), of(role)}));
  }
  all.insert(all.begin(), Or(std::move(somebody)));
  return And(std::move(all));
}

template <typename F>
void ForKind(const Binding& binding, RuleKind kind, const F& visit) {
  for (const Rule* rule : binding.rules)
    if (rule->kind == kind) visit(*rule);
}

bool Carries(const Rule& rule, const std::string& promise) {
  return std::find(rule.promises.begin(), rule.promises.end(), promise) != rule.promises.end();
}

}  // namespace

// Ends ----------------------------------------------------------------------------------------------------------------------------------

time::Day Lowering::DayCutoff(time::Chain chain, Bound bound, const time::Period& within) const {
  time::Day last = question_.zone.DayOf(question_.at);
  if (bound == Bound::kBroken && !within.is_zero()) chain.push_back({time::Step::Kind::kAdd, within});
  if (bound != Bound::kDue) --last.number;
  return time::Cutoff(chain, last, question_.year_end);
}

// `e + P <= T` when due; `e + P < T` as a floor or broken without a grace. A grace in days counts from the civil day of e + P.
time::Instant Lowering::ClockCutoff(const time::Period& clock, Bound bound, const time::Period& within) const {
  const std::int64_t period_us = clock.seconds * time::kMicrosPerSecond;
  if (bound == Bound::kBroken && !within.is_zero()) return {question_.zone.StartOf(DayCutoff({}, bound, within)).us - period_us};
  return {question_.at.us - period_us + (bound == Bound::kDue ? 1 : 0)};
}

Expr Lowering::After(const End& end, const std::string& role, Bound bound, const time::Period& within) const {
  if (end.clock.is_clock()) return Before(Fact::Kind::kEventBefore, end.name, role, ClockCutoff(end.clock, bound, within));
  return Before(Fact::Kind::kEventBefore, end.name, role, DayCutoff(end.chain, bound, within));
}

Expr Lowering::While(const std::string& state, const std::string& role, Bound bound, const time::Period& within) const {
  return Before(Fact::Kind::kStateEnded, state, role, DayCutoff({}, bound, within));
}

Expr Lowering::Reached(const End& end, const std::string& role, Bound bound, const time::Period& within) const {
  if (end.kind == End::Kind::kAfter) return After(end, role, bound, within);
  if (end.kind == End::Kind::kWhile) return While(end.name, role, bound, within);
  std::vector<Expr> parts;
  for (const End& part : end.parts) parts.push_back(Reached(part, role, bound, within));
  return end.kind == End::Kind::kLatest ? And(std::move(parts)) : Or(std::move(parts));
}

Expr Lowering::Ended(const End& end, const std::string& role, Edge edge, const time::Period& within) const {
  return Reached(end, role, edge == Edge::kDue ? Bound::kDue : Bound::kBroken, within);
}

Expr Lowering::FloorEnded(const End& end, const std::string& role) const { return Reached(end, role, Bound::kFloor, {}); }

Expr Lowering::EndUnknown(const End& end, const std::string& role) const {
  if (end.kind == End::Kind::kAfter) return Named(Fact::Kind::kEventUnknown, end.name, role);
  if (end.kind == End::Kind::kWhile) return Named(Fact::Kind::kStateUnknown, end.name, role);
  std::vector<Expr> parts;
  for (const End& part : end.parts) parts.push_back(EndUnknown(part, role));
  return Or(std::move(parts));
}

// One rule and one person ---------------------------------------------------------------------------------------------------------------

bool Lowering::InForce(const Rule& rule) const {
  const time::Day today = question_.zone.DayOf(question_.at);
  return !(rule.from && today < *rule.from) && !(rule.until && *rule.until <= today);
}

bool Lowering::IsUnsettled(const Rule& rule) const { return rule.unsettled && *rule.unsettled <= question_.zone.DayOf(question_.at); }

Expr Lowering::AppliesTo(const Rule& rule, const std::string& role) const {
  if (!InForce(rule)) return expr::False();
  std::vector<Expr> all;
  if (rule.kind == RuleKind::kNeed) all.push_back(Named(Fact::Kind::kServes, rule.activity, role));
  for (const policy::ConditionRef& condition : rule.when) {
    Expr is_true = Named(Fact::Kind::kConditionTrue, condition.name, role);
    if (!condition.negated) {
      all.push_back(is_true);
    } else {
      all.push_back(Not(is_true));
      all.push_back(Not(Named(Fact::Kind::kConditionUnknown, condition.name, role)));
    }
  }
  return And(std::move(all));
}

// Some conjunct is unknown and none is false.
Expr Lowering::AppliesUnknown(const Rule& rule, const std::string& role) const {
  if (!InForce(rule)) return expr::False();
  std::vector<Expr> some, none_false;
  if (rule.kind == RuleKind::kNeed) {
    Expr unknown = Named(Fact::Kind::kServesUnknown, rule.activity, role);
    some.push_back(unknown);
    none_false.push_back(Or({Named(Fact::Kind::kServes, rule.activity, role), unknown}));
  }
  for (const policy::ConditionRef& condition : rule.when) {
    Expr unknown = Named(Fact::Kind::kConditionUnknown, condition.name, role);
    Expr is_true = Named(Fact::Kind::kConditionTrue, condition.name, role);
    some.push_back(unknown);
    none_false.push_back(Or({condition.negated ? Not(is_true) : is_true, unknown}));
  }
  none_false.push_back(Or(std::move(some)));
  return And(std::move(none_false));
}

Expr Lowering::UseEnded(const Rule& rule, const std::string& role, Edge edge) const {
  if (IsUnsettled(rule)) return expr::False();
  if (rule.kind == RuleKind::kFloor) return FloorEnded(rule.end, role);
  // A rule that begins has its whole grace for what was overdue by it already.
  const bool begins = edge == Edge::kBroken && rule.from && question_.zone.DayOf(question_.at) <= time::LastDay(*rule.from, rule.within);
  if (begins) return expr::False();
  std::vector<Expr> any = {Ended(rule.end, role, edge, rule.within)};
  if (rule.kind == RuleKind::kNeed) {
    if (rule.consent) any.push_back(While(*rule.consent, role, edge == Edge::kDue ? Bound::kDue : Bound::kBroken, rule.within));
    any.push_back(Named(Fact::Kind::kGroundEnded, rule.activity, role));
  }
  return Or(std::move(any));
}

// `block for P3Y then erase` is a need in mode `keep` from there on, whose end is not carried out yet.
Expr Lowering::RuleEnded(const Rule& rule, const std::string& role, Edge edge) const {
  return rule.then == Then::kBlock ? expr::False() : UseEnded(rule, role, edge);
}

Expr Lowering::RuleUnknown(const Rule& rule, const std::string& role) const {
  Expr unknown = EndUnknown(rule.end, role);
  if (rule.consent) unknown = Or({unknown, Named(Fact::Kind::kStateUnknown, *rule.consent, role)});
  return Or({AppliesUnknown(rule, role), And({AppliesTo(rule, role), unknown})});
}

// All rules and one person --------------------------------------------------------------------------------------------------------------

Expr Lowering::NeedsEnded(const Binding& binding, const std::string& role, Edge edge) const {
  std::vector<Expr> some_applies, all_ended;
  ForKind(binding, RuleKind::kNeed, [&](const Rule& rule) {
    Expr applies = AppliesTo(rule, role);
    some_applies.push_back(applies);
    all_ended.push_back(Or({Not(applies), RuleEnded(rule, role, edge)}));
  });
  all_ended.push_back(Or(std::move(some_applies)));
  return And(std::move(all_ended));
}

Expr Lowering::Capped(const Binding& binding, const std::string& role, Edge edge) const {
  std::vector<Expr> any;
  ForKind(binding, RuleKind::kCap, [&](const Rule& rule) { any.push_back(And({AppliesTo(rule, role), RuleEnded(rule, role, edge)})); });
  return Or(std::move(any));
}

Expr Lowering::FloorsEnded(const Binding& binding, const std::string& role) const {
  std::vector<Expr> all;
  ForKind(binding, RuleKind::kFloor, [&](const Rule& rule) {
    all.push_back(Or({Not(AppliesTo(rule, role)), RuleEnded(rule, role, Edge::kDue)}));
  });
  return And(std::move(all));
}

Expr Lowering::PersonGone(const Binding& binding, const std::string& role, Edge edge) const {
  return And({Or({NeedsEnded(binding, role, edge), Capped(binding, role, edge)}), FloorsEnded(binding, role)});
}

// The rule is one of the ended rules that bind (section 3).
Expr Lowering::Binds(const Binding& binding, const Rule& rule, const std::string& role, Edge edge) const {
  // A need that applies has ended when all needs that apply have.
  return And({AppliesTo(rule, role), rule.kind == RuleKind::kNeed ? NeedsEnded(binding, role, edge) : RuleEnded(rule, role, edge)});
}

// The value -----------------------------------------------------------------------------------------------------------------------------

Expr Lowering::Undated(const Binding& binding) const {
  std::vector<Expr> any;
  for (const std::string& role : binding.roles) {
    any.push_back(Named(Fact::Kind::kPersonUnknown, "", role));
    std::vector<Expr> rules;
    for (const Rule* rule : binding.rules) rules.push_back(RuleUnknown(*rule, role));
    any.push_back(And({Present(role), Or(std::move(rules))}));
  }
  return Or(std::move(any));
}

Expr Lowering::GoneButForHolds(const Binding& binding, Edge edge) const {
  // What is known comes first: the rest can then be said without the guards of each event (sql::Tidy orders what is printed).
  return And({Not(Undated(binding)), EveryPresentRole(binding, [&](const std::string& role) { return PersonGone(binding, role, edge); })});
}

Expr Lowering::AnyHeld(const Binding& binding) const {
  return AnyRole(binding, [](const std::string& role) { return Named(Fact::Kind::kHeld, "", role); });
}

Expr Lowering::Gone(const Binding& binding, Edge edge) const { return And({GoneButForHolds(binding, edge), Not(AnyHeld(binding))}); }

Expr Lowering::Held(const Binding& binding) const { return And({AnyHeld(binding), GoneButForHolds(binding, Edge::kDue)}); }

Expr Lowering::Blocked(const Binding& binding) const {
  Expr every = EveryPresentRole(binding, [&](const std::string& role) {
    std::vector<Expr> some_need, use_ended;
    ForKind(binding, RuleKind::kNeed, [&](const Rule& rule) {
      Expr applies = AppliesTo(rule, role);
      some_need.push_back(applies);
      if (rule.mode == Mode::kUse) use_ended.push_back(Or({Not(applies), UseEnded(rule, role, Edge::kDue)}));
    });
    use_ended.push_back(Or(std::move(some_need)));
    std::vector<Expr> capped;
    ForKind(binding, RuleKind::kCap, [&](const Rule& rule) {
      capped.push_back(And({AppliesTo(rule, role), UseEnded(rule, role, Edge::kDue)}));
    });
    return Or({Or(std::move(capped)), And(std::move(use_ended))});
  });
  return And({every, Not(Undated(binding)), Not(Gone(binding, Edge::kDue))});
}

Expr Lowering::Unclaimed(const Binding& binding) const {
  Expr some = AnyRole(binding, [&](const std::string& role) {
    std::vector<Expr> needs;
    ForKind(binding, RuleKind::kNeed, [&](const Rule& rule) { needs.push_back(AppliesTo(rule, role)); });
    return And({Not(Or(std::move(needs))), Not(Capped(binding, role, Edge::kDue))});
  });
  return And({some, Not(Undated(binding))});
}

Expr Lowering::EndsWith(const Binding& binding, Then then) const {
  const auto says = [&](const Rule* rule) { return rule->then == then || (rule->kind == RuleKind::kFloor && rule->then == Then::kNone); };
  if (std::all_of(binding.rules.begin(), binding.rules.end(), says)) return expr::True();
  if (std::none_of(binding.rules.begin(), binding.rules.end(), [&](const Rule* rule) { return rule->then == then; })) return expr::False();
  const auto binds_with = [&](const Rule& rule, const std::string& role) {
    std::vector<Expr> yielded;
    for (const std::string& promise : rule.yields_to)
      for (const Rule* other : binding.rules)
        if (other != &rule && other->then != Then::kNone && Carries(*other, promise))
          yielded.push_back(Binds(binding, *other, role, Edge::kDue));
    return And({Binds(binding, rule, role, Edge::kDue), Not(Or(std::move(yielded)))});
  };
  const auto some_with = [&](Then wanted) {
    return AnyRole(binding, [&](const std::string& role) {
      std::vector<Expr> any;
      for (const Rule* rule : binding.rules)
        if (rule->then == wanted) any.push_back(binds_with(*rule, role));
      return Or(std::move(any));
    });
  };
  std::vector<Expr> strongest = {some_with(then)};
  for (const Then stronger : {Then::kAggregate, Then::kErase})
    if (stronger > then) strongest.insert(strongest.begin(), Not(some_with(stronger)));
  return And(std::move(strongest));
}

Expr Lowering::AboutNobody(const Binding& binding) const {
  std::vector<Expr> some;
  for (const std::string& role : binding.roles) some.push_back(Or({Present(role), Named(Fact::Kind::kPersonUnknown, "", role)}));
  return Not(Or(std::move(some)));
}

Expr Lowering::Applies(const Binding& binding, const Rule& rule) const {
  std::vector<Expr> any;
  for (const std::string& role : binding.roles)
    any.push_back(
        And({Or({Present(role), Named(Fact::Kind::kPersonUnknown, "", role)}), Or({AppliesTo(rule, role), AppliesUnknown(rule, role)})}));
  return Or(std::move(any));
}

Expr Lowering::Charged(const Binding& binding, const Rule& rule, Edge edge) const {
  return And({ChargedIfGone(binding, rule, edge), Gone(binding, edge)});
}

Expr Lowering::ChargedButForHolds(const Binding& binding, const Rule& rule, Edge edge) const {
  return And({ChargedIfGone(binding, rule, edge), GoneButForHolds(binding, edge)});
}

Expr Lowering::ChargedIfGone(const Binding& binding, const Rule& rule, Edge edge) const {
  if (rule.kind == RuleKind::kFloor) return expr::False();
  return AnyRole(binding, [&](const std::string& role) {
    Expr binds = Binds(binding, rule, role, edge);
    if (rule.kind == RuleKind::kCap || rule.mode == Mode::kKeep) return binds;
    std::vector<Expr> keep_needs;
    ForKind(binding, RuleKind::kNeed, [&](const Rule& other) {
      if (other.mode == Mode::kKeep) keep_needs.push_back(AppliesTo(other, role));
    });
    return And({binds, Not(Or(std::move(keep_needs)))});
  });
}

// Explanation ---------------------------------------------------------------------------------------------------------------------------

namespace {

bool CollectAlternatives(const End& end, std::vector<Leaf>& leaves) {
  switch (end.kind) {
    case End::Kind::kWhile:
      leaves.push_back({end.name, true, {}, {}});
      return true;
    case End::Kind::kAfter:
      leaves.push_back({end.name, false, end.chain, end.clock});
      return true;
    case End::Kind::kLatest:
      return false;
    case End::Kind::kEarliest:
      for (const End& part : end.parts)
        if (!CollectAlternatives(part, leaves)) return false;
      return true;
  }
  return false;
}

}  // namespace

std::vector<Leaf> AlternativeLeaves(const Rule& rule) {
  std::vector<Leaf> leaves;
  if (!CollectAlternatives(rule.end, leaves)) return {};
  if (rule.consent) leaves.push_back({*rule.consent, true, {}, {}});
  return leaves;
}

time::Day DueDay(const Leaf& leaf, time::Day day, time::YearEnd year_end) { return time::Apply(leaf.chain, day, year_end); }

time::Day BrokenDay(const Leaf& leaf, const time::Period& within, time::Day day, time::YearEnd year_end) {
  time::Day last = DueDay(leaf, day, year_end);
  if (!within.is_zero()) last = time::LastDay(last, within);
  return {last.number + 1};
}

void CollectNames(const End& end, std::vector<std::string>& events, std::vector<std::string>& states) {
  if (end.kind == End::Kind::kAfter) events.push_back(end.name);
  if (end.kind == End::Kind::kWhile) states.push_back(end.name);
  for (const End& part : end.parts) CollectNames(part, events, states);
}

}  // namespace lofte::grounds
