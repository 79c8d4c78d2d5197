#include "lint/finding.h"

#include "lint/policy_cases.h"

namespace lofte::lint::lint_test {

using support::At;
using support::Complete;
using support::In;
using support::kToday;

std::vector<support::PolicyCase> Cases() {
  std::vector<support::PolicyCase> cases = support::CasesOfPeople();
  for (support::PolicyCase& of : support::CasesOfProcessing()) cases.push_back(std::move(of));
  return cases;
}

std::string Names(const std::vector<Finding>& findings) {
  std::string names;
  for (const Finding& finding : findings) names += finding.name + " ";
  return names;
}

TEST(LintTest, PolicyThatSaysAllIsQuiet) { EXPECT_EQ(Names(Lint(Complete(), kToday)), ""); }

TEST(LintTest, EachFaultIsFoundByItsRule) {
  for (const support::PolicyCase& of : Cases()) {
    policy::Policy policy = Complete();
    of.fault(policy);
    const std::vector<Finding> findings = Lint(policy, support::DayOf(of));
    EXPECT_TRUE(support::Finds(findings, of.name, of.rule)) << of.rule << " " << of.name << ": " << Names(findings);
  }
}

TEST(LintTest, EveryFindingOfTheModelHasACase) {
  const std::vector<support::PolicyCase> cases = Cases();
  for (const FindingText& text : FindingTexts()) {
    if (text.from == "prose") continue;
    const auto is_it = [&](const support::PolicyCase& of) { return of.name == text.name && of.rule == text.rule; };
    EXPECT_TRUE(std::any_of(cases.begin(), cases.end(), is_it)) << text.rule << " " << text.name;
  }
}

TEST(LintTest, VersionOfTwoYearsAgoIsNotStaleYet) {
  policy::Policy policy = Complete();
  policy.effective = *time::ToDay({2024, 11, 27});
  EXPECT_FALSE(support::Finds(Lint(policy, kToday), "STALE"));
}

TEST(LintTest, RightsThatDoNotApplyAreNotAskedFor) {
  policy::Policy policy = Complete();
  policy.activities.front().basis = policy::Basis::kLegalObligation;
  policy.rights.resize(4);  // without objection, portability, withdrawal and complaint
  EXPECT_EQ(Names(Lint(policy, kToday)), "");
}

TEST(LintTest, RightsOfADraftWithoutABasisAllApply) {
  policy::Policy policy = Complete();
  policy.activities.front().basis_given = false;
  policy.rights.resize(4);
  policy.draft.emplace();
  const std::vector<Finding> findings = Lint(policy, kToday);
  for (const char* rule : {"A13-15", "A13-16", "A13-17", "A13-18"}) EXPECT_TRUE(support::Finds(findings, "RIGHTS-MISSING", rule)) << rule;
  // Nobody knows whether the basis gives them: asked about, and no error.
  for (const Finding& finding : findings) {
    if (finding.name != "RIGHTS-MISSING") continue;
    EXPECT_EQ(finding.severity, finding.rule == "A13-18" ? Severity::kError : Severity::kWarning) << finding.rule;
  }
}

TEST(LintTest, AuthorityThatADraftWasReadWithTellsOfComplaints) {
  policy::Policy policy = Complete();
  policy.rights.pop_back();
  policy.draft.emplace().origins["authority"] = In(9);
  EXPECT_FALSE(support::Finds(Lint(policy, kToday), "RIGHTS-MISSING"));
}

TEST(LintTest, StandardClausesCarryATransferAnywhere) {
  policy::Policy policy = Complete();
  support::Abroad(policy, "IN", {"dpa", "scc"});
  policy.safeguards_copy = "privacy@shop.test";
  EXPECT_EQ(Names(Lint(policy, kToday)), "");
}

TEST(LintTest, PrivacyFrameworkCarriesATransferToTheUsAndNowhereElse) {
  policy::Policy policy = Complete();
  support::Abroad(policy, "US", {"dpa", "dpf"});
  EXPECT_EQ(Names(Lint(policy, kToday)), "");
  support::Abroad(policy, "IN", {"dpa", "dpf"});
  EXPECT_TRUE(support::Finds(Lint(policy, kToday), "SAFEGUARD-INVALID"));
}

TEST(LintTest, AdequateCountryNeedsNothingElseWhileTheDecisionHolds) {
  policy::Policy policy = Complete();
  support::Abroad(policy, "GB", {"dpa"});
  EXPECT_EQ(Names(Lint(policy, kToday)), "");
  EXPECT_TRUE(support::Finds(Lint(policy, *time::ToDay({2031, 12, 28})), "ADEQUACY-ENDED"));
}

TEST(LintTest, CapEndsWhatAStateDoesNot) {
  policy::Policy policy = Complete();
  policy.rules.front().end.kind = policy::End::Kind::kWhile;
  policy.rules.front().end.name = "account.open";
  policy::Rule cap = support::Need("sales", "order.item");
  cap.kind = policy::RuleKind::kCap;
  policy.rules.push_back(cap);
  EXPECT_FALSE(support::Finds(Lint(policy, kToday), "UNBOUNDED-RETENTION"));
}

TEST(LintTest, ManyActivitiesWithoutABasisAreOneFindingWithTheirPlaces) {
  policy::Policy policy = Complete();
  policy.activities.clear();
  for (std::size_t i = 0; i < 7; ++i) {
    policy.activities.push_back(support::Sales());
    policy.activities.back().id += std::to_string(i);
    policy.activities.back().basis_given = false;
    policy.activities.back().origin = In(26 + i);
  }
  const std::vector<Finding> findings = Lint(policy, kToday);
  ASSERT_EQ(Names(findings), "LEGAL-BASIS-MISSING ");
  EXPECT_EQ(findings.front().message, "`sales0`, `sales1`, `sales2`, `sales3` and 3 more have no legal basis");
  EXPECT_EQ(findings.front().origins.size(), 7u);
  EXPECT_EQ(findings.front().origins.front().line, 26u);
}

TEST(LintTest, OpenPointsAreFindingsWithTheHelpOfTheirRule) {
  policy::Policy policy = Complete();
  policy.draft.emplace();
  policy.open = {{"ST-01", "LIST-EMPTY", Severity::kError, "a list is announced here", {In(31)}, At(4)}};
  const std::vector<Finding> findings = Lint(policy, kToday);
  const auto open = std::find_if(findings.begin(), findings.end(), [](const Finding& of) { return of.is_open; });
  ASSERT_NE(open, findings.end());
  EXPECT_EQ(open->help, TextOf("LIST-EMPTY").help);
  EXPECT_EQ(open->origins.front().line, 31u);
  EXPECT_TRUE(HasErrors(findings));
}

TEST(LintTest, OpenPointIsNotSaidASecondTimeByTheModel) {
  policy::Policy policy = Complete();
  policy.draft.emplace();
  policy.recipients.front().origin = In(51);
  support::Abroad(policy, "US", {});
  EXPECT_TRUE(support::Finds(Lint(policy, kToday), "SAFEGUARD-MISSING"));
  policy.open = {{"A13-09", "SAFEGUARD-UNMAPPED", Severity::kWarning, "which of them is not said", {In(51), In(89)}, At(4)}};
  EXPECT_FALSE(support::Finds(Lint(policy, kToday), "SAFEGUARD-MISSING"));
  policy.open.front().origins = {In(52)};
  EXPECT_TRUE(support::Finds(Lint(policy, kToday), "SAFEGUARD-MISSING")) << "of another recipient";
}

TEST(LintTest, FindingsAreInTheOrderOfTheProseAndThenOfTheFile) {
  policy::Policy policy = Complete();
  policy.draft.emplace();
  policy.controller.organisation_number.clear();
  policy.activities.front().basis_given = false;
  policy.activities.front().origin = In(26);
  policy.open = {{"ST-01", "LIST-EMPTY", Severity::kError, "b", {In(31)}, At(4)},
                 {"ST-01", "LIST-EMPTY", Severity::kError, "a", {In(8)}, At(5)}};
  EXPECT_EQ(Names(Lint(policy, kToday)), "LIST-EMPTY LEGAL-BASIS-MISSING LIST-EMPTY IDENTITY-INCOMPLETE ");
}

TEST(LintTest, TwoReadingsAreTheSame) {
  policy::Policy policy = Complete();
  for (const support::PolicyCase& of : support::CasesOfPeople()) of.fault(policy);
  const std::vector<Finding> one = Lint(policy, kToday), other = Lint(policy, kToday);
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].message, other[i].message);
}

TEST(LintTest, AcceptedFindingIsNoErrorAndSaysWhy) {
  policy::Policy policy = Complete();
  policy.activities.front().basis_given = false;
  policy.accepted = {{"A13-05", "", "sales", "the basis is being looked at", At(90)}};
  const std::vector<Finding> findings = Lint(policy, kToday);
  ASSERT_EQ(Names(findings), "LEGAL-BASIS-MISSING ");
  EXPECT_EQ(findings.front().accepted, "the basis is being looked at");
  EXPECT_FALSE(HasErrors(findings));
}

TEST(LintTest, AcceptanceOfSomethingElseAcceptsNothingAndSaysSo) {
  policy::Policy policy = Complete();
  policy.activities.front().basis_given = false;
  policy.accepted = {{"A13-05", "LEGAL-BASIS-MISSING", "letters", "why", At(90)}};
  const std::vector<Finding> findings = Lint(policy, kToday);
  EXPECT_TRUE(HasErrors(findings));
  ASSERT_EQ(Names(findings), "LEGAL-BASIS-MISSING ACCEPTS-NOTHING ");
  EXPECT_EQ(findings.back().message, "there is no finding `A13-05 LEGAL-BASIS-MISSING` of `letters` to accept");
}

TEST(LintTest, ProcessorsActivitiesAskForNoNotice) {
  policy::Policy policy = Complete();
  policy.activities.front().role = policy::Role::kProcessor;
  policy.activities.front().basis_given = false;
  policy.activities.front().purpose.clear();
  EXPECT_EQ(Names(Lint(policy, kToday)), "");
}

}  // namespace lofte::lint::lint_test
