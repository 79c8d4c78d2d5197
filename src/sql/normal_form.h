// Negation normal form: a condition as `and` and `or` over literals, in which a NULL is as good as false.
//
// SQL's logic has three values, and a simplification that is right in two of them can be wrong in three: `x and f(x)` is not `x and
// f(true)` below a NOT when x is NULL. So a condition is first asked the two-valued question, `is it true?`, and the question is pushed
// down to the leaves, where it becomes one of: is true, is false, is not true, is not false. What is left has no NOT above a leaf, so NULL
// and FALSE lead to the same rows. Pure; any thread.
#pragma once

#include <unordered_map>

#include "expr/expr.h"

namespace lofte::sql {

enum class Asks { kTrue, kFalse, kNotTrue, kNotFalse };

// A tree that is TRUE exactly when `expr` is as asked, and FALSE or NULL otherwise. Literals are comparisons, columns, IN, STARTS WITH, IS
// NULL of a column, well-formed, fits, related, their NOT, and NOT (.. IS TRUE), NOT (.. IS FALSE).
expr::Expr Normalise(const expr::Expr& expr, Asks asks);

// The same for conditions that share parts: each part is normalised once, and what was one part is one part of the results. Keeps them.
// One thread.
class Normaliser {
 public:
  expr::Expr Of(const expr::Expr& expr, Asks asks);

 private:
  expr::Expr Make(const expr::Expr& expr, Asks asks);
  expr::Expr OfAll(const expr::Expr& expr, Asks asks, bool conjunction);
  expr::Expr OfIsNull(const expr::Expr& operand, Asks asks);

  struct Known {
    expr::Expr expr, normal;
  };
  std::unordered_map<const expr::Node*, Known> known_[4];  // by what is asked
};

}  // namespace lofte::sql
