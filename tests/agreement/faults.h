// Faults to seed into the evaluators, each of which the comparison must catch.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "expr/expr.h"

namespace lofte::tests::agreement {

struct TreeFault {
  std::string name;
  // Of one node whose operands have been changed already; the same node when the fault is not about it.
  std::function<expr::Expr(const expr::Expr&)> change;
};
// In the native evaluator, as a change of the tree that it is given.
const std::vector<TreeFault>& TreeFaults();
expr::Expr WithFault(const expr::Expr& tree, const TreeFault& fault);

// In the printed SQL. The result must still run.
struct TextFault {
  enum class In { kSqliteBatch, kSqliteSet, kPostgresBatch, kPostgresSet };
  std::string name;
  In in;
  std::function<std::string(const std::string&)> change;
};
const std::vector<TextFault>& TextFaults();

}  // namespace lofte::tests::agreement
