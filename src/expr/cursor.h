// A place in the tokens of an expression, and what the parser asks of it. One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expr/expr.h"
#include "expr/lexer.h"

namespace lofte::expr {

class Cursor {
 public:
  // Borrows `source`. `tokens` end with kEnd.
  Cursor(std::string_view source, std::vector<Token> tokens) : source_(source), tokens_(std::move(tokens)) {}

  std::size_t position() const { return position_; }
  const Token& At(std::size_t position) const { return tokens_.at(position); }
  // The token that many further on, or kEnd.
  const Token& Peek(std::size_t ahead = 0) const;
  // Precondition: not past kEnd.
  const Token& Take() { return tokens_.at(position_++); }
  void Skip(std::size_t count) { position_ += count; }

  bool PeekWord(std::string_view word, std::size_t ahead = 0) const;
  bool PeekSymbol(std::string_view symbol, std::size_t ahead = 0) const;
  // Whether a name stands here: in quotes, or a word that is not reserved.
  bool PeekName() const;
  bool PeekComparison() const { return ComparisonOf(Peek()).has_value(); }

  // These take the token if it is the one.
  bool AcceptWord(std::string_view word);
  bool AcceptSymbol(std::string_view symbol);
  std::optional<Op> AcceptComparison();

  // The source from the first of these tokens to the last.
  std::string Source(const Token& from, const Token& to) const { return std::string(source_.substr(from.begin, to.end - from.begin)); }
  // The token as written, in backticks, or `the end`.
  std::string Describe(const Token& token) const;

 private:
  static std::optional<Op> ComparisonOf(const Token& token);

  std::string_view source_;
  std::vector<Token> tokens_;
  std::size_t position_ = 0;
};

}  // namespace lofte::expr
