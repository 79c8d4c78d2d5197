// Why a condition is so: which rows `explain` says that it was read from, what held there, and what it does not tell.
#include <gtest/gtest.h>

#include "cli/company.h"

namespace lofte::tests {
namespace explain_reads_test {

using nlohmann::json;

// A company with one more ceiling on notes, under the condition `note.odd`.
class OddCompany : public Company {
 public:
  explicit OddCompany(const std::string& condition, const std::string& schema = "", const std::string& links = "") {
    const std::string rule = "cap: P90D after note.written, then: erase }\n";
    Edit("policy.yaml", rule,
         rule + "      - { promise: ninety-days, of: note, when: note.odd, cap: P10D after note.written, then: erase }\n");
    const std::string event = "      note.written: { column: written_on, kind: date, null: unknown }\n";
    Edit("datamap.yaml", event, event + "    conditions:\n      note.odd: " + condition + "\n" + links);
    if (!schema.empty()) Execute(schema);
  }
};

json ConditionOf(const Company& company, const std::string& note) {
  const Outcome outcome = company.RunAt("explain", {"main.notes", note, "--json"});
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  const json conditions = outcome.Json().at("conditions");
  EXPECT_EQ(conditions.size(), 1u) << conditions;
  return conditions.at(0);
}

// Links of notes to tags, which have a key of two columns.
const std::string kTags =
    "CREATE TABLE tags (note_id INTEGER NOT NULL, number INTEGER NOT NULL, word TEXT, set_on TEXT, PRIMARY KEY (note_id, number));"
    "INSERT INTO tags VALUES (8, 1, 'red', '2024-08-01'), (8, 2, 'blue', '2024-09-01'), (3, 1, 'red', '2024-09-01');";
const std::string kTagLinks =
    "    links:\n      tags: { to: main.tags, on: { id: note_id } }\n"
    "  main.tags:\n    record: note\n    persons: { user: note.account_id }\n    links:\n      note: { to: main.notes, on: { note_id: id } "
    "}\n"
    "    fields: { note_id: technical, number: technical, word: note.body, set_on: technical }\n"
    "    events:\n      note.written: { column: note.written_on, kind: date, null: unknown }\n"
    "    conditions:\n      note.odd: { when: number = 7 }\n";

TEST(ExplainReadsTest, EachPartOfAConditionIsAsked) {
  const json of = ConditionOf(OddCompany("{ when: \"account_id = 4 and not written_on is null or id in (1, 2)\" }"), "8");
  EXPECT_EQ(of.at("is"), "yes");
  EXPECT_EQ(of.at("when"), "account_id = 4 and not written_on is null or id in (1, 2)");
  const json& reads = of.at("reads");
  ASSERT_EQ(reads.size(), 3u);
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"account_id = 4", "yes"}, {"written_on is null", "no"}, {"id in (1, 2)", "no"}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(reads.at(i).at("asks"), expected[i].first);
    EXPECT_EQ(reads.at(i).at("is"), expected[i].second);
    EXPECT_EQ(reads.at(i).at("table"), "main.notes");
    EXPECT_EQ(reads.at(i).at("key"), "8");
    EXPECT_EQ(reads.at(i).at("this_row"), true);
  }
  EXPECT_EQ(reads.at(0).at("columns"), json::array({"account_id"}));
}

// That the condition as a whole holds is told, as before; which of its texts made it so is not.
TEST(ExplainReadsTest, WhatATextSaysOfSomebodyIsNotTold) {
  const OddCompany company("{ when: \"body = 'old, in grace' or body starts with 'young' or body is null\" }");
  const json of = ConditionOf(company, "8");
  EXPECT_EQ(of.at("is"), "yes");
  EXPECT_TRUE(of.at("reads").at(0).at("is").is_null()) << of;
  EXPECT_TRUE(of.at("reads").at(1).at("is").is_null()) << of;
  EXPECT_EQ(of.at("reads").at(2).at("is"), "no");
  EXPECT_NE(company.RunAt("explain", {"main.notes", "8"}).out.find("body = 'old, in grace': not told here,"), std::string::npos);
}

TEST(ExplainReadsTest, RowsOfAnAnyAreNamedTheFittingOnesFirst) {
  const OddCompany company("{ when: \"any(tags, number = 2 and set_on = '2024-09-01')\" }", kTags, kTagLinks);
  const json of = ConditionOf(company, "8");
  EXPECT_EQ(of.at("is"), "yes");
  const json& reads = of.at("reads");
  ASSERT_EQ(reads.size(), 5u) << of;
  EXPECT_EQ(reads.at(0).at("rows"), 2);
  EXPECT_EQ(reads.at(0).at("table"), "main.tags");
  EXPECT_TRUE(reads.at(0).at("key").is_null());
  EXPECT_EQ(reads.at(1).at("key"), "note_id=8,number=2");
  EXPECT_EQ(reads.at(1).at("is"), "yes");
  EXPECT_EQ(reads.at(2).at("is"), "yes");
  EXPECT_EQ(reads.at(3).at("key"), "note_id=8,number=1");
  EXPECT_EQ(reads.at(3).at("is"), "no");
  EXPECT_EQ(reads.at(4).at("of_any"), true);
  const json none = ConditionOf(company, "1");
  EXPECT_EQ(none.at("is"), "no");
  EXPECT_EQ(none.at("reads").at(0).at("rows"), 0);
  EXPECT_EQ(none.at("reads").size(), 1u);
}

TEST(ExplainReadsTest, AnyCanBeComparedWithTheRowOutside) {
  const OddCompany company("{ when: \"any(tags, set_on > row.written_on and word = 'blue')\" }", kTags, kTagLinks);
  const json of = ConditionOf(company, "8");
  EXPECT_EQ(of.at("is"), "yes");
  EXPECT_TRUE(of.at("reads").at(0).at("is").is_null()) << "it asks what a text says: " << of;
  EXPECT_EQ(of.at("reads").at(1).at("asks"), "set_on > row.written_on");
  EXPECT_EQ(of.at("reads").at(1).at("is"), "yes") << of;
  EXPECT_TRUE(of.at("reads").at(2).at("is").is_null()) << of;
  EXPECT_EQ(of.at("reads").at(3).at("is"), "no") << "both are of one day: " << of;
  company.Execute("UPDATE notes SET written_on = NULL WHERE id = 8");
  EXPECT_EQ(ConditionOf(company, "8").at("reads").at(1).at("is"), "unknown");
}

TEST(ExplainReadsTest, OfManyRowsTheFirstAreTold) {
  const OddCompany company("{ when: 'any(tags, number > 100)' }", kTags, kTagLinks);
  company.Execute(
      "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 30) INSERT INTO tags SELECT 8, i, NULL, NULL FROM n");
  const json of = ConditionOf(company, "8");
  EXPECT_EQ(of.at("reads").at(0).at("rows"), 23);
  EXPECT_EQ(of.at("reads").size(), 6u) << "five rows";
  const std::string page = company.RunAt("explain", {"main.notes", "8"}).out;
  EXPECT_NE(page.find("any(tags, number > 100): no, of 23 rows of main.tags; of 5 of them\n"), std::string::npos) << page;
}

TEST(ExplainReadsTest, RowBehindALinkIsNamed) {
  const OddCompany company("{ when: 'account.closed_on is null' }", "",
                           "    links: { account: { to: main.accounts, on: { account_id: id } } }\n");
  const json of = ConditionOf(company, "8");
  EXPECT_EQ(of.at("reads").at(0).at("table"), "main.accounts");
  EXPECT_EQ(of.at("reads").at(0).at("key"), "4");
  EXPECT_EQ(of.at("reads").at(0).at("is"), "no");
  company.Execute("PRAGMA foreign_keys = OFF; UPDATE notes SET account_id = 77 WHERE id = 8");
  const json gone = ConditionOf(company, "8");
  EXPECT_EQ(gone.at("reads").at(0).at("there"), false) << gone;
}

// A word as a key may be somebody's name.
TEST(ExplainReadsTest, KeyThatIsAWordIsNotShown) {
  const OddCompany company("{ when: 'any(nick, note_id > 1)' }",
                           "CREATE TABLE nicks (nick TEXT NOT NULL PRIMARY KEY, note_id INTEGER); INSERT INTO nicks VALUES ('Bobo', 8);",
                           "    links: { nick: { to: main.nicks, on: { id: note_id } } }\nwithout-personal-data: [main.nicks]\n");
  const json reads = ConditionOf(company, "8").at("reads");
  ASSERT_EQ(reads.size(), 2u) << reads;
  EXPECT_EQ(reads.at(1).at("table"), "main.nicks");
  EXPECT_EQ(reads.at(1).at("is"), "yes");
  EXPECT_TRUE(reads.at(1).at("key").is_null()) << reads;
  const std::string page = company.RunAt("explain", {"main.notes", "8"}).out;
  EXPECT_NE(page.find("note_id > 1: yes, in a row of main.nicks\n"), std::string::npos) << page;
  EXPECT_EQ(page.find("Bobo"), std::string::npos) << page;
}

TEST(ExplainReadsTest, WhatIsUnknownIsWhatTheMapSays) {
  const OddCompany company("{ when: 'id = 8 and number = 1', null: false }", "ALTER TABLE notes ADD COLUMN number INTEGER");
  company.Edit("datamap.yaml", "body: note.body", "body: note.body\n      number: technical");
  const json of = ConditionOf(company, "8");
  EXPECT_EQ(of.at("is"), "no");
  EXPECT_EQ(of.at("comes_to"), "unknown");
  EXPECT_EQ(of.at("reads").at(1).at("is"), "unknown");
  EXPECT_NE(company.RunAt("explain", {"main.notes", "8"}).out.find("where that is unknown, the data map says no\n"), std::string::npos);
  // What is no number is not compared: SQLite would say that a text is greater than every one.
  company.Execute("UPDATE notes SET number = 'x' WHERE id = 8");
  const json misfit = ConditionOf(company, "8");
  EXPECT_EQ(misfit.at("is"), "unknown");
  EXPECT_EQ(misfit.at("reads").at(1).at("is"), "unknown") << misfit;
}

TEST(ExplainReadsTest, AFactOfAPersonIsReadInTheRegistry) {
  Company company;
  const json facts = company.RunAt("explain", {"main.notes", "8", "--json"}).Json().at("facts");
  const json& written = facts.at(0);
  const json& open = facts.at(1);
  EXPECT_EQ(written.at("reads").at(0).at("columns"), json::array({"written_on"}));
  EXPECT_EQ(written.at("reads").at(0).at("this_row"), true);
  EXPECT_EQ(open.at("name"), "account.open");
  EXPECT_EQ(open.at("when"), "closed_on is null");
  ASSERT_EQ(open.at("reads").size(), 2u);
  EXPECT_EQ(open.at("reads").at(0).at("table"), "main.accounts");
  EXPECT_EQ(open.at("reads").at(0).at("key"), "4");
  EXPECT_EQ(open.at("reads").at(1).at("asks"), "closed_on is null");
  EXPECT_EQ(open.at("reads").at(1).at("is"), "no");
  company.Execute("PRAGMA foreign_keys = OFF; UPDATE notes SET account_id = 77 WHERE id = 8");
  const json gone = company.RunAt("explain", {"main.notes", "8", "--json"}).Json().at("facts").at(1);
  EXPECT_EQ(gone.at("unknown"), true);
  EXPECT_EQ(gone.at("reads").at(1).at("there"), false) << gone;
  EXPECT_EQ(gone.at("reads").at(1).at("is"), "unknown");
}

TEST(ExplainReadsTest, AHoldIsNamed) {
  Company company;
  for (const std::vector<std::string>& extra :
       {std::vector<std::string>{"--reference", "case-7"}, {"--reference", "R2", "--restriction"}}) {
    std::vector<std::string> words = {"hold", "add", company.path().string(), "--subject", "2"};
    words.insert(words.end(), extra.begin(), extra.end());
    ASSERT_EQ(Lofte(words).code, 0);
  }
  ASSERT_EQ(Lofte({"hold", "add", company.path().string(), "--subject", "1", "--reference", "another's"}).code, 0);
  const json holds = company.Run("explain", {"main.notes", "6", "--json"}).Json().at("holds");
  ASSERT_EQ(holds.size(), 2u) << holds;
  EXPECT_EQ(holds.at(0).at("reference"), "case-7");
  EXPECT_EQ(holds.at(0).at("state"), "hold");
  EXPECT_EQ(holds.at(1).at("state"), "restriction");
  EXPECT_EQ(holds.at(0).at("since").get<std::string>().substr(0, 10), "2024-11-21");
  ASSERT_EQ(Lofte({"hold", "release", company.path().string(), "--reference", "R2"}).code, 0);
  EXPECT_EQ(company.Run("explain", {"main.notes", "6", "--json"}).Json().at("holds").size(), 1u);
  EXPECT_NE(company.Run("explain", {"main.notes", "6"}).out.find("  held by a legal hold, reference `case-7`, added on 2024-11-21\n"),
            std::string::npos);
}

// Each promise on its own day, and not all beside the day of the first.
TEST(ExplainReadsTest, PromisesThatBreakOnDaysOfTheirOwnAreToldApart) {
  const json value = Company().RunAt("explain", {"main.notes", "8", "--json"}).Json().at("values").at(0);
  EXPECT_EQ(value.at("charged"), json::array({"ninety-days"}));
  const json expected = json::array(
      {{{"promise", "ninety-days"}, {"from", "2024-10-30T23:00:00Z"}}, {{"promise", "thirty-days"}, {"from", "2024-11-21T23:00:00Z"}}});
  EXPECT_EQ(value.at("late_each"), expected);
  // A day later both are broken, each since its own day.
  const json later = Company().Run("explain", {"main.notes", "8", "--json", "--at", "2024-11-23"}).Json().at("values").at(0);
  EXPECT_EQ(later.at("charged").size(), 2u);
  EXPECT_EQ(later.at("late_each"), expected);
}

}  // namespace explain_reads_test
}  // namespace lofte::tests
