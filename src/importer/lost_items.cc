// Lists that lost their bullets on the way from a web page to plain text: short lines after an announcement (`You have the right to:`), or
// lines that each begin with a name and a dash.
#include <algorithm>

#include "importer/glued_table.h"
#include "importer/lines.h"

namespace lofte::importer {
namespace {

constexpr std::size_t kLongestItem = 110;
constexpr std::size_t kLongestNamed = 260;
constexpr std::size_t kLastDash = 50;

bool MayBeItem(const Line& line) {
  return !line.heading && !line.item && !line.beside && line.table < 0 && line.number.empty() && !line.run.text.empty();
}

bool HasName(const Line& line) {
  const std::string& text = line.run.text;
  if (!line.tokens[0].capital || text.size() > kLongestNamed) return false;
  for (std::string_view dash : {" - ", " – ", " — "}) {
    if (text.find(dash) < kLastDash) return true;
  }
  return false;
}

// `Invoicing: to send ..`
bool HasLabel(const Line& line) {
  constexpr std::size_t kLongestLabel = 60, kLeastValue = 3;
  const std::string& text = line.run.text;
  const std::size_t colon = text.find(": ");
  return line.tokens[0].capital && colon < kLongestLabel && colon + kLeastValue < text.size() && text.size() <= kLongestNamed;
}

bool GoesOn(const Line& line) { return line.run.text.back() == ',' || line.run.text.back() == ';'; }

bool IsShort(const Line& line) {
  const char last = line.run.text.back();
  return line.run.text.size() <= kLongestItem && last != '.' && last != ':' && last != '?' && last != '!';
}

bool HasKind(const Line& line, std::string_view kind) {
  return std::any_of(line.hits.begin(), line.hits.end(),
                     [&](const Hit& hit) { return Lexicon::Words().NameOf(hit.concept_id).substr(0, kind.size()) == kind; });
}

// What is asked for in a list of rights (`Erasure`, `Complain to ..`) has the words of headings.
bool IsHeadingAfterList(const std::vector<Line>& lines, std::size_t announcement, std::size_t i) {
  if (!lines[i].strong_label || i == announcement + 1 || GoesOn(lines[i - 1])) return false;
  if (i + 1 == lines.size() || !MayBeItem(lines[i + 1]) || IsShort(lines[i + 1])) return false;
  return !(HasKind(lines[announcement], "right.") && HasKind(lines[i], "right."));
}

// The lines of a list stand at equal distances.
bool StandsApart(const std::vector<Line>& lines, std::size_t announcement, std::size_t i) {
  if (i < announcement + 2) return false;
  const std::size_t first = i == announcement + 2 ? announcement : announcement + 1;
  return lines[i].run.line - lines[i - 1].run.line > lines[first + 1].run.line - lines[first].run.line;
}

bool IsSentence(const Line& line) { return line.run.text.back() == '.' && line.run.text.size() <= kLongestNamed; }

// A list of sentences: two at least, one line each.
bool AreSentences(const std::vector<Line>& lines, std::size_t first) {
  return first + 1 < lines.size() && MayBeItem(lines[first]) && IsSentence(lines[first]) && MayBeItem(lines[first + 1]) &&
         IsSentence(lines[first + 1]) && lines[first + 1].run.line == lines[first].run.line + 1;
}

// The items of one list are alike: what the first is, the others are too.
enum class Kind { kNone, kNamed, kLabelled, kShort, kSentence };
Kind KindOf(const std::vector<Line>& lines, std::size_t i) {
  if (HasName(lines[i])) return Kind::kNamed;
  if (HasLabel(lines[i])) return Kind::kLabelled;
  if (IsShort(lines[i]) || GoesOn(lines[i])) return Kind::kShort;
  return AreSentences(lines, i) ? Kind::kSentence : Kind::kNone;
}

bool IsOf(Kind kind, const Line& line) {
  if (kind == Kind::kNamed) return HasName(line);
  if (kind == Kind::kLabelled) return HasLabel(line);
  return kind == Kind::kShort ? IsShort(line) || HasName(line) : IsSentence(line);
}

std::size_t EndOfList(const std::vector<Line>& lines, std::size_t announcement) {
  std::size_t i = announcement + 1;
  const Kind kind = MayBeItem(lines[i]) ? KindOf(lines, i) : Kind::kNone;
  for (; kind != Kind::kNone && i < lines.size() && MayBeItem(lines[i]); ++i) {
    // A heading of a list that has its bullets.
    if (i + 1 < lines.size() && lines[i + 1].item && lines[i].strong_label) break;
    const bool last_of_series = i > announcement + 1 && GoesOn(lines[i - 1]) && lines[i].run.text.size() <= kLongestNamed;
    const bool fits = IsOf(kind, lines[i]) || GoesOn(lines[i]) || last_of_series;
    if (!fits || StandsApart(lines, announcement, i) || IsHeadingAfterList(lines, announcement, i)) break;
    if (last_of_series && !IsOf(kind, lines[i]) && !GoesOn(lines[i])) return i + 1;
  }
  return i;
}

}  // namespace

void FindLostItems(std::vector<Line>& lines, Matcher& matcher) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].item || lines[i].beside || lines[i].table >= 0 || lines[i].run.text.back() != ':') continue;
    // What is announced is a glued table.
    if (!ColumnsOf(lines[i + 1].run.text, matcher, kAllLanguages).empty()) continue;
    const std::size_t end = EndOfList(lines, i);
    for (std::size_t k = i + 1; k < end; ++k) lines[k].item = true;
  }
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (MayBeItem(lines[i]) && MayBeItem(lines[i + 1]) && HasName(lines[i]) && HasName(lines[i + 1])) {
      for (; i < lines.size() && MayBeItem(lines[i]) && HasName(lines[i]); ++i) lines[i].item = true;
    }
  }
}

}  // namespace lofte::importer
