// `lofte attest` and `lofte incident`: what people say of promises.
#include <gtest/gtest.h>

#include "cli/company.h"

namespace lofte::tests {
namespace register_test {

// The company of which two promises are other: one that somebody must vouch for every year, and one about what happened.
class RegisterTest : public testing::Test {
 protected:
  RegisterTest() {
    const std::string policy = company_.Read("policy.yaml");
    const std::size_t begin = policy.find("      attested:"), end = policy.find("  tls:");
    EXPECT_NE(begin, std::string::npos);
    EXPECT_NE(end, std::string::npos);
    company_.Write("policy.yaml",
                   policy.substr(0, begin) + "      attested: { role: head of people, every: P1Y }\n  short:\n    kind: messaging\n" +
                       "    text: No note is empty\n    control: { always: note.has-words, event: note.written, window: P1Y }\n" +
                       policy.substr(end));
    company_.Edit("datamap.yaml", "note.written: { column: written_on, kind: date, null: unknown }\n",
                  "note.written: { column: written_on, kind: date, null: unknown }\n" +
                      std::string("    conditions:\n      note.has-words: { when: body is not null }\n"));
    company_.Write("report.txt", "all were there\n");
  }
  nlohmann::json Promise(const std::string& id) {
    const nlohmann::json report = company_.RunAt("verify", {"--json"}).Json();
    for (const nlohmann::json& promise : report.at("promises"))
      if (promise.at("id") == id) return promise;
    return {};
  }
  Outcome Attest(std::vector<std::string> options) {
    options.insert(options.begin(), {"attest", "add", company_.path().string()});
    return Lofte(options);
  }

  Company company_;
};

TEST_F(RegisterTest, SomebodyVouchesUntilItLapses) {
  EXPECT_EQ(Promise("trained").at("status"), "unproven");
  EXPECT_EQ(Promise("trained").at("why"), "nobody has vouched for it yet (head of people; `lofte attest add` records it)");
  const Outcome added = Attest({"trained", "--by", "Bo", "--document", company_ / "report.txt", "--from", "2024-01-10"});
  ASSERT_EQ(added.code, 0) << added.err;
  EXPECT_NE(added.out.find("from 2024-01-10 to 2025-01-10"), std::string::npos) << added.out;
  EXPECT_EQ(Promise("trained").at("status"), "attested");
  EXPECT_EQ(Promise("trained").at("attestation"), 1);
  const nlohmann::json listed = Lofte({"attest", "list", company_.path().string(), "--json"}).Json().at("attestations").at(0);
  EXPECT_EQ(listed.at("sha256"), "ff9ebcda7ae19403c17c4bc82cb189a2071dccf95c451f9843be8ba199e96924");
  const Outcome later = company_.Run("verify", {"--at", "2025-01-11", "--all"});
  EXPECT_NE(later.out.find("what was vouched for lapsed on 2025-01-10"), std::string::npos) << later.out;
  EXPECT_EQ(Lofte({"attest", "withdraw", company_.path().string(), "--number", "1"}).code, 0);
  EXPECT_EQ(Promise("trained").at("status"), "unproven");
  EXPECT_EQ(Promise("trained").at("why"), "what was vouched for was withdrawn (head of people; `lofte attest add` records it)");
  EXPECT_EQ(Lofte({"attest", "withdraw", company_.path().string(), "--number", "1"}).code, 2);
}

TEST_F(RegisterTest, WhatCannotBeVouchedForIsSaid) {
  const std::string report = company_ / "report.txt";
  for (const auto& [options, words] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"trained", "--by", "Bo", "--document", company_ / "no.txt"}, "no.txt"},
           {{"traned", "--by", "Bo", "--document", report}, "the policy has no promise `traned`"},
           {{"no-cards", "--by", "Bo", "--document", report}, "its control is `never`"},
           {{"trained", "--by", "Bo", "--document", report, "--from", "2024-01-01", "--until", "2025-01-02"}, "until 2025-01-01"},
           {{"trained", "--by", "Bo", "--document", report, "--from", "2024-02-01", "--until", "2024-01-02"}, "exchange them"},
           {{"trained", "--by", "Bo", "--document", report, "--from", "yesterday"}, "is no day"},
           {{"trained", "--by", "Bo", "--document", report, "--at", "2024-01-01"}, "leave --at out"}}) {
    const Outcome outcome = Attest(options);
    EXPECT_NE(outcome.code, 0) << words;
    EXPECT_NE(outcome.err.find(words), std::string::npos) << outcome.err;
  }
  EXPECT_EQ(Lofte({"attest", "list", company_.path().string()}).out, "Nobody has vouched for anything.\n");
}

TEST_F(RegisterTest, IncidentAcknowledgesWhatHappened) {
  company_.Execute("DELETE FROM notes WHERE id = 5; INSERT INTO notes VALUES (9, 1, NULL, '2024-11-03'), (10, 1, NULL, '2024-11-05')");
  EXPECT_EQ(Promise("short").at("status"), "broken");
  EXPECT_EQ(Promise("short").at("violations"), 2);
  const auto add = [&](const std::string& until, const std::string& reference) {
    return Lofte({"incident", "add", company_.path().string(), "short", "--from", "2024-11-01", "--until", until, "--reference", reference,
                  "--approved-by", "Ida", "--told", "2024-11-06"});
  };
  const Outcome added = add("2024-11-05", "i-1");
  ASSERT_EQ(added.code, 0) << added.err;
  EXPECT_NE(added.out.find("it acknowledges 2 rows by which `short` was broken"), std::string::npos) << added.out;
  EXPECT_EQ(Promise("short").at("status"), "incident");
  EXPECT_EQ(Promise("short").at("incidents"), nlohmann::json({"i-1"}));
  const Outcome verified = company_.RunAt("verify");
  EXPECT_NE(verified.out.find("1 incident"), std::string::npos) << verified.out;
  EXPECT_NE(verified.out.find("2 of 2 acknowledged by i-1"), std::string::npos) << verified.out;
  EXPECT_EQ(add("2024-11-01", "i-2").code, 2) << "nothing on that day";
  EXPECT_EQ(Lofte({"incident", "list", company_.path().string(), "--json"}).Json().at("incidents").at(0).at("told"), "2024-11-06");
  EXPECT_EQ(Lofte({"incident", "told", company_.path().string(), "--reference", "i-1", "--on", "2024-11-07"}).code, 2) << "it was told";
  EXPECT_EQ(Lofte({"incident", "end", company_.path().string(), "--reference", "i-1"}).code, 0);
  EXPECT_EQ(Promise("short").at("status"), "broken");
}

}  // namespace register_test
}  // namespace lofte::tests
