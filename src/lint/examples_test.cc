// The examples say what the law asks for: where their published texts do not, the policies add it.
#include "base/file.h"
#include "lint/lint_test_support.h"
#include "policy/reader.h"

namespace lofte::lint::examples_test {

std::vector<Finding> FindingsOf(const std::string& example) {
  Issues issues;
  const std::string source = ReadFile(std::string(LOFTE_SOURCE_DIR) + "/examples/" + example + "/policy.yaml").value();
  const std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", source, issues);
  EXPECT_FALSE(HasErrors(issues)) << example;
  return Lint(*policy, support::kToday);
}

TEST(ExamplesTest, HaveNoErrors) {
  for (const char* example : {"bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"})
    for (const Finding& finding : FindingsOf(example))
      EXPECT_TRUE(finding.severity != Severity::kError || !finding.accepted.empty())
          << example << ": " << finding.rule << " " << finding.name << ": " << finding.message;
}

TEST(ExamplesTest, HaveFewWarnings) {
  constexpr std::size_t kFew = 12;
  for (const char* example : {"bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"}) {
    const std::vector<Finding> findings = FindingsOf(example);
    EXPECT_LE(findings.size(), kFew) << example;
    for (const Finding& finding : findings) EXPECT_FALSE(finding.message.empty()) << finding.name;
  }
}

}  // namespace lofte::lint::examples_test
