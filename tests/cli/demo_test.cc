// `lofte demo`: a workspace in one command, and nobody's files lost.
#include <gtest/gtest.h>

#include <cstdlib>

#include "cli/company.h"

namespace lofte::tests {
namespace demo_test {

Outcome Demo(const std::string& folder, std::vector<std::string> options = {}) {
  options.insert(options.begin(), {"demo", "gigcoms", "--dir", folder, "--subjects", "100", "--at", "2026-11-21T12:00"});
  return Lofte(options);
}

TEST(DemoCommandTest, MakesAWorkspaceInWhichNothingIsBroken) {
  Folder folder("two words, Ærø");
  const Outcome outcome = Demo(folder / "demo", {"--json"});
  ASSERT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  const nlohmann::json report = outcome.Json();
  EXPECT_EQ(report.at("workspace"), folder / "demo");
  EXPECT_EQ(report.at("people"), 100);
  EXPECT_GT(report.at("before").at("totals").at("broken"), 0);
  EXPECT_GT(report.at("apply").at("totals").at("done"), 0);
  EXPECT_EQ(report.at("after").at("totals").at("broken"), 0);
  EXPECT_EQ(Lofte({"check", folder / "demo"}).code, 0);
  EXPECT_EQ(Lofte({"verify", folder / "demo", "--at", "2026-11-21T12:00"}).code, 0);
}

TEST(DemoCommandTest, TimeIsReadInTheControllersZone) {
  Folder folder;
  EXPECT_EQ(Demo(folder / "demo", {"--json"}).Json().at("before").at("at"), "2026-11-21T11:00:00Z");
}

TEST(DemoCommandTest, NoRunOnlyMakesTheWorkspace) {
  Folder folder;
  const Outcome outcome = Demo(folder / "demo", {"--no-run", "--json"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.Json(), (nlohmann::json{{"workspace", folder / "demo"}, {"people", 100}}));
  EXPECT_EQ(Lofte({"verify", folder / "demo", "--at", "2026-11-21T12:00"}).code, 1);
}

TEST(DemoCommandTest, TwiceInTheSameFolderGivesTheSameWorld) {
  Folder folder;
  const nlohmann::json first = Demo(folder / "demo", {"--json"}).Json();
  const Outcome again = Demo(folder / "demo", {"--json"});
  ASSERT_EQ(again.code, 0) << again.out;
  EXPECT_EQ(again.Json().at("before"), first.at("before"));
  EXPECT_EQ(again.Json().at("after"), first.at("after"));
}

TEST(DemoCommandTest, FolderWithOtherFilesIsRefusedAndLeftAlone) {
  Folder folder;
  folder.Write("policy.yaml", "mine");
  const Outcome outcome = Demo(folder.path().string(), {"--json"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.Json().at("error").at("code"), "refused");
  EXPECT_EQ(folder.Read("policy.yaml"), "mine");
  EXPECT_FALSE(folder.Has("demo.db"));
}

// A database of somebody's own that is called as the demo's is.
TEST(DemoCommandTest, DatabaseWithoutAWorkspaceIsRefusedAndLeftAlone) {
  Folder folder;
  folder.Write("demo.db", "precious");
  EXPECT_EQ(Demo(folder.path().string(), {"--no-run"}).code, 1);
  EXPECT_EQ(folder.Read("demo.db"), "precious");
}

TEST(DemoCommandTest, CompanysWorkspaceIsRefusedAndLeftAlone) {
  Company company;
  const std::string rows = company.Rows(), policy = company.Read("policy.yaml");
  EXPECT_EQ(Demo(company.path().string()).code, 1);
  EXPECT_EQ(company.Rows(), rows);
  EXPECT_EQ(company.Read("policy.yaml"), policy);
}

TEST(DemoCommandTest, FileInPlaceOfTheFolderIsWrong) {
  Folder folder;
  folder.Write("demo", "mine");
  EXPECT_EQ(Demo(folder / "demo").code, 2);
  EXPECT_EQ(folder.Read("demo"), "mine");
}

TEST(DemoCommandTest, UnknownExampleOrStoreIsWrong) {
  Folder folder;
  EXPECT_EQ(Lofte({"demo", "gigcom", "--dir", folder / "demo"}).code, 2);
  EXPECT_EQ(Lofte({"demo", "gigcoms", "--dir", folder / "demo", "--store", "oracle"}).code, 2);
  EXPECT_EQ(Lofte({"demo", "gigcoms", "--dir", folder / "demo", "--subjects", "99"}).code, 2);
  EXPECT_FALSE(folder.Has("demo"));
}

TEST(DemoCommandTest, MissingServerIsUnreachable) {
  Folder folder;
  const Outcome outcome = Demo(folder / "demo", {"--store", "postgres", "--connection", "host=/nowhere", "--json"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.Json().at("error").at("code"), "unavailable");
  EXPECT_EQ(Demo(folder / "demo", {"--no-run"}).code, 0) << "the folder can be used again";
}

TEST(DemoCommandTest, RunsOnPostgres) {
  if (std::getenv("PGHOST") == nullptr) GTEST_SKIP() << "no PostgreSQL server: PGHOST is not set (run the tests under tools/with-postgres)";
  Folder folder;
  for (int time = 0; time < 2; ++time) {
    const Outcome outcome = Demo(folder / "demo", {"--store", "postgres", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.out;
    EXPECT_EQ(outcome.Json().at("after").at("totals").at("broken"), 0);
  }
  EXPECT_EQ(Lofte({"verify", folder / "demo", "--at", "2026-11-21T12:00"}).code, 0);
}

}  // namespace demo_test
}  // namespace lofte::tests
