#include "stores/catalogue.h"

#include <gtest/gtest.h>

namespace lofte::stores {
namespace catalogue_test {

Column Named(const std::string& name, bool nullable) {
  Column column;
  column.name = name;
  column.nullable = nullable;
  return column;
}

Table People() {
  Table table;
  table.name = {"main", "", "people"};
  table.columns = {Named("a", true), Named("b", false), Named("c", false)};
  return table;
}

TEST(CatalogueTest, KeyIsNeverANullableOrPartialUnique) {
  Table table = People();
  table.uniques = {{"nullable", {"a"}, false, false}, {"partial", {"b"}, false, true}, {"expression", {}, false, false}};
  EXPECT_TRUE(table.KeyColumns().empty());
  table.uniques.push_back({"total", {"b", "c"}, false, false});
  EXPECT_EQ(table.KeyColumns(), (std::vector<std::string>{"b", "c"}));
  table.uniques.push_back({"key", {"c"}, true, false});
  EXPECT_EQ(table.KeyColumns(), std::vector<std::string>{"c"});
}

TEST(CatalogueTest, ColumnsAreUniqueWhenSomeOfThemAre) {
  Table table = People();
  table.uniques = {{"u", {"b", "c"}, false, false}};
  EXPECT_TRUE(table.IsUnique({"c", "a", "b"}));
  EXPECT_FALSE(table.IsUnique({"b"}));
}

TEST(CatalogueTest, FindKnowsTheDefaultSchemaByItsName) {
  Catalogue catalogue;
  catalogue.default_schema = "public";
  catalogue.tables = {People()};
  EXPECT_NE(catalogue.Find({"main", "", "people"}), nullptr);
  EXPECT_NE(catalogue.Find({"main", "public", "people"}), nullptr);
  EXPECT_EQ(catalogue.Find({"main", "other", "people"}), nullptr);
  EXPECT_EQ(catalogue.Find({"main", "", "People"}), nullptr);
}

TEST(CatalogueTest, FingerprintSeesEveryDeclaration) {
  Catalogue catalogue;
  catalogue.tables = {People()};
  const std::string before = catalogue.Fingerprint();
  const auto changed = [&](auto change) {
    Catalogue copy = catalogue;
    change(copy.tables[0]);
    return copy.Fingerprint() != before;
  };
  EXPECT_TRUE(changed([](Table& table) { table.columns[0].nullable = false; }));
  EXPECT_TRUE(changed([](Table& table) { table.columns[0].type = expr::Type::kInt; }));
  EXPECT_TRUE(changed([](Table& table) { table.columns[0].generated = true; }));
  EXPECT_TRUE(changed([](Table& table) { table.columns[0].max_length = 9; }));
  EXPECT_TRUE(changed([](Table& table) { table.uniques.push_back({"u", {"a"}, false, false}); }));
  EXPECT_TRUE(changed([](Table& table) { table.foreign_keys.push_back({}); }));
  EXPECT_TRUE(changed([](Table& table) { table.checks.push_back({}); }));
  EXPECT_TRUE(changed([](Table& table) { table.triggers.push_back({"t", "delete"}); }));
  EXPECT_TRUE(changed([](Table& table) { table.row_security = true; }));
  EXPECT_FALSE(changed([](Table& table) { table.partitions.push_back({"main", "", "p1"}); }));
}

TEST(CatalogueTest, FingerprintKeepsNamesApart) {
  Catalogue one;
  one.tables = {People()};
  Catalogue other = one;
  one.tables[0].uniques = {{"u", {"a", "bc"}, false, false}};
  other.tables[0].uniques = {{"u", {"ab", "c"}, false, false}};
  EXPECT_NE(one.Fingerprint(), other.Fingerprint());
}

}  // namespace catalogue_test
}  // namespace lofte::stores
