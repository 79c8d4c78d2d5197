#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "base/file.h"
#include "base/table.h"
#include "transparency/dpv_terms.h"
#include "transparency/phrases.h"
#include "transparency/rights.h"
#include "transparency/transparency_test_support.h"

namespace lofte::transparency {
namespace tables_test {

const std::set<std::string>& Dpv23() {
  static const std::set<std::string> iris = [] {
    std::set<std::string> all;
    std::ifstream list(LOFTE_SOURCE_DIR "/tests/data/dpv/terms-2.3.txt");
    for (std::string line; std::getline(list, line);) {
      if (line.compare(0, 1, "#") != 0) all.insert(line);
    }
    return all;
  }();
  return iris;
}

std::string Iri(const std::string& prefix, const std::string& name) {
  static const std::map<std::string, std::string> spaces = {
      {"dpv", "dpv#"}, {"pd", "dpv/pd#"}, {"loc", "dpv/loc#"}, {"eu-gdpr", "dpv/legal/eu/gdpr#"}};
  return "https://w3id.org/" + spaces.at(prefix) + name;
}

// The terms that `text` speaks of and that DPV 2.3 has not; how many there are in all goes to `count`.
std::set<std::string> UnknownIn(const std::string& text, int& count) {
  static const std::regex term(R"(["\t](dpv|pd|loc|eu-gdpr):([A-Za-z][\w-]*)(?=["\n]))");
  std::set<std::string> unknown;
  for (std::sregex_iterator at(text.begin(), text.end(), term), end; at != end; ++at, ++count) {
    const std::string iri = Iri((*at)[1], (*at)[2]);
    if (Dpv23().count(iri) == 0) unknown.insert(iri);
  }
  return unknown;
}

TEST(DpvTermsTest, EachOfTheTableAndOfTheCodeIsOneOfDpv23) {
  int count = 0;
  const std::filesystem::path folder = LOFTE_SOURCE_DIR "/src/transparency";
  std::set<std::string> unknown = UnknownIn(ReadFile(folder / "data/dpv_terms.tsv").value(), count);
  EXPECT_GT(count, 350);
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == ".cc") unknown.merge(UnknownIn(ReadFile(file.path()).value(), count));
  }
  EXPECT_GT(count, 450);
  // This test's own wrong one shows that wrong ones are found.
  EXPECT_EQ(unknown, (std::set<std::string>{Iri("dpv", "NoSuchTerm")})) << "dpv:NoSuchTerm"
                                                                        << "\"dpv:NoSuchTerm\"";
}

TEST(DpvTermsTest, EachWordOfTheModelHasOne) {
  for (const std::string& right : policy::kRights) EXPECT_NE(DpvTerm("right", right), "") << right;
  for (const std::string& safeguard : policy::kSafeguards) EXPECT_NE(DpvTerm("safeguard", safeguard), "") << safeguard;
  for (const std::string& told : policy::kTold) EXPECT_NE(DpvTerm("breach", told), "") << told;
  for (const std::string& automated : policy::kAutomated) EXPECT_NE(DpvTerm("automated", automated), "") << automated;
  for (char letter = 'a'; letter <= 'j'; ++letter) EXPECT_NE(DpvTerm("special", std::string(1, letter)), "") << letter;
  for (int basis = 0; basis <= static_cast<int>(policy::Basis::kLegitimateInterests); ++basis)
    EXPECT_NE(DpvTerm("basis", NameOf(static_cast<policy::Basis>(basis))), "") << basis;
}

TEST(DpvTermsTest, CategoryIsLookedUpWholeAndThenByItsLeaf) {
  EXPECT_EQ(DpvTerm("category", "voice.audio"), "pd:VoiceCommunicationRecording");
  EXPECT_EQ(DpvTerm("category", "customer.email"), "pd:EmailAddress");
  EXPECT_EQ(DpvTerm("category", "film.audio"), "");
  EXPECT_EQ(DpvTerm("subject", "customer.visitor"), "");
}

TEST(PhrasesTest, EachStandsInEveryLanguageInItsOwnWordsWithTheSamePlaces) {
  constexpr std::size_t kWord = 30;  // what is the same in two languages has no more letters than a word
  const std::vector<TableRow> rows = ReadRows("phrases", ReadFile(LOFTE_SOURCE_DIR "/src/transparency/data/phrases.tsv").value());
  ASSERT_GT(rows.size(), 30u);
  for (const TableRow& row : rows) {
    const std::string& english = row.at(1);
    for (std::size_t column = 1; column < row.size(); ++column) {
      const std::string& text = row[column];
      EXPECT_FALSE(text.empty()) << row[0] << " " << column;
      EXPECT_EQ(text.find("{}") == std::string::npos, english.find("{}") == std::string::npos) << row[0] << " " << text;
      EXPECT_EQ(text.find("{}"), text.rfind("{}")) << row[0] << " " << text;
      EXPECT_TRUE(column == 1 || text.size() <= kWord || text != english) << row[0] << " " << column;
    }
  }
}

// Every key that the writers of TILT name stands in the table: Say() panics over one that does not.
TEST(PhrasesTest, EachWordOfTheModelHasOne) {
  const Phrases english = Phrases::In("en").value();
  for (int basis = 0; basis <= static_cast<int>(policy::Basis::kLegitimateInterests); ++basis)
    EXPECT_NE(english.Say("basis." + std::string(NameOf(static_cast<policy::Basis>(basis)))), "");
  EXPECT_EQ(english.Say("while", "it rains"), "As long as this holds: it rains");
}

TEST(PhrasesTest, RegionIsLeftOutAndAnUnknownLanguageIsAnError) {
  EXPECT_EQ(Phrases::In("en-GB").value().Say("basis.consent"), Phrases::In("en").value().Say("basis.consent"));
  EXPECT_EQ(Phrases::In("tlh").error().message,
            "there are no sentences in `tlh`: choose one of `en`, `da`, `nb`, `nn`, `sv`, `fi`, `es`, `de`");
}

TEST(WaysTest, AreToldApart) {
  const Ways ways = WaysOf({"Settings page", "a@b.no", "https://b.no/rights", "c@d.no"});
  EXPECT_EQ(ways.email, "a@b.no");
  EXPECT_EQ(ways.url, "https://b.no/rights");
  EXPECT_EQ(ways.others, (std::vector<std::string>{"Settings page", "c@d.no"}));
  for (const char* text : {"", "@b.no", "a@b", "a@.no", "a@b.", "a b@c.no", "a@b@c.no", "see a@b.no/c"})
    EXPECT_FALSE(IsEmail(text)) << text;
  for (const char* text : {"", "b.no", "ftp://b.no", "https://b.no/a b"}) EXPECT_FALSE(IsUrl(text)) << text;
}

}  // namespace tables_test
}  // namespace lofte::transparency
