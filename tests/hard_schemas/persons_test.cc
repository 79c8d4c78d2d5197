// Rows about nobody, about two people, and about one of two.
#include "datamap/reader.h"
#include "hard_schema.h"
#include "policy/reader.h"

namespace lofte::tests::hard {
namespace persons_test {

class PersonTest : public HardSchemaTest {
 protected:
  void MakeLetters(const std::string& rows, const std::string& sender = "sender_id") {
    Make(
        R"(CREATE TABLE letters (id {key}, sender_id {int} REFERENCES accounts (id), recipient_id {int} REFERENCES accounts (id), text {text}, remark {text});
            INSERT INTO accounts VALUES (4, 'long ago@x', '2018-01-01');)" +
            rows,
        Map("  main.letters:\n    persons: { sender: " + sender + R"(, recipient: recipient_id }
    fields:
      id: technical
      sender_id: { link: sender, blank: null }
      recipient_id: { link: recipient, blank: null }
      text: memo.text
      remark: { category: memo.remark, of: [sender] }
)"));
  }
};

TEST_P(PersonTest, FieldOfTwoStandsOnTheLatestAndFieldOfOneOnItsOwn) {
  MakeLetters(
      "INSERT INTO letters VALUES (1, 2, 1, 'to the open', 'private'), (2, 1, 2, 'from the open', 'private'), (3, 2, 4, 'of two closed', "
      "'private');");
  ExpectSweep({.steps = {"main.letters delete 1", "main.letters erase 1", "main.accounts delete 1", "main.accounts erase 1"},
               .diff = {"- accounts: 2|closed@x|2024-11-21", "- accounts: 4|long ago@x|2018-01-01", "- letters: 1|2|1|to the open|private",
                        "- letters: 3|2|4|of two closed|private", "+ accounts: 2|erased-2|2024-11-21", "+ letters: 1|2|1|to the open|NULL"},
               .broken = "closed"});
}

// Account 2 is closed on T, account 3 the day after: two sweeps, each on its day, end as one late sweep does.
TEST_P(PersonTest, SweepOfEachDayEndsAsALateOneDoes) {
  const auto make = [this] {
    Make(R"(CREATE TABLE deals (id {key}, seller_id {int} REFERENCES accounts (id), buyer_id {int} REFERENCES accounts (id),
                                asked {text}, offered {text});
            INSERT INTO deals VALUES (1, 2, 3, 'much', 'little'), (2, 2, 1, 'much', 'little'), (3, 3, 2, 'much', NULL);)",
         DealsMap());
  };
  make();
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT * FROM deals ORDER BY id"), (Lines{"1|NULL|3|NULL|little", "2|NULL|1|NULL|little", "3|3|NULL|much|NULL"}));
  const Result<engine::ApplyReport> second = world().Apply(kNextDay);
  ASSERT_TRUE(second) << second.error().message;
  const Lines both = world().Dump();
  EXPECT_EQ(world().Rows("SELECT * FROM deals"), Lines{"2|NULL|1|NULL|little"});
  SetUp();
  make();
  ASSERT_TRUE(world().Apply(kNextDay));
  // Only the one who closed first shows: in the row that stands on the other's account.
  EXPECT_EQ(world().Dump(), both);
}

// A group about nobody that still says something is nobody's to delete.
TEST_P(PersonTest, AnonymousValueKeepsItsRow) {
  MakeLetters("INSERT INTO letters VALUES (1, NULL, 2, 'of the closed', 'whose?'), (2, NULL, 2, 'of the closed', NULL);");
  ExpectSweep(
      {.steps = {"main.letters delete 1", "main.letters erase 1", "main.letters erase 1", "main.accounts delete 2"},
       .diff = {"- accounts: 2|closed@x|2024-11-21", "- accounts: 4|long ago@x|2018-01-01", "- letters: 1|NULL|2|of the closed|whose?",
                "- letters: 2|NULL|2|of the closed|NULL", "+ letters: 1|NULL|NULL|NULL|whose?"},
       .broken = "closed"});
}

TEST_P(PersonTest, WhoIsMissingIsNobody) {
  MakeLetters(
      "INSERT INTO letters VALUES (1, 2, NULL, 'to nobody', 'private'), (2, NULL, NULL, 'of nobody', 'private'), (3, NULL, 1, 'from "
      "nobody', 'private');");
  // The first is about its sender alone. A value about nobody has left the calculus, in the second row and in the third, whose remark was
  // its sender's.
  ExpectSweep(
      {.steps = {"main.letters delete 1", "main.accounts delete 2"},
       .diff = {"- accounts: 2|closed@x|2024-11-21", "- accounts: 4|long ago@x|2018-01-01", "- letters: 1|2|NULL|to nobody|private"},
       .broken = "closed"});
}

TEST_P(PersonTest, WhoIsUnknownMakesTheRowUndated) {
  MakeLetters("INSERT INTO letters VALUES (1, 2, 4, 'of two closed', 'private'), (2, NULL, 4, 'of somebody', 'private');",
              "{ key: sender_id, 'null': unknown }");
  ExpectSweep({.steps = {"main.letters delete 1", "main.accounts delete 1", "main.accounts erase 1"},
               .diff = {"- accounts: 2|closed@x|2024-11-21", "- accounts: 4|long ago@x|2018-01-01",
                        "- letters: 1|2|4|of two closed|private", "+ accounts: 4|erased-4|2018-01-01"},
               .broken = "closed"});
  const engine::VerifyReport report = world().Verify(kNextDay).value();
  EXPECT_EQ(world().Of(report, "closed").undated, 1);
  EXPECT_EQ(world().Of(report, "closed").verdict, engine::Verdict::kUnproven);
}

TEST_P(PersonTest, WhoHasNoRowInTheRegistryMakesTheRowUndated) {
  Make(R"(CREATE TABLE memos (id {key}, account_id {int}, text {text});
          DELETE FROM accounts WHERE id = 2;
          INSERT INTO memos VALUES (1, 1, 'of the open'), (2, 99, 'of a stranger');)",
       Map("  main.memos: { persons: { user: account_id }, fields: { id: technical, account_id: technical, text: memo.text } }\n"));
  ExpectSweep({.steps = {}, .diff = {}, .broken = ""});
  const engine::VerifyReport report = world().Verify(kNextDay).value();
  EXPECT_EQ(world().Of(report, "closed").undated, 1);
}

// Notes kept for ninety days, and nobody's account.
constexpr char kNotesOnly[] = R"(lofte: 1
controller: { name: Test ApS, country: DK }
effective: 2024-01-01
data: { note: [text] }
subjects: [user]
activities:
  notes: { purpose: take notes, basis: contract, subjects: user, data: note, retention: [{ promise: ninety, of: note, keep: P90D after note.made, then: erase }] }
promises: { ninety: { kind: retention, text: ninety days } }
)";

// Rules that read nothing of a person need no registry of people; people are known by the keys that the rows name.
TEST_P(PersonTest, StoreWithoutPeopleIsSweptAndHoldsThem) {
  world().Schema(
      Sql("CREATE TABLE notes (id {key}, account_id {int}, text {text}, made_on {date});"
          "INSERT INTO notes VALUES (1, 7, 'old', '2024-08-23'), (2, 8, 'young', '2024-08-24'), (3, 9, 'old', '2024-08-23');"));
  const std::string map = R"(lofte: 1
tables:
  main.notes:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, text: note.text, made_on: technical }
    events: { note.made: { column: made_on, kind: date, null: unknown } }
)";
  world().Files(kNotesOnly, map);
  EXPECT_EQ(world().Hold("70", "case-1").error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(world().Hold("9", "case-1").has_value());
  const auto report = world().Apply(kT);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(world().Rows("SELECT id FROM notes ORDER BY id"), (Lines{"2", "3"}));
}

TEST_P(PersonTest, StoreWithoutPeopleAndACommonKeyHoldsNobodyAndSaysSo) {
  world().Schema(
      Sql("CREATE TABLE notes (id {key}, account_id {int} NOT NULL, text {text}, made_on {date});"
          "CREATE TABLE more (id {key}, email {text} NOT NULL, text {text}, made_on {date});"));
  const auto map_of = [](const std::string& name, const std::string& key) {
    return "  main." + name + ":\n    persons: { user: " + key + " }\n    fields: { id: technical, " + key +
           ": technical, text: note.text, made_on: technical }\n    events: { note.made: { column: made_on, kind: date, 'null': unknown } "
           "}\n";
  };
  const std::string map = "lofte: 1\ntables:\n" + map_of("notes", "account_id") + map_of("more", "email");
  Lines codes;
  for (const Issue& issue : world().IssuesOf(kNotesOnly, map)) codes.push_back(issue.code);
  EXPECT_EQ(codes, Lines{"no-common-key"});
  world().Files(kNotesOnly, map);
  const Status held = world().Hold("7", "case-1");
  ASSERT_FALSE(held.has_value());
  EXPECT_EQ(held.error().code, ErrorCode::kInvalid);
  EXPECT_NE(held.error().message.find("nobody can be held"), std::string::npos) << held.error().message;
  // One who was held before the second table came to the map is not forgotten.
  world().Files(kNotesOnly, "lofte: 1\ntables:\n" + map_of("notes", "account_id"));
  world().Execute("INSERT INTO notes VALUES (1, 7, 'old', '2024-01-01')");
  ASSERT_TRUE(world().Hold("7", "case-1").has_value());
  Issues issues;
  const auto policy_now = policy::ReadPolicy("policy.yaml", kNotesOnly, issues);
  const auto map_now = datamap::ReadDataMap("datamap.yaml", map, issues);
  const auto refused = engine::OpenSite(world().Connect(), *policy_now, *map_now, time::Zone::Utc(), engine::Access::kRead, issues);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
  EXPECT_NE(refused.error().message.find("has holds"), std::string::npos) << refused.error().message;
}

INSTANTIATE_TEST_SUITE_P(Both, PersonTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

}  // namespace persons_test
}  // namespace lofte::tests::hard
