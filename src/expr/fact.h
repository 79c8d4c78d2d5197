// A leaf of a formula that names a fact of the policy and is not a column yet.
//
// `grounds` writes formulas over facts; `datamap` puts columns in their place; the native evaluator can also ask for them by name.
// Every fact is total: true or false, never NULL. `unknown` is a fact of its own.
#pragma once

#include <string>
#include <variant>

#include "time/civil.h"

namespace lofte::expr {

struct Fact {
  enum class Kind {
    kEventBefore,       // the event is known and before `cutoff`
    kEventUnknown,      // the event is missing where the map says `unknown`, or its value is no moment
    kStateEnded,        // the state is known to be false and its end is known and before `cutoff`
    kStateUnknown,      // the state is unknown, or false without a known end
    kConditionTrue,     //
    kConditionUnknown,  //
    kServes,            // the row serves the activity `name`
    kServesUnknown,     //
    kPresent,           // the row has a person in `role`
    kPersonUnknown,     // the row has no key for `role`, and the map says that this is unknown
    kHeld,              // that person has a hold or a restriction
    kGroundEnded,       // that person's ground of activity `name` was ended (withdrawal, objection)
  };
  Kind kind = Kind::kPresent;
  std::string name;  // of the event, state, condition or activity
  std::string role;  // whose: a role of the row; empty for facts of the row alone
  // kEventBefore, kStateEnded: the civil day in the controller's zone, or the instant, that the moment must be before.
  std::variant<time::Day, time::Instant> cutoff;

  bool operator==(const Fact&) const = default;
};

}  // namespace lofte::expr
