#include "sql/normal_form.h"

#include <algorithm>

namespace lofte::sql {

using expr::Expr;
using expr::Op;

namespace {

Asks Negated(Asks asks) {
  switch (asks) {
    case Asks::kTrue:
      return Asks::kFalse;
    case Asks::kFalse:
      return Asks::kTrue;
    case Asks::kNotTrue:
      return Asks::kNotFalse;
    case Asks::kNotFalse:
      return Asks::kNotTrue;
  }
  return asks;
}

// Of a condition that is never NULL.
Expr OfTotal(Expr literal, Asks asks) { return asks == Asks::kTrue || asks == Asks::kNotFalse ? literal : expr::Not(std::move(literal)); }

Expr OfLiteral(const Expr& expr, Asks asks) {
  const bool* truth = std::get_if<bool>(&expr->literal);
  if (truth == nullptr) return asks == Asks::kNotTrue || asks == Asks::kNotFalse ? expr::True() : expr::False();
  return *truth == (asks == Asks::kTrue || asks == Asks::kNotFalse) ? expr::True() : expr::False();
}

Op Opposite(Op op) {
  switch (op) {
    case Op::kEq:
      return Op::kNe;
    case Op::kNe:
      return Op::kEq;
    case Op::kLt:
      return Op::kGe;
    case Op::kLe:
      return Op::kGt;
    case Op::kGt:
      return Op::kLe;
    default:
      return Op::kLt;
  }
}

bool IsCompare(Op op) { return op == Op::kEq || op == Op::kNe || op == Op::kLt || op == Op::kLe || op == Op::kGt || op == Op::kGe; }

bool NeverNull(const Expr& operand) {
  if (operand->op == Op::kLiteral) return !expr::IsNull(operand->literal);
  return operand->op == Op::kColumn && !operand->column.nullable;
}

// NULL exactly where one of the columns in it is.
bool IsStrict(const Expr& expr) {
  if (!IsCompare(expr->op) && expr->op != Op::kIn && expr->op != Op::kStartsWith && expr->op != Op::kErasedKey) return false;
  return std::all_of(expr->operands.begin(), expr->operands.end(), [](const Expr& operand) {
    return operand->op == Op::kColumn || (operand->op == Op::kLiteral && !expr::IsNull(operand->literal));
  });
}

Expr OfNullable(const Expr& expr, Asks asks) {
  bool total = true;
  for (const Expr& operand : expr->operands) total = total && NeverNull(operand);
  if (expr->op == Op::kColumn) total = !expr->column.nullable;
  if (total && asks == Asks::kNotTrue) asks = Asks::kFalse;
  if (total && asks == Asks::kNotFalse) asks = Asks::kTrue;
  switch (asks) {
    case Asks::kTrue:
      return expr;
    case Asks::kFalse:
      return IsCompare(expr->op) ? expr::Compare(Opposite(expr->op), expr->operands[0], expr->operands[1]) : expr::Not(expr);
    case Asks::kNotTrue:
      return expr::Not(expr::IsTrue(expr));
    case Asks::kNotFalse:
      return expr::Not(expr::IsFalse(expr));
  }
  return expr;
}

}  // namespace

Expr Normaliser::OfAll(const Expr& expr, Asks asks, bool conjunction) {
  std::vector<Expr> operands;
  for (const Expr& operand : expr->operands) operands.push_back(Of(operand, asks));
  return conjunction ? expr::And(std::move(operands)) : expr::Or(std::move(operands));
}

Expr Normaliser::OfIsNull(const Expr& operand, Asks asks) {
  const bool wants_null = asks == Asks::kTrue || asks == Asks::kNotFalse;
  if (operand->op == Op::kColumn) {
    if (!operand->column.nullable) return wants_null ? expr::False() : expr::True();
    return OfTotal(expr::IsNull(operand), asks);
  }
  if (operand->type != expr::Type::kBool) return OfTotal(expr::IsNull(operand), asks);
  if (IsStrict(operand)) {
    std::vector<Expr> parts;
    for (const Expr& part : operand->operands)
      if (part->op == Op::kColumn) parts.push_back(OfIsNull(part, asks));
    return wants_null ? expr::Or(std::move(parts)) : expr::And(std::move(parts));
  }
  if (wants_null) return expr::And({Of(operand, Asks::kNotTrue), Of(operand, Asks::kNotFalse)});
  return expr::Or({Of(operand, Asks::kTrue), Of(operand, Asks::kFalse)});
}

Expr Normaliser::Make(const Expr& expr, Asks asks) {
  const bool positive = asks == Asks::kTrue || asks == Asks::kNotFalse;
  switch (expr->op) {
    case Op::kLiteral:
      return OfLiteral(expr, asks);
    case Op::kAnd:
      return OfAll(expr, asks, positive);
    case Op::kOr:
      return OfAll(expr, asks, !positive);
    case Op::kNot:
      return Of(expr->operands[0], Negated(asks));
    case Op::kIsTrue:
      return Of(expr->operands[0], positive ? Asks::kTrue : Asks::kNotTrue);
    case Op::kIsFalse:
      return Of(expr->operands[0], positive ? Asks::kFalse : Asks::kNotFalse);
    case Op::kIsNull:
      return OfIsNull(expr->operands[0], asks);
    case Op::kWellFormed:
    case Op::kFits:
      return OfTotal(expr, asks);
    case Op::kRelated:
      return OfTotal(expr::Related(expr->hop, Of(expr->operands[0], Asks::kTrue)), asks);
    default:
      return OfNullable(expr, asks);
  }
}

Expr Normaliser::Of(const Expr& expr, Asks asks) {
  auto& known = known_[static_cast<std::size_t>(asks)];
  if (const auto found = known.find(expr.get()); found != known.end()) return found->second.normal;
  Expr normal = Make(expr, asks);
  known.emplace(expr.get(), Known{expr, normal});
  return normal;
}

Expr Normalise(const Expr& expr, Asks asks) { return Normaliser().Of(expr, asks); }

}  // namespace lofte::sql
