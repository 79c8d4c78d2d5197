#include "stores_sqlite/create_table.h"

#include <gtest/gtest.h>

namespace lofte::stores_sqlite {
namespace create_table_test {

std::vector<stores::Column> Columns(const std::vector<std::string>& names) {
  std::vector<stores::Column> columns;
  for (const std::string& name : names) {
    columns.emplace_back();
    columns.back().name = name;
  }
  return columns;
}

TEST(CreateTableTest, ChecksOfColumnsAndTableAreFound) {
  const auto checks =
      ChecksOf("CREATE TABLE t (a INT CHECK (a > 0), b TEXT, CONSTRAINT \"both\" CHECK ((a + 1) < length(b)))", Columns({"a", "b"}));
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_EQ(checks[0].name, "");
  EXPECT_EQ(checks[0].expression, "a > 0");
  EXPECT_EQ(checks[0].columns, std::vector<std::string>{"a"});
  EXPECT_EQ(checks[1].name, "both");
  EXPECT_EQ(checks[1].expression, "(a + 1) < length(b)");
  EXPECT_EQ(checks[1].columns, (std::vector<std::string>{"a", "b"}));
}

TEST(CreateTableTest, QuotesAndCommentsDoNotMislead) {
  const auto checks = ChecksOf(
      "CREATE TABLE \"CHECK (\" (-- CHECK (x)\n a TEXT DEFAULT 'CHECK (a)' /* ( */ CHECK ([A] <> ')' AND `b c` NOT IN (1, 2) -- b\n), \"b "
      "c\")",
      Columns({"a", "b c", "b"}));
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].columns, (std::vector<std::string>{"a", "b c"}));
}

TEST(CreateTableTest, TextsAreNoColumns) {
  const auto checks = ChecksOf("CREATE TABLE t (a, b, CHECK (a IN ('b', 'it''s b')))", Columns({"a", "b"}));
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].columns, std::vector<std::string>{"a"});
}

TEST(CreateTableTest, TruncatedTextIsReadToItsEnd) {
  const std::string sql = "CREATE TABLE t (a CHECK (a <> 'x''y' AND \"a\" /* c */ > 1) -- end";
  for (std::size_t size = 0; size <= sql.size(); ++size) {
    EXPECT_LE(ChecksOf(std::string_view(sql).substr(0, size), Columns({"a"})).size(), 1u);
  }
}

TEST(CreateTableTest, GeneratedColumnIsMadeOfWhatItsExpressionNames) {
  const std::string sql =
      "CREATE TABLE t (a TEXT, b TEXT DEFAULT ('a, c AS (b)'), c TEXT NOT NULL GENERATED ALWAYS AS (lower(a) || ',') STORED, d AS (\"b\"), "
      "CHECK (a <> b))";
  const auto columns = Columns({"a", "b", "c", "d"});
  EXPECT_EQ(ColumnsOfGenerated(sql, "c", columns), std::vector<std::string>{"a"});
  EXPECT_EQ(ColumnsOfGenerated(sql, "D", columns), std::vector<std::string>{"b"});
  EXPECT_EQ(ColumnsOfGenerated(sql, "b", columns), std::vector<std::string>());
}

TEST(CreateTableTest, IndexNamesItsColumnsWithinBrackets) {
  EXPECT_EQ(ColumnsOfIndex("CREATE UNIQUE INDEX b ON t (coalesce(a, 0), lower(\"C\"))", Columns({"a", "b", "c"})),
            (std::vector<std::string>{"a", "c"}));
}

TEST(CreateTableTest, TriggerEventIsTheOneBeforeOn) {
  EXPECT_EQ(TriggerEventOf("CREATE TRIGGER \"update\" AFTER INSERT ON t BEGIN DELETE FROM x; END"), "insert");
  EXPECT_EQ(TriggerEventOf("create temp trigger if not exists main.x instead of update of a, b on v begin select 1; end"), "update");
  EXPECT_EQ(TriggerEventOf("CREATE TRIGGER x DELETE ON t BEGIN SELECT 1; END"), "delete");
}

}  // namespace create_table_test
}  // namespace lofte::stores_sqlite
