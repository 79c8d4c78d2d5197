#include "base/limits.h"
#include "policy/policy_test_support.h"

namespace lofte::policy {
namespace end_parser_test {

using support::PlaceOf;

const Span kStart = {"policy.yaml", 7, 11, 1};

std::optional<End> Parsed(std::string_view source) {
  Issues issues;
  std::optional<End> end = ParseEnd(source, kStart, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << source << ": " << issue.message;
  return end;
}

Issue Refused(std::string_view source) {
  Issues issues;
  EXPECT_FALSE(ParseEnd(source, kStart, issues)) << source;
  EXPECT_EQ(issues.size(), 1u) << source;
  return issues.empty() ? Issue{} : issues.front();
}

Issue RefusedWhen(std::string_view source) {
  Issues issues;
  EXPECT_FALSE(ParseWhen(source, kStart, issues)) << source;
  EXPECT_EQ(issues.size(), 1u) << source;
  return issues.empty() ? Issue{} : issues.front();
}

time::Step Add(std::string_view period) { return {time::Step::Kind::kAdd, time::ParsePeriod(period).value()}; }

std::string Nested(std::size_t depth) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += "month-end(";
  return "P1D after " + text + "x.y" + std::string(depth, ')');
}

TEST(ParseEndTest, WhileNamesAState) {
  const std::optional<End> end = Parsed("while account.open");
  ASSERT_TRUE(end);
  EXPECT_EQ(end->kind, End::Kind::kWhile);
  EXPECT_EQ(end->name, "account.open");
  EXPECT_EQ(PlaceOf(end->span), "7:11+18");
}

TEST(ParseEndTest, AfterNamesAnEventAndItsPeriod) {
  const std::optional<End> end = Parsed("P90D after chat.sent");
  ASSERT_TRUE(end);
  EXPECT_EQ(end->kind, End::Kind::kAfter);
  EXPECT_EQ(end->name, "chat.sent");
  EXPECT_EQ(end->chain, time::Chain{Add("P90D")});
  EXPECT_FALSE(end->clock.is_clock());
}

TEST(ParseEndTest, FunctionsAndPeriodsApplyFromTheEventOutwards) {
  const std::optional<End> end = Parsed("P7Y after calendar-year-end(financial-year-end(P6M after voucher.date))");
  ASSERT_TRUE(end);
  const time::Chain wanted = {
      Add("P6M"), {time::Step::Kind::kEndOfFinancialYear, {}}, {time::Step::Kind::kEndOfCalendarYear, {}}, Add("P7Y")};
  EXPECT_EQ(end->chain, wanted);
  EXPECT_EQ(end->name, "voucher.date");
}

TEST(ParseEndTest, PeriodsNest) {
  const std::optional<End> end = Parsed("P1Y after P6M after e");
  ASSERT_TRUE(end);
  const time::Chain wanted = {Add("P6M"), Add("P1Y")};
  EXPECT_EQ(end->chain, wanted);
}

TEST(ParseEndTest, MonthEndIsAStep) {
  const std::optional<End> end = Parsed("P1M after month-end(x.y)");
  ASSERT_TRUE(end);
  EXPECT_EQ(end->chain.front().kind, time::Step::Kind::kEndOfMonth);
}

TEST(ParseEndTest, ClockPeriodStandsBesideAnEmptyChain) {
  const std::optional<End> end = Parsed("PT24H after session.ended");
  ASSERT_TRUE(end);
  EXPECT_EQ(end->clock.seconds, 86'400);
  EXPECT_TRUE(end->chain.empty());
}

TEST(ParseEndTest, LatestAndEarliestNestWithExactPlaces) {
  const std::optional<End> end = Parsed("latest(while a.b, earliest( P1D after c.d ,P2D after e))");
  ASSERT_TRUE(end);
  EXPECT_EQ(end->kind, End::Kind::kLatest);
  ASSERT_EQ(end->parts.size(), 2u);
  EXPECT_EQ(PlaceOf(end->parts[0].span), "7:18+9");
  const End& inner = end->parts[1];
  EXPECT_EQ(inner.kind, End::Kind::kEarliest);
  EXPECT_EQ(PlaceOf(inner.span), "7:29+37");
  ASSERT_EQ(inner.parts.size(), 2u);
  EXPECT_EQ(PlaceOf(inner.parts[0].span), "7:39+13");
  EXPECT_EQ(PlaceOf(inner.parts[1].span), "7:54+11");
}

TEST(ParseEndTest, MisspelledFunctionGetsASuggestion) {
  const Issue issue = Refused("P5Y after finansial-year-end(x)");
  EXPECT_EQ(issue.code, "unknown-function");
  EXPECT_EQ(PlaceOf(issue.span), "7:21+18");
  EXPECT_EQ(issue.help, "did you mean `financial-year-end`?");
}

TEST(ParseEndTest, MisspelledKeywordGetsASuggestion) {
  const Issue issue = Refused("whlie account.open");
  EXPECT_EQ(issue.code, "bad-end");
  EXPECT_EQ(issue.help, "did you mean `while`?");
}

TEST(ParseEndTest, FunctionWithoutPeriodSaysWhatIsMissing) {
  const Issue issue = Refused("financial-year-end(x.y)");
  EXPECT_EQ(issue.code, "unknown-function");
  EXPECT_EQ(issue.help, "write a period before it: `P5Y after financial-year-end(..)`");
}

TEST(ParseEndTest, MixedPeriodIsRefused) { EXPECT_EQ(Refused("P1DT2H after x.y").code, "bad-period"); }
TEST(ParseEndTest, PeriodWithoutPIsRefusedAsAPeriod) { EXPECT_EQ(Refused("7Y after x.y").code, "bad-period"); }
TEST(ParseEndTest, MissingAfterIsRefused) { EXPECT_EQ(Refused("P7Y booking.date").code, "bad-end"); }
TEST(ParseEndTest, MissingEventIsRefusedAtTheEnd) { EXPECT_EQ(PlaceOf(Refused("P7Y after").span), "7:20+1"); }
TEST(ParseEndTest, KeywordIsNoName) { EXPECT_EQ(Refused("while after").code, "bad-name"); }
TEST(ParseEndTest, UpperCaseIsNoName) { EXPECT_EQ(Refused("while Account.open").code, "bad-name"); }
TEST(ParseEndTest, DotAtTheEndIsNoName) { EXPECT_EQ(Refused("while account.").code, "bad-name"); }
TEST(ParseEndTest, TextAfterTheEndIsRefused) { EXPECT_EQ(PlaceOf(Refused("while a.b c").span), "7:21+1"); }
TEST(ParseEndTest, OpenParenthesisIsRefused) { EXPECT_EQ(Refused("latest(while a, while b").code, "bad-end"); }
TEST(ParseEndTest, LatestOfOneIsRefused) { EXPECT_EQ(Refused("latest(while a)").code, "bad-end"); }
TEST(ParseEndTest, EmptyIsRefused) { EXPECT_EQ(Refused("").code, "bad-end"); }
TEST(ParseEndTest, ClockPeriodOfAYearEndIsRefused) { EXPECT_EQ(Refused("PT1H after calendar-year-end(x)").code, "clock-period"); }
TEST(ParseEndTest, ClockPeriodInsideIsRefused) { EXPECT_EQ(PlaceOf(Refused("P1D after PT1H after x").span), "7:21+4"); }

TEST(ParseEndTest, PlacesCountCodePoints) { EXPECT_EQ(PlaceOf(Refused("while å.ø x").span), "7:17+3"); }

TEST(ParseEndTest, DepthIsBounded) {
  // The event of a chain of n functions stands n + 1 deep.
  EXPECT_TRUE(Parsed(Nested(limits::kExpressionDepth - 2)));
  EXPECT_EQ(Refused(Nested(limits::kExpressionDepth - 1)).code, "too-deep");
}

TEST(ParseEndTest, LengthIsBounded) {
  const std::string text = "while a.b";
  EXPECT_TRUE(Parsed(text + std::string(limits::kExpressionBytes - text.size(), ' ')));
  EXPECT_EQ(Refused(text + std::string(limits::kExpressionBytes - text.size() + 1, ' ')).code, "too-long");
}

TEST(ParseWhenTest, ConditionsAreJoinedByAnd) {
  Issues issues;
  const auto when = ParseWhen("ticket.sensitive and not ticket.from-bot", kStart, issues);
  ASSERT_TRUE(when);
  ASSERT_EQ(when->size(), 2u);
  EXPECT_EQ((*when)[0].name, "ticket.sensitive");
  EXPECT_FALSE((*when)[0].negated);
  EXPECT_EQ((*when)[1].name, "ticket.from-bot");
  EXPECT_TRUE((*when)[1].negated);
  EXPECT_EQ(PlaceOf((*when)[1].span), "7:32+19");
}

TEST(ParseWhenTest, OrIsRefusedWithTheWayOut) {
  const Issue issue = RefusedWhen("a or b");
  EXPECT_EQ(issue.code, "bad-when");
  EXPECT_EQ(issue.help, "write two entries, one for each condition");
}

TEST(ParseWhenTest, OppositesAreRefused) { EXPECT_EQ(RefusedWhen("a and not a").code, "impossible-when"); }
TEST(ParseWhenTest, RepetitionIsRefused) { EXPECT_EQ(RefusedWhen("a and a").code, "duplicate"); }
TEST(ParseWhenTest, AndAtTheEndIsRefused) { EXPECT_EQ(RefusedWhen("a and").code, "bad-name"); }
TEST(ParseWhenTest, NotAloneIsRefused) { EXPECT_EQ(RefusedWhen("not").code, "bad-name"); }

}  // namespace end_parser_test
}  // namespace lofte::policy
