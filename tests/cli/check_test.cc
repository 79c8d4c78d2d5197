// What `check` says of the words of a policy: for people, as JSON and as SARIF.
#include <gtest/gtest.h>

#include "cli/company.h"

namespace lofte::tests {
namespace check_test {

using nlohmann::json;

bool Finds(const json& findings, const std::string& rule) {
  for (const json& finding : findings)
    if (finding.at("rule") == rule) return true;
  return false;
}

TEST(CheckTest, WordsThatLackWhatTheLawAsksForAreFindings) {
  Company company;
  company.lints = true;
  const Outcome outcome = company.Run("check");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.out.find("policy.yaml:2:"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("error: the right of access is not told [A13-11 RIGHTS-MISSING]"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("asked: the right of access (13(2)(b); 14(2)(c); 15)"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("0 errors, 0 remarks"), std::string::npos) << "the files are fine";
  EXPECT_NE(outcome.out.find("\nLint: "), std::string::npos) << outcome.out;
}

TEST(CheckTest, FindingsKeepNoCommandFromItsWork) {
  Company company;
  company.lints = true;
  EXPECT_EQ(company.Run("check").code, 1);
  EXPECT_EQ(company.RunAt("plan").code, 0);
  EXPECT_EQ(company.RunAt("apply").code, 0);
}

TEST(CheckTest, FindingsAreInTheJson) {
  Company company;
  company.lints = true;
  const json report = company.Run("check", {"--json"}).Json();
  EXPECT_TRUE(Finds(report.at("findings"), "A13-11"));
  const json& first = report.at("findings").at(0);
  for (const char* key :
       {"rule", "name", "severity", "article", "message", "help", "file", "line", "column", "origins", "open", "accepted"})
    EXPECT_TRUE(first.contains(key)) << key;
}

TEST(CheckTest, AcceptedFindingIsShownAndIsNoError) {
  Company company;
  company.lints = true;
  company.Edit("policy.yaml", "subjects: [customer]\nactivities:",
               "accept: [{ rule: A13-11, why: told on another page }]\nsubjects: [customer]\nactivities:");
  const Outcome outcome = company.Run("check");
  EXPECT_NE(outcome.out.find("info: the right of access is not told (accepted: told on another page) [A13-11 RIGHTS-MISSING]"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("1 finding accepted"), std::string::npos) << outcome.out;
}

TEST(CheckTest, SarifHasTheFindingsAtTheirPlaces) {
  Company company;
  company.lints = true;
  const Outcome outcome = company.Run("check", {"--sarif", "-"});
  EXPECT_EQ(outcome.code, 1);
  const json run = outcome.Json().at("runs").at(0);
  const json& result = run.at("results").at(0);
  const json& place = result.at("locations").at(0).at("physicalLocation");
  EXPECT_NE(place.at("artifactLocation").at("uri").get<std::string>().find("policy.yaml"), std::string::npos);
  EXPECT_GE(place.at("region").at("startLine"), 1);
  EXPECT_EQ(run.at("tool").at("driver").at("rules").at(result.at("ruleIndex").get<std::size_t>()).at("id"), result.at("ruleId"));
}

TEST(CheckTest, SarifIsWrittenOverNothingElse) {
  Company company;
  company.lints = true;
  EXPECT_EQ(company.Run("check", {"--sarif", company / "found.sarif"}).code, 1);
  EXPECT_NE(company.Read("found.sarif").find("\"version\": \"2.1.0\""), std::string::npos);
  EXPECT_EQ(company.Run("check", {"--sarif", company / "found.sarif"}).code, 1) << "over another log";
  const std::string policy = company.Read("policy.yaml");
  const Outcome refused = company.Run("check", {"--sarif", company / "policy.yaml"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.err.find("is no SARIF log"), std::string::npos) << refused.err;
  const Outcome folder = company.Run("check", {"--sarif", company.path().string()});
  EXPECT_NE(folder.err.find("is a directory"), std::string::npos) << "why it cannot be looked at: " << folder.err;
  EXPECT_EQ(company.Read("policy.yaml"), policy);
}

}  // namespace check_test
}  // namespace lofte::tests
