// A bound operand, and the rules of types that it has to keep: which types compare, which have an order, what is a condition.
//
// Each function reports what is wrong at the operand's place. Pure; any thread.
#pragma once

#include <optional>

#include "base/issue.h"
#include "expr/expr.h"
#include "expr/syntax_tree.h"

namespace lofte::expr {

// A side of a comparison. `hop`: the expression reads the row that this link leads to, as level 0. Borrows its syntax.
struct Operand {
  Expr expr;
  std::optional<Hop> hop;
  const Syntax* syntax = nullptr;

  Type type() const { return expr->type; }
};

// Brings a literal to the type of the other side where nothing is lost: text to uuid, integer to real. False after an issue: two types.
bool Unify(Operand& left, Operand& right, Issues& issues);

// Whether values of the operand's type can be compared by `op`.
bool CanCompare(const Operand& operand, Op op, Issues& issues);

// Whether it is true or false (or NULL).
bool IsCondition(const Operand& operand, Issues& issues);

}  // namespace lofte::expr
