#include "expr/fits.h"

#include <algorithm>

namespace lofte::expr {
namespace {

void Collect(const Expr& expr, std::vector<Expr>& any) {
  if (expr->op == Op::kColumn) {
    const auto is_known = [&](const Expr& known) {
      return known->op == Op::kNot && known->operands[0]->operands[0]->column == expr->column;
    };
    if (std::none_of(any.begin(), any.end(), is_known)) any.push_back(Not(Fits(expr)));
    return;
  }
  if (expr->op == Op::kIsNull && expr->operands[0]->op == Op::kColumn) return;
  if (expr->op == Op::kRelated) {
    any.push_back(Related(expr->hop, Misfits(expr->operands[0])));
    return;
  }
  for (const Expr& operand : expr->operands) Collect(operand, any);
}

}  // namespace

bool Fits(const Value& value, Type type) {
  if (IsNull(value)) return true;
  const bool is_number =
      std::holds_alternative<bool>(value) || std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
  switch (type) {
    case Type::kBool:
    case Type::kInt:
    case Type::kReal:
      return is_number;
    case Type::kText:
    case Type::kUuid:
      return std::holds_alternative<std::string>(value);
    case Type::kBytes:
      return std::holds_alternative<Blob>(value);
    case Type::kDate:
      return std::holds_alternative<time::Day>(value);
    case Type::kInstant:
      return std::holds_alternative<time::Instant>(value);
    case Type::kLocal:
      return std::holds_alternative<time::LocalTime>(value);
    case Type::kOther:
      return true;
  }
  return true;
}

Expr Misfits(const Expr& condition) {
  std::vector<Expr> any;
  Collect(condition, any);
  return Or(std::move(any));
}

}  // namespace lofte::expr
