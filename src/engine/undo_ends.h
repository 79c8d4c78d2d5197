// Until when what a sweep has taken can be put back, and when it is late: a time of grace that never outlives a promise.
//
// A copy is destroyed by the first sweep from its day on. That day is so many days after the sweep that took the values, or the last one on
// which a nightly sweep, at whatever hour, keeps every promise about them, whichever comes first. One thread.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "datamap/bind.h"
#include "engine/end_finder.h"

namespace lofte::engine {

class UndoEnds {
 public:
  explicit UndoEnds(grounds::Question question) : question_(std::move(question)) {}

  // Of the values of these groups of one table, together in one copy: late from the first day on which one of them is, `charged` the
  // promises broken on that day. `due` is left out; undated where one of them is. The key of a person is late when all is that is said
  // about them. `groups` are borrowed from the table, which outlives this; `facts` answer what is asked of all of them.
  SealedEnds Find(const datamap::BoundTable& table, const std::vector<const datamap::FieldGroup*>& groups, const grounds::Facts& facts);

  // Of anything that is sealed by a sweep at the time of the question.
  time::Day LastDay(int undo_days) const { return {question_.zone.DayOf(question_.at).number + undo_days}; }

  // The day of a copy that is made by a sweep at the time of the question; nullopt: no day is left, and what is taken is gone at once.
  std::optional<time::Day> DayOf(const SealedEnds& ends, int undo_days) const;

 private:
  SealedEnds FindOne(const datamap::BoundTable& table, const datamap::FieldGroup& group, const grounds::Facts& facts);

  grounds::Question question_;
  std::map<const datamap::FieldGroup*, EndFinder> finders_;
};

// Of a row, over its columns: no day is left in which values of these groups that a sweep at the time of the question takes could be put
// back. What UndoEnds::DayOf says of the facts of the row, for counting.
expr::Expr HasNoDayLeft(const datamap::BoundTable& table, const std::vector<const datamap::FieldGroup*>& groups,
                        const grounds::Question& question);

// The groups whose bindings say when those of a step end: of a person's key, those that need it.
std::vector<const datamap::FieldGroup*> GroupsAsked(const datamap::BoundTable& table,
                                                    const std::vector<const datamap::FieldGroup*>& groups);

}  // namespace lofte::engine
