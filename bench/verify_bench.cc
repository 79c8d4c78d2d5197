// `verify` against the SELECTs that an expert would write, one per promise: one that counts violations alone, and one with the same answer
// (examined, violated, undated, since when).
#include <cstdio>

#include "base.h"
#include "engine/verify.h"

namespace lofte::bench {

using stores::Dialect;

namespace {

// One promise by hand: `violated` is SQL over `logs l`, with `people p` joined when it names it.
struct ByHand {
  std::string violated;
  bool of_person = false;
};

class Queries {
 public:
  explicit Queries(Dialect dialect) : dialect_(dialect) {}

  std::string Moment(const char* moment) const {
    return (dialect_ == Dialect::kSqlite ? "" : "timestamptz ") + ("'" + std::string(moment) + "'");
  }

  std::string Count(const ByHand& promise) const {
    const char* join = promise.of_person ? " JOIN people p ON p.id = l.person_id" : "";
    return std::string("SELECT count(*) FROM logs l") + join + " WHERE l.line IS NOT NULL AND " + promise.violated;
  }

  std::string SameAnswer(const ByHand& promise) const {
    const std::string moment = promise.of_person ? "p.left_at" : "l.at";
    const std::string undated =
        promise.of_person ? "(p.id IS NULL OR (p.left_at IS NOT NULL AND NOT (" + Dated(moment) + ")))" : "NOT (" + Dated(moment) + ")";
    const char* join = promise.of_person ? " LEFT JOIN people p ON p.id = l.person_id" : "";
    return "SELECT count(*) FILTER (WHERE l.line IS NOT NULL AND " + promise.violated + " AND " + Dated(moment) +
           "), count(*) FILTER (WHERE l.line IS NOT NULL), count(*) FILTER (WHERE l.line IS NOT NULL AND " + undated + "), min(" + moment +
           ") FILTER (WHERE l.line IS NOT NULL AND " + promise.violated + " AND " + Dated(moment) + ") FROM logs l" + join;
  }

 private:
  // A real date of a plausible year, as SQL by hand would ask for it.
  std::string Dated(const std::string& moment) const {
    std::string range = moment + " >= " + Moment("1990-01-01T00:00:00Z") + " AND " + moment + " < " + Moment("2100-01-01T00:00:00Z");
    if (dialect_ == Dialect::kSqlite) range += " AND strftime('%Y-%m-%dT%H:%M:%SZ', " + moment + ") = " + moment;
    return range;
  }

  Dialect dialect_;
};

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
  for (const engine::PromiseReport& of : report->promises) violations += of.violations;
  return violations;
}

struct Case {
  std::string name;
  std::vector<std::string> rules;
  std::vector<ByHand> by_hand;  // one per rule
  bool with_same_answer = true;
};

void Run(Base& base, const Case& of, int trials) {
  const Files files = MakeFiles(of.rules);
  const grounds::Question question = QuestionOf(files);
  engine::Site site = SiteOf(base.Open(), files, engine::Access::kWrite);
  const Queries queries(base.dialect());
  std::vector<double> to_count, to_same, ours, count, same;
  std::int64_t found = 0, expected = 0, expected_same = 0;
  const auto by_hand = [&](auto sql_of, std::int64_t& sum) {
    return Seconds([&] {
      sum = 0;
      for (const ByHand& promise : of.by_hand) sum += CountBy(*site.store, sql_of(promise));
    });
  };
  for (int trial = 0; trial <= trials; ++trial) {
    const double bare = by_hand([&](const ByHand& promise) { return queries.Count(promise); }, expected);
    const double lofte = Seconds([&] { found = ViolationsOf(site, files, question); });
    const double full =
        of.with_same_answer ? by_hand([&](const ByHand& promise) { return queries.SameAnswer(promise); }, expected_same) : 0;
    if (trial == 0) continue;  // warms the caches
    to_count.push_back(bare / lofte);
    to_same.push_back(full / lofte);
    ours.push_back(lofte);
    count.push_back(bare);
    same.push_back(full);
  }
  std::printf("verify  %-9s %9lld rows  %-42s lofte %7.3f s  bare counts %7.3f s ratio %5.2f", std::string(NameOf(base.dialect())).c_str(),
              static_cast<long long>(base.rows()), of.name.c_str(), Median(ours), Median(count), Median(to_count));
  if (of.with_same_answer) std::printf("  same answer %7.3f s ratio %5.2f", Median(same), Median(to_same));
  const bool agrees = found == expected && (!of.with_same_answer || found == expected_same);
  std::printf("%s\n", agrees ? "" : "  ANSWERS DIFFER");
  std::fflush(stdout);
}

}  // namespace

void BenchVerify(Base& base, int trials) {
  // The first instant of the civil day in Oslo before which the event lies when the rule is broken at kAt.
  const Queries queries(base.dialect());
  const auto before = [&](const char* column, const char* moment) { return std::string(column) + " < " + queries.Moment(moment); };
  const ByHand year{before("l.at", "2025-11-20T23:00:00Z")}, left{before("p.left_at", "2026-11-20T23:00:00Z"), true};
  const ByHand left_grace{before("p.left_at", "2026-10-20T22:00:00Z"), true};
  const ByHand never{before("l.at", "2024-11-20T23:00:00Z")}, never_left{before("p.left_at", "2025-11-20T23:00:00Z"), true};
  const ByHand page{"l.kind = 'page' AND " + before("l.at", "2025-11-10T23:00:00Z")};
  const ByHand thirteen{before("l.at", "2025-10-20T22:00:00Z")};
  Run(base, {"one rule on the row, a tenth broken", {"keep: P1Y after log.at"}, {year}}, trials);
  Run(base, {"one rule on the row, all kept", {"keep: P2Y after log.at"}, {never}}, trials);
  Run(base, {"one rule on the person, a twentieth broken", {"keep: while person.here"}, {left}}, trials);
  Run(base,
      {"four promises, a tenth broken",
       {"keep: while person.here, within: P30D", "cap: P1Y after log.at", "cap: P375D after log.at, when: log.page",
        "cap: P13M after log.at"},
       {left_grace, year, page, thirteen}},
      trials);
  Run(base,
      {"four promises, all kept",
       {"keep: while person.here, within: P1Y", "cap: P2Y after log.at", "cap: P2Y after log.at, when: log.page", "cap: P2Y after log.at"},
       {never_left, never, {"l.kind = 'page' AND " + never.violated}, never}},
      trials);
  for (int rules : {1, 4, 16}) {
    Case growing{std::to_string(rules) + " promises, all kept", {"keep: while person.here, within: P1Y"}, {never_left}};
    growing.with_same_answer = rules == 1;
    for (int i = 1; i < rules; ++i) {
      growing.rules.push_back("cap: P" + std::to_string(730 + i) + "D after log.at");
      growing.by_hand.push_back({before("l.at", "2024-01-01T00:00:00Z")});
    }
    Run(base, growing, trials);
  }
  std::printf("verify  %-9s %9lld rows  peak memory %.0f MiB\n", std::string(NameOf(base.dialect())).c_str(),
              static_cast<long long>(base.rows()), PeakMiB());
  std::fflush(stdout);
}

}  // namespace lofte::bench
