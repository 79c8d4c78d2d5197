// How two values compare: the one definition behind the evaluator, constant folding and the plausible range.
//
// NULL makes every comparison unknown. Values of one type compare as SQL has it: text and bytes by bytes, a boolean as false < true, NaN
// equal to itself and above every number (PostgreSQL; SQLite stores none). Where a dynamic store holds another type than its column
// declares, numbers sort before text and text before bytes (SQLite's storage classes). Pure; any thread.
#pragma once

#include <compare>

#include "expr/expr.h"

namespace lofte::expr {

// Total order over non-NULL values. Precondition: neither is NULL.
std::weak_ordering Order(const Value& a, const Value& b);

// The truth of a value that stands where a boolean is wanted. SQLite stores booleans as numbers: true is not 0. What is no boolean at all
// is unknown.
Tri TruthOf(const Value& value);

// `a op b` for kEq .. kGe, where both sides are of `type`: booleans compare by truth.
Tri CompareValues(Op op, const Value& a, const Value& b, Type type);

// Whether `text` begins with the bytes of `prefix`: unknown for NULL, false for what is no text.
Tri StartsWithValue(const Value& text, const Value& prefix);

// The value of a truth: a boolean, or NULL.
Value ValueOf(Tri truth);

}  // namespace lofte::expr
