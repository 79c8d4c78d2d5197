// Values that are not of their column's type. SQLite keeps such: '' in an INTEGER column, 'true' in a BOOLEAN one, bytes in a TEXT.
//
// Compared as they are they have an answer, and a wrong one: 'n/a' is greater than every number. So where types are not kept, whoever asks
// a condition of a row also asks whether all that it reads fits. Pure; any thread.
#pragma once

#include "expr/expr.h"

namespace lofte::expr {

// Whether `value` is NULL or can stand for one of `type`: any number for a boolean, an integer or a real.
bool Fits(const Value& value, Type type);

// Some value that `condition` reads is not of its column's type. Total; over the same row; of the size of `condition` at most. A test for
// NULL reads no value: what does not fit is there all the same.
Expr Misfits(const Expr& condition);

}  // namespace lofte::expr
