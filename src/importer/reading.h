// The steps from an outline to facts. Each reads one kind of fact and is private to importer.cc; they run in the order below, since later
// ones ask for what earlier ones have found.
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "importer/facts.h"
#include "importer/limits.h"
#include "importer/outline.h"

namespace lofte::importer {

struct Reading {
  explicit Reading(Outline read);

  Outline outline;
  Facts facts;
  std::vector<bool> understood;                 // for each unit
  std::unordered_set<std::string> small_words;  // that stand in small letters somewhere, folded: no names

  void Understand(const Unit& unit);
  // Is there room for one more where `held` of at most `most` are? Notes what is left out when there is none.
  bool HasRoom(std::size_t held, std::size_t most, std::string_view what, const Place& place);
  const Unit* Next(const Unit& unit) const;      // nullptr after the last
  const Unit* Previous(const Unit& unit) const;  // nullptr before the first
};

Concept Id(std::string_view concept_name);

// A concept by its name, looked up when it is first asked for. Any thread.
class Named {
 public:
  constexpr explicit Named(const char* name) : name_(name) {}
  operator Concept() const {  // NOLINT: it stands wherever a concept does
    if (id_.load(std::memory_order_relaxed) < 0) id_.store(Id(name_), std::memory_order_relaxed);
    return id_.load(std::memory_order_relaxed);
  }

 private:
  const char* name_;
  mutable std::atomic<Concept> id_{-1};
};

bool HasAny(const Unit& unit, std::initializer_list<Concept> concepts);
// Does `a` end at most `within` tokens before `b` begins?
bool IsNearBefore(const Hit& a, const Hit& b, std::size_t within);
// Is the hit denied: a `not` up to three tokens before it or two after?
bool IsDenied(const Unit& unit, const Hit& hit);
// `We do not:`, `Norvik never:`: the denial is of what follows, not of something in the announcement.
bool EndsDenying(const Unit& unit);
// A bit of text of the unit, as a fact. Tokens, `last` not included.
Text TextOf(const Unit& unit, std::size_t first, std::size_t last, double confidence = 1);
Text TextOf(const Unit& unit, double confidence = 1);
bool EqualFolded(std::string_view a, std::string_view b);

void ReadController(Reading& reading);
void ReadIdentity(Reading& reading);  // controller, officer, addresses, authority, date
void ReadRecipients(Reading& reading);
void ReadTransfers(Reading& reading);  // and safeguards
void ReadBases(Reading& reading);
void ReadRetention(Reading& reading);
void ReadRights(Reading& reading);
void ReadCookies(Reading& reading);
void ReadMeasures(Reading& reading);  // security, breach, age, automated decisions
void ReadData(Reading& reading);      // kinds of data
void ReadActivities(Reading& reading);
void ReadStatements(Reading& reading);  // sections, statements, announced lists, what was not understood

// The letters of Art. 6(1) and 9(2) that a unit names by article, `6(1)(b)`, `9(2)(a)`, with their tokens.
struct ArticleRef {
  std::string article;
  std::size_t first = 0, last = 0;
};
std::vector<ArticleRef> ArticlesIn(const Unit& unit);
// Does `article`, or the name of the regulation, stand up to three tokens before?
bool SaysArticleBefore(const Unit& unit, std::size_t token);
// The bases that a unit says, by article or, where it speaks of legal bases, by name.
std::vector<std::pair<std::string, Place>> BasesOf(const Reading& reading, const Unit& unit);
// Those of an item, its label included.
std::vector<std::pair<std::string, Place>> BasesOfLabelled(const Reading& reading, const Unit& unit);
// Those that a heading names: `Contract (Article 6(1)(b))`, and below that of the bases `Contract`.
std::vector<std::pair<std::string, Place>> BasesOfHeading(const Reading& reading, const Unit& unit);

}  // namespace lofte::importer
