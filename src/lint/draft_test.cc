// Whatever a text says, its draft is a policy: texts made of fragments at random, and names that want to be something else.
#include "importer/draft.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/limits.h"
#include "importer/importer.h"
#include "importer/limits.h"
#include "importer/yaml_writer.h"
#include "lint/prose_rules.h"
#include "policy/checker.h"
#include "policy/reader.h"
#include "time/civil.h"

namespace lofte::lint::draft_test {

std::string DraftOf(const std::string& text, const std::string& source = "privacy.txt") {
  const Result<prose::Document> document = prose::Read(text, source);
  if (!document) return "";
  const importer::Facts facts = importer::ReadFacts(*document);
  return importer::DraftYaml(facts, source, std::string(64, 'a'), LintProse(facts));
}

policy::Policy Accepted(const std::string& yaml, const std::string& of) {
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy("draft", yaml, issues);
  EXPECT_TRUE(policy && !HasErrors(issues)) << (issues.empty() ? "no map" : issues[0].message) << "\nof the text:\n"
                                            << of << "\nthe draft:\n"
                                            << yaml;
  if (!policy || HasErrors(issues)) return {};
  policy::Check(*policy, issues);
  Lint(*policy, time::Day{20'000});
  return *policy;
}

const char* const kFragments[] = {
    "Privacy policy\n",
    "Personvernerklæring\n",
    "# Retention\n",
    "## Recipients\n",
    "Your rights\n",
    "- ",
    "- • ",
    "* ",
    "\n",
    "\n\n",
    ": ",
    ", ",
    ". ",
    "| ",
    " |\n",
    "| --- | --- |\n",
    "Purpose",
    "Legal basis ",
    "Retention period ",
    "Data categories ",
    "| Name | Purpose | Region |\n",
    "NamePurposeRegion\n",
    "Stripe",
    "Vekst AS ",
    "Räven AB",
    "\"quoted\" ",
    "'",
    "# ",
    "no",
    "null",
    "~",
    "{",
    "}",
    "[",
    "]",
    "&a",
    "*b",
    "!c",
    "%d",
    "@",
    "`",
    "\t",
    "\\",
    "7 years ",
    "tre år etter ",
    "i 30 dagar ",
    "4-6 weeks ",
    "we keep ",
    "slettes ",
    "we never sell ",
    "as long as necessary ",
    "the account is closed ",
    "kontrakten ",
    "Art. 6(1)(a) ",
    "artikkel 6 nr. 1 bokstav b ",
    "consent ",
    "a@b.example ",
    "932 739 798 ",
    "_ga ",
    "session ",
    "2 years",
    "16 years old ",
    "72 hours ",
    "Datatilsynet ",
    "11. mai 2026 ",
    "updated ",
    "the following:\n",
    "🎫",
    "\u0085",
    "\u2028",
    "Æ",
    "e-mail, name, phone",
    "<br>",
    "<table><tr><td>",
    "of: x",
    "then: erase",
};

TEST(DraftTest, RandomTextsGiveDraftsThatAreAccepted) {
  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  std::size_t drafts = 0;
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (std::size_t n = random() % 120; n > 0; --n) text += kFragments[random() % std::size(kFragments)];
    const std::string yaml = DraftOf(text, i % 3 == 0 ? "privacy.txt" : i % 3 == 1 ? "privacy.md" : "privacy.html");
    if (yaml.empty()) continue;
    ++drafts;
    Accepted(yaml, text);
    if (HasFailure()) FAIL() << "seed " << seed;
  }
  EXPECT_GT(drafts, 200u) << "seed " << seed;
}

TEST(DraftTest, SentencesAreQuotedUpToAWholeCharacter) {
  std::size_t cut = 0;
  for (std::size_t letters = 100; letters < 170; ++letters) {
    const std::string text = "# Privacy policy\n\nWe never ever " + std::string(letters, 'x') + " 🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫🎫.\n";
    const std::string yaml = DraftOf(text);
    if (yaml.find("We never ever xxx") != std::string::npos && yaml.find("🎫.") == std::string::npos) ++cut;
    Accepted(yaml, text);
  }
  EXPECT_GT(cut, 60u);
}

const std::string kNames[] = {"\"quoted\"",
                              "it's: a # name",
                              "- x",
                              "? y",
                              "no",
                              "~",
                              "null",
                              "NULL",
                              "True",
                              "2024",
                              "1e3",
                              "0x10",
                              "2026-01-01",
                              "{a}",
                              "[b]",
                              "&a *a",
                              "!tag",
                              "%x",
                              "@x",
                              "`x`",
                              "| >",
                              "🎫 tickets",
                              "\\",
                              "a\\n",
                              "C1\u0085x",
                              "LS\u2028x",
                              "BOM\uFEFFx",
                              "bell\ax",
                              std::string("esc\x1b[31m"),
                              std::string(40'000, 'A'),
                              std::string(300, 'e') + ": x"};

TEST(DraftTest, HostileNamesAreReadBackAsText) {
  for (const std::string& name : kNames) {
    const std::string text = "Privacy policy\n\n" + name +
                             " AS is the controller.\n\n## Recipients\n\n| Name | Purpose | Region |\n| --- | --- | --- |\n| " + name +
                             " | hosting | USA |\n\n## " + name + "\n\nWe keep " + name +
                             " for 3 years, Art. 6(1)(b).\n\n## Data we collect\n\n- " + name + ": " + name + ", name\n";
    Accepted(DraftOf(text, "privacy.md"), name.substr(0, 100));
  }
}

TEST(DraftTest, NameOfTheFileIsReadBack) {
  for (const char* source : {"a: b #.txt", "\"q\".txt", "no", "-.md", "🎫.txt"})
    EXPECT_EQ(Accepted(DraftOf("We keep it for 3 years.", source), source).draft->source, source);
}

TEST(DraftTest, LongTextsAreCutInTheDraftAndSaidToBe) {
  using importer::kLongestText;
  EXPECT_EQ(importer::Scalar(std::string(kLongestText, 'a')), std::string(kLongestText, 'a'));
  const std::string cut = importer::Scalar(std::string(limits::kScalarBytes + 1, 'a'));
  EXPECT_LT(cut.size(), kLongestText + 10);
  EXPECT_EQ(cut.substr(cut.size() - 5), " …\"");
}

TEST(DraftTest, IdsAreNoWordsOfYaml) {
  for (const char* words : {"null", "No", "TRUE", "on"}) EXPECT_EQ(importer::IdOf(words).rfind("named-", 0), 0u) << words;
}

TEST(DraftTest, IdsAreEachGivenOnce) {
  importer::Ids ids;
  std::set<std::string> given;
  for (const char* words : {"a", "a-2", "a", "A", "a 2", "", "", "Æ", "a-2"})
    EXPECT_TRUE(given.insert(ids.New(words, "item")).second) << words;
  EXPECT_EQ(ids.New("a", "item"), "a-5");
  for (int i = 0; i < 50'000; ++i) ids.New("same", "item");
}

std::string Many(const std::string& line, std::size_t n) {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) text += line;
  return text;
}

TEST(DraftTest, PointsBeyondTheMostAreLeftOutAndThatIsSaid) {
  const std::string blank = "We [COMPANY NAME] never sell data.\n\n";
  const auto points = [&](std::size_t n) { return Accepted(DraftOf(Many(blank, n)), "blanks").open; };
  const auto cuts = [](const std::vector<policy::OpenPoint>& open) {
    return std::count_if(open.begin(), open.end(), [](const auto& point) { return point.name == "TEXT-CUT"; });
  };
  const std::size_t others = points(10).size() - 10;
  const auto most = points(kMostPoints - others);
  EXPECT_EQ(most.size(), kMostPoints);
  EXPECT_EQ(cuts(most), 0);
  const auto more = points(kMostPoints - others + 1);
  EXPECT_EQ(more.size(), kMostPoints);
  EXPECT_EQ(cuts(more), 1);
}

// Each of something against each of something else: there would be millions.
TEST(DraftTest, PairsOfPassagesBeyondTheMostAreNotTold) {
  const std::string many = "# Lists\n\n" + Many("We never share your data, except with some.\n\n", 2'000) + "# Authorities\n\n" +
                           Many("We may disclose data to public authorities.\n\n", 2'000);
  const auto open = Accepted(DraftOf(many, "policy.md"), "pairs").open;
  EXPECT_EQ(open.size(), kMostPoints);
  EXPECT_TRUE(
      std::any_of(open.begin(), open.end(), [](const auto& point) { return point.says.find("or more points") != std::string::npos; }));
}

TEST(DraftTest, ConsentIsHeldAgainstEachProcessingInALongText) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "## Activity" + std::to_string(i) + "\n\nBased on contract, Art. 6(1)(b).\n\n";
  text += "# Recipients\n\n" + Many("We share activities with others with your explicit consent.\n\n", 2'000);
  EXPECT_LE(Accepted(DraftOf(text, "policy.md"), "consent").open.size(), kMostPoints);
}

TEST(DraftTest, LeftOutFactsAreAnOpenPoint) {
  std::string text = "Security\n";
  for (std::size_t i = 0; i <= importer::kMostMeasures; ++i) text += "- We use encryption q" + std::to_string(i) + ".\n";
  const policy::Policy policy = Accepted(DraftOf(text), "measures");
  EXPECT_TRUE(std::any_of(policy.open.begin(), policy.open.end(), [](const auto& point) { return point.name == "TEXT-CUT"; }));
}

TEST(DraftTest, MoreKindsOfDataThanADraftHoldsAreTakenTogether) {
  std::string text = "Data we collect\n";
  for (int g = 0; g < 200; ++g) text += "- Sort" + std::to_string(g) + ": thing" + std::to_string(g) + ", other, third\n";
  text += "Retention\n";
  for (int i = 0; i < 499; ++i) text += "- Paper zz" + std::to_string(i * 7919) + "zz is deleted after 3 years.\n";
  std::size_t categories = 0;
  for (const auto& [group, leaves] : Accepted(DraftOf(text), "kinds").data) categories += leaves.size();
  EXPECT_LE(categories, importer::kMostCategories + 1);
}

}  // namespace lofte::lint::draft_test
