#include "base/issue.h"

#include <gtest/gtest.h>

#include <string>

#include "base/limits.h"

namespace lofte::issue_test {

Issue At(std::size_t line, std::size_t column, std::size_t length) {
  return {
      Severity::kError, "unknown-state", "no state `acount.open`", {"policy.yaml", line, column, length}, "did you mean `account.open`?"};
}

Issue Of(Severity severity, std::string file) { return {severity, "code", "message", {std::move(file), 1, 1, 1}, ""}; }

TEST(RenderTest, CaretsStandUnderTheSpan) {
  EXPECT_EQ(Render(At(2, 13, 11), "retention:\n keep: while acount.open\n", false),
            "policy.yaml:2:13: error: no state `acount.open` [unknown-state]\n"
            "    2 |  keep: while acount.open\n"
            "      |             ^^^^^^^^^^^\n"
            "help: did you mean `account.open`?\n");
}

TEST(RenderTest, ColumnsAreCodePoints) {
  EXPECT_EQ(Render(At(1, 8, 3), "nøgle: æøå", false),
            "policy.yaml:1:8: error: no state `acount.open` [unknown-state]\n"
            "    1 | nøgle: æøå\n"
            "      |        ^^^\n"
            "help: did you mean `account.open`?\n");
}

TEST(RenderTest, TabIsOneColumn) {
  EXPECT_EQ(Render(At(1, 3, 1), "\ta\tb", false),
            "policy.yaml:1:3: error: no state `acount.open` [unknown-state]\n"
            "    1 |  a b\n"
            "      |   ^\n"
            "help: did you mean `account.open`?\n");
}

TEST(RenderTest, WithoutSourceOrHelpThereIsOneLine) {
  Issue issue = At(2, 13, 11);
  issue.help.clear();
  EXPECT_EQ(Render(issue, "", false), "policy.yaml:2:13: error: no state `acount.open` [unknown-state]\n");
  EXPECT_EQ(Render(issue, "one line only", false), "policy.yaml:2:13: error: no state `acount.open` [unknown-state]\n");
}

TEST(RenderTest, WithoutAPlaceThereIsNone) {
  Issue issue = At(0, 0, 1);
  issue.help.clear();
  EXPECT_EQ(Render(issue, "text", false), "policy.yaml: error: no state `acount.open` [unknown-state]\n");
  issue.span.file.clear();
  EXPECT_EQ(Render(issue, "text", false), "error: no state `acount.open` [unknown-state]\n");
}

TEST(RenderTest, SpanBeyondTheLineIsCutToIt) {
  Issue issue = At(1, 3, 1000);
  issue.help.clear();
  EXPECT_EQ(Render(issue, "abcd\r\nx", false),
            "policy.yaml:1:3: error: no state `acount.open` [unknown-state]\n"
            "    1 | abcd\n"
            "      |   ^^\n");
  issue.span.column = 99;
  EXPECT_EQ(Render(issue, "abcd\r\nx", false),
            "policy.yaml:1:99: error: no state `acount.open` [unknown-state]\n"
            "    1 | abcd\n"
            "      |     ^\n");
}

TEST(RenderTest, LongLineIsCutAroundTheSpan) {
  Issue issue = At(1, 501, 3);
  issue.help.clear();
  const std::string source = std::string(500, 'a') + "XYZ" + std::string(500, 'b');
  EXPECT_EQ(Render(issue, source, false),
            "policy.yaml:1:501: error: no state `acount.open` [unknown-state]\n"
            "    1 | …" +
                std::string(60, 'a') + "XYZ" + std::string(57, 'b') + "…\n" + "      |  " + std::string(60, ' ') + "^^^\n");
}

TEST(RenderTest, ByteOrderMarkHasNoColumn) {
  Issue issue = At(1, 1, 1);
  issue.help.clear();
  EXPECT_EQ(Render(issue,
                   "\xEF\xBB\xBF"
                   "ab",
                   false),
            "policy.yaml:1:1: error: no state `acount.open` [unknown-state]\n"
            "    1 | ab\n"
            "      | ^\n");
}

TEST(RenderTest, ControlCharactersOfTheInputDoNotReachTheTerminal) {
  Issue issue = At(1, 1, 1);
  issue.message = "no `\033[2J\n`";
  const std::string text = Render(issue, "\033[31m\x9B\xE2\x80\xAE", false);
  EXPECT_EQ(text.find('\033'), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos) << "U+202E turns the rest of the line round";
  EXPECT_EQ(text.substr(0, text.find('\n')), "policy.yaml:1:1: error: no `\uFFFD[2J\uFFFD` [unknown-state]");
}

TEST(RenderTest, ColourIsPutAroundSeverityAndCarets) {
  Issue issue = At(1, 1, 2);
  issue.severity = Severity::kWarning;
  issue.help.clear();
  EXPECT_EQ(Render(issue, "ab", true),
            "policy.yaml:1:1: \033[1;33mwarning\033[0m: no state `acount.open` [unknown-state]\n"
            "    1 | ab\n"
            "      | \033[1;33m^^\033[0m\n");
}

TEST(HasErrorsTest, WarningsAreNone) {
  EXPECT_FALSE(HasErrors({}));
  EXPECT_FALSE(HasErrors({Of(Severity::kWarning, "a"), Of(Severity::kInfo, "a")}));
  EXPECT_TRUE(HasErrors({Of(Severity::kWarning, "a"), Of(Severity::kError, "a")}));
}

TEST(SeverityTest, Names) {
  EXPECT_EQ(NameOf(Severity::kError), "error");
  EXPECT_EQ(NameOf(Severity::kWarning), "warning");
  EXPECT_EQ(NameOf(Severity::kInfo), "info");
}

TEST(AddTest, LimitIsKeptAndOneMoreStandsForTheRest) {
  Issues issues;
  for (std::size_t i = 0; i < limits::kIssues; ++i) Add(issues, Of(Severity::kWarning, "a"));
  EXPECT_EQ(issues.size(), limits::kIssues);
  EXPECT_EQ(issues.back().code, "code");
  Add(issues, Of(Severity::kWarning, "a"));
  Add(issues, Of(Severity::kInfo, "a"));
  EXPECT_EQ(issues.size(), limits::kIssues + 1);
  EXPECT_EQ(issues.back().code, "more-issues");
  EXPECT_EQ(issues.back().severity, Severity::kWarning);
}

TEST(AddTest, ErrorAfterAFloodOfWarningsStillCounts) {
  Issues issues;
  for (std::size_t i = 0; i < limits::kIssues + 5; ++i) Add(issues, Of(Severity::kWarning, "a"));
  ASSERT_FALSE(HasErrors(issues));
  Add(issues, Of(Severity::kError, "a"));
  EXPECT_TRUE(HasErrors(issues));
  EXPECT_EQ(issues.size(), limits::kIssues + 1);
}

TEST(AddTest, EachFileHasItsOwnLimit) {
  Issues issues;
  for (std::size_t i = 0; i < limits::kIssues + 5; ++i) Add(issues, Of(Severity::kWarning, "a"));
  Add(issues, Of(Severity::kWarning, "b"));
  EXPECT_EQ(issues.size(), limits::kIssues + 2);
  EXPECT_EQ(issues.back().span.file, "b");
  EXPECT_EQ(issues.back().code, "code");
}

TEST(NearestTest, OneSlipIsForgiven) {
  const std::vector<std::string> states{"account.open", "consent.analytics", "booking.open"};
  EXPECT_EQ(Nearest("acount.open", states), "account.open") << "left out";
  EXPECT_EQ(Nearest("accountt.open", states), "account.open") << "put in";
  EXPECT_EQ(Nearest("account.opem", states), "account.open") << "another letter";
  EXPECT_EQ(Nearest("acocunt.open", states), "account.open") << "two swapped";
  EXPECT_EQ(Nearest("account.open", states), "account.open");
}

TEST(NearestTest, SwapOfNeighboursCostsOne) { EXPECT_EQ(Nearest("peek", {"peke"}), "peke"); }

TEST(NearestTest, AThirdOfTheWordIsNearAndOneMoreIsNot) {
  EXPECT_EQ(Nearest("abcdef", {"abcdxy"}), "abcdxy");
  EXPECT_EQ(Nearest("abcdef", {"abcxyz"}), "");
  EXPECT_EQ(Nearest("ab", {"ax"}), "ax") << "at least one";
  EXPECT_EQ(Nearest("ab", {"xy"}), "");
}

TEST(NearestTest, NothingOfTheWordLeftIsNotNear) {
  EXPECT_EQ(Nearest("a", {"b"}), "");
  EXPECT_EQ(Nearest("", {"a"}), "");
  EXPECT_EQ(Nearest("a", {}), "");
}

TEST(NearestTest, FirstOfEqualsWins) { EXPECT_EQ(Nearest("bat", {"cat", "hat"}), "cat"); }

TEST(NearestTest, LettersOutsideAsciiAreOneEach) { EXPECT_EQ(Nearest("løfta", {"løfte"}), "løfte"); }

TEST(NearestTest, LongestWordIsComparedAndOneMoreIsNot) {
  const std::string longest(64, 'x');
  EXPECT_EQ(Nearest(longest, {longest + "y"}), longest + "y");
  EXPECT_EQ(Nearest(longest + "x", {longest + "xy"}), "");
}

}  // namespace lofte::issue_test
