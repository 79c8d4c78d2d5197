// The tables, and the page that documents them.
#include <gtest/gtest.h>

#include <set>

#include "base/file.h"
#include "lint/adequacy.h"
#include "lint/finding.h"
#include "policy/countries.h"

namespace lofte::lint::rules_test {

std::string Page() { return ReadFile(std::string(LOFTE_SOURCE_DIR) + "/docs/lint.md").value(); }

TEST(RulesTest, IdsAreUnique) {
  std::set<std::string> ids;
  for (const RuleText& rule : Rules()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
  std::set<std::pair<std::string, std::string>> names;
  for (const FindingText& text : FindingTexts()) EXPECT_TRUE(names.emplace(text.rule, text.name).second) << text.rule << " " << text.name;
}

TEST(RulesTest, EachFindingStandsUnderARuleAndEachRuleHasOne) {
  std::set<std::string> used;
  for (const FindingText& text : FindingTexts()) {
    EXPECT_NE(FindRule(text.rule), nullptr) << text.rule;
    EXPECT_FALSE(text.help.empty()) << text.name;
    EXPECT_TRUE(text.from == "policy" || text.from == "prose" || text.from == "both") << text.name;
    used.insert(text.rule);
  }
  for (const RuleText& rule : Rules()) EXPECT_EQ(used.count(rule.id), 1u) << rule.id;
}

TEST(RulesTest, PageHasEachRuleAndEachFinding) {
  const std::string page = Page();
  for (const RuleText& rule : Rules())
    EXPECT_NE(
        page.find("| `" + rule.id + "` | " + (rule.article.empty() ? "-" : rule.article) + " | " + rule.asks + " | " + rule.applies + " |"),
        std::string::npos)
        << rule.id;
  for (const FindingText& text : FindingTexts()) {
    std::string help = text.help;
    for (std::size_t at = help.find('|'); at != std::string::npos; at = help.find('|', at + 2)) help.insert(at, "\\");
    EXPECT_NE(page.find("| `" + text.name + "` | `" + text.rule + "` | " + std::string(NameOf(text.severity)) + " | " + text.from + " | " +
                        help + " |"),
              std::string::npos)
        << text.rule << " " << text.name;
  }
}

TEST(RulesTest, PageHasNoOthers) {
  const std::string page = Page();
  std::size_t rows = 0;
  for (std::size_t at = page.find("\n| `"); at != std::string::npos; at = page.find("\n| `", at + 1)) ++rows;
  EXPECT_EQ(rows, Rules().size() + FindingTexts().size());
}

TEST(RulesTest, UnknownRuleIsNone) { EXPECT_EQ(FindRule("A13-99"), nullptr); }

// The checker knows which countries are adequate, this table since when and for what.
TEST(AdequacyTest, TableAndCheckerNameTheSameCountries) {
  for (const AdequacyDecision& decision : AdequacyDecisions())
    EXPECT_EQ(policy::AdequacyOf(decision.country), decision.country == "US" ? policy::Adequacy::kThird : policy::Adequacy::kAdequate)
        << decision.country;
}

TEST(AdequacyTest, DecisionHoldsFromItsFirstToItsLastDay) {
  const AdequacyDecision* kingdom = AdequacyDecisionOn("GB");
  ASSERT_NE(kingdom, nullptr);
  EXPECT_FALSE(kingdom->HoldsOn(*time::ToDay({2021, 6, 27})));
  EXPECT_TRUE(kingdom->HoldsOn(*time::ToDay({2021, 6, 28})));
  EXPECT_TRUE(kingdom->HoldsOn(*time::ToDay({2031, 12, 27})));
  EXPECT_FALSE(kingdom->HoldsOn(*time::ToDay({2031, 12, 28})));
}

TEST(ConsentAgeTest, LawCountsFromItsDay) {
  EXPECT_EQ(ConsentAgeOf("DK", *time::ToDay({2026, 1, 1}))->years, 15);
  EXPECT_FALSE(ConsentAgeOf("DK", *time::ToDay({2023, 12, 31}))) << "what held before is not in the table";
  EXPECT_EQ(ConsentAgeOf("NO", *time::ToDay({2026, 1, 1}))->years, 13);
  EXPECT_FALSE(ConsentAgeOf("US", *time::ToDay({2026, 1, 1})));
}

}  // namespace lofte::lint::rules_test
