// The typed expression tree: one tree, evaluated natively (evaluate.h) and printed as SQL (module sql).
//
// Trees are immutable and shared. Build them with the functions below, which fold constants. Any thread.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "expr/codec.h"
#include "expr/fact.h"
#include "expr/value.h"

namespace lofte::expr {

// A table of a store. `schema` empty: the store's default schema.
struct TableName {
  std::string store;
  std::string schema;
  std::string table;
  auto operator<=>(const TableName&) const = default;
};
// `store.table` or `store.schema.table`; a part with a dot or a double quote in it stands in double quotes, doubled within.
std::string Format(const TableName& name);

// A way from a row to related rows: all rows of `target` whose columns equal those of the row, and whose `fixed` columns have these values.
// `unique`: at most one such row. `is_set`: the target is named keys of rows (sql::Set). It starts at the innermost row in scope, wherever
// it stands in a tree.
struct Hop {
  TableName target;
  std::vector<std::pair<std::string, std::string>> on;  // (column of the row, column of the target)
  std::vector<std::pair<std::string, Value>> fixed;     // (column of the target, value); text or integer
  bool unique = false;
  bool is_set = false;
  bool operator==(const Hop&) const = default;
};

// A column at the end of hops, as a scalar; NULL where a row is missing. The hops are unique, but the last may lead to many rows: then it
// is the least or greatest value in any of them or, where it is named, in `kept_in` of the row that they hang on. NULL counts as no value.
struct Path {
  enum class Of { kOne, kLeast, kGreatest };
  std::vector<Hop> hops;
  std::string column;
  Of of = Of::kOne;
  std::string kept_in = {};
  bool operator==(const Path&) const = default;
};

// A column of the row in scope. level 0: the innermost row, 1: the row of the enclosing kRelated, and so on.
struct ColumnRef {
  int level = 0;
  std::string name;
  Type type = Type::kOther;
  bool nullable = true;  // false: the schema promises that it is never NULL, and the row exists
  bool as_text = false;  // PostgreSQL: read as the text that the database makes of it, for types without an equality
  bool operator==(const ColumnRef&) const = default;
};

enum class Op {
  kLiteral,  // literal
  kColumn,   // column
  kFact,     // fact: boolean, total; must be replaced before printing
  kEq,
  kNe,
  kLt,
  kLe,
  kGt,
  kGe,  // two operands of one type; NULL if either is
  kIn,  // first operand in the others (literals)
  kAnd,
  kOr,  // any number of operands, three-valued
  kNot,
  kIsNull,      // total
  kIsTrue,      // total: true only of TRUE
  kIsFalse,     // total: true only of FALSE
  kStartsWith,  // text column, text literal; NULL if the column is
  kErasedKey,   // text column, then the columns of a key: it holds the erased form of that key (erased_key.h); NULL if one of them is
  kWellFormed,  // operand is a column; total: it holds a value that `codec` can read (format and calendar; not the plausible range)
  kFits,        // operand is a column; total: it is NULL or holds a value of the column's type, in a store that keeps others too (fits.h)
  kRelated,     // hop, one boolean operand: some related row makes it true; total
};

struct Node;
using Expr = std::shared_ptr<const Node>;

struct Node {
  Op op = Op::kLiteral;
  Type type = Type::kBool;
  Value literal;
  ColumnRef column;
  Fact fact;
  Hop hop;
  Codec codec;
  std::vector<Expr> operands;
};

Expr Literal(Value value, Type type);
Expr True();
Expr False();
Expr Column(ColumnRef column);
Expr FactOf(Fact fact);
Expr Compare(Op op, Expr left, Expr right);
Expr In(Expr needle, std::vector<Expr> literals);
// And and Or drop neutral operands, flatten their own kind, and fold to a constant where one decides. Not folds constants and double Nots.
// (Sound in three-valued logic: FALSE decides And, TRUE decides Or, whatever the others are.) Tests of what is never NULL fold too:
// IsTrue(IsNull(x)) is IsNull(x); but not around a fact, so that a wrapper stays until something total has taken the fact's place. A
// boolean literal of a number is a boolean, In of nothing is FALSE, Related of what is never true is FALSE.
Expr And(std::vector<Expr> operands);
Expr Or(std::vector<Expr> operands);
Expr Not(Expr operand);
Expr IsNull(Expr operand);
Expr IsTrue(Expr operand);
Expr IsFalse(Expr operand);
Expr StartsWith(Expr column, std::string prefix);
Expr IsErasedKey(Expr column, std::vector<Expr> key);
Expr WellFormed(Expr column, Codec codec);
Expr Fits(Expr column);
Expr Related(Hop hop, Expr body);

bool IsTrueLiteral(const Expr& expr);
bool IsFalseLiteral(const Expr& expr);

// A readable form in the language's own syntax, for golden files and explanations. Facts print as `before(chat.sent, 2026-08-23)`.
std::string Format(const Expr& expr);

// The tree with every leaf for which `replace` returns non-null replaced; inner nodes are rebuilt with the functions above. `replace` is
// asked about kFact and kColumn leaves, with the number of kRelated nodes above them.
template <typename F>
Expr Substitute(const Expr& expr, const F& replace, int level = 0);

// Rebuilds `node` over new operands, folding as the builders do.
Expr Rebuild(const Node& node, std::vector<Expr> operands);

template <typename F>
Expr Substitute(const Expr& expr, const F& replace, int level) {
  if (expr->op == Op::kFact || expr->op == Op::kColumn) {
    Expr replaced = replace(*expr, level);
    return replaced ? replaced : expr;
  }
  if (expr->operands.empty()) return expr;
  std::vector<Expr> operands;
  operands.reserve(expr->operands.size());
  bool changed = false;
  for (const Expr& operand : expr->operands) {
    operands.push_back(Substitute(operand, replace, level + (expr->op == Op::kRelated ? 1 : 0)));
    changed = changed || operands.back() != operand;
  }
  return changed ? Rebuild(*expr, std::move(operands)) : expr;
}

}  // namespace lofte::expr
