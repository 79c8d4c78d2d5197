// A row whose key was given again is another row, however the first one left: what referred to it does not come back to the second.
#include <fmt/format.h>

#include "shop.h"

namespace lofte::tests {

class UndoKeysTest : public ShopTest {
 protected:
  // Account 2 is closed on 2020-03-01. It has cart 12, left on 2020-01-01, of which somebody has made a note.
  void Carts(const std::string& rules_of_carts) {
    world_ = std::make_unique<World>(GetParam());
    world_->Schema(
        "CREATE TABLE accounts (id INTEGER PRIMARY KEY, mail TEXT, closed_on DATE);"
        "CREATE TABLE carts (id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES accounts (id), left_on DATE, email TEXT, memo TEXT);"
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES accounts (id), cart_id INTEGER REFERENCES carts (id), "
        "words TEXT);"
        "CREATE INDEX carts_account ON carts (account_id);"
        "CREATE INDEX notes_account ON notes (account_id);"
        "CREATE INDEX notes_cart ON notes (cart_id);"
        "INSERT INTO accounts VALUES (1, 'a@example.org', NULL), (2, 'b@example.org', '2020-03-01');"
        "INSERT INTO carts VALUES (12, 2, '2020-01-01', 'b@example.org', 'two seats');"
        "INSERT INTO notes VALUES (5, 2, 12, 'note about b');");
    world_->Files(fmt::format(kPolicy, rules_of_carts), kMap);
    world_->Seal(7);
  }
  // The application gives the key of the cart to one of account 1; what b wrote is not put back beside it.
  void ExpectNoteStaysSealed(int run) {
    ASSERT_EQ(world_->Count("carts"), 0);
    ASSERT_EQ(world_->Count("notes"), 0);
    world_->Execute("INSERT INTO carts VALUES (12, 1, '2020-03-04', 'a@example.org', NULL)");
    const Lines left = Left(Undo(run));
    EXPECT_EQ(std::count(left.begin(), left.end(), "main.notes 1: a row that it refers to was taken too, and is not put back"), 1)
        << testing::PrintToString(left);
    EXPECT_EQ(world_->Count("notes"), 0);
    EXPECT_EQ(world_->Rows("SELECT id, account_id FROM carts"), Lines{"12|1"});
  }

  static constexpr char kPolicy[] = R"(lofte: 1
controller: {{ name: Test SL, country: DK, email: privacy@test.example }}
effective: 2016-01-01
data: {{ account: [mail], cart: [email, memo], note: [words] }}
subjects: [user]
activities:
  shop:
    purpose: sell things
    basis: contract
    subjects: user
    data: [account, cart, note]
    retention:
      - {{ promise: closed, of: [account, note], keep: while account.open, within: P30D, then: erase }}
{}
promises:
  closed: {{ kind: retention, text: gone with the account }}
  carts: {{ kind: retention, text: what is left goes }}
)";
  static constexpr char kMap[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    fields: { id: technical, mail: account.mail, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
  main.carts:
    persons: { user: account_id }
    aggregate: { by: [month(cart.left)] }
    fields: { id: technical, account_id: { link: user, blank: null }, left_on: technical, email: cart.email, memo: cart.memo }
    events: { cart.left: { column: left_on, kind: date, null: unknown } }
  main.notes:
    persons: { user: account_id }
    fields: { id: technical, account_id: { link: user, blank: null }, cart_id: technical, words: note.words }
)";
};

TEST_P(UndoKeysTest, OfARowThatWasCounted) {
  Carts("      - { promise: carts, of: cart, keep: P30D after cart.left, within: P60D, then: aggregate in cells of 2 then erase }");
  ASSERT_TRUE(Apply("2020-03-02"));
  EXPECT_EQ(world_->Rows("SELECT cell, rows FROM " + Own("cells")), Lines{"{}|1"});
  ExpectNoteStaysSealed(1);
}

// What was blocked in it was sealed by the sweep before, so the one that takes the row seals nothing of it.
TEST_P(UndoKeysTest, OfARowOfWhichAllThatIsBlockedWasSealedBefore) {
  Carts(
      "      - { promise: carts, of: cart.email, keep: P30D after cart.left, within: P60D, then: block for P1Y then erase }\n"
      "      - { promise: closed, of: cart.memo, keep: while account.open, within: P30D, then: erase }");
  ASSERT_TRUE(Apply("2020-02-05"));
  ASSERT_EQ(world_->Rows("SELECT email, memo FROM carts"), Lines{"NULL|two seats"});
  ASSERT_TRUE(Apply("2020-03-02"));
  ExpectNoteStaysSealed(2);
}

// Its promise leaves fewer days than that of what refers to it.
TEST_P(UndoKeysTest, OfARowWhoseCopyIsDestroyedBeforeThatOfTheNote) {
  Carts("      - { promise: carts, of: cart, keep: while account.open, within: P3D, then: erase }");
  ASSERT_TRUE(Apply("2020-03-02"));
  EXPECT_EQ(world_->Rows("SELECT kind FROM " + Own("sealed") + " WHERE source_table = 'main.carts' ORDER BY 1"), (Lines{"gone", "undo"}));
  ASSERT_TRUE(Apply("2020-03-04"));
  EXPECT_EQ(world_->Rows("SELECT kind FROM " + Own("sealed") + " WHERE source_table = 'main.carts'"), Lines{"gone"});
  ExpectNoteStaysSealed(1);
}

// The row that comes back is the one that left, and what refers to it comes back too.
TEST_P(UndoKeysTest, OfARowThatIsPutBackIsItsOwn) {
  Carts("      - { promise: carts, of: cart, keep: while account.open, within: P3D, then: erase }");
  ASSERT_TRUE(Apply("2020-03-02"));
  EXPECT_EQ(Left(Undo(1)), Lines{});
  EXPECT_EQ(world_->Rows("SELECT cart_id, words FROM notes"), Lines{"12|note about b"});
  EXPECT_EQ(world_->Count(Own("sealed")), 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, UndoKeysTest, ::testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
