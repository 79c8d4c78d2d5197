// The key of a person in a row: it stays while anything about that person does, in this row or in one that reads it here.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace links_test {

class LinkTest : public HardSchemaTest {};

// A text that can't be emptied, of somebody who has left, in a row that stands on another's account.
TEST_P(LinkTest, KeyStaysWithATextThatRefusesToBeEmptied) {
  Make(R"(CREATE TABLE deals (id {key}, seller_id {int} REFERENCES accounts (id), buyer_id {int} REFERENCES accounts (id),
                              asked {text} NOT NULL, offered {text});
          INSERT INTO deals VALUES (1, 2, 1, 'much', 'little');)",
       DealsMap("null", ", blank: refuse"));
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT * FROM deals"), Lines{"1|2|1|much|little"});
  EXPECT_EQ(world().Rows("SELECT id FROM accounts ORDER BY id"), (Lines{"1", "2", "3"})) << "and the person's row with it";
  EXPECT_EQ(world().Broken(kNextDay), "closed") << "nothing has become anonymous";
  world().Execute("UPDATE accounts SET closed_on = '2024-11-21' WHERE id = 1");
  ASSERT_TRUE(world().Apply(kNextDay));
  EXPECT_EQ(world().Rows("SELECT * FROM deals"), Lines{}) << "with the other's part the whole row goes";
}

TEST_P(LinkTest, KeyOfTwoRolesStaysForBoth) {
  Make(R"(CREATE TABLE orders (id {key}, account_id {int} REFERENCES accounts (id), gift {text}, amount {int}, made_on {date});
          DELETE FROM accounts WHERE id = 3;
          INSERT INTO orders VALUES (1, 2, 'for Ann', 900, '2024-05-05');)",
       Map(R"(  main.orders:
    persons: { user: account_id, payer: account_id }
    fields:
      id: technical
      account_id: { link: user, blank: null }
      gift: { category: memo.text, of: user }
      amount: { category: book.amount, of: payer }
      made_on: technical
    events: { book.date: { column: made_on, kind: date, 'null': unknown } }
)"));
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT * FROM orders"), Lines{"1|2|NULL|900|2024-05-05"});
  EXPECT_EQ(world().Broken("2030-02-01T12:00:00"), "five") << "the books know whose they are, and for how long";
}

// An emptied key that is not NULL names nobody either.
TEST_P(LinkTest, ConstantInPlaceOfAKeyIsNobody) {
  Make(R"(CREATE TABLE deals (id {key}, seller_id {int} NOT NULL, buyer_id {int}, asked {text}, offered {text});
          INSERT INTO deals VALUES (1, 2, 3, 'much', 'little');)",
       DealsMap("{ constant: 0 }"));
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT * FROM deals"), Lines{"1|0|3|NULL|little"});
  EXPECT_EQ(world().Rows("SELECT id FROM accounts ORDER BY id"), (Lines{"1", "3"}));
  const engine::VerifyReport report = world().Verify(kT).value();
  EXPECT_EQ(world().Of(report, "closed").undated, 0);
  ASSERT_TRUE(world().Apply(kNextDay));
  EXPECT_EQ(world().Rows("SELECT id FROM deals"), Lines{}) << "two sweeps end as one does";
}

// The person who has that key all the same is somebody, as long as the row says something about them.
TEST_P(LinkTest, PersonWhoseKeyIsTheConstantIsSweptAsAnyOther) {
  Make(R"(CREATE TABLE deals (id {key}, seller_id {int} NOT NULL, asked {text}, amount {int}, made_on {date});
          INSERT INTO accounts VALUES (0, 'nil@x', '2024-11-21');
          INSERT INTO deals VALUES (1, 0, 'of nil', 7, '2024-05-05');)",
       Map(R"(  main.deals:
    persons: { seller: seller_id }
    fields:
      id: technical
      seller_id: { link: seller, blank: { constant: 0 } }
      asked: memo.text
      amount: book.amount
      made_on: technical
    events: { book.date: { column: made_on, kind: date, 'null': unknown } }
)"));
  EXPECT_EQ(world().Broken(kNextDay), "closed");
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT * FROM deals"), Lines{"1|0|NULL|7|2024-05-05"});
  EXPECT_EQ(world().Broken("2030-02-01T12:00:00"), "closed five") << "the row of account 0 stays, emptied, for the books";
}

// A reply is about its author and about the author of what it replies to, whose key is read in that row of the same table.
std::string RepliesSql(const std::string& foreign_key) {
  return "CREATE TABLE replies (id {key}, parent_id {int}" + foreign_key + R"(, author {int}, body {text}, reply {text});
          DELETE FROM accounts WHERE id = 3;
          INSERT INTO replies VALUES (1, NULL, 2, 'root', NULL), (2, 1, 1, 'answers', 'to 2: your asthma'), (3, 2, 2, 'again', 'to 1'),
            (4, 3, 1, 'again', 'to 2 again');)";
}

const char kReplies[] = R"(  main.replies:
    persons: { user: author, asker: { key: parent.author, 'null': absent } }
    links: { parent: { to: main.replies, on: { parent_id: id } } }
    fields:
      id: technical
      parent_id: technical
      author: { link: user, blank: null }
      body: { category: memo.text, of: [user] }
      reply: { category: memo.remark, of: [asker] }
)";

const Effect kReplyEffect = {
    .steps = {"main.replies erase 2", "main.replies erase 2", "main.accounts delete 1"},
    .diff = {"- accounts: 2|closed@x|2024-11-21", "- replies: 1|NULL|2|root|NULL", "- replies: 2|1|1|answers|to 2: your asthma",
             "- replies: 3|2|2|again|to 1", "- replies: 4|3|1|again|to 2 again", "+ replies: 1|NULL|NULL|NULL|NULL",
             "+ replies: 2|1|1|answers|NULL", "+ replies: 3|2|NULL|NULL|to 1", "+ replies: 4|3|1|again|NULL"},
    .broken = "closed",
    .left = {}};

TEST_P(LinkTest, PersonReadInAnotherRowOfTheTable) {
  Make(RepliesSql(" REFERENCES replies (id)"), Map(kReplies));
  ExpectSweep(kReplyEffect);
}

TEST_P(LinkTest, PersonReadInAnotherRowOfTheTableWithoutAForeignKey) {
  Make(RepliesSql(""), Map(kReplies));
  ExpectSweep(kReplyEffect);
}

constexpr const char* kChats = R"(CREATE TABLE chats (id {key}, account_id {int} REFERENCES accounts (id), text {text}, made_on {date});
                                  CREATE TABLE calls (id {key}, chat_id {int} NOT NULL REFERENCES chats (id), tool {text});
                                  CREATE TABLE stars (id {key}, chat_id {int} REFERENCES chats (id));
                                  DELETE FROM accounts WHERE id = 2;)";

std::string ChatsMap() {
  return Map(R"(  main.chats:
    persons: { user: account_id }
    fields: { id: technical, account_id: { link: user, blank: null }, text: note.text, made_on: technical }
    events: { note.made: { column: made_on, kind: date, 'null': unknown } }
  main.calls:
    persons: { user: chat.account_id }
    links: { chat: { to: main.chats, on: { chat_id: id } } }
    fields: { id: technical, chat_id: technical, tool: note.text }
    events: { note.made: { column: chat.made_on, kind: date, 'null': unknown } }
)",
             "main.stars");
}

// A call that the application writes under a chat which is just being emptied: the chat keeps its person until the call is gone too.
TEST_P(LinkTest, KeyStaysForARowThatCameMeanwhile) {
  Make(std::string(kChats) +
           "INSERT INTO chats VALUES (1, 1, 'old', '2024-08-23'); INSERT INTO calls VALUES (1, 1, 'search'); INSERT INTO stars VALUES (1, "
           "1);",
       ChatsMap());
  engine::ApplyOptions options;
  options.max_share = 1;
  options.progress = [&](const engine::PlannedStep& step, std::int64_t, std::int64_t) {
    if (step.table == "main.calls") world().Execute("INSERT INTO calls VALUES (2, 1, 'late, about Ann')");
  };
  const Lines before = world().Readable();
  ASSERT_TRUE(world().ApplyBeside(kT, options));
  EXPECT_EQ(DiffOf(before, world().Readable()),
            (Lines{"- calls: 1|1|search", "- chats: 1|1|old|2024-08-23", "+ calls: 2|1|late, about Ann", "+ chats: 1|1|NULL|2024-08-23"}));
  EXPECT_EQ(world().Broken(kNextDay), "ninety");
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT id FROM calls"), Lines{});
  EXPECT_EQ(world().Rows("SELECT id, account_id, text FROM chats"), Lines{"1|NULL|NULL"});
  EXPECT_EQ(world().Broken(kNextDay), "");
}

// What reads the key stands on a ground of its own: the plan knows that the key stays, and the person's row with it.
TEST_P(LinkTest, KeyThatIsKeptIsForetoldAsKept) {
  Make(R"(CREATE TABLE chats (id {key}, account_id {int} REFERENCES accounts (id), text {text});
          CREATE TABLE bills (id {key}, chat_id {int} NOT NULL REFERENCES chats (id), amount {int}, made_on {date});
          INSERT INTO chats VALUES (1, 2, 'hello'); INSERT INTO bills VALUES (1, 1, 7, '2024-05-05');)",
       Map(R"(  main.chats:
    persons: { user: account_id }
    fields: { id: technical, account_id: { link: user, blank: null }, text: memo.text }
  main.bills:
    persons: { user: chat.account_id }
    links: { chat: { to: main.chats, on: { chat_id: id } } }
    fields: { id: technical, chat_id: technical, amount: book.amount, made_on: technical }
    events: { book.date: { column: made_on, kind: date, 'null': unknown } }
)"));
  EXPECT_EQ(PlanLines(), (Lines{"main.chats erase 1", "main.accounts erase 1"}));
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT id, account_id, text FROM chats"), Lines{"1|2|NULL"});
  EXPECT_EQ(world().Rows("SELECT id, email FROM accounts WHERE id = 2"), Lines{"2|erased-2"});
  EXPECT_EQ(PlanLines(), Lines{}) << "nothing is foretold again and again";
  EXPECT_EQ(world().Broken(kNextDay), "closed") << "the key stands past its time";
}

// Nobody has declared that bills refer to chats; they read their person there, and so the chat stays.
TEST_P(LinkTest, RowInWhichAPersonIsReadStaysWhileItIs) {
  Make(R"(CREATE TABLE chats (id {key}, account_id {int} REFERENCES accounts (id), text {text});
          CREATE TABLE bills (id {key}, chat_id {int} NOT NULL, amount {int}, made_on {date});
          DELETE FROM accounts WHERE id = 3;
          INSERT INTO chats VALUES (1, 2, 'hello'), (2, 2, 'alone'); INSERT INTO bills VALUES (1, 1, 7, '2024-05-05');)",
       Map(R"(  main.chats:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, text: memo.text }
  main.bills:
    persons: { user: { key: chat.account_id, 'null': absent } }
    links: { chat: { to: main.chats, on: { chat_id: id } } }
    fields: { id: technical, chat_id: technical, amount: book.amount, made_on: technical }
    events: { book.date: { column: made_on, kind: date, 'null': unknown } }
)"));
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT id, account_id, text FROM chats"), Lines{"1|2|NULL"});
  EXPECT_EQ(world().Broken("2030-02-01T12:00:00"), "five");
}

// Persons' rows ---------------------------------------------------------------------------------------------------------------------------

TEST_P(LinkTest, PersonStaysWhileARowThatSharesTheirKeyDoes) {
  Make(R"(CREATE TABLE settings (id {key}, amount {int}, made_on {date});
          INSERT INTO settings VALUES (2, 7, '2024-05-05');)",
       Map(R"(  main.settings:
    links: { self: { to: main.accounts, on: { id: id } } }
    persons: { user: self.id }
    fields: { id: technical, amount: book.amount, made_on: technical }
    events: { book.date: { column: made_on, kind: date, 'null': unknown } }
)"));
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT id, email FROM accounts WHERE id = 2"), Lines{"2|erased-2"});
  EXPECT_EQ(world().Broken("2030-02-01T12:00:00"), "closed five");
}

TEST_P(LinkTest, PersonStaysWhileAnotherPersonsRowNamesThem) {
  world().Schema(AccountsSql(dialect(), Sql("guardian_id {int}")));
  world().Files(kPolicy, R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id, guardian: guardian_id }
    fields:
      id: technical
      guardian_id: { link: guardian, blank: null }
      email: { category: person.mail, of: user, blank: key }
      closed_on: technical
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
)");
  world().Execute("UPDATE accounts SET guardian_id = 2 WHERE id = 1");
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT id, guardian_id, email FROM accounts ORDER BY id"),
            (Lines{"1|2|open@x", "2|NULL|erased-2", "3|NULL|tomorrow@x"}));
}

// The table between is not mapped, but its rows are what names the person.
TEST_P(LinkTest, PersonStaysWhileARowBetweenNamesThem) {
  Make(R"(CREATE TABLE parcels (id {key}, account_id {int} NOT NULL);
          CREATE TABLE bills (id {key}, parcel_id {int} NOT NULL REFERENCES parcels (id), amount {int}, made_on {date});
          INSERT INTO parcels VALUES (1, 2); INSERT INTO bills VALUES (1, 1, 7, '2024-05-05');)",
       Map(R"(  main.bills:
    links: { parcel: { to: main.parcels, on: { parcel_id: id } } }
    persons: { user: parcel.account_id }
    fields: { id: technical, parcel_id: technical, amount: book.amount, made_on: technical }
    events: { book.date: { column: made_on, kind: date, 'null': unknown } }
)",
           "main.parcels"));
  ASSERT_TRUE(world().Apply(kT));
  EXPECT_EQ(world().Rows("SELECT id, email FROM accounts WHERE id = 2"), Lines{"2|erased-2"});
  const engine::VerifyReport report = world().Verify("2030-02-01T12:00:00").value();
  EXPECT_EQ(world().Of(report, "five").undated, 0);
  EXPECT_EQ(world().Of(report, "five").violations, 1);
}

TEST_P(LinkTest, KeyOfAnotherTablesRowIsNoPersons) {
  world().Schema(AccountsSql(dialect()) + Sql(kChats));
  const std::string map = R"(  main.calls:
    persons: { user: %s }
    links: { chat: { to: main.chats, on: { chat_id: id } } }
    fields: { id: technical, chat_id: technical, tool: technical }
)";
  const auto said = [&](const std::string& person) {
    std::string text = map;
    return IssuesOf(Map(text.replace(text.find("%s"), 2, person), "main.stars, main.chats"));
  };
  EXPECT_EQ(said("chat_id"), Lines{"error person-of-another-table"});
  EXPECT_EQ(said("chat.id"), Lines{"error person-is-own-key"});
  EXPECT_EQ(said("{ key: chat.account_id, 'null': absent }"), Lines{});
}

INSTANTIATE_TEST_SUITE_P(Both, LinkTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

}  // namespace links_test
}  // namespace lofte::tests::hard
