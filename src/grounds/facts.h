// What is so of one row, as it was read once: every fact that the rules of a binding can ask about.
//
// A formula of lower.h is evaluated over it as it would be over the row, at any T. For explanations, and wherever a value's end is to be
// known as a date: docs/design/0001-grounds.md, sections 1 and 2. Plain values. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "expr/codec.h"
#include "expr/evaluate.h"
#include "grounds/lower.h"

namespace lofte::grounds {

// A fact by its name and whose it is: a role of the row, or empty for the row alone.
using FactName = std::pair<std::string, std::string>;

// An event. Neither a moment nor unknown: it has not happened yet.
struct EventFact {
  std::optional<expr::Moment> moment;
  bool is_unknown = false;
};

// A state. Neither ended nor unknown: it stands.
struct StateFact {
  std::optional<expr::Moment> ended;
  bool is_unknown = false;
};

struct PersonFact {
  bool is_present = false;
  bool is_unknown = false;  // there is somebody, and nobody knows who
  bool is_held = false;     // a hold or a restriction
};

class Facts : public expr::Row {
 public:
  // `zone`: the controller's.
  explicit Facts(time::Zone zone) : zone_(std::move(zone)) {}

  std::map<FactName, EventFact> events;
  std::map<FactName, StateFact> states;
  std::map<FactName, expr::Tri> conditions;
  std::map<FactName, expr::Tri> serves;      // by activity
  std::map<std::string, PersonFact> people;  // by role
  std::map<FactName, bool> ended_grounds;    // by activity

  // Panics on a fact that is not here: whoever reads facts reads all that the binding asks about.
  bool Fact(const expr::Fact& fact) const override;
  // There are no columns and no other rows.
  expr::Value Column(std::string_view name) const override;
  std::vector<const Row*> Related(const expr::Hop& hop) const override;

  const time::Zone& zone() const { return zone_; }

 private:
  bool IsBefore(const std::optional<expr::Moment>& moment, const expr::Fact& fact) const;

  time::Zone zone_;
};

// Which facts the rules of a binding can ask about, whatever T; each once, in the order of the rules.
struct FactNames {
  std::vector<FactName> events, states, conditions, serves, ended_grounds;
  std::vector<std::string> people;
};
FactNames FactsAsked(const Binding& binding);

}  // namespace lofte::grounds
