#include "agreement/shrink.h"

#include <vector>

namespace lofte::tests::agreement {

using expr::Expr;
using expr::Op;

namespace {

// All trees that have one node less of something.
void Smaller(const Expr& tree, const std::function<void(Expr)>& emit) {
  if (tree->op == Op::kColumn || tree->op == Op::kLiteral) return;
  emit(expr::True());
  emit(expr::False());
  const bool is_connective =
      tree->op == Op::kAnd || tree->op == Op::kOr || tree->op == Op::kNot || tree->op == Op::kIsTrue || tree->op == Op::kIsFalse;
  for (std::size_t i = 0; i < tree->operands.size(); ++i) {
    if (is_connective) emit(tree->operands[i]);
    Smaller(tree->operands[i], [&](Expr operand) {
      std::vector<Expr> operands = tree->operands;
      operands[i] = std::move(operand);
      emit(expr::Rebuild(*tree, std::move(operands)));
    });
  }
}

}  // namespace

Expr Shrunk(Expr tree, const std::function<bool(const Expr&)>& fails) {
  for (bool again = true; again;) {
    again = false;
    std::vector<Expr> smaller;
    Smaller(tree, [&](Expr each) { smaller.push_back(std::move(each)); });
    const std::size_t size = expr::Format(tree).size();
    for (const Expr& each : smaller) {
      if (expr::Format(each).size() >= size || !fails(each)) continue;
      tree = each;
      again = true;
      break;
    }
  }
  return tree;
}

}  // namespace lofte::tests::agreement
