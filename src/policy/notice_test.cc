// What a notice tells of activities, of who is answerable and of special data: read as data, and refused where it makes no sense.
#include "base/file.h"
#include "policy/policy_test_support.h"

namespace lofte::policy {
namespace notice_test {

using support::CodesOf;
using support::Good;
using support::ReadIssues;
using support::ShopWith;
using Codes = std::vector<std::string>;

const Policy& Said() {
  static const Policy policy = Good(ReadFile(LOFTE_SOURCE_DIR "/fuzz/corpus/policy_reader/statements.yaml").value());
  return policy;
}

// The shop, in which `sales` says this too.
std::string Sales(const std::string& lines) {
  return ShopWith("    purpose: sell things\n", "    purpose: sell things\n    " + lines + "\n");
}

TEST(NoticeTest, ActivitiesHaveTitleInterestProvisionAndLogic) {
  const Activity& carts = *Said().FindActivity("carts");
  EXPECT_EQ(carts.title, (LocalText{{"en", "Carts"}}));
  EXPECT_EQ(carts.interest, (LocalText{{"en", "that who wanted something finds it again"}}));
  EXPECT_TRUE(carts.basis_given);
  EXPECT_FALSE(carts.provision);
  const Activity& purchase = *Said().FindActivity("purchase");
  ASSERT_TRUE(purchase.provision);
  EXPECT_EQ(purchase.provision->by, "contract");
  EXPECT_EQ(purchase.provision->otherwise, (LocalText{{"en", "nothing can be sold"}}));
  const Activity& tickets = *Said().FindActivity("tickets");
  ASSERT_TRUE(tickets.provision);
  EXPECT_EQ(tickets.provision->by, "choice");
  EXPECT_EQ(tickets.provision->otherwise, LocalText{});
  EXPECT_EQ(tickets.logic, (LocalText{{"en", "an answer is proposed and a person sends it"}}));
}

TEST(NoticeTest, ObligationsNameTheirLawInWords) {
  const Policy policy =
      Good(ShopWith("basis: legal-obligation", "basis: legal-obligation\n    law: { en: Bookkeeping Act, nb: bokføringsloven }"));
  EXPECT_EQ(policy.FindActivity("books")->law, (LocalText{{"en", "Bookkeeping Act"}, {"nb", "bokføringsloven"}}));
}

TEST(NoticeTest, TextsOfOtherBasesAreInVain) {
  EXPECT_EQ(CodesOf(ReadIssues(Sales("interest: to earn money"))), Codes{"unused-key"});
  EXPECT_EQ(CodesOf(ReadIssues(Sales("law: the law of nature"))), Codes{"unused-key"});
  EXPECT_EQ(CodesOf(ReadIssues(support::With(Sales("law: Health Act"), "basis: contract", "basis: public-task"))), Codes{});
  // Of an unknown basis nothing more is said.
  EXPECT_EQ(CodesOf(ReadIssues(support::With(Sales("interest: i"), "basis: contract", "basis: contrakt"))), Codes{"unknown-basis"});
}

TEST(NoticeTest, ProvisionsAreOneOfThree) {
  EXPECT_EQ(CodesOf(ReadIssues(Sales("provision: { by: lav }"))), Codes{"unknown-provision"});
  EXPECT_EQ(CodesOf(ReadIssues(Sales("provision: { otherwise: nothing }"))), Codes{"missing-key"});
  EXPECT_EQ(CodesOf(ReadIssues(Sales("provision: law"))), Codes{"wrong-type"});
  EXPECT_EQ(CodesOf(ReadIssues(Sales("provision: { by: law, else: nothing }"))), Codes{"unknown-key"});
}

TEST(NoticeTest, TitlesInOneLanguageOfTwoAreRemarked) {
  EXPECT_EQ(CodesOf(ReadIssues(Sales("title: { en: Sales }"))), Codes{"missing-language"});
  EXPECT_EQ(CodesOf(ReadIssues(Sales("title: { sv: Salg }"))), (Codes{"missing-language", "missing-language", "unknown-language"}));
}

TEST(NoticeTest, OfficersAndRepresentativesHaveAnAddress) {
  const Controller& controller = Said().controller;
  ASSERT_TRUE(controller.officer);
  EXPECT_EQ(controller.officer->phone, "+46 40 000 001");
  EXPECT_EQ(controller.officer->address, "Storgatan 1, Malmö");
  EXPECT_FALSE(controller.no_officer);
  ASSERT_TRUE(controller.representative);
  EXPECT_EQ(controller.representative->name, "Agent");
  EXPECT_EQ(controller.representative->email, "agent@example.org");
  EXPECT_EQ(controller.representative->phone, "+353 1 000");
  EXPECT_EQ(controller.representative->address, "Dublin");
}

TEST(NoticeTest, ThereMayBeNoOfficer) {
  const Policy none = Good(ShopWith("country: DK }", "country: DK, officer: none }"));
  EXPECT_TRUE(none.controller.no_officer);
  EXPECT_FALSE(none.controller.officer);
  const Policy silent = Good(support::kShop);
  EXPECT_FALSE(silent.controller.no_officer);
  EXPECT_FALSE(silent.controller.representative);
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("country: DK }", "country: DK, officer: nobody }"))), Codes{"wrong-type"});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("country: DK }", "country: DK, representative: none }"))), Codes{"wrong-type"});
}

TEST(NoticeTest, JointControllersSayWhatTheyAgreedOn) {
  ASSERT_EQ(Said().joint_controllers.size(), 1u);
  const JointController& organiser = Said().joint_controllers[0];
  EXPECT_EQ(organiser.id, "organiser");
  EXPECT_EQ(organiser.name, "Organiser AB");
  EXPECT_EQ(organiser.country, "SE");
  EXPECT_EQ(organiser.email, "tickets@example.org");
  EXPECT_EQ(organiser.essence, (LocalText{{"en", "each answers for its own guests"}}));
  EXPECT_EQ(organiser.activities, (Codes{"tickets", "purchase"}));
}

TEST(NoticeTest, JointControllersAreCheckedLikeRecipients) {
  const auto joint = [](const std::string& entry) {
    return CodesOf(ReadIssues(ShopWith("subjects: [buyer]", "joint-controllers: " + entry + "\nsubjects: [buyer]")));
  };
  EXPECT_EQ(joint("{ a: { name: A, country: DK } }"), Codes{});
  EXPECT_EQ(joint("{ a: { } }"), (Codes{"missing-key", "missing-key"}));
  EXPECT_EQ(joint("{ a: { name: A, country: dk } }"), Codes{"bad-country"});
  EXPECT_EQ(joint("{ a: { name: A, country: DK, for: sails } }"), Codes{"unknown-activity"});
  EXPECT_EQ(joint("{ A: { name: A, country: DK } }"), Codes{"bad-id"});
  EXPECT_EQ(joint("[ a ]"), Codes{"wrong-type"});
}

TEST(NoticeTest, SpecialDataIsOfCategoriesOrGroups) {
  EXPECT_EQ(Said().special, Codes{"staff.union"});
  EXPECT_EQ(Said().criminal, Codes{"candidate.cv"});
  const Policy group = Good(ShopWith("subjects: [buyer]", "special: [account, order.item]\nsubjects: [buyer]"));
  EXPECT_EQ(group.special, (Codes{"account.email", "account.name", "order.item"}));
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("subjects: [buyer]", "special: acount\ncriminal: order.itm\nsubjects: [buyer]"))),
            (Codes{"unknown-category", "unknown-category"}));
}

TEST(NoticeTest, CopyOfTheSafeguardsIsAText) {
  EXPECT_EQ(Said().safeguards_copy, "privacy@example.org");
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("subjects: [buyer]", "safeguards-copy: [a, b]\nsubjects: [buyer]"))), Codes{"wrong-type"});
}

// So the model can say by no length at all that the text gives none.
TEST(NoticeTest, NoCookieLivesForNoTime) {
  const auto cookie = [](const std::string& lifetime) {
    return CodesOf(
        ReadIssues(ShopWith("subjects: [buyer]", "cookies: { a: { kind: essential, lifetime: " + lifetime + " } }\nsubjects: [buyer]")));
  };
  EXPECT_EQ(cookie("P0D"), Codes{"bad-period"});
  EXPECT_EQ(cookie("PT0S"), Codes{"bad-period"});
  EXPECT_EQ(cookie("forever"), Codes{"bad-period"});
  EXPECT_EQ(cookie("P1D"), Codes{});
}

}  // namespace notice_test
}  // namespace lofte::policy
