// Recursive descent over the tokens, one function per rule of the grammar in syntax.h. It stops at the first issue: what follows a wrong
// token is guesswork. Its depth is bounded by limits::kExpressionDepth. O(bytes).
#include "expr/syntax.h"

#include <fmt/format.h>

#include <charconv>

#include "base/limits.h"
#include "expr/codec_text.h"
#include "expr/cursor.h"
#include "expr/syntax_tree.h"

namespace lofte::expr {
namespace {

std::string LowerCase(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

class Parser : private Cursor {
 public:
  Parser(std::string_view source, std::vector<Token> tokens, Issues& issues) : Cursor(source, std::move(tokens)), issues_(issues) {}

  SyntaxPtr Run() {
    if (Peek().kind == Token::Kind::kEnd)
      return Refuse(Peek(), "expression-syntax", "an expression is empty", "write a condition, `true` or `false`");
    SyntaxPtr syntax = ParseJunction(Syntax::Kind::kOr);
    if (syntax && Peek().kind != Token::Kind::kEnd) return Unexpected("`and`, `or` or the end");
    return syntax;
  }

 private:
  // `or` of `and` of `not`: both levels are one rule.
  SyntaxPtr ParseJunction(Syntax::Kind kind) {
    const bool is_or = kind == Syntax::Kind::kOr;
    const std::size_t first = position();
    std::vector<SyntaxPtr> operands;
    do {
      SyntaxPtr operand = is_or ? ParseJunction(Syntax::Kind::kAnd) : ParseNot();
      if (!operand) return nullptr;
      operands.push_back(std::move(operand));
    } while (AcceptWord(is_or ? "or" : "and"));
    if (operands.size() == 1) return operands.front();
    Syntax syntax;
    syntax.kind = kind;
    syntax.operands = std::move(operands);
    return Finish(std::move(syntax), first);
  }

  SyntaxPtr ParseNot() {
    const std::size_t first = position();
    if (!AcceptWord("not")) return ParseCompare();
    if (!Enter(first)) return nullptr;
    Syntax syntax;
    syntax.kind = Syntax::Kind::kNot;
    syntax.operands = {ParseNot()};
    --depth_;
    return syntax.operands.front() ? Finish(std::move(syntax), first) : nullptr;
  }

  SyntaxPtr ParseCompare() {
    const std::size_t first = position();
    SyntaxPtr left = ParseOperand();
    if (!left) return nullptr;
    if (const auto op = AcceptComparison()) return ParseComparison(*op, std::move(left), first);
    if (AcceptWord("is")) return ParseIs(std::move(left), first);
    if (PeekWord("in") || (PeekWord("not") && PeekWord("in", 1))) return ParseIn(std::move(left), first);
    if (PeekWord("starts") && PeekWord("with", 1)) return ParseStartsWith(std::move(left), first);
    return left;
  }

  SyntaxPtr ParseComparison(Op op, SyntaxPtr left, std::size_t first) {
    if (PeekWord("null")) {
      return Refuse(Peek(), "compared-with-null", "nothing is equal to `null`", "write `is null` or `is not null`");
    }
    Syntax syntax;
    syntax.kind = Syntax::Kind::kCompare;
    syntax.op = op;
    SyntaxPtr right = ParseOperand();
    if (!right) return nullptr;
    if (PeekComparison()) {
      return Refuse(Peek(), "expression-syntax", fmt::format("a second comparison, {}", Describe(Peek())),
                    "join two comparisons with `and`");
    }
    syntax.operands = {std::move(left), std::move(right)};
    return Finish(std::move(syntax), first);
  }

  SyntaxPtr ParseIs(SyntaxPtr operand, std::size_t first) {
    Syntax syntax;
    syntax.kind = Syntax::Kind::kIs;
    syntax.operands = {std::move(operand)};
    syntax.negated = AcceptWord("not");
    if (AcceptWord("null")) {
      syntax.test = Syntax::Test::kNull;
    } else if (AcceptWord("true")) {
      syntax.test = Syntax::Test::kTrue;
    } else if (AcceptWord("false")) {
      syntax.test = Syntax::Test::kFalse;
    } else {
      return Unexpected("`null`, `true` or `false`");
    }
    return Finish(std::move(syntax), first);
  }

  SyntaxPtr ParseIn(SyntaxPtr operand, std::size_t first) {
    Syntax syntax;
    syntax.kind = Syntax::Kind::kIn;
    syntax.negated = AcceptWord("not");
    syntax.operands = {std::move(operand)};
    Skip(1);
    if (!AcceptSymbol("(")) return Unexpected("`(` and a list of values");
    do {
      SyntaxPtr literal = ParseLiteral();
      if (!literal) return issues_.size() > issues_before_ ? nullptr : Unexpected("a value");
      syntax.operands.push_back(std::move(literal));
    } while (AcceptSymbol(","));
    if (!AcceptSymbol(")")) return Unexpected("`,` or `)`");
    return Finish(std::move(syntax), first);
  }

  SyntaxPtr ParseStartsWith(SyntaxPtr operand, std::size_t first) {
    Skip(2);
    if (Peek().kind != Token::Kind::kText) return Unexpected("text in single quotes");
    Syntax syntax;
    syntax.kind = Syntax::Kind::kStartsWith;
    syntax.operands = {std::move(operand), ParseLiteral()};
    return Finish(std::move(syntax), first);
  }

  SyntaxPtr ParseOperand() {
    if (SyntaxPtr literal = ParseLiteral()) return literal;
    if (issues_.size() > issues_before_) return nullptr;
    const std::size_t first = position();
    if (AcceptSymbol("(")) return ParseParentheses(first);
    if (PeekWord("any") && PeekSymbol("(", 1)) return ParseAny();
    if (PeekName()) return ParseName();
    return Unexpected("a value, a name, `any(` or `(`");
  }

  SyntaxPtr ParseParentheses(std::size_t first) {
    if (!Enter(first)) return nullptr;
    SyntaxPtr inner = ParseJunction(Syntax::Kind::kOr);
    --depth_;
    if (!inner) return nullptr;
    return AcceptSymbol(")") ? inner : Unexpected("`and`, `or` or `)`");
  }

  SyntaxPtr ParseAny() {
    const std::size_t first = position();
    if (!Enter(first)) return nullptr;
    Skip(2);
    if (!PeekName()) return Unexpected("the name of a link");
    Syntax syntax;
    syntax.kind = Syntax::Kind::kAny;
    syntax.link = Peek().text;
    syntax.link_span = Peek().span;
    Skip(1);
    if (AcceptSymbol(",")) {
      syntax.operands = {ParseJunction(Syntax::Kind::kOr)};
      if (!syntax.operands.front()) return nullptr;
    }
    --depth_;
    if (!AcceptSymbol(")")) return Unexpected(syntax.operands.empty() ? "`,` or `)`" : "`and`, `or` or `)`");
    return Finish(std::move(syntax), first);
  }

  SyntaxPtr ParseName() {
    const std::size_t first = position();
    Syntax syntax;
    syntax.kind = Syntax::Kind::kName;
    TakeName(syntax);
    if (PeekSymbol(".")) {
      syntax.is_outer = !syntax.is_quoted && syntax.name == "row";
      syntax.link = syntax.is_outer ? "" : syntax.name;
      syntax.link_span = syntax.name_span;
      Skip(1);
      if (!PeekName()) return Unexpected("the name of a column");
      TakeName(syntax);
    }
    if (PeekSymbol(".")) {
      return Refuse(Peek(), "expression-syntax", "a name has at most two parts",
                    "give the linked row a link of its own, or write `any(link, ..)`");
    }
    return Finish(std::move(syntax), first);
  }

  void TakeName(Syntax& syntax) {
    syntax.name = Peek().text;
    syntax.name_span = Peek().span;
    syntax.is_quoted = Peek().kind == Token::Kind::kQuotedName;
    Skip(1);
  }

  // nullptr without an issue when no literal stands here.
  SyntaxPtr ParseLiteral() {
    const std::size_t first = position();
    if (Peek().kind == Token::Kind::kText) return FinishLiteral(Take().text, Type::kText, first);
    if (Peek().kind == Token::Kind::kInteger) return ParseInteger();
    if (PeekWord("true") || PeekWord("false")) return FinishLiteral(Take().text == "true", Type::kBool, first);
    const bool is_date = PeekWord("date");
    if ((is_date || PeekWord("instant")) && Peek(1).kind == Token::Kind::kText) return is_date ? ParseDate() : ParseInstant();
    return nullptr;
  }

  SyntaxPtr ParseInteger() {
    const std::string& digits = Peek().text;
    std::int64_t number = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc()) {
      return Refuse(Peek(), "bad-number", fmt::format("{} does not fit in 64 bits", InBackticks(digits)), "write a smaller number");
    }
    Skip(1);
    return FinishLiteral(number, Type::kInt, position() - 1);
  }

  SyntaxPtr ParseDate() {
    const Token& text = Peek(1);
    const auto us = MicrosOf(TextFormat::kDate, text.text);
    if (!us) return Refuse(text, "bad-date", fmt::format("{} is not a date", InBackticks(text.text)), "write a date as date 'YYYY-MM-DD'");
    Skip(2);
    return FinishLiteral(time::Day{static_cast<std::int32_t>(*us / time::kMicrosPerDay)}, Type::kDate, position() - 2);
  }

  SyntaxPtr ParseInstant() {
    const Token& text = Peek(1);
    const auto us = MicrosOf(TextFormat::kUtcZ, text.text);
    if (!us) {
      return Refuse(text, "bad-instant", fmt::format("{} is not an instant", InBackticks(text.text)),
                    "write an instant in UTC as instant 'YYYY-MM-DDTHH:MM:SSZ'");
    }
    Skip(2);
    return FinishLiteral(time::Instant{*us}, Type::kInstant, position() - 2);
  }

  SyntaxPtr FinishLiteral(Value value, Type type, std::size_t first) {
    Syntax syntax;
    syntax.literal = std::move(value);
    syntax.literal_type = type;
    return Finish(std::move(syntax), first);
  }

  SyntaxPtr Finish(Syntax syntax, std::size_t first) {
    const Token& from = At(first);
    const Token& to = At(position() - 1);
    syntax.span = from.span;
    syntax.span.length = to.span.column + to.span.length - from.span.column;
    syntax.source = Source(from, to);
    return std::make_shared<const Syntax>(std::move(syntax));
  }

  bool Enter(std::size_t opener) {
    if (++depth_ <= limits::kExpressionDepth) return true;
    Refuse(At(opener), "expression-too-deep", fmt::format("an expression nests at most {} deep", limits::kExpressionDepth),
           "split it into conditions of their own");
    return false;
  }

  SyntaxPtr Unexpected(std::string_view wanted) {
    const Token& token = Peek();
    std::string help;
    if (token.kind == Token::Kind::kWord) {
      if (const std::string lower = LowerCase(token.text); lower != token.text && IsReserved(lower)) {
        help = fmt::format("keywords are lower case: write `{}`", lower);
      } else if (IsReserved(token.text)) {
        help = fmt::format("a column of that name stands in double quotes: \"{}\"", token.text);
      }
    }
    return Refuse(token, "expression-syntax", fmt::format("expected {}, found {}", wanted, Describe(token)), std::move(help));
  }

  SyntaxPtr Refuse(const Token& token, std::string_view code, std::string message, std::string help) {
    AddIssue(issues_, code, std::move(message), token.span, std::move(help));
    return nullptr;
  }

  Issues& issues_;
  const std::size_t issues_before_ = issues_.size();
  std::size_t depth_ = 0;
};

}  // namespace

SyntaxPtr Parse(std::string_view source, const Span& span, Issues& issues) {
  auto tokens = Tokenize(source, span, issues);
  if (!tokens) return nullptr;
  return Parser(source, std::move(*tokens), issues).Run();
}

}  // namespace lofte::expr
