#include "shop.h"

#include <cstdio>
#include <filesystem>

#include "base.h"
#include "base/clock.h"
#include "base/file.h"
#include "datamap/reader.h"
#include "demo/generator.h"
#include "engine/apply.h"
#include "policy/reader.h"
#include "stores_postgres/postgres_store.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::bench {

namespace fs = std::filesystem;
using stores::Dialect;

namespace {

constexpr const char* kDatabase = "lofte_bench_shop";

std::string Example(const std::string& file) { return Must(ReadFile(std::string(LOFTE_SOURCE_DIR "/examples/hellotickets/") + file)); }

void Say(const std::string& what, double seconds, std::int64_t rows = -1) {
  std::printf("shop    %-24s %9.1f s", what.c_str(), seconds);
  if (rows >= 0) std::printf("  %lld rows", static_cast<long long>(rows));
  std::printf("\n");
  std::fflush(stdout);
}

}  // namespace

Shop::Shop(Dialect dialect, std::int64_t subjects, std::string folder) : dialect_(dialect), folder_(std::move(folder)) {
  fs::create_directories(folder_);
  for (const char* name : {"shop.db", "shop-ledger.db", "shop.key"}) fs::remove(fs::path(folder_) / name);
  ReadFiles();
  Must(seal::Key::Create(fs::path(folder_) / "shop.key"));
  key_ = Must(seal::Key::Read(fs::path(folder_) / "shop.key"));
  Say("generated", Seconds([&] { Fill(subjects); }));

  Issues issues;
  engine::Site site = Must(engine::OpenSite(Connect(false), policy_, map_, question_.zone, engine::Access::kWrite, issues));
  site.seals = true;
  site.key = &*key_;
  sites_.push_back(std::move(site));
  constexpr std::int64_t kDaysBefore = 45;  // as the demo does
  std::int64_t swept = 0;
  const double seconds = Seconds([&] { swept = SweepAt({question_.at.us - kDaysBefore * time::kMicrosPerDay}, "before"); });
  Say("swept as of 45 days before", seconds, swept);
}

Shop::~Shop() {
  sites_.clear();
  if (dialect_ == Dialect::kPostgres)
    Must(Must(stores_postgres::OpenPostgres("admin", "dbname=postgres"))
             ->Execute(std::string("DROP DATABASE IF EXISTS ") + kDatabase + " WITH (FORCE)"));
  for (const char* name : {"shop.db", "shop-ledger.db", "shop.key"}) fs::remove(fs::path(folder_) / name);
}

void Shop::ReadFiles() {
  Issues issues;
  const std::string policy = Example("policy.yaml"), map = Example("datamap.yaml");
  policy_ = policy::ReadPolicy("policy.yaml", policy, issues).value_or(policy::Policy());
  map_ = datamap::ReadDataMap("datamap.yaml", map, issues).value_or(datamap::DataMap());
  for (const Issue& issue : issues)
    if (issue.severity == Severity::kError) Panic(Render(issue, issue.span.file == "policy.yaml" ? policy : map, false));
  const time::Zone zone = Must(time::Zone::Named(policy_.controller.zone));
  question_ = {Must(time::ParseInstant(kShopAt, zone)), zone, policy_.controller.year_end, true};
}

std::unique_ptr<stores::Store> Shop::Connect(bool create) {
  if (dialect_ == Dialect::kPostgres) {
    if (create) {
      auto admin = Must(stores_postgres::OpenPostgres("admin", "dbname=postgres"));
      Must(admin->Execute(std::string("DROP DATABASE IF EXISTS ") + kDatabase + " WITH (FORCE)"));
      Must(admin->Execute(std::string("CREATE DATABASE ") + kDatabase + " TEMPLATE template0 ENCODING 'UTF8'"));
    }
    return Must(stores_postgres::OpenPostgres("main", std::string("dbname=") + kDatabase));
  }
  stores_sqlite::SqliteOptions options;
  options.create = create;
  return Must(stores_sqlite::OpenSqlite("main", (fs::path(folder_) / "shop.db").string(), options));
}

void Shop::Fill(std::int64_t subjects) {
  auto store = Connect(true);
  Must(store->ExecuteScript(Example(dialect_ == Dialect::kSqlite ? "schema/sqlite.sql" : "schema/postgres.sql")));
  const std::string source = Example("generator.yaml");
  Issues issues;
  const demo::Spec spec = Must(demo::ReadSpec("generator.yaml", source, issues));
  demo::GenerateOptions options;
  options.subjects = subjects;
  options.at = question_.at;
  Must(demo::Generate(spec, options, *store));
  BringUpToDate(*store);
}

// As a server does by itself within a minute; a sweep of tables that it has no statistics of is planned for tables of a few rows.
void Shop::BringUpToDate(stores::Store& store) const {
  if (dialect_ == Dialect::kPostgres) Must(store.ExecuteScript("VACUUM ANALYZE"));
}

std::int64_t Shop::Sweep() {
  std::int64_t swept = 0;
  const double seconds = Seconds([&] { swept = SweepAt(question_.at, "bench"); });
  Say("swept", seconds, swept);
  return swept;
}

std::int64_t Shop::SweepAt(time::Instant at, const std::string& run) {
  stores_sqlite::SqliteOptions of_ledger;
  of_ledger.create = true;
  auto ledger = Must(ledger::Ledger::Open(Must(stores_sqlite::OpenSqlite("ledger", folder_ + "/shop-ledger.db", of_ledger))));
  engine::ApplyOptions options;
  options.run_id = run;
  options.approved_by = "bench";
  options.max_share = 1.0;
  options.demo = true;
  grounds::Question question = question_;
  question.at = at;
  const engine::ApplyReport report = Must(engine::Apply(policy_, map_, sites_, *ledger, question, FixedClock(question_.at.us), options));
  BringUpToDate(store());
  std::int64_t swept = 0;
  for (std::int64_t rows : report.done) swept += rows;
  return swept;
}

}  // namespace lofte::bench
