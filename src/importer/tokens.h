// Words of a text, folded so that they can be looked up. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lofte::importer {

// Letters of the Latin script in lower case; other bytes as they are. Same length in bytes as `text`.
std::string Fold(std::string_view text);

struct Token {
  std::size_t begin = 0, end = 0;  // bytes of the text
  std::string word;                // folded
  bool capital = false;            // begins with a capital letter
  bool number = false;             // digits alone
};

// Runs of letters and digits. A hyphen, dot, apostrophe, `@` or `_` between two of them belongs to the word (`e-post`, `f.eks`, `a@b.no`),
// and
// `_` in front of one too (`_ga`). O(bytes).
std::vector<Token> TokensOf(std::string_view text);

}  // namespace lofte::importer
