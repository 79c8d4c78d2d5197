// `lofte import`, and `check` of a text: what goes where, what is refused, and the whole way from a text to a plan.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <sstream>

#include "cli/company.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::tests {
namespace import_test {

constexpr char kText[] = R"(Privacy policy

Small Shop AS, organisation number 932 739 798, is the controller. Write to privacy@small.example or to Storgata 1, 0155 Oslo, Norway.

Accounts
Purpose To let you log in and buy
Legal basis Contract, Art. 6(1)(b)
Data categories E-mail address
Retention period Deleted 30 days after the account is closed
Orders
Purpose To send what you buy
Legal basis Contract, Art. 6(1)(b)
Data categories Order lines
Retention period Deleted 5 years after the purchase

Your rights
You have the right to access, rectification, erasure and data portability. You can complain to Datatilsynet.

We share data with the following:
)";

class ImportTest : public testing::Test {
 protected:
  ImportTest() { folder_.Write("privacy.txt", kText); }
  std::string text() const { return folder_ / "privacy.txt"; }

  Folder folder_;
};

// Rule, name and places of each finding, sorted.
std::vector<std::string> FindingsOf(const Outcome& checked) {
  std::vector<std::string> findings;
  const nlohmann::json shown = checked.Json();
  for (const nlohmann::json& finding : shown.at("findings"))
    findings.push_back(finding.at("rule").get<std::string>() + " " + finding.at("name").get<std::string>() + " " +
                       finding.at("origins").dump());
  std::sort(findings.begin(), findings.end());
  return findings;
}

TEST_F(ImportTest, DraftIsPrintedAndTheCountsGoBeside) {
  const Outcome outcome = Lofte({"import", text()});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out.rfind("# Read from privacy.txt by `lofte import`: a draft.", 0), 0u) << outcome.out;
  EXPECT_NE(outcome.out.find("\ndraft:\n  source: privacy.txt\n"), std::string::npos);
  EXPECT_EQ(outcome.err.rfind("privacy.txt: 2 activities, 2 retention rules, 0 recipients, 5 rights; ", 0), 0u) << outcome.err;
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
}

TEST_F(ImportTest, SameTextGivesTheSameDraft) { EXPECT_EQ(Lofte({"import", text()}).out, Lofte({"import", text()}).out); }

TEST_F(ImportTest, DraftIsWrittenToANewFileOnly) {
  const Outcome written = Lofte({"import", text(), "--out", folder_ / "policy.yaml"});
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_EQ(written.out, "");
  EXPECT_EQ(folder_.Read("policy.yaml"), Lofte({"import", text()}).out);
  folder_.Write("policy.yaml", "mine\n");
  const Outcome refused = Lofte({"import", text(), "--out", folder_ / "policy.yaml"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_EQ(refused.err, "lofte: `" + (folder_ / "policy.yaml") + "` is there already: a draft is never written over a file\n");
  EXPECT_EQ(folder_.Read("policy.yaml"), "mine\n");
}

TEST_F(ImportTest, StandardInputIsReadUnderItsName) {
  std::istringstream text(kText);
  std::streambuf* before = std::cin.rdbuf(text.rdbuf());
  std::cin.clear();
  const Outcome outcome = Lofte({"import", "-"});
  std::cin.rdbuf(before);
  std::cin.clear();
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("\n  source: stdin\n"), std::string::npos);
  EXPECT_EQ(outcome.err.rfind("stdin: 2 activities, ", 0), 0u) << outcome.err;
}

TEST_F(ImportTest, FactsAreJsonWithPlacesInTheText) {
  const Outcome outcome = Lofte({"import", text(), "--json"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  const nlohmann::json facts = outcome.Json();
  EXPECT_EQ(facts.at("language"), "en");
  EXPECT_EQ(facts.at("controller").at("name"), "Small Shop AS");
  ASSERT_EQ(facts.at("activities").size(), 2u);
  const nlohmann::json& span = facts.at("activities").at(1).at("span");
  EXPECT_EQ(std::string(kText).substr(span.at("begin"), span.at("end").get<std::size_t>() - span.at("begin").get<std::size_t>()), "Orders");
  EXPECT_EQ(span.at("line"), 10);
  EXPECT_EQ(facts.at("retention").at(0).at("period"), "P30D");
  EXPECT_EQ(facts.at("empty_lists").size(), 1u);
}

TEST_F(ImportTest, FactsAreWrittenToTheFileThatIsNamed) {
  const Outcome outcome = Lofte({"import", text(), "--json", "--out", folder_ / "facts.json"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(folder_.Read("facts.json"), Lofte({"import", text(), "--json"}).out);
}

TEST_F(ImportTest, WhatIsNoTextIsRefused) {
  const auto refused = [&](const std::string& name, const std::string& bytes) {
    folder_.Write(name, bytes);
    for (const char* command : {"import", "check"}) {
      const Outcome outcome = Lofte({command, folder_ / name});
      EXPECT_EQ(outcome.code, 2) << command << " " << name << outcome.out;
      EXPECT_EQ(outcome.out, "") << command << " " << name;
      EXPECT_EQ(outcome.err.rfind("lofte: ", 0), 0u) << outcome.err;
      EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
      EXPECT_NE(outcome.err.find(name), std::string::npos) << outcome.err;
    }
  };
  refused("empty.txt", "");
  refused("blank.txt", " \n\t\n\n");
  refused("program.bin", std::string("\x7f"
                                     "ELF\0\1\2\3",
                                     8));
  refused("latin.txt", "Personvernerkl\xe6ring\n");
  refused("page.html", "<html><head><title>x</title></head><body><script>1</script></body></html>");
}

TEST_F(ImportTest, MissingFileIsRefused) {
  for (const char* command : {"import", "check"}) {
    const Outcome outcome = Lofte({command, folder_ / "nowhere.txt"});
    EXPECT_EQ(outcome.code, 2) << command;
    EXPECT_NE(outcome.err.find("nowhere.txt"), std::string::npos) << outcome.err;
  }
}

// The acceptance: what `check` says of a text is what it says of the draft, and what stands open in the draft is among it.
TEST_F(ImportTest, TextAndDraftHaveTheSameFindings) {
  const Outcome text_checked = Lofte({"check", text(), "--json"});
  ASSERT_EQ(Lofte({"import", text(), "--out", folder_ / "draft.yaml"}).code, 0);
  const Outcome draft_checked = Lofte({"check", folder_ / "draft.yaml", "--json"});
  EXPECT_EQ(text_checked.code, draft_checked.code);
  const std::vector<std::string> findings = FindingsOf(text_checked);
  EXPECT_EQ(findings, FindingsOf(draft_checked));
  EXPECT_TRUE(
      std::any_of(findings.begin(), findings.end(), [](const std::string& one) { return one.find(" LIST-EMPTY ") != std::string::npos; }));
}

TEST_F(ImportTest, FormatCanBeSaid) {
  folder_.Write("stars.txt", "# Privacy policy\n\nWe **never** sell data.\n");
  const auto unmapped = [&](const std::string& format) {
    const nlohmann::json facts = Lofte({"import", folder_ / "stars.txt", "--json", "--as", format}).Json();
    return facts.at("unmapped").empty() ? "" : facts.at("unmapped").at(0).at("text").get<std::string>();
  };
  EXPECT_EQ(unmapped("markdown"), "We never sell data.");
  EXPECT_EQ(unmapped("text"), "We **never** sell data.");
  EXPECT_EQ(Lofte({"import", folder_ / "stars.txt", "--as", "word"}).code, 2);
}

// Without the block of a key at the left edge.
std::string Without(const std::string& key, const std::string& yaml) {
  std::istringstream lines(yaml);
  std::string line, rest;
  bool inside = false;
  while (std::getline(lines, line)) {
    if (!line.empty() && line[0] != ' ') inside = line == key + ":";
    if (!inside) rest += line + "\n";
  }
  return rest;
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from << " is not in\n" << text;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

constexpr char kWorkspace[] = R"(lofte: 1
policy: policy.yaml
datamap: datamap.yaml
stores:
  main: { kind: sqlite, path: company.db }
ledger: ledger.db
)";

constexpr char kMap[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    record: e-mail-address
    persons: { user: id }
    fields:
      id: technical
      email: { category: e-mail-address.all, blank: key }
      closed_on: technical
    events:
      account.closed: { column: closed_on, kind: date, null: not-yet }
  main.orders:
    record: order-lines
    persons: { user: account_id }
    fields:
      id: technical
      account_id: technical
      lines: order-lines.all
      placed_on: technical
    events:
      order.placed: { column: placed_on, kind: date, null: unknown }
)";

constexpr char kRows[] = R"(
CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, closed_on TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts (id), lines TEXT, placed_on TEXT);
CREATE INDEX orders_of_accounts ON orders (account_id);
INSERT INTO accounts VALUES (1, 'a@example.org', NULL), (2, 'b@example.org', '2024-10-01');
INSERT INTO orders VALUES (1, 1, 'a book', '2019-01-02'), (2, 1, 'a pen', '2024-01-02');
)";

// import, check, edit, plan: as README says.
TEST_F(ImportTest, EditedDraftIsPlanned) {
  folder_.Write("lofte.yaml", kWorkspace);
  folder_.Write("datamap.yaml", kMap);
  stores_sqlite::SqliteOptions create;
  create.create = true;
  stores_sqlite::OpenSqlite("main", folder_ / "company.db", create).value()->ExecuteScript(kRows).value();
  ASSERT_EQ(Lofte({"import", text(), "--out", folder_ / "policy.yaml"}).code, 0);
  EXPECT_EQ(Lofte({"plan", folder_.path().string(), "--at", "2024-11-21"}).code, 2) << "a draft is planned by nobody";

  std::string policy = Without("open", Without("draft", folder_.Read("policy.yaml")));
  policy = Replaced(policy, "P30D after person.account-deletion", "P30D after account.closed");
  policy = Replaced(policy, "P5Y after person.purchase", "P5Y after order.placed");
  policy = Replaced(policy, "languages:", "effective: 2024-01-01\nsubjects: [customer]\nlanguages:");
  for (const char* data : {"    data: [e-mail-address]", "    data: [order-lines]"})
    policy = Replaced(policy, data, std::string("    subjects: [customer]\n") + data);
  folder_.Write("policy.yaml", policy);
  const Outcome checked = Lofte({"check", folder_.path().string(), "--no-lint"});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err << policy;
  const Outcome plan = Lofte({"plan", folder_.path().string(), "--at", "2024-11-21"});
  EXPECT_EQ(plan.code, 0) << plan.out << plan.err << policy;
  EXPECT_NE(plan.out.find("main.accounts"), std::string::npos) << plan.out;
  EXPECT_NE(plan.out.find("main.orders"), std::string::npos) << plan.out;
}

}  // namespace import_test
}  // namespace lofte::tests
