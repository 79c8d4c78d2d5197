#include "expr/cursor.h"

#include <algorithm>
#include <array>

namespace lofte::expr {

const Token& Cursor::Peek(std::size_t ahead) const { return tokens_[std::min(position_ + ahead, tokens_.size() - 1)]; }

bool Cursor::PeekWord(std::string_view word, std::size_t ahead) const {
  return Peek(ahead).kind == Token::Kind::kWord && Peek(ahead).text == word;
}

bool Cursor::PeekSymbol(std::string_view symbol, std::size_t ahead) const {
  return Peek(ahead).kind == Token::Kind::kSymbol && Peek(ahead).text == symbol;
}

bool Cursor::PeekName() const {
  return Peek().kind == Token::Kind::kQuotedName || (Peek().kind == Token::Kind::kWord && !IsReserved(Peek().text));
}

bool Cursor::AcceptWord(std::string_view word) {
  if (!PeekWord(word)) return false;
  ++position_;
  return true;
}

bool Cursor::AcceptSymbol(std::string_view symbol) {
  if (!PeekSymbol(symbol)) return false;
  ++position_;
  return true;
}

std::optional<Op> Cursor::AcceptComparison() {
  const auto op = ComparisonOf(Peek());
  if (op) ++position_;
  return op;
}

std::string Cursor::Describe(const Token& token) const {
  return token.kind == Token::Kind::kEnd ? "the end" : InBackticks(Source(token, token));
}

std::optional<Op> Cursor::ComparisonOf(const Token& token) {
  static constexpr std::array<std::pair<std::string_view, Op>, 7> kOperators = {
      {{"=", Op::kEq}, {"!=", Op::kNe}, {"<>", Op::kNe}, {"<", Op::kLt}, {"<=", Op::kLe}, {">", Op::kGt}, {">=", Op::kGe}}};
  if (token.kind != Token::Kind::kSymbol) return std::nullopt;
  for (const auto& [symbol, op] : kOperators) {
    if (token.text == symbol) return op;
  }
  return std::nullopt;
}

}  // namespace lofte::expr
