// Tables whose cells became lines of their own when the page became text: the heads of the columns, one a line, then each row cell by cell.
#include <algorithm>
#include <set>

#include "importer/glued_table.h"
#include "importer/lines.h"
#include "importer/periods.h"
#include "importer/places.h"

namespace lofte::importer {
namespace {

constexpr std::size_t kLeastColumns = 2, kMostColumns = 6;
constexpr std::size_t kLeastRows = 2;
constexpr std::size_t kLongestHead = 5;  // tokens
constexpr std::size_t kLongestCell = 400;

bool MayBeCell(const Line& line) {
  return !line.item && !line.heading && !line.beside && line.table < 0 && line.number.empty() && line.run.text.size() <= kLongestCell;
}

// What the column of that head is for; nothing where the line is no head.
std::vector<Concept> LabelsOf(const Line& line) {
  std::vector<Concept> labels;
  if (!MayBeCell(line) || line.tokens.size() > kLongestHead ||
      std::string_view(".:,?").find(line.run.text.back()) != std::string_view::npos)
    return labels;
  for (const Hit& hit : line.hits) {
    if (hit.first == 0 && IsLabel(hit.concept_id)) labels.push_back(hit.concept_id);
  }
  return labels;
}

bool Says(const std::vector<Concept>& labels, std::string_view name) {
  return std::any_of(labels.begin(), labels.end(), [&](Concept id) { return Lexicon::Words().NameOf(id) == name; });
}

bool HasKind(const Line& line, std::string_view kind) {
  return std::any_of(line.hits.begin(), line.hits.end(), [&](const Hit& hit) {
    const std::string_view name = Lexicon::Words().NameOf(hit.concept_id);
    return name.substr(0, kind.size()) == kind && name != "basis.imply";
  });
}

bool HasLength(const Line& line) {
  Unit unit;
  unit.run = line.run;
  unit.tokens = line.tokens;
  unit.hits = line.hits;
  return !LengthsIn(unit).empty();
}

// Can it be told by the words of a cell that it is of this column?
bool IsTelling(const std::vector<Concept>& labels) {
  return Says(labels, "label.basis") || Says(labels, "label.region") || Says(labels, "label.retention") || Says(labels, "label.lifetime");
}

bool Fits(const Line& cell, const std::vector<Concept>& labels) {
  if (Says(labels, "label.basis") && (HasKind(cell, "basis.") || HasKind(cell, "ref.article"))) return true;
  if (Says(labels, "label.region") && !PlacesIn(cell.run.text, cell.tokens).empty()) return true;
  const bool times = Says(labels, "label.retention") || Says(labels, "label.lifetime");
  return times && (HasLength(cell) || HasKind(cell, "crit.") || HasKind(cell, "trg.") || HasKind(cell, "ck.session"));
}

// The heads from line `first` on, each the label of another column.
std::vector<std::vector<Concept>> HeadsFrom(const std::vector<Line>& lines, std::size_t first) {
  std::vector<std::vector<Concept>> heads;
  std::set<std::vector<Concept>> seen;
  bool unknown = false;  // one, between others, may have a head that we do not know
  for (std::size_t i = first; i < lines.size() && heads.size() < kMostColumns; ++i) {
    std::vector<Concept> labels = LabelsOf(lines[i]);
    if (labels.empty() && !unknown && !heads.empty() && i + 1 < lines.size() && MayBeCell(lines[i]) &&
        lines[i].tokens.size() <= kLongestHead && !LabelsOf(lines[i + 1]).empty()) {
      unknown = true;
      heads.emplace_back();
      continue;
    }
    if (labels.empty() || !seen.insert(labels).second) break;
    heads.push_back(std::move(labels));
  }
  return heads;
}

// Rows of as many cells as there are heads, of which each telling cell tells.
std::size_t RowsBelow(const std::vector<Line>& lines, std::size_t first, const std::vector<std::vector<Concept>>& heads) {
  std::size_t rows = 0;
  for (std::size_t i = first; i + heads.size() <= lines.size(); i += heads.size(), ++rows) {
    for (std::size_t k = 0; k < heads.size(); ++k) {
      if (!MayBeCell(lines[i + k]) || (IsTelling(heads[k]) && !Fits(lines[i + k], heads[k]))) return rows;
    }
  }
  return rows;
}

void MarkCells(std::vector<Line>& lines, std::size_t first, std::size_t columns, std::size_t rows, int table) {
  for (std::size_t i = 0; i < columns * (rows + 1); ++i) {
    Line& cell = lines[first + i];
    cell.table = table;
    cell.row = static_cast<int>(i / columns);
    cell.column = static_cast<int>(i % columns);
    cell.header_cell = cell.row == 0;
    cell.heading = false;
  }
}

}  // namespace

void FindSplitTables(std::vector<Line>& lines) {
  int table = FirstFreeTable(lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::vector<std::vector<Concept>> heads = HeadsFrom(lines, i);
    if (heads.size() < kLeastColumns || std::none_of(heads.begin(), heads.end(), IsTelling)) continue;
    const std::size_t rows = RowsBelow(lines, i + heads.size(), heads);
    if (rows < kLeastRows) continue;
    MarkCells(lines, i, heads.size(), rows, table++);
    i += heads.size() * (rows + 1) - 1;
  }
}

}  // namespace lofte::importer
