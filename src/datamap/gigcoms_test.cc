// The example in examples/gigcoms: one data map for a policy of 66 promises and for two databases.
#include <gtest/gtest.h>

#include <set>

#include "base/file.h"
#include "datamap/bind.h"
#include "datamap/check.h"
#include "datamap/reader.h"
#include "policy/reader.h"

namespace lofte::datamap {
namespace gigcoms_test {

const std::string& Source(const char* file) {
  static std::map<std::string, std::string> sources;
  std::string& source = sources[file];
  if (source.empty()) source = ReadFile(std::string(LOFTE_SOURCE_DIR "/examples/gigcoms/") + file).value();
  return source;
}

std::string Shown(const Issues& issues, const char* file) {
  std::string shown;
  for (const Issue& issue : issues) shown += Render(issue, Source(file), false);
  return shown;
}

const DataMap& Map() {
  static const DataMap map = [] {
    Issues issues;
    auto read = ReadDataMap("datamap.yaml", Source("datamap.yaml"), issues);
    EXPECT_EQ(Shown(issues, "datamap.yaml"), "");
    return read ? *read : DataMap{};
  }();
  return map;
}

const policy::Policy& Policy() {
  static const policy::Policy policy = [] {
    Issues issues;
    auto read = policy::ReadPolicy("policy.yaml", Source("policy.yaml"), issues);
    EXPECT_FALSE(HasErrors(issues));
    return read ? *read : policy::Policy{};
  }();
  return policy;
}

// A column of one of the two schemas, as a line of its CREATE TABLE says it.
struct Line {
  std::string table, column, type;
  bool not_null = false, unique = false, primary = false;
  std::string references = "";  // the table whose `id` it is
};

std::vector<std::string> WordsOf(const std::string& line) {
  std::vector<std::string> words(1);
  for (char c : line) {
    if (c == ' ' || c == ',' || c == '(') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

// Reads the columns of a schema that has each on a line of its own.
std::vector<Line> LinesOf(const char* file) {
  std::vector<Line> lines;
  std::string table, line;
  for (char c : Source(file)) {
    if (c != '\n') {
      line += c;
      continue;
    }
    const std::vector<std::string> words = WordsOf(line);
    const bool is_column = !table.empty() && line.rfind("  ", 0) == 0 && words[0] != "UNIQUE";
    if (words[0] == "CREATE" && words[1] == "TABLE") table = words[2];
    if (line.rfind(")", 0) == 0) table.clear();
    if (is_column) {
      const auto has = [&](const char* text) { return line.find(text) != std::string::npos; };
      lines.push_back(
          {table, words[0], words[1], has("NOT NULL") || has("PRIMARY KEY"), has("UNIQUE") || has("PRIMARY KEY"), has("PRIMARY KEY")});
      const auto references = std::find(words.begin(), words.end(), "REFERENCES");
      if (references != words.end()) lines.back().references = references[1];
    }
    line.clear();
  }
  return lines;
}

expr::Type TypeOf(const std::string& declared) {
  if (declared == "bigint" || declared == "INTEGER") return expr::Type::kInt;
  if (declared == "boolean" || declared == "BOOLEAN") return expr::Type::kBool;
  if (declared == "timestamptz") return expr::Type::kInstant;
  return declared == "date" ? expr::Type::kDate : expr::Type::kText;
}

stores::Catalogue CatalogueOf(const char* file) {
  stores::Catalogue catalogue;
  for (const Line& line : LinesOf(file)) {
    if (catalogue.tables.empty() || catalogue.tables.back().name.table != line.table) {
      catalogue.tables.emplace_back();
      catalogue.tables.back().name = {"main", "", line.table};
    }
    stores::Table& table = catalogue.tables.back();
    stores::Column column;
    column.name = line.column;
    column.declared = line.type;
    column.type = TypeOf(line.type);
    column.nullable = !line.not_null;
    table.columns.push_back(column);
    if (!line.references.empty()) table.foreign_keys.push_back({"", {line.column}, {"main", "", line.references}, {"id"}});
    if (line.unique) table.uniques.push_back({line.column, {line.column}, line.primary, false});
    if (line.table == "consents" && line.column == "purpose") table.uniques.push_back({"purpose", {"account_id", "purpose"}, false, false});
  }
  return catalogue;
}

TEST(GigcomsMapTest, FitsItsPolicyWithoutAnIssue) {
  Issues issues;
  CheckAgainstPolicy(Policy(), Map(), issues);
  EXPECT_EQ(Shown(issues, "datamap.yaml"), "");
}

TEST(GigcomsMapTest, FitsBothDatabasesWithoutAnIssue) {
  for (const char* file : {"schema/postgres.sql", "schema/sqlite.sql"}) {
    const stores::Catalogue catalogue = CatalogueOf(file);
    ASSERT_EQ(catalogue.tables.size(), 20u) << file;
    Issues issues;
    CheckAgainstCatalogue(Map(), catalogue, issues);
    EXPECT_EQ(Shown(issues, "datamap.yaml"), "") << file;
  }
}

TEST(GigcomsMapTest, ExpressionsBindToBothDatabases) {
  for (const char* file : {"schema/postgres.sql", "schema/sqlite.sql"}) {
    const stores::Catalogue catalogue = CatalogueOf(file);
    Issues issues;
    const auto bound = BoundMap::Bind(Policy(), Map(), catalogue, "main", time::Zone::Utc(), issues);
    EXPECT_EQ(Shown(issues, "datamap.yaml"), "") << file;
    ASSERT_NE(bound, nullptr) << file;
    EXPECT_EQ(bound->tables().size(), 20u);
  }
}

TEST(GigcomsMapTest, HoldsEveryCategoryOfThePolicy) {
  std::set<std::string> held;
  for (const TableMap& table : Map().tables) {
    for (const Field& field : table.fields) {
      if (!field.category.empty()) held.insert(field.category);
    }
  }
  std::set<std::string> promised;
  for (const auto& [group, leaves] : Policy().data) {
    for (const std::string& leaf : leaves) promised.insert(group + "." + leaf);
  }
  EXPECT_EQ(held, promised);
}

TEST(GigcomsMapTest, BookingIsAboutTwoPersonsAndANoteAboutOne) {
  const TableMap* bookings = Map().Find({"main", "", "bookings"});
  ASSERT_NE(bookings, nullptr);
  EXPECT_EQ(bookings->persons.size(), 2u);
  EXPECT_EQ(bookings->FindField("artist_note")->of, std::vector<std::string>{"artist"});
  EXPECT_TRUE(bookings->FindField("fee_cents")->of.empty());
  EXPECT_EQ(bookings->FindField("booker_id")->link_of, "booker");
}

}  // namespace gigcoms_test
}  // namespace lofte::datamap
