// The recorded faults of an example: tests/mutations/NAME.yaml, and NAME-*.yaml beside it. The head of gigcoms.yaml says what each key
// means.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/policy.h"
#include "stores/store.h"

namespace lofte::tests {

inline constexpr char kAt[] = "2026-11-21T12:00";  // in the zone of the example's controller

struct Mutation {
  std::vector<std::string> promises;
  std::string name;
  std::map<stores::Dialect, std::string>
      sql;               // with its parts; `{edge}` not yet replaced. Empty for a kind of database in which it cannot happen
  std::string map;       // of a fault in the data map
  std::string at = kAt;  // T
  std::string fault, twin;
  std::string lasts;  // a day
  std::optional<std::string> stays;
  std::string hold;   // empty: not tried
  std::string value;  // empty: the promises are not such as a sweep mends
  std::string left;
  std::vector<std::int64_t> rows;  // of each promise
  std::vector<std::string> undated;
  std::vector<std::string> seals, stays_sealed;
  std::string floor;  // a day; empty: no floor is in the way
  std::vector<std::string> floor_seals;
  std::vector<std::string> late;           // promises
  std::vector<std::string> counted, gone;  // tables

  bool MendedBySweep() const { return !value.empty(); }
  bool Exists(stores::Dialect dialect) const { return !sql.at(dialect).empty() || !map.empty(); }
  std::string Title() const { return promises.front() + " " + name; }
  std::string Sql(stores::Dialect dialect, const std::string& edge) const;
  // What is not due.
  const std::string& Stays() const { return stays ? *stays : twin; }
  // The same with other ids, so that many can be in one database; `number` below 1000.
  Mutation WithIdsOf(std::size_t number) const;
};

struct MutationFile {
  std::vector<Mutation> mutations;
  std::string clean;                            // SQL
  std::map<std::string, std::string> unlinked;  // by promise: SQL after which nothing that it is about names a person
};

// Panics on a mistake in the file. `example`: `gigcoms`.
const MutationFile& MutationsOf(const std::string& example);

std::string DayOf(const std::string& at);                    // `2026-11-21` of `2026-11-21T12:00`
std::string DayAfter(const std::string& day, int days = 1);  // negative: before
std::string TableOf(const std::string& from_and_where);      // `carts` of `carts WHERE id = 1`
bool Has(const std::vector<std::string>& all, const std::string& one);

// A rule of one of its promises sets aside for a time. What is shown too long is broken, whoever is held: a hold keeps the copy.
bool IsOfBlock(const policy::Policy& policy, const Mutation& mutation);

// Of own data or of the schema.
bool IsAskedOfStores(const policy::Control& control);

// All of `promises` and what they cover.
std::set<std::string> BrokenWith(const policy::Policy& policy, const std::vector<std::string>& promises);

}  // namespace lofte::tests
