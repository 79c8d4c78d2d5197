// The model of a generator's spec: which tables are filled, in which order, and how each cell of a row is made.
//
// A row has a number in its table, from 1. A cell is a pure function of (seed, at, subjects, table, row number, column), so any cell can be
// made again without reading the store. Rows of a child table lie in slots: the parent's row number and the slot give the child's row
// number, and a slot may stay empty. Plain values, immutable after reading; any thread. The format: docs/formats/generator.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/issue.h"
#include "expr/value.h"
#include "time/moment.h"

namespace lofte::demo {

// A column of the row, or of a row that it refers to: every step but the last is a reference, whose value is a row number of the next
// step's table.
struct Step {
  int table = 0;
  int column = 0;
};
struct Path {
  bool at = false;  // the time of the generation; then there are no steps
  std::vector<Step> steps;
};

struct Condition {
  enum class Test { kIn, kBefore, kAfter };
  Test test = Test::kIn;
  Path path;
  std::vector<expr::Value> values;  // kIn; NULL equals NULL here
  Path other;                       // kBefore, kAfter; false when either side is missing
  bool or_missing = false;          // kBefore, kAfter: true when `path` is missing
  bool negated = false;
};
using Conditions = std::vector<Condition>;  // all must hold

// Values drawn by weight. `upto[i]` is the sum of the weights up to and with i, over the sum of all.
struct OneOf {
  std::vector<expr::Value> values;
  std::vector<double> upto;
};

struct Sequence {};  // the row number
struct Parent {};    // the parent's row number
struct Slot {
  std::vector<expr::Value> values;  // by slot; empty: the slot's number itself, from 0
};
struct Copy {
  Path path;
};
struct Chance {
  double probability = 0;
};
struct Amount {
  using Bound = std::variant<std::int64_t, Path>;
  Bound from, to;
  std::int64_t step = 1;
};
// A random row of a table for which `where` holds.
struct Pick {
  int table = 0;
  Conditions where;  // paths from the picked row
  std::optional<Path> unlike;
  int skew = 1;  // 1: all alike; higher: the first rows are picked more often
  int tries = 64;
  bool optional = false;
};
// The row in a slot under another row; missing when the slot is empty.
struct RowOf {
  int fill = 0;
  Path under;
  int slot = 0;
};
struct PersonName {
  enum class Part { kFirst, kLast, kFull };
  Part part = Part::kFull;
  std::optional<Path> language;
};
struct Email {
  std::vector<Path> of;
  OneOf domains;
};
struct Template {
  struct Part {
    std::string text;  // before the value
    std::optional<Path> path;
    bool slug = false;
  };
  std::vector<Part> parts;
};
struct Phrase {
  std::vector<std::pair<std::string, std::vector<Template>>> by_language;  // at least one, each with at least one text
  std::optional<Path> language;
};
struct Token {
  int length = 32;
  std::string prefix;
};
struct Argon2id {};
struct Sha256 {};
struct Ip {};
struct Phone {
  std::optional<Path> language;
};
struct Alternative {
  enum class Kind { kOpen, kAgo, kAhead, kEdge };
  Kind kind = Kind::kOpen;
  std::int64_t from_s = 0, to_s = 0;  // kAgo, kAhead: distance from `at`
  time::Chain edge;                   // kEdge: on the day before, the day of and the day after the last event day whose end has come
};
struct Moment {
  bool day = false;  // a Day, otherwise an Instant at a whole second
  std::vector<Alternative> any;
  std::vector<double> upto;  // as in OneOf, of `any`
  std::vector<Path> after, before;
  std::optional<std::pair<std::int64_t, std::int64_t>> later_s;    // after the latest of `after`, at least and at most
  std::optional<std::pair<std::int64_t, std::int64_t>> earlier_s;  // before the earliest of `before`
  bool future = false;
  bool optional = false;
};

using Generator = std::variant<OneOf, Sequence, Parent, Slot, Copy, Chance, Amount, Pick, RowOf, PersonName, Email, Template, Phrase, Token,
                               Argon2id, Sha256, Ip, Phone, Moment>;

struct Case {
  Conditions when;
  double maybe = 1;  // the share that is not NULL
  Generator generator;
};
// The first case that holds makes the cell; none: NULL. No cases: the fill has no such column.
using Cell = std::vector<Case>;

// One way in which rows come into a table.
struct Fill {
  int table = 0;
  int parent = -1;             // table; -1: none
  bool per_subject = false;    // parent == -1: one row for each subject, otherwise `slots` rows in all
  std::int64_t slots = 1;      // for each parent row
  std::vector<double> counts;  // counts[n]: the share of parents with at most n rows; empty: always `slots`
  Conditions when;
  std::vector<Cell> cells;        // by column of the table
  std::vector<int> must_succeed;  // columns that leave the row out when they find no value
};

struct Column {
  std::string name;
  bool stored = true;  // otherwise only there for other columns to refer to
  int refers_to = -1;  // table
  Span span;
};

struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<int> fills;
};

struct Spec {
  std::string system;
  std::string zone = "UTC";
  time::YearEnd year_end;
  std::vector<Table> tables;
  std::vector<Fill> fills;  // in the order of insertion
};

}  // namespace lofte::demo
