// Faults to seed into the evaluators, each of which the comparison must catch.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "agreement/answers.h"
#include "expr/expr.h"

namespace lofte::tests::agreement {

struct TreeFault {
  std::string name;
  // Of one node whose operands have been changed already; the same node when the fault is not about it.
  std::function<expr::Expr(const expr::Expr&)> change;
};
// In the native evaluator: one that reads a node as another answers what this one does of a tree in which that node is the other, and so it
// is tried: the tree that it is given is changed. (What it is compared with has the tree as it was.)
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

// In what a sweep seals and counts: one that reads a policy or a map as another does with this one what it should do with the other, and so
// it is tried: what was read is changed, before it is bound.
struct SweepFault {
  std::string name;
  std::function<void(BoundCase&)> change;
};
const std::vector<SweepFault>& SweepFaults();

}  // namespace lofte::tests::agreement
