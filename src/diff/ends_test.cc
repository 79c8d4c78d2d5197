#include "diff/ends.h"

#include <gtest/gtest.h>

#include "diff/diff_test_support.h"

namespace lofte::diff {
namespace ends_test {

policy::Rule RuleOf(policy::RuleKind kind, const std::string& end, const std::string& when = "") {
  Issues issues;
  policy::Rule rule;
  rule.kind = kind;
  rule.source = end;
  rule.end = policy::ParseEnd(end, {}, issues).value();
  if (!when.empty()) rule.when = policy::ParseWhen(when, {}, issues).value();
  return rule;
}

Order Compared(const std::string& before, const std::string& after) {
  const policy::Policy policy;
  Ends ends(policy);
  const policy::Rule was = RuleOf(policy::RuleKind::kNeed, before), is = RuleOf(policy::RuleKind::kNeed, after);
  return diff::Compared(ends.Of(was), ends.Of(is));
}

TEST(EndsTest, AYearIsTwelveMonthsAndAMonthIsLongerThanThirtyDays) {
  EXPECT_EQ(Compared("P1Y after a.b", "P12M after a.b"), Order::kSame);
  EXPECT_EQ(Compared("P2W after a.b", "P14D after a.b"), Order::kSame);
  EXPECT_EQ(Compared("P30D after a.b", "P1M after a.b"), Order::kLonger);
  EXPECT_EQ(Compared("P31D after a.b", "P1M after a.b"), Order::kShorter);
  EXPECT_EQ(Compared("P1Y after a.b", "P365D after a.b"), Order::kShorter);
  EXPECT_EQ(Compared("PT48H after a.b", "P2D after a.b"), Order::kSame);
}

TEST(EndsTest, TheEndOfAYearIsLaterThanItsDay) {
  EXPECT_EQ(Compared("P5Y after a.b", "P5Y after financial-year-end(a.b)"), Order::kLonger);
  EXPECT_EQ(Compared("P6Y after a.b", "P5Y after calendar-year-end(a.b)"), Order::kShorter);
}

TEST(EndsTest, WhatIsCountedFromElsewhereIsNeitherLongerNorShorter) {
  EXPECT_EQ(Compared("P1Y after a.b", "P10Y after a.c"), Order::kOther);
  EXPECT_EQ(Compared("while a.open", "P30D after a.closed"), Order::kOther);
  EXPECT_EQ(Compared("while a.b", "P1D after a.b"), Order::kOther);
}

TEST(EndsTest, TheLatestIsNoEarlierThanItsParts) {
  EXPECT_EQ(Compared("while a.open", "latest(while a.open, P1Y after a.b)"), Order::kLonger);
  EXPECT_EQ(Compared("while a.open", "earliest(while a.open, P1Y after a.b)"), Order::kShorter);
  EXPECT_EQ(Compared("latest(while a.open, P1Y after a.b)", "latest(P12M after a.b, while a.open)"), Order::kSame);
  EXPECT_EQ(Compared("latest(P1Y after a.b, P2Y after a.b)", "P2Y after a.b"), Order::kSame);
  EXPECT_EQ(Compared("earliest(while a.open, latest(while a.open, P1Y after a.b))", "while a.open"), Order::kSame);
}

class BindingTest : public testing::Test {
 protected:
  Order Compared(const Binding& was, const Binding& is) { return diff::Compared(ends_, was, ends_, is); }
  policy::Policy policy_;
  Ends ends_{policy_};
  policy::Rule year_ = RuleOf(policy::RuleKind::kNeed, "P1Y after a.b"), two_years_ = RuleOf(policy::RuleKind::kNeed, "P2Y after a.b"),
               year_if_ = RuleOf(policy::RuleKind::kNeed, "P1Y after a.b", "a.asked"),
               year_unless_ = RuleOf(policy::RuleKind::kNeed, "P1Y after a.b", "not a.asked"),
               cap_ = RuleOf(policy::RuleKind::kCap, "P6M after a.b"), floor_ = RuleOf(policy::RuleKind::kFloor, "P3Y after a.b");
};

TEST_F(BindingTest, TwoRulesUnderOppositeConditionsAreOneWithout) {
  EXPECT_EQ(Compared({{&year_if_, &year_unless_}, {}, {}}, {{&year_}, {}, {}}), Order::kSame);
  EXPECT_EQ(Compared({{&year_if_}, {}, {}}, {{&year_}, {}, {}}), Order::kLonger);
  EXPECT_EQ(Compared({{&year_if_}, {}, {}}, {{&year_unless_}, {}, {}}), Order::kOther);
}

TEST_F(BindingTest, ACapDecidesOverNeedsAndAFloorOverBoth) {
  EXPECT_EQ(Compared({{&year_}, {&cap_}, {}}, {{&two_years_}, {&cap_}, {}}), Order::kSame);
  EXPECT_EQ(Compared({{&year_}, {}, {}}, {{&year_}, {&cap_}, {}}), Order::kShorter);
  EXPECT_EQ(Compared({{&year_}, {}, {&floor_}}, {{&two_years_}, {&cap_}, {&floor_}}), Order::kSame);
  EXPECT_EQ(Compared({{}, {&cap_}, {}}, {{}, {&cap_}, {}}), Order::kSame);
}

// 2^20 combinations are not tried.
TEST_F(BindingTest, OfManyConditionsOnlyTheSameIsTheSame) {
  std::vector<policy::Rule> rules;
  for (int i = 0; i < 20; ++i) rules.push_back(RuleOf(policy::RuleKind::kNeed, "P1Y after a.b", "a.c" + std::to_string(i)));
  Binding many;
  for (const policy::Rule& rule : rules) many.needs.push_back(&rule);
  Binding fewer = many;
  fewer.needs.pop_back();
  EXPECT_EQ(Compared(many, many), Order::kSame);
  EXPECT_EQ(Compared(many, fewer), Order::kOther);
}

}  // namespace ends_test
}  // namespace lofte::diff
