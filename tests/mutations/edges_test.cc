// A fault that a sweep mends is one from T's day on and not the day before; its twin, and what a floor keeps, are none until the day that
// the list gives and are due or broken on the next.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "mutations/fixture.h"

namespace lofte::tests {
namespace edges_test {

using engine::PromiseReport;
using engine::VerifyReport;
using Lines = std::vector<std::string>;
using Violations = std::map<std::string, std::int64_t>;  // by promise

class EdgesTest : public MutationFixture {
 protected:
  std::string Day() const { return DayOf(at()); }
  VerifyReport VerifyOn(World& world, const std::string& day) { return world.Verify(day + "T12:00").value(); }

  // Beyond what the base has by then.
  Violations AddedOn(World& world, const std::string& day, const std::set<std::string>& promises) {
    const VerifyReport before = VerifyOn(*base_->world, day), after = VerifyOn(world, day);
    Violations added;
    for (const std::string& promise : promises)
      added[promise] = world.Of(after, promise).violations - base_->world->Of(before, promise).violations;
    return added;
  }

  // Those of the list that have the same day, by that day.
  std::map<std::string, std::vector<Mutation>> By(std::string Mutation::*day) const {
    std::map<std::string, std::vector<Mutation>> by;
    for (const Mutation& mutation : Mended())
      if (!(mutation.*day).empty()) by[mutation.*day].push_back(mutation);
    return by;
  }
};

bool IsSealed(World& world, const Lines& copies) {
  const Lines sealed = world.Sealed();
  return std::all_of(copies.begin(), copies.end(), [&](const std::string& copy) { return Has(sealed, copy); });
}

TEST_P(EdgesTest, FaultIsNoneTheDayBefore) {
  const std::unique_ptr<World> world = Copy();
  PlantAll(*world, FaultOf);
  const std::string eve = DayAfter(Day(), -1);
  EXPECT_EQ(Changes(VerifyOn(*base_->world, eve), VerifyOn(*world, eve)), Lines{});
  for (const PromiseReport& of : VerifyOn(*world, Day()).promises) {
    if (!of.since) continue;  // of several events, so the day cannot be told
    EXPECT_EQ(time::Format(*of.since), Day()) << of.promise->id;
  }
}

TEST_P(EdgesTest, TwinIsAFaultTheDayAfterItsLast) {
  for (const auto& [last, mutations] : By(&Mutation::lasts)) {
    const std::unique_ptr<World> world = Copy();
    Violations none, all;
    std::set<std::string> promises;
    for (const Mutation& mutation : Plant(*world, mutations, TwinOf))
      for (std::size_t i = 0; i < mutation.promises.size(); ++i) {
        promises.insert(mutation.promises[i]);
        none[mutation.promises[i]] = 0;
        all[mutation.promises[i]] += mutation.rows[i];
      }
    EXPECT_EQ(AddedOn(*world, last, promises), none) << last;
    EXPECT_EQ(AddedOn(*world, DayAfter(last), promises), all) << last;
  }
}

// What the needs would give up on its last day stays through that day's sweep, in its row or out of use.
TEST_P(EdgesTest, SweepOfAFloorsLastDayLeavesWhatTheNextOneTakes) {
  for (const auto& [last, mutations] : By(&Mutation::floor)) {
    const std::unique_ptr<World> world = Copy();
    const std::vector<Mutation> planted = Plant(*world, mutations, FaultOf);
    ASSERT_TRUE(world->Apply(last + "T12:00", AnyTime()));
    for (const Mutation& mutation : planted) {
      EXPECT_EQ(world->Count(mutation.value), mutation.floor_seals.empty() ? 1 : 0) << mutation.Title();
      EXPECT_TRUE(IsSealed(*world, mutation.floor_seals)) << mutation.Title() << ::testing::PrintToString(world->Sealed());
    }
    ASSERT_TRUE(world->Apply(DayAfter(last) + "T12:00", AnyTime()));
    for (const Mutation& mutation : planted) {
      EXPECT_EQ(world->Count(mutation.value), 0) << mutation.Title();
      const Lines sealed = world->Sealed();
      for (const std::string& copy : mutation.floor_seals) EXPECT_FALSE(Has(sealed, copy)) << mutation.Title();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, EdgesTest, testing::ValuesIn(EveryWhich()), NameOfWhich);

}  // namespace edges_test
}  // namespace lofte::tests
