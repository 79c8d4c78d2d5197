// Each bound of importer/limits.h at n and n + 1, and texts that would take long without them.
#include "importer/limits.h"

#include "importer/draft.h"
#include "importer/importer_test_support.h"
#include "importer/outline.h"
#include "policy/reader.h"

namespace lofte::importer::limits_test {

using support::Read;

// The line `before`, then `n` lines of which each is `line` with its number for `#`.
std::string Lines(std::string text, std::size_t n, std::string_view line) {
  for (std::size_t i = 0; i < n; ++i) {
    for (const char c : line) text += c == '#' ? "q" + std::to_string(i) : std::string(1, c);
    text += "\n";
  }
  return text;
}

std::size_t TimesLeftOut(const Facts& facts, std::string_view what) {
  for (const LeftOut& of : facts.left_out)
    if (of.what == what) return of.count;
  return 0;
}

struct Case {
  const char* what;
  std::size_t most;
  const char* before;
  const char* line;
  std::size_t (*count)(const Facts&);
};
const Case kCases[] = {
    {"recipients", kMostRecipients, "# Recipients\n\n| Name | Purpose | Region |\n| --- | --- | --- |\n", "| Firm# | hosting | Sweden |",
     [](const Facts& facts) { return facts.recipients.size(); }},
    {"activities", kMostActivities, "| Purpose | Legal basis |\n| --- | --- |\n", "| To do # for you | Contract |",
     [](const Facts& facts) { return facts.activities.size(); }},
    {"retention rules", kMostRules, "# Retention\n\n", "- The log # is deleted after 3 years.",
     [](const Facts& facts) { return facts.retention.size(); }},
    {"cookies", kMostCookies, "# Cookies\n\n", "- _ga# counts visits", [](const Facts& facts) { return facts.cookies.size(); }},
    {"cookies", kMostCookies, "# Cookies\n\nWe use these cookies:\n\n", "- ff_#: counts visits",
     [](const Facts& facts) { return facts.cookies.size(); }},
    {"security measures", kMostMeasures, "# Security\n\n", "- We use encryption #.",
     [](const Facts& facts) { return facts.security.size(); }},
    {"e-mail addresses", kMostEmails, "# Contact\n\n", "- a#@firm.example",
     [](const Facts& facts) { return facts.controller.emails.size(); }},
    {"kinds of data", kMostDataGroups, "# Data we collect\n\n", "- Group#: e-mail address#",
     [](const Facts& facts) { return facts.data.size(); }},
};

TEST(LimitsTest, MostOfEachKindAreReadAndOneMoreIsLeftOut) {
  for (const Case& of : kCases) {
    const Facts most = Read(Lines(of.before, of.most, of.line), "policy.md");
    EXPECT_EQ(of.count(most), of.most) << of.what;
    EXPECT_EQ(TimesLeftOut(most, of.what), 0u) << of.what;
    const Facts more = Read(Lines(of.before, of.most + 1, of.line), "policy.md");
    EXPECT_EQ(of.count(more), of.most) << of.what;
    EXPECT_EQ(TimesLeftOut(more, of.what), 1u) << of.what;
  }
}

TEST(LimitsTest, SentenceIsReadInPieces) {
  const std::string words = "we keep your data for a very long time and tell nobody of it ";
  std::string text;
  while (text.size() + words.size() <= kLongestUnit) text += words;
  text.resize(kLongestUnit, 'x');
  EXPECT_EQ(Read(text).statements.size(), 1u);
  EXPECT_EQ(Read(text + " x").statements.size(), 2u);
}

TEST(LimitsTest, PieceEndsBehindABlankOrACharacter) {
  EXPECT_EQ(EndOfPiece("one two three", 0, 6), 4u);
  EXPECT_EQ(EndOfPiece("one two three", 4, 100), 13u);
  EXPECT_EQ(EndOfPiece("onetwothree", 0, 6), 6u);
  EXPECT_EQ(EndOfPiece("\xC3\xA6\xC3\xA6\xC3\xA6", 0, 3), 2u);
}

// No test asserts a speed; without the bounds these take minutes to hours, which the time of a test does not allow.
TEST(LimitsTest, LongTextsEnd) {
  std::vector<std::string> texts = {
      std::string(500'000, 'a'), Lines("", 30'000, "a: b"), Lines("We collect:\n", 20'000, "- item #, kept for 3 years"),
      Lines("", 8'000, "## Activity #\n\nBased on contract, Art. 6(1)(b).\n"), Lines("", 8'000, "Purpose To do it #")};
  texts.push_back("slett" + std::string(300'000, 'e'));
  // Heads of tables without rows, names of whom something is said, full lines of one paragraph.
  texts.push_back(Lines("", 12'000, "Name Region"));
  texts.push_back(Lines("", 8'000, "Firm# is the controller of firm#."));
  texts.push_back(Lines("", 6'000, "What we write here fills a whole line, from one end to the other end."));
  for (const std::string& text : texts) {
    Issues issues;
    const std::string yaml = DraftYaml(Read(text), "privacy.txt", std::string(64, 'a'), {});
    EXPECT_TRUE(policy::ReadPolicy("draft", yaml, issues).has_value());
    EXPECT_FALSE(HasErrors(issues)) << issues[0].message;
  }
}

TEST(LimitsTest, LongPagesEnd) {
  for (const char* cell : {"<tr><th>Name<th>y", "<th>Name", "<td>x", "<tr><td>x<td>y", "<td>3 years",
                           "<table><tr><th>Name<th>Region<tr><td>Firm<td>Sweden</table>"}) {
    std::string page = "<html><body><h1>Retention</h1><table><tr><td>a<td>b<tr>";
    while (page.size() < 150'000) page += cell;
    EXPECT_FALSE(Read(page, "policy.html").statements.empty()) << cell;
  }
}

TEST(LimitsTest, ManyKindsOfDataOfManyActivitiesEnd) {
  std::string page = "<html><body><table><tr><th>Purpose<th>Legal basis<th>Data categories";
  for (std::size_t i = 0; i < kMostActivities; ++i) {
    page += "<tr><td>To do q" + std::to_string(i) + "<td>Contract<td>";
    for (std::size_t k = 0; k < 90; ++k) page += "<p>sort" + std::to_string(i * 7919 + k) + " kind" + std::to_string(k * 104729 + i);
  }
  const Facts facts = Read(page, "policy.html");
  EXPECT_EQ(facts.activities.size(), kMostActivities);
  EXPECT_FALSE(DraftYaml(facts, "policy.html", std::string(64, 'a'), {}).empty());
}

TEST(LimitsTest, ATableJoinedByBlanksIsToldByItsFirstRows) {
  const std::string head = "Name Region\n", row = "Firm Sweden\n";
  EXPECT_EQ(Read(head + row + row).glued_tables.size(), 1u);
  std::string other;
  for (int i = 0; i < 15; ++i) other += "Word Other\n";
  EXPECT_EQ(Read(head + other + row + row).glued_tables.size(), 0u) << "the second row that fits is the seventeenth";
}

}  // namespace lofte::importer::limits_test
