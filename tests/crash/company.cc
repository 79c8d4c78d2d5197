#include "company.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <sstream>

#include "base/file.h"
#include "engine/seal_rows.h"
#include "seal/key.h"
#include "stores_postgres/postgres_store.h"
#include "stores_sqlite/sqlite_store.h"
#include "support/world.h"

namespace lofte::tests {

namespace fs = std::filesystem;

namespace {

constexpr const char* kAt = "2026-11-21";

std::string Unique() {
  static std::atomic<int> count{0};
  return "lofte_crash_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

std::unique_ptr<stores::Store> Admin() {
  auto admin = stores_postgres::OpenPostgres("admin", "dbname=postgres");
  if (!admin) Panic(admin.error().message);
  return std::move(*admin);
}

void Do(stores::Store& store, const std::string& sql) {
  if (Status done = store.ExecuteScript(sql); !done) Panic(done.error().message);
}

// The database that the demo's lofte.yaml names.
std::string DatabaseIn(const std::string& config) {
  const std::size_t at = config.find("dbname=") + 7;
  return config.substr(at, config.find_first_of("'\" ", at) - at);
}

std::string Replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

std::vector<std::string> LedgerRows(const fs::path& ledger, const std::string& sql) {
  if (!fs::exists(ledger)) return {};
  auto store = stores_sqlite::OpenSqlite("ledger", ledger.string());
  if (!store) Panic(store.error().message);
  if (RowsOf(**store, "SELECT name FROM sqlite_schema WHERE name = 'run'").empty()) return {};
  return RowsOf(**store, sql);
}

}  // namespace

std::string Difference(const Left& left, const Left& wanted) {
  std::string out;
  if (left.tables != wanted.tables) out += " tables";
  if (left.batches != wanted.batches) out += " batches";
  if (left.steps != wanted.steps) out += " steps";
  if (left.journal != wanted.journal) out += " journal";
  if (left.unfinished != wanted.unfinished) out += " unfinished";
  if (left.held != wanted.held) out += " held";
  if (left.holds != wanted.holds) out += " holds";
  if (left.sealed != wanted.sealed) out += " sealed";
  if (left.cells != wanted.cells) out += " cells";
  return out;
}

Company::Company(stores::Dialect dialect, const std::string& example) : Company(dialect, fs::temp_directory_path() / Unique(), "") {
  const bool postgres = dialect == stores::Dialect::kPostgres;
  const Ended made = RunLofte({"demo", example, "--no-run", "--subjects", "100", "--at", kAt, "--dir", folder_.string(), "--store",
                               postgres ? "postgres" : "sqlite"});
  if (made.exit_code != 0) Panic("lofte demo: " + made.output);
  if (postgres) database_ = DatabaseIn(ReadFile(folder_ / "lofte.yaml").value());
}

std::unique_ptr<Company> Company::Of(stores::Dialect dialect, const std::string& name) {
  const std::string unique = Unique();
  const bool postgres = dialect == stores::Dialect::kPostgres;
  std::unique_ptr<Company> company(new Company(dialect, fs::temp_directory_path() / unique, postgres ? unique : ""));
  const fs::path from = fs::path(LOFTE_SOURCE_DIR) / "tests" / "crash" / "testdata" / name;
  fs::create_directory(company->folder_);
  for (const char* file : {"policy.yaml", "datamap.yaml"}) fs::copy(from / file, company->folder_ / file);
  const std::string main = postgres ? "{ kind: postgres, connection: 'dbname=" + unique + "' }" : "{ kind: sqlite, path: demo.db }";
  const Status written =
      WriteFileAtomically(company->folder_ / "lofte.yaml", "lofte: 1\npolicy: policy.yaml\ndatamap: datamap.yaml\nstores: { main: " + main +
                                                               " }\nledger: ledger.db\nsealing: { key: sealing.key }\n");
  if (!written) Panic(written.error().message);
  company->MakeKey();
  if (postgres) Do(*Admin(), "CREATE DATABASE " + unique);
  stores_sqlite::SqliteOptions options;
  options.create = true;
  const auto made = postgres ? company->Connect() : stores_sqlite::OpenSqlite("main", company->database_file().string(), options).value();
  Do(*made, ReadFile(from / "tables.sql").value());
  return company;
}

Company::Company(stores::Dialect dialect, fs::path folder, std::string database)
    : dialect_(dialect), folder_(std::move(folder)), database_(std::move(database)) {}

std::unique_ptr<Company> Company::Copy(const fs::path& folder) const {
  const std::string name = Unique();
  const fs::path to = folder.empty() ? fs::temp_directory_path() / name : folder;
  fs::copy(folder_, to);
  std::unique_ptr<Company> copy(new Company(dialect_, to, database_.empty() ? "" : name));
  if (database_.empty()) return copy;
  Do(*Admin(), "CREATE DATABASE " + name + " TEMPLATE " + database_);
  const std::string config = Replaced(ReadFile(to / "lofte.yaml").value(), database_, name);
  if (Status written = WriteFileAtomically(to / "lofte.yaml", config); !written) Panic(written.error().message);
  return copy;
}

Company::~Company() {
  if (!database_.empty()) Do(*Admin(), "DROP DATABASE IF EXISTS " + database_ + " WITH (FORCE)");
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::unique_ptr<stores::Store> Company::Connect() const {
  auto store = database_.empty() ? stores_sqlite::OpenSqlite("main", database_file().string())
                                 : stores_postgres::OpenPostgres("main", "dbname=" + database_);
  if (!store) Panic(store.error().message);
  return std::move(*store);
}

std::vector<std::string> Company::ApplyWords() const {
  return {"apply", folder_.string(), "--at", kAt, "--batch-rows", "50", "--max-share", "1"};
}

Ended Company::Run(std::vector<std::string> command, const std::vector<std::string>& options, const Process::Variables& environment) const {
  command.push_back(folder_.string());
  command.insert(command.end(), options.begin(), options.end());
  return RunLofte(command, environment);
}

void Company::MakeKey() const {
  const Ended made = RunLofte({"key", "new", (folder_ / "sealing.key").string()});
  if (made.exit_code != 0) Panic("lofte key new: " + made.output);
}

void Company::KeepForUndo() const {
  MakeKey();
  const std::string config = ReadFile(folder_ / "lofte.yaml").value() + "sealing: { key: sealing.key, undo: P7D }\n";
  if (Status written = WriteFileAtomically(folder_ / "lofte.yaml", config); !written) Panic(written.error().message);
}

Ended Company::Undo(const Process::Variables& environment) const {
  const std::vector<std::string> runs =
      LedgerRows(folder_ / "ledger.db", "SELECT run FROM step JOIN run ON run.id = run WHERE done > 0 ORDER BY started DESC LIMIT 1");
  return Run({"undo"}, {runs.at(0), "--reference", "ticket-1", "--approved-by", "Ida"}, environment);
}

std::vector<std::string> Company::Undos() const {
  return LedgerRows(folder_ / "ledger.db", "SELECT store, sum(put_back), count(*) = count(finished) FROM undo GROUP BY store");
}

std::vector<std::string> Company::Releases() const {
  return LedgerRows(folder_ / "ledger.db",
                    "SELECT store, table_name, row_digest, copies, shown_to, court_order, approved_by FROM release ORDER BY at");
}

std::vector<std::pair<std::string, int>> Company::Actions() const {
  std::vector<std::pair<std::string, int>> actions;
  for (const std::string& line : LedgerRows(folder_ / "ledger.db",
                                            "SELECT action, rows FROM batch JOIN step USING (run, store, step) WHERE run = (SELECT id FROM "
                                            "run ORDER BY started DESC LIMIT 1) "
                                            "ORDER BY step, batch"))
    actions.emplace_back(line.substr(0, line.find('|')), std::stoi(line.substr(line.find('|') + 1)));
  return actions;
}

// Each with its days and all that is in it, whatever its id and nonce.
std::vector<std::string> Company::OpenedCopies(stores::Store& store) const {
  std::vector<std::string> opened;
  const auto rows = store.Query("SELECT id, source_table, row_digest, ciphertext, kind, " +
                                std::string(dialect_ == stores::Dialect::kSqlite ? "due, late" : "due::text, late::text") +
                                ", charged FROM " + store.OwnTable("sealed"));
  if (!rows) Panic(rows.error().message);
  if (rows->rows.empty()) return opened;
  const auto key = seal::Key::Read(folder_ / "sealing.key");
  if (!key) Panic(key.error().message);
  const auto text = [](const expr::Value& value) { return expr::IsNull(value) ? std::string("NULL") : std::get<std::string>(value); };
  for (const auto& row : rows->rows) {
    const std::string table = text(row.at(1));
    const auto plain = key->Open(std::get<expr::Blob>(row.at(3)).bytes, engine::AboutOf(text(row.at(0)), table, text(row.at(2))));
    if (!plain) Panic(plain.error().message);
    opened.push_back(text(row.at(4)) + "|" + table + "|" + text(row.at(5)) + "|" + text(row.at(6)) + "|" + text(row.at(7)) + "|" + *plain);
  }
  std::sort(opened.begin(), opened.end());
  return opened;
}

Left Company::Look() const {
  Left left;
  {
    const std::unique_ptr<stores::Store> store = Connect();
    left.tables = DumpOf(*store);
    if (store->HasSchema().value()) {
      left.journal = RowsOf(*store, "SELECT step, batch, rows FROM " + store->OwnTable("journal") + " ORDER BY 1, 2");
      left.held = RowsOf(*store, "SELECT subject_key, purpose, state, reference, until IS NULL FROM " + store->OwnTable("subject_state") +
                                     " ORDER BY 1, 2, 3, 4");
      left.sealed = OpenedCopies(*store);
      left.cells = RowsOf(*store, "SELECT source_table, level, cell, rows FROM " + store->OwnTable("cells") + " ORDER BY 1, 2, 3");
    }
  }
  const fs::path ledger = folder_ / "ledger.db";
  left.batches = LedgerRows(ledger, "SELECT store, step, batch, from_position, to_position, rows FROM batch ORDER BY 1, 2, 3, 4, 5, 6");
  left.steps = LedgerRows(
      ledger, "SELECT store, step, table_name, action, promises, sum(planned), sum(done) FROM step GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2");
  left.unfinished = LedgerRows(ledger, "SELECT state FROM run WHERE state <> 'done' ORDER BY state");
  left.holds = LedgerRows(ledger, "SELECT reference, state, store, people, until IS NULL FROM hold ORDER BY 1, 2, 3");
  return left;
}

void Company::WaitUntilAlone() const {
  if (database_.empty()) return;
  const std::unique_ptr<stores::Store> admin = Admin();
  while (
      !RowsOf(*admin, "SELECT pid FROM pg_stat_activity WHERE datname = '" + database_ + "' AND backend_type = 'client backend'").empty())
    continue;
}

void Company::CutConnections() const {
  RowsOf(*Admin(), "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '" + database_ +
                       "' AND backend_type = 'client backend'");
}

const Company& Original(stores::Dialect dialect, const std::string& example) {
  static std::map<std::pair<stores::Dialect, std::string>, std::unique_ptr<Company>> companies;
  std::unique_ptr<Company>& company = companies[{dialect, example}];
  if (!company) company = std::make_unique<Company>(dialect, example);
  return *company;
}

const Left& Undisturbed(stores::Dialect dialect) {
  static std::map<stores::Dialect, Left> all;
  const auto found = all.find(dialect);
  if (found != all.end()) return found->second;
  const std::unique_ptr<Company> company = Original(dialect).Copy();
  const Ended run = company->Apply();
  if (run.exit_code != 0) Panic("an undisturbed run failed: " + run.output);
  return all.emplace(dialect, company->Look()).first->second;
}

std::vector<std::string> PlacesIn(const Ended& run) {
  std::vector<std::string> places;
  std::istringstream lines(run.output);
  for (std::string line; std::getline(lines, line);)
    if (line.rfind("failpoint ", 0) == 0) places.push_back(line.substr(10));
  return places;
}

std::size_t StartIn(const std::vector<std::string>& places, std::size_t batches) {
  std::size_t commits = 0;
  for (std::size_t i = places.size(); i > 0; --i) {
    if (places[i - 1] == "main store.commit.after") ++commits;
    if (commits > batches && places[i - 1] == "ledger store.commit.after") return i;
  }
  Panic("the ledger has no start");
}

const std::vector<std::string>& Places(stores::Dialect dialect) {
  static std::map<stores::Dialect, std::vector<std::string>> all;
  std::vector<std::string>& places = all[dialect];
  if (places.empty()) places = PlacesIn(Original(dialect).Copy()->Apply({{"LOFTE_CRASH", "list"}}));
  return places;
}

}  // namespace lofte::tests
