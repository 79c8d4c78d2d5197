// What was erased is in no byte of an SQLite database and its logs, and what was kept still is.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>

#include "base/file.h"
#include "notes.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::tests {

namespace canary_test {

std::string Bytes(const World& world) {
  std::string bytes;
  for (const char* suffix : {"", "-wal", "-journal"}) {
    const std::string file = world.location() + suffix;
    if (std::filesystem::exists(file)) bytes += ReadFile(file, 64 << 20).value();
  }
  return bytes;
}

bool Has(const World& world, const std::string& canary) { return Bytes(world).find(canary) != std::string::npos; }

std::string Canary(const std::string& what, int number) { return "canary-" + what + "-" + std::to_string(number) + "-end"; }

// A text that needs pages of its own, with canaries at both ends.
std::string Long(const std::string& canary) { return canary + std::string(20'000, '.') + canary; }

}  // namespace canary_test

using canary_test::Canary;
using canary_test::Has;

class CanaryTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    world_ = MakeNotes(stores::Dialect::kSqlite);
    ASSERT_EQ(world_->Rows(std::string("PRAGMA journal_mode=") + GetParam()), std::vector<std::string>{GetParam()});
    for (int note = 1; note <= kNotes; ++note) Plant(note, note % 20 == 0 ? canary_test::Long(Canary("note", note)) : Canary("note", note));
    for (int person = 1; person <= 10; ++person)
      world_->Execute("UPDATE people SET name = '" + Canary("person", person) + "'" + (person <= 5 ? ", closed_on = '2024-01-01'" : "") +
                      " WHERE id = " + std::to_string(person));
  }

  void Plant(int note, const std::string& body) {
    world_->Execute("UPDATE notes SET body = '" + body + "' WHERE id = " + std::to_string(note));
  }

  std::unique_ptr<World> world_;
};

// Notes are deleted, some with pages of their own; names of closed accounts, whose newer notes stand, are emptied in rows that stay.
TEST_P(CanaryTest, ErasedAreInNoByteAndKeptAreFound) {
  for (int note = 1; note <= kNotes; ++note) ASSERT_TRUE(Has(*world_, Canary("note", note)));
  // The application's own changes leave copies behind, which are not ours to overwrite.
  world_->Execute("VACUUM");
  const auto report = world_->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(world_->Count("people WHERE name IS NULL"), 5);
  for (int note = 1; note <= kNotes; ++note) EXPECT_EQ(Has(*world_, Canary("note", note)), note > kDueNotes) << note;
  for (int person = 1; person <= 10; ++person) EXPECT_EQ(Has(*world_, Canary("person", person)), person > 5) << person;
}

// SQLite moves rows together as others go, and does not overwrite where they were: of a few rows a copy can stay (README, `every byte
// gone`). `verify` says so whenever it does; none of a row that stands is lost, and a VACUUM takes the copies.
TEST_P(CanaryTest, CopiesThatStayAreRemarkedUntilVacuum) {
  const auto report = world_->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(report) << report.error().message;
  const std::string after = canary_test::Bytes(*world_);
  int left = 0;
  for (int note = 1; note <= kNotes; ++note) {
    const bool found = after.find(Canary("note", note)) != std::string::npos;
    if (note <= kDueNotes) left += found;
    EXPECT_TRUE(found || note <= kDueNotes) << note;
  }
  std::printf("of %d erased notes a copy of %d has stayed\n", kDueNotes, left);
  EXPECT_LT(left, kDueNotes / 10);
  const std::vector<std::string> remarks = world_->Verify(kAt)->remarks;
  EXPECT_EQ(remarks.size(), left > 0 ? 1u : 0u);
  world_->Execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  EXPECT_TRUE(world_->Verify(kAt)->remarks.empty());
  for (int note = 1; note <= kNotes; ++note) EXPECT_EQ(Has(*world_, Canary("note", note)), note > kDueNotes) << note;
}

// `vacuum: true`: not even a part of one stays, whatever the application did before.
TEST_P(CanaryTest, WithVacuumNoPartOfWhatWasErasedStays) {
  world_->SetVacuum(true);
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  const std::string after = canary_test::Bytes(*world_);
  for (int note = 1; note <= kNotes; ++note)
    EXPECT_EQ(after.find("note-" + std::to_string(note) + "-end") != std::string::npos, note > kDueNotes) << note;
  EXPECT_TRUE(world_->Verify(kAt)->remarks.empty());
}

TEST_P(CanaryTest, WriteAheadLogIsEmptyAfterwards) {
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  const std::string log = world_->location() + "-wal";
  if (std::string(GetParam()) != "wal") {
    EXPECT_FALSE(std::filesystem::exists(log));
    return;
  }
  EXPECT_EQ(canary_test::Bytes(*world_).find("canary-note-1-end"), std::string::npos);
}

TEST_P(CanaryTest, ReaderWhoKeepsTheLogIsRemarkedAndTheRunEnds) {
  if (std::string(GetParam()) != "wal") GTEST_SKIP() << "only a write-ahead log can be kept by a reader";
  const auto reader = world_->Connect();
  const auto reading = reader->BeginSnapshot();
  ASSERT_TRUE(reading);
  ASSERT_TRUE(reader->Query("SELECT count(*) FROM notes"));
  world_->SetLockTimeout(20);
  const auto report = world_->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->remarks.size(), 1u);
  EXPECT_NE(report->remarks[0].find("a reader keeps the write-ahead log"), std::string::npos) << report->remarks[0];
  EXPECT_FALSE(world_->ledger().Unfinished().value().has_value());
}

// Løfte's own connections overwrite, whatever the application does; what the application deleted before is another matter, and verify says
// so.
TEST_P(CanaryTest, PagesThatTheApplicationFreedAreRemarkedUntilVacuum) {
  world_->Execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  EXPECT_TRUE(world_->Verify(kAt)->remarks.empty());
  world_->Execute("PRAGMA secure_delete=OFF; DELETE FROM notes WHERE id <= 200; PRAGMA wal_checkpoint(TRUNCATE)");
  EXPECT_TRUE(Has(*world_, Canary("note", 100)));
  const auto verified = world_->Verify(kAt);
  ASSERT_TRUE(verified) << verified.error().message;
  ASSERT_EQ(verified->remarks.size(), 1u);
  EXPECT_NE(
      verified->remarks[0].find("pages hold parts of rows in space that is not in use: of rows that SQLite has moved, or that are gone"),
      std::string::npos)
      << verified->remarks[0];
  world_->Execute("PRAGMA secure_delete=ON; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  EXPECT_FALSE(Has(*world_, Canary("note", 100)));
  EXPECT_TRUE(world_->Verify(kAt)->remarks.empty());
}

INSTANTIATE_TEST_SUITE_P(BothLogs, CanaryTest, testing::Values("delete", "wal"), [](const auto& each) { return std::string(each.param); });

}  // namespace lofte::tests
