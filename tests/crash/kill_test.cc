// Killed at random instants, not only at commits.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "base/clock.h"
#include "company.h"
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

int MicrosecondsOfARun(const Company& original) {
  const std::unique_ptr<Company> company = original.Copy();
  const std::int64_t began = SystemClock().NowUs();
  const Ended run = company->Apply();
  if (run.exit_code != 0) Panic(run.output);
  return static_cast<int>(SystemClock().NowUs() - began);
}

}  // namespace kill_test

TEST_P(KillTest, FiftyRandomKillsAndRunAgainLeaveTheSame) {
  const std::uint32_t seed = kill_test::Seed();
  std::mt19937 random(seed);
  const int whole = kill_test::MicrosecondsOfARun(Original(GetParam()));
  int killed = 0;
  const int trials = Scaled(50, 5);
  for (int trial = 1; trial <= trials; ++trial) {
    const int after = std::uniform_int_distribution<int>(0, whole)(random);
    SCOPED_TRACE("trial " + std::to_string(trial) + ", LOFTE_SEED=" + std::to_string(seed) + ", killed after " + std::to_string(after) +
                 " us of " + std::to_string(whole));
    const std::unique_ptr<Company> company = Original(GetParam()).Copy();
    {
      Process apply(company->ApplyWords(), {});
      if (!apply.EndsWithin(after)) apply.Kill();
      killed += apply.Wait().signal != 0;
    }
    company->WaitUntilAlone();
    const Ended again = company->Apply();
    ASSERT_EQ(again.exit_code, 0) << again.output;
    ASSERT_EQ(Difference(company->Look(), Undisturbed(GetParam())), "");
  }
  std::printf("LOFTE_SEED=%u: %d trials, %d killed before their end\n", seed, trials, killed);
  EXPECT_GT(killed, trials / 4) << "these trials proved little";
}

INSTANTIATE_TEST_SUITE_P(Both, KillTest, testing::ValuesIn(BothDialects()), [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
