#include "engine/apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/journal.h"
#include "engine/sweep.h"

namespace lofte::engine {

namespace {

Error Halted(const Error& error, const std::string& store) {
  return {error.code,
          error.message + " (store `" + store + "`); what was committed stays, and `lofte apply` takes the run up where it stopped"};
}

using RunLocks = std::vector<std::unique_ptr<stores::Transaction>>;

// kBusy when somebody else has one of them.
Result<RunLocks> TakeRunLocks(std::vector<Site>& sites) {
  RunLocks locks;
  for (Site& site : sites) {
    LOFTE_ASSIGN(locks.emplace_back(), site.store->TakeRunLock());
  }
  return locks;
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

std::string Joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : " ") + id;
  return out;
}

std::vector<ledger::StepRecord> StepRecords(const Plan& plan, const std::string& run) {
  std::vector<ledger::StepRecord> records;
  for (const PlannedStep& step : plan.steps)
    records.push_back({run, step.store, step.number, step.table, step.action, Joined(step.promises), step.rows, 0});
  return records;
}

// A run that ended between the ledger's last write and the pruning of a journal left that journal behind.
Status PruneFinished(std::vector<Site>& sites, ledger::Ledger& ledger) {
  LOFTE_ASSIGN(const std::vector<ledger::RunRecord> runs, ledger.Runs());
  for (Site& site : sites) {
    LOFTE_ASSIGN(const stores::Rows journaled, site.store->Query("SELECT DISTINCT run FROM " + site.store->OwnTable("journal")));
    for (const auto& row : journaled.rows)
      for (const ledger::RunRecord& run : runs)
        if (run.state != "running" && row[0] == expr::Value(run.id)) LOFTE_TRY(PruneJournal(*site.store, run.id));
  }
  return {};
}

// Two clocks never agree to the microsecond; a store's may be this much behind.
constexpr std::int64_t kClockTolerance_us = 60 * time::kMicrosPerSecond;

Status RefuseFuture(std::vector<Site>& sites, time::Instant at, time::Instant now) {
  const auto later = [&](const std::string& whose) {
    return Fail(ErrorCode::kRefused, "T is " + time::Format(at) + ", later than the clock of " + whose +
                                         ": a sweep cannot be undone, so it never runs ahead of time");
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

bool CanTakeUp(const ledger::RunRecord& run, const Basis& basis) {
  return run.policy_sha256 == basis.policy_sha256 && run.map_sha256 == basis.map_sha256 && run.schema_sha256 == basis.schema_sha256;
}

}  // namespace

Result<ApplyReport> Apply(const policy::Policy& policy, const datamap::DataMap& map, std::vector<Site>& sites, ledger::Ledger& ledger,
                          const grounds::Question& question, time::Instant now, const ApplyOptions& options) {
  // Before the ledger is read: a run that is unfinished in it must not be one that somebody else is at work on.
  LOFTE_ASSIGN(const RunLocks locks, TakeRunLocks(sites));
  const Basis basis = BasisOf(policy, map, sites);
  LOFTE_TRY(PruneFinished(sites, ledger));
  LOFTE_ASSIGN(std::optional<ledger::RunRecord> unfinished, ledger.Unfinished());
  if (unfinished && !CanTakeUp(*unfinished, basis)) {
    LOFTE_TRY(CopyJournals(sites, ledger, unfinished->id));
    LOFTE_TRY(ledger.Finish(unfinished->id, "abandoned", now));
    LOFTE_TRY(PruneJournals(sites, unfinished->id));
    unfinished.reset();
  }
  ApplyReport report;
  report.resumed = unfinished.has_value();
  grounds::Question asked = question;
  if (unfinished) asked.at = unfinished->at;
  LOFTE_ASSIGN(report.plan, MakePlan(basis, sites, asked));
  const ledger::RunRecord run = unfinished ? *unfinished : NewRun(basis, asked, now, options);
  if (!unfinished) {
    if (!options.demo) LOFTE_TRY(RefuseFuture(sites, asked.at, now));
    LOFTE_TRY(Guard(report.plan, options.approved, options.max_share));
    LOFTE_TRY(ledger.Start(run, StepRecords(report.plan, run.id)));
  }
  report.run = run.id;
  if (options.started) options.started(run.id);

  const std::int64_t planned = report.plan.rows();
  std::int64_t done = 0;
  for (Site& site : sites) {
    if (Status read = ReadPersonState(site, AskHolds::kAlways); !read) return Fail(Halted(read.error(), site.store->name()));
    const std::vector<Step> steps = MakeSteps(*site.bound, grounds::Lowering(asked));
    std::map<int, Expected> expected;
    for (const PlannedStep& step : report.plan.steps)
      if (step.store == site.store->name()) expected[step.number] = {step.rows, step.table_rows};
    const auto on_batch = [&](const Step& step, std::int64_t rows) {
      done += rows;
      if (!options.progress) return;
      for (const PlannedStep& of : report.plan.steps)
        if (of.store == site.store->name() && of.number == step.number) options.progress(of, done, planned);
    };
    Sweep sweep(site, run.id, run.batch_rows, on_batch);
    if (Status status = sweep.Run(steps, expected); !status) return Fail(Halted(status.error(), site.store->name()));
  }

  LOFTE_TRY(CopyJournals(sites, ledger, run.id));
  LOFTE_TRY(ledger.Finish(run.id, "done", now));
  LOFTE_TRY(PruneJournals(sites, run.id));
  LOFTE_ASSIGN(const std::vector<ledger::StepRecord> steps, ledger.Steps(run.id));
  for (PlannedStep& step : report.plan.steps) {
    const auto record = std::find_if(steps.begin(), steps.end(),
                                     [&](const ledger::StepRecord& r) { return r.store == step.store && r.step == step.number; });
    report.done.push_back(record == steps.end() ? 0 : record->done);
    if (report.resumed && record != steps.end()) step.rows = record->planned;
  }
  return report;
}

}  // namespace lofte::engine
