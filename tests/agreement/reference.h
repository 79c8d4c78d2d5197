// The naive reference: section 1 to 4 of docs/design/0001-grounds.md, one row at a time, with every date computed forward; and what a sweep
// takes, of docs/design/0004-sealed-copies.md.
//
// Written from these pages and not from the code. No cutoffs and no formulas: each END becomes the instants from which it is due, broken,
// or over as a floor, and T is compared with those. Pure.
#pragma once

#include <set>

#include "agreement/model.h"

namespace lofte::tests::agreement {

// All answers for one row of scenario.table.
Answers AskReference(const Scenario& scenario, const std::vector<Question>& questions, const Stored& stored, const Cells& row);

// What a sweep at scenario.at takes
// --------------------------------------------------------------------------------------------------------

// When the copy of a value that is sealed then may be destroyed, and is late: civil days, by the facts of scenario.at; nullopt: never.
struct CopyDays {
  std::optional<time::Day> due, late;
  std::optional<time::Instant> due_from, late_from;  // to the microsecond: when the value itself would be so
  std::set<std::string> charged;                     // the promises that are broken from `late` on
};
CopyDays DaysOf(const Scenario& scenario, const Stored& stored, const Cells& row, const Field& field);
// Somebody whom the field is about has a hold or a restriction at that time.
bool IsHeldAt(const Scenario& scenario, const Stored& stored, const Cells& row, const Field& field, time::Instant at);

// The cells of one table. Every batch of rows is added to them as it is erased.
class CountedCells {
 public:
  // Borrows the scenario; `stored` only for the call.
  explicit CountedCells(const Scenario& scenario) : scenario_(scenario) {}
  void Add(const Stored& stored, const std::vector<const Cells*>& batch);
  // Rows by cell, as its JSON has it.
  const std::map<std::string, std::int64_t>& rows() const { return rows_; }

 private:
  std::vector<std::string> PartsOf(const Stored& stored, const Cells& row) const;

  const Scenario& scenario_;
  std::map<std::string, std::int64_t> rows_;
};

// Facts, for the reference and for the counters -----------------------------------------------------------------------------------------

// The row that a link leads to, or the person with this key; nullptr: there is none.
const Cells* FindRow(const Stored& stored, std::string_view table, std::string_view column, const expr::Value& key);

// The person in a role: nobody, somebody with a key, or not known who.
struct Somebody {
  enum class Is { kNobody, kPresent, kUnknown };
  Is is = Is::kNobody;
  expr::Value key;
  const Cells* row = nullptr;  // in the registry; nullptr: not found there
};
Somebody PersonOf(const Scenario& scenario, const Person& person, const Stored& stored, const Cells& row);

// `row` and a person of it, whose facts are asked.
struct Subject {
  const Scenario& scenario;
  const Stored& stored;
  const Cells& row;
  Somebody person;
  std::optional<time::Instant> states_at = {};  // of holds and ended grounds; nullopt: that of the scenario
};

// A moment of the calendar: a day by itself, or an instant.
struct Moment {
  bool is_day = false;
  time::Day day;
  time::Instant instant;
};
time::Day DayOf(const Moment& moment, const time::Zone& zone);

struct Happened {
  Tri is = Tri::kUnknown;
  Moment when;  // if it has
};
Happened EventOf(const Subject& subject, const Event& event);

struct Stood {
  Tri is = Tri::kUnknown;
  Moment until;  // if it does not stand
};
Stood StateOf(const Subject& subject, const State& state);
Tri ConditionOf(const Subject& subject, const Condition& condition);
// The condition before the map says what NULL means.
Tri RawConditionOf(const Subject& subject, const Condition& condition);
// All of `when:`, and for a need that the row serves its activity.
Tri AppliesTo(const Subject& subject, const Rule& rule);

}  // namespace lofte::tests::agreement
