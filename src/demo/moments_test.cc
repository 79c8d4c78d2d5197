#include "demo/moments.h"

#include <gtest/gtest.h>

#include <set>

namespace lofte::demo {
namespace moments_test {

time::Instant InstantAt(const char* text) { return *time::ParseInstant(text, time::Zone::Utc()); }
std::int64_t Seconds(const char* text) { return InstantAt(text).us / time::kMicrosPerSecond; }

class MomentsTest : public testing::Test {
 protected:
  static Moment Of(Alternative alternative, bool day) {
    Moment moment;
    moment.day = day;
    moment.any = {std::move(alternative)};
    moment.upto = {1};
    return moment;
  }
  std::set<std::string> DrawMany(const Moment& moment, Range bounds) {
    std::set<std::string> drawn;
    for (int i = 0; i < 500; ++i) {
      Random random(1, Hash("moment"), i);
      const std::optional<expr::Value> value = moments_.Draw(moment, bounds, random);
      if (!value) continue;
      if (const auto* day = std::get_if<time::Day>(&*value))
        drawn.insert(time::Format(*day));
      else
        drawn.insert(time::Format(std::get<time::Instant>(*value)));
    }
    return drawn;
  }
  Range Bounds(const Moment& moment, std::vector<expr::Value> after = {}, std::vector<expr::Value> before = {}) {
    return moments_.BoundsOf(moment, after, before).value();
  }

  time::Zone zone_ = time::Zone::Named("Europe/Copenhagen").value();
  Moments moments_{zone_, InstantAt("2026-11-22T11:00:00Z"), {12, 31}};
};

TEST_F(MomentsTest, EdgeOfAYearEndTakesTheThreeDaysAroundIt) {
  Alternative edge{Alternative::Kind::kEdge, 0, 0, {{time::Step::Kind::kEndOfFinancialYear, {}}, {time::Step::Kind::kAdd, {84, 0, 0}}}};
  Moment moment = Of(edge, true);
  EXPECT_EQ(DrawMany(moment, Bounds(moment)), (std::set<std::string>{"2018-12-30", "2018-12-31", "2019-01-01"}));
}

TEST_F(MomentsTest, EdgeOfInstantsTouchesTheFirstAndLastSecondOfLocalDays) {
  Moment moment = Of({Alternative::Kind::kEdge, 0, 0, {{time::Step::Kind::kAdd, {0, 90, 0}}}}, false);
  EXPECT_EQ(DrawMany(moment, Bounds(moment)),
            (std::set<std::string>{"2026-08-22T22:00:00Z", "2026-08-23T10:00:00Z", "2026-08-23T21:59:59Z", "2026-08-23T22:00:00Z",
                                   "2026-08-24T10:00:00Z", "2026-08-24T21:59:59Z", "2026-08-24T22:00:00Z", "2026-08-25T10:00:00Z",
                                   "2026-08-25T21:59:59Z"}));
}

TEST_F(MomentsTest, InstantsLieStrictlyAfterAndBeforeAndNotInTheFuture) {
  Moment moment = Of({}, false);
  const Range range = Bounds(moment, {InstantAt("2026-11-22T10:59:58Z")});
  EXPECT_EQ(range.low, Seconds("2026-11-22T10:59:59Z"));
  EXPECT_EQ(range.high, Seconds("2026-11-22T11:00:00Z"));
  EXPECT_EQ(Bounds(moment, {}, {InstantAt("2026-01-01T00:00:00Z")}).high, Seconds("2025-12-31T23:59:59Z"));
}

TEST_F(MomentsTest, LaterCountsFromTheLatest) {
  Moment moment = Of({}, false);
  moment.later_s = {60, 120};
  const Range range = Bounds(moment, {InstantAt("2020-01-01T00:00:00Z"), InstantAt("2020-06-01T00:00:00Z")});
  EXPECT_EQ(range.low, Seconds("2020-06-01T00:01:00Z"));
  EXPECT_EQ(range.high, Seconds("2020-06-01T00:02:00Z"));
  EXPECT_FALSE(moments_.BoundsOf(moment, {}, {}).has_value());
}

TEST_F(MomentsTest, EarlierCountsBackFromADay) {
  Moment moment = Of({}, false);
  moment.earlier_s = {86'400, 172'800};
  const Range range = Bounds(moment, {}, {time::ParseDay("2026-03-10").value()});
  EXPECT_EQ(range.low, Seconds("2026-03-07T23:00:00Z"));
  EXPECT_EQ(range.high, Seconds("2026-03-08T23:00:00Z"));
}

TEST_F(MomentsTest, AlternativeOutOfBoundsFallsToTheNext) {
  Moment moment = Of({Alternative::Kind::kAgo, 0, 86'400, {}}, true);
  moment.any.push_back({Alternative::Kind::kAgo, 10 * 86'400, 10 * 86'400, {}});
  moment.upto = {0.999, 1};
  EXPECT_EQ(DrawMany(moment, Bounds(moment, {}, {time::ParseDay("2026-11-20").value()})), (std::set<std::string>{"2026-11-12"}));
  EXPECT_TRUE(DrawMany(moment, Bounds(moment, {}, {time::ParseDay("2026-11-01").value()})).empty());
}

}  // namespace moments_test
}  // namespace lofte::demo
