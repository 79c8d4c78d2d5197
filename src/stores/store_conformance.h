// What every Store does alike: scenarios for the tests of each backend.
//
// A Backend is one fresh, empty database that goes with the object:
//   static bool IsAvailable(); static const char* Need();      whether it can run here, and what is missing when not
//   Result<std::unique_ptr<Store>> Open(bool read_only);       a connection; lock waits are short
//   static expr::Value Stored(const expr::Value& written);     what comes back from a column of the value's own kind
//   static std::string Place(int number);                      a parameter in SQL
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "stores/failpoint.h"
#include "stores/store.h"

namespace lofte::stores {

template <typename Backend>
class StoreConformance : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!Backend::IsAvailable()) GTEST_SKIP() << Backend::Need();
    backend_ = std::make_unique<Backend>();
    store_ = Connect();
  }

  std::unique_ptr<Store> Connect(bool read_only = false) {
    auto opened = backend_->Open(read_only);
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
    return std::move(opened).value();
  }

  void Script(const std::string& sql) { Expect(store_->ExecuteScript(sql)); }

  static void Expect(const Status& status) { EXPECT_TRUE(status) << (status ? "" : status.error().message); }

  static std::vector<std::vector<expr::Value>> Select(Store& store, const std::string& sql) {
    auto rows = store.Query(sql);
    EXPECT_TRUE(rows) << (rows ? "" : rows.error().message);
    return rows ? rows->rows : std::vector<std::vector<expr::Value>>();
  }
  static std::int64_t Number(Store& store, const std::string& sql) {
    const auto rows = Select(store, sql);
    return rows.empty() ? -1 : std::get<std::int64_t>(rows[0][0]);
  }
  std::int64_t Count(const std::string& table) { return Number(*store_, "SELECT count(*) FROM " + table); }

  // Writes the rows with Insert, in a transaction.
  void Fill(const std::string& table, const std::vector<std::string>& columns, const std::vector<std::vector<expr::Value>>& rows) {
    auto transaction = store_->Begin();
    ASSERT_TRUE(transaction);
    Expect(store_->Insert({store_->name(), "", table}, columns, rows));
    Expect((*transaction)->Commit());
  }

  // Asserts that every row of `table` lies in exactly one range of `width`.
  void ExpectRangesCover(const std::string& table, std::int64_t width) {
    auto extent = store_->Extent({store_->name(), "", table});
    ASSERT_TRUE(extent) << extent.error().message;
    ASSERT_TRUE(extent->has_value());
    std::map<std::int64_t, int> seen;
    for (std::int64_t begin = (*extent)->begin; begin < (*extent)->end; begin += width) {
      const PositionRange range{begin, std::min(begin + width, (*extent)->end)};
      for (const auto& row : Select(*store_, "SELECT t.id FROM " + table + " AS t WHERE " + store_->RangeCondition(range, "t"))) {
        ++seen[std::get<std::int64_t>(row[0])];
      }
    }
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()), Count(table)) << "width " << width;
    for (const auto& [id, times] : seen) EXPECT_EQ(times, 1) << "row " << id << ", width " << width;
  }

  std::unique_ptr<Backend> backend_;
  std::unique_ptr<Store> store_;
};

namespace store_conformance {

inline std::vector<const char*>& Reached() {
  static std::vector<const char*> reached;
  return reached;
}

inline const std::vector<std::string>& HardTexts() {
  static const std::vector<std::string> texts = {
      "", "plain", "tab\there", "line\nbreak", "carriage\r\nreturn", "\\", "\\N", "\\.", "back\\slash\\t", "\t\n\\\r", "'quoted' \"twice\"", "bl\xC3\xA5 \xF0\x9F\x90\x9F",
      "\x01\x1f", " padded ", "NULL", "1e5", "\\x41", "{}"};
  return texts;
}

}  // namespace store_conformance

TYPED_TEST_SUITE_P(StoreConformance);

TYPED_TEST_P(StoreConformance, ValuesOfEveryKindComeBack) {
  this->Script("CREATE TABLE kinds (flag BOOLEAN, number BIGINT, real_number DOUBLE PRECISION, words TEXT, bytes BYTEA, day DATE, "
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
    const auto read = this->store_->Query("SELECT text_in, other FROM words WHERE id = " + TypeParam::Place(1) + " AND text_in = " + TypeParam::Place(2),
                                          {row[0], row[1]});
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

TYPED_TEST_P(StoreConformance, TransactionIsUndoneUnlessCommitted) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  {
    auto transaction = this->store_->Begin();
    ASSERT_TRUE(transaction);
    this->Script("INSERT INTO t VALUES (1)");
    EXPECT_EQ(this->Count("t"), 1);
  }
  EXPECT_EQ(this->Count("t"), 0);
}

TYPED_TEST_P(StoreConformance, CommittedTransactionIsSeenByOthersAndNotUndoneLater) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  auto other = this->Connect();
  auto first = this->store_->Begin();
  ASSERT_TRUE(first);
  this->Script("INSERT INTO t VALUES (1)");
  EXPECT_EQ(this->Number(*other, "SELECT count(*) FROM t"), 0);
  this->Expect((*first)->Commit());
  auto second = this->store_->Begin();
  ASSERT_TRUE(second);
  this->Script("INSERT INTO t VALUES (2)");
  std::move(first).value().reset();
  this->Expect((*second)->Commit());
  EXPECT_EQ(this->Number(*other, "SELECT count(*) FROM t"), 2);
}

TYPED_TEST_P(StoreConformance, SecondTransactionOnOneConnectionIsRefused) {
  auto transaction = this->store_->Begin();
  ASSERT_TRUE(transaction);
  EXPECT_FALSE(this->store_->Begin());
  EXPECT_FALSE(this->store_->BeginSnapshot());
}

TYPED_TEST_P(StoreConformance, InsertOutsideATransactionIsRefused) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  EXPECT_FALSE(this->store_->Insert({this->store_->name(), "", "t"}, {"id"}, {{std::int64_t{1}}}));
  EXPECT_EQ(this->Count("t"), 0);
}

TYPED_TEST_P(StoreConformance, SnapshotSeesOneMomentAndChangesNothing) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  auto other = this->Connect();
  {
    auto snapshot = this->store_->BeginSnapshot();
    ASSERT_TRUE(snapshot);
    this->Expect(other->ExecuteScript("INSERT INTO t VALUES (1)"));
    EXPECT_EQ(this->Count("t"), 0);
    const auto refused = this->store_->Execute("INSERT INTO t VALUES (2)");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
  }
  EXPECT_EQ(this->Count("t"), 1);
  this->Script("INSERT INTO t VALUES (3)");
  EXPECT_EQ(this->Count("t"), 2);
}

TYPED_TEST_P(StoreConformance, ReadOnlyStoreRefusesChanges) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  auto reader = this->Connect(true);
  EXPECT_EQ(this->Number(*reader, "SELECT count(*) FROM t"), 0);
  const auto refused = reader->Execute("INSERT INTO t VALUES (1)");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
}

TYPED_TEST_P(StoreConformance, RunLockExcludesEveryOtherUntilItIsReleased) {
  auto other = this->Connect();
  {
    auto lock = this->store_->TakeRunLock();
    ASSERT_TRUE(lock) << lock.error().message;
    for (Store* store : {this->store_.get(), other.get()}) {
      const auto second = store->TakeRunLock();
      ASSERT_FALSE(second);
      EXPECT_EQ(second.error().code, ErrorCode::kBusy);
    }
    auto transaction = this->store_->Begin();
    ASSERT_TRUE(transaction);
  }
  EXPECT_TRUE(other->TakeRunLock());
  EXPECT_TRUE(this->store_->TakeRunLock());
}

TYPED_TEST_P(StoreConformance, RunLockOutlivesTransactions) {
  auto other = this->Connect();
  auto lock = this->store_->TakeRunLock();
  ASSERT_TRUE(lock);
  { ASSERT_TRUE(this->store_->Begin()); }
  EXPECT_FALSE(other->TakeRunLock());
  this->Expect((*lock)->Commit());
  EXPECT_TRUE(other->TakeRunLock());
}

TYPED_TEST_P(StoreConformance, WriterThatWaitsTooLongIsBusy) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO t VALUES (1, 0)");
  auto other = this->Connect();
  auto transaction = this->store_->Begin();
  ASSERT_TRUE(transaction);
  this->Script("UPDATE t SET n = 1");
  const auto busy = other->Execute("UPDATE t SET n = 2");
  ASSERT_FALSE(busy);
  EXPECT_EQ(busy.error().code, ErrorCode::kBusy);
  this->Expect((*transaction)->Commit());
  EXPECT_TRUE(other->Execute("UPDATE t SET n = 2"));
}

TYPED_TEST_P(StoreConformance, HoldWaitsForTheBatchInFlight) {
  auto other = this->Connect();
  auto batch = this->store_->Begin();
  ASSERT_TRUE(batch);
  this->Expect(this->store_->LockPersonState(false));
  const auto hold = [&other]() -> Status {
    LOFTE_ASSIGN(const auto transaction, other->Begin());
    LOFTE_TRY(other->LockPersonState(true));
    return transaction->Commit();
  };
  const Status early = hold();
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, ErrorCode::kBusy);
  this->Expect((*batch)->Commit());
  this->Expect(hold());
}

TYPED_TEST_P(StoreConformance, ExecuteCountsItsOwnRowsAndNoCascades) {
  this->Script("CREATE TABLE parent (id INTEGER PRIMARY KEY); "
               "CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent (id) ON DELETE CASCADE); "
               "INSERT INTO parent VALUES (1), (2), (3); INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)");
  EXPECT_EQ(*this->store_->Execute("DELETE FROM parent WHERE id = 1"), 1);
  EXPECT_EQ(this->Count("child"), 1);
  EXPECT_EQ(*this->store_->Execute("DELETE FROM parent WHERE id = 77"), 0);
  EXPECT_EQ(*this->store_->Execute("CREATE TABLE another (id INTEGER)"), 0);
  EXPECT_EQ(*this->store_->Execute("UPDATE parent SET id = id + 10"), 2);
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
  this->Script("CREATE TABLE parent (id INTEGER PRIMARY KEY); "
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

TYPED_TEST_P(StoreConformance, WrongNumberOfParametersIsAnError) {
  EXPECT_FALSE(this->store_->Query("SELECT " + TypeParam::Place(1), {}));
  EXPECT_FALSE(this->store_->Query("SELECT 1", {std::int64_t{1}}));
}

TYPED_TEST_P(StoreConformance, OwnSchemaIsPreparedOnceAndKeptOutOfTheCatalogue) {
  EXPECT_FALSE(*this->store_->HasSchema());
  for (int times = 0; times < 2; ++times) this->Expect(this->store_->PrepareSchema("bigint"));
  EXPECT_TRUE(*this->store_->HasSchema());
  EXPECT_TRUE(this->store_->ReadCatalogue()->tables.empty());
  const std::string insert = "INSERT INTO " + this->store_->OwnTable("journal") +
                             " (run, step, batch, from_position, to_position, rows, at) VALUES ('r', 1, 2, 0, 10, 3, '2026-01-01T00:00:00Z')";
  this->Script(insert);
  const auto twice = this->store_->Execute(insert);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, ErrorCode::kConflict);
  const std::string state = "INSERT INTO " + this->store_->OwnTable("subject_state") + " (subject_key, state, since, reference) VALUES ";
  this->Script(state + "(7, 'hold', '2026-01-01T00:00:00Z', 'a'), (7, 'hold', '2026-01-01T00:00:00Z', 'b')");
  EXPECT_FALSE(this->store_->Execute(state + "(7, 'forgotten', '2026-01-01T00:00:00Z', 'a')"));
  EXPECT_EQ(this->Count(this->store_->OwnTable("subject_state") + " WHERE purpose = ''"), 2);
}

TYPED_TEST_P(StoreConformance, OwnSchemaOfAnotherKeyOrANewerVersionIsAConflict) {
  for (const char* hostile : {"", "bigint, x text", "bigint); DROP TABLE t", "text DEFAULT 'x'", "bigint -- ", "(", "\"x"}) {
    const Status refused = this->store_->PrepareSchema(hostile);
    ASSERT_FALSE(refused) << hostile;
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  }
  this->Expect(this->store_->PrepareSchema("bigint"));
  EXPECT_EQ(this->store_->PrepareSchema("text").error().code, ErrorCode::kConflict);
  this->Script("UPDATE " + this->store_->OwnTable("meta") + " SET version = 99");
  EXPECT_EQ(this->store_->PrepareSchema("bigint").error().code, ErrorCode::kConflict);
  EXPECT_FALSE(*this->store_->HasSchema());
}

TYPED_TEST_P(StoreConformance, FailpointsStandAroundTheCommit) {
  this->Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  store_conformance::Reached().clear();
  auto transaction = this->store_->Begin();
  ASSERT_TRUE(transaction);
  SetFailpointHandler([](const char* name) { store_conformance::Reached().push_back(name); });
  const Status committed = (*transaction)->Commit();
  SetFailpointHandler(nullptr);
  this->Expect(committed);
  ASSERT_EQ(store_conformance::Reached().size(), 2u);
  EXPECT_STREQ(store_conformance::Reached()[0], "store.commit.before");
  EXPECT_STREQ(store_conformance::Reached()[1], "store.commit.after");
}

TYPED_TEST_P(StoreConformance, ClockIsOfOurTime) {
  const auto now = this->store_->Now();
  ASSERT_TRUE(now);
  constexpr std::int64_t kTolerance = 600 * time::kMicrosPerSecond;
  EXPECT_NEAR(static_cast<double>(now->us), static_cast<double>(SystemClock().NowUs()), static_cast<double>(kTolerance));
}

TYPED_TEST_P(StoreConformance, ScrubSucceedsWhenNobodyReads) { this->Expect(this->store_->Scrub()); }

REGISTER_TYPED_TEST_SUITE_P(StoreConformance, ValuesOfEveryKindComeBack, HardTextsSurviveBulkInsertAndParameters, QueryNamesItsColumns,
                            TransactionIsUndoneUnlessCommitted, CommittedTransactionIsSeenByOthersAndNotUndoneLater,
                            SecondTransactionOnOneConnectionIsRefused, InsertOutsideATransactionIsRefused,
                            SnapshotSeesOneMomentAndChangesNothing, ReadOnlyStoreRefusesChanges,
                            RunLockExcludesEveryOtherUntilItIsReleased, RunLockOutlivesTransactions, WriterThatWaitsTooLongIsBusy,
                            HoldWaitsForTheBatchInFlight, ExecuteCountsItsOwnRowsAndNoCascades, RangesCoverEveryRowOnce,
                            RangeWithoutEndReachesTheLastRow, ExtentOfAnEmptyTableIsEmpty,
                            RefusedRowsAreConflictsThatNameTheConstraintAndNoValue, BrokenStatementsShowNoLiteral,
                            UnknownQuotedColumnIsAnErrorAndNotAText, WrongNumberOfParametersIsAnError,
                            OwnSchemaIsPreparedOnceAndKeptOutOfTheCatalogue, OwnSchemaOfAnotherKeyOrANewerVersionIsAConflict,
                            FailpointsStandAroundTheCommit, ClockIsOfOurTime, ScrubSucceedsWhenNobodyReads);

}  // namespace lofte::stores
