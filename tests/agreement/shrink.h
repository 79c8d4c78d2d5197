// What is left of a formula when everything is taken out that a disagreement does not need.
#pragma once

#include <functional>
#include <string>

#include "expr/expr.h"

namespace lofte::tests::agreement {

// A smallest tree, by taking out one node after the other, that still fails. Precondition: `tree` fails.
expr::Expr Shrunk(expr::Expr tree, const std::function<bool(const expr::Expr&)>& fails);

}  // namespace lofte::tests::agreement
