// cmark-gfm 0.29 of Debian 12 has inputs on which it takes more than linear time. Whatever people write is far from them.
#include <algorithm>
#include <string>

#include "prose/letters.h"
#include "prose/markdown_source.h"

namespace lofte::prose {
namespace {

constexpr int kDeepestBlock = 64;
constexpr std::size_t kParagraphBytes = 128u << 10;
// cmark fills up short rows.
constexpr std::size_t kColumns = 1000;
constexpr std::size_t kCells = 500'000;

// How many marks of containers a line begins with.
int DepthOf(std::string_view line) {
  int depth = 0;
  const auto is_blank = [&](std::size_t at) { return at >= line.size() || line[at] == ' ' || line[at] == '\t'; };
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == ' ' || line[at] == '\t') continue;
    std::size_t mark = at;
    while (mark < line.size() && IsDigit(line[mark])) ++mark;
    const bool ordered = mark > at && mark < line.size() && (line[mark] == '.' || line[mark] == ')') && is_blank(mark + 1);
    const bool bullet = (line[at] == '-' || line[at] == '*' || line[at] == '+') && is_blank(at + 1);
    if (line[at] != '>' && !ordered && !bullet) break;
    ++depth;
    if (ordered) at = mark;
  }
  // A rule between paragraphs is one mark, however long.
  const std::size_t text = line.find_first_not_of(" \t-*");
  return text == std::string_view::npos ? std::min(depth, 1) : depth;
}

// The columns that the line under the head of a table declares; 0: it is no such line.
std::size_t ColumnsOf(std::string_view line) {
  if (line.find('-') == std::string_view::npos || line.find_first_not_of("|-: \t>") != std::string_view::npos) return 0;
  line = Trimmed(line);
  const auto bars = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
  // Bars at the ends part nothing.
  return bars + 1 - std::min<std::size_t>(bars, (line.front() == '|' ? 1 : 0) + (line.back() == '|' ? 1 : 0));
}

std::string LineText(std::size_t line) { return "line " + std::to_string(line); }

}  // namespace

Status CheckMarkdown(std::string_view source) {
  std::size_t line = 1;
  std::size_t paragraph = 0;  // where it began
  std::size_t columns = 0;    // of the table that is open
  std::size_t cells = 0;
  for (std::size_t begin = 0; begin < source.size(); ++line) {
    const std::size_t end = std::min(source.find_first_of("\r\n", begin), source.size());
    const std::string_view text = source.substr(begin, end - begin);
    if (Trimmed(text).empty()) paragraph = end;
    columns = Trimmed(text).empty() ? 0 : std::max(columns, ColumnsOf(text));
    cells += columns;
    if (columns > kColumns || cells > kCells)
      return Fail(ErrorCode::kLimit, LineText(line) + ": tables have more than " + std::to_string(kColumns) + " columns or " +
                                         std::to_string(kCells) + " cells; part them");
    if (DepthOf(text) > kDeepestBlock)
      return Fail(ErrorCode::kLimit,
                  LineText(line) + ": lists and quotes stand deeper than " + std::to_string(kDeepestBlock) + "; write them flatter");
    if (end - paragraph > kParagraphBytes)
      return Fail(ErrorCode::kLimit,
                  LineText(line) + ": a paragraph has more than " + std::to_string(kParagraphBytes) + " bytes; part it by blank lines");
    begin = end + 1;
  }
  return {};
}

}  // namespace lofte::prose
