// `lofte record`: the files that people and programs get, of an example with both roles.
#include <gtest/gtest.h>

#include "cli/company.h"
#include "cli/golden.h"

namespace lofte::tests {
namespace record_test {

Outcome Rebookly(std::vector<std::string> options) {
  options.insert(options.begin(), {"record", "rebookly"});
  return Lofte(options);
}

TEST(RecordCommandTest, CsvOfTheController) {
  const Outcome outcome = Rebookly({"--format", "csv"});
  EXPECT_EQ(outcome.code, 0);
  ExpectGolden("record/controller.csv", outcome.out);
  ExpectGolden("record/gaps.txt", outcome.err);
}

TEST(RecordCommandTest, CsvOfTheProcessor) {
  const Outcome outcome = Rebookly({"--format", "csv", "--role", "processor"});
  EXPECT_EQ(outcome.code, 0);
  ExpectGolden("record/processor.csv", outcome.out);
  EXPECT_EQ(outcome.err.find("--role"), std::string::npos);
}

TEST(RecordCommandTest, Html) { ExpectGolden("record/both.html", Rebookly({"--format", "html", "--language", "en"}).out); }

TEST(RecordCommandTest, Json) {
  const Outcome outcome = Rebookly({"--format", "json", "--language", "en"});
  ExpectGolden("record/both.json", outcome.out);
  EXPECT_EQ(outcome.Json().at("gaps").size() > 0, outcome.err.find("gap: ") == 0);
}

TEST(RecordCommandTest, LayoutAndLanguageAreThoseOfTheCountry) {
  const nlohmann::json norwegian = Rebookly({"--format", "json"}).Json();
  EXPECT_EQ(norwegian.at("template"), "no");
  EXPECT_EQ(norwegian.at("language"), "nb");
  const nlohmann::json swedish = Lofte({"record", "bookbeat", "--format", "json"}).Json();
  EXPECT_EQ(swedish.at("template"), "gdpr");
  EXPECT_EQ(swedish.at("language"), "en");
  EXPECT_EQ(Lofte({"record", "gigcoms", "--format", "json", "--template", "no"}).Json().at("template"), "no");
}

TEST(RecordCommandTest, EveryExampleInEveryLanguageAndFormat) {
  for (const std::string example : {"bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"})
    for (const std::string language : {"da", "en", "nb", "nn", "sv"})
      for (const std::string format : {"csv", "html", "json", "xlsx"}) {
        const Outcome outcome = Lofte({"record", example, "--language", language, "--format", format});
        EXPECT_EQ(outcome.code, 0) << example << language << format << outcome.err;
        EXPECT_GT(outcome.out.size(), 1000u) << example << language << format;
      }
}

TEST(RecordCommandTest, WorkspaceSaysWhereTheDataLies) {
  const Company company;
  const nlohmann::json record = company.Run("record", {"--format", "json"}).Json();
  std::string systems;
  for (const nlohmann::json& activity : record.at("activities")) systems += activity.at("systems").dump();
  EXPECT_NE(systems.find("main.notes: "), std::string::npos) << systems;
}

TEST(RecordCommandTest, FileIsOfTheFormatThatItsNameSays) {
  const Folder folder;
  EXPECT_EQ(Rebookly({"--output", folder / "r.html"}).out, "");
  EXPECT_EQ(folder.Read("r.html").rfind("<!DOCTYPE html>", 0), 0u);
  Rebookly({"--output", folder / "r.xlsx"});
  EXPECT_EQ(folder.Read("r.xlsx").rfind("PK", 0), 0u);
  Rebookly({"--output", folder / "r.data", "--format", "json"});
  EXPECT_EQ(folder.Read("r.data").rfind("{", 0), 0u);
}

TEST(RecordCommandTest, FolderWithAPolicyAloneIsEnough) {
  const Company company;
  const Folder folder;
  folder.Write("policy.yaml", company.Read("policy.yaml"));
  const Outcome outcome = Lofte({"record", folder.path().string(), "--format", "json"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  folder.Write("policy.yaml", "lofte: 1\n");
  const Outcome broken = Lofte({"record", folder.path().string(), "--format", "csv"});
  EXPECT_EQ(broken.code, 2);
  EXPECT_EQ(broken.out, "");
  EXPECT_NE(broken.err.find("has errors"), std::string::npos) << broken.err;
}

TEST(RecordCommandTest, OfOneRoleListsTheGapsOfThatRole) {
  const nlohmann::json record = Rebookly({"--format", "json", "--role", "processor"}).Json();
  for (const nlohmann::json& activity : record.at("activities")) EXPECT_EQ(activity.at("role"), "processor");
  for (const nlohmann::json& gap : record.at("gaps")) EXPECT_EQ(gap.at("article").get<std::string>().rfind("30(2)", 0), 0u) << gap;
}

TEST(RecordCommandTest, NoWorkspaceIsSaid) {
  const Folder folder;
  const Outcome outcome = Lofte({"record", folder.path().string(), "--format", "json"});
  EXPECT_NE(outcome.code, 0);
  EXPECT_TRUE(outcome.Json().contains("error")) << outcome.out;
}

TEST(RecordCommandTest, WhatThereIsNoneOfIsRefused) {
  EXPECT_EQ(Rebookly({"--format", "pdf"}).code, 2);
  EXPECT_EQ(Rebookly({"--language", "fi"}).code, 2);
  EXPECT_EQ(Rebookly({"--template", "se"}).code, 2);
  EXPECT_EQ(Rebookly({"--output", ""}).code, 2);
}

}  // namespace record_test
}  // namespace lofte::tests
