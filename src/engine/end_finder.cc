#include "engine/end_finder.h"

#include <algorithm>

#include "base/words.h"

namespace lofte::engine {

using grounds::Edge;
using grounds::Lowering;

namespace {

constexpr std::size_t kMostFormulas = 20'000;

bool IsTrue(const expr::Expr& formula, const grounds::Facts& facts) { return expr::Evaluate(formula, facts) == expr::Tri::kTrue; }

}  // namespace

const expr::Expr& EndFinder::FormulaAt(Asked asked, time::Instant at) {
  if (formulas_.size() > kMostFormulas) formulas_.clear();
  const auto known = formulas_.find({asked, at.us});
  if (known != formulas_.end()) return known->second;
  grounds::Question question = question_;
  question.at = at;
  expr::Expr formula = Lowering(question).GoneButForHolds(binding_, asked == Asked::kDue ? Edge::kDue : Edge::kBroken);
  return formulas_.emplace(std::pair(asked, at.us), std::move(formula)).first->second;
}

std::optional<time::Instant> EndFinder::First(Asked asked, const std::vector<time::Instant>& points, const grounds::Facts& facts) {
  if (IsTrue(FormulaAt(asked, question_.at), facts)) return question_.at;
  for (const time::Instant point : points)
    if (point > question_.at && IsTrue(FormulaAt(asked, point), facts)) return point;
  return std::nullopt;
}

// A sweep comes once a day: what ends within a day is due on the next.
time::Day EndFinder::DayFrom(time::Instant at) const {
  const time::Day day = question_.zone.DayOf(at);
  return question_.zone.StartOf(day) == at || at == question_.at ? day : time::Day{day.number + 1};
}

SealedEnds EndFinder::Find(const grounds::Facts& facts) {
  SealedEnds ends;
  const Lowering now(question_);
  for (const policy::Rule* rule : binding_.rules)
    if (IsTrue(now.Applies(binding_, *rule), facts)) AddEachOnce(ends.examined_by, rule->promises);
  ends.is_undated = IsTrue(now.Undated(binding_), facts);
  if (ends.is_undated) return ends;
  const std::vector<time::Instant> points = grounds::TurningPoints(binding_, facts, question_);
  if (const auto due = First(Asked::kDue, points, facts)) ends.due = DayFrom(*due);
  const std::optional<time::Instant> late = First(Asked::kBroken, points, facts);
  if (!late) return ends;
  ends.late = DayFrom(*late);
  ends.last_sweep = time::Day{question_.zone.DayOf(*late).number - 1};
  grounds::Question asked = question_;
  asked.at = *late;
  for (const policy::Rule* rule : binding_.rules)
    if (IsTrue(Lowering(asked).ChargedButForHolds(binding_, *rule, Edge::kBroken), facts)) AddEachOnce(ends.charged, rule->promises);
  return ends;
}

}  // namespace lofte::engine
