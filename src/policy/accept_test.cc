#include "policy/policy_test_support.h"

namespace lofte::policy {
namespace accept_test {

using support::CodesOf;
using support::Good;
using support::kShop;
using support::ReadIssues;

TEST(AcceptTest, RuleOrNameAndAReasonAreRead) {
  const Policy policy =
      Good(std::string(kShop) +
           "accept:\n  - { rule: A13-01, name: IDENTITY-INCOMPLETE, of: Shop ApS, why: no street yet }\n  - { name: STALE, why: seen }\n");
  ASSERT_EQ(policy.accepted.size(), 2u);
  EXPECT_EQ(policy.accepted[0].rule, "A13-01");
  EXPECT_EQ(policy.accepted[0].name, "IDENTITY-INCOMPLETE");
  EXPECT_EQ(policy.accepted[0].of, "Shop ApS");
  EXPECT_EQ(policy.accepted[0].why, "no street yet");
  EXPECT_EQ(policy.accepted[1].rule, "");
  EXPECT_GT(policy.accepted[1].span.line, policy.accepted[0].span.line);
}

TEST(AcceptTest, WithoutAReasonOrAFindingItIsAnError) {
  EXPECT_EQ(CodesOf(ReadIssues(std::string(kShop) + "accept: [{ rule: A13-01 }]\n")), std::vector<std::string>{"missing-key"});
  EXPECT_EQ(CodesOf(ReadIssues(std::string(kShop) + "accept: [{ of: host, why: seen }]\n")), std::vector<std::string>{"missing-key"});
  EXPECT_EQ(CodesOf(ReadIssues(std::string(kShop) + "accept: { rule: A13-01, why: seen }\n")), std::vector<std::string>{"wrong-type"});
  EXPECT_EQ(CodesOf(ReadIssues(std::string(kShop) + "accept: [A13-01]\n")), std::vector<std::string>{"wrong-type"});
}

}  // namespace accept_test
}  // namespace lofte::policy
