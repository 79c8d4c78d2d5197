#include "support/world.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>

#include "base/clock.h"
#include "datamap/check.h"
#include "datamap/reader.h"
#include "engine/seal_rows.h"
#include "engine/sealed_copy.h"
#include "policy/checker.h"
#include "policy/reader.h"
#include "sql/print.h"
#include "stores_postgres/postgres_store.h"
#include "stores_sqlite/sqlite_store.h"
#include "support/snapshot.h"
#include "support/sweep_watch.h"

namespace lofte::tests {

namespace fs = std::filesystem;

namespace {

template <typename T>
T Must(Result<T> result, const char* what) {
  if (!result) Panic(std::string(what) + ": " + result.error().message);
  return std::move(result).value();
}

void Must(Status status, const char* what) {
  if (!status) Panic(std::string(what) + ": " + status.error().message);
}

std::string Unique() {
  static std::atomic<int> count{0};
  return std::to_string(getpid()) + "_" + std::to_string(++count);
}

void MustBeFine(const Issues& issues, const std::string& policy, const std::string& map) {
  std::string out;
  for (const Issue& issue : issues)
    if (issue.severity == Severity::kError) out += "\n" + Render(issue, issue.span.file == "policy.yaml" ? policy : map, false);
  if (!out.empty()) Panic("the test's files have errors" + out);
}

struct Printed {
  std::string operator()(expr::Null) const { return "NULL"; }
  std::string operator()(bool value) const { return value ? "1" : "0"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return std::to_string(value); }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const expr::Blob& value) const { return value.bytes; }
  std::string operator()(time::Day value) const { return time::Format(value); }
  std::string operator()(time::Instant value) const { return time::Format(value); }
  std::string operator()(time::LocalTime value) const { return time::Format(value); }
};

}  // namespace

std::string NameOfDialect(stores::Dialect dialect) { return dialect == stores::Dialect::kSqlite ? "Sqlite" : "Postgres"; }

std::string World::Missing(stores::Dialect dialect) {
  if (dialect == stores::Dialect::kSqlite || std::getenv("PGHOST") != nullptr) return "";
  return "no PostgreSQL server: PGHOST is not set (run the tests under tools/with-postgres)";
}

World::World(stores::Dialect dialect) : World(dialect, nullptr) {}

World::World(stores::Dialect dialect, const World* like) : dialect_(dialect) {
  folder_ = fs::temp_directory_path() / ("lofte_world_" + Unique());
  fs::create_directories(folder_);
  stores_sqlite::SqliteOptions create;
  create.create = true;
  if (is_postgres()) {
    database_ = "lofte_world_" + Unique();
    auto admin = Must(stores_postgres::OpenPostgres("admin", "dbname=postgres"), "connect");
    Must(admin->ExecuteScript("CREATE DATABASE " + database_ + (like == nullptr ? "" : " TEMPLATE " + like->database_)), "create database");
    location_ = "dbname=" + database_;
  } else {
    location_ = (folder_ / "main.db").string();
    if (like != nullptr) fs::copy_file(like->location_, location_);
    Must(stores_sqlite::OpenSqlite("main", location_, create), "create");
  }
  application_ = Connect();
  ledger_ =
      Must(ledger::Ledger::Open(Must(stores_sqlite::OpenSqlite("ledger", (folder_ / "ledger.db").string(), create), "ledger")), "ledger");
}

std::unique_ptr<World> World::CopyOf(World& of) {
  of.application_.reset();  // an open connection keeps PostgreSQL from copying, and SQLite from having everything in its one file
  std::unique_ptr<World> copy(new World(of.dialect_, &of));
  of.application_ = of.Connect();
  copy->policy_ = of.policy_;
  copy->map_ = of.map_;
  if (of.seals()) {
    const fs::path key = copy->folder_ / of.key_file_.filename();
    fs::copy_file(of.key_file_, key);
    copy->ReadKey(key);
  }
  return copy;
}

World::~World() {
  application_.reset();
  ledger_.reset();
  if (is_postgres())
    if (auto admin = stores_postgres::OpenPostgres("admin", "dbname=postgres"))
      if (Status dropped = (*admin)->ExecuteScript("DROP DATABASE IF EXISTS " + database_ + " WITH (FORCE)"); !dropped)
        std::fprintf(stderr, "%s\n", dropped.error().message.c_str());
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::unique_ptr<stores::Store> World::Connect() const {
  stores_postgres::PostgresOptions postgres;
  stores_sqlite::SqliteOptions sqlite;
  postgres.lock_timeout_ms = sqlite.busy_timeout_ms = lock_timeout_ms_;
  sqlite.vacuum = vacuum_;
  if (is_postgres()) return Must(stores_postgres::OpenPostgres("main", location_, postgres), "connect");
  return Must(stores_sqlite::OpenSqlite("main", location_, sqlite), "connect");
}

void World::Schema(const std::string& sql) { Must(application_->ExecuteScript(sql), "schema"); }
void World::Execute(const std::string& sql) { Must(application_->ExecuteScript(sql), "execute"); }

Issues World::IssuesOf(const std::string& policy_yaml, const std::string& map_yaml) {
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", policy_yaml, issues);
  std::optional<datamap::DataMap> map = datamap::ReadDataMap("datamap.yaml", map_yaml, issues);
  if (!policy || !map || HasErrors(issues)) return issues;
  policy::Check(*policy, issues);
  datamap::CheckAgainstPolicy(*policy, *map, issues);
  if (HasErrors(issues)) return issues;
  const time::Zone zone = Must(time::Zone::Named(policy->controller.zone), "zone");
  if (Result<engine::Site> site = engine::OpenSite(Connect(), *policy, *map, zone, engine::Access::kRead, issues);
      !site && !HasErrors(issues))
    Panic("site: " + site.error().message);
  return issues;
}

void World::Files(const std::string& policy_yaml, const std::string& map_yaml) {
  MustBeFine(IssuesOf(policy_yaml, map_yaml), policy_yaml, map_yaml);
  Issues issues;
  policy_ = *policy::ReadPolicy("policy.yaml", policy_yaml, issues);
  map_ = *datamap::ReadDataMap("datamap.yaml", map_yaml, issues);
}

std::vector<std::string> RowsOf(stores::Store& store, const std::string& sql) {
  std::vector<std::string> out;
  for (const auto& row : Must(store.Query(sql), "query").rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "|" : "") + std::visit(Printed{}, row[i]);
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<std::string> World::Rows(const std::string& sql) { return RowsOf(*application_, sql); }

std::int64_t World::Count(const std::string& from_and_where) { return std::stoll(Rows("SELECT count(*) FROM " + from_and_where).at(0)); }

std::vector<std::string> DumpOf(stores::Store& store) {
  std::vector<std::string> out;
  for (const TableSnapshot& of : SnapshotOf(store)) {
    std::string columns;
    for (const stores::Column& column : of.table.columns) columns += (columns.empty() ? "" : ", ") + column.name + " " + column.declared;
    out.push_back(of.Name() + " (" + columns + ")");
    for (const auto& row : of.rows) out.push_back(of.Line(row));
  }
  return out;
}

std::vector<std::string> World::Dump() { return DumpOf(*application_); }

std::vector<std::string> World::Readable() {
  std::vector<std::string> out;
  for (const TableSnapshot& of : SnapshotOf(*application_)) {
    std::string columns;
    for (const stores::Column& column : of.table.columns) columns += (columns.empty() ? "" : ", ") + sql::Identifier(column.name);
    for (const std::string& row : Rows("SELECT " + columns + " FROM " + sql::TableRef(of.table.name, dialect_)))
      out.push_back(of.table.name.table + ": " + row);
  }
  return out;
}

grounds::Question World::Question(const std::string& at) const {
  const time::Zone zone = Must(time::Zone::Named(policy_.controller.zone), "zone");
  return {Must(time::ParseInstant(at, zone), "time"), zone, policy_.controller.year_end, seals()};
}

std::vector<engine::Site> World::Sites(engine::Access access) {
  Issues issues;
  std::vector<engine::Site> sites;
  sites.push_back(Must(engine::OpenSite(Connect(), policy_, map_, Question("2000-01-01").zone, access, issues), "site"));
  sites.back().seals = seals();
  sites.back().undo_days = undo_days_;
  sites.back().key = key_.get();
  return sites;
}

void World::Seal(int undo_days) {
  undo_days_ = undo_days;
  const fs::path file = folder_ / (seals() ? "another.key" : "sealing.key");
  Must(seal::Key::Create(file), "key");
  ReadKey(file);
}

void World::ReadKey(const fs::path& file) {
  key_ = std::make_unique<seal::Key>(Must(seal::Key::Read(file), "key"));
  key_file_ = file;
}

void World::SetWithin(int days) {
  for (policy::Rule& rule : policy_.rules)
    if (rule.kind != policy::RuleKind::kFloor) rule.within = {0, days, 0};
}

void World::SetBlock(int months) {
  for (policy::Rule& rule : policy_.rules) {
    if (rule.kind == policy::RuleKind::kFloor || rule.then != policy::Then::kErase) continue;
    rule.then = policy::Then::kBlock;
    rule.outcome.block_for = {months, 0, 0};
    rule.outcome.last = policy::Then::kErase;
  }
}

void World::SetAggregate(int least_cell) {
  for (policy::Rule& rule : policy_.rules) {
    if (rule.kind == policy::RuleKind::kFloor || rule.then != policy::Then::kErase) continue;
    rule.then = policy::Then::kAggregate;
    rule.outcome.least_cell = least_cell;
    rule.outcome.last = policy::Then::kErase;
  }
  for (datamap::TableMap& table : map_.tables) {
    table.cells.emplace();
    for (const datamap::Event& event : table.events)
      if (table.cells->empty() && event.column.link.empty() && !event.is_of_many())
        table.cells->push_back({datamap::CellPart::Kind::kMonth, event.name, {}});
  }
}

std::vector<std::string> World::Sealed() {
  std::vector<std::string> out;
  if (!Must(application_->HasOwnTable("sealed"), "sealed")) return out;
  const stores::Rows rows = Must(application_->Query("SELECT id, source_table, row_digest, ciphertext, due, late, is_undated FROM " +
                                                     application_->OwnTable("sealed")),
                                 "sealed");
  const auto text = [](const expr::Value& value) {
    if (const auto* day = std::get_if<time::Day>(&value)) return time::Format(*day);
    const auto* of = std::get_if<std::string>(&value);
    return of == nullptr ? std::string("never") : *of;
  };
  for (const auto& row : rows.rows) {
    const std::string plain =
        Must(key_->Open(std::get<expr::Blob>(row[3]).bytes, engine::AboutOf(text(row[0]), text(row[1]), text(row[2]))), "copy");
    const engine::SealedCopy copy = Must(engine::Decode(plain, Question("2000-01-01").zone), "copy");
    const auto plainly = [](const expr::Value& value) {
      const auto* plain_text = std::get_if<std::string>(&value);
      return plain_text != nullptr ? *plain_text : sql::Literal(value, stores::Dialect::kSqlite);
    };
    const auto listed = [&](const std::vector<std::pair<std::string, expr::Value>>& columns, const char* separator) {
      std::string list;
      for (const auto& [name, value] : columns) list += (list.empty() ? "" : ", ") + name + separator + plainly(value);
      return list;
    };
    std::string key;
    for (const auto& [name, value] : copy.key) key += " " + plainly(value);
    const bool is_undated = row[6] == expr::Value(true) || row[6] == expr::Value(std::int64_t{1});
    const std::string kind = copy.kind == engine::SealedCopy::Kind::kBlocked ? "" : std::string(engine::NameOf(copy.kind)) + " ";
    out.push_back(kind + copy.table + key + ": " + listed(copy.values, "=") + " (" + listed(copy.people, " ") + ")" +
                  (is_undated ? " undated" : " due " + text(row[4]) + " late " + text(row[5])));
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<engine::Plan> World::Plan(const std::string& at) {
  std::vector<engine::Site> sites = Sites(engine::Access::kRead);
  return engine::MakePlan(engine::BasisOf(policy_, map_, sites), sites, Question(at));
}

Result<engine::ApplyReport> World::Sweep(std::vector<engine::Site>& sites, const std::string& at, engine::ApplyOptions options) {
  if (options.run_id.empty()) options.run_id = "run-" + std::to_string(++runs_);
  return engine::Apply(policy_, map_, sites, *ledger_, Question(at), SystemClock(), options);
}

Result<engine::ApplyReport> World::Apply(const std::string& at, engine::ApplyOptions options) {
  std::vector<engine::Site> sites = Sites(engine::Access::kWrite);
  SweepWatch watch(std::move(Sites(engine::Access::kRead).front()), *ledger_, Question(at));
  Result<engine::ApplyReport> report = Sweep(sites, at, std::move(options));
  watch.Check(report);
  return report;
}

Result<engine::ApplyReport> World::ApplyBeside(const std::string& at, engine::ApplyOptions options) {
  std::vector<engine::Site> sites = Sites(engine::Access::kWrite);
  return Sweep(sites, at, std::move(options));
}

Result<engine::VerifyReport> World::Verify(const std::string& at) {
  std::vector<engine::Site> sites = Sites(engine::Access::kRead);
  return engine::Verify(policy_, sites, Question(at), ledger_.get());
}

Result<engine::UndoReport> World::Undo(int run) {
  std::vector<engine::Site> sites = Sites(engine::Access::kWrite);
  engine::UndoOptions options;
  options.id = "undo-" + std::to_string(++undos_);
  options.run = "run-" + std::to_string(run);
  options.reference = "ticket-1";
  return engine::Undo(sites, *ledger_, Question("2000-01-01").zone, SystemClock(), options);
}

Status World::Hold(const std::string& subject, const std::string& reference, bool absent) {
  std::vector<engine::Site> sites = Sites(engine::Access::kWrite);
  return engine::AddHold({subject, reference, engine::HoldKind::kHold, absent}, sites, *ledger_, {SystemClock().NowUs()});
}

Status World::Release(const std::string& reference) {
  std::vector<engine::Site> sites = Sites(engine::Access::kWrite);
  LOFTE_TRY(engine::ReleaseHold(reference, sites, *ledger_, {SystemClock().NowUs()}));
  return {};
}

std::int64_t World::Planned(const std::string& at, const std::string& table, const std::string& action) {
  std::int64_t rows = 0;
  for (const engine::PlannedStep& step : Must(Plan(at), "plan").steps)
    if (step.table == table && step.action == action) rows += step.rows;
  return rows;
}

const engine::PromiseReport& World::Of(const engine::VerifyReport& report, const std::string& promise) const {
  for (const engine::PromiseReport& of : report.promises)
    if (of.promise->id == promise) return of;
  Panic("no promise " + promise);
}

std::string World::Broken(const std::string& at) {
  std::string out;
  for (const engine::PromiseReport& of : Must(Verify(at), "verify").promises)
    if (of.verdict == engine::Verdict::kBroken) out += (out.empty() ? "" : " ") + of.promise->id;
  return out;
}

}  // namespace lofte::tests
