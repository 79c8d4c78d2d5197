// Merges conditions over the same related row, so that a predicate looks each row up once.
//
// For a unique hop h and total conditions: R(h,a) and R(h,b) = R(h, a and b); R(h,a) and not R(h,b) = R(h, a and not b);
// not R(h,a) and not R(h,b) = not R(h, a or b); and the duals for `or`. A condition that may be NULL is read as `is true`, which is what R does.
#include <algorithm>

#include "sql/print.h"
#include "sql/total.h"

namespace lofte::sql {

using expr::Expr;
using expr::Op;

namespace {

Expr Totalled(const Expr& expr) { return IsTotal(expr) ? expr : expr::IsTrue(expr); }

const expr::Node* UniqueRelated(const Expr& expr) {
  const Expr& inner = expr->op == Op::kNot ? expr->operands[0] : expr;
  return inner->op == Op::kRelated && inner->hop.unique ? inner.get() : nullptr;
}

struct Gathered {
  expr::Hop hop;
  std::vector<Expr> positive, negative;  // bodies of R and of not R
  std::size_t count() const { return positive.size() + negative.size(); }
};

Expr MergeAll(const Expr& expr);

// The conjunction (of_and) or disjunction of everything gathered about one hop.
Expr Merge(const Gathered& gathered, bool of_and) {
  std::vector<Expr> positive, negative;
  for (const Expr& body : gathered.positive) positive.push_back(Totalled(body));
  for (const Expr& body : gathered.negative) negative.push_back(Totalled(body));
  const auto related = [&](Expr body) { return expr::Related(gathered.hop, MergeAll(body)); };
  if (of_and) {
    if (positive.empty()) return expr::Not(related(expr::Or(std::move(negative))));
    for (const Expr& body : negative) positive.push_back(expr::Not(body));
    return related(expr::And(std::move(positive)));
  }
  if (negative.empty()) return related(expr::Or(std::move(positive)));
  // a or not b = not (b and not a)
  for (const Expr& body : positive) negative.push_back(expr::Not(body));
  return expr::Not(related(expr::And(std::move(negative))));
}

int Cost(const Expr& expr) {
  if (expr->op == Op::kRelated) return 2;
  int cost = expr->op == Op::kWellFormed ? 1 : 0;
  for (const Expr& operand : expr->operands) cost = std::max(cost, Cost(operand));
  return cost;
}

std::vector<Expr> MergeOperands(const std::vector<Expr>& operands, bool of_and) {
  std::vector<Expr> rest;
  std::vector<Gathered> hops;
  for (const Expr& operand : operands) {
    const expr::Node* related = UniqueRelated(operand);
    if (related == nullptr) {
      rest.push_back(operand);
      continue;
    }
    auto known = std::find_if(hops.begin(), hops.end(), [&](const Gathered& g) { return g.hop == related->hop; });
    if (known == hops.end()) known = hops.insert(hops.end(), Gathered{related->hop, {}, {}});
    (operand->op == Op::kNot ? known->negative : known->positive).push_back(related->operands[0]);
  }
  for (const Gathered& gathered : hops) {
    if (gathered.count() > 1) {
      rest.push_back(Merge(gathered, of_and));
    } else if (gathered.positive.empty()) {
      rest.push_back(expr::Not(expr::Related(gathered.hop, gathered.negative[0])));
    } else {
      rest.push_back(expr::Related(gathered.hop, gathered.positive[0]));
    }
  }
  std::stable_sort(rest.begin(), rest.end(), [](const Expr& a, const Expr& b) { return Cost(a) < Cost(b); });
  return rest;
}

}  // namespace

bool IsTotal(const Expr& expr) {
  switch (expr->op) {
    case Op::kLiteral: return !expr::IsNull(expr->literal);
    case Op::kIsNull:
    case Op::kIsTrue:
    case Op::kIsFalse:
    case Op::kWellFormed:
    case Op::kRelated: return true;
    case Op::kAnd:
    case Op::kOr:
    case Op::kNot: return std::all_of(expr->operands.begin(), expr->operands.end(), IsTotal);
    default: return false;
  }
}

namespace {

Expr MergeAll(const Expr& expr) {
  if (expr->operands.empty()) return expr;
  std::vector<Expr> operands;
  for (const Expr& operand : expr->operands) operands.push_back(MergeAll(operand));
  if (expr->op == Op::kAnd) return expr::And(MergeOperands(operands, true));
  if (expr->op == Op::kOr) return expr::Or(MergeOperands(operands, false));
  return expr::Rebuild(*expr, std::move(operands));
}

}  // namespace

// Simplifying uncovers hops to merge, and merging uncovers what to simplify.
Expr Tidy(const Expr& expr) { return Simplify(MergeAll(Simplify(expr))); }

}  // namespace lofte::sql
