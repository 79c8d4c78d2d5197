// `lofte diff`: two policies, and what of a company's rows their difference is about.
#include <gtest/gtest.h>

#include "base/file.h"
#include "cli/company.h"

namespace lofte::tests {
namespace diff_test {

using nlohmann::json;

std::string ExamplePolicy(const std::string& name) { return LOFTE_SOURCE_DIR "/examples/" + name + "/policy.yaml"; }

// A copy of GigComs' policy with one thing changed.
std::string Changed(const Folder& folder, const std::string& from, const std::string& to) {
  std::string text = ReadFile(ExamplePolicy("gigcoms")).value();
  const std::size_t at = text.find(from);
  if (at == std::string::npos) ADD_FAILURE() << "no `" << from << "` to replace";
  folder.Write("new.yaml", text.replace(at, from.size(), to));
  return folder / "new.yaml";
}

TEST(DiffCommandTest, OfAPolicyAndItselfSaysThatThereIsNothing) {
  const Outcome outcome = Lofte({"diff", ExamplePolicy("gigcoms"), ExamplePolicy("gigcoms")});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "The policies say the same.\n");
}

TEST(DiffCommandTest, AMaterialChangeIsShownWithItsPlaceAndExitsWithOne) {
  const Folder folder;
  const std::string changed = Changed(folder, "country: DE\n    safeguards: [dpa]", "country: US\n    safeguards: [dpa]");
  const Outcome outcome = Lofte({"diff", ExamplePolicy("gigcoms"), changed});
  EXPECT_EQ(outcome.code, 1) << outcome.err;
  EXPECT_NE(outcome.out.find("transfer-new  "), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("DE -> US"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("new.yaml:"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("1 change: 1 for the worse, 0 for the better"), std::string::npos) << outcome.out;
}

TEST(DiffCommandTest, NoMaterialChangeExitsWithNought) {
  const Folder folder;
  const Outcome outcome = Lofte({"diff", ExamplePolicy("gigcoms"), Changed(folder, "city: Copenhagen", "city: Aarhus"), "--json"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.Json().at("material"), false);
  EXPECT_EQ(outcome.Json().at("changes").at(0).at("kind"), "controller-contact");
}

TEST(DiffCommandTest, AMistakeInAFileIsWrongUsage) {
  const Folder folder;
  const Outcome outcome = Lofte({"diff", ExamplePolicy("gigcoms"), Changed(folder, "basis: contract", "basis: luck")});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("luck"), std::string::npos) << outcome.err;
  EXPECT_EQ(Lofte({"diff", ExamplePolicy("gigcoms")}).code, 2);
  EXPECT_EQ(Lofte({"diff", ExamplePolicy("gigcoms"), folder / "nothing.yaml"}).code, 2);
}

TEST(DiffCommandTest, TheMessageTakesItsWordsFromBesideTheNewPolicy) {
  const Folder folder;
  const std::string changed = Changed(folder, "country: DE\n    safeguards: [dpa]", "country: US\n    safeguards: [dpa]");
  std::filesystem::create_directory(folder / "words");
  folder.Write("words/nb.yaml", "lofte: 1\nlanguage: nb\ndata: { account: kontoen din }\ncountries: { US: USA, DE: Tyskland }\n");
  const Outcome outcome = Lofte({"diff", ExamplePolicy("gigcoms"), changed, "--message", "nb"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.out.find("utenfor EØS, i USA. Før: Tyskland."), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("kontoen din"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.err.find("no nb word for `data message.body`"), std::string::npos) << outcome.err;
  EXPECT_EQ(Lofte({"diff", ExamplePolicy("gigcoms"), changed, "--message", "xx"}).code, 2);
}

// Of 8 notes all have a text, of 4 accounts.
TEST(DiffCommandTest, CountsTheRowsAndPeopleThatAChangeTouches) {
  const Company company;
  const Lines before = company.Dump();
  const std::string old = company / "old.yaml";
  std::filesystem::copy_file(company / "policy.yaml", old);
  company.Edit("policy.yaml", "P90D", "P120D");
  const Outcome outcome = Lofte({"diff", old, company.path().string(), "--count", "--json"});
  ASSERT_EQ(outcome.code, 1) << outcome.err;
  const json change = outcome.Json().at("changes").at(0);
  EXPECT_EQ(change.at("kind"), "retention-longer");
  EXPECT_EQ(change.at("categories"), json({"note.body"}));
  EXPECT_EQ(change.at("rows"), 8);
  EXPECT_EQ(change.at("people"), 4);
  EXPECT_EQ(company.Dump(), before);
}

TEST(DiffCommandTest, CountWithoutAWorkspaceIsAnError) {
  EXPECT_EQ(Lofte({"diff", ExamplePolicy("gigcoms"), ExamplePolicy("gigcoms"), "--count"}).code, 2);
}

}  // namespace diff_test
}  // namespace lofte::tests
