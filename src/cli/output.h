// What people see: aligned tables, colour on a terminal, numbers that can be read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"

namespace lofte::cli {

enum class Colour { kNone, kRed, kGreen, kYellow, kGrey, kBold };

// Whether a stream is a terminal that takes colour (NO_COLOR is respected).
bool ColourOnStdout();
// Columns to write to: the terminal's, at least 80; 100 where stdout is none.
std::size_t OutputWidth();
std::string Paint(std::string_view text, Colour colour, bool on);
// To stdout, as it is.
void Print(const std::string& text);

struct Cell {
  std::string text;
  Colour colour = Colour::kNone;
  bool right = false;
};

// Of a heading; of a number, grey where it is zero.
Cell Head(std::string text, bool right = false);
Cell Number(std::int64_t number, Colour colour = Colour::kNone);

// Columns as wide as their widest cell (in code points), two spaces between; the last column is not padded. A row may have lines under it,
// which no column bounds.
class TextTable {
 public:
  void Row(std::vector<Cell> cells) { rows_.push_back({std::move(cells), {}}); }
  // Under the last row; whole lines.
  void Under(std::string_view lines) { rows_.back().under += lines; }
  // `width`: what the last column is cut to fit, if not 0; a little of it stays in any case.
  std::string Render(bool colour, std::size_t width = 0) const;

 private:
  struct Line {
    std::vector<Cell> cells;
    std::string under;
  };
  std::vector<std::size_t> Widths() const;
  std::vector<Line> rows_;
};

// 1234567 -> 1 234 567 (with no-break spaces).
std::string Thousands(std::int64_t number);
// At most `width` code points, with an ellipsis.
std::string Clip(std::string_view text, std::size_t width);
// Broken between words into lines of at most `width` code points (a longer word stands alone), each after `indent` spaces and with its
// line break.
std::string Wrap(std::string_view text, std::size_t width, std::size_t indent);
// `1 row`, `2 rows`.
std::string Plural(std::int64_t number, std::string_view one, std::string_view many);

// All issues with their source lines, errors last so that they stand above the prompt.
std::string RenderIssues(const Issues& issues, const std::vector<std::pair<std::string, std::string>>& sources, bool colour);

// A bar on stderr when that is a terminal; nothing otherwise.
class ProgressBar {
 public:
  explicit ProgressBar(std::string label);
  ~ProgressBar();
  void Show(std::int64_t done, std::int64_t of);

 private:
  std::string label_;
  bool on_;
  int shown_ = -1;
};

}  // namespace lofte::cli
