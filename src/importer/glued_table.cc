#include "importer/glued_table.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "importer/places.h"

namespace lofte::importer {
namespace {

constexpr std::size_t kLongestHead = 120;
constexpr std::size_t kLongestName = 30;
constexpr std::size_t kMostCells = 8;
constexpr std::size_t kMostSeams = 24;

bool IsUpper(std::string_view text, std::size_t at) {
  const CodePoint c = DecodeUtf8(text, at);
  const std::string_view bytes = text.substr(at, c.bytes);
  return c.valid && Fold(bytes) != bytes;
}

bool IsLetterByte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

// `(via PuB-avtal)` is of one cell.
bool IsInBrackets(std::string_view text, std::size_t at) {
  const std::size_t open = text.rfind('(', at - 1), close = text.find(')', at);
  if (open == std::string_view::npos || close == std::string_view::npos) return false;
  return text.substr(open, at - open).find(')') == std::string_view::npos &&
         text.substr(at, close - at).find('(') == std::string_view::npos;
}

// `logs90 days`: a number and a blank right after a letter or bracket.
bool BeginsLength(std::string_view text, std::size_t at) {
  if (at == 0 || text[at] < '0' || text[at] > '9' || (!IsLetterByte(text[at - 1]) && text[at - 1] != ')')) return false;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at + 1 < text.size() && text[at] == ' ' && IsLetterByte(text[at + 1]);
}

// A capital, or the number of a length, right after a small letter, a closing bracket or a digit, or the last capital of several before a
// small letter.
std::vector<std::size_t> SeamsOf(std::string_view text) {
  std::vector<std::size_t> seams;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
    const char before = text[i - 1];
    if (before == ' ' || before == '-' || before == '(' || before == '"' || before == '/' || before == '&' || before == '.') {
      if (before != '.' || !IsUpper(text, i)) continue;
    }
    if (text[i] == '(' && IsLetterByte(before)) continue;
    const bool length = BeginsLength(text, i), capital = IsUpper(text, i);
    if ((!length && !capital) || IsInBrackets(text, i)) continue;
    if (length) seams.push_back(i);
    if (!capital) continue;
    std::size_t previous = i - 1;
    while (previous > 0 && (static_cast<unsigned char>(text[previous]) & 0xC0U) == 0x80U) --previous;
    if (IsUpper(text, previous)) {
      const std::size_t next = i + DecodeUtf8(text, i).bytes;
      const bool small_next = next < text.size() && IsLetterByte(text[next]) && !IsUpper(text, next);
      if (!small_next) continue;
    }
    seams.push_back(i);
    if (seams.size() == kMostSeams) break;
  }
  return seams;
}

// A capital, or the number of a length, right after a blank: where cells joined by blanks may begin.
std::vector<std::size_t> BlankSeamsOf(std::string_view text) {
  std::vector<std::size_t> seams;
  for (std::size_t i = 2; i < text.size() && seams.size() < kMostSeams; ++i) {
    if (text[i - 1] != ' ' || IsInBrackets(text, i)) continue;
    const bool number = text[i] >= '0' && text[i] <= '9' && text[i - 2] != '.';
    if (IsUpper(text, i) || number) seams.push_back(i);
  }
  return seams;
}

std::vector<Concept> LabelsOf(std::string_view text, Matcher& matcher, LanguageSet languages) {
  std::vector<Concept> labels;
  const std::vector<Token> tokens = TokensOf(text);
  for (const Hit& hit : matcher.Find(tokens, languages)) {
    if (hit.first == 0 && IsLabel(hit.concept_id)) labels.push_back(hit.concept_id);
  }
  return labels;
}

struct Words {
  std::string_view left, right;  // the words that a seam parts
};
Words AroundSeam(std::string_view text, std::size_t seam) {
  std::size_t begin = seam, end = seam;
  while (begin > 0 && (IsLetterByte(text[begin - 1]))) --begin;
  while (end < text.size() && IsLetterByte(text[end])) ++end;
  return {text.substr(begin, seam - begin), text.substr(seam, end - seam)};
}

int CountOf(std::string_view word, const WordCounts& counts) {
  const auto found = counts.find(Fold(word));
  return found == counts.end() ? 0 : found->second;
}

// How good a place to part a row: both sides are words that stand elsewhere, or the whole is one.
double ScoreOf(std::string_view row, std::size_t seam, const WordCounts& counts) {
  const Words words = AroundSeam(row, seam);
  const std::string whole = std::string(words.left) + std::string(words.right);
  double score = 1;
  // The row itself counts once.
  if (!words.left.empty() && CountOf(whole, counts) > 1) score -= 3;
  if (CountOf(words.left, counts) > 0) score += 1;
  if (CountOf(words.right, counts) > 0) score += 1;
  if (IsLegalForm(words.left)) score += 2;
  if (IsLegalForm(std::string(words.left) + std::string(words.right.substr(0, 1)))) score -= 2;
  if (words.left.size() == 1 && !IsUpper(words.left, 0)) score -= 1;
  return score;
}

bool Says(const std::vector<Concept>& labels, std::string_view name) {
  return std::any_of(labels.begin(), labels.end(), [&](Concept label) { return Lexicon::Words().NameOf(label) == name; });
}

// `7 years`, `As long as ..`, `Up to ..`
bool BeginsPeriod(std::string_view cell, Matcher& matcher, LanguageSet languages) {
  if (!cell.empty() && cell[0] >= '0' && cell[0] <= '9') return true;
  const std::vector<Hit> hits = matcher.Find(TokensOf(cell), languages);
  return std::any_of(hits.begin(), hits.end(), [](const Hit& hit) {
    const std::string_view name = Lexicon::Words().NameOf(hit.concept_id);
    return hit.first == 0 && (name == "crit.while" || name == "crit.until" || name == "ret.at_most");
  });
}

// A cell under `Region` begins with a place, one under `Legal basis` with a basis. `rest` of the row, from where the cell begins.
double FitOf(std::string_view rest, const Column& column, Matcher& matcher, LanguageSet languages) {
  constexpr std::size_t kLongestBegin = 200;  // bytes that tell
  const std::string_view cell = rest.substr(0, EndOfPiece(rest, 0, kLongestBegin));
  if (Says(column.labels, "label.region")) return PlaceAtStart(cell).empty() ? -4 : 4;
  if (Says(column.labels, "label.retention")) return BeginsPeriod(cell, matcher, languages) ? 4 : 0;
  if (!Says(column.labels, "label.basis")) return 0;
  for (const Hit& hit : matcher.Find(TokensOf(cell), languages)) {
    if (hit.first == 0 && Lexicon::Words().NameOf(hit.concept_id).substr(0, 6) == "basis.") return 4;
  }
  return -4;
}

std::vector<Column> ColumnsAt(const std::string& line, const std::vector<std::size_t>& seams, Matcher& matcher, LanguageSet languages) {
  std::vector<Column> columns;
  std::vector<std::size_t> begins = {0};
  begins.insert(begins.end(), seams.begin(), seams.end());
  if (begins.size() < 2 || begins.size() > kMostCells) return {};
  begins.push_back(line.size());
  bool unknown = false;  // one column of three or more may have a head that we do not know
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    const std::string_view cell = std::string_view(line).substr(begins[i], begins[i + 1] - begins[i]);
    const std::vector<Concept> labels = LabelsOf(cell, matcher, languages);
    if (labels.empty() && (unknown || begins.size() < 4 || cell.size() > kLongestName)) return {};
    unknown = unknown || labels.empty();
    Column column;
    column.labels = labels;
    columns.push_back(std::move(column));
  }
  if (unknown && line.find(',') != std::string::npos) return {};
  return columns;
}

// How good a place a blank is: the first of several, not behind a full stop.
double ScoreOfBlank(std::string_view row, std::size_t seam) { return row[seam - 2] == '.' ? -2 : 1; }

}  // namespace

std::vector<Column> ColumnsOf(const std::string& line, Matcher& matcher, LanguageSet languages) {
  if (line.size() > kLongestHead || line.empty() || line.back() == '.') return {};
  std::vector<Column> columns = ColumnsAt(line, SeamsOf(line), matcher, languages);
  if (!columns.empty()) return columns;
  columns = ColumnsAt(line, BlankSeamsOf(line), matcher, languages);
  const bool told = std::any_of(columns.begin(), columns.end(), [](const Column& column) {
    return Says(column.labels, "label.basis") || Says(column.labels, "label.region") || Says(column.labels, "label.retention");
  });
  if (!told) return {};
  for (Column& column : columns) column.spaced = true;
  return columns;
}

bool Fits(const std::string& row, const std::vector<std::size_t>& begins, const std::vector<Column>& columns, Matcher& matcher,
          LanguageSet languages) {
  for (std::size_t k = 0; k < columns.size() && k < begins.size(); ++k) {
    const std::size_t end = k + 1 < begins.size() ? begins[k + 1] : row.size();
    if (FitOf(std::string_view(row).substr(begins[k], end - begins[k]), columns[k], matcher, languages) > 0) return true;
  }
  return false;
}

std::vector<std::size_t> CellsOf(const std::string& row, const std::vector<Column>& columns, Matcher& matcher, LanguageSet languages,
                                 const WordCounts& counts) {
  if (row.size() > kLongestUnit) return {0};
  const bool spaced = columns[0].spaced;
  const std::vector<std::size_t> seams = spaced ? BlankSeamsOf(row) : SeamsOf(row);
  const std::size_t wanted = columns.size() - 1;
  if (seams.size() < wanted) return {0};
  // best[k][s]: the best score of parting with the kth seam of the row at seams[s]. Cells are told by where they begin.
  const std::size_t n = seams.size();
  std::vector<std::vector<double>> best(wanted, std::vector<double>(n, -1e9));
  std::vector<std::vector<std::size_t>> from(wanted, std::vector<std::size_t>(n, 0));
  for (std::size_t k = 0; k < wanted; ++k) {
    for (std::size_t s = k; s < n; ++s) {
      const std::size_t end = row.size();
      const double here = (spaced ? ScoreOfBlank(row, seams[s]) : ScoreOf(row, seams[s], counts)) +
                          FitOf(std::string_view(row).substr(seams[s], end - seams[s]), columns[k + 1], matcher, languages);
      if (k == 0) {
        best[k][s] = here;
        continue;
      }
      for (std::size_t p = k - 1; p < s; ++p) {
        if (best[k - 1][p] + here > best[k][s]) {
          best[k][s] = best[k - 1][p] + here;
          from[k][s] = p;
        }
      }
    }
  }
  std::size_t last = wanted - 1;
  for (std::size_t s = wanted - 1; s < n; ++s) {
    if (best[wanted - 1][s] > best[wanted - 1][last] || last < wanted - 1) last = s;
  }
  std::vector<std::size_t> begins;
  for (std::size_t k = wanted; k-- > 0;) {
    begins.push_back(seams[last]);
    last = from[k][last];
  }
  begins.push_back(0);
  std::reverse(begins.begin(), begins.end());
  return begins;
}

}  // namespace lofte::importer
