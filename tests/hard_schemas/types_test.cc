// What SQLite keeps in a column whatever its type: a value fits, or is a number, exactly when typeof() says so.
#include <gtest/gtest.h>

#include "sql/wellformed.h"
#include "support/world.h"

namespace lofte::tests {
namespace types_test {

TEST(TypesTest, ComparisonsTellTheTypeOfAValueAsTypeofDoes) {
  World world(stores::Dialect::kSqlite);
  // Of each affinity, and with collations that take other texts for equal.
  world.Schema(
      "CREATE TABLE v (id INTEGER PRIMARY KEY, t TEXT, r TEXT COLLATE RTRIM, c VARCHAR(9) COLLATE NOCASE, d DATETIME, n NUMERIC, b "
      "BOOLEAN, "
      "i INTEGER, f REAL, x BLOB, u);"
      "INSERT INTO v (t, r, c, d, n, b, i, f, x, u) WITH w(v) AS (VALUES (NULL), (0), (-7), (9223372036854775807), (-1e308), (2.5), (''), "
      "(' '), ('0'), ('12'), ('true'), ('2026-11-26'), (char(1)), (x''), (x'00'), (x'41'), (x'ff'), (zeroblob(9))) "
      "SELECT v, v, v, v, v, v, v, v, v, v FROM w;");
  using expr::Type;
  const std::pair<Type, const char*> wanted[] = {{Type::kText, "'text', 'null'"},
                                                 {Type::kInt, "'integer', 'real', 'null'"},
                                                 {Type::kBool, "'integer', 'real', 'null'"},
                                                 {Type::kReal, "'integer', 'real', 'null'"},
                                                 {Type::kBytes, "'blob', 'null'"}};
  for (const char* column : {"t", "r", "c", "d", "n", "b", "i", "f", "x", "u"}) {
    for (const auto& [type, names] : wanted) {
      const std::string fits = sql::FitsType(column, type), by_name = std::string("typeof(") + column + ") IN (" + names + ")";
      EXPECT_EQ(world.Count("v WHERE " + fits + " IS NOT (" + by_name + ")"), 0) << column << " " << names;
      EXPECT_GT(world.Count("v WHERE " + by_name), 0) << column << " " << names;
    }
    const std::string number = std::string("typeof(") + column + ") IN ('integer', 'real')";
    EXPECT_EQ(world.Count("v WHERE ((" + sql::IsNumber(column) + ") IS TRUE) IS NOT (" + number + ")"), 0) << column;
  }
  EXPECT_GT(world.Count("v WHERE NOT " + sql::FitsType("u", Type::kText)), 0);
  EXPECT_GT(world.Count("v WHERE NOT " + sql::FitsType("u", Type::kInt)), 0);
  EXPECT_GT(world.Count("v WHERE NOT " + sql::FitsType("u", Type::kBytes)), 0);
}

}  // namespace types_test
}  // namespace lofte::tests
