// One value of a row, weighed: sections 2 to 4 of docs/design/0001-grounds.md. Part of the naive reference.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "agreement/reference.h"
#include "agreement/reference_ends.h"

namespace lofte::tests::agreement {

// An open row of Løfte's own table says so of the person.
bool HasState(const Subject& subject, const std::vector<std::string>& states, const std::string& purpose);
// Of a rule that binds the person's value.
Ends RuleEnds(const Subject& subject, const Rule& rule);

enum class Edge { kDue, kBroken };

struct Applying {
  const Rule* rule;
  std::size_t index;
  Ends ends;
  std::int64_t At(Edge edge) const {
    if (rule->kind == Kind::kFloor) return ends.over;
    return edge == Edge::kDue ? ends.due : ends.broken;
  }
  std::int64_t UseAt(Edge edge) const { return edge == Edge::kDue ? ends.use_due : ends.use_broken; }
};

// One person of a value, with the rules that apply.
class Weighed {
 public:
  Weighed(const Subject& subject, const Field& field);

  bool is_undated() const { return is_undated_; }
  bool is_held() const { return is_held_; }
  bool MayApply(std::size_t rule) const { return std::find(may_apply_.begin(), may_apply_.end(), rule) != may_apply_.end(); }

  bool Gone(Edge edge, bool with_holds) const {
    const std::int64_t until = std::max(std::min(LastNeed(edge), FirstCap(edge)), LastFloor());
    return until <= at_ && !(with_holds && is_held_);
  }
  bool OutOfUse(Edge edge) const { return std::min(LastUse(edge), FirstCapOnUse(edge)) <= at_; }
  bool HasToBlock(std::size_t index) const {
    const Applying* rule = Find(index);
    return rule != nullptr && rule->rule->blocks && rule->UseAt(Edge::kBroken) <= at_;
  }
  bool Unclaimed() const { return !HasNeed() && FirstCap(Edge::kDue) > at_; }

  bool Charged(std::size_t index, Edge edge) const {
    const Applying* charged = Find(index);
    if (charged == nullptr || charged->rule->kind == Kind::kFloor) return false;
    if (charged->rule->kind == Kind::kCap) return charged->At(edge) <= at_;
    const bool some_keep =
        std::any_of(rules_.begin(), rules_.end(), [](const Applying& each) { return each.rule->kind == Kind::kNeedKeep; });
    return LastNeed(edge) <= at_ && (charged->rule->kind == Kind::kNeedKeep || !some_keep);
  }

  // Section 3: the strongest among the ended rules that bind.
  Then Strongest() const {
    Then strongest = Then::kNone;
    for (const Applying& each : rules_)
      if (Binds(each) && !Yields(each)) strongest = std::max(strongest, each.rule->then);
    return strongest;
  }

 private:
  bool HasNeed() const {
    return std::any_of(rules_.begin(), rules_.end(), [](const Applying& each) { return each.rule->is_need(); });
  }
  // max(needs). Without a need: never ended, for no need is not gone at once.
  std::int64_t LastNeed(Edge edge) const {
    if (!HasNeed()) return kNever;
    std::int64_t last = kAlways;
    for (const Applying& each : rules_)
      if (each.rule->is_need()) last = std::max(last, each.At(edge));
    return last;
  }
  // Of those in mode `use`.
  std::int64_t LastUse(Edge edge) const {
    if (!HasNeed()) return kNever;
    std::int64_t last = kAlways;
    for (const Applying& each : rules_)
      if (each.rule->kind == Kind::kNeedUse) last = std::max(last, each.UseAt(edge));
    return last;
  }
  std::int64_t FirstCapOnUse(Edge edge) const {
    std::int64_t first = kNever;
    for (const Applying& each : rules_)
      if (each.rule->kind == Kind::kCap) first = std::min(first, each.UseAt(edge));
    return first;
  }
  std::int64_t FirstCap(Edge edge) const {
    std::int64_t first = kNever;
    for (const Applying& each : rules_)
      if (each.rule->kind == Kind::kCap) first = std::min(first, each.At(edge));
    return first;
  }
  std::int64_t LastFloor() const {
    std::int64_t last = kAlways;
    for (const Applying& each : rules_)
      if (each.rule->kind == Kind::kFloor) last = std::max(last, each.ends.over);
    return last;
  }
  const Applying* Find(std::size_t index) const {
    for (const Applying& each : rules_)
      if (each.index == index) return &each;
    return nullptr;
  }
  // The caps that have ended, all needs if every one has, and floors with a `then`.
  bool Binds(const Applying& each) const {
    if (each.rule->is_need()) return LastNeed(Edge::kDue) <= at_;
    return each.rule->then != Then::kNone && each.At(Edge::kDue) <= at_;
  }
  bool Yields(const Applying& each) const {
    if (each.rule->yields_to.empty()) return false;
    return std::any_of(rules_.begin(), rules_.end(), [&](const Applying& other) {
      return &other != &each && other.rule->promise == each.rule->yields_to && Binds(other);
    });
  }

  std::int64_t at_;
  std::vector<Applying> rules_;
  std::vector<std::size_t> may_apply_;
  bool is_undated_ = false;
  bool is_held_ = false;
};

// A value with all its persons.
class WeighedValue {
 public:
  // `states_at`: when it is asked who is held and whose grounds have ended; by default at the T of all other questions.
  WeighedValue(const Scenario& scenario, const Stored& stored, const Cells& row, const Field& field,
               std::optional<time::Instant> states_at = std::nullopt);

  bool Undated() const { return is_undated_; }
  bool AboutNobody() const { return persons_.empty() && unknown_.empty(); }
  bool Gone(Edge edge, bool with_holds = true) const {
    return !is_undated_ && !persons_.empty() && Every([&](const Weighed& person) { return person.Gone(edge, with_holds); });
  }
  bool IsAnybodyHeld() const {
    return Some([](const Weighed& person) { return person.is_held(); });
  }
  bool Held() const { return IsAnybodyHeld() && Gone(Edge::kDue, false); }
  bool Blocked() const {
    return !is_undated_ && !Gone(Edge::kDue) && !persons_.empty() &&
           Every([](const Weighed& person) { return person.OutOfUse(Edge::kDue); });
  }
  bool Sealed(const Scenario& scenario) const { return scenario.seals && Blocked(); }
  bool Shown(const Scenario& scenario, std::size_t rule) const {
    return scenario.seals && !is_undated_ && Some([&](const Weighed& person) { return person.HasToBlock(rule); }) &&
           Every([](const Weighed& person) { return person.OutOfUse(Edge::kBroken); });
  }
  bool Unclaimed() const {
    return !is_undated_ && Some([](const Weighed& person) { return person.Unclaimed(); });
  }
  bool EndsIn(Then then) const {
    Then strongest = Then::kNone;
    for (const Weighed& person : persons_) strongest = std::max(strongest, person.Strongest());
    return Gone(Edge::kDue) && strongest == then;
  }
  // Where the map says by what, and the policy in cells of how many.
  bool Counted(const Scenario& scenario) const { return scenario.cells && scenario.least_cell > 0 && EndsIn(Then::kAggregate); }
  // To an unknown person too, as far as the row can tell: on the promises of such a rule the row counts as undated.
  bool Applies(std::size_t rule) const {
    const auto may_apply = [&](const Weighed& person) { return person.MayApply(rule); };
    return Some(may_apply) || std::any_of(unknown_.begin(), unknown_.end(), may_apply);
  }
  bool Charged(std::size_t rule, Edge edge, bool with_holds = true) const {
    return Gone(edge, with_holds) && Some([&](const Weighed& person) { return person.Charged(rule, edge); });
  }

 private:
  template <typename F>
  bool Every(const F& of) const {
    return std::all_of(persons_.begin(), persons_.end(), of);
  }
  template <typename F>
  bool Some(const F& of) const {
    return std::any_of(persons_.begin(), persons_.end(), of);
  }

  std::vector<Weighed> persons_;
  std::vector<Weighed> unknown_;  // there is somebody, and nobody knows who
  bool is_undated_ = false;
};

}  // namespace lofte::tests::agreement
