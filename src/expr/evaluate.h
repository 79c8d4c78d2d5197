// The native evaluator: a tree over one row and the rows related to it, in memory.
//
// Means exactly what the printed SQL means in every dialect; tests/agreement compares them on random input.
#pragma once

#include <string_view>
#include <vector>

#include "expr/expr.h"

namespace lofte::expr {

// A row as the evaluator sees it. Implementations are read only by one thread at a time.
class Row {
 public:
  virtual ~Row() = default;
  // The value of a column; Null when it is NULL. Precondition: the column exists (bound trees only name those that do).
  virtual Value Column(std::string_view name) const = 0;
  // The related rows, borrowed until the next call on this Row.
  virtual std::vector<const Row*> Related(const Hop& hop) const = 0;
  // The truth of a fact, for trees that were not resolved to columns. Default: panics.
  virtual bool Fact(const Fact& fact) const;
};

Tri Evaluate(const Expr& expr, const Row& row);

}  // namespace lofte::expr
