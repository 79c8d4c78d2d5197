// Comparisons of a column with a literal, and what two literals say of each other. Pure; any thread.
#pragma once

#include <optional>

#include "expr/expr.h"

namespace lofte::sql {

// Whether `compare` orders a column by a literal: then the literal, else nullptr.
const expr::Value* Bound(const expr::Node& compare);

// Whether `compare` asks if a column equals a literal: then the literal, else nullptr.
const expr::Value* EqualTo(const expr::Node& compare);

// Nothing is equal to both.
bool ExcludeEachOther(const expr::Value& a, const expr::Value& b);

// TRUE of no value of another type: numbers come before all others, and only they have a truth.
bool SaysItFits(const expr::Node& compare);

// Only values of one kind are ordered; of two kinds nothing is said.
std::optional<bool> LessOrEqual(const expr::Value& a, const expr::Value& b);

// That it is so is known.
inline bool Surely(const std::optional<bool>& truth) { return truth.value_or(false); }

// Never NULL.
bool IsTotal(expr::Op op);

}  // namespace lofte::sql
