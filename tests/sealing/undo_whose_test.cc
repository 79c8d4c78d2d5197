// What a sweep took never comes back as somebody else's.
#include <fmt/format.h>

#include "shop.h"

namespace lofte::tests {

class UndoWhoseTest : public ShopTest {
 protected:
  // Accounts under numbers of their own, and what people said: 12 and 13 by number 20, whose account is closed.
  void Chats(const std::string& within_of_accounts) {
    world_ = std::make_unique<World>(GetParam());
    world_->Schema(
        "CREATE TABLE accounts (id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE, mail TEXT, closed_on DATE);"
        "CREATE TABLE chats (id INTEGER PRIMARY KEY, number INTEGER REFERENCES accounts (number), note TEXT, topic TEXT);"
        "CREATE INDEX chats_number ON chats (number);"
        "INSERT INTO accounts VALUES (1, 10, 'a@example.org', NULL), (2, 20, 'b@example.org', '2020-03-01');"
        "INSERT INTO chats VALUES (12, 20, 'secret of b', 'bikes'), (13, 20, 'more of b', NULL);");
    world_->Files(fmt::format(kPolicy, within_of_accounts), kMap);
    world_->Seal(7);
  }

  static constexpr char kPolicy[] = R"(lofte: 1
controller: {{ name: Test SL, country: DK, email: privacy@test.example }}
effective: 2016-01-01
data: {{ account: [mail], chat: [note, topic] }}
subjects: [user]
activities:
  shop:
    purpose: talk
    basis: contract
    subjects: user
    data: [account, chat]
    retention:
      - {{ promise: accounts, of: account, keep: while account.open, {}then: erase }}
      - {{ promise: notes, of: chat.note, keep: while account.open, within: P30D, then: erase }}
      - {{ promise: topics, of: chat.topic, keep: P3D after account.closed, within: P30D, then: erase }}
promises:
  accounts: {{ kind: retention, text: gone with the account }}
  notes: {{ kind: retention, text: gone with the account }}
  topics: {{ kind: retention, text: three days later }}
)";
  static constexpr char kMap[] = R"(lofte: 1
people: { main.accounts: number }
tables:
  main.accounts:
    persons: { user: number }
    fields: { id: technical, number: technical, mail: account.mail, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
  main.chats:
    persons: { user: number }
    fields: { id: technical, number: { link: user, blank: null }, note: chat.note, topic: chat.topic }
)";
};

namespace undo_whose_test {
using Lines = std::vector<std::string>;
}  // namespace undo_whose_test
using WhoseLines = undo_whose_test::Lines;

// The application has deleted the row, and its key is another's now.
TEST_P(UndoWhoseTest, FieldsStaySealedWhereTheRowIsOfSomebodyElse) {
  Chats("within: P30D, ");
  ASSERT_TRUE(Apply("2020-03-02"));
  EXPECT_EQ(world_->Rows("SELECT number, note, topic FROM chats WHERE id = 12"), WhoseLines{"20|NULL|bikes"});
  world_->Execute("DELETE FROM chats WHERE id = 12");
  world_->Execute("INSERT INTO chats VALUES (12, 10, NULL, 'mountains')");
  const engine::UndoReport report = Undo(1);
  EXPECT_EQ(world_->Rows("SELECT number, note, topic FROM chats WHERE id = 12"), WhoseLines{"10|NULL|mountains"});
  EXPECT_EQ(Left(report), WhoseLines{"main.chats 1: the row that they were in does not say any more whose it is"});
  world_->Execute("UPDATE chats SET number = 20 WHERE id = 12");
  EXPECT_EQ(Left(Undo(1)), WhoseLines{});
  EXPECT_EQ(world_->Rows("SELECT note FROM chats WHERE id = 12"), WhoseLines{"secret of b"});
}

// Taken by a later run: put back alone the note would be about nobody, and never due again.
TEST_P(UndoWhoseTest, FieldsStaySealedWhereTheRowIsOfNobodyAnyMore) {
  Chats("within: P30D, ");
  world_->Execute("CREATE TABLE marks (chat_id INTEGER NOT NULL REFERENCES chats (id))");
  world_->Execute("CREATE INDEX marks_chat ON marks (chat_id)");
  world_->Execute("INSERT INTO marks VALUES (12)");
  ASSERT_TRUE(Apply("2020-03-02"));
  ASSERT_TRUE(Apply("2020-03-05"));
  EXPECT_EQ(world_->Rows("SELECT id, number, note, topic FROM chats"), WhoseLines{"12|NULL|NULL|NULL"});
  Undo(1);
  EXPECT_EQ(world_->Rows("SELECT id, number, note, topic FROM chats WHERE id = 12"), WhoseLines{"12|NULL|NULL|NULL"});
  Undo(2);
  Undo(1);
  EXPECT_EQ(world_->Rows("SELECT number, note, topic FROM chats WHERE id = 12"), WhoseLines{"20|secret of b|bikes"});
}

// Of the account nothing could be kept. The next one has its number.
TEST_P(UndoWhoseTest, RowsStaySealedWhereWhatTheyReferToWasGoneAtOnce) {
  Chats("");
  world_->Execute("UPDATE chats SET topic = NULL");
  ASSERT_TRUE(Apply("2020-03-05"));
  EXPECT_EQ(world_->Count("chats"), 0);
  EXPECT_EQ(world_->Rows("SELECT kind, source_table FROM " + Own("sealed") + " ORDER BY 1, 2"),
            (WhoseLines{"gone|main.accounts", "undo|main.chats", "undo|main.chats"}));
  world_->Execute("INSERT INTO accounts VALUES (2, 20, 'new@example.org', NULL)");
  EXPECT_EQ(Left(Undo(1)), WhoseLines{"main.chats 2: a row that it refers to was taken too, and is not put back"});
  EXPECT_EQ(world_->Count("chats"), 0);
}

// They refer to it by something else than its key.
TEST_P(UndoWhoseTest, RowsStaySealedWhereAnotherRowIsReferredToNow) {
  Chats("within: P30D, ");
  world_->Execute("UPDATE chats SET topic = NULL");
  ASSERT_TRUE(Apply("2020-03-05"));
  world_->Execute("INSERT INTO accounts VALUES (7, 20, 'new@example.org', NULL)");
  EXPECT_EQ(Left(Undo(1)), (WhoseLines{"main.accounts 1: another row has taken its key, or a value that has to be unique",
                                       "main.chats 2: a row that it refers to was taken too, and is not put back"}));
  world_->Execute("DELETE FROM accounts WHERE id = 7");
  EXPECT_EQ(Left(Undo(1)), WhoseLines{});
  EXPECT_EQ(world_->Count("chats"), 2);
}

// The policy was wrong for an hour: a sweep of that hour that was refused has moved no day, and one that ran no day for good.
TEST_P(UndoWhoseTest, DaysComeBackWithThePolicy) {
  Chats("within: P30D, ");
  ASSERT_TRUE(Apply("2020-03-02"));
  const WhoseLines before = Copies();
  const std::string policy = fmt::format(kPolicy, "within: P30D, ");
  std::string other = policy;
  other.replace(other.find("note, keep: while account.open, within: P30D"), 44, "note, keep: while account.open, within: P3D ");
  world_->Files(other, kMap);
  const engine::Plan of_another_policy;
  engine::ApplyOptions options;
  options.approved = &of_another_policy;
  EXPECT_FALSE(world_->Apply("2020-03-03", options));
  EXPECT_EQ(Copies(), before);
  ASSERT_TRUE(Apply("2020-03-03"));
  EXPECT_NE(Copies(), before) << "the days are those of the other policy";
  world_->Files(policy, kMap);
  ASSERT_TRUE(Apply("2020-03-03"));
  EXPECT_EQ(Copies(), before);
}

INSTANTIATE_TEST_SUITE_P(Stores, UndoWhoseTest, ::testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
