// Carries out a plan: batches in short transactions, each with its journal row; safe to kill at any instant and to run again.
//
// The protocol (docs/design/0001-grounds.md and ARCHITECTURE.md): 1 the run lock of every store is taken. 2 The ledger records the run,
// durably. 3 A batch is a range of the physical order; its change and its journal row commit together. 4 The ledger copies the journal by
// its key; only then is it pruned. A run that was stopped is taken up with its own T, past the same guards: what the journal has is not
// done again. A batch whose rows another transaction has locked is tried a few times, then left until the end of its step; if it is locked
// then too, the run stops (kBusy).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "engine/plan.h"
#include "engine/undo.h"
#include "ledger/ledger.h"

namespace lofte::engine {

struct ApplyOptions {
  std::string run_id = {};           // of a new run; unique
  std::string approved_by = {};      // who said yes
  double max_share = 0.20;           // of a table that one step may change; see Guard
  std::int64_t batch_rows = 0;       // at most this many rows a batch; 0: the store's own measure
  bool demo = false;                 // a demo workspace: T may lie in the future
  const Plan* approved = nullptr;    // borrowed: the plan that somebody looked at; nullptr: none
  std::string approved_sha256 = {};  // of the bytes of its file
  // Called once, when the run is in the ledger: an error before it has changed nothing.
  std::function<void(const std::string& run)> started = {};
  // Called after each batch: the step, the rows done and the rows planned of all steps.
  std::function<void(const PlannedStep&, std::int64_t done, std::int64_t planned)> progress = {};
};

// A run that could not be taken up, for the world has changed since it began.
struct ClosedRun {
  std::string run;
  time::Instant at;       // its T
  std::int64_t done = 0;  // rows that it had changed; they stay so
  std::string because;    // what has changed: `the policy, the schema of a store`
};
// `run X of T was unfinished and is closed ..`
std::string Describe(const ClosedRun& closed);

struct ApplyReport {
  std::optional<ClosedRun> closed;  // before this run began
  std::string run;
  bool resumed = false;
  Plan plan;
  Undoable undoable;                 // what of it can be put back
  std::vector<std::int64_t> done;    // rows changed, by index of plan.steps
  std::vector<std::string> remarks;  // what is still readable in a store's files although it was deleted, and why; a line each
};

// `clock`: this machine's. Errors before the first change: kInvalid, kConflict (also: a plan was approved and another run is unfinished),
// kRefused, kBusy (another run is at work), kUnavailable; each with Describe in its message where a run was closed. After it, the store's
// own, with a message that says that running again is safe; the run is then unfinished in the ledger. kRefused after it: a step found far
// more rows than were counted; the run is closed as `abandoned`.
Result<ApplyReport> Apply(const policy::Policy& policy, const datamap::DataMap& map, std::vector<Site>& sites, ledger::Ledger& ledger,
                          const grounds::Question& question, const Clock& clock, const ApplyOptions& options);

// What Apply would do, or why it would refuse: the same checks, and nothing is changed. `ledger`: nullptr where there is none yet.
Result<Plan> DryRun(const policy::Policy& policy, const datamap::DataMap& map, std::vector<Site>& sites, ledger::Ledger* ledger,
                    const grounds::Question& question, const Clock& clock, const ApplyOptions& options);

struct Abandoned {
  ledger::RunRecord run;             // as it was when it was given up
  std::vector<std::string> remarks;  // as in ApplyReport
};

// Closes the unfinished run as `abandoned`, with what its journals say: what it has done stays, the rest is left to the next plan. Changes
// no row of an application. Errors: kNotFound when no run is unfinished, kBusy when it is at work, the stores' own.
Result<Abandoned> Abandon(std::vector<Site>& sites, ledger::Ledger& ledger, const Clock& clock);

}  // namespace lofte::engine
