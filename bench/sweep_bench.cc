// `apply` against one DELETE of the same rows, and against the batches that people write by hand.
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "base.h"
#include "engine/apply.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::bench {

using stores::Dialect;

namespace {

struct Way {
  const char* name;
  std::function<std::int64_t(stores::Store&)> run;
};

// Repeats `sql` in transactions of its own until it changes nothing.
std::int64_t Repeat(stores::Store& store, const std::string& sql) {
  std::int64_t sum = 0;
  while (true) {
    auto transaction = store.Begin();
    const std::int64_t rows = Must(store.Execute(sql));
    Must((*transaction)->Commit());
    sum += rows;
    if (rows == 0) return sum;
  }
}

std::int64_t ByRanges(stores::Store& store, const std::string& due, std::int64_t width) {
  const stores::PositionRange extent = **store.Extent({"main", "", "logs"});
  std::int64_t sum = 0;
  for (std::int64_t begin = extent.begin; begin < extent.end; begin += width) {
    auto transaction = store.Begin();
    sum += Must(store.Execute("DELETE FROM logs AS t WHERE " + store.RangeCondition({begin, begin + width}, "t") + " AND " + due));
    Must((*transaction)->Commit());
  }
  return sum;
}

// By the primary key, on from where the batch before ended.
std::int64_t ByKeyset(stores::Store& store, const std::string& due) {
  std::int64_t sum = 0, last = 0;
  while (true) {
    auto transaction = store.Begin();
    const stores::Rows end = *store.Query("SELECT max(id) FROM (SELECT id FROM logs WHERE id > " + std::to_string(last) + " AND " + due +
                                          " ORDER BY id LIMIT 20000) AS batch");
    if (expr::IsNull(end.rows[0][0])) return sum;
    const std::int64_t until = expr::IntegerOf(end.rows[0][0]);
    sum +=
        Must(store.Execute("DELETE FROM logs WHERE id > " + std::to_string(last) + " AND id <= " + std::to_string(until) + " AND " + due));
    Must((*transaction)->Commit());
    last = until;
  }
}

std::vector<Way> WaysByHand(Dialect dialect, const std::string& due) {
  const std::string id = dialect == Dialect::kSqlite ? "rowid" : "ctid";
  std::vector<Way> ways;
  ways.push_back({"one DELETE", [=](stores::Store& store) {
                    auto transaction = store.Begin();
                    const std::int64_t rows = Must(store.Execute("DELETE FROM logs WHERE " + due));
                    Must((*transaction)->Commit());
                    return rows;
                  }});
  ways.push_back({"LIMIT batches", [=](stores::Store& store) {
                    return Repeat(store, "DELETE FROM logs WHERE " + id +
                                             (dialect == Dialect::kSqlite ? " IN (SELECT " : " = ANY (ARRAY(SELECT ") + id +
                                             " FROM logs WHERE " + due + " LIMIT 20000)" + (dialect == Dialect::kSqlite ? "" : ")"));
                  }});
  ways.push_back({"keyset batches", [=](stores::Store& store) { return ByKeyset(store, due); }});
  ways.push_back({"range batches", [=](stores::Store& store) {
                    return ByRanges(store, due, dialect == Dialect::kSqlite ? 20'000 : 512 * stores::kTuplesPerBlock);
                  }});
  return ways;
}

struct Times {
  double sweep = 0;  // from the run's first batch
  double whole = 0;  // with the plan under the run lock
};

Times ByLofte(Base& base, const Files& files, std::int64_t& rows) {
  engine::Site site = SiteOf(base.Copy(), files, engine::Access::kWrite);
  std::vector<engine::Site> sites;
  sites.push_back(std::move(site));
  const std::filesystem::path file = std::filesystem::path(base.folder()) / "ledger.db";
  std::filesystem::remove(file);
  stores_sqlite::SqliteOptions options;
  options.create = true;
  auto ledger_store = stores_sqlite::OpenSqlite("ledger", file.string(), options);
  if (!ledger_store) Panic(ledger_store.error().message);
  auto ledger = ledger::Ledger::Open(std::move(*ledger_store));
  engine::ApplyOptions apply;
  apply.run_id = "bench";
  apply.max_share = 1.0;
  const grounds::Question question = QuestionOf(files);
  double started = 0;
  const auto begin = std::chrono::steady_clock::now();
  const auto since_begin = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
  apply.started = [&](const std::string&) { started = since_begin(); };
  Result<engine::ApplyReport> report = engine::Apply(files.policy, files.map, sites, **ledger, question, FixedClock(question.at.us), apply);
  if (!report) Panic(report.error().message);
  rows = 0;
  for (std::int64_t done : report->done) rows += done;
  return {since_begin() - started, since_begin()};
}

}  // namespace

namespace {

struct Case {
  std::string name;
  std::vector<std::string> rules;
  std::vector<std::string> cutoffs;  // one per rule: what happened before is due
};

// The rules of a case in one apply, and the same rows by hand.
void Run(Base& base, const Case& of, int trials) {
  const Files files = MakeFiles(of.rules);
  const char* const name = of.name.c_str();
  std::string due;
  for (const std::string& cutoff : of.cutoffs) {
    due += (due.empty() ? "(at < " : " OR at < ") + std::string(base.dialect() == Dialect::kSqlite ? "'" : "timestamptz '") + cutoff + "'";
  }
  const std::vector<Way> ways = WaysByHand(base.dialect(), due + ")");
  std::vector<double> ours, whole;
  std::vector<std::vector<double>> theirs(ways.size());
  std::int64_t swept = 0, by_hand = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const Times times = ByLofte(base, files, swept);
    ours.push_back(times.sweep);
    whole.push_back(times.whole);
    for (std::size_t i = 0; i < ways.size(); ++i) {
      auto store = base.Copy();
      theirs[i].push_back(Seconds([&] { by_hand = ways[i].run(*store); }));
    }
  }
  const std::string dialect(NameOf(base.dialect()));
  for (std::size_t i = 0; i < ways.size(); ++i) {
    std::vector<double> ratios;
    for (int trial = 0; trial < trials; ++trial) ratios.push_back(theirs[i][trial] / ours[trial]);
    std::printf("sweep   %-9s %9lld rows  %-22s lofte %7.3f s  %-14s by hand %7.3f s ratio %.2f\n", dialect.c_str(),
                static_cast<long long>(base.rows()), name, Median(ours), ways[i].name, Median(theirs[i]), Median(ratios));
  }
  std::printf("sweep   %-9s %9lld rows  %-22s whole apply %.3f s, its plan and record with it\n", dialect.c_str(),
              static_cast<long long>(base.rows()), name, Median(whole));
  std::printf("sweep   %-9s %9lld rows  %-22s %lld rows erased, and %lld by hand%s; peak memory %.0f MiB\n", dialect.c_str(),
              static_cast<long long>(base.rows()), name, static_cast<long long>(swept), static_cast<long long>(by_hand),
              swept == by_hand ? "" : "  ANSWERS DIFFER", PeakMiB());
  std::fflush(stdout);
}

}  // namespace

void BenchSweep(Base& base, int trials) {
  const Case tenth{"a tenth is due", {"keep: P1Y after log.at"}, {"2025-11-21T23:00:00Z"}};
  Run(base, tenth, trials);
  // The oldest of the 406 days.
  Run(base, {"a four-hundredth is due", {"keep: P405D after log.at"}, {"2025-10-12T22:00:00Z"}}, trials);
  for (int rules : {4, 16}) {
    Case growing = tenth;
    growing.name += ", " + std::to_string(rules) + " rules";
    for (int i = 1; i < rules; ++i) {
      growing.rules.push_back("cap: P" + std::to_string(730 + i) + "D after log.at");
      growing.cutoffs.push_back("2024-01-01T00:00:00Z");
    }
    Run(base, growing, trials);
  }
}

}  // namespace lofte::bench
