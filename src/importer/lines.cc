#include "importer/lines.h"

#include <algorithm>
#include <set>
#include <utility>

#include "importer/glued_table.h"
#include "importer/places.h"

namespace lofte::importer {
namespace {

constexpr std::size_t kLongestHeading = 110;
constexpr std::size_t kLongLine = 90;
constexpr std::size_t kLongestLabel = 130;
constexpr std::size_t kShortLabel = 3;  // words

Run RunOf(const prose::Block& block) {
  Run run;
  run.text = block.text;
  run.at = block.at;
  run.end = block.end;
  run.line = block.line;
  return run;
}

using Rows = std::set<std::pair<int, int>>;  // of tables: table, row

// The rows that have a cell which is no head.
Rows RowsWithCells(const std::vector<prose::Block>& blocks) {
  Rows rows;
  for (const prose::Block& block : blocks) {
    if (block.kind == prose::Block::Kind::kCell && !block.header) rows.emplace(block.table, block.row);
  }
  return rows;
}

// A head beside other cells heads its row and is one of them: it names what the row is about.
bool HeadsColumn(const prose::Block& cell, const Rows& with_cells) {
  return cell.header && (cell.row == 0 || with_cells.count({cell.table, cell.row}) == 0);
}

bool EndsWith(const std::string& text, std::string_view with) {
  return text.size() >= with.size() && text.compare(text.size() - with.size(), with.size(), with) == 0;
}

bool LooksLikeHeading(const Line& line) {
  const std::string& text = line.run.text;
  if (line.item || line.table >= 0 || text.size() > kLongestHeading || line.tokens.empty() || !line.tokens[0].capital) return false;
  if (text.find('@') != std::string::npos || text.find("://") != std::string::npos || text.find(": ") != std::string::npos) return false;
  const char last = text.back();
  // `Customers etc.`
  static const Concept abbreviation = Lexicon::Words().Id("abbr");
  const bool abbreviated = std::any_of(line.hits.begin(), line.hits.end(), [&](const Hit& hit) {
    return hit.concept_id == abbreviation && hit.last == line.tokens.size() && hit.first > 0 && line.tokens.back().end + 1 == text.size();
  });
  if ((last == '.' && !abbreviated) || last == ',' || last == ';' || last == ':') return false;
  for (const Token& token : line.tokens) {
    if (IsLegalForm(std::string_view(text).substr(token.begin, token.end - token.begin))) return false;
  }
  return PlaceAtStart(text).empty() || line.tokens.size() > 2;
}

bool IsLong(const Line& line) {
  return line.item || line.run.text.size() > kLongLine || EndsWith(line.run.text, ".") || EndsWith(line.run.text, ":");
}

// `Controller`, and below it `Norvik AS`.
bool HeadsName(const Line& line, const Line& next) {
  static const Concept controller = Lexicon::Words().Id("label.controller");
  const bool label = std::any_of(line.hits.begin(), line.hits.end(), [&](const Hit& hit) {
    return hit.concept_id == controller && hit.first == 0 && hit.last == line.tokens.size();
  });
  const std::string_view text = next.run.text;
  return label && std::any_of(next.tokens.begin(), next.tokens.end(),
                              [&](const Token& token) { return IsLegalForm(text.substr(token.begin, token.end - token.begin)); });
}

// The label of `Label: value`, or of an item `Name - what it does`.
std::size_t ColonOf(const Line& line) {
  const std::string& text = line.run.text;
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0 || colon > kLongestLabel) return std::string::npos;
  if (colon + 1 < text.size() && text[colon + 1] != ' ') return std::string::npos;
  const std::size_t stop = text.find(". ");
  // `Org.nr: 932739798`; but not a sentence and then a label.
  if (stop < colon && stop > 8) return std::string::npos;
  return colon;
}

std::size_t DashOf(const Line& line) {
  const std::string& text = line.run.text;
  std::size_t best = std::string::npos;
  for (std::string_view dash : {" - ", " – ", " — "}) best = std::min(best, text.find(dash));
  if (best == std::string::npos || best > 50 || !line.tokens[0].capital) return std::string::npos;
  return best;
}

// A dash in front of the colon, with nothing but the name of a label between them.
std::size_t DashBefore(const Line& line, std::size_t colon) {
  static const Concept basis = Lexicon::Words().Id("label.basis");
  if (colon == std::string::npos || !line.tokens[0].capital) return std::string::npos;
  const std::string& text = line.run.text;
  for (std::string_view dash : {" - ", " – ", " — "}) {
    const std::size_t at = text.rfind(dash, colon);
    if (at == std::string::npos || at == 0) continue;
    const std::size_t behind = at + dash.size();
    for (const Hit& hit : line.hits) {
      if (hit.concept_id == basis && line.tokens[hit.first].begin == behind && line.tokens[hit.last - 1].end <= colon) return at;
    }
  }
  return std::string::npos;
}

std::vector<Concept> LabelsBefore(const Line& line, std::size_t end) {
  std::vector<Concept> labels;
  std::size_t tokens = 0;
  while (tokens < line.tokens.size() && line.tokens[tokens].end <= end) ++tokens;
  for (const Hit& hit : line.hits) {
    // `We share data with:` is not about data.
    if (hit.first > 0 && tokens > kShortLabel) continue;
    if (IsLabel(hit.concept_id) && line.tokens[hit.last - 1].end <= end &&
        std::find(labels.begin(), labels.end(), hit.concept_id) == labels.end())
      labels.push_back(hit.concept_id);
  }
  return labels;
}

void SetLabel(Line& line, std::size_t label_end, std::size_t value) {
  line.label_end = label_end;
  line.value = value;
  line.topics = LabelsBefore(line, label_end);
}

Line CellOf(const Line& row, std::size_t begin, std::size_t end, Matcher& matcher) {
  Line cell;
  cell.run = row.run.Part(begin, end);
  cell.tokens = TokensOf(cell.run.text);
  cell.hits = matcher.Find(cell.tokens, kAllLanguages);
  return cell;
}

// `Label: a sentence. Another.` behind a table is no row of it.
bool IsProse(const Line& line) {
  const std::size_t stop = line.run.text.find(". ");
  return EndsWith(line.run.text, ".") && stop != std::string::npos && ColonOf(line) < stop;
}

WordCounts CountWords(const std::vector<Line>& lines) {
  WordCounts counts;
  for (const Line& line : lines) {
    for (const Token& token : line.tokens) ++counts[token.word];
  }
  return counts;
}

// The lines below the head of a glued table that are rows of it.
struct GluedRows {
  std::size_t end = 0;      // the line after them
  std::size_t fitting = 0;  // rows of which a cell says what its column is for
  std::vector<Line> cells;
};

constexpr std::size_t kLeastFitting = 2;  // rows, of a table whose cells are joined by blanks
// Of such a table so many rows are tried before it is taken for none: a text of nothing but such heads is read in steps that grow with its
// lines.
constexpr std::size_t kTriedRows = 16;

void AddCells(const Line& line, const std::vector<std::size_t>& begins, const std::vector<Column>& columns, int row, Matcher& matcher,
              std::vector<Line>& cells) {
  for (std::size_t k = 0; k < begins.size(); ++k) {
    Line cell = CellOf(line, begins[k], k + 1 < begins.size() ? begins[k + 1] : line.run.text.size(), matcher);
    if (cell.tokens.empty()) continue;
    cell.glued = true;
    cell.row = row;
    cell.column = static_cast<int>(k);
    cell.topics = columns[k].labels;
    cells.push_back(std::move(cell));
  }
}

GluedRows RowsBelow(const std::vector<Line>& lines, std::size_t head, const std::vector<Column>& columns, Matcher& matcher,
                    LanguageSet languages, const WordCounts& counts) {
  GluedRows rows;
  std::size_t& row = rows.end;
  for (row = head + 1; row < lines.size() && lines[row].run.line == lines[row - 1].run.line + 1; ++row) {
    if (lines[row].item || (lines[row].heading && !lines[row].number.empty())) break;
    if (columns[0].spaced && rows.fitting < kLeastFitting && row - head > kTriedRows) break;
    const std::string& text = lines[row].run.text;
    const std::vector<std::size_t> begins = CellsOf(text, columns, matcher, languages, counts);
    if (begins.size() != columns.size() || IsProse(lines[row])) break;
    rows.fitting += Fits(text, begins, columns, matcher, languages) ? 1 : 0;
    AddCells(lines[row], begins, columns, static_cast<int>(row - head), matcher, rows.cells);
  }
  return rows;
}

}  // namespace

int FirstFreeTable(const std::vector<Line>& lines) {
  int table = -1;
  for (const Line& line : lines) table = std::max(table, line.table);
  return table + 1;
}

std::vector<Line> LinesOf(const prose::Document& document, Matcher& matcher) {
  std::vector<Line> lines;
  const Rows with_cells = RowsWithCells(document.blocks);
  for (const prose::Block& block : document.blocks) {
    Line line;
    line.run = RunOf(block);
    line.tokens = TokensOf(block.text);
    if (line.tokens.empty()) continue;
    line.hits = matcher.Find(line.tokens, kAllLanguages);
    line.number = block.number;
    line.heading = block.kind == prose::Block::Kind::kHeading;
    line.item = block.kind == prose::Block::Kind::kItem;
    line.level = block.level;
    line.beside = block.beside;
    line.header_cell = HeadsColumn(block, with_cells);
    if (block.kind == prose::Block::Kind::kCell) {
      line.table = block.table;
      line.row = block.row;
      line.column = block.column;
    }
    line.strong_label =
        std::any_of(line.hits.begin(), line.hits.end(), [](const Hit& hit) { return hit.first == 0 && IsLabel(hit.concept_id); });
    lines.push_back(std::move(line));
  }
  return lines;
}

// From the end: a short line is a heading when something long, a list or another heading follows.
void FindHeadings(std::vector<Line>& lines) {
  for (std::size_t i = lines.size(); i-- > 0;) {
    Line& line = lines[i];
    if (line.heading || line.beside) continue;
    if (!LooksLikeHeading(line) || i + 1 == lines.size()) continue;
    const Line& next = lines[i + 1];
    if (next.table >= 0 || IsLong(next) || next.heading || HeadsName(line, next)) {
      line.heading = true;
      line.level = 7;  // below all that are marked
    }
  }
}

void FindLabels(std::vector<Line>& lines) {
  for (Line& line : lines) {
    if (line.heading || line.table >= 0 || line.label_end > 0) continue;
    const std::size_t colon = ColonOf(line);
    // `Support - legal basis: contract`: what stands in front of the dash is the label.
    if (const std::size_t dash = DashBefore(line, colon); dash != std::string::npos) {
      SetLabel(line, dash, line.run.text.find(' ', dash + 1) + 1);
      continue;
    }
    if (colon != std::string::npos) {
      SetLabel(line, colon, std::min(colon + 2, line.run.text.size()));
      continue;
    }
    const std::size_t dash = line.item ? DashOf(line) : std::string::npos;
    if (dash != std::string::npos) SetLabel(line, dash, line.run.text.find(' ', dash + 1) + 1);
  }
}

std::vector<Run> PartGluedTables(std::vector<Line>& lines, Matcher& matcher, LanguageSet languages) {
  std::vector<Run> heads;
  const WordCounts counts = CountWords(lines);
  std::vector<Line> parted;
  int table = FirstFreeTable(lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool plain = !lines[i].item && lines[i].table < 0;
    const std::vector<Column> columns = plain ? ColumnsOf(lines[i].run.text, matcher, languages) : std::vector<Column>();
    GluedRows rows;
    if (!columns.empty()) rows = RowsBelow(lines, i, columns, matcher, languages, counts);
    if (columns.empty() || (columns[0].spaced && rows.fitting < kLeastFitting)) {
      parted.push_back(std::move(lines[i]));
      continue;
    }
    heads.push_back(lines[i].run);
    for (Line& cell : rows.cells) {
      cell.table = table;
      parted.push_back(std::move(cell));
    }
    ++table;
    i = rows.end - 1;
  }
  lines = std::move(parted);
  return heads;
}

}  // namespace lofte::importer
