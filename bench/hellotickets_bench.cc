// `verify` of the 66 promises of retention of examples/hellotickets against the queries that an expert would write for them
// (hellotickets.sql).
#include <algorithm>
#include <cstdio>
#include <map>

#include "base.h"
#include "engine/verify.h"
#include "hand_queries.h"
#include "shop.h"

namespace lofte::bench {

namespace {

std::int64_t CountBy(stores::Store& store, const std::string& sql) {
  return std::get<std::int64_t>(Must(store.Query(sql)).rows.at(0).at(0));
}

// The policy with one of its promises, or none; its rules all stand.
policy::Policy Only(const policy::Policy& policy, const policy::Promise* promise) {
  policy::Policy only = policy;
  only.promises.clear();
  if (promise != nullptr) only.promises.push_back(*promise);
  return only;
}

policy::Policy OnlyRetention(policy::Policy policy) {
  const auto is_other = [](const policy::Promise& promise) { return promise.kind != "retention"; };
  policy.promises.erase(std::remove_if(policy.promises.begin(), policy.promises.end(), is_other), policy.promises.end());
  return policy;
}

bool HasRule(const policy::Policy& policy, const std::string& promise) {
  return std::any_of(policy.rules.begin(), policy.rules.end(), [&](const policy::Rule& rule) {
    return std::find(rule.promises.begin(), rule.promises.end(), promise) != rule.promises.end();
  });
}

class Comparison {
 public:
  Comparison(Shop& shop, const std::vector<HandQuery>& queries)
      : shop_(shop), policy_(OnlyRetention(shop.policy())), queries_(queries), counts_(queries.size()), of_query_(queries.size()) {
    for (const policy::Promise& promise : policy_.promises)
      if (HasRule(policy_, promise.id)) alone_.push_back({promise.id, Only(policy_, &promise)});
  }

  // The first round warms the caches; in the second each promise is asked alone, too.
  void Run(int trials) {
    for (int trial = 0; trial <= trials; ++trial) RunOnce(trial > 0);
  }

  void Print(const std::string& state) const {
    const char* const name = state.c_str();
    double promise_by_promise = 0, alone = 0, broken = 0;
    for (const Alone& of : alone_) {
      promise_by_promise += HandMs(of.promise);
      alone += of.ms;
      broken += CountOf(of.promise) > 0;
      std::printf("shop    %-14s %s  %9lld violations  by hand %9.1f ms  verify alone %9.1f ms\n", name, of.promise.c_str(),
                  static_cast<long long>(CountOf(of.promise)), HandMs(of.promise), of.ms);
    }
    const double all = Median(all_ms_), nothing = Median(nothing_ms_);
    double each_once = 0;
    for (const std::vector<double>& ms : of_query_) each_once += Median(ms);
    std::printf(
        "shop    %-14s %zu promises with rules, %.0f broken  verify of all %.1f ms  of no promise %.1f ms  sum of each alone %.1f ms\n",
        name, alone_.size(), broken, all, nothing, alone);
    std::printf("shop    %-14s %zu queries by hand, each once %.1f ms ratio %.2f  promise by promise %.1f ms ratio %.2f\n", name,
                queries_.size(), each_once, Median(ratio_once_), promise_by_promise, promise_by_promise / all);
    std::fflush(stdout);
  }

 private:
  struct Alone {
    std::string promise;
    policy::Policy policy;
    double ms = 0;
  };

  double VerifyMs(const policy::Policy& policy, engine::VerifyReport& report) {
    return 1000 * Seconds([&] { report = Must(engine::Verify(policy, shop_.sites(), shop_.question())); });
  }

  void RunOnce(bool counts) {
    double sum = 0;
    for (std::size_t i = 0; i < queries_.size(); ++i) {
      const double ms = 1000 * Seconds([&] { counts_[i] = CountBy(shop_.store(), queries_[i].sql); });
      sum += ms;
      if (counts) of_query_[i].push_back(ms);
    }
    engine::VerifyReport report;
    const double all = VerifyMs(policy_, report);
    Compare(report);
    const double nothing = VerifyMs(Only(policy_, nullptr), report);
    if (counts) {
      all_ms_.push_back(all);
      nothing_ms_.push_back(nothing);
      ratio_once_.push_back(sum / all);
    }
    if (!counts || all_ms_.size() > 1) return;
    for (Alone& alone : alone_) {
      alone.ms = VerifyMs(alone.policy, report);
      if (report.promises.at(0).violations != CountOf(alone.promise)) Differ(alone.promise, report.promises[0].violations);
    }
  }

  // Every promise that a rule names, and no other has rows to count.
  void Compare(const engine::VerifyReport& report) const {
    for (const engine::PromiseReport& of : report.promises)
      if (of.violations != CountOf(of.promise->id)) Differ(of.promise->id, of.violations);
  }

  [[noreturn]] void Differ(const std::string& promise, std::int64_t verify) const {
    Panic("answers differ on " + promise + ": verify counts " + std::to_string(verify) + ", by hand it is " +
          std::to_string(CountOf(promise)));
  }

  template <typename F>
  void ForQueriesOf(const std::string& promise, const F& visit) const {
    for (std::size_t i = 0; i < queries_.size(); ++i)
      if (std::find(queries_[i].promises.begin(), queries_[i].promises.end(), promise) != queries_[i].promises.end()) visit(i);
  }
  std::int64_t CountOf(const std::string& promise) const {
    std::int64_t sum = 0;
    ForQueriesOf(promise, [&](std::size_t i) { sum += counts_[i]; });
    return sum;
  }
  double HandMs(const std::string& promise) const {
    double sum = 0;
    ForQueriesOf(promise, [&](std::size_t i) { sum += Median(of_query_[i]); });
    return sum;
  }

  Shop& shop_;
  const policy::Policy policy_;
  const std::vector<HandQuery>& queries_;
  std::vector<std::int64_t> counts_;           // by query
  std::vector<std::vector<double>> of_query_;  // milliseconds, by query
  std::vector<double> all_ms_, nothing_ms_, ratio_once_;
  std::vector<Alone> alone_;
};

}  // namespace

void BenchHellotickets(stores::Dialect dialect, std::int64_t subjects, const std::string& folder, int trials) {
  const std::vector<HandQuery> queries = ReadHandQueries(LOFTE_SOURCE_DIR "/bench/hellotickets.sql", dialect);
  Shop shop(dialect, subjects, folder);
  for (const char* state : {"before apply", "after apply"}) {
    if (std::string(state) == "after apply") shop.Sweep();
    Comparison comparison(shop, queries);
    comparison.Run(trials);
    comparison.Print(state);
  }
  std::printf("shop    peak memory %.0f MiB\n", PeakMiB());
}

}  // namespace lofte::bench
