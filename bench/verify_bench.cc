// `verify` against the SELECT count(*) that an expert would write for the same answer.
#include <cstdio>

#include "base.h"
#include "engine/verify.h"

namespace lofte::bench {

using stores::Dialect;

namespace {

std::int64_t CountBy(stores::Store& store, const std::string& sql) {
  Result<stores::Rows> rows = store.Query(sql);
  if (!rows) Panic(rows.error().message);
  return std::get<std::int64_t>(rows->rows.at(0).at(0));
}

std::int64_t ViolationsOf(engine::Site& site, const Files& files, const grounds::Question& question) {
  std::vector<engine::Site> sites;
  sites.push_back(std::move(site));
  Result<engine::VerifyReport> report = engine::Verify(files.policy, sites, question);
  if (!report) Panic(report.error().message);
  site = std::move(sites[0]);
  std::int64_t violations = 0;
  for (const engine::PromiseReport& of : report->promises)
    if (of.promise->id != "p0") violations += of.violations;
  return violations;
}

std::string MomentSql(Dialect dialect, const std::string& moment) {
  return (dialect == Dialect::kSqlite ? "" : "timestamptz ") + ("'" + moment + "'");
}

struct Case {
  const char* name;
  std::vector<std::string> rules;
  std::vector<std::string> by_hand;  // one per rule
};

void Run(Base& base, const Case& of, int trials) {
  const Files files = MakeFiles(of.rules);
  const grounds::Question question = QuestionOf(files);
  engine::Site site = SiteOf(base.Open(), files, engine::Access::kWrite);
  std::vector<double> ratios, ours, theirs;
  std::int64_t found = 0, expected = 0;
  for (int trial = 0; trial <= trials; ++trial) {
    const double hand = Seconds([&] {
      expected = 0;
      for (const std::string& sql : of.by_hand) expected += CountBy(*site.store, sql);
    });
    const double lofte = Seconds([&] { found = ViolationsOf(site, files, question); });
    if (trial == 0) continue;  // warms the caches
    ratios.push_back(hand / lofte);
    ours.push_back(lofte);
    theirs.push_back(hand);
  }
  std::printf("verify  %-9s %9lld rows  %-44s by hand %7.3f s  lofte %7.3f s  ratio %.2f%s\n", std::string(NameOf(base.dialect())).c_str(),
              static_cast<long long>(base.rows()), of.name, Median(theirs), Median(ours), Median(ratios),
              found == expected ? "" : "  ANSWERS DIFFER");
  std::fflush(stdout);
}

}  // namespace

void BenchVerify(Base& base, int trials) {
  // The first instant of the civil day in Oslo before which the event lies when the rule is broken at kAt.
  const auto at = [&](const char* moment) { return MomentSql(base.dialect(), moment); };
  const std::string year = "SELECT count(*) FROM logs WHERE line IS NOT NULL AND at < " + at("2025-11-20T23:00:00Z");
  const std::string left = "SELECT count(*) FROM logs l JOIN people p ON p.id = l.person_id WHERE l.line IS NOT NULL AND p.left_at < " +
                           at("2026-11-20T23:00:00Z");
  const std::string both = "SELECT count(*) FROM logs l JOIN people p ON p.id = l.person_id WHERE l.line IS NOT NULL AND p.left_at < " +
                           at("2026-10-20T22:00:00Z");
  const std::string page = "SELECT count(*) FROM logs WHERE kind = 'page' AND at < " + at("2026-08-22T22:00:00Z");
  const std::string half = "SELECT count(*) FROM logs WHERE line IS NOT NULL AND at < " + at("2026-05-20T22:00:00Z");
  Run(base, {"one rule on the row", {"keep: P1Y after log.at"}, {year}}, trials);
  Run(base, {"one rule on the person", {"keep: while person.here"}, {left}}, trials);
  Run(base,
      {"four promises of one table, against the sum",
       {"keep: while person.here, within: P30D", "cap: P1Y after log.at", "cap: P90D after log.at, when: log.page",
        "cap: P6M after log.at"},
       {both, year, page, half}},
      trials);
  for (int rules : {1, 4, 16}) {
    Case growing{"", {"keep: while person.here"}, {left}};
    for (int i = 1; i < rules; ++i) {
      growing.rules.push_back("cap: P" + std::to_string(400 + i) + "D after log.at");
      growing.by_hand.push_back("SELECT count(*) FROM logs WHERE line IS NOT NULL AND at < " + at("2025-10-01T00:00:00Z"));
    }
    const std::string name = std::to_string(rules) + " rules, against as many queries";
    growing.name = name.c_str();
    const Files files = MakeFiles(growing.rules);
    engine::Site site = SiteOf(base.Open(), files, engine::Access::kWrite);
    const double seconds = Seconds([&] { ViolationsOf(site, files, QuestionOf(files)); });
    std::printf("rules   %-9s %9lld rows  %3d rules  verify %7.3f s  peak memory %.0f MiB\n", std::string(NameOf(base.dialect())).c_str(),
                static_cast<long long>(base.rows()), rules, seconds, PeakMiB());
    std::fflush(stdout);
  }
}

}  // namespace lofte::bench
