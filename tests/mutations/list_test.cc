// The lists of faults are whole: each promise that can be broken has one, and what a sweep mends has been tried under a hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "mutations/base.h"
#include "mutations/mutation.h"

namespace lofte::tests {
namespace list_test {

// A retention promise that no rule names has nothing of its own that could break: it is as good as the one that covers it.
bool StandsOnItsOwn(const policy::Policy& policy, const policy::Promise& promise) {
  if (!std::holds_alternative<policy::RetentionControl>(promise.control)) return true;
  return std::any_of(policy.rules.begin(), policy.rules.end(), [&](const policy::Rule& rule) {
    return std::find(rule.promises.begin(), rule.promises.end(), promise.id) != rule.promises.end();
  });
}

class MutationListTest : public testing::TestWithParam<const char*> {};

TEST_P(MutationListTest, EveryPromiseWithAControlHasAMutation) {
  const std::unique_ptr<World> world = WorldOf(GetParam(), stores::Dialect::kSqlite);
  const policy::Policy& policy = world->policy();
  std::set<std::string> own, broken;
  for (const Mutation& mutation : MutationsOf(GetParam()).mutations) {
    for (const std::string& promise : mutation.promises) ASSERT_NE(policy.FindPromise(promise), nullptr) << promise;
    own.insert(mutation.promises.begin(), mutation.promises.end());
    broken.merge(BrokenWith(policy, mutation.promises));
  }
  for (const policy::Promise& promise : policy.promises) {
    if (std::holds_alternative<policy::Unproven>(promise.control) || std::holds_alternative<policy::Attested>(promise.control)) continue;
    EXPECT_TRUE((StandsOnItsOwn(policy, promise) ? own : broken).count(promise.id)) << promise.id << " has a control and no mutation";
  }
}

TEST_P(MutationListTest, EveryRetentionMutationHasAHeldTwin) {
  for (const Mutation& mutation : MutationsOf(GetParam()).mutations)
    EXPECT_TRUE(!mutation.MendedBySweep() || !mutation.hold.empty()) << mutation.Title();
}

INSTANTIATE_TEST_SUITE_P(Examples, MutationListTest, testing::Values("gigcoms", "hellotickets"),
                         [](const auto& of) { return std::string(of.param); });

}  // namespace list_test
}  // namespace lofte::tests
