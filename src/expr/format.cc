// The readable form of a tree. What the language can say is printed as the language has it; hops, codecs, facts and outer rows further out
// have forms of their own.
#include <fmt/format.h>

#include <algorithm>

#include "expr/expr.h"
#include "expr/lexer.h"

namespace lofte::expr {
namespace {

// How tightly an operation binds; an operand of a lower one stands in parentheses.
enum Binding { kOrBinding, kAndBinding, kNotBinding, kCompareBinding, kOperandBinding };

Binding BindingOf(const Node& node) {
  switch (node.op) {
    case Op::kOr:
      return node.operands.empty() ? kOperandBinding : kOrBinding;
    case Op::kAnd:
      return node.operands.empty() ? kOperandBinding : kAndBinding;
    case Op::kNot:
      return node.operands.front()->op == Op::kIsNull ? kCompareBinding : kNotBinding;
    case Op::kLiteral:
    case Op::kColumn:
    case Op::kFact:
    case Op::kWellFormed:
    case Op::kFits:
    case Op::kRelated:
      return kOperandBinding;
    default:
      return kCompareBinding;
  }
}

std::string Quoted(std::string_view text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) quoted.append(c == quote ? 2 : 1, c);
  return quoted + quote;
}

std::string Name(const std::string& name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  const bool is_plain = !name.empty() && is_letter(name.front()) && std::all_of(name.begin(), name.end(), is_part) && !IsReserved(name);
  return is_plain ? name : Quoted(name, '"');
}

std::string Hex(std::string_view bytes) {
  std::string hex;
  for (const char byte : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

std::string FormatValue(const Value& value) {
  struct Visitor {
    std::string operator()(const Null&) const { return "null"; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(const std::string& text) const { return Quoted(text, '\''); }
    std::string operator()(const Blob& blob) const { return "bytes " + Quoted(Hex(blob.bytes), '\''); }
    std::string operator()(time::Day day) const { return "date " + Quoted(time::Format(day), '\''); }
    std::string operator()(time::Instant instant) const { return "instant " + Quoted(time::Format(instant), '\''); }
    std::string operator()(time::LocalTime local) const { return "local " + Quoted(time::Format(local), '\''); }
  };
  return std::visit(Visitor{}, value);
}

std::string_view NameOf(Fact::Kind kind) {
  switch (kind) {
    case Fact::Kind::kEventBefore:
      return "before";
    case Fact::Kind::kEventUnknown:
      return "event_unknown";
    case Fact::Kind::kStateEnded:
      return "ended_before";
    case Fact::Kind::kStateUnknown:
      return "state_unknown";
    case Fact::Kind::kConditionTrue:
      return "condition";
    case Fact::Kind::kConditionUnknown:
      return "condition_unknown";
    case Fact::Kind::kServes:
      return "serves";
    case Fact::Kind::kServesUnknown:
      return "serves_unknown";
    case Fact::Kind::kPresent:
      return "present";
    case Fact::Kind::kPersonUnknown:
      return "person_unknown";
    case Fact::Kind::kHeld:
      return "held";
    case Fact::Kind::kGroundEnded:
      return "ground_ended";
  }
  return "fact";
}

std::string FormatFact(const Fact& fact) {
  std::string whose = fact.name;
  if (!fact.role.empty()) whose += (whose.empty() ? "" : " of ") + fact.role;
  std::string cutoff;
  if (fact.kind == Fact::Kind::kEventBefore || fact.kind == Fact::Kind::kStateEnded) {
    cutoff = ", " + std::visit([](auto moment) { return time::Format(moment); }, fact.cutoff);
  }
  return fmt::format("{}({}{})", NameOf(fact.kind), whose, cutoff);
}

std::string FormatHop(const Hop& hop) {
  std::string columns;
  for (const auto& [own, theirs] : hop.on) columns += fmt::format("{}{} = row.{}", columns.empty() ? "" : ", ", Name(theirs), Name(own));
  for (const auto& [theirs, value] : hop.fixed)
    columns += fmt::format("{}{} = {}", columns.empty() ? "" : ", ", Name(theirs), FormatValue(value));
  return fmt::format("{}[{}]", Format(hop.target), columns);
}

std::string_view NameOf(CodecKind kind) {
  switch (kind) {
    case CodecKind::kDate:
      return "date";
    case CodecKind::kInstant:
      return "instant";
    case CodecKind::kLocal:
      return "local";
    case CodecKind::kEpochSeconds:
      return "epoch seconds";
    case CodecKind::kEpochMillis:
      return "epoch milliseconds";
  }
  return "moment";
}

std::string FormatCodec(const Codec& codec) {
  std::string text(NameOf(codec.kind));
  if (codec.format != TextFormat::kNone) text += fmt::format(" {}", Quoted(PatternOf(codec.format), '\''));
  return text;
}

std::string FormatColumn(const ColumnRef& column) {
  std::string prefix;
  for (int level = 0; level < column.level; ++level) prefix += "row.";
  return prefix + Name(column.name);
}

std::string FormatNode(const Node& node);

std::string FormatOperand(const Node& node, Binding at_least) {
  return BindingOf(node) < at_least ? "(" + FormatNode(node) + ")" : FormatNode(node);
}

std::string Join(const Node& node, std::size_t first, std::string_view separator, Binding at_least) {
  std::string text;
  for (std::size_t i = first; i < node.operands.size(); ++i) {
    if (i > first) text += separator;
    text += FormatOperand(*node.operands[i], at_least);
  }
  return text;
}

std::string FormatRelated(const Node& node) {
  const std::string body = IsTrueLiteral(node.operands.front()) ? "" : ", " + FormatNode(*node.operands.front());
  return fmt::format("any({}{})", FormatHop(node.hop), body);
}

std::string FormatNode(const Node& node) {
  const auto first = [&] { return FormatOperand(*node.operands.front(), kOperandBinding); };
  const auto compare = [&](std::string_view op) {
    return fmt::format("{} {} {}", first(), op, FormatOperand(*node.operands[1], kOperandBinding));
  };
  switch (node.op) {
    case Op::kLiteral:
      return FormatValue(node.literal);
    case Op::kColumn:
      return FormatColumn(node.column);
    case Op::kFact:
      return FormatFact(node.fact);
    case Op::kEq:
      return compare("=");
    case Op::kNe:
      return compare("!=");
    case Op::kLt:
      return compare("<");
    case Op::kLe:
      return compare("<=");
    case Op::kGt:
      return compare(">");
    case Op::kGe:
      return compare(">=");
    case Op::kIn:
      return fmt::format("{} in ({})", first(), Join(node, 1, ", ", kOrBinding));
    case Op::kAnd:
      return node.operands.empty() ? "true" : Join(node, 0, " and ", kNotBinding);
    case Op::kOr:
      return node.operands.empty() ? "false" : Join(node, 0, " or ", kAndBinding);
    case Op::kNot:
      if (node.operands.front()->op != Op::kIsNull) return "not " + FormatOperand(*node.operands.front(), kNotBinding);
      return FormatOperand(*node.operands.front()->operands.front(), kOperandBinding) + " is not null";
    case Op::kIsNull:
      return first() + " is null";
    case Op::kIsTrue:
      return first() + " is true";
    case Op::kIsFalse:
      return first() + " is false";
    case Op::kStartsWith:
      return compare("starts with");
    case Op::kErasedKey: {
      std::string key;
      for (std::size_t i = 1; i < node.operands.size(); ++i) key += (i > 1 ? ", " : "") + FormatNode(*node.operands[i]);
      return fmt::format("{} is erased({})", first(), key);
    }
    case Op::kWellFormed:
      return fmt::format("well_formed({}, {})", FormatNode(*node.operands.front()), FormatCodec(node.codec));
    case Op::kFits:
      return fmt::format("fits({})", FormatNode(*node.operands.front()));
    case Op::kRelated:
      return FormatRelated(node);
  }
  Panic("Format: unknown operation");
}

}  // namespace

std::string Format(const Expr& expr) { return FormatNode(*expr); }

}  // namespace lofte::expr
