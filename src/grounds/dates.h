// When the ends of a value lie, as moments, from the facts of one row: for explanation, and for what has left its row.
//
// What a value is at some T is asked of the formulas of lower.h and of nothing else. A formula can only turn where the END of a rule is
// reached, or where a rule comes into force or goes out of it; so these moments are found, and the formula is asked at each. Pure.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "grounds/facts.h"

namespace lofte::grounds {

// When an END is reached: the first instant at which it has ended.
struct Reached {
  enum class When { kAt, kNotYet, kUnknown };
  When when = When::kNotYet;
  time::Instant at;  // kAt
};

// Of use; or of the block that follows, which is the same where the rule does not block.
enum class Of { kUse, kBlock };
// Of a need or a cap at an edge (the rule's `within` counts at kBroken); a floor has one edge. The consent of a need counts as its END.
Reached EndOf(const policy::Rule& rule, const std::string& role, const Facts& facts, Edge edge, const Question& calendar, Of of = Of::kUse);

// Every instant at which something about the value can turn, in order, without repeats: both edges of every rule for every person, first
// and last days of rules. `calendar.at` is not read.
std::vector<time::Instant> TurningPoints(const Binding& binding, const Facts& facts, const Question& calendar);

// `formula` of a Lowering: `[&](const Lowering& at) { return at.Gone(binding, Edge::kDue); }`
using FormulaAt = std::function<expr::Expr(const Lowering&)>;

// `points`: the turning points of all values that the formula is about, in order.
//
// The first instant from `question.at` on at which the formula is true of these facts; nullopt: it never becomes so by these rules.
std::optional<time::Instant> FirstTrue(const FormulaAt& formula, const std::vector<time::Instant>& points, const Facts& facts,
                                       const Question& question);
// Since when it has been true without a break; nullopt: it is not true at `question.at`, or was so before any rule could turn.
std::optional<time::Instant> TrueSince(const FormulaAt& formula, const std::vector<time::Instant>& points, const Facts& facts,
                                       const Question& question);

}  // namespace lofte::grounds
