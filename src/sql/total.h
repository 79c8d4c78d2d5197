// Whether a condition can be NULL.
#pragma once

#include "expr/expr.h"

namespace lofte::sql {

// True only for trees that are never NULL, whatever the row holds.
bool IsTotal(const expr::Expr& expr);

}  // namespace lofte::sql
