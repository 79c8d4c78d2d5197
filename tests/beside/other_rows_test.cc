// What a batch reads of other rows than its own is looked at again too: a ground that comes back, and a child that comes, while the batch
// waits for a lock.
#include <gtest/gtest.h>

#include <thread>

#include "support/world.h"

namespace lofte::tests {
namespace other_rows_test {

constexpr const char* kPolicy = R"(lofte: 1
controller: { name: Notes, country: DK, email: privacy@example.com }
effective: 2020-01-01
data: { account: [name], note: [body] }
subjects: [user]
activities:
  service:
    purpose: keep notes
    basis: contract
    subjects: user
    data: [account, note]
    retention:
      - { promise: closed, of: account, keep: while account.open, then: erase }
      - { promise: notes, of: note, keep: while account.open, then: erase }
      - { promise: year, of: note, keep: P1Y after note.written, then: erase, when: note.dated }
promises:
  closed: { kind: retention, text: a closed account is erased }
  notes: { kind: retention, text: notes go with the account }
  year: { kind: retention, text: a dated note stays a year }
)";

constexpr const char* kMap = R"(lofte: 1
people: { main.people: id }
tables:
  main.people:
    persons: { user: id }
    fields: { id: technical, name: account.name, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date, null: not-yet } }
    states: { account.open: { when: 'closed_on is null', until: account.closed } }
  main.notes:
    record: note
    persons: { user: person_id }
    fields: { id: technical, person_id: technical, body: note.body, written_on: technical }
    events: { note.written: { column: written_on, kind: date, null: not-yet } }
    conditions: { note.dated: { when: 'written_on is not null', null: false } }
)";

constexpr const char* kAt = "2024-06-01";

class OtherRowsTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(stores::Dialect::kPostgres); !missing.empty()) GTEST_SKIP() << missing;
    world_ = std::make_unique<World>(stores::Dialect::kPostgres);
    world_->Schema(std::string("CREATE TABLE people (id bigint PRIMARY KEY, name text, closed_on date);"
                               "CREATE TABLE notes (id bigint PRIMARY KEY, person_id bigint REFERENCES people (id) ") +
                   GetParam() + ", body text, written_on date)");
    world_->Files(kPolicy, kMap);
    world_->Execute("INSERT INTO people VALUES (1, 'a', '2024-01-01'), (2, 'b', '2024-01-01'), (3, 'c', NULL)");
    world_->SetLockTimeout(60'000);
    application_ = world_->Connect();
  }

  // The application's transaction holds what it has locked until the sweep waits for it.
  void SweepInto(const std::string& transaction) {
    ASSERT_TRUE(application_->ExecuteScript("BEGIN; " + transaction));
    engine::ApplyOptions options;
    options.max_share = 1;
    Result<engine::ApplyReport> report = Fail(ErrorCode::kInternal, "it did not run");
    std::thread sweep([&] { report = world_->ApplyBeside(kAt, options); });
    // Asked of a connection of its own, since the sweep uses none of these.
    const auto watcher = world_->Connect();
    while (RowsOf(*watcher, "SELECT 1 FROM pg_locks WHERE NOT granted").empty()) std::this_thread::yield();
    const Status committed = application_->ExecuteScript("COMMIT");
    sweep.join();
    ASSERT_TRUE(committed);
    ASSERT_TRUE(report) << report.error().message;
  }

  std::unique_ptr<World> world_;
  std::unique_ptr<stores::Store> application_;
};

TEST_P(OtherRowsTest, NotesOfAnAccountThatIsOpenedAgainStay) {
  world_->Execute("INSERT INTO notes VALUES (1, 1, 'first', NULL), (2, 1, 'second', NULL), (3, 2, 'goes', NULL), (4, 3, 'stays', NULL)");
  SweepInto("UPDATE people SET closed_on = NULL WHERE id = 1; UPDATE notes SET body = 'edited' WHERE id = 1");
  EXPECT_EQ(world_->Rows("SELECT * FROM notes ORDER BY id"),
            (std::vector<std::string>{"1|1|edited|NULL", "2|1|second|NULL", "4|3|stays|NULL"}));
  EXPECT_EQ(world_->Rows("SELECT * FROM people ORDER BY id"), (std::vector<std::string>{"1|a|NULL", "3|c|NULL"}));
}

TEST_P(OtherRowsTest, ParentOfANoteThatComesMeanwhileStaysWithItAndTheNextSweepEmptiesIt) {
  SweepInto("INSERT INTO notes VALUES (9, 1, 'new', '2024-05-31')");
  EXPECT_EQ(world_->Rows("SELECT * FROM notes"), std::vector<std::string>{"9|1|new|2024-05-31"});
  EXPECT_EQ(world_->Rows("SELECT * FROM people ORDER BY id"), (std::vector<std::string>{"1|a|2024-01-01", "3|c|NULL"}));
  ASSERT_TRUE(world_->Apply(kAt));
  EXPECT_EQ(world_->Rows("SELECT * FROM notes"), std::vector<std::string>{"9|1|new|2024-05-31"});
  EXPECT_EQ(world_->Rows("SELECT * FROM people ORDER BY id"), (std::vector<std::string>{"1|NULL|2024-01-01", "3|c|NULL"}));
}

INSTANTIATE_TEST_SUITE_P(OnDelete, OtherRowsTest, testing::Values("", "ON DELETE CASCADE", "ON DELETE SET NULL"),
                         [](const auto& each) { return std::to_string(each.index); });

}  // namespace other_rows_test
}  // namespace lofte::tests
