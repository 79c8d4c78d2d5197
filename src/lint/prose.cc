#include <algorithm>
#include <tuple>

#include "lint/prose_rules.h"
#include "policy/countries.h"

namespace lofte::lint {
namespace {

// Of folded text. Bytes of UTF-8 beyond ASCII are letters here.
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0; }

std::string Folded(std::string_view name) {
  std::string folded;
  for (const char c : importer::Fold(name))
    if (IsLetter(c) || (c >= '0' && c <= '9')) folded += c;
  return folded;
}

auto PlaceOf(const policy::OpenPoint& point) {
  const std::size_t begin = point.origins.empty() ? 0 : point.origins.front().begin;
  return std::tuple(begin, std::string_view(point.rule), std::string_view(point.name), std::string_view(point.says));
}

}  // namespace

bool Has(const Statement& statement, Concepts concepts) {
  return std::any_of(concepts.begin(), concepts.end(), [&](std::string_view concept_id) {
    return std::find(statement.concepts.begin(), statement.concepts.end(), concept_id) != statement.concepts.end();
  });
}

policy::Origin OriginOf(const Place& place, double confidence) { return {place.line, place.begin, place.end, confidence}; }
policy::Origin OriginOf(const importer::Fact& fact) { return OriginOf(fact.place, fact.confidence); }

Words WordsOf(std::string_view text) {
  Words words(1);
  for (const char c : importer::Fold(text)) {
    if (IsLetter(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool IsSameWord(const std::string& a, const std::string& b) {
  constexpr std::size_t kEnough = 7;
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < kLeastShared) return false;
  const auto [end, ignored] = std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin());
  const auto same = static_cast<std::size_t>(end - a.begin());
  return same >= kEnough || (same >= kLeastShared && same * 4 >= shorter * 3);
}

bool ShareAWord(const std::string& word, const Words& others) {
  return std::any_of(others.begin(), others.end(), [&](const std::string& other) { return IsSameWord(word, other); });
}

bool ShareAWord(const Words& words, const Words& others) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return ShareAWord(word, others); });
}

bool IsSameName(std::string_view a, std::string_view b) {
  constexpr std::size_t kLeast = 3;
  const std::string one = Folded(a), other = Folded(b);
  if (one.size() < kLeast || other.size() < kLeast) return one == other;
  return one.find(other) != std::string::npos || other.find(one) != std::string::npos;
}

bool IsOutside(std::string_view region) {
  while (!region.empty()) {
    const std::size_t end = region.find_first_of("/,");
    std::string_view part = region.substr(0, end);
    region.remove_prefix(end == std::string_view::npos ? region.size() : end + 1);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty() && policy::AdequacyOf(part) != policy::Adequacy::kEea) return true;
  }
  return false;
}

std::vector<const Statement*> Prose::With(Concepts concepts) const {
  std::vector<const Statement*> with;
  for (const Statement& statement : facts_.statements)
    if (Has(statement, concepts)) with.push_back(&statement);
  return with;
}

bool Prose::IsIn(const Statement& statement, std::string_view topic) const {
  if (statement.section >= facts_.sections.size()) return false;
  const auto& topics = facts_.sections[statement.section].topics;
  return std::find(topics.begin(), topics.end(), topic) != topics.end();
}

bool Prose::IsCollected(const Statement& statement) const {
  constexpr std::string_view kOther[] = {"transfers",  "breach",  "rights",   "security", "retention",
                                         "recipients", "cookies", "purposes", "complaint"};
  const auto is_in = [&](std::string_view topic) { return IsIn(statement, topic); };
  return statement.item && is_in("data") && std::none_of(std::begin(kOther), std::end(kOther), is_in);
}

bool Prose::HasTopic(std::string_view topic) const {
  return std::any_of(facts_.sections.begin(), facts_.sections.end(), [&](const importer::Section& section) {
    return std::find(section.topics.begin(), section.topics.end(), topic) != section.topics.end();
  });
}

Prose::Prose(const importer::Facts& facts) : facts_(facts), by_section_(facts.sections.size()) {
  for (const Statement& statement : facts.statements) {
    by_place_.push_back(&statement);
    if (statement.section >= by_section_.size()) by_section_.resize(statement.section + 1);
    const bool is_heading =
        statement.section < facts.sections.size() && statement.place.begin == facts.sections[statement.section].place.begin;
    if (!is_heading) by_section_[statement.section].push_back(&statement);
  }
  const auto before = [](const Statement* a, const Statement* b) { return a->place.begin < b->place.begin; };
  std::stable_sort(by_place_.begin(), by_place_.end(), before);
}

const Statement* Prose::At(const Place& place) const {
  const auto behind = [](std::size_t begin, const Statement* of) { return begin < of->place.begin; };
  const auto next = std::upper_bound(by_place_.begin(), by_place_.end(), place.begin, behind);
  if (next == by_place_.begin()) return nullptr;
  const Statement* at = *(next - 1);
  return place.begin < at->place.end ? at : nullptr;
}

const std::vector<const Statement*>& Prose::InSection(std::size_t section) const {
  static const std::vector<const Statement*> kNone;
  return section < by_section_.size() ? by_section_[section] : kNone;
}

bool Prose::SpeaksOf(const importer::Retention& rule, Concepts concepts) const {
  const Statement* said = At(rule.place);
  if (said != nullptr && Has(*said, concepts)) return true;
  importer::LanguageSet languages = importer::SetOf(said == nullptr || said->language.empty() ? facts_.language : said->language);
  for (const std::string& language : facts_.languages) languages |= importer::SetOf(language);
  for (const importer::Hit& hit : matcher_.Find(importer::TokensOf(importer::Fold(rule.what)), languages)) {
    const std::string_view name = importer::Lexicon::Words().NameOf(hit.concept_id);
    if (std::find(concepts.begin(), concepts.end(), name) != concepts.end()) return true;
  }
  return false;
}

bool Prose::IsOfOneActivity(const importer::Retention& rule) const {
  for (const importer::Activity& activity : facts_.activities)
    for (const importer::Retention& of : activity.retention)
      if (of.place.begin == rule.place.begin) return true;
  return false;
}

Places Prose::Whole() const {
  if (!facts_.sections.empty()) return {OriginOf(facts_.sections.front().place)};
  if (!facts_.statements.empty()) return {OriginOf(facts_.statements.front().place)};
  return {policy::Origin{1, 0, 1}};
}

void Prose::Add(std::string_view name, std::string says, Places places, std::string_view rule) {
  const FindingText& text = TextOf(name, rule);
  points_.push_back({text.rule, text.name, text.severity, std::move(says), std::move(places), {}});
  ++times_[std::string(text.name)];
}

bool Prose::HasRoomFor(std::string_view name) {
  const auto times = times_.find(name);
  const bool room = times == times_.end() || times->second <= kMostPoints;
  stopped_ = stopped_ || !room;
  return room;
}

void Prose::AddAs(Severity severity, std::string_view name, std::string says, Places places) {
  Add(name, std::move(says), std::move(places));
  points_.back().severity = severity;
}

Places PlacesOf(const std::vector<const Statement*>& statements) {
  Places places;
  for (const Statement* statement : statements) places.push_back(OriginOf(statement->place));
  return places;
}

Places Joined(Places first, const Places& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}

std::vector<policy::OpenPoint> Prose::Take() {
  constexpr std::size_t kFewPlaces = 8;
  std::vector<policy::OpenPoint>& points = points_;
  const auto by_place = [](const auto& a, const auto& b) { return PlaceOf(a) < PlaceOf(b); };
  std::sort(points.begin(), points.end(), by_place);
  if (points.size() > kMostPoints) {
    const std::size_t left = points.size() + 1 - kMostPoints;
    const auto is_error = [](const auto& point) { return point.severity == Severity::kError; };
    std::stable_partition(points.begin(), points.end(), is_error);
    points.resize(kMostPoints - 1);
    Add("TEXT-CUT", std::to_string(left) + (stopped_ ? " or more points are left out" : " more points are left out"), Whole());
    std::sort(points.begin(), points.end(), by_place);
  }
  const std::size_t most = points.size() * kMostPlaces > kMostPlacesOfAll ? kFewPlaces : kMostPlaces;
  for (policy::OpenPoint& point : points) point.origins.resize(std::min(point.origins.size(), most));
  return std::move(points);
}

std::vector<policy::OpenPoint> LintProse(const importer::Facts& facts) {
  Prose prose(facts);
  for (const auto find : {FindRetentionInProse, FindRetentionConflicts, FindRecipientsInProse, FindConsentInProse, FindPeopleInProse,
                          FindStructure, FindWords})
    find(prose);
  return prose.Take();
}

}  // namespace lofte::lint
