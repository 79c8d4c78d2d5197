#include "transparency/ends.h"

#include "policy/reader.h"
#include "transparency/transparency_test_support.h"

namespace lofte::transparency {
namespace ends_test {

policy::End Parsed(const std::string& source) {
  Issues issues;
  const std::optional<policy::End> end = policy::ParseEnd(source, Span{}, issues);
  EXPECT_TRUE(end) << source;
  return end.value_or(policy::End{});
}

TEST(EndsTest, AreWrittenAsTheyAreRead) {
  for (const char* source :
       {"while account.open", "P90D after chat.sent", "P7Y after financial-year-end(booking.date)", "P1Y after P6M after process.closed",
        "PT24H after session.ended", "latest(while ticket.open, P12M after month-end(ticket.solved))",
        "earliest(P1Y after a.b, latest(while c.d, P0D after e.f))"}) {
    const std::string written = WrittenEnd(Parsed(source));
    EXPECT_EQ(WrittenEnd(Parsed(written)), written);
    EXPECT_EQ(written.find("P12M") == std::string::npos, true) << "a year of months is a year";
    if (std::string(source).find("P12M") == std::string::npos) {
      EXPECT_EQ(written, source);
    }
  }
}

TEST(EndsTest, EveryRuleOfTheExamplesComesBack) {
  for (const std::string& name : support::ExampleNames()) {
    for (const policy::Rule& rule : support::BareExample(name).rules) {
      const policy::End again = Parsed(WrittenEnd(rule.end));
      EXPECT_EQ(again.kind, rule.end.kind) << rule.source;
      EXPECT_EQ(again.chain, rule.end.chain) << rule.source;
      EXPECT_EQ(WrittenEnd(again), WrittenEnd(rule.end)) << rule.source;
    }
  }
}

TEST(EndsTest, PeriodsAreAddedUp) {
  EXPECT_EQ(time::Format(TotalOf(Parsed("P1Y after P6M after process.closed"))), "P1Y6M");
  EXPECT_EQ(time::Format(TotalOf(Parsed("P30D after calendar-year-end(P1M after a.b)"))), "P1M30D");
  EXPECT_EQ(time::Format(TotalOf(Parsed("PT24H after session.ended"))), "PT24H");
}

TEST(EndsTest, FunctionNextToTheEventIsNamed) {
  EXPECT_EQ(FunctionOf(Parsed("P7Y after financial-year-end(booking.date)")), "financial-year-end");
  EXPECT_EQ(FunctionOf(Parsed("P7Y after booking.date")), "");
}

TEST(EndsTest, NeedOnConsentEndsWithTheConsent) {
  policy::Rule rule;
  rule.end = Parsed("P2Y after usage.seen");
  EXPECT_EQ(WrittenEnd(EndOf(rule)), "P2Y after usage.seen");
  rule.consent = "consent.analytics";
  EXPECT_EQ(WrittenEnd(EndOf(rule)), "earliest(while consent.analytics, P2Y after usage.seen)");
  rule.end = Parsed("earliest(while a.b, P2Y after usage.seen)");
  EXPECT_EQ(WrittenEnd(EndOf(rule)), "earliest(while consent.analytics, while a.b, P2Y after usage.seen)");
  rule.end = Parsed("while consent.analytics");
  EXPECT_EQ(WrittenEnd(EndOf(rule)), "while consent.analytics");
}

}  // namespace ends_test
}  // namespace lofte::transparency
