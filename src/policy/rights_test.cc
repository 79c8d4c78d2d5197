#include "policy/rights.h"

#include <gtest/gtest.h>

namespace lofte::policy {
namespace {

Policy PolicyOn(Basis basis) {
  Policy policy;
  policy.activities.emplace_back().basis = basis;
  return policy;
}

TEST(RightsTest, NobodyHasWhatNothingGives) {
  const Policy policy = PolicyOn(Basis::kLegalObligation);
  for (const char* name : {"portability", "objection", "human-decision", "withdrawal"}) EXPECT_FALSE(HasRight(policy, name)) << name;
  for (const char* name : {"access", "rectification", "erasure", "restriction", "complaint", "information"})
    EXPECT_TRUE(HasRight(policy, name)) << name;
}

TEST(RightsTest, BasisGivesWhatRestsOnIt) {
  EXPECT_TRUE(HasRight(PolicyOn(Basis::kConsent), "withdrawal"));
  EXPECT_TRUE(HasRight(PolicyOn(Basis::kConsent), "portability"));
  EXPECT_TRUE(HasRight(PolicyOn(Basis::kContract), "portability"));
  EXPECT_FALSE(HasRight(PolicyOn(Basis::kContract), "withdrawal"));
  EXPECT_TRUE(HasRight(PolicyOn(Basis::kPublicTask), "objection"));
  EXPECT_TRUE(HasRight(PolicyOn(Basis::kLegitimateInterests), "objection"));
}

TEST(RightsTest, ExplicitConsentOfArticleNineIsAConsent) {
  Policy policy = PolicyOn(Basis::kLegalObligation);
  policy.activities.front().art9 = "a";
  EXPECT_TRUE(HasRight(policy, "withdrawal"));
  EXPECT_TRUE(HasRight(policy, "portability"));
  policy.activities.front().art9 = "b";
  EXPECT_FALSE(HasRight(policy, "withdrawal"));
}

TEST(RightsTest, MarketingOfOurOwnGivesObjection) {
  Policy policy = PolicyOn(Basis::kContract);
  policy.activities.front().id = "news";
  policy.messages.emplace_back().kind = "service";
  EXPECT_FALSE(HasRight(policy, "objection"));
  policy.messages.front().kind = "commercial";
  EXPECT_TRUE(HasRight(policy, "objection"));
  EXPECT_FALSE(GivesRight(policy.activities.front(), "objection"));
  policy.messages.front().activity = "news";
  policy.activities.front().role = Role::kProcessor;
  EXPECT_FALSE(HasRight(policy, "objection"));
}

TEST(RightsTest, WhatIsDoneForAnotherGivesNone) {
  Policy policy = PolicyOn(Basis::kConsent);
  policy.activities.front().automated = "decides";
  EXPECT_TRUE(HasRight(policy, "human-decision"));
  policy.activities.front().role = Role::kProcessor;
  for (const char* name : {"withdrawal", "portability", "human-decision"}) EXPECT_FALSE(HasRight(policy, name)) << name;
}

TEST(RightsTest, BasisThatADraftDoesNotSayGivesNone) {
  Policy policy = PolicyOn(Basis::kContract);
  policy.activities.front().basis_given = false;
  EXPECT_FALSE(HasRight(policy, "portability"));
}

TEST(RightsTest, WhatThePolicySaysIsThere) {
  Policy policy = PolicyOn(Basis::kLegalObligation);
  policy.rights.emplace_back().name = "objection";
  EXPECT_TRUE(HasRight(policy, "objection"));
  EXPECT_EQ(FindRight(policy, "objection"), &policy.rights.front());
  EXPECT_EQ(FindRight(policy, "access"), nullptr);
}

}  // namespace
}  // namespace lofte::policy
