// Values and types of the expression language: what a column of a store can hold, as far as rules need to know it.
//
// Pure values; any thread. A Value read from a store may be personal data: it is never logged and never put into an error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "time/civil.h"

namespace lofte::expr {

// kOther: a type that expressions cannot read (json, arrays, geometry); it can still be erased.
enum class Type { kBool, kInt, kReal, kText, kDate, kInstant, kLocal, kUuid, kBytes, kOther };
std::string_view NameOf(Type type);

struct Null {
  bool operator==(const Null&) const = default;
};
struct Blob {
  std::string bytes;
  bool operator==(const Blob&) const = default;
};

// Text covers uuid (in its canonical lower-case form).
using Value = std::variant<Null, bool, std::int64_t, double, std::string, Blob, time::Day, time::Instant, time::LocalTime>;

// The integer that the value is. Precondition: it is one; panics otherwise, since a count that is no number must never be read as none.
inline std::int64_t IntegerOf(const Value& value) {
  const auto* integer = std::get_if<std::int64_t>(&value);
  if (integer == nullptr) Panic("a value that is no integer where one was asked for");
  return *integer;
}

inline bool IsNull(const Value& value) { return std::holds_alternative<Null>(value); }

// Three-valued truth, as SQL has it.
enum class Tri { kFalse, kTrue, kUnknown };
Tri And(Tri a, Tri b);
Tri Or(Tri a, Tri b);
Tri Not(Tri a);

}  // namespace lofte::expr
