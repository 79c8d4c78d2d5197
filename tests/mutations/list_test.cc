// The lists of faults are whole: each promise that can be broken has one; each rule has one in every table that it speaks of, with its
// twin, a hold and, where it sets aside, the copy.
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
  return std::any_of(policy.rules.begin(), policy.rules.end(), [&](const auto& rule) { return Has(rule.promises, promise.id); });
}

// Has everything that is asked of the fault of a retention rule.
bool IsWhole(const Mutation& mutation) {
  return mutation.MendedBySweep() && !mutation.fault.empty() && !mutation.twin.empty() && mutation.fault != mutation.twin &&
         !mutation.hold.empty();
}

bool Seals(const Mutation& mutation) { return !mutation.seals.empty() || !mutation.stays_sealed.empty(); }

// Breaks everything that the rule promises, so the rule may be what is broken.
bool IsOf(const Mutation& mutation, const policy::Rule& rule) {
  return std::all_of(rule.promises.begin(), rule.promises.end(), [&](const auto& promise) { return Has(mutation.promises, promise); });
}

// Once all needs have ended those of mode keep are charged alone (0001, section 4): beside one that always applies, no other is.
bool CanBeCharged(const policy::Policy& policy, const policy::Rule& rule, const std::string& category) {
  if (rule.kind != policy::RuleKind::kNeed || rule.mode == policy::Mode::kKeep) return true;
  return std::none_of(policy.rules.begin(), policy.rules.end(), [&](const policy::Rule& other) {
    return other.kind == policy::RuleKind::kNeed && other.mode == policy::Mode::kKeep && other.when.empty() && Has(other.of, category);
  });
}

// The table has values that can be broken by the rule.
bool SpeaksOf(const policy::Policy& policy, const policy::Rule& rule, const datamap::TableMap& table) {
  return std::any_of(table.fields.begin(), table.fields.end(), [&](const datamap::Field& field) {
    return Has(rule.of, field.category) && CanBeCharged(policy, rule, field.category);
  });
}

// The floor ends on the day of a need of its promises, so it is what keeps the value that day. (One that is shorter keeps nothing.)
bool EndsWithANeed(const policy::Rule& floor, const policy::Policy& policy) {
  return floor.kind == policy::RuleKind::kFloor && std::any_of(policy.rules.begin(), policy.rules.end(), [&](const policy::Rule& rule) {
           return rule.kind == policy::RuleKind::kNeed && rule.promises == floor.promises && rule.source == floor.source;
         });
}

class MutationListTest : public testing::TestWithParam<const char*> {
 protected:
  MutationListTest() : world_(WorldOf(GetParam(), stores::Dialect::kSqlite)) {}
  const policy::Policy& policy() const { return world_->policy(); }
  const std::vector<Mutation>& Mutations() const { return MutationsOf(GetParam()).mutations; }
  template <typename Asked>
  bool Any(const Asked& asked) const {
    return std::any_of(Mutations().begin(), Mutations().end(), asked);
  }

  std::unique_ptr<World> world_;
};

TEST_P(MutationListTest, EveryPromiseWithAControlHasAMutation) {
  std::set<std::string> own, broken;
  for (const Mutation& mutation : Mutations()) {
    for (const std::string& promise : mutation.promises) ASSERT_NE(policy().FindPromise(promise), nullptr) << promise;
    own.insert(mutation.promises.begin(), mutation.promises.end());
    broken.merge(BrokenWith(policy(), mutation.promises));
  }
  for (const policy::Promise& promise : policy().promises) {
    if (!IsAskedOfStores(promise.control)) continue;
    EXPECT_TRUE((StandsOnItsOwn(policy(), promise) ? own : broken).count(promise.id)) << promise.id << " has a control and no mutation";
  }
}

TEST_P(MutationListTest, EveryMutationHasABenignTwin) {
  for (const Mutation& mutation : Mutations()) EXPECT_NE(mutation.fault, mutation.twin) << mutation.Title();
}

TEST_P(MutationListTest, EveryRetentionMutationHasATwinAndAHold) {
  for (const Mutation& mutation : Mutations()) EXPECT_TRUE(!mutation.MendedBySweep() || IsWhole(mutation)) << mutation.Title();
}

TEST_P(MutationListTest, EveryRetentionPromiseIsBrokenByAWholeMutation) {
  for (const policy::Promise& promise : policy().promises) {
    if (!std::holds_alternative<policy::RetentionControl>(promise.control)) continue;
    const bool is_own = StandsOnItsOwn(policy(), promise);
    const auto breaks = [&](const Mutation& mutation) {
      const bool is_its = is_own ? Has(mutation.promises, promise.id) : BrokenWith(policy(), mutation.promises).count(promise.id) > 0;
      return is_its && IsWhole(mutation);
    };
    EXPECT_TRUE(Any(breaks)) << promise.id;
  }
}

TEST_P(MutationListTest, EveryRuleHasAWholeMutationInEachTableThatItSpeaksOf) {
  for (const policy::Rule& rule : policy().rules) {
    if (rule.kind == policy::RuleKind::kFloor || rule.promises.empty()) continue;
    for (const datamap::TableMap& table : world_->map().tables) {
      if (!SpeaksOf(policy(), rule, table)) continue;
      const auto is_in_it = [&](const Mutation& one) { return IsOf(one, rule) && IsWhole(one) && TableOf(one.value) == table.name.table; };
      EXPECT_TRUE(Any(is_in_it)) << rule.promises.front() << ": " << rule.source << ", " << table.name.table;
    }
  }
}

// A blocked promise cannot pass without a copy that has been opened and compared.
TEST_P(MutationListTest, EveryMutationOfAPromiseToBlockSaysWhatIsSealed) {
  for (const Mutation& mutation : Mutations()) {
    const bool is_asked = mutation.MendedBySweep() && IsOfBlock(policy(), mutation);
    EXPECT_TRUE(!is_asked || !mutation.seals.empty()) << mutation.Title();
    EXPECT_TRUE(mutation.seals.empty() || mutation.at == kAt) << mutation.Title() << ": copies_test.cc sweeps at one T";
  }
}

// What is kept out of use, for the books, is sealed as it is while use by others is over.
TEST_P(MutationListTest, EveryRuleThatKeepsOutOfUseHasACopy) {
  if (!world_->seals()) return;
  for (const policy::Rule& rule : policy().rules) {
    const bool is_out_of_use = rule.kind == policy::RuleKind::kNeed && rule.mode == policy::Mode::kKeep;
    for (const datamap::TableMap& table : world_->map().tables) {
      if (!is_out_of_use || !SpeaksOf(policy(), rule, table)) continue;
      const auto seals = [&](const Mutation& one) { return IsOf(one, rule) && Seals(one) && TableOf(one.value) == table.name.table; };
      EXPECT_TRUE(Any(seals)) << rule.promises.front() << ": " << rule.source << ", " << table.name.table;
    }
  }
}

TEST_P(MutationListTest, EveryFloorThatEndsWithItsNeedHasItsLastDay) {
  for (const policy::Rule& floor : policy().rules) {
    if (!EndsWithANeed(floor, policy())) continue;
    EXPECT_TRUE(Any([&](const Mutation& one) { return IsOf(one, floor) && !one.floor.empty(); }))
        << floor.promises.front() << ": " << floor.source;
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, MutationListTest, testing::Values("bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"),
                         [](const auto& of) { return std::string(of.param); });

}  // namespace list_test
}  // namespace lofte::tests
