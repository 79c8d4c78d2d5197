// What people see: aligned tables, colour on a terminal, numbers that can be read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"

namespace lofte::cli {

enum class Colour { kNone, kRed, kGreen, kYellow, kGrey, kBold };

// Whether a stream is a terminal that takes colour (NO_COLOR is respected).
bool ColourOnStdout();
std::string Paint(std::string_view text, Colour colour, bool on);

struct Cell {
  std::string text;
  Colour colour = Colour::kNone;
  bool right = false;
};

// Columns as wide as their widest cell (in code points), two spaces between; the last column is not padded.
class TextTable {
 public:
  void Row(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  std::string Render(bool colour) const;

 private:
  std::vector<std::vector<Cell>> rows_;
};

// 1234567 -> 1 234 567 (with no-break spaces).
std::string Thousands(std::int64_t number);
// At most `width` code points, with an ellipsis.
std::string Clip(std::string_view text, std::size_t width);
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
