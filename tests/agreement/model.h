// A case of the agreement test: a policy, a data map, a time and rows, in the test's own words.
//
// files.h writes the first two as YAML for the real readers; reference.h answers them directly. Nothing here comes from src/grounds or
// src/datamap. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "expr/codec.h"
#include "expr/value.h"
#include "time/zone.h"

namespace lofte::tests::agreement {

using expr::Tri;

using Cells = std::map<std::string, expr::Value, std::less<>>;
// What one database holds: table -> rows. Løfte's own table is `subject_state`.
using Stored = std::map<std::string, std::vector<Cells>, std::less<>>;

enum class Kind { kNeedUse, kNeedKeep, kCap, kFloor };
enum class Then { kNone, kAnonymise, kAggregate, kErase };  // the stronger the later

// One function of a MOMENT, and the PERIOD outside.
struct Step {
  enum class Kind { kAdd, kMonthEnd, kCalendarYearEnd, kFinancialYearEnd };
  Kind kind = Kind::kAdd;
  int months = 0, days = 0;
};

struct End {
  enum class Kind { kWhile, kAfter, kLatest, kEarliest };
  Kind kind = Kind::kAfter;
  std::string name;                // of the state or event
  std::vector<Step> steps;         // from the event outwards; the last adds
  std::int64_t clock_seconds = 0;  // not 0: a period under a day, and no steps
  std::vector<End> parts;
};

struct When {
  std::string name;
  bool negated = false;
};

struct Rule {
  Kind kind = Kind::kNeedUse;
  std::size_t activity = 0;
  std::vector<std::string> of;
  std::vector<When> when;
  End end;
  Then then = Then::kErase;  // of a rule that blocks: what follows the block
  bool blocks = false;
  int block_months = 0, block_days = 0;
  int within_months = 0, within_days = 0;
  std::string promise;
  std::string yields_to;
  std::optional<time::Day> from;  // a newer term, of the same activity, kind, data and conditions as the rule before it
  enum class Newer { kSame, kTold, kLonger };
  Newer newer = Newer::kSame;  // kLonger: nobody was told, so it binds later events only; the others bind all rows
  bool is_need() const { return kind == Kind::kNeedUse || kind == Kind::kNeedKeep; }
};

struct Activity {
  std::string id;
  std::vector<std::string> data;
  std::string consent;  // a state; empty: another basis
};

// A condition of the data map beside its meaning in C++.
struct Expression {
  const char* text;
  Tri (*truth)(const Cells& row, const Stored& all);
  // It reads a value that is not of its column's type. nullptr: it never does.
  bool (*misfits)(const Cells& row, const Stored& all) = nullptr;
};

enum class OfNull { kFalse, kTrue, kUnknown };

struct Event {
  std::string name;
  std::string label;  // of the counters
  bool of_person = false;
  std::string link;  // empty: the row's own
  std::string column;
  enum class Of { kOne, kLatest, kEarliest };
  Of of = Of::kOne;     // of all rows that the link leads to
  std::string kept_in;  // and of this column of the row; empty: of none
  expr::CodecKind kind = expr::CodecKind::kInstant;
  std::string format;  // empty: PostgreSQL has the kind's own type, SQLite its usual text
  std::string zone;
  bool null_is_unknown = false;
  std::optional<std::pair<time::Day, time::Day>> plausible;
};

struct State {
  std::string name;
  bool of_person = false;
  Expression when;
  std::string until;
  OfNull of_null = OfNull::kUnknown;
};

struct Condition {
  std::string name;
  bool of_person = false;
  Expression when;
  OfNull of_null = OfNull::kUnknown;
};

struct Person {
  std::string role;
  std::string link;  // empty: the row's own
  std::string column;
  bool null_is_unknown = false;
};

struct Field {
  std::string column;
  std::string category;         // empty: the key of the person in `link_of`
  std::vector<std::string> of;  // empty: all persons of the row
  std::string link_of;
};

// By what rows are counted: a column, or the month or year of an event.
struct CellPart {
  enum class Kind { kColumn, kMonth, kYear };
  Kind kind = Kind::kColumn;
  std::string name;
};

struct Scenario {
  time::Zone zone = time::Zone::Utc();
  time::Instant at;
  bool seals = true;  // blocks are carried out
  unsigned year_end_month = 12, year_end_day = 31;
  std::string table;  // `things` or `people`: where the fields are
  std::vector<Activity> activities;
  std::vector<Rule> rules;  // in the order of the file
  std::vector<Event> events;
  std::vector<State> states;
  std::vector<Condition> conditions;
  std::vector<Person> persons;
  std::vector<Field> fields;
  std::map<std::string, Condition> serves;     // by activity
  int least_cell = 0;                          // `in cells of N`, of every rule that aggregates; 0: the policy does not say
  std::optional<std::vector<CellPart>> cells;  // of `table`, coarsest first; nullopt: the map does not say by what
};

// What is asked of a row: `field` an index of Scenario::fields or -1 for the whole row, `rule` of Scenario::rules or -1.
struct Question {
  enum class What {
    kUndated,
    kGoneDue,
    kGoneBroken,
    kHeld,
    kBlocked,
    kUnclaimed,
    kErased,
    kAnonymised,
    kApplies,
    kChargedDue,
    kChargedBroken,
    kRowErased,
    kShown,       // too long, by a rule that blocks
    kCounted,     // before it is erased
    kRowSealed,   // the row leaves, and something in it is sealed
    kRowCounted,  // the row leaves, nothing in it is sealed, and it is counted
  };
  What what = What::kUndated;
  int field = -1;
  int rule = -1;
};
const char* NameOf(Question::What what);
std::vector<Question> QuestionsOf(const Scenario& scenario);

// The answers to one row's questions, `1` or `0` each, in their order.
using Answers = std::string;

template <typename T>
const T* FindNamed(const std::vector<T>& items, const std::string& name) {
  for (const T& item : items)
    if (item.name == name) return &item;
  return nullptr;
}

// The rule names the field's category. A link has no category.
bool Names(const Rule& rule, const Field& field);
// The roles of the persons that a field is about.
std::vector<std::string> RolesOf(const Scenario& scenario, const Field& field);

}  // namespace lofte::tests::agreement
