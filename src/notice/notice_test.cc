// Two languages of one policy say the same thing, promise by promise; and what the law asks for stands in every notice.
#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include "base/words.h"
#include "notice/notice_test_support.h"
#include "notice/parts.h"

namespace lofte::notice {
namespace notice_test {

// What the elements of a page say that has no language: of each its name, its promises, its periods, days and links. Links are sorted,
// since the order of words is a language's own.
std::vector<std::string> FactsOf(const std::string& html) {
  static const std::regex element(R"re(<(h[1-4]|p|li|td|th|dt)( [^>]*)?>(.*?)</\1>)re");
  static const std::regex fact(R"re((value|datetime|href|data-promises|id)="([^"]*)")re");
  std::vector<std::string> all;
  const std::size_t body = html.find("<main");
  const std::string text = html.substr(body, html.find("</main>") - body);
  for (std::sregex_iterator each(text.begin(), text.end(), element), end; each != end; ++each) {
    const std::string whole = each->str();
    std::vector<std::string> facts;
    for (std::sregex_iterator found(whole.begin(), whole.end(), fact), none; found != none; ++found) facts.push_back(found->str());
    std::sort(facts.begin(), facts.end());
    std::string line = (*each)[1].str() + ":";
    for (const std::string& one : facts) line += " " + one;
    all.push_back(line);
  }
  return all;
}

std::string Html(const std::string& name, const std::string& language) {
  const support::Example example = support::ExampleOf(name, language);
  return RenderHtml(example.notice, Voice(*Phrases::Find(language), example.words));
}

class ExampleNoticeTest : public testing::TestWithParam<std::string> {};

TEST_P(ExampleNoticeTest, SaysTheSameInEveryLanguage) {
  const std::vector<std::string> english = FactsOf(Html(GetParam(), "en"));
  ASSERT_GT(english.size(), 100u);
  for (const char* language : {"nb", "nn", "sv", "da"}) EXPECT_EQ(FactsOf(Html(GetParam(), language)), english) << language;
}

// The paragraphs of a page, one a line: those that say a rule.
std::vector<std::string> Paragraphs(const std::string& html) {
  std::vector<std::string> all;
  std::istringstream lines(html);
  for (std::string line; std::getline(lines, line);)
    if (line.rfind("<p", 0) == 0) all.push_back(line);
  return all;
}

void AddPeriods(const policy::End& end, std::vector<std::string>& periods) {
  for (const time::Step& step : end.chain)
    if (!step.period.is_zero()) periods.push_back(time::Format(step.period));
  if (!end.clock.is_zero()) periods.push_back(time::Format(end.clock));
  for (const policy::End& part : end.parts) AddPeriods(part, periods);
}

std::vector<std::string> PeriodsOf(const policy::Rule& rule) {
  std::vector<std::string> periods;
  AddPeriods(rule.end, periods);
  if (rule.kind == policy::RuleKind::kFloor) return periods;
  for (const time::Period& period : {rule.within, rule.outcome.block_for})
    if (!period.is_zero()) periods.push_back(time::Format(period));
  return periods;
}

TEST_P(ExampleNoticeTest, SaysEveryRuleInOneParagraphWithItsPromisesAndPeriods) {
  const support::Example example = support::ExampleOf(GetParam(), "en");
  const std::vector<std::string> all = Paragraphs(RenderHtml(example.notice, Voice(*Phrases::Find("en"), example.words)));
  for (const policy::Rule& rule : example.policy.rules) {
    const std::string start = rule.promises.empty() ? "<p>" : "<p data-promises=\"" + JoinWords(rule.promises) + "\">";
    const std::vector<std::string> periods = PeriodsOf(rule);
    EXPECT_TRUE(std::any_of(all.begin(), all.end(),
                            [&](const std::string& line) {
                              const auto says = [&](const auto& period) {
                                return line.find("value=\"" + period + "\"") != std::string::npos;
                              };
                              return line.rfind(start, 0) == 0 && std::all_of(periods.begin(), periods.end(), says);
                            }))
        << rule.source << " " << start;
  }
}

TEST_P(ExampleNoticeTest, LeadsNowhereThatIsNotThere) {
  const std::string html = Html(GetParam(), "nb");
  static const std::regex anchor(R"re(href="#([^"]*)")re"), id(R"re( id="([^"]*)")re");
  std::set<std::string> ids;
  for (std::sregex_iterator each(html.begin(), html.end(), id), end; each != end; ++each)
    EXPECT_TRUE(ids.insert((*each)[1]).second) << "twice: " << (*each)[1];
  for (std::sregex_iterator each(html.begin(), html.end(), anchor), end; each != end; ++each)
    EXPECT_EQ(ids.count((*each)[1]), 1u) << (*each)[1];
}

TEST_P(ExampleNoticeTest, HasNoPlaceholderLeftAndNoDoubledFullStop) {
  for (const std::string& language : Languages()) {
    const support::Example example = support::ExampleOf(GetParam(), language);
    const std::string text = RenderText(example.notice, Voice(*Phrases::Find(language), example.words));
    EXPECT_EQ(text.find('{'), std::string::npos) << language;
    EXPECT_EQ(text.find(".."), std::string::npos) << language << text.substr(text.find("..") - 40, 60);
    EXPECT_EQ(text.find("  .", 0), std::string::npos) << language;
  }
}

TEST_P(ExampleNoticeTest, SaysWhatArticleThirteenAsksFor) {
  const support::Example example = support::ExampleOf(GetParam(), "en");
  std::set<std::string> ids;
  for (const Block& section : example.notice.sections) ids.insert(section.id);
  for (const char* id : {"controller", "activities", "recipients", "transfers", "rights", "complaint", "changes"})
    EXPECT_EQ(ids.count(id), 1u) << id;
  EXPECT_EQ(example.notice.summary.blocks.back().rows.size(), example.policy.activities.size());
}

INSTANTIATE_TEST_SUITE_P(Examples, ExampleNoticeTest, testing::ValuesIn(support::kExamples), [](const auto& each) { return each.param; });

// Read by people before they are committed: the sentences of the smallest example in each language, and one page of each other kind.
TEST(NoticeTest, OfBookbeatIsTheTextThatWasRead) {
  for (const std::string& language : Languages()) {
    const support::Example example = support::ExampleOf("bookbeat", language);
    support::ExpectGolden("bookbeat." + language + ".txt.golden",
                          RenderText(example.notice, Voice(*Phrases::Find(language), example.words)));
  }
  const support::Example example = support::ExampleOf("bookbeat", "nb");
  const Voice voice(*Phrases::Find("nb"), example.words);
  support::ExpectGolden("bookbeat.nb.html.golden", RenderHtml(example.notice, voice));
  support::ExpectGolden("bookbeat.nb.md.golden", RenderMarkdown(example.notice, voice));
}

TEST(NoticeTest, OfTheOthersIsTheTextThatWasRead) {
  for (const auto& [name, language] : {std::pair("gigcoms", "en"), {"larabot", "sv"}, {"rebookly", "nn"}, {"hellotickets", "da"}}) {
    const support::Example example = support::ExampleOf(name, language);
    support::ExpectGolden(std::string(name) + "." + language + ".txt.golden",
                          RenderText(example.notice, Voice(*Phrases::Find(language), example.words)));
  }
}

std::size_t CookieBlocks(const std::string& cookie) {
  const Notice notice = BuildNotice(
      support::PolicyOf(support::With(support::kShop, "promises:", "cookies: { c: { lifetime: P1Y, " + cookie + " } }\npromises:")));
  for (const Block& section : notice.sections)
    if (section.id == "cookies") return section.blocks.size();
  return 0;
}

// What is not so is not said.
TEST(CookiesTest, SayThatOthersAreAskedForOnlyWhereTheyAre) {
  EXPECT_EQ(CookieBlocks("kind: essential"), 2u);
  EXPECT_EQ(CookieBlocks("kind: analytics, consent: consent.statistics"), 2u);
  EXPECT_EQ(CookieBlocks("kind: analytics"), 1u);
}

std::vector<std::string> RightsOf(const std::string& from, const std::string& to) {
  return RightsThatApply(support::PolicyOf(support::With(support::kShop, from, to)));
}

TEST(RightsTest, ThereAreThoseThatTheBasisGives) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(RightsOf("basis: contract", "basis: contract"), (Names{"access", "rectification", "erasure", "restriction", "portability"}));
  EXPECT_EQ(RightsOf("basis: contract", "basis: legal-obligation"), (Names{"access", "rectification", "erasure", "restriction"}));
  EXPECT_EQ(RightsOf("basis: contract", "basis: legitimate-interests"),
            (Names{"access", "rectification", "erasure", "restriction", "objection"}));
  EXPECT_EQ(RightsOf("basis: contract", "basis: consent\n    consent: consent.sales"),
            (Names{"withdrawal", "access", "rectification", "erasure", "restriction", "portability"}));
  EXPECT_EQ(RightsOf("basis: contract", "basis: contract\n    automated: decides"),
            (Names{"access", "rectification", "erasure", "restriction", "portability", "human-decision"}));
}

}  // namespace notice_test
}  // namespace lofte::notice
