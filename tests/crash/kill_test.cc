// Killed at random instants, not only at commits.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "base/clock.h"
#include "company.h"
#include "support/report.h"
#include "support/scale.h"
#include "support/world.h"

namespace lofte::tests {

class KillTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  }
};

namespace kill_test {

// LOFTE_SEED, or a new one.
std::uint32_t Seed() {
  const char* given = std::getenv("LOFTE_SEED");
  return given == nullptr ? std::random_device()() : static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10));
}

// From the start of a process to its end, or to its death; whether it was killed.
struct Life {
  std::int64_t microseconds = 0;
  bool killed = false;
};

Life Live(const Company& company, std::int64_t kill_after) {
  const std::int64_t began = SystemClock().NowUs();
  Process apply(company.ApplyWords(), {});
  if (!apply.EndsWithin(static_cast<int>(kill_after))) apply.Kill();
  const Ended ended = apply.Wait();
  if (ended.signal == 0 && ended.exit_code != 0) Panic(ended.output);
  return {SystemClock().NowUs() - began, ended.signal != 0};
}

constexpr std::int64_t kNever = 600'000'000;

}  // namespace kill_test

// A run that was over before its time was not killed, and does not count. How long runs last is measured on the way, since the machine may
// be busier at one time than at another.
TEST_P(KillTest, FiftyRandomKillsAndRunAgainLeaveTheSame) {
  const std::uint32_t seed = kill_test::Seed();
  std::mt19937 random(seed);
  const int wanted = Scaled(50, 5);
  std::int64_t whole = kill_test::Live(*Original(GetParam()).Copy(), kill_test::kNever).microseconds;
  int trial = 0, killed = 0, half_way = 0;
  while (killed < wanted && trial < 3 * wanted) {
    const std::int64_t after = std::uniform_int_distribution<std::int64_t>(0, whole)(random);
    SCOPED_TRACE("trial " + std::to_string(++trial) + ", LOFTE_SEED=" + std::to_string(seed) + ", killed after " + std::to_string(after) +
                 " us of " + std::to_string(whole));
    const std::unique_ptr<Company> company = Original(GetParam()).Copy();
    const kill_test::Life life = kill_test::Live(*company, after);
    if (!life.killed) {
      whole = life.microseconds;
      continue;
    }
    ++killed;
    company->WaitUntilAlone();
    half_way += !company->Look().unfinished.empty();
    const Ended again = company->Apply();
    ASSERT_EQ(again.exit_code, 0) << again.output;
    ASSERT_EQ(Difference(company->Look(), Undisturbed(GetParam())), "");
  }
  Report("crash", "Kills, " + NameOfDialect(GetParam()) + ": LOFTE_SEED=" + std::to_string(seed) + ", " + std::to_string(trial) +
                      " runs, " + std::to_string(killed) + " killed before their end, " + std::to_string(half_way) +
                      " of them half-way through their sweep\n");
  EXPECT_EQ(killed, wanted);
}

INSTANTIATE_TEST_SUITE_P(Both, KillTest, testing::ValuesIn(BothDialects()), [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
