#include "expr/operand.h"

#include <fmt/format.h>

#include "expr/lexer.h"

namespace lofte::expr {
namespace {

bool Refuse(const Operand& operand, std::string_view code, std::string message, std::string help, Issues& issues) {
  AddIssue(issues, code, std::move(message), operand.syntax->span, std::move(help));
  return false;
}

std::string Written(const Operand& operand) { return InBackticks(operand.syntax->source); }

bool IsMoment(Type type) { return type == Type::kDate || type == Type::kInstant || type == Type::kLocal; }

// The canonical form of a uuid, or nullopt.
std::optional<std::string> CanonicalUuid(std::string text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= 'A' && text[i] <= 'F') text[i] = static_cast<char>(text[i] - 'A' + 'a');
    const bool is_hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
    if (kShape[i] == 'x' ? !is_hex : text[i] != '-') return std::nullopt;
  }
  return text;
}

bool TextToUuid(Operand& operand, Issues& issues) {
  const auto uuid = CanonicalUuid(std::get<std::string>(operand.expr->literal));
  if (!uuid) return Refuse(operand, "bad-uuid", Written(operand) + " is not a uuid", "write 8-4-4-4-12 hexadecimal digits", issues);
  operand.expr = Literal(*uuid, Type::kUuid);
  return true;
}

bool IntegerToReal(Operand& operand, Issues& issues) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  const std::int64_t number = std::get<std::int64_t>(operand.expr->literal);
  if (number < -kExact || number > kExact) {
    return Refuse(operand, "bad-number", Written(operand) + " has no exact real number", "write a smaller number", issues);
  }
  operand.expr = Literal(static_cast<double>(number), Type::kReal);
  return true;
}

bool Coerce(Operand& operand, Type type, Issues& issues) {
  if (operand.expr->op != Op::kLiteral) return true;
  if (operand.type() == Type::kText && type == Type::kUuid) return TextToUuid(operand, issues);
  if (operand.type() == Type::kInt && type == Type::kReal) return IntegerToReal(operand, issues);
  return true;
}

std::string HelpWithMoments(Type left, Type right) {
  const bool is_text_with_moment = (left == Type::kText && IsMoment(right)) || (IsMoment(left) && right == Type::kText);
  if (!is_text_with_moment) return "";
  return "a text column compares with text in its own format, a date column with date 'YYYY-MM-DD', an instant with instant '..'";
}

}  // namespace

bool Unify(Operand& left, Operand& right, Issues& issues) {
  if (!Coerce(left, right.type(), issues) || !Coerce(right, left.type(), issues)) return false;
  if (left.type() == right.type()) return true;
  return Refuse(right, "type-mismatch",
                fmt::format("{} is {} and {} is {}: they have no comparison", Written(left), NameOf(left.type()), Written(right),
                            NameOf(right.type())),
                HelpWithMoments(left.type(), right.type()), issues);
}

bool CanCompare(const Operand& operand, Op op, Issues& issues) {
  const Type type = operand.type();
  const bool is_equality = op == Op::kEq || op == Op::kNe;
  if (type == Type::kOther || type == Type::kBytes) {
    return Refuse(operand, "unreadable-type", Written(operand) + " is of a type that expressions cannot read",
                  "only `is null` can be asked of it", issues);
  }
  if (!is_equality && (type == Type::kBool || type == Type::kUuid)) {
    return Refuse(operand, "no-order", fmt::format("{} is {}, which has no order", Written(operand), NameOf(type)),
                  "compare it with `=` or `!=`", issues);
  }
  return true;
}

bool IsCondition(const Operand& operand, Issues& issues) {
  if (operand.type() == Type::kBool) return true;
  return Refuse(operand, "not-a-condition", fmt::format("{} is {}, not true or false", Written(operand), NameOf(operand.type())),
                "compare it with something", issues);
}

}  // namespace lofte::expr
