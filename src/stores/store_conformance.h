// Values, statements, ranges and errors, as every Store has them. Backends are as in store_fixture.h.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/clock.h"
#include "stores/store_fixture.h"

namespace lofte::stores {

template <typename Backend>
class StoreConformance : public StoreFixture<Backend> {};

namespace store_conformance {

inline const std::vector<std::string>& HardTexts() {
  static const std::vector<std::string> texts = {"",
                                                 "plain",
                                                 "tab\there",
                                                 "line\nbreak",
                                                 "carriage\r\nreturn",
                                                 "\\",
                                                 "\\N",
                                                 "\\.",
                                                 "back\\slash\\t",
                                                 "\t\n\\\r",
                                                 "'quoted' \"twice\"",
                                                 "bl\xC3\xA5 \xF0\x9F\x90\x9F",
                                                 "\x01\x1f",
                                                 " padded ",
                                                 "NULL",
                                                 "1e5",
                                                 "\\x41",
                                                 "{}"};
  return texts;
}

}  // namespace store_conformance

TYPED_TEST_SUITE_P(StoreConformance);

TYPED_TEST_P(StoreConformance, ValuesOfEveryKindComeBack) {
  this->Script(
      "CREATE TABLE kinds (flag BOOLEAN, number BIGINT, real_number DOUBLE PRECISION, words TEXT, bytes BYTEA, day DATE, "
      "instant TIMESTAMPTZ, local TIMESTAMP)");
  const std::vector<std::string> columns = {"flag", "number", "real_number", "words", "bytes", "day", "instant", "local"};
  const std::vector<std::vector<expr::Value>> rows = {
      {true, std::int64_t{INT64_MIN}, 0.1, std::string("x"), expr::Blob{std::string("\0\xff\\t", 4)}, time::Day{0}, time::Instant{1},
       time::LocalTime{-1}},
      {false, std::int64_t{INT64_MAX}, -1e300, std::string(""), expr::Blob{""}, *time::ToDay({2024, 2, 29}),
       time::Instant{1'732'190'400'000'000}, time::LocalTime{1'732'190'400'123'456}},
      {expr::Null{}, expr::Null{}, expr::Null{}, expr::Null{}, expr::Null{}, expr::Null{}, expr::Null{}, expr::Null{}}};
  this->Fill("kinds", columns, rows);
  for (const auto& row : rows) {
    std::string places;
    for (int i = 1; i <= 8; ++i) places += (i == 1 ? "" : ", ") + TypeParam::Place(i);
    auto inserted = this->store_->Execute("INSERT INTO kinds VALUES (" + places + ")", row);
    ASSERT_TRUE(inserted) << inserted.error().message;
    EXPECT_EQ(*inserted, 1);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (const auto& row : rows) {
      const expr::Value stored = TypeParam::Stored(row[i]);
      int found = 0;
      for (const auto& read : this->Select(*this->store_, "SELECT " + columns[i] + " FROM kinds")) found += read[0] == stored ? 1 : 0;
      EXPECT_EQ(found, 2) << columns[i];
    }
  }
}

TYPED_TEST_P(StoreConformance, HardTextsSurviveBulkInsertAndParameters) {
  this->Script("CREATE TABLE words (id INTEGER PRIMARY KEY, text_in TEXT, other TEXT)");
  std::vector<std::vector<expr::Value>> rows;
  for (const std::string& text : store_conformance::HardTexts()) rows.push_back({std::int64_t(rows.size()), text, expr::Null{}});
  this->Fill("words", {"id", "text_in", "other"}, rows);
  for (const auto& row : rows) {
    const auto read = this->store_->Query(
        "SELECT text_in, other FROM words WHERE id = " + TypeParam::Place(1) + " AND text_in = " + TypeParam::Place(2), {row[0], row[1]});
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->rows.size(), 1u);
    EXPECT_EQ(read->rows[0][0], row[1]);
    EXPECT_TRUE(expr::IsNull(read->rows[0][1]));
  }
}

TYPED_TEST_P(StoreConformance, QueryNamesItsColumns) {
  const auto rows = this->store_->Query("SELECT 1 AS one, 'x' AS \"Two Words\"");
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->columns, (std::vector<std::string>{"one", "Two Words"}));
}

TYPED_TEST_P(StoreConformance, ReadOnlyStoreRefusesChanges) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  auto reader = this->Connect(true);
  EXPECT_EQ(this->Number(*reader, "SELECT count(*) FROM t"), 0);
  const auto refused = reader->Execute("INSERT INTO t VALUES (1)");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
}

TYPED_TEST_P(StoreConformance, ExecuteCountsItsOwnRowsAndNoCascades) {
  this->Script(
      "CREATE TABLE parent (id INTEGER PRIMARY KEY); "
      "CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent (id) ON DELETE CASCADE); "
      "INSERT INTO parent VALUES (1), (2), (3); INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)");
  EXPECT_EQ(*this->store_->Execute("DELETE FROM parent WHERE id = 1"), 1);
  EXPECT_EQ(this->Count("child"), 1);
  EXPECT_EQ(*this->store_->Execute("DELETE FROM parent WHERE id = 77"), 0);
  EXPECT_EQ(*this->store_->Execute("CREATE TABLE another (id INTEGER)"), 0);
  EXPECT_EQ(*this->store_->Execute("UPDATE child SET id = id + 10"), 1);
}

TYPED_TEST_P(StoreConformance, RangesCoverEveryRowOnce) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY, words TEXT)");
  std::vector<std::vector<expr::Value>> rows;
  for (std::int64_t id = -20; id < 180; ++id) rows.push_back({id, std::string(60, 'x')});
  this->Fill("t", {"id", "words"}, rows);
  this->Script("DELETE FROM t WHERE id % 7 = 0; UPDATE t SET words = 'y' WHERE id % 3 = 0");
  for (std::int64_t width : {7, 50, 2048, 1'000'000}) this->ExpectRangesCover("t", width);
}

TYPED_TEST_P(StoreConformance, RangeWithoutEndReachesTheLastRow) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
  for (const char* alias : {"", "t", "\"t\""}) {
    EXPECT_EQ(this->Count("t WHERE " + this->store_->RangeCondition({0, INT64_MAX}, alias)), 2) << alias;
    EXPECT_EQ(this->Count("t WHERE " + this->store_->RangeCondition({0, 0}, alias)), 0) << alias;
  }
}

TYPED_TEST_P(StoreConformance, ExtentOfAnEmptyTableIsEmpty) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  const auto extent = this->store_->Extent({this->store_->name(), "", "t"});
  ASSERT_TRUE(extent);
  ASSERT_TRUE(extent->has_value());
  EXPECT_EQ((*extent)->begin, (*extent)->end);
  const auto missing = this->store_->Extent({this->store_->name(), "", "nowhere"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

TYPED_TEST_P(StoreConformance, RefusedRowsAreConflictsThatNameTheConstraintAndNoValue) {
  this->Script(
      "CREATE TABLE parent (id INTEGER PRIMARY KEY); "
      "CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, "
      "nick TEXT CONSTRAINT short_nick CHECK (length(nick) < 40), p INTEGER REFERENCES parent (id)); "
      "INSERT INTO people VALUES (1, 'kari.secret@example.org', 'x', NULL)");
  struct Refused {
    const char* sql;
    const char* named;
  };
  const Refused cases[] = {
      {"INSERT INTO people VALUES (2, 'kari.secret@example.org', 'secret', NULL)", "people"},
      {"INSERT INTO people VALUES (3, NULL, 'kari.secret', NULL)", "people"},
      {"INSERT INTO people VALUES (4, 'secret', 'secret-secret-secret-secret-secret-secret-secret', NULL)", "short_nick"},
      {"INSERT INTO people VALUES (5, 'secret', 'secret', 4711)", ""},
  };
  for (const Refused& refused : cases) {
    const auto result = this->store_->Execute(refused.sql);
    ASSERT_FALSE(result) << refused.sql;
    EXPECT_EQ(result.error().code, ErrorCode::kConflict) << refused.sql;
    EXPECT_EQ(result.error().message.find("secret"), std::string::npos) << result.error().message;
    EXPECT_EQ(result.error().message.find("4711"), std::string::npos) << result.error().message;
    EXPECT_NE(result.error().message.find(refused.named), std::string::npos) << result.error().message;
    EXPECT_EQ(result.error().message.find('\n'), std::string::npos);
  }
}

TYPED_TEST_P(StoreConformance, BrokenStatementsShowNoLiteral) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)");
  for (const char* sql : {"SELECT FROM WHERE 'secret'", "SELECT 'secret' 'secret' FROM", "INSERT INTO t VALUES (1, 'secret') secret",
                          "SELECT 1; SELECT 'secret'"}) {
    const auto result = this->store_->Query(sql);
    ASSERT_FALSE(result) << sql;
    EXPECT_EQ(result.error().code, ErrorCode::kInternal);
    EXPECT_EQ(result.error().message.find("secret"), std::string::npos) << result.error().message;
  }
}

TYPED_TEST_P(StoreConformance, UnknownQuotedColumnIsAnErrorAndNotAText) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  EXPECT_FALSE(this->store_->Query("SELECT \"no_such_column\" FROM t"));
}

TYPED_TEST_P(StoreConformance, MissingParameterIsAnError) { EXPECT_FALSE(this->store_->Query("SELECT " + TypeParam::Place(1), {})); }

TYPED_TEST_P(StoreConformance, ClockIsOfOurTime) {
  const auto now = this->store_->Now();
  ASSERT_TRUE(now);
  constexpr std::int64_t kTolerance = 600 * time::kMicrosPerSecond;
  EXPECT_NEAR(static_cast<double>(now->us), static_cast<double>(SystemClock().NowUs()), static_cast<double>(kTolerance));
}

TYPED_TEST_P(StoreConformance, ScrubSucceedsWhenNobodyReads) { this->Expect(this->store_->Scrub()); }

REGISTER_TYPED_TEST_SUITE_P(StoreConformance, ValuesOfEveryKindComeBack, HardTextsSurviveBulkInsertAndParameters, QueryNamesItsColumns,
                            ReadOnlyStoreRefusesChanges, ExecuteCountsItsOwnRowsAndNoCascades, RangesCoverEveryRowOnce,
                            RangeWithoutEndReachesTheLastRow, ExtentOfAnEmptyTableIsEmpty,
                            RefusedRowsAreConflictsThatNameTheConstraintAndNoValue, BrokenStatementsShowNoLiteral,
                            UnknownQuotedColumnIsAnErrorAndNotAText, MissingParameterIsAnError, ClockIsOfOurTime,
                            ScrubSucceedsWhenNobodyReads);

}  // namespace lofte::stores
