// What the parser hands to the binder: names not resolved, types not known, every node with its place.
#pragma once

#include <string>
#include <vector>

#include "expr/syntax.h"

namespace lofte::expr {

struct Syntax {
  enum class Kind {
    kLiteral,     // literal, literal_type
    kName,        // [link .] name, or row . name
    kAny,         // link, and one operand or none
    kCompare,     // op, two operands
    kIs,          // test of one operand, negated or not
    kIn,          // the operand in the others, negated or not
    kStartsWith,  // operand, text literal
    kAnd,
    kOr,
    kNot,
  };
  enum class Test { kNull, kTrue, kFalse };

  Kind kind = Kind::kLiteral;
  Span span;           // from its first token to its last
  std::string source;  // as written
  Value literal;
  Type literal_type = Type::kBool;
  std::string name, link;
  Span name_span, link_span;
  bool is_quoted = false;  // kName: `name` was written in double quotes
  bool is_outer = false;   // kName: `row.name`
  Op op = Op::kEq;
  Test test = Test::kNull;
  bool negated = false;
  std::vector<SyntaxPtr> operands;
};

}  // namespace lofte::expr
