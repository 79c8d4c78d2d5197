#include "engine/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/journal.h"
#include "engine/plan.h"
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

// A step of at most this many rows, and of a small part of the table, looks them up first.
constexpr std::int64_t kFewRows = 10'000;
constexpr std::int64_t kFewPart = 50;
// Positions that one statement names.
constexpr std::int64_t kMostPositions = 2000;

// Somebody's own value may be what another's is to become.
Error Explained(Error error, const Step& step) {
  const bool has_key_form = std::any_of(step.fields.begin(), step.fields.end(),
                                        [](const datamap::Field* field) { return field->blank.method == datamap::Method::kKey; });
  if (stores::IsNotUnique(error) && has_key_form)
    error.message +=
        "; where it is about one of the columns that are erased by `key`, another row has taken the form `erased-..` of one that is to be "
        "erased: look for values of the application that begin so, and change them";
  return error;
}

Unexpected<Error> ChangedBeside(const Step& step) {
  return Fail(ErrorCode::kBusy, "rows of `" + expr::Format(step.table) + "` were changed beside the batch");
}

bool IsFew(const Expected& expected) { return expected.rows <= kFewRows && expected.rows * kFewPart <= expected.table_rows; }

}  // namespace

Sweep::Sweep(Site& site, std::string run, std::int64_t batch_rows, const grounds::Question& question, RowSealer* sealer,
             std::function<void(const Step&, std::int64_t rows)> on_batch)
    : site_(site),
      run_(std::move(run)),
      is_fixed_(batch_rows > 0),
      question_(question),
      sealer_(sealer),
      counter_(site, question.zone),
      on_batch_(std::move(on_batch)) {
  if (is_fixed_) size_ = {batch_rows, size_.blocks, batch_rows};
}

Status Sweep::Run(const std::vector<Step>& steps, const std::map<int, Expected>& expected) {
  LOFTE_TRY(CheckSchema());
  LOFTE_ASSIGN(const std::vector<ledger::BatchRecord> before, ReadBatches(*site_.store, run_));
  for (const ledger::BatchRecord& batch : before) journal_[static_cast<int>(batch.step)].push_back(batch);
  // A later step never starts before an earlier one has ended, unless they are on a cycle, so steps before the last one in the journal are
  // over.
  const int reached = journal_.empty() ? 0 : journal_.rbegin()->first;
  std::vector<Task> tasks;
  for (const Step& step : steps)
    if (const auto counted = expected.find(step.number); counted != expected.end()) tasks.push_back({step, counted->second});
  const auto is_on_cycle = [](const Task& task) { return !task.step.foretold_exactly && task.expected.most_rows > 0; };
  const auto first = std::find_if(tasks.begin(), tasks.end(), is_on_cycle);
  const auto last = std::find_if(tasks.rbegin(), tasks.rend(), is_on_cycle).base();
  if (first == tasks.end()) return RunTasks(tasks, reached);
  LOFTE_TRY(RunTasks({tasks.begin(), first}, reached));
  LOFTE_TRY(RunCycle({first, last}, reached));
  return RunTasks({last, tasks.end()}, reached);
}

Status Sweep::RunTasks(const std::vector<Task>& tasks, int reached) {
  for (const Task& task : tasks)
    if (task.step.number >= reached) LOFTE_TRY(RunStep(task.step, task.expected));
  return {};
}

// Until a whole pass changes nothing. Nobody knows which pass it was in which a run was stopped.
Status Sweep::RunCycle(const std::vector<Task>& tasks, int reached) {
  if (reached > tasks.back().step.number) return {};
  bool is_whole = reached < tasks.front().step.number;
  for (int from = reached;; from = 0) {
    const std::int64_t before = done_;
    LOFTE_TRY(RunTasks(tasks, from));
    if (is_whole && done_ == before) break;
    is_whole = true;
    takes_up_ = false;
  }
  takes_up_ = true;
  return {};
}

Status Sweep::RunStep(const Step& step, const Expected& expected) {
  if (expected.most_rows == 0 && expected.rows == 0) return {};
  most_ = MostAfter(expected.most_rows);
  LOFTE_ASSIGN(const std::optional<PositionRange> extent, site_.store->Extent(step.table));
  if (!extent) return RunByKey(step, expected.table_rows);
  const std::size_t partitions = step.bound == nullptr ? 0 : step.bound->table().partitions.size();
  Ranges ranges(*site_.store, step.table, partitions, *extent, expected.table_rows, size_);
  if (!is_fixed_) ranges.Fit(expected.planned);
  std::optional<Positions> only;
  if (step.foretold_exactly && !step.in_layers && IsFew(expected)) {
    LOFTE_ASSIGN(only, FindPositions(step));
  }
  const PositionRange whole{extent->begin, std::numeric_limits<std::int64_t>::max()};
  std::vector<PositionRange> parts{whole};
  if (takes_up_) parts = Uncovered(extent->begin, journal_[step.number]);
  bool is_whole = parts == std::vector<PositionRange>{whole};
  while (true) {
    const std::int64_t before = done_;
    LOFTE_TRY(RunPass(step, ranges, parts, only ? &*only : nullptr));
    if (!step.in_layers || (is_whole && done_ == before)) return {};
    is_whole = true;
    parts = {whole};
  }
}

Status Sweep::RunPass(const Step& step, Ranges& ranges, const std::vector<PositionRange>& parts, const Positions* only) {
  std::vector<PositionRange> locked;
  for (const PositionRange& part : parts) LOFTE_TRY(RunPart(step, ranges, part, only, locked));
  // Whoever had a row locked has had the time of all other ranges to end.
  for (const PositionRange& range : locked) LOFTE_TRY(RunLayers(step, range, site_.store->RangeCondition(range, "t"), kTries));
  return {};
}

Status Sweep::RunPart(const Step& step, Ranges& ranges, const PositionRange& part, const Positions* only,
                      std::vector<PositionRange>& locked) {
  const auto run = [&](const PositionRange& range) -> Status {
    const std::optional<std::string> condition = ConditionIn(range, only);
    if (!condition) return {};
    Status done = RunLayers(step, range, *condition, locked.empty() ? kTries : 1);
    if (done) return {};
    // In SQLite it is the whole file that is locked.
    const bool skip =
        done.error().code == ErrorCode::kBusy && site_.store->dialect() == Dialect::kPostgres && locked.size() < kMostLockedRanges;
    if (!skip) return done;
    locked.push_back(range);
    return {};
  };
  std::vector<PositionRange> layered;
  for (std::int64_t at = part.begin; at < part.end;) {
    LOFTE_ASSIGN(std::optional<PositionRange> range, ranges.From(at));
    if (!range) break;
    range->end = std::min(range->end, part.end);
    at = range->end;
    if (step.in_layers) layered.push_back(*range);
    if (!step.in_layers) LOFTE_TRY(run(*range));
  }
  // What was written later references what was there before.
  for (auto range = layered.rbegin(); range != layered.rend(); ++range) LOFTE_TRY(run(*range));
  return {};
}

Status Sweep::RunLayers(const Step& step, const PositionRange& range, const std::string& condition, int tries) {
  while (true) {
    const std::int64_t before = done_;
    LOFTE_TRY(RunBatch(step, range, condition, tries));
    if (!step.in_layers || done_ == before) return {};
  }
}

// What a batch looks at of a range; nullopt: nothing.
std::optional<std::string> Sweep::ConditionIn(const PositionRange& range, const Positions* only) const {
  if (only == nullptr) return site_.store->RangeCondition(range, "t");
  const auto first = std::lower_bound(only->begin(), only->end(), range.begin);
  const auto last = std::lower_bound(first, only->end(), range.end);
  if (first == last) return std::nullopt;
  if (last - first > kMostPositions) return site_.store->RangeCondition(range, "t");
  return site_.store->PositionCondition(Positions(first, last), "t");
}

Result<Sweep::Positions> Sweep::FindPositions(const Step& step) {
  const Dialect dialect = site_.store->dialect();
  LOFTE_ASSIGN(const stores::Rows rows,
               site_.store->Query(fmt::format("SELECT {} FROM {} AS t WHERE {}", site_.store->PositionOf("t"),
                                              sql::TableRef(step.table, dialect), sql::Condition(step.predicate, dialect, "t"))));
  Positions positions;
  positions.reserve(rows.rows.size());
  for (const auto& row : rows.rows) positions.push_back(expr::IntegerOf(row.at(0)));
  std::sort(positions.begin(), positions.end());
  return positions;
}

// Without a physical order: the first rows by key that are due, until there are none.
Status Sweep::RunByKey(const Step& step, std::int64_t table_rows) {
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
Status Sweep::RunBatch(const Step& step, const PositionRange& range, const std::string& condition, int tries) {
  while (true) {
    schema_moved_ = false;
    Status done = TryBatch(step, range, condition);
    site_.store->Yield();
    if (schema_moved_) {
      LOFTE_TRY(CheckSchema());
      continue;
    }
    if (done || done.error().code != ErrorCode::kBusy || --tries <= 0) return done;
  }
}

Status Sweep::CheckSchema() {
  LOFTE_ASSIGN(mark_, site_.store->SchemaMark());
  LOFTE_ASSIGN(const stores::Catalogue now, site_.store->ReadCatalogue());
  if (now.Fingerprint() == site_.catalogue->Fingerprint()) return {};
  schema_changed_ = true;
  return Fail(ErrorCode::kConflict, "the schema of store `" + site_.store->name() + "` has changed since it was read");
}

Result<std::int64_t> Sweep::Change(const Step& step, const std::string& condition) {
  const Dialect dialect = site_.store->dialect();
  for (const std::string& keep : KeepSql(step, dialect, condition)) LOFTE_TRY(site_.store->Execute(keep));
  return site_.store->Execute(BatchSql(step, dialect, condition));
}

Result<std::int64_t> Sweep::Take(const Step& step, const std::string& condition) {
  std::vector<std::string> conditions = {condition};
  std::int64_t wanted = 0, rows = 0;
  if (!step.counted.empty()) {
    LOFTE_ASSIGN(wanted, counter_.Count(step, condition, question_));
  }
  if (step.seals()) {
    LOFTE_ASSIGN(RowSealer::Sealed sealed, sealer_->Seal(step, condition));
    conditions = std::move(sealed.conditions);
    // A row that came to be due between the two would be sealed or gone, and not counted.
    if (!step.counted.empty() && sealed.rows != wanted) return ChangedBeside(step);
    wanted = sealed.rows;
  }
  for (const std::string& named : conditions) {
    LOFTE_ASSIGN(const std::int64_t taken, Change(step, named));
    rows += taken;
  }
  // A copy of a row that stays, or none of one that goes: somebody has changed a row in between.
  if (rows != wanted) return ChangedBeside(step);
  return rows;
}

Status Sweep::TryBatch(const Step& step, const PositionRange& range, const std::string& condition) {
  LOFTE_ASSIGN(auto transaction, site_.store->Begin());
  LOFTE_TRY(site_.store->LockPersonState(false));
  const Dialect dialect = site_.store->dialect();
  const bool takes = step.seals() || !step.counted.empty();
  std::optional<std::int64_t> locked;
  if ((step.reads_other_rows || takes || !step.tells.empty()) && dialect == Dialect::kPostgres) {
    LOFTE_ASSIGN(const stores::Rows counted, site_.store->Query(LockSql(step, dialect, condition)));
    locked = expr::IntegerOf(counted.rows.at(0).at(0));
    if (locked == 0) return {};
  }
  const Result<std::int64_t> changed = takes ? Take(step, condition) : Change(step, condition);
  if (!changed) return Fail(Explained(changed.error(), step));
  const std::int64_t rows = *changed;
  // A row that came in between is gone, and what it told is kept nowhere.
  if (locked && !step.tells.empty() && rows != *locked) return ChangedBeside(step);
  if (rows == 0) return {};
  LOFTE_ASSIGN(const std::string mark, site_.store->SchemaMark());
  if (mark != mark_) {
    schema_moved_ = true;
    return {};
  }
  if (done_of_[step.number] + rows > most_) {
    exceeded_ = true;
    return Fail(ErrorCode::kRefused, fmt::format("step {} ({} `{}`) finds many more rows than were counted when the run began", step.number,
                                                 NameOf(step.action), expr::Format(step.table)));
  }
  std::vector<ledger::BatchRecord>& journal = journal_[step.number];
  const std::int64_t number = journal.empty() ? 1 : journal.back().batch + 1;
  const ledger::BatchRecord batch{run_, site_.store->name(), step.number, number, range.begin, range.end, rows, ""};
  LOFTE_TRY(WriteBatch(*site_.store, batch));
  LOFTE_TRY(transaction->Commit());
  journal.push_back(batch);
  done_ += rows;
  done_of_[step.number] += rows;
  if (on_batch_) on_batch_(step, rows);
  return {};
}

}  // namespace lofte::engine
