#include "policy/end_tokens.h"

#include <algorithm>

#include "base/utf8.h"

namespace lofte::policy {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsPunctuation(char c) { return c == '(' || c == ')' || c == ','; }

Token::Kind KindOf(char first) {
  if (first == '(') return Token::Kind::kOpen;
  if (first == ')') return Token::Kind::kClose;
  return first == ',' ? Token::Kind::kComma : Token::Kind::kWord;
}

// The bytes from the start of `rest` that are spaces, one mark, or one word.
std::size_t Run(std::string_view rest) {
  if (IsPunctuation(rest[0])) return 1;
  const bool spaces = IsSpace(rest[0]);
  std::size_t length = 1;
  while (length < rest.size() && !IsPunctuation(rest[length]) && IsSpace(rest[length]) == spaces) ++length;
  return length;
}

bool IsNamePart(std::string_view part) {
  if (part.empty() || part[0] < 'a' || part[0] > 'z') return false;
  return std::all_of(part.begin(), part.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

std::vector<Token> Tokens(std::string_view source, const Span& start) {
  std::vector<Token> tokens;
  Span span = start;
  while (!source.empty()) {
    const std::string_view text = source.substr(0, Run(source));
    span.length = CountCodePoints(text);
    if (!IsSpace(text[0])) tokens.push_back({KindOf(text[0]), std::string(text), span});
    span.column += span.length;
    source.remove_prefix(text.size());
  }
  span.length = 1;
  tokens.push_back({Token::Kind::kEnd, "", span});
  return tokens;
}

bool IsFactName(std::string_view name) {
  for (std::size_t at = 0;;) {
    const std::size_t dot = std::min(name.find('.', at), name.size());
    if (!IsNamePart(name.substr(at, dot - at))) return false;
    if (dot == name.size()) return true;
    at = dot + 1;
  }
}

}  // namespace lofte::policy
