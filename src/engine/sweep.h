// One run over one store: its steps in order, each in short transactions that a row in the store's journal goes with.
//
// How a step finds its rows:
//
//   nothing was counted   no pass, where the count is sure (Step::foretold_exactly)
//   few were counted      they are looked up first, without a lock and by an index if there is one; then as below, but of each range only
//                         those positions, and nothing of a range without any
//   otherwise             range by range of the physical order; the fewer are due, the wider the ranges
//   no physical order     the first by key, until there are none
//
// A step whose rows wait for others of the same table (Step::in_layers) is repeated until it finds nothing, from the end of the table to
// its start, and so are all steps from the first to the last of those on a cycle of foreign keys.
//
// Whatever way, each statement holds the whole predicate, so that the database looks again at each row as it is by then. A range whose rows
// another transaction has locked is left for the end of its step; locked still, the run stops (kBusy). A batch beside which the schema has
// changed is taken back; where that concerns the catalogue of the site, the run stops (kConflict).
//
// Borrows the site; one thread. The run lock of the store must be held.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/count_cells.h"
#include "engine/ranges.h"
#include "engine/seal_rows.h"
#include "engine/site.h"
#include "engine/step.h"
#include "ledger/ledger.h"

namespace lofte::engine {

// What a plan of the same T, made under the run lock, counted for a step.
struct Expected {
  std::int64_t rows = 0;       // still to be done
  std::int64_t most_rows = 0;  // more than `rows` on a cycle of foreign keys
  std::int64_t table_rows = 0;
  std::int64_t planned = 0;  // when the run began: ranges are cut by it, so that a run taken up cuts them alike
};

class Sweep {
 public:
  // `batch_rows`: at most this many rows a batch; 0: the store's own measure. `on_batch` is called after each commit.
  // `sealer`: borrowed; nullptr where no step seals. `question`: borrowed; that of the run.
  Sweep(Site& site, std::string run, std::int64_t batch_rows, const grounds::Question& question, RowSealer* sealer,
        std::function<void(const Step&, std::int64_t rows)> on_batch);

  // Takes up what the journal has of this run. `expected` by number of the step; a step that the plan does not have is left out.
  // Errors: the store's; kRefused with `exceeded` when a step finds so many more rows than were counted that nobody can have meant it;
  // kConflict with `schema_changed` when the store's schema is not that of the site any more.
  Status Run(const std::vector<Step>& steps, const std::map<int, Expected>& expected);
  bool exceeded() const { return exceeded_; }
  bool schema_changed() const { return schema_changed_; }

 private:
  using Positions = std::vector<std::int64_t>;  // in order

  struct Task {
    const Step& step;
    const Expected& expected;
  };
  // `reached`: the last step that the journal knew when the run was taken up.
  Status RunTasks(const std::vector<Task>& tasks, int reached);
  Status RunCycle(const std::vector<Task>& tasks, int reached);
  Status RunStep(const Step& step, const Expected& expected);
  // One pass over these parts of the table. `only`: of them, only these positions.
  Status RunPass(const Step& step, Ranges& ranges, const std::vector<stores::PositionRange>& parts, const Positions* only);
  // `only`: of each range, only these positions; nullptr: all.
  Status RunPart(const Step& step, Ranges& ranges, const stores::PositionRange& part, const Positions* only,
                 std::vector<stores::PositionRange>& locked);
  // Layer by layer, until it finds nothing.
  Status RunLayers(const Step& step, const stores::PositionRange& range, const std::string& condition, int tries);
  std::optional<std::string> ConditionIn(const stores::PositionRange& range, const Positions* only) const;
  Result<Positions> FindPositions(const Step& step);
  Status RunByKey(const Step& step, std::int64_t table_rows);
  Status RunBatch(const Step& step, const stores::PositionRange& range, const std::string& condition, int tries);
  // A batch that met another schema has been taken back: may it be tried again?
  Status CheckSchema();
  // What the rows tell is kept, then they are changed. Rows changed.
  Result<std::int64_t> Change(const Step& step, const std::string& condition);
  // Of a step that seals or counts. Rows changed.
  Result<std::int64_t> Take(const Step& step, const std::string& condition);
  Status TryBatch(const Step& step, const stores::PositionRange& range, const std::string& condition);

  Site& site_;
  std::string run_;
  bool is_fixed_;  // the size of a batch was given
  RangeSize size_;
  const grounds::Question& question_;
  RowSealer* sealer_;
  RowCounter counter_;
  std::function<void(const Step&, std::int64_t)> on_batch_;
  std::map<int, std::vector<ledger::BatchRecord>> journal_;  // by step
  std::string mark_;                                         // Store::SchemaMark of the site's catalogue
  bool schema_moved_ = false;                                // the last batch met another
  bool takes_up_ = true;                                     // what the journal has of a step need not be looked at again
  std::int64_t done_ = 0;
  std::map<int, std::int64_t> done_of_;  // by step
  std::int64_t most_ = 0;                // the step may not go on past this many
  bool exceeded_ = false;
  bool schema_changed_ = false;
};

}  // namespace lofte::engine
