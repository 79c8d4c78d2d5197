// The steps of a sweep over one store: which rows of which table are deleted or emptied, as formulas and as SQL.
//
// Children come before the parents they reference, and tables whose rows are read to decide come after those that ask, as far as foreign
// keys let them. A step borrows from the BoundMap it was made from. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "controls/since.h"
#include "controls/table_grounds.h"
#include "datamap/bind.h"
#include "sql/print.h"
#include "stores/store.h"

namespace lofte::engine {

enum class Action {
  kDelete,        // the row: every value in it has ended
  kErase,         // fields of a row that stays: set to their erased form
  kAnonymise,     // likewise, where the rule that ended says anonymise
  kBlock,         // fields of a row that stays: sealed, then set to their erased form (docs/design/0004-sealed-copies.md)
  kBlockRow,      // the row: what still stands in it is sealed, then it is deleted
  kAggregate,     // fields of a row that stays: the row is counted in a cell, then they are erased
  kAggregateRow,  // the row is counted in a cell, then deleted
  kDestroy,       // sealed copies whose time has come
  kDestroyUndo,   // sealed copies of what a sweep took, which can be put back no longer
};
std::string_view NameOf(Action action);
// The action takes the row away.
inline bool IsOfWholeRow(Action action) {
  return action == Action::kDelete || action == Action::kBlockRow || action == Action::kAggregateRow || action == Action::kDestroy ||
         action == Action::kDestroyUndo;
}

struct Step {
  // From 1, in the order of execution. It follows from policy, map and schema alone: a step that has nothing to do at some T, or while
  // nobody is held, leaves a gap. So a journal means the same step whenever it is read.
  int number = 0;
  expr::TableName table;
  Action action = Action::kDelete;
  std::vector<const datamap::Field*> fields;       // of a row that stays
  std::vector<const datamap::FieldGroup*> sealed;  // kBlock, kBlockRow: whose values are sealed, where they are blocked
  // kDelete, kErase, where what they take can be put back: whose values are sealed first.
  std::vector<const datamap::FieldGroup*> undo;
  // Steps of whole rows, of a table that others refer to or whose fields can be put back: that the key of a row is free is remembered as
  // long as something that a sweep took from there may come back.
  bool traces = false;
  bool seals() const { return !sealed.empty() || !undo.empty() || traces; }
  std::vector<const datamap::FieldGroup*> counted;  // kAggregate, kAggregateRow, kBlockRow: rows in which one of these is to be counted are
  // Of whole rows: what they tell about rows of other tables, which is written there before they go.
  std::vector<datamap::KeptMoment> tells;
  // The keys of persons among them that are left as they are in rows for which this is true: a value about the person can't be emptied, or
  // a row of another table still says something about them.
  std::map<const datamap::Field*, expr::Expr> kept_while;
  const datamap::BoundTable* bound = nullptr;  // nullptr: of Løfte's own table `sealed`
  std::vector<std::string> promises;
  // The rows to change, as the sweep sees them when the steps before it are done.
  expr::Expr predicate;
  // The predicate asks about rows of the application's other tables, which another transaction may be changing.
  bool reads_other_rows = false;
  // The same rows foretold, for counting: looks through the children that earlier steps will delete (asking about `sets`) or unlink.
  expr::Expr foretold;
  // False on a cycle of foreign keys between tables: the sweep may find more rows than `foretold` counts, but none outside `at_most`, and
  // comes back to the step until it finds none.
  bool foretold_exactly = true;
  // Rows of the table reference others of it: each has to wait for those that reference it, layer by layer.
  bool in_layers = false;
  expr::Expr at_most;
  std::vector<sql::Set> sets;              // the children that will be deleted or kept, each after those it asks about
  std::vector<controls::SinceTerm> since;  // since when rows that `foretold` counts are due
  std::vector<std::string> key;            // of the table, for tables without a physical order and for the erased form `key`
};

// `can_undo`: what is deleted or erased is sealed first, and rows that go otherwise leave a trace (Step::traces). It changes neither which
// steps there are nor the number of one.
std::vector<Step> MakeSteps(const datamap::BoundMap& bound, const grounds::Lowering& lowering, bool can_undo = false);

// Tables so that each comes before those it references, and then before those in which the facts about its rows are looked up: a receipt of
// consent goes after what rests on it. What is on a cycle keeps the order of the map.
std::vector<const datamap::BoundTable*> ChildrenFirst(const datamap::BoundMap& bound, const grounds::Lowering& lowering);

// kRefused when a step would fire a trigger on update or delete that the data map does not name in `triggers:`, also of a table in which it
// keeps what its rows tell.
Status RefuseTriggers(const std::vector<Step>& steps);
// The same of one table; `event`: `insert`, `update`, `delete`.
Status RefuseTriggers(const datamap::BoundTable& table, std::string_view event);

// Locks the rows that the batch will change and counts them: `SELECT count(*) FROM (SELECT .. FOR UPDATE) ..`. Only where a row can be
// locked (PostgreSQL). The statement after it sees what those did who had them locked; without it, only the locked row itself would be
// looked at again, and not the rows of other tables that the predicate asks about.
std::string LockSql(const Step& step, stores::Dialect dialect, const std::string& range);
// The same rows, locked where a row can be, and of each these columns: SQL over the alias `t`.
std::string FindSql(const Step& step, stores::Dialect dialect, const std::string& range, const std::string& columns);

// What the rows of the batch tell, written where it is kept: run before BatchSql, on the same rows. `range` as there.
std::vector<std::string> KeepSql(const Step& step, stores::Dialect dialect, const std::string& range);

// `DELETE FROM .. WHERE <range> AND ..` or `UPDATE .. SET .. WHERE <range> AND ..`. `range` is SQL over the alias `t`.
std::string BatchSql(const Step& step, stores::Dialect dialect, const std::string& range);

}  // namespace lofte::engine
