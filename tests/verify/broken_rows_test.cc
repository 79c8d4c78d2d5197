// Which rows break a promise, by their keys: of each kind of question, and no others.
#include "engine/broken_rows.h"

#include <gtest/gtest.h>

#include "verify/accounts.h"

namespace lofte::tests {
namespace broken_rows_test {

const std::string kPolicy = std::string(kController) + R"(effective: 2020-01-01
data: { person: [mail], mailing: [subject], question: [words] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: [person, question]
    retention: [{ promise: closed, of: [person, question], keep: while account.open, then: erase }]
  mailing:
    purpose: send offers
    basis: legitimate-interests
    subjects: user
    data: mailing
    retention: [{ promise: mailed, of: mailing, keep: P90D after mail.sent, within: P30D, then: erase }]
promises:
  closed: { kind: retention, text: closed }
  mailed: { kind: retention, text: mailed }
  agreed: { kind: messaging, text: agreed, control: { always: mail.agreed, event: mail.sent, window: P1Y } }
  subjects: { kind: minimisation, text: subjects, control: { values: mailing.subject, in: [offer, news] } }
  numbers: { kind: minimisation, text: numbers, control: { columns: question, free-of: national-id } }
  later: { kind: security, text: later, control: { unproven: nobody looks yet } }
)";

const std::string kMap = std::string(kAccountsMap) + R"(  main.mails:
    persons: { user: account_id }
    fields: { id: technical, account_id: { link: user }, subject: mailing.subject, sent: technical, agreed: technical }
    events: { mail.sent: { column: sent, kind: instant, null: unknown } }
    conditions: { mail.agreed: { when: agreed = 1 } }
  main.questions:
    record: question
    persons: { user: account_id }
    fields: { account_id: technical, line: technical, words: question.words }
)";

class BrokenRowsTest : public AccountsTest {
 protected:
  void Make() override {
    world_->Schema("CREATE TABLE mails (id " + Key() + " PRIMARY KEY, account_id " + Key() + " REFERENCES accounts, subject TEXT, sent " +
                   (world_->is_postgres() ? "timestamptz" : "TEXT") + ", agreed integer);" + "CREATE TABLE questions (account_id " + Key() +
                   " REFERENCES accounts, line integer, words TEXT, PRIMARY KEY (account_id, line)); INSERT INTO accounts VALUES (1, "
                   "'a', NULL), (2, 'b', NULL);");
    world_->Files(kPolicy, kMap);
  }
  void Mail(int id, const std::string& sent, int agreed, const std::string& subject = "offer") {
    world_->Execute("INSERT INTO mails VALUES (" + std::to_string(id) + ", 1, '" + subject + "', '" + sent + "', " +
                    std::to_string(agreed) + ")");
  }
  engine::BrokenRows Find(const std::string& promise, std::size_t most = 20) {
    std::vector<engine::Site> sites = world_->Sites(engine::Access::kRead);
    return engine::FindBrokenRows(sites, world_->Question(kT), *world_->policy().FindPromise(promise), most).value();
  }
  // `main.mails 3 2024-07-01`, the day of an event promise alone.
  static std::vector<std::string> Words(const engine::BrokenRows& found) {
    std::vector<std::string> words;
    for (const engine::BrokenRow& of : found.rows)
      words.push_back(of.row.table + " " + of.row.key + (of.day ? " " + time::Format(*of.day) : ""));
    return words;
  }
  using Lines = std::vector<std::string>;
};

TEST_P(BrokenRowsTest, OfEachKindOfQuestion) {
  Mail(1, "2024-11-20T10:00:00Z", 1);
  Mail(3, "2024-07-01T22:30:00Z", 0);
  Mail(2, "2024-11-19T10:00:00Z", 0, "gossip");
  world_->Execute("INSERT INTO questions VALUES (1, 1, 'why'), (1, 2, 'I am 811218-9876'), (2, 1, '811218-9875')");
  EXPECT_EQ(Words(Find("mailed")), (Lines{"main.mails 3"}));
  EXPECT_EQ(Words(Find("agreed")), (Lines{"main.mails 2 2024-11-19", "main.mails 3 2024-07-02"})) << "by key, and by the civil day";
  EXPECT_EQ(Words(Find("subjects")), (Lines{"main.mails 2"}));
  EXPECT_EQ(Words(Find("numbers")), (Lines{"main.questions account_id=1,line=2"}));
  for (const std::string promise : {"mailed", "agreed", "subjects", "numbers"}) {
    EXPECT_TRUE(Find(promise).is_asked_of_rows) << promise;
    EXPECT_FALSE(Find(promise).is_more) << promise;
    const engine::VerifyReport report = world_->Verify(kT).value();
    EXPECT_EQ(Find(promise).rows.size(), static_cast<std::size_t>(world_->Of(report, promise).violations)) << promise;
  }
}

TEST_P(BrokenRowsTest, NoMoreThanAsked) {
  for (int id = 1; id <= 5; ++id) Mail(id, "2024-11-20T10:00:00Z", 0);
  EXPECT_EQ(Words(Find("agreed", 2)), (Lines{"main.mails 1 2024-11-20", "main.mails 2 2024-11-20"}));
  EXPECT_TRUE(Find("agreed", 4).is_more);
  EXPECT_FALSE(Find("agreed", 5).is_more);
  world_->Execute("INSERT INTO questions VALUES (1, 1, '811218-9876'), (1, 2, '811218-9876'), (1, 3, '811218-9876')");
  EXPECT_EQ(Find("numbers", 2).rows.size(), 2u);
  EXPECT_TRUE(Find("numbers", 2).is_more);
  EXPECT_FALSE(Find("numbers", 3).is_more);
}

TEST_P(BrokenRowsTest, WhereNoRowIsLookedAtTheReasonIsSaid) {
  EXPECT_FALSE(Find("later").is_asked_of_rows);
  EXPECT_EQ(Find("later").why, "nobody looks yet");
  EXPECT_TRUE(Find("mailed").is_asked_of_rows);
  EXPECT_EQ(Find("mailed").why, "");
}

// A word as a key may be somebody's name.
TEST_P(BrokenRowsTest, KeyThatSaysSomethingOfAPersonIsNotShown) {
  world_->Execute("CREATE TABLE things (name " + std::string(world_->is_postgres() ? "text" : "TEXT NOT NULL") +
                  " PRIMARY KEY, words text)");
  const std::string never = "  cards: { kind: security, text: cards, control: { never: card-number } }\n";
  world_->Files(kPolicy + never, kMap);
  world_->Execute("INSERT INTO things VALUES ('ada@example.org', '4111 1111 1111 1111')");
  EXPECT_EQ(Words(Find("cards")), (Lines{"main.things "}));
}

INSTANTIATE_TEST_SUITE_P(Both, BrokenRowsTest, testing::ValuesIn(BothDialects()),
                         [](const auto& param) { return NameOfDialect(param.param); });

}  // namespace broken_rows_test
}  // namespace lofte::tests
