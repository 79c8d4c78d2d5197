#include "importer/reading.h"

#include <algorithm>
#include <utility>

namespace lofte::importer {
namespace {

const Named kNot("neg.not");

}  // namespace

Reading::Reading(Outline read) : outline(std::move(read)), understood(outline.units.size(), false) {
  for (const Unit& unit : outline.units) {
    for (const Token& token : unit.tokens) {
      if (!token.capital) small_words.insert(token.word);
    }
  }
}

void Reading::Understand(const Unit& unit) { understood[static_cast<std::size_t>(&unit - outline.units.data())] = true; }

bool Reading::HasRoom(std::size_t held, std::size_t most, std::string_view what, const Place& place) {
  if (held < most) return true;
  std::vector<LeftOut>& all = facts.left_out;
  auto known = std::find_if(all.begin(), all.end(), [&](const LeftOut& one) { return one.what == what; });
  if (known == all.end()) known = all.insert(all.end(), {std::string(what), 0, place});
  ++known->count;
  return false;
}

const Unit* Reading::Next(const Unit& unit) const { return &unit == &outline.units.back() ? nullptr : &unit + 1; }

const Unit* Reading::Previous(const Unit& unit) const { return &unit == outline.units.data() ? nullptr : &unit - 1; }

Concept Id(std::string_view concept_name) { return Lexicon::Words().Id(concept_name); }

bool HasAny(const Unit& unit, std::initializer_list<Concept> concepts) {
  return std::any_of(concepts.begin(), concepts.end(), [&](Concept id) { return unit.Has(id); });
}

bool IsNearBefore(const Hit& a, const Hit& b, std::size_t within) { return a.last <= b.first && a.last + within >= b.first; }

namespace {

// `uden for EU` denies nothing: its `uden` is part of a longer phrase.
bool IsPartOfPhrase(const Unit& unit, const Hit& word) {
  return std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& other) {
    return other.concept_id != word.concept_id && other.last - other.first > 1 && other.first <= word.first && other.last >= word.last;
  });
}

}  // namespace

namespace {

// `Messages without an address may be kept`: what is missing is the address.
bool IsOfAnother(const Unit& unit, const Hit& negation, const Hit& hit) {
  static const Named without("neg.without"), infinitive("mark.infinitive");
  const bool is_without = std::any_of(unit.hits.begin(), unit.hits.end(),
                                      [&](const Hit& other) { return other.concept_id == without && other.first == negation.first; });
  if (!is_without || negation.last == hit.first || negation.first >= hit.last) return false;
  return std::none_of(unit.hits.begin(), unit.hits.end(),
                      [&](const Hit& other) { return other.concept_id == infinitive && other.first == negation.last; });
}

}  // namespace

bool IsDenied(const Unit& unit, const Hit& hit) {
  return std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& other) {
    return other.concept_id == kNot && !IsPartOfPhrase(unit, other) && !IsOfAnother(unit, other, hit) &&
           (IsNearBefore(other, hit, 3) || IsNearBefore(hit, other, 2));
  });
}

bool EndsDenying(const Unit& unit) {
  return std::any_of(unit.hits.begin(), unit.hits.end(),
                     [&](const Hit& hit) { return hit.concept_id == kNot && hit.last == unit.tokens.size(); });
}

Text TextOf(const Unit& unit, std::size_t first, std::size_t last, double confidence) {
  Text text;
  text.text = std::string(unit.Words(first, last));
  text.place = unit.run.PlaceOf(unit.tokens[first].begin, unit.tokens[last - 1].end);
  text.confidence = confidence;
  return text;
}

Text TextOf(const Unit& unit, double confidence) {
  Text text;
  text.text = unit.run.text;
  text.place = unit.run.Whole();
  text.confidence = confidence;
  return text;
}

bool EqualFolded(std::string_view a, std::string_view b) { return Fold(a) == Fold(b); }

}  // namespace lofte::importer
