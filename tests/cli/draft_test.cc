// Drafts and policies alone. What only reads a policy takes both and says that it is a draft: `check`, `record`, `diff`. What would make
// something of it that binds takes no draft: `notice`, and everything that asks a store or the ledger.
#include <gtest/gtest.h>

#include "cli/company.h"

namespace lofte::tests {
namespace draft_test {

constexpr char kDraft[] =
    "lofte: 1\ndraft: { source: privacy.txt, sha256: 2a1f72f16b639b7a2a1f72f16b639b7a2a1f72f16b639b7a2a1f72f16b639b7a }\n";

TEST(DraftTest, NothingThatAsksAStoreTakesOne) {
  Company company;
  company.Edit("policy.yaml", "lofte: 1\n", kDraft);
  const Outcome checked = company.Run("check");
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  EXPECT_NE(checked.out.find("draft that was read from `privacy.txt`"), std::string::npos) << checked.out;
  for (const char* command : {"plan", "apply", "verify", "forecast", "promises"}) {
    const Outcome outcome = company.Run(command);
    EXPECT_EQ(outcome.code, 2) << command;
    EXPECT_EQ(outcome.err,
              "lofte: `policy.yaml` is a draft that was read from `privacy.txt`: settle what `lofte check` says of it, then remove "
              "`draft:` and `open:`\n");
    EXPECT_EQ(outcome.diff, Lines{}) << command;
  }
  const Outcome explained = company.Run("explain", {"main.accounts", "1"});
  EXPECT_EQ(explained.code, 2);
  EXPECT_NE(explained.err.find("is a draft"), std::string::npos) << explained.err;
  EXPECT_EQ(company.Run("plan", {"--json"}).Json().at("error").at("code"), "invalid");
}

TEST(DraftTest, WhatOnlyReadsTakesOneAndSaysSoInAWorkspaceAndWithout) {
  Company company;
  const Folder alone;
  company.Edit("policy.yaml", "lofte: 1\n", kDraft);
  alone.Write("policy.yaml", company.Read("policy.yaml"));
  for (const std::string& folder : {company.path().string(), alone.path().string()}) {
    for (const Outcome& outcome : {Lofte({"record", folder, "--format", "csv"}), Lofte({"diff", folder, folder})}) {
      EXPECT_EQ(outcome.code, 0) << outcome.err;
      EXPECT_NE(outcome.out, "");
      EXPECT_NE(outcome.err.find("is a draft that was read from `privacy.txt`: it is not settled yet"), std::string::npos) << outcome.err;
    }
    const Outcome notice = Lofte({"notice", folder});
    EXPECT_EQ(notice.code, 2);
    EXPECT_EQ(notice.out, "");
    EXPECT_NE(notice.err.find("is a draft that was read from `privacy.txt`: settle what"), std::string::npos) << notice.err;
  }
}

TEST(DraftTest, PolicyAloneIsCheckedByItself) {
  Company company;
  const std::string file = company / "policy.yaml";
  const Outcome fine = Lofte({"check", file, "--no-lint"});
  EXPECT_EQ(fine.code, 0) << fine.out << fine.err;
  EXPECT_NE(fine.out.find(" promises, 0 errors, "), std::string::npos) << fine.out;
  EXPECT_EQ(fine.out.find("draft"), std::string::npos);
  company.Edit("policy.yaml", "of: note, cap", "of: nota, cap");
  const Outcome wrong = Lofte({"check", file, "--no-lint"});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_EQ(wrong.out.rfind(file + ":", 0), 0u) << wrong.out;
  EXPECT_NE(wrong.out.find("[unknown-category]"), std::string::npos) << wrong.out;
  EXPECT_EQ(Lofte({"check", file, "--json"}).Json().at("issues").at(0).at("code"), "unknown-category");
}

// Its events and states are bound by no map.
TEST(DraftTest, DraftAloneNeedsNoWorkspace) {
  const Outcome outcome = Lofte({"check", LOFTE_SOURCE_DIR "/fuzz/corpus/policy_reader/draft.yaml", "--no-lint"});
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("then remove `draft:` and `open:`"), std::string::npos) << outcome.out;
}

TEST(DraftTest, FilesThatAreNoPolicyAreRefused) {
  Company company;
  EXPECT_EQ(Lofte({"check", company / "datamap.yaml"}).code, 1);
  EXPECT_EQ(Lofte({"check", company / "lofte.yaml"}).code, 2);
  EXPECT_EQ(Lofte({"check", company / "nowhere.yaml"}).code, 2);
}

}  // namespace draft_test
}  // namespace lofte::tests
