#include "stores_postgres/postgres_store.h"

#include <gtest/gtest.h>

#include "stores/catalogue_conformance.h"
#include "stores/format_samples.h"
#include "stores/number_samples.h"
#include "stores/store_conformance.h"
#include "stores/transaction_conformance.h"
#include "stores_postgres/postgres_backend.h"

namespace lofte::stores {

INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, StoreConformance, stores_postgres::PostgresBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, TransactionConformance, stores_postgres::PostgresBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, CatalogueConformance, stores_postgres::PostgresBackend);

}  // namespace lofte::stores

namespace lofte::stores_postgres {
namespace postgres_store_test {

class PostgresStoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresBackend::IsAvailable()) GTEST_SKIP() << PostgresBackend::Need();
    backend_ = std::make_unique<PostgresBackend>();
    store_ = backend_->Open().value();
  }
  void Script(const std::string& sql) {
    const Status status = store_->ExecuteScript(sql);
    ASSERT_TRUE(status) << status.error().message;
  }
  expr::Value Ask(const std::string& sql, const std::vector<expr::Value>& values = {}) {
    auto rows = store_->Query(sql, values);
    EXPECT_TRUE(rows) << (rows ? "" : rows.error().message);
    return rows && !rows->rows.empty() ? rows->rows[0][0] : expr::Value(expr::Null{});
  }
  // Ends the server's side of the store's session.
  void CutConnection() {
    const auto process = Ask("SELECT pg_backend_pid()");
    auto other = backend_->Open().value();
    // Returns when the process is gone, or after its last argument in milliseconds.
    ASSERT_EQ(other->Query("SELECT pg_terminate_backend($1::int, 10000)", {process})->rows[0][0], expr::Value(true));
  }

  std::unique_ptr<PostgresBackend> backend_;
  std::unique_ptr<stores::Store> store_;
};

TEST_F(PostgresStoreTest, SessionIsSetUp) {
  EXPECT_EQ(Ask("SHOW TimeZone"), expr::Value(std::string("UTC")));
  EXPECT_EQ(Ask("SHOW row_security"), expr::Value(std::string("off")));
  EXPECT_EQ(Ask("SHOW application_name"), expr::Value(std::string("lofte")));
  EXPECT_EQ(Ask("SHOW lock_timeout"), expr::Value(std::string("30ms")));
  EXPECT_EQ(Ask("SHOW idle_in_transaction_session_timeout"), expr::Value(std::string("1min")));
}

TEST_F(PostgresStoreTest, MalformedConnectionStringIsInvalidAndNotShown) {
  for (const char* conninfo : {"host=x password='secret", "hemmelig=secret", "secret"}) {
    const auto opened = OpenPostgres("main", conninfo);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::kInvalid);
    EXPECT_EQ(opened.error().message.find("secret"), std::string::npos);
  }
}

TEST_F(PostgresStoreTest, ServerThatIsNotThereIsUnavailable) {
  const auto opened = OpenPostgres("main", "host=/nowhere password=secret");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(opened.error().message.find("secret"), std::string::npos);
  EXPECT_EQ(opened.error().message.find('\n'), std::string::npos);
}

TEST_F(PostgresStoreTest, MomentsOutsideOurYearsComeAsTheFirstOrLast) {
  const expr::Value first_day = *time::ToDay({1, 1, 1});
  const expr::Value last_day = *time::ToDay({9999, 12, 31});
  EXPECT_EQ(Ask("SELECT 'infinity'::date"), last_day);
  EXPECT_EQ(Ask("SELECT '-infinity'::date"), first_day);
  EXPECT_EQ(Ask("SELECT '12024-01-01'::date"), last_day);
  EXPECT_EQ(Ask("SELECT '0044-03-15 BC'::date"), first_day);
  const time::Instant last = std::get<time::Instant>(Ask("SELECT 'infinity'::timestamptz"));
  EXPECT_EQ(time::Format(last), "9999-12-31T23:59:59.999999Z");
  EXPECT_EQ(Ask("SELECT '294276-12-31 23:59:59'::timestamptz"), expr::Value(last));
  EXPECT_EQ(time::Format(std::get<time::LocalTime>(Ask("SELECT '-infinity'::timestamp"))), "0001-01-01T00:00:00");
}

TEST_F(PostgresStoreTest, TypesDecodeToTheirValues) {
  Script("CREATE TYPE mood AS ENUM ('glad'); CREATE DOMAIN age AS smallint; CREATE EXTENSION citext");
  EXPECT_EQ(Ask("SELECT 'glad'::mood"), expr::Value(std::string("glad")));
  EXPECT_EQ(Ask("SELECT 7::age"), expr::Value(std::int64_t{7}));
  EXPECT_EQ(Ask("SELECT 'Kari'::citext"), expr::Value(std::string("Kari")));
  EXPECT_EQ(Ask("SELECT 'ab'::char(5)"), expr::Value(std::string("ab")));
  EXPECT_EQ(Ask("SELECT 12.50::numeric"), expr::Value(std::string("12.50")));
  EXPECT_EQ(Ask("SELECT 0.1::real"), expr::Value(0.1));
  EXPECT_EQ(Ask("SELECT 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid"), expr::Value(std::string("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")));
  EXPECT_EQ(Ask("SELECT '2024-07-01 12:00:00.25+02'::timestamptz"), expr::Value(time::Instant{1'719'828'000'250'000}));
}

TEST_F(PostgresStoreTest, TextParameterTakesTheTypeOfItsPlace) {
  Script("CREATE TYPE mood AS ENUM ('glad'); CREATE TABLE t (u uuid, m mood, d date)");
  const std::vector<expr::Value> row = {std::string("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), std::string("glad"),
                                        std::string("2024-01-01")};
  ASSERT_TRUE(store_->Execute("INSERT INTO t VALUES ($1, $2, $3)", row));
  EXPECT_EQ(Ask("SELECT count(*) FROM t WHERE u = $1 AND m = $2 AND d = $3", row), expr::Value(std::int64_t{1}));
}

TEST_F(PostgresStoreTest, TextWithAZeroByteIsInvalid) {
  Script("CREATE TABLE t (a text)");
  const std::string text("secret\0tail", 11);
  EXPECT_EQ(store_->Execute("INSERT INTO t VALUES ($1)", {text}).error().code, ErrorCode::kInvalid);
  auto transaction = store_->Begin();
  ASSERT_TRUE(transaction);
  EXPECT_EQ(store_->Insert({"main", "", "t"}, {"a"}, {{text}}).error().code, ErrorCode::kInvalid);
}

TEST_F(PostgresStoreTest, CopyThatIsRefusedLeavesTheConnectionUsable) {
  Script("CREATE TABLE t (id bigint PRIMARY KEY)");
  {
    auto transaction = store_->Begin();
    ASSERT_TRUE(transaction);
    const Status refused = store_->Insert({"main", "", "t"}, {"id"}, {{std::int64_t{1}}, {std::string("secret")}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message.find("secret"), std::string::npos) << refused.error().message;
    EXPECT_FALSE((*transaction)->Commit());
  }
  EXPECT_EQ(Ask("SELECT count(*) FROM t"), expr::Value(std::int64_t{0}));
}

TEST_F(PostgresStoreTest, CopyCarriesMoreThanOneChunk) {
  Script("CREATE TABLE t (id bigint, words text)");
  std::vector<std::vector<expr::Value>> rows;
  for (std::int64_t id = 0; id < 3000; ++id) rows.push_back({id, std::string(100, '\\')});
  auto transaction = store_->Begin();
  ASSERT_TRUE(transaction);
  ASSERT_TRUE(store_->Insert({"main", "", "t"}, {"id", "words"}, rows));
  ASSERT_TRUE((*transaction)->Commit());
  EXPECT_EQ(Ask("SELECT count(*) FROM t WHERE words = repeat('\\', 100)"), expr::Value(std::int64_t{3000}));
}

TEST_F(PostgresStoreTest, ConnectionLostDuringCommitIsInDoubt) {
  Script("CREATE TABLE t (id bigint)");
  auto transaction = store_->Begin();
  ASSERT_TRUE(transaction);
  Script("INSERT INTO t VALUES (1)");
  CutConnection();
  const Status committed = (*transaction)->Commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().code, ErrorCode::kInDoubt);
}

TEST_F(PostgresStoreTest, ConnectionLostDuringAStatementIsUnavailable) {
  CutConnection();
  const auto result = store_->Query("SELECT 1");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(store_->Begin().error().code, ErrorCode::kUnavailable);
}

TEST_F(PostgresStoreTest, RunLockIsFreedByTheDeathOfItsSession) {
  auto lock = store_->TakeRunLock();
  ASSERT_TRUE(lock);
  CutConnection();
  EXPECT_TRUE(backend_->Open().value()->TakeRunLock());
}

TEST_F(PostgresStoreTest, CommitOfAFailedTransactionIsAConflict) {
  Script("CREATE TABLE t (id bigint PRIMARY KEY)");
  auto transaction = store_->Begin();
  ASSERT_TRUE(transaction);
  Script("INSERT INTO t VALUES (1)");
  EXPECT_FALSE(store_->Execute("INSERT INTO t VALUES (1)"));
  EXPECT_EQ((*transaction)->Commit().error().code, ErrorCode::kConflict);
  EXPECT_EQ(Ask("SELECT count(*) FROM t"), expr::Value(std::int64_t{0}));
}

TEST_F(PostgresStoreTest, RowsHiddenByRowSecurityAreAnErrorAndNotACount) {
  Script(
      "CREATE TABLE t (id bigint); INSERT INTO t VALUES (1); ALTER TABLE t ENABLE ROW LEVEL SECURITY; "
      "CREATE POLICY nobody ON t USING (false)");
  const std::string role = backend_->database() + "_role";
  Script("CREATE ROLE " + role + "; GRANT USAGE ON SCHEMA public TO " + role + "; GRANT SELECT ON t TO " + role + "; SET ROLE " + role);
  const auto result = store_->Query("SELECT count(*) FROM t");
  Script("RESET ROLE; DROP OWNED BY " + role + "; DROP ROLE " + role);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(result.error().message.find("42501"), std::string::npos);
}

TEST_F(PostgresStoreTest, IdentityIsThatOfTheDatabaseAndNotOfTheConnection) {
  const auto again = backend_->Open(true);
  ASSERT_TRUE(again) << again.error().message;
  const auto other = OpenPostgres("main", "dbname=postgres");
  ASSERT_TRUE(other) << other.error().message;
  EXPECT_NE(store_->Identity().value(), "");
  EXPECT_EQ(store_->Identity().value(), (*again)->Identity().value());
  EXPECT_NE(store_->Identity().value(), (*other)->Identity().value());
}

TEST_F(PostgresStoreTest, LackingPrivilegeNamesTheObjectAndThePage) {
  Script("CREATE TABLE t (id bigint)");
  const std::string role = backend_->database() + "_role";
  Script("CREATE ROLE " + role + "; GRANT USAGE ON SCHEMA public TO " + role + "; SET ROLE " + role);
  const auto result = store_->Query("SELECT count(*) FROM t");
  Script("RESET ROLE; DROP OWNED BY " + role + "; DROP ROLE " + role);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(result.error().message.find("permission denied for table t (SQLSTATE 42501); see docs/formats/workspace.md, Access"),
            std::string::npos)
      << result.error().message;
}

// What a function of the database's own says under the same state can be anything, a person's value too.
TEST_F(PostgresStoreTest, WordsOfAFunctionThatLacksAPrivilegeAreNotRepeated) {
  const auto result = store_->Query("SELECT 1");
  ASSERT_TRUE(result);
  const Status raised =
      store_->ExecuteScript("DO $$ BEGIN RAISE EXCEPTION 'no ada@example.org here' USING ERRCODE = 'insufficient_privilege'; END $$");
  ASSERT_FALSE(raised);
  EXPECT_EQ(raised.error().message.find("ada@"), std::string::npos) << raised.error().message;
}

TEST_F(PostgresStoreTest, RangesOfAPartitionedTableCoverAllItsParts) {
  Script(
      "CREATE TABLE t (id bigint, words text) PARTITION BY RANGE (id);"
      "CREATE TABLE t_few PARTITION OF t FOR VALUES FROM (0) TO (10); CREATE TABLE t_many PARTITION OF t FOR VALUES FROM (10) TO (5000);"
      "INSERT INTO t SELECT n, repeat('x', 50) FROM generate_series(0, 999) AS n");
  const auto extent = store_->Extent({"main", "", "t"});
  ASSERT_TRUE(extent && extent->has_value());
  std::int64_t rows = 0;
  for (std::int64_t begin = 0; begin < (*extent)->end; begin += 333) {
    const auto in_range = Ask("SELECT count(*) FROM t WHERE " + store_->RangeCondition({begin, std::min(begin + 333, (*extent)->end)}, ""));
    rows += std::get<std::int64_t>(in_range);
  }
  EXPECT_EQ(rows, 1000);
}

TEST_F(PostgresStoreTest, RangeIsScannedByPosition) {
  Script("CREATE TABLE t (id bigint); INSERT INTO t SELECT generate_series(1, 10000)");
  const auto plan = store_->Query("EXPLAIN SELECT * FROM t WHERE " + store_->RangeCondition({2048, 4096}, "t"));
  ASSERT_TRUE(plan);
  EXPECT_NE(std::get<std::string>(plan->rows[0][0]).find("Tid Range Scan"), std::string::npos);
}

TEST_F(PostgresStoreTest, FormatRegexesMeanThereWhatTheFunctionsMeanHere) {
  constexpr unsigned kSeed = 11;
  for (const std::string& text : stores::format_samples::Samples(60, kSeed)) {
    for (stores::ColumnFormat format : stores::AllColumnFormats()) {
      EXPECT_EQ(Ask("SELECT $1::text ~ $2", {text, std::string(stores::PosixRegexOf(format))}), expr::Value(stores::Matches(format, text)))
          << "seed " << kSeed << ", " << NameOf(format) << ": " << text;
    }
  }
}

TEST_F(PostgresStoreTest, NumberRegexesFindTheCandidatesThere) {
  constexpr unsigned kSeed = 13;
  for (stores::NumberPattern pattern : stores::AllNumberPatterns()) {
    const std::string regex(stores::CandidateRegex(pattern));
    int found = 0;
    for (const std::string& text : stores::number_samples::Samples(2000, kSeed)) {
      if (!stores::Holds(pattern, text)) continue;
      ++found;
      EXPECT_EQ(Ask("SELECT $1::text ~ $2", {text, regex}), expr::Value(true))
          << "seed " << kSeed << ", " << NameOf(pattern) << ": " << text;
    }
    EXPECT_GT(found, 30) << NameOf(pattern);
    EXPECT_EQ(Ask("SELECT $1::text ~ $2", {std::string("ring 4711 0815"), regex}), expr::Value(false));
  }
}

}  // namespace postgres_store_test
}  // namespace lofte::stores_postgres
