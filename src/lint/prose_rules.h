// What the files of rules over a text share. Rules ask for concepts, sections and facts, never for words of a language.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "importer/lexicon.h"
#include "lint/finding.h"

namespace lofte::lint {

using importer::Place;
using importer::Statement;
using Concepts = std::initializer_list<std::string_view>;  // one of them
using Places = std::vector<policy::Origin>;

bool Has(const Statement& statement, Concepts concepts);
policy::Origin OriginOf(const Place& place, double confidence = 1);
policy::Origin OriginOf(const importer::Fact& fact);
// Of facts or places, in their order.
template <typename All>
Places OriginsOf(const All& all) {
  Places places;
  for (const auto& one : all) places.push_back(OriginOf(one));
  return places;
}
// Runs of letters, folded.
using Words = std::vector<std::string>;
Words WordsOf(std::string_view text);
// Are they one word, inflected or not: of kLeastShared bytes at least, of which three quarters are the same from the front?
inline constexpr std::size_t kLeastShared = 5;
bool IsSameWord(const std::string& a, const std::string& b);
bool ShareAWord(const std::string& word, const Words& others);
bool ShareAWord(const Words& words, const Words& others);
// Is one name part of the other, without case and what is no letter or digit? Names of fewer than three letters are nobody's.
bool IsSameName(std::string_view a, std::string_view b);
// Is a country code, or `EU/US`, outside the EEA in some part? Empty: no.
bool IsOutside(std::string_view region);

// What a draft holds of open points, and of places for one of them.
inline constexpr std::size_t kMostPoints = 1'000;
inline constexpr std::size_t kMostPlaces = 40;          // of one
inline constexpr std::size_t kMostPlacesOfAll = 8'000;  // beyond, each has at most 8

// The facts of a text with what rules look up in them, and the points that rules have found. Borrows the facts.
class Prose {
 public:
  explicit Prose(const importer::Facts& facts);

  const importer::Facts& facts() const { return facts_; }
  std::vector<const Statement*> With(Concepts concepts) const;
  bool Says(Concepts concepts) const { return !With(concepts).empty(); }
  // Is the statement's section about this (importer::Section::topics)?
  bool IsIn(const Statement& statement, std::string_view topic) const;
  // An item of a list of what is collected.
  bool IsCollected(const Statement& statement) const;
  bool HasTopic(std::string_view topic) const;
  // The statement that holds the place's first byte; nullptr where none does.
  const Statement* At(const Place& place) const;
  // Without its heading.
  const std::vector<const Statement*>& InSection(std::size_t section) const;
  // Does the sentence of the rule, or what it calls the data, speak of one of these? A label in front of a period is no part of its
  // sentence.
  bool SpeaksOf(const importer::Retention& rule, Concepts concepts) const;
  // Is it the period of one processing among several, told where that one is?
  bool IsOfOneActivity(const importer::Retention& rule) const;
  // The first place of the text, for what is said nowhere.
  Places Whole() const;

  void Add(std::string_view name, std::string says, Places places, std::string_view rule = {});
  void AddAs(Severity severity, std::string_view name, std::string says, Places places);
  // Is there room for another point of that name? Rules that hold each of something against each of something else ask, and stop.
  bool HasRoomFor(std::string_view name);
  // In the order of the text, at most kMostPoints of them, errors before others where there are more.
  std::vector<policy::OpenPoint> Take();

 private:
  const importer::Facts& facts_;
  std::vector<const Statement*> by_place_;
  std::vector<std::vector<const Statement*>> by_section_;
  mutable importer::Matcher matcher_{importer::Lexicon::Words()};  // remembers words, and changes no answer
  std::vector<policy::OpenPoint> points_;
  std::map<std::string, std::size_t, std::less<>> times_;  // name of a finding -> its points
  bool stopped_ = false;                                   // a rule found no room for all
};

// The places of the statements, in their order.
Places PlacesOf(const std::vector<const Statement*>& statements);
Places Joined(Places first, const Places& then);

void FindRetentionInProse(Prose& prose);
void FindRetentionConflicts(Prose& prose);
void FindRecipientsInProse(Prose& prose);
void FindConsentInProse(Prose& prose);
void FindPeopleInProse(Prose& prose);
void FindStructure(Prose& prose);
void FindWords(Prose& prose);

}  // namespace lofte::lint
