#include "importer/periods.h"

#include <cmath>
#include <cstdlib>
#include <optional>
#include <unordered_map>

#include "base/table.h"
#include "base/words.h"

namespace lofte::importer {

extern const std::string_view kNumbersTable;
extern const std::string_view kUnitsTable;

namespace {

constexpr double kDaysOfMonth = 30.4375;
constexpr double kLongestYears = 150;

struct Meaning {
  double value = 0;
  char unit = 0;
  LanguageSet languages = 0;
};
using Meanings = std::unordered_map<std::string, Meaning>;

template <typename Read>
Meanings MeaningsIn(const std::vector<TableRow>& rows, Read read) {
  Meanings meanings;
  for (const TableRow& cells : rows) {
    for (std::size_t i = 1; i < cells.size(); ++i) {
      for (std::string_view word : SplitAt(cells[i], '|')) {
        Meaning& meaning = meanings[Fold(word)];
        read(cells[0], meaning);
        meaning.languages |= LanguageSet{1} << (i - 1);
      }
    }
  }
  return meanings;
}

const Meanings& Numbers() {
  static const Meanings numbers = MeaningsIn(ReadRows("numbers.tsv", kNumbersTable), [](const std::string& cell, Meaning& meaning) {
    meaning.value = std::strtod(cell.c_str(), nullptr);
  });
  return numbers;
}

const Meanings& Units() {
  static const Meanings units =
      MeaningsIn(ReadRows("units.tsv", kUnitsTable), [](const std::string& cell, Meaning& meaning) { meaning.unit = cell[0]; });
  return units;
}

struct Number {
  double value = 0;
  double least = 0;  // of `4-6`; 0: no range
  LanguageSet languages = kAllLanguages;
};

bool AllDigits(std::string_view text) {
  for (char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty() && text.size() <= 4;
}

double Whole(std::string_view digits) { return std::atof(std::string(digits).c_str()); }

std::optional<Number> NumberOf(const Token& token) {
  const std::string& word = token.word;
  if (AllDigits(word)) return Number{Whole(word), 0, kAllLanguages};
  const std::size_t dash = word.find('-');
  if (dash != std::string::npos && AllDigits(word.substr(0, dash)) && AllDigits(word.substr(dash + 1)))
    return Number{Whole(word.substr(dash + 1)), Whole(word.substr(0, dash)), kAllLanguages};
  const auto found = Numbers().find(word);
  if (found == Numbers().end()) return std::nullopt;
  return Number{found->second.value, 0, found->second.languages};
}

const Meaning* UnitOf(std::string_view word) {
  const auto found = Units().find(std::string(word));
  return found == Units().end() ? nullptr : &found->second;
}

// `90-day`, `12-måneders`, `10-årig`: the unit begins after the hyphen.
std::optional<std::pair<Number, Meaning>> Compound(const std::string& word) {
  const std::size_t dash = word.find('-');
  if (dash == std::string::npos) return std::nullopt;
  const std::string front = word.substr(0, dash);
  std::string back = word.substr(dash + 1);
  Token number;
  number.word = front;
  const std::optional<Number> count = NumberOf(number);
  if (!count) return std::nullopt;
  for (; back.size() >= 2; back.pop_back()) {
    if (const Meaning* unit = UnitOf(back)) return std::pair(*count, *unit);
  }
  return std::nullopt;
}

std::string Digits(double value) { return std::to_string(static_cast<long>(std::lround(value))); }

std::string Iso(double value, char unit) {
  if (unit == 'Q') return "P" + Digits(value * 3) + "M";
  const bool whole = std::fabs(value - std::round(value)) < 1e-9;
  if (unit == 'T') return "PT" + Digits(value) + "M";  // minutes; `M` is taken by months
  if (unit == 'H') return "PT" + Digits(value) + "H";
  if (whole) return "P" + Digits(value) + std::string(1, unit);
  if (unit == 'Y') return "P" + Digits(value * 12) + "M";
  if (unit == 'M') return "P" + Digits(value * 30) + "D";
  if (unit == 'W') return "P" + Digits(value * 7) + "D";
  return "PT" + Digits(value * 24) + "H";
}

bool HasAt(const Unit& unit, Concept id, std::size_t token) {
  for (const Hit& hit : unit.hits) {
    if (hit.concept_id == id && hit.first <= token && token < hit.last) return true;
  }
  return false;
}

// Is there a hit that ends at the token or up to `within` before it?
bool EndsBefore(const Unit& unit, Concept id, std::size_t token, std::size_t within) {
  for (const Hit& hit : unit.hits) {
    if (hit.concept_id == id && hit.last <= token && hit.last + within >= token) return true;
  }
  return false;
}

std::optional<Length> LengthAt(const Unit& unit, std::size_t first) {
  static const Concept adjective = Lexicon::Words().Id("unit.adjective");
  static const Concept range = Lexicon::Words().Id("unit.range");
  const std::vector<Token>& tokens = unit.tokens;
  if (const auto compound = Compound(tokens[first].word)) {
    // `one-time` is no number of hours, though `time` be an hour in Norwegian.
    if ((compound->first.languages & compound->second.languages) == 0) return std::nullopt;
    Length length;
    length.first = first;
    length.last = first + 1;
    length.unit = compound->second.unit;
    length.period = Iso(compound->first.value, length.unit);
    if (compound->first.value == std::round(compound->first.value)) length.count = static_cast<int>(compound->first.value);
    if (length.unit == 'Q') length.unit = 'M';
    return length;
  }
  std::optional<Number> number = NumberOf(tokens[first]);
  if (!number) return std::nullopt;
  std::size_t next = first + 1;
  // `fem (5) år`: the second says the same; `3 til 6 år`, `4–6 år`: a range.
  if (next < tokens.size()) {
    // `(1) to 2 years from ..` is numbered, and no range.
    const bool numbered = unit.run.text[tokens[first].end] == ')';
    const bool joined = !numbered && HasAt(unit, range, next) && next + 1 < tokens.size();
    const std::optional<Number> second = NumberOf(tokens[joined ? next + 1 : next]);
    const std::string between = unit.run.text.substr(tokens[next - 1].end, tokens[next].begin - tokens[next - 1].end);
    const bool dashed =
        between.find("–") != std::string::npos || between.find("—") != std::string::npos || between.find(" - ") != std::string::npos;
    if (second && (joined || dashed) && second->value > number->value) {
      number->least = number->value;
      number->value = second->value;
      number->languages &= second->languages;
      next += joined ? 2 : 1;
    } else if (second && !joined && between.find('(') != std::string::npos && second->value == number->value) {
      number->languages &= second->languages;
      next += 1;
    }
  }
  if (next < tokens.size() && UnitOf(tokens[next].word) == nullptr && HasAt(unit, adjective, next)) ++next;
  const Meaning* meaning = next < tokens.size() ? UnitOf(tokens[next].word) : nullptr;
  if (meaning == nullptr || (meaning->languages & number->languages) == 0) return std::nullopt;
  const std::string_view gap = std::string_view(unit.run.text).substr(tokens[next - 1].end, tokens[next].begin - tokens[next - 1].end);
  if (gap.find_first_of(".;:,") != std::string_view::npos) return std::nullopt;
  Length length;
  length.first = first;
  length.last = next + 1;
  length.unit = meaning->unit;
  length.period = Iso(number->value, meaning->unit);
  if (number->least > 0) length.least = Iso(number->least, meaning->unit);
  if (number->value == std::round(number->value)) length.count = static_cast<int>(number->value);
  if (length.unit == 'Q') length.unit = 'M';
  return length;
}

// `2 years and 6 months` is one length: a greater unit, then a smaller one.
void AddSmallerUnit(const Unit& unit, Length& length) {
  static const Concept conjunction = Lexicon::Words().Id("unit.and");
  constexpr std::string_view kUnits = "YMWD";
  const std::size_t next = length.last + (HasAt(unit, conjunction, length.last) ? 1 : 0);
  if (next >= unit.tokens.size() || !length.least.empty() || length.unit == 'H' || length.unit == 'T') return;
  const std::string_view gap =
      std::string_view(unit.run.text).substr(unit.tokens[next - 1].end, unit.tokens[next].begin - unit.tokens[next - 1].end);
  const std::optional<Length> more = gap == " " ? LengthAt(unit, next) : std::nullopt;
  if (!more || !more->least.empty() || kUnits.find(more->unit) == std::string_view::npos) return;
  if (kUnits.find(more->unit) <= kUnits.find(length.unit)) return;
  length.period += more->period.substr(1);
  length.last = more->last;
}

// The days of a month, year or so in an ISO 8601 period, about; 0 for none.
double DaysOf(std::string_view period) {
  double days = 0, value = 0;
  bool time = false;
  for (char c : period) {
    if (c == 'P') continue;
    if (c == 'T') {
      time = true;
    } else if (c >= '0' && c <= '9') {
      value = value * 10 + (c - '0');
    } else {
      const double unit = c == 'Y'            ? 12 * kDaysOfMonth
                          : c == 'M' && !time ? kDaysOfMonth
                          : c == 'W'          ? 7
                          : c == 'D'          ? 1
                          : c == 'H'          ? 1.0 / 24
                          : c == 'M'          ? 1.0 / 1440
                                              : 0;
      days += value * unit;
      value = 0;
    }
  }
  return days;
}

}  // namespace

std::vector<Length> LengthsIn(const Unit& unit) {
  static const Concept each = Lexicon::Words().Id("unit.each");
  static const Concept past = Lexicon::Words().Id("unit.past");
  static const Concept at_most = Lexicon::Words().Id("ret.at_most");
  std::vector<Length> lengths;
  for (std::size_t i = 0; i < unit.tokens.size(); ++i) {
    std::optional<Length> length = LengthAt(unit, i);
    if (!length) continue;
    AddSmallerUnit(unit, *length);
    i = length->last - 1;
    length->days = DaysOf(length->period);
    if (length->days <= 0 || length->days > kLongestYears * 12 * kDaysOfMonth) continue;
    if (EndsBefore(unit, each, length->first, 0) || EndsBefore(unit, past, length->first, 0)) continue;
    length->at_most = EndsBefore(unit, at_most, length->first, 3);
    lengths.push_back(std::move(*length));
  }
  return lengths;
}

}  // namespace lofte::importer
