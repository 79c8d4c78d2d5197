// Render: an issue for people, as a compiler prints it.
//
//     policy.yaml:2:13: error: no state `acount.open` [unknown-state]
//        2 | keep: while acount.open
//          |             ^^^^^^^^^^^
//     help: did you mean `account.open`?
#include <algorithm>
#include <string>
#include <vector>

#include "base/issue.h"
#include "base/utf8.h"

namespace lofte {
namespace {

constexpr std::size_t kWidth = 120;  // code points of a source line that are shown
constexpr std::size_t kBefore = 60;  // of them before the span, when the line is cut
constexpr std::string_view kReset = "\033[0m";

std::string_view ColourOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "\033[1;31m";
    case Severity::kWarning:
      return "\033[1;33m";
    case Severity::kInfo:
      return "\033[1;36m";
  }
  return kReset;
}

std::string Painted(std::string_view text, std::string_view paint, bool colour) {
  if (!colour) return std::string(text);
  return std::string(paint) + std::string(text) + std::string(kReset);
}

// Line `number` of `source` without its line end; `found` says whether there is one.
struct Line {
  bool found = false;
  std::string_view text;
};

Line LineOf(std::string_view source, std::size_t number) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::size_t start = source.substr(0, kByteOrderMark.size()) == kByteOrderMark ? kByteOrderMark.size() : 0;  // no column of its own
  for (std::size_t line = 1; line < number; ++line) {
    const std::size_t end = source.find('\n', start);
    if (end == std::string_view::npos) return {};
    start = end + 1;
  }
  std::string_view text = source.substr(start, source.find('\n', start) - start);
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return {true, text};
}

// One entry per column: what is shown there. A tab is one column and shows as one space, so that carets stand under what they mean.
std::vector<std::string> Cells(std::string_view text) {
  std::vector<std::string> cells;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = DecodeUtf8(text, at).bytes;
    cells.push_back(text[at] == '\t' ? " " : Printable(text.substr(at, bytes)));
    at += bytes;
  }
  return cells;
}

struct Window {
  std::size_t first = 0;
  std::size_t last = 0;  // excluded
};

Window Around(std::size_t column_index, std::size_t cells) {
  if (cells <= kWidth) return {0, cells};
  const std::size_t wanted = column_index > kBefore ? column_index - kBefore : 0;
  const std::size_t first = std::min(wanted, cells - kWidth);
  return {first, first + kWidth};
}

std::string SourceLines(const Issue& issue, std::string_view text, bool colour) {
  const std::vector<std::string> cells = Cells(text);
  const std::size_t start = std::min(issue.span.column > 0 ? issue.span.column - 1 : 0, cells.size());
  const Window window = Around(start, cells.size());
  std::string shown;
  if (window.first > 0) shown += "…";
  for (std::size_t i = window.first; i < window.last; ++i) shown += cells[i];
  if (window.last < cells.size()) shown += "…";

  const std::size_t room = window.last > start ? window.last - start : 1;
  const std::size_t carets = std::clamp<std::size_t>(issue.span.length, 1, room);
  const std::size_t indent = start - window.first + (window.first > 0 ? 1 : 0);

  std::string number = std::to_string(issue.span.line);
  if (number.size() < 5) number.insert(0, 5 - number.size(), ' ');
  const std::string gutter(number.size(), ' ');
  return number + " | " + shown + "\n" + gutter + " | " + std::string(indent, ' ') +
         Painted(std::string(carets, '^'), ColourOf(issue.severity), colour) + "\n";
}

std::string Place(const Span& span) {
  std::string place = Printable(span.file);
  if (span.line == 0) return place;
  return place + ":" + std::to_string(span.line) + ":" + std::to_string(span.column);
}

}  // namespace

std::string Render(const Issue& issue, std::string_view source, bool colour) {
  const std::string place = Place(issue.span);
  std::string out = place.empty() ? "" : place + ": ";
  out += Painted(NameOf(issue.severity), ColourOf(issue.severity), colour) + ": " + Printable(issue.message) + " [" + issue.code + "]\n";
  if (issue.span.line > 0 && !source.empty()) {
    const Line line = LineOf(source, issue.span.line);
    if (line.found) out += SourceLines(issue, line.text, colour);
  }
  if (!issue.help.empty()) out += "help: " + Printable(issue.help) + "\n";
  return out;
}

}  // namespace lofte
