// Issue: a mistake of an author in a file of theirs, with its place. Engine failures are Errors (result.h), never Issues.
//
// All issues of a file are reported in one run; readers collect them and go on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lofte {

// A place in a text. Lines and columns count from 1; a column counts Unicode code points. line 0: no place.
struct Span {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t length = 1;  // code points to underline, at least 1
};

enum class Severity { kError, kWarning, kInfo };
std::string_view NameOf(Severity severity);

struct Issue {
  Severity severity = Severity::kError;
  std::string code;     // stable, kebab-case: `unknown-state`
  std::string message;  // one lower-case line, user input in backticks
  Span span;
  std::string help;  // what to do next; may be empty
};

using Issues = std::vector<Issue>;

bool HasErrors(const Issues& issues);

// Appends `issue`, unless limits::kIssues of its file are there already: then one issue `more-issues` stands for the rest, an error if any
// of those it stands for is one, so that a flood of warnings never hides an error.
void Add(Issues& issues, Issue issue);

// `file:line:column: error: message [code]`, the source line with carets under the span, and `help:`. `source` is the
// whole text of the issue's file, or empty when it is not at hand (then no source line is shown). Control characters are shown as U+FFFD
// and a long line is cut around the span. Ends in a line feed. `colour`: ANSI.
std::string Render(const Issue& issue, std::string_view source, bool colour);

// The candidate nearest to `word` by edit distance (transpositions count one), or "" when none is near enough to suggest:
// at most a third of the word's length, and at least 1, but never the whole word. The first of equals wins. A word of more than 64 code
// points gets no suggestion. O(candidates x length^2).
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace lofte
