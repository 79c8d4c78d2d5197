#include "engine/apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "engine/journal.h"
#include "engine/ranges.h"
#include "sql/print.h"

namespace lofte::engine {

using stores::Dialect;
using stores::PositionRange;

namespace {

// How often a batch is tried that finds a row locked; each try waits as long as the store's lock timeout.
constexpr int kTries = 3;
// More locked ranges than this in one step, and it is not a row that is locked but the table.
constexpr std::size_t kMostLockedRanges = 16;

// What no batch of a step has covered of a table that begins at `begin`, in order; the last part has no end. A batch that changed nothing
// leaves no trace in the journal, and a range that was locked was left for later, so what lies between two batches is looked at again.
std::vector<PositionRange> Uncovered(std::int64_t begin, std::vector<ledger::BatchRecord> batches) {
  std::sort(batches.begin(), batches.end(), [](const auto& a, const auto& b) { return a.from_position < b.from_position; });
  std::vector<PositionRange> parts;
  for (const ledger::BatchRecord& batch : batches) {
    if (batch.from_position > begin) parts.push_back({begin, batch.from_position});
    begin = std::max(begin, batch.to_position);
  }
  parts.push_back({begin, std::numeric_limits<std::int64_t>::max()});
  return parts;
}

Error Halted(const Error& error, const std::string& store) {
  return {error.code,
          error.message + " (store `" + store + "`); what was committed stays, and `lofte apply` takes the run up where it stopped"};
}

// One run over one store.
class SiteRun {
 public:
  SiteRun(Site& site, std::string run, std::int64_t batch_rows, const std::function<void(const Step&, std::int64_t)>& on_batch)
      : site_(site), run_(std::move(run)), on_batch_(on_batch) {
    if (batch_rows > 0) size_ = {batch_rows, size_.blocks, batch_rows};
  }

  Status Sweep(const std::vector<Step>& steps, const std::map<std::string, std::int64_t>& table_rows) {
    LOFTE_ASSIGN(const std::vector<ledger::BatchRecord> before, ReadBatches(*site_.store, run_));
    for (const ledger::BatchRecord& batch : before) journal_[static_cast<int>(batch.step)].push_back(batch);
    // A later step never starts before an earlier one has ended, so steps before the last one in the journal are over.
    const int reached = journal_.empty() ? 0 : journal_.rbegin()->first;
    for (const Step& step : steps) {
      if (step.number < reached) continue;
      const auto rows = table_rows.find(expr::Format(step.table));
      LOFTE_TRY(RunStep(step, rows == table_rows.end() ? 0 : rows->second));
    }
    LOFTE_TRY(site_.store->Scrub());
    return {};
  }

 private:
  Status RunStep(const Step& step, std::int64_t table_rows) {
    LOFTE_ASSIGN(const std::optional<PositionRange> extent, site_.store->Extent(step.table));
    if (!extent) return RunByKey(step, table_rows);
    Ranges ranges(*site_.store, step.bound->table(), *extent, table_rows, size_);
    std::vector<PositionRange> locked;
    for (const PositionRange& part : Uncovered(extent->begin, journal_[step.number])) LOFTE_TRY(RunPart(step, ranges, part, locked));
    // Whoever had a row locked has had the time of all other ranges to end.
    for (const PositionRange& range : locked) LOFTE_TRY(RunRange(step, range, kTries));
    return {};
  }

  Status RunPart(const Step& step, Ranges& ranges, const PositionRange& part, std::vector<PositionRange>& locked) {
    for (std::int64_t at = part.begin; at < part.end;) {
      LOFTE_ASSIGN(std::optional<PositionRange> range, ranges.From(at));
      if (!range) return {};
      range->end = std::min(range->end, part.end);
      if (Status done = RunRange(step, *range, locked.empty() ? kTries : 1); !done) {
        // In SQLite it is the whole file that is locked.
        const bool skip =
            done.error().code == ErrorCode::kBusy && site_.store->dialect() == Dialect::kPostgres && locked.size() < kMostLockedRanges;
        if (!skip) return done;
        locked.push_back(*range);
      }
      at = range->end;
    }
    return {};
  }

  Status RunRange(const Step& step, const PositionRange& range, int tries) {
    return RunBatch(step, range, site_.store->RangeCondition(range, "t"), tries);
  }

  // Without a physical order: the first rows by key that are due, until there are none.
  Status RunByKey(const Step& step, std::int64_t table_rows) {
    if (step.key.empty())
      return Fail(ErrorCode::kInvalid, "table `" + expr::Format(step.table) + "` has neither a physical order nor a key to sweep by");
    const Dialect dialect = site_.store->dialect();
    std::string key, inner;
    for (const std::string& column : step.key) {
      key += (key.empty() ? "t." : ", t.") + sql::Identifier(column);
      inner += (inner.empty() ? "k." : ", k.") + sql::Identifier(column);
    }
    const std::string due = fmt::format("({}) IN (SELECT {} FROM {} k WHERE {} LIMIT {})", key, inner, sql::TableRef(step.table, dialect),
                                        sql::Condition(step.predicate, dialect, "k"), size_.rows);
    const std::int64_t most = done_ + 2 * table_rows + size_.rows;
    while (true) {
      const std::int64_t before = done_;
      LOFTE_TRY(RunBatch(step, {0, 0}, due, kTries));
      if (done_ == before) return {};
      if (done_ > most)
        return Fail(ErrorCode::kInternal,
                    fmt::format("step {} ({} `{}`) finds its rows again and again: look for a trigger that puts back what it takes",
                                step.number, NameOf(step.action), expr::Format(step.table)));
    }
  }

  // kBusy when another transaction keeps what the batch wants locked through all tries; nothing of the batch is done then.
  Status RunBatch(const Step& step, const PositionRange& range, const std::string& condition, int tries) {
    Status done = TryBatch(step, range, condition);
    while (!done && done.error().code == ErrorCode::kBusy && --tries > 0) done = TryBatch(step, range, condition);
    return done;
  }

  Status TryBatch(const Step& step, const PositionRange& range, const std::string& condition) {
    LOFTE_ASSIGN(auto transaction, site_.store->Begin());
    LOFTE_TRY(site_.store->LockPersonState(false));
    LOFTE_ASSIGN(const std::int64_t rows, site_.store->Execute(BatchSql(step, site_.store->dialect(), condition)));
    if (rows == 0) return {};
    std::vector<ledger::BatchRecord>& journal = journal_[step.number];
    const std::int64_t number = journal.empty() ? 1 : journal.back().batch + 1;
    const ledger::BatchRecord batch{run_, site_.store->name(), step.number, number, range.begin, range.end, rows, ""};
    LOFTE_TRY(WriteBatch(*site_.store, batch));
    LOFTE_TRY(transaction->Commit());
    journal.push_back(batch);
    done_ += rows;
    if (on_batch_) on_batch_(step, rows);
    return {};
  }

  Site& site_;
  std::string run_;
  RangeSize size_;
  std::function<void(const Step&, std::int64_t)> on_batch_;
  std::map<int, std::vector<ledger::BatchRecord>> journal_;  // by step
  std::int64_t done_ = 0;
};

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
    std::map<std::string, std::int64_t> table_rows;
    for (const PlannedStep& step : report.plan.steps)
      if (step.store == site.store->name()) table_rows[step.table] = step.table_rows;
    const auto on_batch = [&](const Step& step, std::int64_t rows) {
      done += rows;
      if (!options.progress) return;
      for (const PlannedStep& of : report.plan.steps)
        if (of.store == site.store->name() && of.number == step.number) options.progress(of, done, planned);
    };
    SiteRun sweep(site, run.id, run.batch_rows, on_batch);
    if (Status status = sweep.Sweep(steps, table_rows); !status) return Fail(Halted(status.error(), site.store->name()));
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
