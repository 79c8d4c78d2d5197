// Drafts: what the text left out is no mistake of the file, each entry may say where it was read, and open points belong to drafts only.
#include "base/file.h"
#include "base/limits.h"
#include "policy/policy_test_support.h"
#include "policy/reader_parts.h"

namespace lofte::policy {
namespace drafts_test {

using support::AllIssues;
using support::CodesOf;
using support::Good;
using support::kShop;
using support::PlaceOf;
using support::ReadIssues;
using support::ShopWith;
using support::With;
using Codes = std::vector<std::string>;

constexpr char kDraftKey[] = "draft: { source: a.txt, sha256: 2a1f72f16b639b7a2a1f72f16b639b7a2a1f72f16b639b7a2a1f72f16b639b7a }\n";

const std::string& Source() {
  static const std::string source = ReadFile(LOFTE_SOURCE_DIR "/fuzz/corpus/policy_reader/draft.yaml").value();
  return source;
}
const Policy& Drafted() {
  static const Policy policy = Good(Source());
  return policy;
}
// `text`, as a draft.
std::string AsDraft(const std::string& text) { return With(text, "effective", std::string(kDraftKey) + "effective"); }
// The shop as a draft with this list of open points.
std::string ShopWithOpen(const std::string& open) {
  return AsDraft(ShopWith("subjects: [buyer]", "open: " + open + "\nsubjects: [buyer]"));
}
// The shop whose recipient was read there.
Issues IssuesOfOrigin(const std::string& origin) { return ReadIssues(ShopWith("for: sales }", "for: sales, origin: " + origin + " }")); }

std::string Shown(const std::optional<Origin>& origin) {
  if (!origin) return "none";
  return std::to_string(origin->line) + ": " + std::to_string(origin->begin) + "-" + std::to_string(origin->end) + ", " +
         std::to_string(static_cast<int>(origin->confidence * 100 + 0.5));
}

TEST(DraftsTest, WholeDraftHasNoErrors) {
  EXPECT_EQ(CodesOf(ReadIssues(Source())), Codes());
  // No category tells anybody's age: nothing that lint would say too.
  EXPECT_EQ(CodesOf(AllIssues(Source())), Codes{"unchecked-minimum-age"});
}

TEST(DraftsTest, SourceIsKept) {
  ASSERT_TRUE(Drafted().draft);
  EXPECT_EQ(Drafted().draft->source, "privacy.txt");
  EXPECT_EQ(Drafted().draft->sha256, "2a1f72f16b639b7a2a1f72f16b639b7a2a1f72f16b639b7a2a1f72f16b639b7a");
  EXPECT_EQ(Drafted().draft->span.line, 4u);
  const auto& origins = Drafted().draft->origins;
  EXPECT_EQ(origins.size(), 3u);
  EXPECT_EQ(Shown(origins.at("effective")), "2: 30-52, 100");
  EXPECT_EQ(Shown(origins.at("minimum-age")), "9: 400-431, 80");
  EXPECT_EQ(Shown(origins.at("language")), "1: 0-20, 75");
}

TEST(DraftsTest, WhatTheTextDoesNotSayIsEmpty) {
  EXPECT_EQ(Drafted().controller.name, "");
  EXPECT_EQ(Drafted().controller.country, "");
  EXPECT_EQ(Drafted().controller.zone, "UTC");
  EXPECT_EQ(Drafted().effective, time::Day{});
  EXPECT_FALSE(Drafted().FindActivity("accounts")->basis_given);
  EXPECT_TRUE(Drafted().FindActivity("news")->basis_given);
  EXPECT_EQ(Drafted().recipients.at(0).country, "");
  EXPECT_EQ(Drafted().cookies.at(0).kind, "");
  EXPECT_EQ(Drafted().cookies.at(0).lifetime.word, "");
  EXPECT_TRUE(Drafted().cookies.at(0).lifetime.period.is_zero());
  EXPECT_EQ(Drafted().joint_controllers.at(0).country, "");
}

TEST(DraftsTest, EveryKindOfEntryKnowsItsOrigin) {
  EXPECT_EQ(Shown(Drafted().controller.origin), "3: 60-90, 100");
  EXPECT_EQ(Shown(Drafted().recipients.at(0).origin), "20: 900-920, 60");
  EXPECT_EQ(Shown(Drafted().activities.at(0).origin), "12: 500-560, 100");
  EXPECT_EQ(Shown(Drafted().activities.at(1).origin), "none");
  EXPECT_EQ(Shown(Drafted().rules.at(0).origin), "30: 1234-1300, 90");
  EXPECT_EQ(Shown(Drafted().cookies.at(0).origin), "40: 2000-2003, 0");
  EXPECT_EQ(Shown(Drafted().breach.at(0).origin), "50: 2100-2150, 100");
  EXPECT_EQ(Shown(Drafted().rights.at(0).origin), "51: 2200-2210, 100");
  EXPECT_EQ(Shown(Drafted().messages.at(0).origin), "52: 2300-2310, 100");
  EXPECT_EQ(Shown(Drafted().measures.at(0).origin), "53: 2400-2410, 100");
  EXPECT_EQ(Shown(Drafted().joint_controllers.at(0).origin), "54: 2500-2507, 100");
}

TEST(DraftsTest, OpenPointsHaveOnePlaceOrSeveral) {
  ASSERT_EQ(Drafted().open.size(), 3u);
  const OpenPoint& empty = Drafted().open[0];
  EXPECT_EQ(empty.rule, "ST-01");
  EXPECT_EQ(empty.name, "LIST-EMPTY");
  EXPECT_EQ(empty.severity, Severity::kError);
  EXPECT_EQ(empty.says, "nothing follows \"we collect:\"");
  ASSERT_EQ(empty.origins.size(), 1u);
  EXPECT_EQ(Shown(empty.origins[0]), "14: 600-640, 100");
  EXPECT_GT(empty.span.line, 0u);
  EXPECT_EQ(Drafted().open[1].severity, Severity::kWarning);
  ASSERT_EQ(Drafted().open[1].origins.size(), 2u);
  EXPECT_EQ(Shown(Drafted().open[1].origins[1]), "44: 2050-2080, 100");
  EXPECT_EQ(Drafted().open[2].severity, Severity::kInfo);
  EXPECT_EQ(Drafted().open[2].origins.size(), 1u);
}

TEST(DraftsTest, WithoutDraftAllOfItIsMissing) {
  std::string settled = Source();
  settled.erase(settled.find("draft:"), settled.find("controller:") - settled.find("draft:"));
  settled.erase(settled.find("open:"));
  // Of the controller name and country, of the policy its first day, of the recipient and the joint controller where, of the activity why,
  // of the cookie kind and lifetime; and an interest belongs to no consent.
  EXPECT_EQ(CodesOf(ReadIssues(settled)), (Codes{"missing-key", "missing-key", "missing-key", "missing-key", "missing-key", "unused-key",
                                                 "missing-key", "missing-key", "missing-key"}));
}

TEST(DraftsTest, ControllerMayBeMissing) {
  const std::string text = std::string("lofte: 1\n") + kDraftKey;
  EXPECT_EQ(CodesOf(AllIssues(text)), Codes());
  EXPECT_EQ(Good(text).controller.zone, "UTC");
}

TEST(DraftsTest, CountryWithoutATimeZoneIsUtc) {
  const std::string american = ShopWith("country: DK", "country: US");
  EXPECT_EQ(CodesOf(ReadIssues(american)), Codes{"missing-time-zone"});
  EXPECT_EQ(Good(AsDraft(american)).controller.zone, "UTC");
  EXPECT_EQ(Good(AsDraft(kShop)).controller.zone, "Europe/Copenhagen");
}

// Whatever lint says of a missing thing is not said twice.
TEST(DraftsTest, GapsAreLeftToLint) {
  const std::pair<const char*, std::pair<const char*, const char*>> kGaps[] = {
      {"missing-need", {"of: [account, order.item], keep", "of: account, keep"}},
      {"unprocessed-category", {"[item, invoice]", "[item, invoice, gift]"}},
      {"obligation-without-law", {"        floor: P5Y after financial-year-end(order.date)\n        law: DK/bookkeeping\n", ""}},
      {"transfer-without-safeguard", {"country: DE", "country: US"}},
      {"consent-without-state", {"basis: contract", "basis: consent"}},
      {"missing-purpose", {"    purpose: sell things\n", ""}},
      {"cookie-without-consent", {"subjects: [buyer]", "subjects: [buyer]\ncookies: { a: { kind: analytics, lifetime: P1Y } }"}},
  };
  for (const auto& [code, gap] : kGaps) {
    const std::string shop = ShopWith(gap.first, gap.second);
    EXPECT_EQ(CodesOf(AllIssues(shop)), Codes{code});
    EXPECT_EQ(CodesOf(AllIssues(AsDraft(shop))), Codes{}) << code;
  }
}

TEST(DraftsTest, UnknownNamesStayErrors) {
  EXPECT_EQ(CodesOf(AllIssues(AsDraft(ShopWith("data: order.invoice", "data: order.invoce")))).at(0), "unknown-category");
  EXPECT_EQ(CodesOf(AllIssues(AsDraft(ShopWith("for: sales", "for: sails")))), Codes{"unknown-activity"});
  EXPECT_EQ(CodesOf(AllIssues(AsDraft(ShopWith("basis: contract", "basis: contrakt")))), Codes{"unknown-basis"});
  EXPECT_EQ(CodesOf(AllIssues(AsDraft(ShopWith("keep: while account.open", "keep: wile account.open")))).at(0), "bad-end");
}

// A basis that is not given is none: no consent ends the need, and a consent beside it is no contradiction.
TEST(DraftsTest, BasisThatIsNotGivenMeansNothing) {
  const Policy policy = Good(AsDraft(ShopWith("    basis: contract\n", "    consent: consent.sales\n")));
  EXPECT_FALSE(policy.FindActivity("sales")->basis_given);
  EXPECT_EQ(policy.rules.at(0).consent, std::nullopt);
  EXPECT_EQ(CodesOf(AllIssues(AsDraft(ShopWith("    basis: contract\n", "    consent: consent.sales\n")))), Codes{});
}

TEST(DraftsTest, RecipientSomewhereIsNoTransfer) {
  const std::string silent = ShopWith("country: DE, for: sales", "for: sales");
  EXPECT_EQ(CodesOf(AllIssues(AsDraft(With(silent, "basis: contract", "basis: contract\n    transfers: none")))), Codes{});
}

TEST(DraftsTest, OpenPointsNeedADraft) {
  const Issues issues = ReadIssues(ShopWith("subjects: [buyer]", "open: []\nsubjects: [buyer]"));
  EXPECT_EQ(CodesOf(issues), Codes{"open-without-draft"});
  EXPECT_EQ(issues.at(0).span.line, 8u);
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("[]"))), Codes{});
}

TEST(DraftsTest, MistakesOfOpenPointsAreReported) {
  const std::string at = "at: { line: 1, bytes: 0-2 } ";
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("{}"))), Codes{"wrong-type"});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("[a]"))), Codes{"wrong-type"});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("[{}]"))), (Codes{"missing-key", "missing-key", "missing-key", "missing-key"}));
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("[{ rule: A, name: B, says: c, severity: fatal, " + at + "}]"))), Codes{"unknown-severity"});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("[{ rule: A, name: B, says: \"c\\nd\", " + at + "}]"))), Codes{"several-lines"});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("[{ rule: A, name: B, says: c, at: [] }]"))), Codes{"empty"});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("[{ rule: A, name: B, says: c, at: 12 }]"))), Codes{"wrong-type"});
}

TEST(DraftsTest, OpenPointsAreBounded) {
  const std::string point = "{ rule: A, name: B, says: c, at: { line: 1, bytes: 0-2 } }";
  std::string points = point;
  for (std::size_t i = 1; i < kMostEntries; ++i) points += ", " + point;
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("[" + points + "]"))), Codes{});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWithOpen("[" + points + ", " + point + "]"))), Codes{"too-many"});
}

TEST(DraftsTest, OriginsAreAlsoOfSettledPolicies) { EXPECT_EQ(CodesOf(IssuesOfOrigin("{ line: 30, bytes: 1234-1300 }")), Codes{}); }

TEST(DraftsTest, MistakesOfOriginsAreReported) {
  EXPECT_EQ(CodesOf(IssuesOfOrigin("30")), Codes{"wrong-type"});
  EXPECT_EQ(CodesOf(IssuesOfOrigin("{ }")), (Codes{"missing-key", "missing-key"}));
  EXPECT_EQ(CodesOf(IssuesOfOrigin("{ line: 0, bytes: 0-1 }")), Codes{"bad-number"});
  for (const char* bytes : {"5", "5-5", "6-5", "a-b", "-1-5", "1-2-3", "0x1-5", "1-99999999999999999999", "' 1-2'", "'1- 2'"})
    EXPECT_EQ(CodesOf(IssuesOfOrigin(std::string("{ line: 1, bytes: ") + bytes + " }")), Codes{"bad-origin"}) << bytes;
  for (const char* confidence : {"1.01", "-0.1", "nan", "inf", "much", "0.5x", "1e400"})
    EXPECT_EQ(CodesOf(IssuesOfOrigin(std::string("{ line: 1, bytes: 0-1, confidence: ") + confidence + " }")), Codes{"bad-number"})
        << confidence;
  EXPECT_EQ(CodesOf(IssuesOfOrigin("{ line: 1, bytes: 0-1, column: 3 }")), Codes{"unknown-key"});
}

TEST(DraftsTest, OriginsReachToTheEndOfTheLargestFile) {
  const std::string most = std::to_string(limits::kFileBytes), more = std::to_string(limits::kFileBytes + 1);
  EXPECT_EQ(CodesOf(IssuesOfOrigin("{ line: " + most + ", bytes: 0-" + most + " }")), Codes{});
  EXPECT_EQ(CodesOf(IssuesOfOrigin("{ line: 1, bytes: 0-" + more + " }")), Codes{"bad-origin"});
  EXPECT_EQ(CodesOf(IssuesOfOrigin("{ line: " + more + ", bytes: 0-1 }")), Codes{"bad-number"});
}

TEST(DraftsTest, MistakesOfTheSourceAreReported) {
  const auto draft = [](const std::string& value) { return CodesOf(ReadIssues(ShopWith("effective", "draft: " + value + "\neffective"))); };
  EXPECT_EQ(draft("{ }"), (Codes{"missing-key", "missing-key"}));
  EXPECT_EQ(draft("privacy.txt"), Codes{"wrong-type"});
  EXPECT_EQ(draft("{ source: a.txt, sha256: abc }"), Codes{"bad-sha256"});
  const std::string sha(64, '0');
  EXPECT_EQ(draft("{ source: a.txt, sha256: " + sha + ", origins: { efective: { line: 1, bytes: 0-1 } } }"), Codes{"unknown-key"});
  EXPECT_EQ(draft("{ source: a.txt, sha256: " + sha + ", origins: [] }"), Codes{"wrong-type"});
  // What is no map is a draft all the same: nothing is missed that a draft may leave out.
  EXPECT_EQ(CodesOf(ReadIssues("lofte: 1\ndraft: a.txt\n")), Codes{"wrong-type"});
}

}  // namespace drafts_test
}  // namespace lofte::policy
