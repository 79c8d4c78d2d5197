// Why the values of one row are still there, until when, and what happens then: every ground of each, from which words of the policy.
//
// The standing is that of the formulas that plan, apply and verify ask (grounds/lower.h), evaluated over the facts of this row; the dates
// are found with them (grounds/dates.h). Holds no value of the row: names of columns, dates of events, and what is so of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/site.h"
#include "grounds/dates.h"

namespace lofte::engine {

// docs/design/0001-grounds.md, section 2; and a value about nobody, which has left the calculus.
enum class Standing { kUse, kBlocked, kGone, kUndated, kUnclaimed, kNobody };
std::string_view NameOf(Standing standing);

// One rule for one person of the row.
struct RuleView {
  const policy::Rule* rule = nullptr;
  std::string role;
  bool in_force = true;                    // at T; `from:`
  expr::Tri applies = expr::Tri::kFalse;   // its `when:`, and whether the row serves the activity
  std::vector<std::string> not_so;         // what of that is false or unknown: `ticket.sensitive`
  grounds::Reached ends;                   // from when on it may go; of a floor: from when on the floor is over
  std::optional<time::Instant> late_from;  // of needs and caps
};

// An event, or the end of a state, that some rule reads.
struct FactView {
  std::string name, role;
  bool is_state = false;
  bool is_unknown = false;
  std::optional<time::Day> day;  // in the controller's zone; of a state: on which it stopped. nullopt and known: not yet, it stands
};

// Fields that stand and fall together.
struct ValueView {
  std::vector<std::string> fields;
  std::vector<std::string> roles;  // whose
  bool is_link = false;            // the key of a person: it goes with the last of what is said about them
  bool has_value = false;
  bool is_held = false;  // somebody whom it is about has a hold or a restriction: it stays, whatever else is said here
  Standing standing = Standing::kUse;
  std::optional<time::Instant> use_until;   // from here on it is of no use to anybody: blocked, or gone
  std::optional<time::Instant> until;       // from here on it is gone; both nullopt where these rules and facts have no end
  std::optional<time::Instant> late_from;   // from here on a promise is broken
  policy::Then then = policy::Then::kNone;  // what happens at `until`
  std::vector<std::string> promises;        // charged from `late_from` on
  std::vector<RuleView> rules;              // none for a link
};

struct Explanation {
  std::string table;  // with the store's name
  time::Instant at;
  std::vector<std::pair<std::string, grounds::PersonFact>> people;  // by role, in the order of the map
  std::vector<FactView> facts;
  std::vector<ValueView> values;
  // From here on every value of the row is gone to erasure, so that the row itself is deleted, unless another needs it as a parent or
  // somebody in it is held.
  std::optional<time::Instant> row_until;
};

// `key`: `881`; or `order=7,line=2`, columns and what they hold, for a key of several columns or any other way to name one row. Errors:
// kInvalid (no such table in the data map, a key that cannot be read), kNotFound (no such row, or several), the store's own.
Result<Explanation> Explain(Site& site, const expr::TableName& table, const std::string& key, const grounds::Question& question);

}  // namespace lofte::engine
