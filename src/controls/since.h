// Since when rows are due or broken: the first civil day on which one of them was, read off the least value of one column.
//
// A value is due or broken only from when all that it stood on is over: of a need, every need that applies to it; of either kind, every
// floor. What reads the same column as the rule itself is a later day of the same moment; where something applies that another column
// tells, nobody can say since when. Plain values. Pure.
#pragma once

#include <optional>
#include <vector>

#include "controls/table_grounds.h"

namespace lofte::controls {

// An END without alternatives that has to be over.
struct EndToWait {
  grounds::Leaf leaf;
  time::Period within;
  bool is_floor = false;
};

// The least value of `moment` among the rows of `filter` tells since when they are as they are.
struct SinceTerm {
  expr::Expr filter;  // resolved
  // nullopt: no column tells of these rows; whoever asks counts them instead.
  std::optional<datamap::MomentColumn> moment;
  std::vector<EndToWait> ends;           // of the same moment; empty where there is none
  bool can_tell = true;                  // false: these rows wait for what another column tells
  std::optional<time::Day> begins = {};  // nothing was so by the rule before this day
};

// The terms of the rows charged to `rule` in `group`. Without a moment where no single column can tell (section 4 of the design: `latest`,
// several persons).
std::vector<SinceTerm> SinceTerms(const TableGrounds& table, const datamap::FieldGroup& group, const policy::Rule& rule,
                                  grounds::Edge edge);

// The terms of the rows in which the value has to be out of use by `rule`, and is not (TableGrounds::ShownTooLong). As above.
std::vector<SinceTerm> ShownSinceTerms(const TableGrounds& table, const datamap::FieldGroup& group, const policy::Rule& rule,
                                       grounds::Edge edge);

// The answers to the terms of one question, whatever tables they are from.
class Since {
 public:
  // `least`: the value of the term's column, NULL: there is no such row; of a term without one how many rows there are.
  void Add(const SinceTerm& term, const expr::Value& least, grounds::Edge edge, const grounds::Question& question);
  // A day that is known; nullopt: nothing to add.
  void Add(std::optional<time::Day> day);
  // The first of the days; nullopt where there is none, or where some row's cannot be told.
  std::optional<time::Day> day() const { return can_tell_ ? day_ : std::nullopt; }

 private:
  std::optional<time::Day> day_;
  bool can_tell_ = true;
};

}  // namespace lofte::controls
