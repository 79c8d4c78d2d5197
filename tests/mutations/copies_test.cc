// What a sweep of a fault, or of what is not due, has sealed: there until its day, late on the day after its grace, and kept by a hold,
// also by one that was there before the copy. In a world without other people, where years can pass.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "mutations/base.h"
#include "mutations/mutation.h"

namespace lofte::tests {
namespace copies_test {

using stores::Dialect;
using Lines = std::vector<std::string>;

// A copy as World::Sealed writes it, and the promises that it breaks when it is late.
struct Copy {
  std::string line;
  std::vector<std::string> promises;

  std::string Due() const { return DayBehind(" due "); }
  std::string Late() const { return DayBehind(" late "); }

 private:
  std::string DayBehind(const std::string& word) const { return line.substr(line.rfind(word) + word.size(), 10); }
};

class SealedCopiesTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    world_ = WorldOf("hellotickets", GetParam());
    std::size_t number = 0;
    for (const Mutation& mutation : MutationsOf("hellotickets").mutations) {
      if (!mutation.seals.empty() && mutation.at == kAt) Plant(mutation.WithIdsOf(number++), mutation.fault, &Mutation::seals);
      if (!mutation.stays_sealed.empty()) Plant(mutation.WithIdsOf(number++), mutation.Stays(), &Mutation::stays_sealed);
    }
  }

  void Plant(const Mutation& mutation, const std::string& edge, Lines Mutation::*seals) {
    world_->Execute(mutation.Sql(GetParam(), edge));
    planted_.push_back(mutation);
    people_.insert(mutation.hold);
    for (const std::string& line : mutation.*seals) copies_.push_back({line, mutation.late});
  }

  Lines Expected() const {
    Lines lines;
    for (const Copy& copy : copies_) lines.push_back(copy.line);
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  std::set<std::string> Days(std::string (Copy::*day)() const) const {
    std::set<std::string> days;
    for (const Copy& copy : copies_) days.insert((copy.*day)());
    return days;
  }

  std::set<std::string> LateBy(const std::string& day) const {
    std::set<std::string> ids;
    for (const Copy& copy : copies_)
      if (copy.Late() <= day) ids.merge(BrokenWith(world_->policy(), copy.promises));
    return ids;
  }
  std::set<std::string> BrokenAt(const std::string& day) {
    std::set<std::string> ids;
    const engine::VerifyReport report = world_->Verify(day + "T12:00").value();
    for (const engine::PromiseReport& of : report.promises)
      if (of.verdict == engine::Verdict::kBroken) ids.insert(of.promise->id);
    return ids;
  }

  // Of the faults of promises to block.
  std::map<std::string, std::int64_t> ShownTooLong() const {
    std::map<std::string, std::int64_t> rows;
    for (const Mutation& mutation : planted_)
      for (std::size_t i = 0; IsOfBlock(world_->policy(), mutation) && i < mutation.promises.size(); ++i)
        rows[mutation.promises[i]] += mutation.rows[i];
    return rows;
  }
  bool HasAllOf(const Lines& expected) {
    const Lines sealed = world_->Sealed();
    return std::includes(sealed.begin(), sealed.end(), expected.begin(), expected.end());
  }

  // The day on which most of them are due.
  std::string MainDay() const {
    std::map<std::string, int> copies;
    for (const Copy& copy : copies_) ++copies[copy.Due()];
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    return std::max_element(copies.begin(), copies.end(), fewer)->first;
  }
  Lines DueAfter(const std::string& day) const {
    Lines lines = Expected();
    lines.erase(std::remove_if(lines.begin(), lines.end(),
                               [&](const std::string& line) {
                                 return Copy{line, {}}.Due() <= day;
                               }),
                lines.end());
    return lines;
  }

  std::unique_ptr<World> world_;
  std::vector<Mutation> planted_;
  std::vector<Copy> copies_;
  std::set<std::string> people_;
};

TEST_P(SealedCopiesTest, AreDestroyedOnTheirDayAndNotBefore) {
  const std::string main = MainDay(), last = *Days(&Copy::Due).rbegin();
  EXPECT_GT(last, main);
  for (const std::string& day : {DayOf(kAt), DayAfter(main, -1), main, last}) {
    ASSERT_TRUE(world_->Apply(day, AnyTime()));
    EXPECT_EQ(world_->Sealed(), DueAfter(day)) << day;
  }
  EXPECT_EQ(world_->Sealed(), Lines{});
}

TEST_P(SealedCopiesTest, BreakTheirPromisesWhenTheyAreLateAndNotBefore) {
  ASSERT_TRUE(world_->Apply(kAt, AnyTime()));
  for (const std::string& day : Days(&Copy::Late)) {
    EXPECT_EQ(BrokenAt(DayAfter(day, -1)), LateBy(DayAfter(day, -1))) << day;
    EXPECT_EQ(BrokenAt(day), LateBy(day)) << day;
  }
}

TEST_P(SealedCopiesTest, OfWhomeverIsHeldAreNeitherLateNorDestroyed) {
  ASSERT_TRUE(world_->Apply(kAt, AnyTime()));
  for (const std::string& person : people_) ASSERT_TRUE(world_->Hold(person, "case-" + person, true));
  const std::string last = *Days(&Copy::Late).rbegin();
  EXPECT_EQ(BrokenAt(last), std::set<std::string>{});
  ASSERT_TRUE(world_->Apply(last, AnyTime()));
  const Lines expected = Expected(), sealed = world_->Sealed();
  EXPECT_TRUE(std::includes(sealed.begin(), sealed.end(), expected.begin(), expected.end())) << testing::PrintToString(sealed);
}

// A hold is a floor: it keeps the value and gives nobody the use of it (0001, section 2: blocked). So a row that its rule blocks is shown
// too long all the same, the sweep takes it out of sight as that of nobody held, and the hold is met by the copy.
TEST_P(SealedCopiesTest, OfWhomeverWasHeldBeforeAreMadeAllTheSameAndKeptUntilTheRelease) {
  for (const std::string& person : people_) ASSERT_TRUE(world_->Hold(person, "case-" + person));
  const engine::VerifyReport shown = world_->Verify(kAt).value();
  for (const auto& [promise, rows] : ShownTooLong()) EXPECT_EQ(world_->Of(shown, promise).violations, rows) << promise;
  ASSERT_TRUE(world_->Apply(kAt, AnyTime()));
  EXPECT_TRUE(HasAllOf(Expected())) << testing::PrintToString(world_->Sealed());
  for (const Mutation& mutation : planted_) EXPECT_EQ(world_->Count(mutation.value), 0) << mutation.Title();
  EXPECT_EQ(BrokenAt(DayOf(kAt)), std::set<std::string>{});

  const std::string last = *Days(&Copy::Late).rbegin();
  EXPECT_EQ(BrokenAt(last), std::set<std::string>{});
  ASSERT_TRUE(world_->Apply(last, AnyTime()));
  EXPECT_TRUE(HasAllOf(Expected())) << testing::PrintToString(world_->Sealed());

  for (const std::string& person : people_) ASSERT_TRUE(world_->Release("case-" + person));
  EXPECT_EQ(BrokenAt(last), LateBy(last));
  ASSERT_TRUE(world_->Apply(last, AnyTime()));
  EXPECT_EQ(world_->Sealed(), Lines{});
}

INSTANTIATE_TEST_SUITE_P(Hellotickets, SealedCopiesTest, testing::ValuesIn(BothDialects()),
                         [](const auto& of) { return NameOfDialect(of.param); });

}  // namespace copies_test
}  // namespace lofte::tests
