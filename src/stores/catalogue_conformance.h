// What every backend's catalogue says alike of one hard schema. Backends are as in store_fixture.h.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "stores/store_fixture.h"

namespace lofte::stores {

template <typename Backend>
class CatalogueConformance : public StoreFixture<Backend> {
 protected:
  void SetUp() override {
    StoreFixture<Backend>::SetUp();
    if (this->IsSkipped()) return;
    const Status made = this->store_->ExecuteScript(R"(
      CREATE TABLE "Order" ("Id" BIGINT NOT NULL, "Line ""No""" INTEGER NOT NULL, note TEXT, PRIMARY KEY ("Id", "Line ""No"""));
      CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        order_id BIGINT,
        line INTEGER,
        boss INTEGER REFERENCES people ON DELETE SET NULL,
        email VARCHAR(40) NOT NULL UNIQUE,
        age INTEGER CONSTRAINT grown CHECK (age >= 16 AND ')' <> "email"), -- CHECK (nothing)
        active BOOLEAN DEFAULT true,
        score DOUBLE PRECISION,
        twice INTEGER GENERATED ALWAYS AS (age * 2) STORED,
        CHECK (order_id > 0 OR line IS NULL),
        CONSTRAINT of_order FOREIGN KEY (order_id, line) REFERENCES "Order" ("Id", "Line ""No""") ON DELETE CASCADE);
      CREATE UNIQUE INDEX one_active ON people (order_id) WHERE active;
      CREATE UNIQUE INDEX lower_email ON people (lower(email));
      CREATE UNIQUE INDEX one_line ON people (order_id, line);
      CREATE INDEX by_line ON people (line, age);
      CREATE TABLE keyless (a INTEGER, b TEXT NOT NULL UNIQUE))");
    ASSERT_TRUE(made) << made.error().message;
    Read();
  }

  void Read() {
    auto read = this->store_->ReadCatalogue();
    ASSERT_TRUE(read) << read.error().message;
    catalogue_ = std::move(read).value();
  }

  const Table& Get(const std::string& table) {
    const Table* found = catalogue_.Find({this->store_->name(), "", table});
    if (found == nullptr) Panic("no table " + table);
    return *found;
  }
  const Column& ColumnOf(const std::string& table, const std::string& column) {
    const Column* found = Get(table).Find(column);
    if (found == nullptr) Panic("no column " + column);
    return *found;
  }

  Catalogue catalogue_;
};

TYPED_TEST_SUITE_P(CatalogueConformance);

TYPED_TEST_P(CatalogueConformance, TablesAreNamedAsDeclaredAndSorted) {
  std::vector<std::string> names;
  for (const Table& table : this->catalogue_.tables) names.push_back(table.name.table);
  EXPECT_EQ(names, (std::vector<std::string>{"Order", "keyless", "people"}));
  EXPECT_NE(this->catalogue_.Find({this->store_->name(), this->catalogue_.default_schema, "people"}), nullptr);
  EXPECT_EQ(this->catalogue_.Find({this->store_->name(), "elsewhere", "people"}), nullptr);
  EXPECT_EQ(this->catalogue_.Find({"another", "", "people"}), nullptr);
}

TYPED_TEST_P(CatalogueConformance, ColumnsHaveTypesAndNullability) {
  EXPECT_EQ(this->ColumnOf("people", "order_id").type, expr::Type::kInt);
  EXPECT_EQ(this->ColumnOf("people", "email").type, expr::Type::kText);
  EXPECT_EQ(this->ColumnOf("people", "active").type, expr::Type::kBool);
  EXPECT_EQ(this->ColumnOf("people", "score").type, expr::Type::kReal);
  EXPECT_FALSE(this->ColumnOf("people", "id").nullable);
  EXPECT_FALSE(this->ColumnOf("people", "email").nullable);
  EXPECT_FALSE(this->ColumnOf("Order", "Line \"No\"").nullable);
  EXPECT_TRUE(this->ColumnOf("people", "age").nullable);
}

TYPED_TEST_P(CatalogueConformance, DefaultsAndGeneratedColumnsAreMarked) {
  EXPECT_TRUE(this->ColumnOf("people", "active").has_default);
  EXPECT_FALSE(this->ColumnOf("people", "email").has_default);
  EXPECT_TRUE(this->ColumnOf("people", "twice").generated);
  EXPECT_FALSE(this->ColumnOf("people", "age").generated);
  EXPECT_FALSE(this->ColumnOf("people", "id").generated);
}

TYPED_TEST_P(CatalogueConformance, KeysAreThePrimaryKeyOrATotalUniqueOne) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(this->Get("Order").KeyColumns(), (Names{"Id", "Line \"No\""}));
  EXPECT_EQ(this->Get("people").KeyColumns(), Names{"id"});
  EXPECT_EQ(this->Get("keyless").KeyColumns(), Names{"b"});
}

TYPED_TEST_P(CatalogueConformance, PartialAndExpressionIndexesMakeNoColumnUnique) {
  const Table& people = this->Get("people");
  EXPECT_TRUE(people.IsUnique({"email"}));
  EXPECT_TRUE(people.IsUnique({"line", "order_id"}));
  EXPECT_TRUE(people.IsUnique({"email", "age"}));
  EXPECT_FALSE(people.IsUnique({"order_id"}));
  EXPECT_FALSE(people.IsUnique({"line"}));
  EXPECT_FALSE(people.IsUnique({}));
  const auto named = [&people](const char* name) {
    return *std::find_if(people.uniques.begin(), people.uniques.end(), [name](const Unique& unique) { return unique.name == name; });
  };
  EXPECT_TRUE(named("one_active").partial);
  EXPECT_TRUE(named("lower_email").columns.empty());
  EXPECT_FALSE(named("one_line").partial);
}

TYPED_TEST_P(CatalogueConformance, IndexesKeepTheOrderOfTheirColumns) {
  bool by_line = false;
  bool primary = false;
  for (const Index& index : this->Get("people").indexes) {
    by_line = by_line || (index.name == "by_line" && index.columns == std::vector<std::string>{"line", "age"});
    primary = primary || index.columns == std::vector<std::string>{"id"};
    EXPECT_NE(index.name, "one_active");
  }
  EXPECT_TRUE(by_line);
  EXPECT_TRUE(primary);
}

TYPED_TEST_P(CatalogueConformance, ForeignKeysHaveTargetsAndActions) {
  using Names = std::vector<std::string>;
  const Table& people = this->Get("people");
  ASSERT_EQ(people.foreign_keys.size(), 2u);
  for (const ForeignKey& key : people.foreign_keys) {
    if (key.columns.size() == 2) {
      EXPECT_EQ(key.columns, (Names{"order_id", "line"}));
      EXPECT_EQ(key.target, (expr::TableName{this->store_->name(), "", "Order"}));
      EXPECT_EQ(key.target_columns, (Names{"Id", "Line \"No\""}));
      EXPECT_EQ(key.on_delete, OnDelete::kCascade);
    } else {
      EXPECT_EQ(key.columns, Names{"boss"});
      EXPECT_EQ(key.target.table, "people");
      EXPECT_EQ(key.target_columns, Names{"id"});
      EXPECT_EQ(key.on_delete, OnDelete::kSetNull);
    }
  }
}

TYPED_TEST_P(CatalogueConformance, ChecksNameTheirColumns) {
  const Table& people = this->Get("people");
  ASSERT_EQ(people.checks.size(), 2u);
  for (const Check& check : people.checks) {
    std::vector<std::string> columns = check.columns;
    std::sort(columns.begin(), columns.end());
    if (check.name == "grown") {
      EXPECT_EQ(columns, (std::vector<std::string>{"age", "email"}));
      EXPECT_NE(check.expression.find("16"), std::string::npos);
    } else {
      EXPECT_EQ(columns, (std::vector<std::string>{"line", "order_id"}));
    }
  }
}

TYPED_TEST_P(CatalogueConformance, FingerprintChangesWithTheSchemaAndWithNothingElse) {
  const std::string before = this->catalogue_.Fingerprint();
  EXPECT_EQ(before.size(), 64u);
  ASSERT_TRUE(this->store_->ExecuteScript("INSERT INTO keyless VALUES (1, 'x'); CREATE INDEX keyless_by_b ON keyless (b); ANALYZE"));
  this->Read();
  EXPECT_EQ(this->catalogue_.Fingerprint(), before);
  ASSERT_TRUE(this->store_->ExecuteScript("ALTER TABLE keyless ADD COLUMN c TEXT"));
  this->Read();
  EXPECT_NE(this->catalogue_.Fingerprint(), before);
}

REGISTER_TYPED_TEST_SUITE_P(CatalogueConformance, TablesAreNamedAsDeclaredAndSorted, ColumnsHaveTypesAndNullability,
                            DefaultsAndGeneratedColumnsAreMarked, KeysAreThePrimaryKeyOrATotalUniqueOne,
                            PartialAndExpressionIndexesMakeNoColumnUnique, IndexesKeepTheOrderOfTheirColumns,
                            ForeignKeysHaveTargetsAndActions, ChecksNameTheirColumns, FingerprintChangesWithTheSchemaAndWithNothingElse);

}  // namespace lofte::stores
