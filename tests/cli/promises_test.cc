// What is promised and what it is answered from, of a company's workspace and of the five examples.
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "base/file.h"
#include "cli/company.h"
#include "cli/golden.h"

namespace lofte::tests {
namespace promises_test {

using Kinds = std::map<std::string, std::string>;  // of promises, by id

// The statements of the five policies, as they were counted when the work began.
Kinds Counted(const std::string& system) {
  Kinds kinds;
  std::istringstream lines(ReadFile(LOFTE_SOURCE_DIR "/tests/cli/testdata/promises.tsv").value());
  for (std::string line; std::getline(lines, line);)
    if (line.rfind(system + "-", 0) == 0) kinds[line.substr(0, line.find('\t'))] = line.substr(line.find('\t') + 1);
  return kinds;
}

Kinds KindsOf(const nlohmann::json& system) {
  Kinds kinds;
  for (const nlohmann::json& promise : system.at("promises")) kinds[promise.at("id")] = promise.at("kind");
  return kinds;
}

class ExampleTest : public testing::TestWithParam<const char*> {};

// A claim was counted by the kind of what it claims.
TEST_P(ExampleTest, EveryPromiseOfItsPolicyStandsInItUnderItsIdAndKind) {
  const Outcome outcome = Lofte({"promises", GetParam(), "--json"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  Kinds counted = Counted(GetParam()), kinds = KindsOf(outcome.Json().at("systems").at(0));
  ASSERT_FALSE(counted.empty());
  for (auto& [id, kind] : kinds)
    if (kind == "claim" && counted.count(id) != 0) counted[id] = "claim";
  EXPECT_EQ(kinds, counted);
}

INSTANTIATE_TEST_SUITE_P(Examples, ExampleTest, testing::Values("bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"),
                         [](const auto& each) { return std::string(each.param); });

TEST(PromisesTest, OfAWorkspaceAreListedWithTheirControls) {
  const Company company;
  const Outcome outcome = company.Run("promises", {"--json"});
  EXPECT_EQ(outcome.code, 0);
  ExpectGolden("promises.json", outcome.out);
  EXPECT_NE(company.Run("promises").out.find("thirty-days"), std::string::npos);
}

// Each promise is in one column, and the last line adds them up.
TEST(PromisesTest, CoverageCountsEachPromiseOnce) {
  const nlohmann::json coverage = Lofte({"promises", "bookbeat", "--json"}).Json().at("systems").at(0).at("coverage");
  std::int64_t counted = 0;
  for (const auto& [kind, counts] : coverage.items())
    for (const auto& [evidence, count] : counts.items()) counted += count.get<std::int64_t>();
  EXPECT_EQ(counted, 22);
  const std::string table = Lofte({"promises", "--coverage"}).out;
  for (const char* system : {"bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"})
    EXPECT_NE(table.find(system), std::string::npos) << table;
}

TEST(PromisesTest, WhatIsNeitherWorkspaceNorExampleIsAnError) {
  const Outcome outcome = Lofte({"promises", "nowhere"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("there is no file or folder `nowhere`"), std::string::npos) << outcome.err;
}

}  // namespace promises_test
}  // namespace lofte::tests
