// Why the values of one row are still there, until when, and what happens then: every ground of each, from which words of the policy.
//
// The standing is that of the formulas that plan, apply and verify ask (grounds/lower.h), evaluated over the facts of this row; the dates
// are found with them (grounds/dates.h). Holds no value of the row: names of columns, dates of events, what is so of it, and where that was
// read (explain_reads.h). A sealed copy is opened for the names of its columns and the facts that its rules read, and for no more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/explain_reads.h"
#include "engine/held.h"
#include "engine/sealed.h"
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
  bool in_force = true;                   // at T; `from:`
  bool is_settled = true;                 // false: an older and a newer term each bind some rows, so nothing follows from it
  expr::Tri applies = expr::Tri::kFalse;  // its `when:`, and whether the row serves the activity
  std::vector<std::string> not_so;        // what of that is false or unknown: `ticket.sensitive`, `not ticket.sensitive`, `serves webform`
  bool is_ended_by_person = false;        // of a need: consent withdrawn, an objection upheld; use by it is over, whatever `ends` says
  grounds::Reached ends;                  // from when on it may go; of a rule that blocks: from when on use is over; of a floor: it is over
  std::optional<time::Instant> late_from;  // of needs and caps: from when on what is still there is late; of a block: still in its row
  // Where a block is carried out, the same of the copy.
  std::optional<time::Instant> block_ends, block_late_from;
};

// An event, or the end of a state, that a rule reads which applies or may apply.
struct FactView {
  std::string name, role;
  bool is_state = false;
  bool is_unknown = false;
  std::optional<time::Day> day;  // in the controller's zone; of a state: on which it stopped. nullopt and known: not yet, it stands
  Asked stands_in = {};          // where the day is read
  std::optional<Decided> when = std::nullopt;  // of a state: what it is while it stands
};

// A condition that a rule in force asks, or whether the row serves its activity: what decides if the rule applies.
struct ConditionView {
  std::string name, role;  // of `serves` the activity
  bool is_serves = false;
  expr::Tri is = expr::Tri::kUnknown;
  Decided decided;
};

// From when on a promise is broken by what is still there.
struct LatePromise {
  std::string promise;
  time::Instant from;
};

// Into which cell the row is counted when it goes (docs/design/0004-sealed-copies.md, "Aggregation").
struct CellView {
  struct Part {
    std::string by;                    // `month(cart.abandoned)`, or a column, whose value is not told
    std::optional<std::string> value;  // `2026-11`; nullopt also where the moment is not known
    bool is_column = false;
  };
  std::vector<Part> parts;  // coarsest first
  int least = 1;            // rows, that a cell with parts has at least
};

// Fields that stand and fall together.
struct ValueView {
  std::vector<std::string> fields;
  std::vector<std::string> categories;  // of these fields, each once, in the policy's words; none for a link
  std::vector<std::string> keys_of;     // roles whose key is among the fields
  std::vector<std::string> roles;       // whose
  bool is_link = false;                 // the key of a person: it goes with the last of what is said about them
  bool has_value = false;
  bool is_held = false;                    // somebody whom it is about has a hold or a restriction: it stays, whatever else is said here
  std::vector<std::string> only_with_row;  // fields that cannot be emptied: they leave with the row alone
  bool is_sealed = false;                  // what is blocked of it leaves the row for a sealed copy; false: blocks are not carried out
  bool is_counted = false;                 // where `then` is to aggregate: it is carried out
  Standing standing = Standing::kUse;
  // But for holds. nullopt: never, by these rules and facts; of what is so already: it always was.
  std::optional<time::Instant> use_until;   // from here on it is of no use to anybody: blocked, or gone
  std::optional<time::Instant> shown_from;  // from here on a promise is broken if it is still in its row, though it is to be sealed
  std::vector<std::string> shown_promises;  // which
  std::vector<LatePromise> shown_late;      // each by itself, in the order of the days
  std::optional<time::Instant> until;       // from here on it is gone; of a link: from here on it is emptied
  std::optional<time::Instant> late_from;   // from here on a promise is broken
  std::vector<std::string> promises;        // charged from `late_from` on, or by now
  std::vector<LatePromise> late;            // each that is charged some day, by itself, in the order of the days
  policy::Then then = policy::Then::kNone;  // what happens at `until`
  std::vector<RuleView> rules;              // none for a link
};

struct Explanation {
  std::string table;  // with the store's name
  time::Instant at;
  bool has_row = true;                                              // false: only copies are left of it, and all but `sealed` are empty
  std::vector<std::pair<std::string, grounds::PersonFact>> people;  // by role, in the order of the map
  std::vector<HoldOn> holds;                                        // on these
  std::vector<FactView> facts;
  std::vector<ConditionView> conditions;
  std::vector<ValueView> values;
  // Every value of the row is gone to erasure, sealed or counted, so that the row itself leaves, unless another needs it as a parent: at T,
  // and since when (nullopt: always); or from when on (nullopt: never).
  bool row_leaves = false;
  std::optional<time::Instant> row_until;
  // Before that everything in it is gone, and some of it to be anonymised: then the row stays, about nobody. nullopt: it does not.
  std::optional<time::Instant> row_anonymous_from;
  policy::Then row_then = policy::Then::kErase;  // kBlock: some value of it is sealed then; kAggregate: none is, and some value is counted
  std::optional<CellView> cell;                  // nullopt: nothing of it is counted
  SealedOfRow sealed;
  // Of each copy, by the rules of today and the facts in it; nullopt where these do not tell, and of what can be put back.
  std::vector<std::optional<ValueView>> sealed_values;
};

// `key`: as ReadNamedTexts has it; any columns that name one row. The copies of a row that is there no more are found by its whole key.
// Errors: kInvalid (no such table in the data map, a key that cannot be read), kNotFound (no such row and no copy, or several), the store's
// own.
Result<Explanation> Explain(Site& site, const expr::TableName& table, const std::string& key, const grounds::Question& question);

}  // namespace lofte::engine
