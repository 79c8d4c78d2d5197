#include "base.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "base/sha256.h"
#include "datamap/reader.h"
#include "policy/reader.h"
#include "stores_postgres/postgres_store.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::bench {

namespace fs = std::filesystem;
using stores::Dialect;

namespace {

constexpr const char* kSchema = R"(
CREATE TABLE people (id BIGINT PRIMARY KEY, email TEXT, left_at TIME_TYPE);
CREATE TABLE logs (id BIGINT PRIMARY KEY, person_id BIGINT, line TEXT, kind TEXT, at TIME_TYPE NOT NULL);
CREATE INDEX logs_person ON logs (person_id);
)";

std::string SchemaOf(Dialect dialect) {
  std::string schema = kSchema;
  const std::string type = dialect == Dialect::kSqlite ? "TEXT" : "TIMESTAMPTZ", key = dialect == Dialect::kSqlite ? "INTEGER" : "BIGINT";
  for (std::size_t at; (at = schema.find("TIME_TYPE")) != std::string::npos;) schema.replace(at, 9, type);
  for (std::size_t at; dialect == Dialect::kSqlite && (at = schema.find("BIGINT")) != std::string::npos;) schema.replace(at, 6, key);
  return schema;
}

// A well-spread number below `of`, the same for the same row.
std::int64_t Spread(std::int64_t row, std::int64_t of) {
  std::uint64_t x = static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15u;
  x ^= x >> 29;
  x *= 0xBF58476D1CE4E5B9u;
  x ^= x >> 32;
  return static_cast<std::int64_t>(x % static_cast<std::uint64_t>(of));
}

expr::Value MomentOf(Dialect dialect, std::int64_t days_ago, std::int64_t second) {
  const time::Instant at{(Must(time::ParseDay(kAt)).number - days_ago) * time::kMicrosPerDay + second * time::kMicrosPerSecond};
  if (dialect == Dialect::kSqlite) return time::Format(at);
  return at;
}

}  // namespace

Base::Base(Dialect dialect, std::int64_t rows, std::string folder) : dialect_(dialect), rows_(rows), folder_(std::move(folder)) {
  fs::create_directories(folder_);
  if (dialect == Dialect::kPostgres) {
    auto admin = Must(stores_postgres::OpenPostgres("admin", "dbname=postgres"));
    Must(admin->Execute("DROP DATABASE IF EXISTS lofte_bench_base WITH (FORCE)"));
    Must(admin->Execute("CREATE DATABASE lofte_bench_base"));
  } else {
    fs::remove(fs::path(folder_) / "base.db");
    stores_sqlite::SqliteOptions options;
    options.create = true;
    Must(stores_sqlite::OpenSqlite("main", (fs::path(folder_) / "base.db").string(), options));
  }
  auto store = Open();
  Must(store->ExecuteScript(SchemaOf(dialect)));
  Fill(*store);
  if (dialect == Dialect::kPostgres) Must(store->ExecuteScript("VACUUM ANALYZE"));
}

Base::~Base() {
  if (dialect_ == Dialect::kPostgres) {
    auto admin = Must(stores_postgres::OpenPostgres("admin", "dbname=postgres"));
    for (const char* name : {"lofte_bench_base", "lofte_bench_copy"})
      Must(admin->Execute("DROP DATABASE IF EXISTS " + std::string(name) + " WITH (FORCE)"));
  } else {
    for (const char* name : {"base.db", "copy.db"}) fs::remove(fs::path(folder_) / name);
  }
}

void Base::Fill(stores::Store& store) {
  constexpr std::int64_t kChunk = 50'000;
  const auto insert = [&](const char* table, const std::vector<std::string>& columns, std::int64_t rows, const auto& row_of) {
    for (std::int64_t begin = 0; begin < rows; begin += kChunk) {
      std::vector<std::vector<expr::Value>> chunk;
      for (std::int64_t row = begin; row < std::min(rows, begin + kChunk); ++row) chunk.push_back(row_of(row));
      auto transaction = Must(store.Begin());
      Must(store.Insert({"main", "", table}, columns, chunk));
      Must(transaction->Commit());
    }
  };
  const std::int64_t people = std::max<std::int64_t>(1, rows_ / 10);
  insert("people", {"id", "email", "left_at"}, people, [&](std::int64_t row) -> std::vector<expr::Value> {
    const bool has_left = Spread(row, 20) == 0;
    return {row + 1, "person" + std::to_string(row) + "@example.org",
            has_left ? MomentOf(dialect_, Spread(row, 300) + 1, Spread(row, 86'400)) : expr::Value(expr::Null{})};
  });
  insert("logs", {"id", "person_id", "line", "kind", "at"}, rows_, [&](std::int64_t row) -> std::vector<expr::Value> {
    return {row + 1, Spread(row, people) + 1, "line " + std::to_string(row) + " of what somebody did on some page at some time",
            row % 3 == 0 ? "page" : "click", MomentOf(dialect_, Spread(row + 7, 406), Spread(row, 86'400))};
  });
}

std::unique_ptr<stores::Store> Base::Connect(const std::string& name) {
  if (dialect_ == Dialect::kPostgres) return Must(stores_postgres::OpenPostgres("main", "dbname=lofte_bench_" + name));
  return Must(stores_sqlite::OpenSqlite("main", (fs::path(folder_) / (name + ".db")).string()));
}

std::unique_ptr<stores::Store> Base::Open() { return Connect("base"); }

std::unique_ptr<stores::Store> Base::Copy() {
  if (dialect_ == Dialect::kPostgres) {
    auto admin = Must(stores_postgres::OpenPostgres("admin", "dbname=postgres"));
    Must(admin->Execute("DROP DATABASE IF EXISTS lofte_bench_copy WITH (FORCE)"));
    Must(admin->Execute("CREATE DATABASE lofte_bench_copy TEMPLATE lofte_bench_base"));
    Must(admin->Execute("CHECKPOINT"));
  } else {
    fs::copy_file(fs::path(folder_) / "base.db", fs::path(folder_) / "copy.db", fs::copy_options::overwrite_existing);
  }
  return Connect("copy");
}

namespace {

constexpr const char* kMap = R"(
lofte: 1
people: { main.people: id }
tables:
  main.people:
    persons: { self: id }
    fields: { id: technical, email: technical, left_at: technical }
    events: { person.left: { column: left_at, kind: instant, null: not-yet } }
    states: { person.here: { when: left_at is null, until: person.left, null: unknown } }
  main.logs:
    persons: { user: person_id }
    fields: { id: technical, person_id: technical, line: log.line, kind: log.kind, at: technical }
    events: { log.at: { column: at, kind: instant, null: unknown } }
    conditions: { log.page: { when: "kind = 'page'", null: false } }
)";

}  // namespace

Files MakeFiles(const std::vector<std::string>& rules) {
  std::string policy = R"(
lofte: 1
controller: { name: Bench AS, country: NO, email: privacy@example.org, time-zone: Europe/Oslo }
effective: 2026-01-01
languages: [en]
data: { log: [line, kind] }
activities:
  service:
    purpose: run the service
    basis: contract
    data: log
    retention:
)";
  std::string promises = "promises:\n";
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string id = "p" + std::to_string(i + 1);
    policy += "      - { promise: " + id + ", of: log, " + rules[i] + ", then: erase }\n";
    promises += "  " + id + ": { kind: retention, text: { en: logs } }\n";
  }
  Issues issues;
  Files files{policy::ReadPolicy("policy.yaml", policy + promises, issues).value_or(policy::Policy()),
              datamap::ReadDataMap("datamap.yaml", kMap, issues).value_or(datamap::DataMap())};
  for (const Issue& issue : issues)
    if (issue.severity == Severity::kError) Panic(Render(issue, issue.span.file == "policy.yaml" ? policy + promises : kMap, false));
  return files;
}

grounds::Question QuestionOf(const Files& files) {
  const time::Zone zone = Must(time::Zone::Named(files.policy.controller.zone));
  return {Must(time::ParseInstant(kAt, zone)), zone, files.policy.controller.year_end};
}

engine::Site SiteOf(std::unique_ptr<stores::Store> store, const Files& files, engine::Access access) {
  Issues issues;
  return Must(
      engine::OpenSite(std::move(store), files.policy, files.map, Must(time::Zone::Named(files.policy.controller.zone)), access, issues));
}

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

double PeakMiB() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace lofte::bench
