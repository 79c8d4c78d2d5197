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

bool BlocksForAPeriod(const Rule& rule) { return rule.then == Then::kBlock && !rule.outcome.block_for.is_zero(); }

Then LastOf(const Rule& rule, bool seals) { return seals && BlocksForAPeriod(rule) ? rule.outcome.last : rule.then; }

// Ends ----------------------------------------------------------------------------------------------------------------------------------

time::Day Lowering::DayCutoff(time::Chain chain, Bound bound, const Delay& delay) const {
  time::Day last = question_.zone.DayOf(question_.at);
  if (!delay.block.is_zero()) chain.push_back({time::Step::Kind::kAdd, delay.block});
  if (bound == Bound::kBroken && !delay.within.is_zero()) chain.push_back({time::Step::Kind::kAdd, delay.within});
  if (bound != Bound::kDue) --last.number;
  return time::Cutoff(chain, last, question_.year_end);
}

// `e + P <= T` when due; `e + P < T` as a floor or broken without a grace. Whole days after it count from the civil day of e + P.
time::Instant Lowering::ClockCutoff(const time::Period& clock, Bound bound, const Delay& delay) const {
  const std::int64_t period_us = clock.seconds * time::kMicrosPerSecond;
  const bool by_days = !delay.block.is_zero() || (bound == Bound::kBroken && !delay.within.is_zero());
  if (by_days) return {question_.zone.StartOf(DayCutoff({}, bound, delay)).us - period_us};
  return {question_.at.us - period_us + (bound == Bound::kDue ? 1 : 0)};
}

Expr Lowering::After(const End& end, const std::string& role, Bound bound, const Delay& delay) const {
  if (end.clock.is_clock()) return Before(Fact::Kind::kEventBefore, end.name, role, ClockCutoff(end.clock, bound, delay));
  return Before(Fact::Kind::kEventBefore, end.name, role, DayCutoff(end.chain, bound, delay));
}

Expr Lowering::While(const std::string& state, const std::string& role, Bound bound, const Delay& delay) const {
  return Before(Fact::Kind::kStateEnded, state, role, DayCutoff({}, bound, delay));
}

Expr Lowering::Reached(const End& end, const std::string& role, Bound bound, const Delay& delay) const {
  if (end.kind == End::Kind::kAfter) return After(end, role, bound, delay);
  if (end.kind == End::Kind::kWhile) return While(end.name, role, bound, delay);
  std::vector<Expr> parts;
  for (const End& part : end.parts) parts.push_back(Reached(part, role, bound, delay));
  return end.kind == End::Kind::kLatest ? And(std::move(parts)) : Or(std::move(parts));
}

Expr Lowering::Ended(const End& end, const std::string& role, Edge edge, const time::Period& within) const {
  return Reached(end, role, edge == Edge::kDue ? Bound::kDue : Bound::kBroken, {within});
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

// Of an older and a newer term that share the rows, this one binds the row. What has not happened yet, or nobody knows when, is the
// newer's.
Expr Lowering::IsItsSide(const Rule& rule, const std::string& role) const {
  std::vector<Expr> all;
  for (const policy::Split& split : rule.splits) {
    if (question_.zone.DayOf(question_.at) < split.day) continue;
    Expr is_earlier = Before(Fact::Kind::kEventBefore, split.event, role, split.day);
    all.push_back(split.side == policy::Split::Side::kOlder ? is_earlier : Not(is_earlier));
  }
  return And(std::move(all));
}

Expr Lowering::AppliesTo(const Rule& rule, const std::string& role) const {
  if (!InForce(rule)) return expr::False();
  std::vector<Expr> all = {IsItsSide(rule, role)};
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
  std::vector<Expr> some, none_false = {IsItsSide(rule, role)};
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

Expr Lowering::EndedAfter(const Rule& rule, const std::string& role, Edge edge, const time::Period& block) const {
  if (IsUnsettled(rule)) return expr::False();
  if (rule.kind == RuleKind::kFloor) return FloorEnded(rule.end, role);
  // A rule that begins has its whole grace for what was overdue by it already.
  const bool begins = edge == Edge::kBroken && rule.from && question_.zone.DayOf(question_.at) <= time::LastDay(*rule.from, rule.within);
  if (begins) return expr::False();
  const Bound bound = edge == Edge::kDue ? Bound::kDue : Bound::kBroken;
  const Delay delay{rule.within, block};
  std::vector<Expr> any = {Reached(rule.end, role, bound, delay)};
  if (rule.kind == RuleKind::kNeed && rule.consent) any.push_back(While(*rule.consent, role, bound, delay));
  // When it was that the ground was ended nobody asks: it ends use at once, and a block never.
  if (rule.kind == RuleKind::kNeed && block.is_zero()) any.push_back(Named(Fact::Kind::kGroundEnded, rule.activity, role));
  return Or(std::move(any));
}

Expr Lowering::UseEnded(const Rule& rule, const std::string& role, Edge edge) const { return EndedAfter(rule, role, edge, {}); }

// `block for P3Y then erase` is a need in mode `keep` from there on.
Expr Lowering::RuleEnded(const Rule& rule, const std::string& role, Edge edge) const {
  if (rule.then != Then::kBlock) return UseEnded(rule, role, edge);
  return question_.seals && BlocksForAPeriod(rule) ? EndedAfter(rule, role, edge, rule.outcome.block_for) : expr::False();
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

// For every person: a cap has ended use, or some need applies and every one of mode `use` has.
Expr Lowering::OutOfUse(const Binding& binding, Edge edge) const {
  return EveryPresentRole(binding, [&](const std::string& role) {
    std::vector<Expr> some_need, use_ended;
    ForKind(binding, RuleKind::kNeed, [&](const Rule& rule) {
      Expr applies = AppliesTo(rule, role);
      some_need.push_back(applies);
      if (rule.mode == Mode::kUse) use_ended.push_back(Or({Not(applies), UseEnded(rule, role, edge)}));
    });
    use_ended.push_back(Or(std::move(some_need)));
    std::vector<Expr> capped;
    ForKind(binding, RuleKind::kCap, [&](const Rule& rule) { capped.push_back(And({AppliesTo(rule, role), UseEnded(rule, role, edge)})); });
    return Or({Or(std::move(capped)), And(std::move(use_ended))});
  });
}

Expr Lowering::Blocked(const Binding& binding) const {
  return And({OutOfUse(binding, Edge::kDue), Not(Undated(binding)), Not(Gone(binding, Edge::kDue))});
}

Expr Lowering::ShownTooLong(const Binding& binding, const Rule& rule, Edge edge) const {
  if (!question_.seals || !BlocksForAPeriod(rule)) return expr::False();
  Expr binds = AnyRole(binding, [&](const std::string& role) { return And({AppliesTo(rule, role), UseEnded(rule, role, edge)}); });
  return And({Not(Undated(binding)), std::move(binds), OutOfUse(binding, edge)});
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
  const auto last = [&](const Rule& rule) { return LastOf(rule, question_.seals); };
  const auto says = [&](const Rule* rule) { return last(*rule) == then || (rule->kind == RuleKind::kFloor && rule->then == Then::kNone); };
  if (std::all_of(binding.rules.begin(), binding.rules.end(), says)) return expr::True();
  if (std::none_of(binding.rules.begin(), binding.rules.end(), [&](const Rule* rule) { return last(*rule) == then; })) return expr::False();
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
        if (last(*rule) == wanted) any.push_back(binds_with(*rule, role));
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

}  // namespace lofte::grounds
