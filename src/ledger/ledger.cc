#include "ledger/ledger.h"

#include <set>

namespace lofte::ledger {

using expr::Value;

namespace {

constexpr std::int64_t kVersion = 4;
// Version 2.
constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS meta (version INTEGER NOT NULL);
INSERT INTO meta (version) SELECT 2 WHERE NOT EXISTS (SELECT 1 FROM meta);
CREATE TABLE IF NOT EXISTS run (
  id TEXT PRIMARY KEY, at INTEGER NOT NULL, policy_sha256 TEXT NOT NULL, map_sha256 TEXT NOT NULL, schema_sha256 TEXT NOT NULL,
  plan_sha256 TEXT NOT NULL, tzdata TEXT NOT NULL, approved_by TEXT NOT NULL, batch_rows INTEGER NOT NULL, started INTEGER NOT NULL,
  finished INTEGER, state TEXT NOT NULL CHECK (state IN ('running', 'done', 'abandoned')));
CREATE UNIQUE INDEX IF NOT EXISTS one_running ON run (state) WHERE state = 'running';
CREATE TABLE IF NOT EXISTS step (
  run TEXT NOT NULL REFERENCES run, store TEXT NOT NULL, step INTEGER NOT NULL, table_name TEXT NOT NULL, action TEXT NOT NULL,
  promises TEXT NOT NULL, planned INTEGER NOT NULL, done INTEGER NOT NULL, PRIMARY KEY (run, store, step));
CREATE TABLE IF NOT EXISTS batch (
  run TEXT NOT NULL REFERENCES run, store TEXT NOT NULL, step INTEGER NOT NULL, batch INTEGER NOT NULL, from_position INTEGER NOT NULL,
  to_position INTEGER NOT NULL, rows INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (run, store, step, batch));
CREATE TABLE IF NOT EXISTS hold (
  reference TEXT NOT NULL, state TEXT NOT NULL, store TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER, people INTEGER NOT NULL,
  PRIMARY KEY (reference, store, state));
)";

// What version 3 has beside version 2; made with the rest where there was no ledger.
constexpr const char* kThird = R"(
CREATE TABLE IF NOT EXISTS release (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, store TEXT NOT NULL, table_name TEXT NOT NULL, row_digest TEXT NOT NULL,
  copies INTEGER NOT NULL, shown_to TEXT NOT NULL, court_order TEXT NOT NULL, approved_by TEXT NOT NULL, asked_by TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS undo (
  id TEXT NOT NULL, run TEXT NOT NULL REFERENCES run, store TEXT NOT NULL, reference TEXT NOT NULL, approved_by TEXT NOT NULL,
  asked_by TEXT NOT NULL, started INTEGER NOT NULL, finished INTEGER, put_back INTEGER NOT NULL, left_sealed INTEGER NOT NULL,
  PRIMARY KEY (id, store));
UPDATE meta SET version = 3;
)";

// What version 4 has beside version 3.
constexpr const char* kFourth = R"(
CREATE TABLE IF NOT EXISTS breach (
  promise TEXT NOT NULL, store TEXT NOT NULL, table_name TEXT NOT NULL, day INTEGER NOT NULL, rows INTEGER NOT NULL, taken INTEGER NOT NULL,
  PRIMARY KEY (promise, store, table_name, day));
CREATE TABLE IF NOT EXISTS incident (
  number INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL, promise TEXT NOT NULL, from_day INTEGER NOT NULL,
  until_day INTEGER NOT NULL, approved_by TEXT NOT NULL, asked_by TEXT NOT NULL, told INTEGER, recorded INTEGER NOT NULL, ended INTEGER);
CREATE TABLE IF NOT EXISTS incident_day (
  incident INTEGER NOT NULL REFERENCES incident, day INTEGER NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (incident, day));
CREATE TABLE IF NOT EXISTS attestation (
  number INTEGER PRIMARY KEY AUTOINCREMENT, promise TEXT NOT NULL, vouched_by TEXT NOT NULL, role TEXT NOT NULL, document TEXT NOT NULL,
  sha256 TEXT NOT NULL, from_day INTEGER NOT NULL, until_day INTEGER NOT NULL, recorded INTEGER NOT NULL, withdrawn INTEGER);
UPDATE meta SET version = 4;
)";

// A hold had one line for a reference and store, and did not say of how many people.
constexpr const char* kFromOne = R"(
ALTER TABLE hold RENAME TO hold_of_one;
CREATE TABLE hold (
  reference TEXT NOT NULL, state TEXT NOT NULL, store TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER, people INTEGER NOT NULL,
  PRIMARY KEY (reference, store, state));
INSERT INTO hold SELECT reference, state, store, since, until, 1 FROM hold_of_one;
DROP TABLE hold_of_one;
UPDATE meta SET version = 2;
)";

std::string Text(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}
std::optional<time::Instant> Moment(const Value& value) {
  if (expr::IsNull(value)) return std::nullopt;
  return time::Instant{expr::IntegerOf(value)};
}

constexpr const char* kRunColumns =
    "id, at, policy_sha256, map_sha256, schema_sha256, plan_sha256, tzdata, approved_by, batch_rows, started, finished, state";

RunRecord ToRun(const std::vector<Value>& row) {
  return {Text(row[0]),
          {expr::IntegerOf(row[1])},
          Text(row[2]),
          Text(row[3]),
          Text(row[4]),
          Text(row[5]),
          Text(row[6]),
          Text(row[7]),
          expr::IntegerOf(row[8]),
          {expr::IntegerOf(row[9])},
          Moment(row[10]),
          Text(row[11])};
}

}  // namespace

Result<std::unique_ptr<Ledger>> Ledger::Open(std::unique_ptr<stores::Store> store) {
  auto ledger = std::unique_ptr<Ledger>(new Ledger(std::move(store)));
  LOFTE_TRY(ledger->Migrate());
  return ledger;
}

Result<std::unique_ptr<Ledger>> Ledger::OpenToRead(std::unique_ptr<stores::Store> store) {
  auto ledger = std::unique_ptr<Ledger>(new Ledger(std::move(store)));
  LOFTE_ASSIGN(const std::int64_t version, ledger->Version());
  if (version == 0) return std::unique_ptr<Ledger>();
  if (version < kVersion)
    return Fail(ErrorCode::kConflict,
                "it was made by an earlier version of lofte: the next command that writes, such as `lofte apply`, brings it "
                "up to this one");
  return ledger;
}

// 0: nothing is in it.
Result<std::int64_t> Ledger::Version() {
  LOFTE_ASSIGN(const stores::Rows found, store_->Query("SELECT count(*), coalesce(sum(name = 'meta'), 0) FROM sqlite_master"));
  if (expr::IntegerOf(found.rows.at(0).at(0)) == 0) return std::int64_t{0};
  if (expr::IntegerOf(found.rows.at(0).at(1)) == 0)
    return Fail(ErrorCode::kInvalid, "it is a database that lofte did not make: name another file under `ledger:` in `lofte.yaml`");
  LOFTE_ASSIGN(const stores::Rows version, store_->Query("SELECT version FROM meta"));
  const std::int64_t number = version.rows.size() == 1 ? expr::IntegerOf(version.rows[0][0]) : 0;
  if (number < 1 || number > kVersion)
    return Fail(ErrorCode::kConflict, "it was made by another version of lofte: use that one, or a newer");
  return number;
}

Status Ledger::Migrate() {
  LOFTE_ASSIGN(const std::int64_t version, Version());
  if (version == kVersion) return {};
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  if (version == 0) LOFTE_TRY(store_->ExecuteScript(kSchema));
  if (version == 1) LOFTE_TRY(store_->ExecuteScript(kFromOne));
  if (version < 3) LOFTE_TRY(store_->ExecuteScript(kThird));
  LOFTE_TRY(store_->ExecuteScript(kFourth));
  return transaction->Commit();
}

Result<std::optional<RunRecord>> Ledger::Unfinished() {
  LOFTE_ASSIGN(const stores::Rows rows, store_->Query(std::string("SELECT ") + kRunColumns + " FROM run WHERE state = 'running'"));
  if (rows.rows.empty()) return std::optional<RunRecord>();
  return std::optional<RunRecord>(ToRun(rows.rows[0]));
}

Status Ledger::Start(const RunRecord& run, const std::vector<StepRecord>& steps) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_ASSIGN(const std::optional<RunRecord> other, Unfinished());
  if (other) return Fail(ErrorCode::kConflict, "run `" + other->id + "` is not finished: `lofte apply` takes it up again");
  LOFTE_TRY(store_->Execute(
      std::string("INSERT INTO run (") + kRunColumns + ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, 'running')",
      {run.id, run.at.us, run.policy_sha256, run.map_sha256, run.schema_sha256, run.plan_sha256, run.tzdata, run.approved_by,
       run.batch_rows, run.started.us}));
  for (const StepRecord& step : steps)
    LOFTE_TRY(store_->Execute("INSERT INTO step VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
                              {run.id, step.store, step.step, step.table, step.action, step.promises, step.planned}));
  return transaction->Commit();
}

Status Ledger::CopyBatches(const std::vector<BatchRecord>& batches) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  for (const BatchRecord& batch : batches)
    LOFTE_TRY(
        store_->Execute("INSERT INTO batch VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
                        {batch.run, batch.store, batch.step, batch.batch, batch.from_position, batch.to_position, batch.rows, batch.at}));
  std::set<std::string> runs;
  for (const BatchRecord& batch : batches) runs.insert(batch.run);
  for (const std::string& run : runs)
    LOFTE_TRY(
        store_->Execute("UPDATE step SET done = (SELECT coalesce(sum(b.rows), 0) FROM batch b WHERE b.run = step.run AND b.store = "
                        "step.store AND b.step = step.step) WHERE run = ?1",
                        {run}));
  return transaction->Commit();
}

Status Ledger::Finish(const std::string& run, const std::string& state, time::Instant finished) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_TRY(store_->Execute("UPDATE run SET state = ?2, finished = ?3 WHERE id = ?1", {run, state, finished.us}));
  return transaction->Commit();
}

Result<std::vector<RunRecord>> Ledger::Runs() {
  LOFTE_ASSIGN(const stores::Rows rows, store_->Query(std::string("SELECT ") + kRunColumns + " FROM run ORDER BY started, id"));
  std::vector<RunRecord> runs;
  for (const auto& row : rows.rows) runs.push_back(ToRun(row));
  return runs;
}

Result<std::vector<StepRecord>> Ledger::Steps(const std::string& run) {
  LOFTE_ASSIGN(
      const stores::Rows rows,
      store_->Query("SELECT run, store, step, table_name, action, promises, planned, done FROM step WHERE run = ?1 ORDER BY store, step",
                    {run}));
  std::vector<StepRecord> steps;
  for (const auto& row : rows.rows)
    steps.push_back({Text(row[0]), Text(row[1]), expr::IntegerOf(row[2]), Text(row[3]), Text(row[4]), Text(row[5]), expr::IntegerOf(row[6]),
                     expr::IntegerOf(row[7])});
  return steps;
}

Status Ledger::AddHold(const HoldRecord& hold) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_TRY(
      store_->Execute("INSERT INTO hold VALUES (?1, ?2, ?3, ?4, NULL, ?5) ON CONFLICT (reference, store, state) DO UPDATE SET "
                      "since = CASE WHEN until IS NULL THEN since ELSE excluded.since END, until = NULL, "
                      "people = CASE WHEN until IS NULL THEN max(people, excluded.people) ELSE excluded.people END",
                      {hold.reference, hold.state, hold.store, hold.since.us, hold.people}));
  return transaction->Commit();
}

Status Ledger::ReleaseHold(const std::string& reference, const std::string& store, time::Instant until) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_TRY(
      store_->Execute("UPDATE hold SET until = ?3 WHERE reference = ?1 AND store = ?2 AND until IS NULL", {reference, store, until.us}));
  return transaction->Commit();
}

Result<std::vector<HoldRecord>> Ledger::Holds() {
  LOFTE_ASSIGN(const stores::Rows rows,
               store_->Query("SELECT reference, state, store, since, until, people FROM hold ORDER BY since, reference, state"));
  std::vector<HoldRecord> holds;
  for (const auto& row : rows.rows)
    holds.push_back({Text(row[0]), Text(row[1]), Text(row[2]), {expr::IntegerOf(row[3])}, Moment(row[4]), expr::IntegerOf(row[5])});
  return holds;
}

Status Ledger::AddRelease(const ReleaseRecord& of) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_TRY(
      store_->Execute("INSERT INTO release (at, store, table_name, row_digest, copies, shown_to, court_order, approved_by, asked_by) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                      {of.at.us, of.store, of.table, of.row_digest, of.copies, of.to, of.order, of.approved_by, of.asked_by}));
  return transaction->Commit();
}

Result<std::vector<ReleaseRecord>> Ledger::Releases() {
  LOFTE_ASSIGN(const stores::Rows rows,
               store_->Query("SELECT at, store, table_name, row_digest, copies, shown_to, court_order, approved_by, asked_by FROM release "
                             "ORDER BY id"));
  std::vector<ReleaseRecord> releases;
  for (const auto& row : rows.rows)
    releases.push_back({{expr::IntegerOf(row[0])},
                        Text(row[1]),
                        Text(row[2]),
                        Text(row[3]),
                        expr::IntegerOf(row[4]),
                        Text(row[5]),
                        Text(row[6]),
                        Text(row[7]),
                        Text(row[8])});
  return releases;
}

Status Ledger::StartUndo(const UndoRecord& of) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_TRY(
      store_->Execute("INSERT INTO undo (id, run, store, reference, approved_by, asked_by, started, put_back, left_sealed) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0)",
                      {of.id, of.run, of.store, of.reference, of.approved_by, of.asked_by, of.started.us}));
  return transaction->Commit();
}

Status Ledger::FinishUndo(const UndoRecord& of) {
  LOFTE_ASSIGN(auto transaction, store_->Begin());
  LOFTE_TRY(store_->Execute("UPDATE undo SET finished = ?3, put_back = ?4, left_sealed = ?5 WHERE id = ?1 AND store = ?2",
                            {of.id, of.store, of.finished.value().us, of.put_back, of.left}));
  return transaction->Commit();
}

Result<std::vector<UndoRecord>> Ledger::Undos() {
  LOFTE_ASSIGN(const stores::Rows rows,
               store_->Query("SELECT id, run, store, reference, approved_by, asked_by, started, finished, put_back, left_sealed FROM undo "
                             "ORDER BY started, id, store"));
  std::vector<UndoRecord> undos;
  for (const auto& row : rows.rows)
    undos.push_back({Text(row[0]),
                     Text(row[1]),
                     Text(row[2]),
                     Text(row[3]),
                     Text(row[4]),
                     Text(row[5]),
                     {expr::IntegerOf(row[6])},
                     Moment(row[7]),
                     expr::IntegerOf(row[8]),
                     expr::IntegerOf(row[9])});
  return undos;
}

}  // namespace lofte::ledger
