// Policies that nobody wrote, in every language and format: what their notices say comes back.
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "notice/render.h"
#include "policy/checker.h"
#include "policy/reader.h"
#include "round_trip/draw.h"
#include "round_trip/told.h"
#include "round_trip/trip.h"

namespace lofte::tests::round_trip {
namespace {

constexpr std::uint64_t kPolicies = 210;
constexpr int kMostShown = 5;

// LOFTE_SEED draws others.
std::uint64_t FirstSeed() {
  const char* given = std::getenv("LOFTE_SEED");
  return given == nullptr ? 1 : std::strtoull(given, nullptr, 10);
}

std::string Shown(const Issues& issues, const std::string& source) {
  std::string all;
  for (const Issue& issue : issues)
    if (issue.severity == Severity::kError) all += Render(issue, source, false);
  return all;
}

policy::Policy PolicyOf(const Drawn& drawn, std::uint64_t seed) {
  Issues issues;
  const std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", drawn.source, issues);
  if (policy && !HasErrors(issues)) policy::Check(*policy, issues);
  EXPECT_TRUE(policy && !HasErrors(issues)) << "seed " << seed << ":\n" << Shown(issues, drawn.source) << drawn.source;
  return policy && !HasErrors(issues) ? *policy : policy::Policy();
}

// By turns, so that every language meets every format.
TEST(DrawnPolicyTest, NoticeReadAgainIsThePolicy) {
  const std::uint64_t first = FirstSeed();
  int lost_of_any = 0;
  for (std::uint64_t seed = first; seed < first + kPolicies; ++seed) {
    const Drawn drawn = DrawPolicy(seed);
    const policy::Policy policy = PolicyOf(drawn, seed);
    ASSERT_FALSE(policy.activities.empty());
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      const notice::Words& words = drawn.words.at(kLanguages[i]);
      Issues missing;
      notice::CheckWords(notice::BuildNotice(policy), words, missing);
      ASSERT_TRUE(missing.empty()) << "seed " << seed << ": " << Render(missing.front(), "", false);
      const Shape shape = kShapes[(seed + i) % 3];
      const std::string lost = LostOnTheWay(policy, words, shape);
      if (lost.empty() || ++lost_of_any > kMostShown) continue;
      ADD_FAILURE() << "LOFTE_SEED=" << seed << " " << kLanguages[i] << ", " << NameOf(shape) << ":\n" << lost;
    }
  }
  EXPECT_EQ(lost_of_any, 0) << "of " << kPolicies * kLanguages.size() << " notices";
}

// The comparison itself: a policy that says more, or less, than the notice is told from it.
TEST(DrawnPolicyTest, WhatIsLostOrInventedIsNoticed) {
  Told said;
  said.language = "en";
  said.periods = {"P1Y"};
  said.rights = {"access"};
  Told read = said;
  EXPECT_EQ(Difference(said, read), "");
  read.periods = {"P2Y"};
  read.rights.clear();
  read.controller = "Norvik";
  EXPECT_EQ(Difference(said, read),
            "  controller `` read as `Norvik`\n  missed periods: `P1Y`\n  invented periods: `P2Y`\n  missed rights: `access`\n");
}

TEST(DrawnPolicyTest, DrawsWhatItIsMeantToDraw) {
  std::set<std::string> bases, units;
  for (std::uint64_t seed = FirstSeed(); seed < FirstSeed() + 40; ++seed) {
    const Drawn drawn = DrawPolicy(seed);
    const policy::Policy policy = PolicyOf(drawn, seed);
    const Told said = ToldBy(policy, notice::BuildNotice(policy), drawn.words.at("en"));
    bases.insert(said.bases.begin(), said.bases.end());
    for (const std::string& period : said.periods) units.insert(period.substr(0, 2) == "PT" ? "T" : period.substr(period.size() - 1));
  }
  EXPECT_EQ(bases.size(), 6u);
  EXPECT_EQ(units, (std::set<std::string>{"D", "M", "T", "Y"}));
}

}  // namespace
}  // namespace lofte::tests::round_trip
