// The native evaluator: a tree over one row and the rows related to it, in memory.
//
// Means exactly what the printed SQL means in every dialect; tests/agreement compares them on random input. A boolean column that holds a
// number, as in SQLite, is true when it is not 0; one that holds text or bytes is unknown. A value of another storage class than its column
// declares compares as in SQLite: numbers before text before bytes (whoever asks a condition guards against it: fits.h).
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
  // The related rows, borrowed; they live as long as this Row, because a tree can come back to it before it has seen them all.
  virtual std::vector<const Row*> Related(const Hop& hop) const = 0;
  // The truth of a fact, for trees that were not resolved to columns. Default: panics.
  virtual bool Fact(const expr::Fact& fact) const;
};

// Precondition: every column's level is less than the number of rows around it. Panics otherwise.
Tri Evaluate(const Expr& expr, const Row& row);

}  // namespace lofte::expr
