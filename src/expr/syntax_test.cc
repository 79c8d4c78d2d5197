#include "expr/syntax.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "expr/example_scope.h"

namespace lofte::expr {
namespace syntax_test {

constexpr std::string_view kLead = "    when: ";

// The tree as text, or the issues as carets under the source.
std::string Read(std::string_view source) {
  static const ExampleSchema kSchema;
  Issues issues;
  const Expr expr = Bind(Parse(source, {"map.yaml", 1, kLead.size() + 1}, issues), kSchema.chats, issues);
  if (expr && issues.empty()) return Format(expr);
  std::string text;
  for (const Issue& issue : issues) text += Render(issue, std::string(kLead) + std::string(source), false);
  return text;
}

// The first issue's place: code, column within the source (from 1), length.
std::string Place(std::string_view source) {
  static const ExampleSchema kSchema;
  Issues issues;
  const Expr expr = Bind(Parse(source, {"map.yaml", 1, 1}, issues), kSchema.chats, issues);
  if (expr || issues.empty()) return "fine";
  const Issue& issue = issues.front();
  return issue.code + " " + std::to_string(issue.span.column) + "+" + std::to_string(issue.span.length);
}

std::string Repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(ParseTest, PrecedenceIsOrAndNotCompare) {
  EXPECT_EQ(Read("auto or auto and not auto"), "auto or auto and not auto");
  EXPECT_EQ(Read("(auto or auto) and auto"), "(auto or auto) and auto");
  EXPECT_EQ(Read("not id = 1 and auto"), "not id = 1 and auto");
  EXPECT_EQ(Read("not (id = 1 and auto)"), "not (id = 1 and auto)");
  EXPECT_EQ(Read("auto and id = 1 or id = 2 and auto"), "auto and id = 1 or id = 2 and auto");
  EXPECT_EQ(Read("not auto is true"), "not auto is true");
}

TEST(ParseTest, EveryOperatorReadsBack) {
  for (const char* source : {"id = 1",
                             "id != -5",
                             "id < 1",
                             "id <= 1",
                             "id > 1",
                             "id >= 1",
                             "status is null",
                             "status is not null",
                             "auto is true",
                             "auto is false",
                             "status in ('a', 'b')",
                             "not status in ('a')",
                             "status starts with 'dr'",
                             "status = 'it''s'",
                             "day < date '2025-11-21'",
                             "sent_at >= instant '2025-11-21T10:00:00Z'",
                             "\"Odd name\" = 'x'",
                             "date = date '2025-11-21'",
                             "auto = (id = 1)",
                             "day = date"}) {
    EXPECT_EQ(Read(source), source);
  }
}

TEST(ParseTest, OtherSpellingsBecomeOne) {
  EXPECT_EQ(Read("id<>1"), "id != 1");
  EXPECT_EQ(Read("  id\t=\n1 "), "id = 1");
  EXPECT_EQ(Read("auto is not true"), "not auto is true");
  EXPECT_EQ(Read("status not in ('a','b')"), "not status in ('a', 'b')");
  EXPECT_EQ(Read("3 < id"), "id > 3");
  EXPECT_EQ(Read("(((id))) = 1"), "id = 1");
  EXPECT_EQ(Read("true and auto"), "auto");
  EXPECT_EQ(Read("\"id\" = 1"), "id = 1");
  EXPECT_EQ(Read("id = -9223372036854775808"), "id = -9223372036854775808");
}

TEST(ParseTest, UnexpectedTokenIsShownInPlace) {
  EXPECT_EQ(Read("status = 'open' AND auto"),
            "map.yaml:1:27: error: expected `and`, `or` or the end, found `AND` [expression-syntax]\n"
            "    1 |     when: status = 'open' AND auto\n"
            "      |                           ^^^\n"
            "help: keywords are lower case: write `and`\n");
}

TEST(ParseTest, IssueStandsAtItsToken) {
  EXPECT_EQ(Place(""), "expression-syntax 1+1");
  EXPECT_EQ(Place("   "), "expression-syntax 4+1");
  EXPECT_EQ(Place("id ="), "expression-syntax 5+1");
  EXPECT_EQ(Place("id = 1)"), "expression-syntax 7+1");
  EXPECT_EQ(Place("(id = 1"), "expression-syntax 8+1");
  EXPECT_EQ(Place("id = 1 = 1"), "expression-syntax 8+1");
  EXPECT_EQ(Place("id = and"), "expression-syntax 6+3");
  EXPECT_EQ(Place("id in 1"), "expression-syntax 7+1");
  EXPECT_EQ(Place("id in ()"), "expression-syntax 8+1");
  EXPECT_EQ(Place("id in (1 2)"), "expression-syntax 10+1");
  EXPECT_EQ(Place("id in (id)"), "expression-syntax 8+2");
  EXPECT_EQ(Place("id is 1"), "expression-syntax 7+1");
  EXPECT_EQ(Place("status starts with status"), "expression-syntax 20+6");
  EXPECT_EQ(Place("account.owner.x = 1"), "expression-syntax 14+1");
  EXPECT_EQ(Place("account. = 1"), "expression-syntax 10+1");
  EXPECT_EQ(Place("any(tools"), "expression-syntax 10+1");
  EXPECT_EQ(Place("any(1)"), "expression-syntax 5+1");
  EXPECT_EQ(Place("any(tools, id = 1"), "expression-syntax 18+1");
  EXPECT_EQ(Place("null"), "expression-syntax 1+4");
  EXPECT_EQ(Place("\"\" = 1"), "expression-syntax 1+2");
  EXPECT_EQ(Place("id = null"), "compared-with-null 6+4");
}

TEST(ParseTest, ColumnsCountCodePoints) {
  EXPECT_EQ(Place("status = 'bl\xC3\xA5\xF0\x9F\x98\x80' AND auto"), "expression-syntax 17+3");
  EXPECT_EQ(Place("status = 'open' and \xC3\xA5r = 1"), "bad-character 21+1");
}

TEST(ParseTest, CharactersOfOtherLanguagesAreRefusedWithTheOneMeant) {
  EXPECT_EQ(Place("id == 1"), "bad-character 4+2");
  EXPECT_EQ(Place("auto && auto"), "bad-character 6+2");
  EXPECT_EQ(Place("!auto"), "bad-character 1+1");
  EXPECT_EQ(Place("id = $1"), "bad-character 6+1");
  EXPECT_EQ(Place("id = 1; drop"), "bad-character 7+1");
  EXPECT_EQ(Place("id = 1 -- x"), "bad-character 8+1");
  EXPECT_EQ(Place(std::string_view("status = 'a\0'", 13)), "bad-character 12+1");
  EXPECT_EQ(Place("status = 'a\nb'"), "bad-character 12+1");
  EXPECT_NE(Read("id == 1").find("help: write `=`"), std::string::npos);
  EXPECT_NE(Read("a || b").find("help: write `or`"), std::string::npos);
}

TEST(ParseTest, UnclosedQuoteIsUnderlinedToTheEnd) {
  EXPECT_EQ(Place("status = 'open"), "unclosed-quote 10+5");
  EXPECT_EQ(Place("status = 'open''"), "unclosed-quote 10+7");
  EXPECT_EQ(Place("\"status = 1"), "unclosed-quote 1+11");
}

TEST(ParseTest, NumbersAreWholeAndFitIn64Bits) {
  EXPECT_EQ(Place("id = 1.5"), "bad-number 6+3");
  EXPECT_EQ(Place("id = 12abc"), "bad-number 6+5");
  EXPECT_EQ(Place("id = 9223372036854775807"), "fine");
  EXPECT_EQ(Place("id = 9223372036854775808"), "bad-number 6+19");
  EXPECT_EQ(Place("id = -9223372036854775809"), "bad-number 6+20");
}

TEST(ParseTest, DatesAndInstantsAreReal) {
  EXPECT_EQ(Place("day = date '2025-02-30'"), "bad-date 12+12");
  EXPECT_EQ(Place("day = date '21.11.2025'"), "bad-date 12+12");
  EXPECT_EQ(Place("sent_at < instant '2025-11-21T24:00:00Z'"), "bad-instant 19+22");
  EXPECT_EQ(Place("sent_at < instant '2025-11-21'"), "bad-instant 19+12");
}

TEST(ParseTest, InvalidUtf8IsRefusedAtItsPlace) { EXPECT_EQ(Place("status = '\xC3\xA5\xFF'"), "invalid-utf8 12+1"); }

TEST(ParseTest, DepthIsBounded) {
  const std::size_t most = limits::kExpressionDepth;
  EXPECT_EQ(Place(Repeat("(", most) + "auto" + Repeat(")", most)), "fine");
  EXPECT_EQ(Place(Repeat("(", most + 1) + "auto" + Repeat(")", most + 1)), "expression-too-deep 65+1");
  EXPECT_EQ(Place(Repeat("not ", most) + "auto"), "fine");
  EXPECT_EQ(Place(Repeat("not ", most + 1) + "auto"), "expression-too-deep 257+3");
  const std::string nested = Repeat("any(account, any(drafts, ", most / 2);
  EXPECT_EQ(Place("any(account, any(drafts, auto)) and " + Repeat("(", most) + "auto" + Repeat(")", most)), "fine");
  EXPECT_EQ(Place(nested + "auto" + Repeat("))", most / 2)), "fine");
  EXPECT_EQ(Place(nested + "(auto)" + Repeat("))", most / 2)), "expression-too-deep 801+1");
}

TEST(ParseTest, SizeIsBounded) {
  std::string source = "auto";
  source.resize(limits::kExpressionBytes, ' ');
  EXPECT_EQ(Place(source), "fine");
  EXPECT_EQ(Place(source + " "), "expression-too-long 1+8193");
}

TEST(ParseTest, LongChainsAreNotDeep) {
  const std::string chain = "id = 1" + Repeat(" or id = 1", 800);
  EXPECT_EQ(Place(chain), "fine");
}

TEST(ParseTest, WordsOfTheGrammarAreNamesElsewhere) {
  ExampleScope scope;
  for (const char* name : {"any", "row", "date", "instant", "starts", "with"}) scope.columns[name] = Type::kText;
  for (const auto& [name, type] : scope.columns) {
    Issues issues;
    const Expr expr = Bind(Parse(name + " starts with 'x'", {"map.yaml", 1, 1}, issues), scope, issues);
    ASSERT_TRUE(expr) << name << issues.front().message;
    EXPECT_EQ(Format(expr), name + " starts with 'x'");
  }
}

}  // namespace syntax_test
}  // namespace lofte::expr
