#include "expr/compare.h"

#include <cmath>

namespace lofte::expr {
namespace {

// Storage classes, in order.
enum class Class { kNumber, kText, kBytes, kDate, kInstant, kLocal };

Class ClassOf(const Value& value) {
  if (std::holds_alternative<std::string>(value)) return Class::kText;
  if (std::holds_alternative<Blob>(value)) return Class::kBytes;
  if (std::holds_alternative<time::Day>(value)) return Class::kDate;
  if (std::holds_alternative<time::Instant>(value)) return Class::kInstant;
  if (std::holds_alternative<time::LocalTime>(value)) return Class::kLocal;
  return Class::kNumber;
}

std::int64_t BoolOrIntegerOf(const Value& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
  return std::get<std::int64_t>(value);
}

std::weak_ordering OrderReals(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) <=> std::isnan(b);
  if (a == b) return std::weak_ordering::equivalent;
  return a < b ? std::weak_ordering::less : std::weak_ordering::greater;
}

// Exact, also beyond 2^53, where an integer has no double of its own.
std::weak_ordering OrderIntegerReal(std::int64_t a, double b) {
  constexpr double kTwoTo63 = 9223372036854775808.0;
  if (std::isnan(b) || b >= kTwoTo63) return std::weak_ordering::less;
  if (b < -kTwoTo63) return std::weak_ordering::greater;
  const double floor = std::floor(b);
  const auto whole = static_cast<std::int64_t>(floor);
  if (a != whole) return a <=> whole;
  return b > floor ? std::weak_ordering::less : std::weak_ordering::equivalent;
}

std::weak_ordering OrderNumbers(const Value& a, const Value& b) {
  const double* real_a = std::get_if<double>(&a);
  const double* real_b = std::get_if<double>(&b);
  if (real_a != nullptr && real_b != nullptr) return OrderReals(*real_a, *real_b);
  if (real_b != nullptr) return OrderIntegerReal(BoolOrIntegerOf(a), *real_b);
  if (real_a != nullptr) return 0 <=> OrderIntegerReal(BoolOrIntegerOf(b), *real_a);
  return BoolOrIntegerOf(a) <=> BoolOrIntegerOf(b);
}

// std::string compares as unsigned bytes.
std::weak_ordering OrderBytes(const std::string& a, const std::string& b) { return a.compare(b) <=> 0; }

bool Holds(Op op, std::weak_ordering order) {
  switch (op) {
    case Op::kEq:
      return order == 0;
    case Op::kNe:
      return order != 0;
    case Op::kLt:
      return order < 0;
    case Op::kLe:
      return order <= 0;
    case Op::kGt:
      return order > 0;
    case Op::kGe:
      return order >= 0;
    default:
      Panic("CompareValues: not a comparison");
  }
}

}  // namespace

std::weak_ordering Order(const Value& a, const Value& b) {
  const Class class_a = ClassOf(a), class_b = ClassOf(b);
  if (class_a != class_b) return class_a <=> class_b;
  switch (class_a) {
    case Class::kNumber:
      return OrderNumbers(a, b);
    case Class::kText:
      return OrderBytes(std::get<std::string>(a), std::get<std::string>(b));
    case Class::kBytes:
      return OrderBytes(std::get<Blob>(a).bytes, std::get<Blob>(b).bytes);
    case Class::kDate:
      return std::get<time::Day>(a) <=> std::get<time::Day>(b);
    case Class::kInstant:
      return std::get<time::Instant>(a) <=> std::get<time::Instant>(b);
    case Class::kLocal:
      return std::get<time::LocalTime>(a) <=> std::get<time::LocalTime>(b);
  }
  return std::weak_ordering::equivalent;
}

Tri TruthOf(const Value& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? Tri::kTrue : Tri::kFalse;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer != 0 ? Tri::kTrue : Tri::kFalse;
  if (const auto* real = std::get_if<double>(&value)) return *real != 0 ? Tri::kTrue : Tri::kFalse;
  return Tri::kUnknown;
}

Tri CompareValues(Op op, const Value& a, const Value& b, Type type) {
  if (type == Type::kBool) {
    const Tri truth_a = TruthOf(a), truth_b = TruthOf(b);
    if (truth_a == Tri::kUnknown || truth_b == Tri::kUnknown) return Tri::kUnknown;
    return Holds(op, (truth_a == Tri::kTrue) <=> (truth_b == Tri::kTrue)) ? Tri::kTrue : Tri::kFalse;
  }
  if (IsNull(a) || IsNull(b)) return Tri::kUnknown;
  return Holds(op, Order(a, b)) ? Tri::kTrue : Tri::kFalse;
}

Tri StartsWithValue(const Value& text, const Value& prefix) {
  if (IsNull(text) || IsNull(prefix)) return Tri::kUnknown;
  const auto* whole = std::get_if<std::string>(&text);
  const auto* start = std::get_if<std::string>(&prefix);
  if (whole == nullptr || start == nullptr) return Tri::kFalse;
  return whole->starts_with(*start) ? Tri::kTrue : Tri::kFalse;
}

Value ValueOf(Tri truth) {
  if (truth == Tri::kUnknown) return Null{};
  return truth == Tri::kTrue;
}

}  // namespace lofte::expr
