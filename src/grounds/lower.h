// From rules and a time to formulas over facts: docs/design/0001-grounds.md, sections 1 to 4.
//
// A formula is total and two-valued; its leaves are expr::Fact. `datamap` puts columns in their place, and the one tree is then evaluated
// natively and printed as SQL. Pure; used by one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "expr/expr.h"
#include "policy/policy.h"
#include "time/zone.h"

namespace lofte::grounds {

// The time of the question and the calendar of the controller.
struct Question {
  time::Instant at;
  time::Zone zone = time::Zone::Utc();
  time::YearEnd year_end;
  // What is blocked is sealed here (docs/design/0004-sealed-copies.md), so that a block is carried out and ends after its period. Where it
  // is not, a rule that blocks never ends.
  bool seals = false;
};

// What the rules have in common that bind the values of one field group: whose the values are, and which rules name their category.
struct Binding {
  std::vector<std::string> roles;          // the persons of the value; never empty
  std::vector<const policy::Rule*> rules;  // borrowed
};

// Which edge of a rule a formula reads (section 1): the day on which it is due, or the day after its grace (`within`).
enum class Edge { kDue, kBroken };

// The rule blocks for a period that the policy names, and that is carried out where values are sealed.
bool BlocksForAPeriod(const policy::Rule& rule);
// What happens in the end by this rule: of a block that is carried out, what follows it.
policy::Then LastOf(const policy::Rule& rule, bool seals);

// The one event or state that a leaf of an END reads, for `oldest due` and `since`.
struct Leaf {
  std::string name;
  bool is_state = false;
  time::Chain chain;   // from the day of the event (of a state: its end) to the last day
  time::Period clock;  // a period under a day
};

class Lowering {
 public:
  explicit Lowering(Question question) : question_(std::move(question)) {}
  const Question& question() const { return question_; }

  // Some rule that applies reads an unknown fact, or it is unknown whether one applies.
  expr::Expr Undated(const Binding& binding) const;
  // No ground stands and nothing is unknown. With Edge::kBroken: and every grace is over, so a promise is broken.
  expr::Expr Gone(const Binding& binding, Edge edge) const;
  // As Gone, had no person a hold or a restriction. Includes Gone and Held; asks nothing of Løfte's own tables but ended grounds.
  expr::Expr GoneButForHolds(const Binding& binding, Edge edge) const;
  // GoneButForHolds at kDue, and somebody has a hold or a restriction.
  expr::Expr Held(const Binding& binding) const;
  // Only `keep` grounds stand, or a cap has ended under a floor.
  expr::Expr Blocked(const Binding& binding) const;
  // The rule blocks, blocks are carried out, and the value has to be out of use. At kBroken every grace is over in which it could be taken
  // out: whoever still sees it breaks a promise.
  expr::Expr ShownTooLong(const Binding& binding, const policy::Rule& rule, Edge edge) const;
  // There is no person of it, known or not: the value is anonymous.
  expr::Expr AboutNobody(const Binding& binding) const;
  // The rules have nothing to say: no need applies and no cap has ended, for some person.
  expr::Expr Unclaimed(const Binding& binding) const;
  // The strongest `then` of the ended rules that bind is `then`: kErase, kAggregate or kAnonymise. Only meaningful where Gone at kDue is
  // true.
  expr::Expr EndsWith(const Binding& binding, policy::Then then) const;
  // The rule applies to the value, or may apply, for some person of it, who may be unknown.
  expr::Expr Applies(const Binding& binding, const policy::Rule& rule) const;
  // The value is broken and this rule is charged with it (section 4). With kDue: the rule that makes it go.
  expr::Expr Charged(const Binding& binding, const policy::Rule& rule, Edge edge) const;
  // As Charged, of a value that is gone at that edge.
  expr::Expr ChargedIfGone(const Binding& binding, const policy::Rule& rule, Edge edge) const;
  // As Charged, had no person a hold or a restriction.
  expr::Expr ChargedButForHolds(const Binding& binding, const policy::Rule& rule, Edge edge) const;
  // `from:` of the rule has come, and no newer one is in force instead.
  bool InForce(const policy::Rule& rule) const;

  // The END has ended for the person in `role`, at the given edge (needs and caps) or as a floor.
  expr::Expr Ended(const policy::End& end, const std::string& role, Edge edge, const time::Period& within) const;
  expr::Expr FloorEnded(const policy::End& end, const std::string& role) const;
  expr::Expr EndUnknown(const policy::End& end, const std::string& role) const;

 private:
  enum class Bound { kDue, kBroken, kFloor };
  // What comes after an END: the period of a block, and then, where it is asked whether a promise is broken, the grace.
  struct Delay {
    time::Period within, block = {};
  };
  expr::Expr Reached(const policy::End& end, const std::string& role, Bound bound, const Delay& delay) const;
  expr::Expr After(const policy::End& end, const std::string& role, Bound bound, const Delay& delay) const;
  expr::Expr While(const std::string& state, const std::string& role, Bound bound, const Delay& delay) const;
  time::Instant ClockCutoff(const time::Period& clock, Bound bound, const Delay& delay) const;
  time::Day DayCutoff(time::Chain chain, Bound bound, const Delay& delay) const;

  // Something of the rule ends that is not carried out yet: nothing follows from it.
  bool IsUnsettled(const policy::Rule& rule) const;

  // For one person.
  expr::Expr IsItsSide(const policy::Rule& rule, const std::string& role) const;
  expr::Expr AppliesTo(const policy::Rule& rule, const std::string& role) const;
  expr::Expr AppliesUnknown(const policy::Rule& rule, const std::string& role) const;
  // Use has ended; RuleEnded: and so has the ground, which a block leaves standing.
  expr::Expr EndedAfter(const policy::Rule& rule, const std::string& role, Edge edge, const time::Period& block) const;
  expr::Expr OutOfUse(const Binding& binding, Edge edge) const;
  expr::Expr UseEnded(const policy::Rule& rule, const std::string& role, Edge edge) const;
  expr::Expr RuleEnded(const policy::Rule& rule, const std::string& role, Edge edge) const;
  expr::Expr RuleUnknown(const policy::Rule& rule, const std::string& role) const;
  expr::Expr NeedsEnded(const Binding& binding, const std::string& role, Edge edge) const;
  expr::Expr Capped(const Binding& binding, const std::string& role, Edge edge) const;
  expr::Expr FloorsEnded(const Binding& binding, const std::string& role) const;
  expr::Expr PersonGone(const Binding& binding, const std::string& role, Edge edge) const;
  expr::Expr Binds(const Binding& binding, const policy::Rule& rule, const std::string& role, Edge edge) const;
  expr::Expr AnyHeld(const Binding& binding) const;

  Question question_;
};

// The leaves of an END of which any one ends it: the END itself, or the parts of `earliest`. Empty when the END contains `latest`: then the
// date on which it ended cannot be read off one column.
std::vector<Leaf> AlternativeLeaves(const policy::Rule& rule);
// The first civil day on which a rule with this leaf is due, for an event on `day`. (A period under a day counts from the moment and not
// from its day: that is not for these two.)
time::Day DueDay(const Leaf& leaf, time::Day day, time::YearEnd year_end);
// The first civil day on which it is broken.
time::Day BrokenDay(const Leaf& leaf, const time::Period& within, time::Day day, time::YearEnd year_end);

// The names an END reads, for checks: events and states.
void CollectNames(const policy::End& end, std::vector<std::string>& events, std::vector<std::string>& states);

}  // namespace lofte::grounds
