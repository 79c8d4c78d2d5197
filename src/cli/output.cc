#include "cli/output.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace lofte::cli {

namespace {

std::size_t CodePoints(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

const char* Code(Colour colour) {
  switch (colour) {
    case Colour::kRed:
      return "\x1b[31m";
    case Colour::kGreen:
      return "\x1b[32m";
    case Colour::kYellow:
      return "\x1b[33m";
    case Colour::kGrey:
      return "\x1b[90m";
    case Colour::kBold:
      return "\x1b[1m";
    case Colour::kNone:
      break;
  }
  return "";
}

bool MayColour(int descriptor) { return isatty(descriptor) != 0 && std::getenv("NO_COLOR") == nullptr; }

}  // namespace

void Print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

Cell Head(std::string text, bool right) { return {std::move(text), Colour::kGrey, right}; }

Cell Number(std::int64_t number, Colour colour) { return {Thousands(number), number == 0 ? Colour::kGrey : colour, true}; }

bool ColourOnStdout() { return MayColour(STDOUT_FILENO); }

std::size_t OutputWidth() {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 100;
  return std::max<std::size_t>(size.ws_col, 80);
}

std::string Paint(std::string_view text, Colour colour, bool on) {
  if (!on || colour == Colour::kNone) return std::string(text);
  return fmt::format("{}{}\x1b[0m", Code(colour), text);
}

std::vector<std::size_t> TextTable::Widths() const {
  std::vector<std::size_t> widths;
  for (const Line& row : rows_) {
    if (widths.size() < row.cells.size()) widths.resize(row.cells.size());
    for (std::size_t i = 0; i < row.cells.size(); ++i) widths[i] = std::max(widths[i], CodePoints(row.cells[i].text));
  }
  return widths;
}

std::string TextTable::Render(bool colour, std::size_t width) const {
  constexpr std::size_t kLeast = 10;
  std::vector<std::size_t> widths = Widths();
  std::size_t before_last = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) before_last += widths[i] + 2;
  if (width > 0 && !widths.empty()) widths.back() = std::min(widths.back(), std::max(width, before_last + kLeast) - before_last);
  std::string out;
  for (const Line& row : rows_) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      const std::string shown = Clip(cell.text, widths[i]);
      const std::string padding(widths[i] - CodePoints(shown), ' ');
      const std::string text = Paint(shown, cell.colour, colour);
      const bool last = i + 1 == row.cells.size();
      out += cell.right ? padding + text : text + (last ? "" : padding);
      if (!last) out += "  ";
    }
    out += "\n" + row.under;
  }
  return out;
}

std::string Wrap(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out, line;
  const auto end_line = [&] {
    if (!line.empty()) out += std::string(indent, ' ') + line + "\n";
    line.clear();
  };
  while (!text.empty()) {
    const std::size_t at = text.find_first_of(" \n");
    const std::string_view word = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    if (word.empty()) continue;
    if (!line.empty() && indent + CodePoints(line) + 1 + CodePoints(word) > width) end_line();
    line += (line.empty() ? "" : " ") + std::string(word);
  }
  end_line();
  return out;
}

std::string Thousands(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, "\u00a0");
  }
  return digits;
}

std::string Clip(std::string_view text, std::size_t width) {
  if (CodePoints(text) <= width) return std::string(text);
  std::size_t points = 0, at = 0;
  while (at < text.size()) {
    const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (starts && ++points == width) break;
    ++at;
  }
  return std::string(text.substr(0, at)) + "…";
}

std::string Plural(std::int64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", Thousands(number), number == 1 ? one : many);
}

std::string RenderIssues(const Issues& issues, const std::vector<std::pair<std::string, std::string>>& sources, bool colour) {
  Issues sorted = issues;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Issue& a, const Issue& b) { return static_cast<int>(a.severity) > static_cast<int>(b.severity); });
  std::string out;
  for (const Issue& issue : sorted) {
    std::string_view source;
    for (const auto& [file, text] : sources)
      if (file == issue.span.file) source = text;
    out += Render(issue, source, colour);
    if (out.empty() || out.back() != '\n') out += "\n";
  }
  return out;
}

ProgressBar::ProgressBar(std::string label) : label_(std::move(label)), on_(isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() {
  if (on_ && shown_ >= 0) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::Show(std::int64_t done, std::int64_t of) {
  if (!on_ || of <= 0) return;
  const int percent = static_cast<int>(std::min<std::int64_t>(100, done * 100 / of));
  if (percent == shown_) return;
  shown_ = percent;
  const std::string bar(percent / 4, '#'), rest(25 - percent / 4, '.');
  std::fputs(fmt::format("\r{} [{}{}] {:3} %", label_, bar, rest, percent).c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace lofte::cli
