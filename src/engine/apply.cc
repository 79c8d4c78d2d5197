#include "engine/apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/words.h"
#include "engine/breaches.h"
#include "engine/held.h"
#include "engine/journal.h"
#include "engine/redate.h"
#include "engine/sealed.h"
#include "engine/sweep.h"
#include "engine/undo.h"

namespace lofte::engine {

namespace {

Error Halted(const Error& error, const std::string& where) {
  // What a constraint or a trigger refuses it will refuse again.
  const bool will_recur = error.code == ErrorCode::kConflict || error.code == ErrorCode::kInternal || error.code == ErrorCode::kRefused;
  return {error.code,
          error.message + " (" + where + "); what was committed stays, and `lofte apply` takes the run up where it stopped" +
              (will_recur ? ", which is here again until the cause is mended (or the run is given up: `lofte apply --abandon`)" : "")};
}

// Only a run with the same schema is taken up.
Error HaltedForGood(const Error& error, const std::string& where) {
  return {error.code,
          error.message + " (" + where +
              "); what was committed stays, and the next `lofte apply` closes this run as abandoned and begins another, with the "
              "schema as it is then"};
}

Status CopyJournals(std::vector<Site>& sites, ledger::Ledger& ledger, const std::string& run) {
  for (Site& site : sites) {
    LOFTE_ASSIGN(const std::vector<ledger::BatchRecord> batches, ReadBatches(*site.store, run));
    LOFTE_TRY(ledger.CopyBatches(batches));
  }
  return {};
}

Status PruneJournals(std::vector<Site>& sites, const std::string& run) {
  for (Site& site : sites) LOFTE_TRY(PruneJournal(*site.store, run));
  return {};
}

std::vector<ledger::StepRecord> StepRecords(const Plan& plan, const std::string& run) {
  std::vector<ledger::StepRecord> records;
  for (const PlannedStep& step : plan.steps)
    records.push_back({run, step.store, step.number, step.table, step.action, JoinWords(step.promises), step.rows, 0});
  return records;
}

// A run that ended between the ledger's last write and the pruning of a journal left that journal behind.
Status PruneFinished(std::vector<Site>& sites, ledger::Ledger& ledger) {
  LOFTE_ASSIGN(const std::vector<ledger::RunRecord> runs, ledger.Runs());
  for (Site& site : sites) {
    LOFTE_ASSIGN(const stores::Rows journaled, site.store->Query("SELECT DISTINCT run FROM " + site.store->OwnTable("journal")));
    for (const auto& row : journaled.rows)
      for (const ledger::RunRecord& run : runs)
        if (run.state != "running" && row[0] == expr::Value(run.id)) {
          // Also of a run that was closed while this store was out of the workspace.
          LOFTE_ASSIGN(const std::vector<ledger::BatchRecord> batches, ReadBatches(*site.store, run.id));
          LOFTE_TRY(ledger.CopyBatches(batches));
          LOFTE_TRY(PruneJournal(*site.store, run.id));
        }
  }
  return {};
}

// Two clocks never agree to the microsecond; a store's may be this much behind.
constexpr std::int64_t kClockTolerance_us = 60 * time::kMicrosPerSecond;

Status RefuseFuture(std::vector<Site>& sites, time::Instant at, time::Instant now) {
  const auto later = [&](const std::string& whose) {
    return Fail(ErrorCode::kRefused, "T is " + time::Format(at) + ", later than the clock of " + whose +
                                         ": what a sweep takes may be gone for good, so it never runs ahead of time");
  };
  if (at > now) return later("this machine");
  for (Site& site : sites) {
    LOFTE_ASSIGN(const time::Instant store_now, site.store->Now());
    if (at.us > store_now.us + kClockTolerance_us) return later("store `" + site.store->name() + "`");
  }
  return {};
}

ledger::RunRecord NewRun(const Basis& basis, const grounds::Question& question, time::Instant now, const ApplyOptions& options) {
  ledger::RunRecord run;
  run.id = options.run_id;
  run.at = question.at;
  run.policy_sha256 = basis.policy_sha256;
  run.map_sha256 = basis.map_sha256;
  run.schema_sha256 = basis.schema_sha256;
  run.plan_sha256 = options.approved_sha256;
  run.tzdata = time::TzdataVersion();
  run.approved_by = options.approved_by;
  run.batch_rows = options.batch_rows;
  run.started = now;
  run.state = "running";
  return run;
}

// What has become another since the run began, so that it cannot be taken up; empty: nothing.
std::string ChangedSince(const ledger::RunRecord& run, const Basis& basis) {
  std::string what;
  const auto add = [&what](bool changed, const char* name) {
    if (changed) what += (what.empty() ? "" : ", ") + std::string(name);
  };
  add(run.policy_sha256 != basis.policy_sha256, "the policy");
  add(run.map_sha256 != basis.map_sha256, "the data map");
  add(run.schema_sha256 != basis.schema_sha256, "the schema of a store, or `sealing:` of lofte.yaml");
  add(run.tzdata != time::TzdataVersion(), "the time zone data");
  return what;
}

time::Instant NowOf(const Clock& clock) { return {clock.NowUs()}; }

// The ledger has what the journals say, and the run has ended as `state`; the journals are pruned. Whatever fails here is made good by the
// next apply.
Status Close(std::vector<Site>& sites, ledger::Ledger& ledger, const std::string& run, const std::string& state, const Clock& clock) {
  LOFTE_TRY(CopyJournals(sites, ledger, run));
  LOFTE_TRY(ledger.Finish(run, state, NowOf(clock)));
  return PruneJournals(sites, run);
}

// Closes the unfinished run if the world has changed since; says which, and what it had done.
Result<std::optional<ClosedRun>> CloseOutdated(std::vector<Site>& sites, ledger::Ledger& ledger, const Basis& basis, const Clock& clock) {
  LOFTE_ASSIGN(const std::optional<ledger::RunRecord> unfinished, ledger.Unfinished());
  const std::string changed = unfinished ? ChangedSince(*unfinished, basis) : std::string();
  if (changed.empty()) return std::optional<ClosedRun>();
  LOFTE_TRY(Close(sites, ledger, unfinished->id, "abandoned", clock));
  ClosedRun closed{unfinished->id, unfinished->at, 0, changed};
  LOFTE_ASSIGN(const std::vector<ledger::StepRecord> steps, ledger.Steps(closed.run));
  for (const ledger::StepRecord& step : steps) closed.done += step.done;
  return std::optional<ClosedRun>(closed);
}

// The run that was stopped and can go on.
Result<std::optional<ledger::RunRecord>> RunToTakeUp(ledger::Ledger& ledger, const ApplyOptions& options) {
  LOFTE_ASSIGN(const std::optional<ledger::RunRecord> unfinished, ledger.Unfinished());
  if (unfinished && options.approved != nullptr)
    return Fail(ErrorCode::kConflict, "run `" + unfinished->id + "` of " + time::Format(unfinished->at) +
                                          " is unfinished: run `lofte apply` without a plan first, then make a new plan");
  return unfinished;
}

std::map<int, Expected> ExpectedOf(const Plan& plan, const std::string& store, const std::vector<ledger::StepRecord>& records) {
  std::map<int, Expected> expected;
  for (const PlannedStep& step : plan.steps)
    if (step.store == store) expected[step.number] = {step.rows, step.most_rows, step.table_rows, step.rows};
  for (const ledger::StepRecord& record : records)
    if (const auto of = expected.find(static_cast<int>(record.step)); record.store == store && of != expected.end())
      of->second.planned = record.planned;
  return expected;
}

// A store that was restored from a backup may have lost a hold that the ledger knows of.
Status RefuseLostHolds(std::vector<Site>& sites, ledger::Ledger& ledger) {
  LOFTE_ASSIGN(const std::vector<ledger::HoldRecord> holds, ledger.Holds());
  for (Site& site : sites) {
    LOFTE_ASSIGN(const HoldGaps gaps, FindHoldGaps(*site.store, holds));
    if (!gaps.lost.empty()) return Fail(ErrorCode::kRefused, gaps.remarks.front());
  }
  return {};
}

struct Running {
  const ledger::RunRecord& run;
  const Plan& plan;
  const ApplyOptions& options;
  std::int64_t done = 0;
};

// How a sweep of a store ended that was no success.
struct Ending {
  bool exceeded = false;
  bool schema_changed = false;
};

Status SweepSite(Site& site, Running& running, const grounds::Question& asked, ledger::Ledger& ledger, Ending& ending) {
  LOFTE_TRY(ReadPersonState(site, asked.at, Asks::kForASweep, AskHolds::kAlways));
  // As the plan has foretold it: a sweep that was refused has left the days of copies as they were.
  if (site.seals) LOFTE_TRY(RedateSealed(site, asked));
  LOFTE_ASSIGN(const std::vector<ledger::StepRecord> records, ledger.Steps(running.run.id));
  const std::int64_t planned = running.plan.rows();
  const auto on_batch = [&](const Step& step, std::int64_t rows) {
    running.done += rows;
    if (!running.options.progress) return;
    for (const PlannedStep& of : running.plan.steps)
      if (of.store == site.store->name() && of.number == step.number) running.options.progress(of, running.done, planned);
  };
  const std::vector<Step> steps = MakeSteps(*site.bound, grounds::Lowering(asked), site.undo_days > 0);
  std::optional<RowSealer> sealer;
  if (site.seals) sealer.emplace(site, *site.key, asked, running.run.id, TermsOf(site.bound->policy(), site.bound->map(), asked));
  Sweep sweep(site, running.run.id, running.run.batch_rows, asked, sealer ? &*sealer : nullptr, on_batch);
  const Status swept = sweep.Run(steps, ExpectedOf(running.plan, site.store->name(), records));
  ending = {sweep.exceeded(), sweep.schema_changed()};
  return swept;
}

// What each step has done, from the ledger.
Status Account(ledger::Ledger& ledger, ApplyReport& report) {
  LOFTE_ASSIGN(const std::vector<ledger::StepRecord> steps, ledger.Steps(report.run));
  for (PlannedStep& step : report.plan.steps) {
    const auto record = std::find_if(steps.begin(), steps.end(),
                                     [&](const ledger::StepRecord& r) { return r.store == step.store && r.step == step.number; });
    report.done.push_back(record == steps.end() ? 0 : record->done);
    if (report.resumed && record != steps.end()) step.rows = record->planned;
  }
  return {};
}

// Of a run that is over: whoever reads a store all day must not keep it from ending.
std::vector<std::string> ScrubAll(std::vector<Site>& sites) {
  std::vector<std::string> remarks;
  for (Site& site : sites)
    if (Status scrubbed = site.store->Scrub(); !scrubbed) remarks.push_back(scrubbed.error().message);
  return remarks;
}

}  // namespace

Result<Abandoned> Abandon(std::vector<Site>& sites, ledger::Ledger& ledger, const Clock& clock) {
  LOFTE_ASSIGN(const RunLocks locks, TakeRunLocks(sites));
  LOFTE_ASSIGN(const std::optional<ledger::RunRecord> unfinished, ledger.Unfinished());
  if (!unfinished) return Fail(ErrorCode::kNotFound, "no run is unfinished: there is nothing to abandon");
  LOFTE_TRY(Close(sites, ledger, unfinished->id, "abandoned", clock));
  return Abandoned{*unfinished, ScrubAll(sites)};
}

Result<Plan> DryRun(const policy::Policy& policy, const datamap::DataMap& map, std::vector<Site>& sites, ledger::Ledger* ledger,
                    const grounds::Question& question, const Clock& clock, const ApplyOptions& options) {
  if (ledger != nullptr) {
    LOFTE_ASSIGN(const std::optional<ledger::RunRecord> unfinished, ledger->Unfinished());
    if (unfinished)
      return Fail(ErrorCode::kConflict, "run `" + unfinished->id + "` of " + time::Format(unfinished->at) +
                                            " is unfinished: `lofte apply` takes it up first, whatever is due by now");
  }
  for (Site& site : sites) LOFTE_TRY(CheckSealingKey(site));
  LOFTE_ASSIGN(Plan plan, MakePlan(BasisOf(policy, map, sites), sites, question));
  if (!options.demo) LOFTE_TRY(RefuseFuture(sites, question.at, NowOf(clock)));
  if (ledger != nullptr) LOFTE_TRY(RefuseLostHolds(sites, *ledger));
  LOFTE_TRY(Guard(plan, options.approved, options.max_share));
  if (Result<std::vector<ledger::BreachRecord>> breaches = FindBreaches(sites, question); !breaches) return Fail(breaches.error());
  return plan;
}

namespace {

// What the stores show of event promises, written into the ledger: as of T, and as of today where that is another day. Whether anything
// does.
Result<bool> NoteWhatHappened(std::vector<Site>& sites, ledger::Ledger& ledger, const grounds::Question& asked, const Clock& clock) {
  std::vector<grounds::Question> questions = {asked};
  questions.push_back(asked);
  questions.back().at = NowOf(clock);
  if (asked.zone.DayOf(questions.back().at) == asked.zone.DayOf(asked.at)) questions.pop_back();
  bool some = false;
  for (const grounds::Question& question : questions) {
    LOFTE_ASSIGN(const std::vector<ledger::BreachRecord> found, FindBreaches(sites, question));
    LOFTE_TRY(NoteBreaches(sites, ledger, question, found));
    some = some || !found.empty();
  }
  return some;
}

// Apply, with the run locks held and `report.closed` set.
Status ApplyLocked(const Basis& basis, std::vector<Site>& sites, ledger::Ledger& ledger, const grounds::Question& question,
                   const Clock& clock, const ApplyOptions& options, ApplyReport& report) {
  LOFTE_ASSIGN(const std::optional<ledger::RunRecord> unfinished, RunToTakeUp(ledger, options));
  report.resumed = unfinished.has_value();
  grounds::Question asked = question;
  if (unfinished) asked.at = unfinished->at;
  if (!options.demo) LOFTE_TRY(RefuseFuture(sites, asked.at, NowOf(clock)));
  LOFTE_TRY(RefuseLostHolds(sites, ledger));
  for (Site& site : sites) LOFTE_TRY(CheckSealingKey(site));
  LOFTE_ASSIGN(report.plan, MakePlan(basis, sites, asked));
  const ledger::RunRecord run = unfinished ? *unfinished : NewRun(basis, asked, NowOf(clock), options);
  LOFTE_TRY(Guard(report.plan, options.approved, options.max_share));
  // What a sweep may take away is known before, and once more when it is over.
  LOFTE_ASSIGN(const bool some_broke, NoteWhatHappened(sites, ledger, asked, clock));
  if (!unfinished) LOFTE_TRY(ledger.Start(run, StepRecords(report.plan, run.id)));
  report.run = run.id;
  if (options.started) options.started(run.id);

  Running running{run, report.plan, options};
  for (Site& site : sites) {
    Ending ending;
    const Status swept = SweepSite(site, running, asked, ledger, ending);
    if (swept) continue;
    if (ending.schema_changed) return Fail(HaltedForGood(swept.error(), "store `" + site.store->name() + "`"));
    if (!ending.exceeded) return Fail(Halted(swept.error(), "store `" + site.store->name() + "`"));
    if (Status closed = Close(sites, ledger, run.id, "abandoned", clock); !closed) return Fail(Halted(closed.error(), "closing the run"));
    ScrubAll(sites);
    return Fail(ErrorCode::kRefused, swept.error().message + " (store `" + site.store->name() +
                                         "`): the run is closed, what was committed stays; make a new plan and look at it");
  }
  if (some_broke)
    if (const auto noted = NoteWhatHappened(sites, ledger, asked, clock); !noted) return Fail(Halted(noted.error(), "closing the run"));
  if (Status closed = Close(sites, ledger, run.id, "done", clock); !closed) return Fail(Halted(closed.error(), "closing the run"));
  report.remarks = ScrubAll(sites);
  for (Site& site : sites)
    if (const Result<Undoable> of = CountUndoable(site, run.id)) Add(*of, report.undoable);
  return Account(ledger, report);
}

}  // namespace

std::string Describe(const ClosedRun& closed) {
  return fmt::format("run {} of {} was unfinished and is closed as abandoned after {} {}, for this has changed since: {}", closed.run,
                     time::Format(closed.at), closed.done, closed.done == 1 ? "row" : "rows", closed.because);
}

Result<ApplyReport> Apply(const policy::Policy& policy, const datamap::DataMap& map, std::vector<Site>& sites, ledger::Ledger& ledger,
                          const grounds::Question& question, const Clock& clock, const ApplyOptions& options) {
  // Before the ledger is read: a run that is unfinished in it must not be one that somebody else is at work on.
  LOFTE_ASSIGN(const RunLocks locks, TakeRunLocks(sites));
  const Basis basis = BasisOf(policy, map, sites);
  LOFTE_TRY(PruneFinished(sites, ledger));
  LOFTE_TRY(CloseUndos(sites, ledger, clock));
  ApplyReport report;
  LOFTE_ASSIGN(report.closed, CloseOutdated(sites, ledger, basis, clock));
  const Status done = ApplyLocked(basis, sites, ledger, question, clock, options, report);
  if (done) return report;
  Error error = done.error();
  if (report.closed) error.message += "; " + Describe(*report.closed);
  return Fail(std::move(error));
}

}  // namespace lofte::engine
