// A disk that gets full during an apply.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "company.h"
#include "small_disk.h"
#include "stores_sqlite/sqlite_store.h"
#include "support/world.h"

namespace lofte::tests {

namespace fs = std::filesystem;
using stores::Dialect;

namespace disk_test {

void ExpectClear(const Ended& stopped) {
  EXPECT_EQ(stopped.output.rfind("lofte: ", 0), 0u) << stopped.output;
  EXPECT_EQ(std::count(stopped.output.begin(), stopped.output.end(), '\n'), 1) << stopped.output;
  EXPECT_NE(stopped.output.find("store `"), std::string::npos) << stopped.output;
}

void ExpectCompletes(const Company& company) {
  const Ended again = company.Apply();
  EXPECT_EQ(again.exit_code, 0) << again.output;
  EXPECT_EQ(Difference(company.Look(), Undisturbed(Dialect::kSqlite)), "");
}

}  // namespace disk_test

TEST(DiskTest, WriteAheadLogThatCannotGrowStopsHalfWay) {
  const std::unique_ptr<Company> company = Original(Dialect::kSqlite).Copy();
  ASSERT_EQ(RowsOf(*company->Connect(), "PRAGMA journal_mode=WAL"), std::vector<std::string>{"wal"});
  const Ended stopped = company->Apply({{"LOFTE_CRASH_FSIZE", "400000"}});
  EXPECT_EQ(stopped.exit_code, 4) << stopped.output;
  disk_test::ExpectClear(stopped);
  EXPECT_EQ(company->Look().unfinished.size(), 1u);
  disk_test::ExpectCompletes(*company);
}

TEST(DiskTest, DatabaseThatCannotBeWrittenStopsHalfWay) {
  const std::unique_ptr<Company> company = Original(Dialect::kSqlite).Copy();
  const Ended killed = company->Apply({{"LOFTE_CRASH", "exit@" + std::to_string(Places(Dialect::kSqlite).size() / 4)}});
  ASSERT_EQ(killed.exit_code, 86);
  const Left before = company->Look();
  const std::string most = std::to_string(fs::file_size(company->database_file()) * 3 / 4);
  const Ended stopped = company->Apply({{"LOFTE_CRASH_FSIZE", most}});
  EXPECT_EQ(stopped.exit_code, 4) << stopped.output;
  disk_test::ExpectClear(stopped);
  EXPECT_EQ(company->Look().unfinished, before.unfinished);
  disk_test::ExpectCompletes(*company);
}

TEST(DiskTest, FullDiskStopsAtOnceOrHalfWayAndCompletesWhenRoomIsMade) {
  const SmallDisk disk(8'000'000);
  if (!disk.missing().empty()) GTEST_SKIP() << disk.missing();
  const std::size_t all = Places(Dialect::kSqlite).size();
  for (const std::size_t full_from : {std::size_t{0}, all / 4, all / 2, all - 2}) {
    SCOPED_TRACE("full from place " + std::to_string(full_from) + " of " + std::to_string(all));
    const std::unique_ptr<Company> company = Original(Dialect::kSqlite).Copy(disk.folder() / "company");
    if (full_from == 0) disk.Fill();
    Process run(company->ApplyWords(), {{"LOFTE_CRASH", "stop@" + std::to_string(full_from == 0 ? all : full_from)}});
    if (full_from > 0) {
      ASSERT_TRUE(run.WaitUntilStopped());
      disk.Fill();
      run.GoOn();
    }
    const Ended stopped = run.Wait();
    EXPECT_EQ(stopped.exit_code, full_from == 0 ? 3 : 4) << stopped.output;
    disk_test::ExpectClear(stopped);
    disk.MakeRoom();
    disk_test::ExpectCompletes(*company);
  }
}

TEST(DiskTest, HoldWhoseLedgerHasNoRoomStandsAndReleaseChangesNothing) {
  const SmallDisk disk(1'000'000);
  if (!disk.missing().empty()) GTEST_SKIP() << disk.missing();
  const std::unique_ptr<Company> company = Original(Dialect::kSqlite).Copy();
  std::ifstream before(company->folder() / "lofte.yaml");
  std::string config((std::istreambuf_iterator<char>(before)), {});
  config.replace(config.find("ledger.db"), 9, (disk.folder() / "ledger.db").string());
  std::ofstream(company->folder() / "lofte.yaml") << config;
  const auto add = [&](const char* reference) { return company->Run({"hold", "add"}, {"--subject", "11", "--reference", reference}); };
  const auto release = [&] { return company->Run({"hold", "release"}, {"--reference", "case-7"}); };
  const auto held = [&] { return RowsOf(*company->Connect(), "SELECT reference FROM lofte_subject_state WHERE until IS NULL ORDER BY 1"); };
  ASSERT_EQ(add("case-7").exit_code, 0);
  disk.Fill();
  const Ended added = add("case-8"), released = release();
  EXPECT_EQ(added.exit_code, 4) << added.output;
  disk_test::ExpectClear(added);
  EXPECT_NE(added.output.find("full"), std::string::npos) << added.output;
  EXPECT_NE(added.output.find("the hold `case-8` stands in store `main`"), std::string::npos) << added.output;
  EXPECT_EQ(released.exit_code, 3) << released.output;
  EXPECT_NE(released.output.find("full"), std::string::npos) << released.output;
  EXPECT_NE(released.output.find("the hold `case-7` stands in store `main` as before"), std::string::npos) << released.output;
  EXPECT_EQ(held(), (std::vector<std::string>{"case-7", "case-8"}));
  disk.MakeRoom();
  EXPECT_EQ(add("case-8").exit_code, 0);
  EXPECT_EQ(release().exit_code, 0);
  EXPECT_EQ(held(), std::vector<std::string>{"case-8"});
}

TEST(DiskTest, VacuumWithoutRoomNamesTheFullDiskAndWhatToDo) {
  const SmallDisk disk(6'000'000);
  if (!disk.missing().empty()) GTEST_SKIP() << disk.missing();
  stores_sqlite::SqliteOptions options;
  options.create = options.vacuum = true;
  const auto store = stores_sqlite::OpenSqlite("main", (disk.folder() / "main.db").string(), options).value();
  ASSERT_TRUE(
      store->ExecuteScript("CREATE TABLE notes (body); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                           "INSERT INTO notes SELECT randomblob(1000) FROM n; DELETE FROM notes WHERE rowid % 2 = 0"));
  disk.Fill();
  const Status full = store->Scrub();
  ASSERT_FALSE(full);
  EXPECT_NE(full.error().message.find("disk is full"), std::string::npos) << full.error().message;
  EXPECT_NE(full.error().message.find("so there has been no VACUUM, and parts of rows that are gone may still be read"), std::string::npos)
      << full.error().message;
  EXPECT_NE(full.error().message.find("make room, as much again as the file has"), std::string::npos) << full.error().message;
  disk.MakeRoom();
  EXPECT_TRUE(store->Scrub());
}

// The memory that SQLite shares between connections is a file too, and what fails there is an I/O error to it.
TEST(DiskTest, FileThatCannotGrowIsAFullDisk) {
  const SmallDisk disk(1'000'000);
  if (!disk.missing().empty()) GTEST_SKIP() << disk.missing();
  const std::string file = (disk.folder() / "main.db").string();
  stores_sqlite::SqliteOptions create;
  create.create = true;
  ASSERT_TRUE(stores_sqlite::OpenSqlite("main", file, create).value()->ExecuteScript("PRAGMA journal_mode=WAL; CREATE TABLE notes (body)"));
  disk.Fill();
  const auto opened = stores_sqlite::OpenSqlite("main", file);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(opened.error().message.find("the disk is full: "), std::string::npos) << opened.error().message;
}

}  // namespace lofte::tests
