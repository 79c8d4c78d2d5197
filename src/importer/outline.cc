#include "importer/outline.h"

#include <algorithm>
#include <unordered_map>

#include "importer/language_of.h"
#include "importer/limits.h"
#include "importer/lines.h"
#include "importer/places.h"

namespace lofte::importer {
namespace {

constexpr double kLeastShare = 0.1;
constexpr double kTitleShare = 0.15;
constexpr double kShortText = 400;  // bytes
constexpr double kNearly = 0.6;
constexpr double kWholeCounts = 0.25;  // a line of another language fits that one better by more

Concept Id(std::string_view name) { return Lexicon::Words().Id(name); }

// --- languages

struct Weighed {
  LanguageScore score{};
  void Add(const LanguageScore& more) {
    for (std::size_t i = 0; i < score.size(); ++i) score[i] += more[i];
  }
};

// `nb-NO`, `no`, `EN_us`: as Languages() has it; "" for one that it does not have.
std::string DeclaredLanguage(const std::string& tag) {
  const std::string code = Fold(tag.substr(0, tag.find_first_of("-_")));
  if (code == "no") return "nb";
  return std::find(Languages().begin(), Languages().end(), code) == Languages().end() ? "" : code;
}

// Of languages that fit alike, the first.
std::string FirstOf(const LanguageScore& score) {
  const auto best = std::max_element(score.begin(), score.end());
  return *best > 0 ? Languages()[static_cast<std::size_t>(best - score.begin())] : "";
}

// Of a text in several languages the title tells which is the first: `Personvernerklæring` is one of two.
LanguageSet LanguagesOfTitle(const std::vector<Line>& lines) {
  static const Concept policy = Id("doc.policy");
  for (std::size_t i = 0; i < lines.size() && i < 10; ++i) {
    if (lines[i].tokens.size() > 6) continue;
    for (const Hit& hit : lines[i].hits) {
      if (hit.concept_id == policy) return hit.languages;
    }
  }
  return 0;
}

// A line counts for the language that it is in: words that two languages share must not make a second language of one.
void ReadLanguages(const std::vector<Line>& lines, const std::string& declared, Outline& outline) {
  static const Concept common = Id("lang.word");
  Weighed all;
  for (const Line& line : lines) all.Add(ScoreOf(line.hits, common));
  const double most = std::max(*std::max_element(all.score.begin(), all.score.end()), 1e-9);
  std::vector<double> bytes(Languages().size(), 0);
  double sum = 0;
  for (const Line& line : lines) {
    LanguageScore score = ScoreOf(line.hits, common);
    // Of two that fit a line about alike, the one that fits the whole better.
    for (std::size_t i = 0; i < score.size(); ++i) score[i] *= 1 + kWholeCounts * all.score[i] / most;
    const std::string best = BestOf(score);
    if (best.empty()) continue;
    const double weight = static_cast<double>(line.run.text.size());
    bytes[static_cast<std::size_t>(std::find(Languages().begin(), Languages().end(), best) - Languages().begin())] += weight;
    sum += weight;
  }
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < bytes.size(); ++i) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return bytes[a] > bytes[b]; });
  for (std::size_t i : order) {
    if (sum > 0 && bytes[i] >= kLeastShare * sum) outline.languages.push_back(Languages()[i]);
  }
  outline.language = outline.languages.empty() ? BestOf(all.score) : outline.languages[0];
  if (outline.language.empty()) outline.language = FirstOf(all.score);
  const auto bytes_of = [&](const std::string& language) {
    return bytes[static_cast<std::size_t>(std::find(Languages().begin(), Languages().end(), language) - Languages().begin())];
  };
  // The words tell more than what a page declares, which often is the language of its template; of two with about as much text it decides.
  const bool fits =
      outline.language.empty() || (sum > 0 && !declared.empty() && bytes_of(declared) >= kNearly * bytes_of(outline.language));
  if (!declared.empty() && fits) outline.language = declared;
  if (outline.languages.empty() && !outline.language.empty()) outline.languages.push_back(outline.language);
  const LanguageSet title = LanguagesOfTitle(lines);
  const auto named = std::find_if(outline.languages.begin(), outline.languages.end(),
                                  [&](const std::string& language) { return (title & SetOf(language)) != 0; });
  if (named != outline.languages.end() && sum > 0 && bytes_of(*named) > kTitleShare * sum) outline.language = *named;
  for (const std::string& language : outline.languages) outline.language_set |= SetOf(language);
  // A few words fit several languages.
  const double best = *std::max_element(all.score.begin(), all.score.end());
  for (std::size_t i = 0; i < all.score.size() && sum < kShortText; ++i) {
    if (all.score[i] >= kNearly * best) outline.language_set |= LanguageSet{1} << i;
  }
  if (outline.language_set == 0) outline.language_set = kAllLanguages;
}

std::string LanguageOfUnit(const std::vector<Hit>& hits, const Outline& outline) {
  static const Concept common = Id("lang.word");
  LanguageScore score = ScoreOf(hits, common);
  for (std::size_t i = 0; i < score.size(); ++i) {
    if ((outline.language_set >> i & 1U) == 0) score[i] = 0;
  }
  const std::string best = BestOf(score);
  return best.empty() ? outline.language : best;
}

// --- parts

int LevelOf(const Line& line) {
  if (line.level > 0 && line.level < 7 && line.number.empty()) return line.level;
  if (!line.number.empty()) return 1 + static_cast<int>(std::count(line.number.begin(), line.number.end(), '.'));
  return 7;
}

std::vector<Concept> TopicsOf(const Line& line) {
  std::vector<Concept> topics;
  for (const Hit& hit : line.hits) {
    if (IsLabel(hit.concept_id) && std::find(topics.begin(), topics.end(), hit.concept_id) == topics.end())
      topics.push_back(hit.concept_id);
  }
  return topics;
}

constexpr int kUnmarked = 7;  // the level of headings that only look like some

bool HasRight(const Line& line) {
  return std::any_of(line.hits.begin(), line.hits.end(), [](const Hit& hit) {
    const std::string_view name = Lexicon::Words().NameOf(hit.concept_id);
    return name.substr(0, 6) == "right." && name != "right.noun";
  });
}

bool IsVendor(const Line& line) {
  const std::vector<NamedVendor> vendors = VendorsIn(line.run.text, line.tokens);
  return vendors.size() == 1 && vendors[0].first == 0 && vendors[0].last == line.tokens.size();
}

// Headings without marks tell no levels: below `Your rights` one that names a right is its part, and below `Recipients` a supplier.
bool IsBelowUsual(const Line& line, const Outline& outline, int current) {
  static const Concept rights = Id("label.rights"), recipients = Id("label.recipients");
  if (LevelOf(line) != kUnmarked) return false;
  while (current >= 0 && outline.parts[static_cast<std::size_t>(current)].level > kUnmarked)
    current = outline.parts[static_cast<std::size_t>(current)].parent;
  if (current < 0) return false;
  const Part& above = outline.parts[static_cast<std::size_t>(current)];
  if (above.level != kUnmarked || !above.own_topics) return false;
  return (above.HasTopic(rights) && HasRight(line)) || (above.HasTopic(recipients) && IsVendor(line));
}

void OpenPart(const Line& line, Outline& outline, int& current) {
  Part part;
  part.heading = line.run.Part(0, EndOfPiece(line.run.text, 0));
  part.level = LevelOf(line);
  part.first_unit = part.last_unit = outline.units.size();
  if (IsBelowUsual(line, outline, current)) ++part.level;
  int parent = current;
  while (parent >= 0 && outline.parts[static_cast<std::size_t>(parent)].level >= part.level)
    parent = outline.parts[static_cast<std::size_t>(parent)].parent;
  part.parent = parent;
  part.topics = TopicsOf(line);
  part.own_topics = !part.topics.empty();
  if (part.topics.empty() && parent >= 0) part.topics = outline.parts[static_cast<std::size_t>(parent)].topics;
  current = static_cast<int>(outline.parts.size());
  outline.parts.push_back(std::move(part));
}

// --- units

void AddUnit(Run run, const Line& line, int section, Matcher& matcher, Outline& outline) {
  static const Concept common = Id("lang.word");
  Unit unit;
  unit.tokens = TokensOf(run.text);
  if (unit.tokens.empty()) return;
  std::vector<Hit> hits = matcher.Find(unit.tokens, kAllLanguages);
  unit.language = LanguageOfUnit(hits, outline);
  for (const Hit& hit : hits) {
    if (hit.concept_id != common && (hit.languages & (outline.language_set | SetOf(unit.language))) != 0) unit.hits.push_back(hit);
  }
  unit.run = std::move(run);
  unit.line_id = line.id;
  unit.section = section;
  unit.heading = line.heading || line.sheet_name || line.header_cell;
  unit.item = line.item;
  unit.beside = line.beside;
  unit.topics = line.topics;
  unit.table = line.table;
  unit.row = line.row;
  unit.column = line.column;
  unit.sheet = line.sheet;
  if (line.label_end > 0) {
    unit.label = line.run.text.substr(0, line.label_end);
    unit.label_place = line.run.PlaceOf(0, line.label_end);
  }
  if (!line.row_label.empty()) unit.label = line.row_label;
  if (!unit.label.empty()) unit.label_hits = matcher.Find(TokensOf(unit.label), kAllLanguages);
  outline.units.push_back(std::move(unit));
  if (line.table < 0) return;
  const std::size_t index = outline.units.size() - 1;
  outline.tables.emplace(line.table, std::pair(index, index)).first->second.second = index + 1;
}

void AddUnits(const Line& line, int section, Matcher& matcher, Outline& outline) {
  static const Concept abbreviation = Id("abbr");
  if (line.heading || line.sheet_name) return AddUnit(line.run.Part(0, EndOfPiece(line.run.text, 0)), line, section, matcher, outline);
  const std::size_t before = outline.units.size();
  const Run value = line.run.Part(line.value, line.run.text.size());
  std::vector<Hit> abbreviations;
  const std::vector<Token> tokens = TokensOf(value.text);
  for (const Hit& hit : matcher.Find(tokens, kAllLanguages)) {
    if (hit.concept_id == abbreviation) abbreviations.push_back(hit);
  }
  for (Run& sentence : SentencesOf(value, abbreviations)) AddUnit(std::move(sentence), line, section, matcher, outline);
  if (outline.units.size() == before) {
    // `The following:` alone: the label is the unit, and announces.
    AddUnit(line.run.Part(0, EndOfPiece(line.run.text, 0)), line, section, matcher, outline);
    if (outline.units.size() > before) outline.units.back().announces = !line.run.text.empty() && line.run.text.back() == ':';
    return;
  }
  Unit& last = outline.units.back();
  last.announces = !last.run.text.empty() && last.run.text.back() == ':';
}

// `.. other documents Examples of what we use it for:`: the announcement of a list was glued to the item before it.
std::size_t GluedAnnouncement(const Line& line) {
  std::size_t cut = 0;
  if (!line.item || line.run.text.back() != ':' || line.tokens.size() < 6) return cut;
  for (std::size_t t = 2; t + 2 < line.tokens.size(); ++t) {
    const std::size_t gap = line.tokens[t].begin - line.tokens[t - 1].end;
    if (line.tokens[t].capital && gap == 1 && !line.tokens[t - 1].capital) cut = line.tokens[t].begin;
  }
  return cut;
}

void PartGluedAnnouncements(std::vector<Line>& lines, Matcher& matcher) {
  std::vector<Line> parted;
  parted.reserve(lines.size());
  for (Line& line : lines) {
    const std::size_t cut = GluedAnnouncement(line);
    if (cut == 0) {
      parted.push_back(std::move(line));
      continue;
    }
    const auto make = [&](std::size_t from, std::size_t until, bool item) {
      Line part = line;
      part.run = line.run.Part(from, until);
      part.tokens = TokensOf(part.run.text);
      part.hits = matcher.Find(part.tokens, kAllLanguages);
      part.item = item;
      parted.push_back(std::move(part));
    };
    make(0, cut, true);
    make(cut, line.run.text.size(), false);
  }
  lines = std::move(parted);
}

// A first row of nothing but labels, one at most unknown, heads its table though nothing marks it.
void MarkHeads(std::vector<Line>& lines) {
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1, labels = 0;
    const bool table = lines[i].table >= 0 && !lines[i].glued && lines[i].row == 0 && (i == 0 || lines[i - 1].table != lines[i].table);
    const auto counts = [&](const Line& cell) {
      constexpr std::size_t kLongestHead = 5;  // tokens
      return cell.tokens.size() <= kLongestHead && cell.run.text.back() != ':' && !TopicsOf(cell).empty();
    };
    if (table) {
      labels = counts(lines[i]) ? 1 : 0;
      for (; end < lines.size() && lines[end].table == lines[i].table && lines[end].row == 0; ++end) labels += counts(lines[end]) ? 1 : 0;
      const std::size_t cells = end - i;
      for (std::size_t k = i; k < end && cells > 1 && labels + (cells > 2 ? 1 : 0) >= cells; ++k) lines[k].header_cell = true;
    }
    i = end;
  }
}

// Cells know the head of their column and the first cell of their row.
void LabelCells(std::vector<Line>& lines) {
  std::unordered_map<int, std::vector<Concept>> heads;  // column -> labels, of the table that is read
  int table = -1, row = -1;
  std::string first;
  for (Line& line : lines) {
    if (line.table < 0) continue;
    if (line.table != table) heads.clear();
    if (line.table != table || line.row != row) first.clear();
    const bool new_row = line.table != table || line.row != row;
    table = line.table;
    row = line.row;
    if (new_row && !line.header_cell) first = line.run.text.substr(0, EndOfPiece(line.run.text, 0, kLongestName));
    if (line.glued) {
      if (!new_row) line.row_label = first;
      continue;
    }
    if (line.header_cell || line.row == 0) {
      heads[line.column] = TopicsOf(line);
      if (line.header_cell) continue;
    }
    if (const auto head = heads.find(line.column); head != heads.end() && line.row > 0) line.topics = head->second;
    if (!new_row) line.row_label = first;
  }
}

}  // namespace

bool Unit::Has(Concept id) const { return Find(id) != nullptr; }

bool Unit::HasTopic(Concept label) const { return std::find(topics.begin(), topics.end(), label) != topics.end(); }

bool Part::HasTopic(Concept label) const { return std::find(topics.begin(), topics.end(), label) != topics.end(); }

Place Unit::PlaceWithLabel() const {
  Place place = run.Whole();
  if (label_place.end > 0 && label_place.begin < place.begin) place.begin = label_place.begin, place.line = label_place.line;
  return place;
}

bool Unit::LabelHas(Concept id, LanguageSet languages) const {
  return std::any_of(label_hits.begin(), label_hits.end(),
                     [&](const Hit& hit) { return hit.concept_id == id && (hit.languages & languages) != 0; });
}

const Hit* Unit::Find(Concept id) const {
  for (const Hit& hit : hits) {
    if (hit.concept_id == id) return &hit;
  }
  return nullptr;
}

std::string_view Unit::Words(std::size_t first, std::size_t last) const {
  if (first >= last || last > tokens.size()) return {};
  return std::string_view(run.text).substr(tokens[first].begin, tokens[last - 1].end - tokens[first].begin);
}

std::string_view Unit::GapBefore(std::size_t token) const {
  const std::size_t end = tokens[token - 1].end;
  return std::string_view(run.text).substr(end, tokens[token].begin - end);
}

bool Outline::UnderHeading(const Unit& unit, Concept label) const {
  for (int part = unit.section; part >= 0; part = parts[static_cast<std::size_t>(part)].parent) {
    if (parts[static_cast<std::size_t>(part)].HasTopic(label)) return true;
  }
  return false;
}

Units Outline::UnitsOf(int table) const {
  const auto found = tables.find(table);
  if (found == tables.end()) return {};
  return {units.data() + found->second.first, units.data() + found->second.second};
}

bool Outline::InTopic(const Unit& unit, Concept label) const {
  if (unit.HasTopic(label)) return true;
  return unit.topics.empty() && UnderHeading(unit, label);
}

Outline OutlineOf(const prose::Document& document) {
  Outline outline;
  Matcher matcher(Lexicon::Words());
  std::vector<Line> lines = LinesOf(document, matcher);
  outline.title = document.title;
  ReadLanguages(lines, DeclaredLanguage(document.language), outline);
  FindSplitTables(lines);
  FindLostItems(lines, matcher);
  FindHeadings(lines);
  outline.glued_tables = PartGluedTables(lines, matcher, kAllLanguages);
  outline.sheets = FindSheets(lines);
  PartGluedAnnouncements(lines, matcher);
  FindLabels(lines);
  MarkHeads(lines);
  LabelCells(lines);
  int current = -1;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].id = i;
    if (lines[i].heading && !lines[i].beside) OpenPart(lines[i], outline, current);
    AddUnits(lines[i], current, matcher, outline);
    for (int part = current; part >= 0; part = outline.parts[static_cast<std::size_t>(part)].parent) {
      outline.parts[static_cast<std::size_t>(part)].last_unit = outline.units.size();
    }
    if (current >= 0 && !lines[i].heading) ++outline.parts[static_cast<std::size_t>(current)].own_units;
  }
  return outline;
}

}  // namespace lofte::importer
