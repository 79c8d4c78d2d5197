#include "expr/value.h"

namespace lofte::expr {

std::string_view NameOf(Type type) {
  switch (type) {
    case Type::kBool:
      return "boolean";
    case Type::kInt:
      return "integer";
    case Type::kReal:
      return "real";
    case Type::kText:
      return "text";
    case Type::kDate:
      return "date";
    case Type::kInstant:
      return "instant";
    case Type::kLocal:
      return "local time";
    case Type::kUuid:
      return "uuid";
    case Type::kBytes:
      return "bytes";
    case Type::kOther:
      return "other";
  }
  return "other";
}

Tri And(Tri a, Tri b) {
  if (a == Tri::kFalse || b == Tri::kFalse) return Tri::kFalse;
  return a == Tri::kTrue && b == Tri::kTrue ? Tri::kTrue : Tri::kUnknown;
}

Tri Or(Tri a, Tri b) {
  if (a == Tri::kTrue || b == Tri::kTrue) return Tri::kTrue;
  return a == Tri::kFalse && b == Tri::kFalse ? Tri::kFalse : Tri::kUnknown;
}

Tri Not(Tri a) {
  if (a == Tri::kUnknown) return Tri::kUnknown;
  return a == Tri::kTrue ? Tri::kFalse : Tri::kTrue;
}

}  // namespace lofte::expr
