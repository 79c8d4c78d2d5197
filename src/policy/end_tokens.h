// Words, parentheses and commas of an END or a `when:`, each with its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"

namespace lofte::policy {

struct Token {
  enum class Kind { kWord, kOpen, kClose, kComma, kEnd };
  Kind kind = Kind::kEnd;
  std::string text;
  Span span;
};

// The tokens of `source`, whose first character stands at `start`, and at last one kEnd, which stands behind the text. O(length).
std::vector<Token> Tokens(std::string_view source, const Span& start);

// Is it the name of an event, a state or a condition: `account.open`?
bool IsFactName(std::string_view name);

}  // namespace lofte::policy
