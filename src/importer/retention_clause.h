// The parts of a sentence that say how long something is kept, and what they say it from. Private to retention.cc.
#pragma once

#include <string>
#include <vector>

#include "importer/periods.h"
#include "importer/reading.h"

namespace lofte::importer {

struct Trigger {
  Concept id;
  const char* name;
};
const std::vector<Trigger>& Triggers();
// What an `as long as` or `until` is about.
const std::vector<Trigger>& States();

// A part of a unit: tokens [first, last).
struct Clause {
  const Unit* unit;
  std::size_t first, last;

  const Hit* Find(Concept id) const {
    for (const Hit& hit : unit->hits) {
      if (hit.concept_id == id && hit.first >= first && hit.first < last) return &hit;
    }
    return nullptr;
  }
  bool Has(Concept id) const { return Find(id) != nullptr; }
};

// Of the first that the clause has; empty: it has none.
std::string NameIn(const Clause& clause, const std::vector<Trigger>& names);

// delete, anonymise, block: what is done first, and what then.
struct Actions {
  std::string first, second;
};
Actions ActionsIn(const Clause& clause);
bool IsAction(Concept id);

// `then they are blocked`: a sentence that goes on with what was said.
bool GoesOn(const Unit& unit);
// Do two units stand together: in one line or in lines one after the other?
bool SameThing(const Unit& a, const Unit& b);
// The clauses of a unit that each have a verb or noun of keeping or ending near their beginning.
std::vector<Clause> ClausesOf(const Unit& unit);
// `children under 13 years`
bool NearAge(const Unit& unit, const Length& length);

}  // namespace lofte::importer
