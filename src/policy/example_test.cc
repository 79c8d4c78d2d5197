// The example in examples/gigcoms: all promises of a published policy.
#include <sstream>

#include "base/file.h"
#include "policy/laws.h"
#include "policy/policy_test_support.h"

namespace lofte::policy {
namespace example_test {

const std::string& Source() {
  static const std::string source = ReadFile(LOFTE_SOURCE_DIR "/examples/gigcoms/policy.yaml").value();
  return source;
}

const Policy& Gigcoms() {
  static const Policy policy = support::Good(Source());
  return policy;
}

std::string Id(int number) {
  std::string digits = std::to_string(number);
  return "gigcoms-" + std::string(3 - digits.size(), '0') + digits;
}

TEST(GigcomsPolicyTest, HasNoErrorsAndOneWarning) {
  const Issues issues = support::AllIssues(Source());
  for (const Issue& issue : issues) {
    if (issue.code != "unchecked-minimum-age") ADD_FAILURE() << Render(issue, Source(), false);
  }
  EXPECT_EQ(issues.size(), 1u);
}

TEST(GigcomsPolicyTest, SaysAllSixtySixPromisesInTwoLanguages) {
  ASSERT_EQ(Gigcoms().promises.size(), 66u);
  for (int number = 1; number <= 66; ++number) {
    const Promise* promise = Gigcoms().FindPromise(Id(number));
    ASSERT_NE(promise, nullptr) << Id(number);
    EXPECT_EQ(promise->text.size(), 2u) << Id(number);
    EXPECT_FALSE(promise->lines.empty()) << Id(number);
  }
}

TEST(GigcomsPolicyTest, ChecksTwentyEightPromisesOnLiveData) {
  int checked = 0;
  for (const Promise& promise : Gigcoms().promises) {
    const bool open = std::holds_alternative<Unproven>(promise.control) || std::holds_alternative<Attested>(promise.control);
    checked += open ? 0 : 1;
  }
  EXPECT_EQ(checked, 28);
}

TEST(GigcomsPolicyTest, GivesAReasonForEachPromiseThatIsUnproven) {
  for (const Promise& promise : Gigcoms().promises) {
    const Unproven* unproven = std::get_if<Unproven>(&promise.control);
    EXPECT_TRUE(unproven == nullptr || unproven->reason.size() > 20) << promise.id;
  }
}

TEST(GigcomsPolicyTest, DecidesEveryContradiction) { EXPECT_EQ(Gigcoms().decisions.size(), 24u); }

TEST(GigcomsPolicyTest, CoversWhatABreachImplies) {
  EXPECT_EQ(Gigcoms().WithCovered("gigcoms-037"), (std::vector<std::string>{"gigcoms-035", "gigcoms-037"}));
  EXPECT_EQ(Gigcoms().WithCovered("gigcoms-018"), (std::vector<std::string>{"gigcoms-018", "gigcoms-038"}));
}

TEST(GigcomsPolicyTest, ChatsEndWithTheAccountAndAfterNinetyDays) {
  std::vector<const Rule*> rules;
  for (const Rule& rule : Gigcoms().rules) {
    if (rule.activity == "assistant" && std::binary_search(rule.of.begin(), rule.of.end(), "chat.prompt")) rules.push_back(&rule);
  }
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0]->kind, RuleKind::kNeed);
  EXPECT_EQ(rules[0]->within.days, 30);
  EXPECT_EQ(rules[1]->kind, RuleKind::kCap);
  EXPECT_EQ(rules[1]->then, Then::kAnonymise);
}

TEST(GigcomsPolicyTest, UsageStandsOnConsent) {
  for (const Rule& rule : Gigcoms().rules) {
    EXPECT_EQ(rule.consent.value_or(""), rule.activity == "analytics" ? "consent.analytics" : "") << rule.activity;
  }
}

// The indented block that opens with `lofte: 1`, without its indentation.
std::string WorkedExample() {
  const std::string page = ReadFile(LOFTE_SOURCE_DIR "/docs/formats/policy.md").value();
  std::istringstream lines(page.substr(page.find("    lofte: 1")));
  std::string example;
  for (std::string line; std::getline(lines, line) && line.substr(0, 4) == "    ";) example += line.substr(4) + "\n";
  return example;
}

TEST(PolicyPageTest, WorkedExampleHasNoIssues) {
  const std::string example = WorkedExample();
  for (const Issue& issue : support::AllIssues(example)) ADD_FAILURE() << Render(issue, example, false);
  EXPECT_EQ(support::Good(example).rules.size(), 4u);
}

TEST(PolicyPageTest, NamesEveryLawFormatPatternAndKind) {
  const std::string page = ReadFile(LOFTE_SOURCE_DIR "/docs/formats/policy.md").value();
  std::vector<std::string> words = LawIds();
  words.insert(words.end(), kFormats.begin(), kFormats.end());
  for (const std::string& pattern : kNeverPatterns) words.push_back("never: " + pattern);
  words.insert(words.end(), kPromiseKinds.begin(), kPromiseKinds.end());
  for (const std::string& word : words) EXPECT_NE(page.find("`" + word + "`"), std::string::npos) << word;
}

}  // namespace example_test
}  // namespace lofte::policy
