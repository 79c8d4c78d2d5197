#include "stores_sqlite/unused_space.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "base/file.h"
#include "stores_sqlite/sqlite_backend.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::stores_sqlite {
namespace unused_space_test {

UnusedSpace Of(const std::string& bytes, std::int64_t most = 1 << 30) {
  const ReadAt read = [&](std::int64_t offset, unsigned char* buffer, std::size_t amount) {
    if (offset < 0 || static_cast<std::size_t>(offset) + amount > bytes.size()) return false;
    std::memcpy(buffer, bytes.data() + offset, amount);
    return true;
  };
  return LookAtUnusedSpace(read, static_cast<std::int64_t>(bytes.size()), most);
}

// The bytes of a file in which this was done.
std::string After(const std::string& script) {
  const SqliteBackend backend;
  auto store = OpenSqlite("main", backend.path(), {.create = false}).value();
  const Status done = store->ExecuteScript(script);
  if (!done) ADD_FAILURE() << done.error().message;
  store.reset();
  return ReadFile(backend.path(), 64 << 20).value();
}

const std::string kFilled =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
    "INSERT INTO t SELECT i, 'canary ' || i FROM n; VACUUM;";

TEST(UnusedSpaceTest, OfAFileThatWasJustMadeAnewIsEmpty) {
  const UnusedSpace space = Of(After(kFilled));
  EXPECT_GT(space.pages, 10);
  EXPECT_EQ(space.looked_at, space.pages);
  EXPECT_EQ(space.with_bytes, 0);
}

TEST(UnusedSpaceTest, HoldsWhatWasDeletedWithoutOverwriting) {
  EXPECT_EQ(Of(After(kFilled + "PRAGMA secure_delete=ON; DELETE FROM t WHERE id BETWEEN 50 AND 60")).with_bytes, 0);
  EXPECT_EQ(Of(After(kFilled + "PRAGMA secure_delete=OFF; DELETE FROM t WHERE id BETWEEN 50 AND 60")).with_bytes, 1) << "in its page";
  const std::string freed = After(kFilled + "PRAGMA secure_delete=OFF; DELETE FROM t");
  EXPECT_NE(freed.find("canary 1000"), std::string::npos);
  EXPECT_GT(Of(freed).with_bytes, 5) << "in free pages";
  const std::string overwritten = After(kFilled + "PRAGMA secure_delete=ON; DELETE FROM t");
  EXPECT_EQ(overwritten.find("canary 1000"), std::string::npos);
  EXPECT_EQ(Of(overwritten).with_bytes, 0);
}

TEST(UnusedSpaceTest, OfALargeFileIsSampled) {
  const std::string bytes = After(kFilled + "PRAGMA secure_delete=OFF; DELETE FROM t");
  const UnusedSpace all = Of(bytes), some = Of(bytes, 4 * 4096);
  EXPECT_LE(some.looked_at, 4);
  EXPECT_GT(some.looked_at, 1);
  EXPECT_EQ(some.pages, all.pages);
}

TEST(UnusedSpaceTest, OfWhatIsNoDatabaseIsNothing) {
  EXPECT_EQ(Of("").pages, 0);
  EXPECT_EQ(Of(std::string(5000, 'x')).pages, 0);
  std::string damaged = After(kFilled + "PRAGMA secure_delete=OFF; DELETE FROM t");
  for (std::size_t at = 40; at < damaged.size(); at += 7) damaged[at] = static_cast<char>(at * 31);
  EXPECT_GT(Of(damaged).looked_at, 0);
}

}  // namespace unused_space_test
}  // namespace lofte::stores_sqlite
