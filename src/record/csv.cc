#include "record/csv.h"

#include <algorithm>
#include <array>

namespace lofte::record {
namespace {

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";
constexpr char kBetween = ';';
constexpr char kLineEnd[] = "\r\n";

// What a formula begins with; the last four as full-width characters, which some spreadsheets fold.
constexpr std::array<std::string_view, 10> kFormulaFronts = {"=", "+", "-", "@", "\t", "\r", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

bool LooksLikeFormula(const std::string& text) {
  return std::any_of(kFormulaFronts.begin(), kFormulaFronts.end(), [&](std::string_view front) { return text.rfind(front, 0) == 0; });
}

// Every cell in quotes: then no reader has to guess.
void AddCell(const std::string& text, std::string& out) {
  out += '"';
  if (LooksLikeFormula(text)) out += '\'';
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  out += '"';
}

void AddRow(const std::vector<std::string>& cells, std::string& out) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += kBetween;
    AddCell(cells[i], out);
  }
  out += kLineEnd;
}

}  // namespace

std::string Csv(const Sheet& sheet) {
  std::string out = kByteOrderMark;
  std::vector<std::string> head;
  for (const Column& column : sheet.columns) head.push_back(column.heading + (column.article.empty() ? "" : " (" + column.article + ")"));
  AddRow(head, out);
  for (const std::vector<std::string>& row : sheet.rows) AddRow(row, out);
  return out;
}

}  // namespace lofte::record
