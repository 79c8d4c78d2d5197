#include "base/table.h"

#include <gtest/gtest.h>

namespace lofte {
namespace table_test {

TEST(TableTest, HasTheHeadAndEachRow) {
  const std::vector<TableRow> rows = ReadTable("test", "# for people\nid\tname\n\na\tfirst one\nb\t-");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0], (TableRow{"id", "name"}));
  EXPECT_EQ(rows[1], (TableRow{"a", "first one"}));
  EXPECT_EQ(rows[2], (TableRow{"b", ""}));
}

TEST(TableTest, NothingHasNoRows) { EXPECT_TRUE(ReadTable("test", "# only this\n").empty()); }

TEST(TableTest, AnEmptyCellAtTheEndCounts) { EXPECT_EQ(ReadTable("test", "id\tname\na\t\n")[1], (TableRow{"a", ""})); }

TEST(TableTest, RowsAreWithoutTheHead) {
  EXPECT_EQ(ReadRows("test", "# for people\nid\tname\na\tfirst one\n"), (std::vector<TableRow>{{"a", "first one"}}));
}

TEST(TableDeathTest, RowsNeedAHead) { EXPECT_DEATH(static_cast<void>(ReadRows("test", "")), "test has no head"); }

TEST(TableDeathTest, RowOfAnotherWidthIsAFaultOfOurs) {
  EXPECT_DEATH(static_cast<void>(ReadTable("test", "id\tname\na\n")), "test has a row that is not well formed: a");
}

}  // namespace table_test
}  // namespace lofte
