#include "engine/apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/journal.h"
#include "sql/print.h"

namespace lofte::engine {

using stores::Dialect;
using stores::PositionRange;

namespace {

constexpr std::int64_t kSqliteBatchRows = 20'000;
constexpr std::int64_t kPostgresBatchBlocks = 512;
// More tuples than fit a block of 8 kB; ranges finer than a block skip the rest of its positions.
constexpr std::int64_t kMostTuplesPerBlock = 300;

// Walks a table's physical order in ranges.
class Ranges {
 public:
  Ranges(stores::Store& store, const expr::TableName& table, PositionRange extent, std::int64_t rows, std::int64_t batch_rows)
      : store_(store), table_(table), extent_(extent), batch_rows_(batch_rows) {
    // Row ids that are spread thin are walked by counting rows, dense ones by arithmetic.
    dense_ = store.dialect() == Dialect::kPostgres || extent.end - extent.begin <= 4 * std::max<std::int64_t>(rows, 1) + 1000;
  }

  // The range that starts at `begin`; nullopt at the end of the table.
  Result<std::optional<PositionRange>> From(std::int64_t begin) {
    if (begin >= extent_.end) return std::optional<PositionRange>();
    if (store_.dialect() == Dialect::kPostgres) return std::optional<PositionRange>(PostgresFrom(begin));
    if (dense_) return std::optional<PositionRange>(PositionRange{begin, std::min(extent_.end, begin + SqliteRows())});
    return SparseFrom(begin);
  }

 private:
  std::int64_t SqliteRows() const { return batch_rows_ > 0 ? batch_rows_ : kSqliteBatchRows; }

  PositionRange PostgresFrom(std::int64_t begin) const {
    if (batch_rows_ <= 0) return {begin, std::min(extent_.end, begin + kPostgresBatchBlocks * stores::kTuplesPerBlock)};
    const std::int64_t next_block = (begin / stores::kTuplesPerBlock + 1) * stores::kTuplesPerBlock;
    std::int64_t end = begin + batch_rows_;
    if (end % stores::kTuplesPerBlock > kMostTuplesPerBlock || end >= next_block) end = next_block;
    return {begin, std::min(extent_.end, end)};
  }

  Result<std::optional<PositionRange>> SparseFrom(std::int64_t begin) {
    const std::string sql = fmt::format("SELECT min(rowid), max(rowid) FROM (SELECT rowid FROM {} WHERE rowid >= ?1 ORDER BY rowid LIMIT ?2)",
                                        sql::TableRef(table_, Dialect::kSqlite));
    LOFTE_ASSIGN(const stores::Rows rows, store_.Query(sql, {begin, SqliteRows()}));
    const auto* last = std::get_if<std::int64_t>(&rows.rows.at(0).at(1));
    if (last == nullptr) return std::optional<PositionRange>();
    return std::optional<PositionRange>(PositionRange{begin, *last + 1});
  }

  stores::Store& store_;
  expr::TableName table_;
  PositionRange extent_;
  std::int64_t batch_rows_;
  bool dense_ = true;
};

Error Halted(const Error& error, const std::string& store) {
  return {error.code, error.message + " (store `" + store + "`); what was committed stays, and `lofte apply` takes the run up where it stopped"};
}

// One run over one store.
class SiteRun {
 public:
  SiteRun(Site& site, std::string run, std::int64_t batch_rows, const std::function<void(const Step&, std::int64_t)>& on_batch)
      : site_(site), run_(std::move(run)), batch_rows_(batch_rows), on_batch_(on_batch) {}

  Status Sweep(const std::vector<Step>& steps, const std::map<std::string, std::int64_t>& table_rows) {
    LOFTE_ASSIGN(auto lock, site_.store->TakeRunLock());
    LOFTE_ASSIGN(const std::vector<ledger::BatchRecord> before, ReadBatches(*site_.store, run_));
    for (const ledger::BatchRecord& batch : before) last_[static_cast<int>(batch.step)] = batch;
    // A later step never starts before an earlier one has ended, so steps before the last one in the journal are over.
    const int reached = last_.empty() ? 0 : last_.rbegin()->first;
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
    if (!extent) return RunByKey(step);
    const auto last = last_.find(step.number);
    std::int64_t at = last == last_.end() ? extent->begin : last->second.to_position;
    Ranges ranges(*site_.store, step.table, *extent, table_rows, batch_rows_);
    while (true) {
      LOFTE_ASSIGN(const std::optional<PositionRange> range, ranges.From(at));
      if (!range) return {};
      LOFTE_TRY(RunBatch(step, *range, site_.store->RangeCondition(*range, "t")));
      at = range->end;
    }
  }

  // Without a physical order: the first rows by key that are due, until there are none.
  Status RunByKey(const Step& step) {
    if (step.key.empty()) return Fail(ErrorCode::kInvalid, "table `" + expr::Format(step.table) + "` has neither a physical order nor a key to sweep by");
    const Dialect dialect = site_.store->dialect();
    std::string key, inner;
    for (const std::string& column : step.key) {
      key += (key.empty() ? "t." : ", t.") + sql::Identifier(column);
      inner += (inner.empty() ? "k." : ", k.") + sql::Identifier(column);
    }
    const std::int64_t rows = batch_rows_ > 0 ? batch_rows_ : kSqliteBatchRows;
    const std::string due = fmt::format("({}) IN (SELECT {} FROM {} k WHERE {} LIMIT {})", key, inner, sql::TableRef(step.table, dialect),
                                        sql::Condition(step.predicate, dialect, "k"), rows);
    while (true) {
      const std::int64_t before = done_;
      LOFTE_TRY(RunBatch(step, {0, 0}, due));
      if (done_ == before) return {};
    }
  }

  Status RunBatch(const Step& step, const PositionRange& range, const std::string& condition) {
    LOFTE_ASSIGN(auto transaction, site_.store->Begin());
    LOFTE_TRY(site_.store->LockPersonState(false));
    LOFTE_ASSIGN(const std::int64_t rows, site_.store->Execute(BatchSql(step, site_.store->dialect(), condition)));
    if (rows == 0) return {};
    ledger::BatchRecord batch{run_, site_.store->name(), step.number, 1, range.begin, range.end, rows, ""};
    if (const auto last = last_.find(step.number); last != last_.end()) batch.batch = last->second.batch + 1;
    LOFTE_TRY(WriteBatch(*site_.store, batch));
    LOFTE_TRY(transaction->Commit());
    last_[step.number] = batch;
    done_ += rows;
    if (on_batch_) on_batch_(step, rows);
    return {};
  }

  Site& site_;
  std::string run_;
  std::int64_t batch_rows_;
  std::function<void(const Step&, std::int64_t)> on_batch_;
  std::map<int, ledger::BatchRecord> last_;  // by step
  std::int64_t done_ = 0;
};

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
  for (const PlannedStep& step : plan.steps) records.push_back({run, step.store, step.number, step.table, step.action, Joined(step.promises), step.rows, 0});
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
    return Fail(ErrorCode::kRefused, "T is " + time::Format(at) + ", later than the clock of " + whose + ": a sweep cannot be undone, so it never runs ahead of time");
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

Result<ApplyReport> Apply(const policy::Policy& policy, const datamap::DataMap& map, std::vector<Site>& sites, ledger::Ledger& ledger, const grounds::Question& question,
                          time::Instant now, const ApplyOptions& options) {
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

  const std::int64_t planned = report.plan.rows();
  std::int64_t done = 0;
  for (Site& site : sites) {
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
    const auto record = std::find_if(steps.begin(), steps.end(), [&](const ledger::StepRecord& r) { return r.store == step.store && r.step == step.number; });
    report.done.push_back(record == steps.end() ? 0 : record->done);
    if (report.resumed && record != steps.end()) step.rows = record->planned;
  }
  return report;
}

}  // namespace lofte::engine
