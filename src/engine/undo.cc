#include "engine/undo.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "base/issue.h"
#include "engine/hold.h"
#include "engine/journal.h"
#include "engine/put_back.h"
#include "engine/sealed.h"
#include "engine/step.h"
#include "sql/print.h"

namespace lofte::engine {

using stores::Dialect;

std::int64_t UndoReport::rows() const {
  std::int64_t sum = 0;
  for (const PutBackCount& of : put_back) sum += of.rows;
  return sum;
}

std::int64_t UndoReport::left_copies() const {
  std::int64_t sum = 0;
  for (const LeftCount& of : left) sum += of.copies;
  return sum;
}

namespace {

constexpr int kCopiesABatch = 200;

// What a run took from one store, on its way back.
class StoreUndo {
 public:
  StoreUndo(Site& site, const UndoOptions& options, const time::Zone& zone) : site_(site), options_(options), zone_(zone) {}

  // Pass by pass, until one changes nothing: a row may wait for one that a later transaction of the application put in its way or took out.
  Status Run() {
    LOFTE_TRY(CheckSchema());
    std::int64_t before = -1;
    while (before != done_) {
      before = done_;
      left_.clear();
      LOFTE_TRY(RunPass());
      if (left_.empty()) break;
    }
    return {};
  }

  void Report(UndoReport& report) const {
    const std::string& store = site_.store->name();
    for (const auto& [of, rows] : put_back_) report.put_back.push_back({store, of.first, of.second, rows});
    for (const auto& [of, copies] : left_) report.left.push_back({store, of.first, of.second, copies});
  }

 private:
  using Row = std::vector<expr::Value>;

  // The last that was taken comes first: what was taken before it may reference it.
  Status RunPass() {
    std::int64_t ordinal = std::numeric_limits<std::int64_t>::max();
    std::string id;
    while (true) {
      const auto p = [&](int n) { return Parameter(site_.store->dialect(), n); };
      LOFTE_ASSIGN(
          const stores::Rows copies,
          site_.store->Query(fmt::format("SELECT id, source_table, row_digest, ciphertext, ordinal FROM {} WHERE run = {} AND kind = "
                                         "'undo' AND (ordinal < {} OR (ordinal = {} AND id > {})) ORDER BY ordinal DESC, id LIMIT {}",
                                         site_.store->OwnTable("sealed"), p(1), p(2), p(3), p(4), kCopiesABatch),
                             {options_.run, ordinal, ordinal, id}));
      if (copies.rows.empty()) return {};
      ordinal = expr::IntegerOf(copies.rows.back().at(4));
      id = TextOf(copies.rows.back().at(0));
      LOFTE_TRY(RunBatch(copies.rows));
      site_.store->Yield();
    }
  }

  Status RunBatch(const std::vector<Row>& copies) {
    Batch batch;
    const Status done = TryBatch(copies, batch);
    if (done) return Keep(batch);
    // A foreign key of SQLite may be deferred to the COMMIT, which then says of none of them that it was the one.
    if (!batch.refused) return done;
    if (copies.size() == 1) return Leave(copies.front(), "a row that it refers to is gone");
    for (const Row& copy : copies) LOFTE_TRY(RunBatch({copy}));
    return {};
  }

  struct Batch {
    std::int64_t rows = 0;
    std::map<std::pair<std::string, bool>, std::int64_t> put_back;
    std::map<std::pair<std::string, std::string>, std::int64_t> left;
    bool refused = false;  // by the COMMIT
  };

  Status TryBatch(const std::vector<Row>& copies, Batch& batch) {
    LOFTE_ASSIGN(const auto transaction, site_.store->Begin());
    if (site_.store->dialect() == Dialect::kPostgres) LOFTE_TRY(site_.store->ExecuteScript("SET CONSTRAINTS ALL IMMEDIATE"));
    for (const Row& row : copies) {
      const Result<SealedCopy> opened = OpenCopy(site_, row, zone_);
      if (!opened || opened->kind == SealedCopy::Kind::kBlocked || opened->kind == SealedCopy::Kind::kGone) {
        ++batch.left[{TextOf(row.at(1)), "the sealed copy has been changed by somebody, and can't be trusted"}];
        continue;
      }
      const SealedCopy& copy = *opened;
      LOFTE_ASSIGN(const std::optional<std::string> why, PutBack(site_, copy, zone_));
      if (why) {
        ++batch.left[{copy.table, *why}];
        continue;
      }
      // At once: what rests on it asks whether it is sealed still.
      LOFTE_TRY(Forget(row.at(0)));
      if (copy.kind == SealedCopy::Kind::kUndoRow) LOFTE_TRY(ForgetTrace(row));
      ++batch.put_back[{copy.table, copy.kind == SealedCopy::Kind::kUndoRow}];
      ++batch.rows;
    }
    if (batch.rows == 0) return {};
    LOFTE_TRY(CheckSchema());
    LOFTE_TRY(WriteBatch(*site_.store, {options_.id, site_.store->name(), 0, ++batches_, 0, 0, batch.rows, ""}));
    const Status committed = transaction->Commit();
    batch.refused = !committed && committed.error().code == ErrorCode::kConflict;
    return committed;
  }

  Status Forget(const expr::Value& id) {
    LOFTE_ASSIGN(const std::int64_t gone, site_.store->Execute(fmt::format("DELETE FROM {} WHERE id = {}", site_.store->OwnTable("sealed"),
                                                                           Parameter(site_.store->dialect(), 1)),
                                                               {id}));
    if (gone == 1) return {};
    return Fail(ErrorCode::kConflict, "a sealed copy of store `" + site_.store->name() + "` has gone meanwhile");
  }

  // That the row was gone, which the same batch has remembered where its copy could be destroyed before what referred to it.
  Status ForgetTrace(const Row& copy) {
    const auto p = [&](int n) { return Parameter(site_.store->dialect(), n); };
    const Result<std::int64_t> gone = site_.store->Execute(
        fmt::format("DELETE FROM {} WHERE kind = 'gone' AND run = {} AND ordinal = {} AND source_table = {} AND row_digest = {}",
                    site_.store->OwnTable("sealed"), p(1), p(2), p(3), p(4)),
        {options_.run, copy.at(4), copy.at(1), copy.at(2)});
    return gone ? Status() : Fail(gone.error());
  }

  // A trigger that was made since the catalogue was read has not been looked at.
  Status CheckSchema() {
    LOFTE_ASSIGN(const std::string mark, site_.store->SchemaMark());
    if (mark == mark_) return {};
    LOFTE_ASSIGN(const stores::Catalogue now, site_.store->ReadCatalogue());
    if (now.Fingerprint() != site_.catalogue->Fingerprint())
      return Fail(ErrorCode::kConflict, "the schema of store `" + site_.store->name() + "` has changed since it was read");
    mark_ = mark;
    return {};
  }

  Status Keep(const Batch& batch) {
    done_ += batch.rows;
    for (const auto& [of, rows] : batch.put_back) put_back_[of] += rows;
    for (const auto& [of, copies] : batch.left) left_[of] += copies;
    return {};
  }

  Status Leave(const Row& copy, std::string why) {
    ++left_[{TextOf(copy.at(1)), std::move(why)}];
    return {};
  }

  Site& site_;
  const UndoOptions& options_;
  const time::Zone& zone_;
  std::string mark_;
  std::int64_t batches_ = 0, done_ = 0;
  std::map<std::pair<std::string, bool>, std::int64_t> put_back_;     // table, whether whole rows
  std::map<std::pair<std::string, std::string>, std::int64_t> left_;  // table, why
};

Result<ledger::RunRecord> FindRun(ledger::Ledger& ledger, const std::string& id) {
  LOFTE_ASSIGN(const std::optional<ledger::RunRecord> unfinished, ledger.Unfinished());
  if (unfinished)
    return Fail(ErrorCode::kConflict, "run `" + unfinished->id + "` of " + time::Format(unfinished->at) +
                                          " is unfinished: `lofte apply` takes it up, `lofte apply --abandon` gives it up");
  LOFTE_ASSIGN(const std::vector<ledger::RunRecord> runs, ledger.Runs());
  std::vector<std::string> ids;
  for (const ledger::RunRecord& run : runs) {
    if (run.id == id) return run;
    ids.push_back(run.id);
  }
  const std::string nearest = Nearest(id, ids);
  return Fail(ErrorCode::kNotFound, "the ledger knows no run `" + id + "`" + (nearest.empty() ? "" : ", did you mean `" + nearest + "`?"));
}

// Which tables of a store there are copies of.
Result<std::set<std::string>> TablesOf(Site& site, const std::string& run) {
  std::set<std::string> tables;
  LOFTE_ASSIGN(const bool has_copies, site.store->HasOwnTable("sealed"));
  if (!has_copies) return tables;
  LOFTE_ASSIGN(const stores::Rows rows,
               site.store->Query(fmt::format("SELECT DISTINCT source_table FROM {} WHERE run = {} AND kind = 'undo'",
                                             site.store->OwnTable("sealed"), Parameter(site.store->dialect(), 1)),
                                 {run}));
  for (const auto& row : rows.rows) tables.insert(TextOf(row.at(0)));
  return tables;
}

// What the run did to a table says what is done to it now: rows that were deleted are inserted, fields that were erased are updated.
Status RefuseTriggersOf(const Site& site, const std::set<std::string>& tables, const std::vector<ledger::StepRecord>& steps) {
  for (const auto& table : site.bound->tables()) {
    const std::string name = expr::Format(table->map().name);
    if (tables.count(name) == 0) continue;
    for (const ledger::StepRecord& step : steps) {
      if (step.store != site.store->name() || step.table != name || step.done == 0) continue;
      if (step.action == NameOf(Action::kDelete)) LOFTE_TRY(RefuseTriggers(*table, "insert"));
      if (step.action == NameOf(Action::kErase)) LOFTE_TRY(RefuseTriggers(*table, "update"));
    }
  }
  return {};
}

// The stores that have something of the run, and may be changed.
Result<std::vector<Site*>> SitesToUndo(std::vector<Site>& sites, ledger::Ledger& ledger, const UndoOptions& options) {
  LOFTE_ASSIGN(const std::vector<ledger::StepRecord> steps, ledger.Steps(options.run));
  std::vector<Site*> found;
  for (Site& site : sites) {
    if (!options.store.empty() && site.store->name() != options.store) continue;
    LOFTE_ASSIGN(const std::set<std::string> tables, TablesOf(site, options.run));
    if (tables.empty()) continue;
    LOFTE_TRY(CheckSealingKey(site));
    LOFTE_TRY(RefuseTriggersOf(site, tables, steps));
    found.push_back(&site);
  }
  if (found.empty())
    return Fail(ErrorCode::kNotFound, "nothing of run `" + options.run +
                                          "` can be put back: it was put back before, its days are over, or it was not kept (`undo:` under "
                                          "`sealing:` in lofte.yaml)");
  return found;
}

Status FinishOne(Site& site, ledger::Ledger& ledger, ledger::UndoRecord record, const Clock& clock) {
  LOFTE_ASSIGN(const std::vector<ledger::BatchRecord> batches, ReadBatches(*site.store, record.id));
  for (const ledger::BatchRecord& batch : batches) record.put_back += batch.rows;
  LOFTE_ASSIGN(const Undoable undoable, CountUndoable(site, record.run));
  record.left = undoable.copies;
  record.finished = time::Instant{clock.NowUs()};
  LOFTE_TRY(ledger.FinishUndo(record));
  return PruneJournal(*site.store, record.id);
}

}  // namespace

Result<UndoReport> Undo(std::vector<Site>& sites, ledger::Ledger& ledger, const time::Zone& zone, const Clock& clock,
                        const UndoOptions& options) {
  if (!IsReference(options.reference))
    return Fail(ErrorCode::kInvalid, "the reference of an undo, your own file number, is one printable line of at most 200 bytes");
  LOFTE_ASSIGN(const RunLocks locks, TakeRunLocks(sites));
  LOFTE_TRY(CloseUndos(sites, ledger, clock));
  LOFTE_ASSIGN(const ledger::RunRecord run, FindRun(ledger, options.run));
  LOFTE_ASSIGN(const std::vector<Site*> of_run, SitesToUndo(sites, ledger, options));
  UndoReport report{options.id, run.id, {}, {}};
  std::vector<ledger::UndoRecord> records;
  for (const Site* site : of_run) {
    records.push_back({options.id,
                       run.id,
                       site->store->name(),
                       options.reference,
                       options.approved_by,
                       options.asked_by,
                       {clock.NowUs()},
                       std::nullopt,
                       0,
                       0});
    LOFTE_TRY(ledger.StartUndo(records.back()));
  }
  if (options.started) options.started();
  for (std::size_t i = 0; i < of_run.size(); ++i) {
    StoreUndo undo(*of_run[i], options, zone);
    Status done = undo.Run();
    if (done) done = FinishOne(*of_run[i], ledger, records[i], clock);
    if (!done)
      return Fail(done.error().code, done.error().message + "; what was put back stays, and `lofte undo` goes on when it is run again");
    undo.Report(report);
  }
  return report;
}

Status CloseUndos(std::vector<Site>& sites, ledger::Ledger& ledger, const Clock& clock) {
  LOFTE_ASSIGN(const std::vector<ledger::UndoRecord> undos, ledger.Undos());
  for (Site& site : sites) {
    LOFTE_ASSIGN(const stores::Rows journaled, site.store->Query("SELECT DISTINCT run FROM " + site.store->OwnTable("journal")));
    for (const ledger::UndoRecord& undo : undos) {
      if (undo.store != site.store->name()) continue;
      const bool has_journal =
          std::any_of(journaled.rows.begin(), journaled.rows.end(), [&](const auto& row) { return TextOf(row.at(0)) == undo.id; });
      if (!undo.finished) {
        LOFTE_TRY(FinishOne(site, ledger, undo, clock));
      } else if (has_journal) {
        LOFTE_TRY(PruneJournal(*site.store, undo.id));
      }
    }
  }
  return {};
}

Result<Undoable> CountUndoable(Site& site, const std::string& run) {
  Undoable undoable;
  LOFTE_ASSIGN(const bool has_copies, site.store->HasOwnTable("sealed"));
  if (!has_copies) return undoable;
  constexpr std::string_view kUndo = "FILTER (WHERE kind = 'undo')";
  LOFTE_ASSIGN(
      const stores::Rows rows,
      site.store->Query(
          fmt::format("SELECT count(*) {0}, count(*) FILTER (WHERE kind = 'gone'), min(due) {0}, max(due) {0} FROM {1} WHERE run = {2}",
                      kUndo, site.store->OwnTable("sealed"), Parameter(site.store->dialect(), 1)),
          {run}));
  const auto& row = rows.rows.at(0);
  return Undoable{expr::IntegerOf(row.at(0)), expr::IntegerOf(row.at(1)), DayOf(row.at(2)), DayOf(row.at(3))};
}

void Add(const Undoable& of, Undoable& to) {
  to.copies += of.copies;
  to.gone += of.gone;
  if (of.first && (!to.first || *of.first < *to.first)) to.first = of.first;
  if (of.last && (!to.last || *to.last < *of.last)) to.last = of.last;
}

}  // namespace lofte::engine
