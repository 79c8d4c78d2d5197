// Tokens of the expression language, each with its place.
//
// Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"

namespace lofte::expr {

struct Token {
  enum class Kind {
    kEnd,         // one place after the last character
    kWord,        // an identifier or a keyword; the parser tells them apart
    kQuotedName,  // "name"; `text` is unquoted
    kInteger,     // digits, after a `-` or not
    kText,        // 'text'; `text` is unquoted
    kSymbol,      // ( ) , . = != <> < <= > >=
  };
  Kind kind = Kind::kEnd;
  std::string text;
  Span span;
  std::size_t begin = 0;  // bytes of the source
  std::size_t end = 0;
};

// The tokens of `source`, which stands at `span`; the last is kEnd. nullopt after an issue: too long, invalid UTF-8, a character or a
// number that the language does not have, a quote that is not closed.
std::optional<std::vector<Token>> Tokenize(std::string_view source, const Span& span, Issues& issues);

// Never a name without quotes. `any`, `row`, `date`, `instant`, `starts` and `with` are keywords only where the grammar has them.
bool IsReserved(std::string_view word);

// An error at `span`.
void AddIssue(Issues& issues, std::string_view code, std::string message, const Span& span, std::string help = "");

// `text` between backticks, cut after 40 characters, control characters as `?`.
std::string InBackticks(std::string_view text);

}  // namespace lofte::expr
