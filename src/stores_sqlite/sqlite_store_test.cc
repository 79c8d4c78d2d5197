#include "stores_sqlite/sqlite_store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "stores/catalogue_conformance.h"
#include "stores/store_conformance.h"
#include "stores/transaction_conformance.h"
#include "stores_sqlite/catalogue_reader.h"
#include "stores_sqlite/sqlite_backend.h"

namespace lofte::stores {

INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreConformance, stores_sqlite::SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, TransactionConformance, stores_sqlite::SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, CatalogueConformance, stores_sqlite::SqliteBackend);

}  // namespace lofte::stores

namespace lofte::stores_sqlite {
namespace sqlite_store_test {

class SqliteStoreTest : public ::testing::Test {
 protected:
  SqliteStoreTest() : store_(backend_.Open().value()) {}

  void Script(const std::string& sql) {
    const Status status = store_->ExecuteScript(sql);
    ASSERT_TRUE(status) << status.error().message;
  }
  expr::Value Ask(const std::string& sql, const std::vector<expr::Value>& values = {}) {
    auto rows = store_->Query(sql, values);
    EXPECT_TRUE(rows) << (rows ? "" : rows.error().message);
    return rows && !rows->rows.empty() ? rows->rows[0][0] : expr::Value(expr::Null{});
  }
  const stores::Table& Table(const std::string& name) {
    catalogue_ = store_->ReadCatalogue().value();
    const stores::Table* table = catalogue_.Find({"main", "", name});
    if (table == nullptr) Panic("no table " + name);
    return *table;
  }
  // All bytes of the database and its log.
  std::string FileBytes() const {
    std::string bytes;
    for (const char* suffix : {"", "-wal"}) {
      std::ifstream file(backend_.path() + suffix, std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
    return bytes;
  }

  SqliteBackend backend_;
  std::unique_ptr<stores::Store> store_;
  stores::Catalogue catalogue_;
};

TEST_F(SqliteStoreTest, MissingFileIsUnavailableAndNotMade) {
  const auto missing = OpenSqlite("main", backend_.path() + ".other");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kUnavailable);
  EXPECT_FALSE(std::filesystem::exists(backend_.path() + ".other"));
}

TEST_F(SqliteStoreTest, FileThatIsNoDatabaseIsUnavailable) {
  std::ofstream(backend_.path() + ".text") << std::string(4096, 'x');
  const auto opened = OpenSqlite("main", backend_.path() + ".text");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kUnavailable);
}

TEST_F(SqliteStoreTest, JournalModeOfTheApplicationIsKept) {
  EXPECT_EQ(Ask("PRAGMA journal_mode"), expr::Value(std::string("wal")));
  auto fresh = OpenSqlite("main", backend_.path() + ".fresh", {.create = true});
  ASSERT_TRUE(fresh);
  EXPECT_EQ((*fresh)->Query("PRAGMA journal_mode")->rows[0][0], expr::Value(std::string("delete")));
}

TEST_F(SqliteStoreTest, SafetySettingsAreOn) {
  for (const char* pragma : {"foreign_keys", "secure_delete"})
    EXPECT_EQ(Ask(std::string("PRAGMA ") + pragma), expr::Value(std::int64_t{1})) << pragma;
  EXPECT_EQ(Ask("PRAGMA trusted_schema"), expr::Value(std::int64_t{0}));
  EXPECT_EQ(Ask("PRAGMA synchronous"), expr::Value(std::int64_t{2}));
}

TEST_F(SqliteStoreTest, ValuesKeepTheirStorageClassWhateverTheColumnDeclares) {
  Script("CREATE TABLE t (d DATE, n INTEGER)");
  Script("INSERT INTO t VALUES (20240101, 'many'), ('2024-01-01', 1.5)");
  EXPECT_EQ(Ask("SELECT d FROM t WHERE n = 'many'"), expr::Value(std::int64_t{20240101}));
  EXPECT_EQ(Ask("SELECT n FROM t WHERE n = 'many'"), expr::Value(std::string("many")));
  EXPECT_EQ(Ask("SELECT d FROM t WHERE n = 1.5"), expr::Value(std::string("2024-01-01")));
  EXPECT_EQ(Ask("SELECT n FROM t WHERE n = 1.5"), expr::Value(1.5));
}

TEST_F(SqliteStoreTest, DeletedTextIsGoneFromTheFileAfterScrub) {
  const std::string secret = "a-text-that-must-not-survive-0123456789";
  Script("CREATE TABLE t (id INTEGER PRIMARY KEY, words TEXT)");
  ASSERT_TRUE(store_->Execute("INSERT INTO t VALUES (1, ?1)", {secret}));
  EXPECT_NE(FileBytes().find(secret), std::string::npos);
  Script("DELETE FROM t");
  const Status scrubbed = store_->Scrub();
  ASSERT_TRUE(scrubbed) << scrubbed.error().message;
  EXPECT_EQ(FileBytes().find(secret), std::string::npos);
}

TEST_F(SqliteStoreTest, ScrubBesideAReaderIsBusy) {
  Script("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  auto reader = backend_.Open().value();
  auto snapshot = reader->BeginSnapshot();
  ASSERT_TRUE(snapshot);
  Script("INSERT INTO t VALUES (1)");
  const Status scrubbed = store_->Scrub();
  ASSERT_FALSE(scrubbed);
  EXPECT_EQ(scrubbed.error().code, ErrorCode::kBusy);
}

TEST_F(SqliteStoreTest, RunLockFollowsTheFileAndNotItsName) {
  std::filesystem::create_symlink(backend_.path(), backend_.path() + ".link");
  auto other = OpenSqlite("main", backend_.path() + ".link");
  ASSERT_TRUE(other);
  auto lock = store_->TakeRunLock();
  ASSERT_TRUE(lock);
  EXPECT_FALSE((*other)->TakeRunLock());
}

TEST_F(SqliteStoreTest, TablesWithoutUsableRowidHaveNoExtent) {
  Script("CREATE TABLE flat (k TEXT PRIMARY KEY) WITHOUT ROWID; CREATE TABLE shadowed (\"_RowId_\" TEXT)");
  for (const char* name : {"flat", "shadowed"}) {
    EXPECT_TRUE(Table(name).without_row_position) << name;
    const auto extent = store_->Extent({"main", "", name});
    ASSERT_TRUE(extent);
    EXPECT_FALSE(extent->has_value()) << name;
  }
  EXPECT_FALSE(Table("flat").Find("k")->nullable);
}

TEST_F(SqliteStoreTest, RangesReachTheEndsOfTheRowids) {
  Script("CREATE TABLE t (rowid TEXT, id INTEGER PRIMARY KEY)");
  Script("INSERT INTO t VALUES ('a', -9223372036854775808), ('b', 0), ('c', 9223372036854775807)");
  const auto extent = store_->Extent({"main", "", "t"});
  ASSERT_TRUE(extent && extent->has_value());
  EXPECT_EQ((*extent)->begin, INT64_MIN);
  EXPECT_EQ((*extent)->end, INT64_MAX);
  EXPECT_EQ(Ask("SELECT count(*) FROM t WHERE " + store_->RangeCondition(**extent, "")), expr::Value(std::int64_t{3}));
}

TEST_F(SqliteStoreTest, PrimaryKeysAreNotNullOnlyWhereSqliteSaysSo) {
  Script("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id TEXT PRIMARY KEY); CREATE TABLE c (id INT PRIMARY KEY)");
  EXPECT_FALSE(Table("a").Find("id")->nullable);
  EXPECT_TRUE(Table("a").Find("id")->has_default);
  EXPECT_TRUE(Table("b").Find("id")->nullable);
  EXPECT_TRUE(Table("c").Find("id")->nullable);
  EXPECT_EQ(Table("b").KeyColumns(), std::vector<std::string>{"id"});
}

TEST_F(SqliteStoreTest, ForeignKeyWrittenInAnotherCaseFindsItsTable) {
  Script("CREATE TABLE People (Id INTEGER PRIMARY KEY); CREATE TABLE t (p INTEGER REFERENCES pEOPLE (iD))");
  const stores::ForeignKey key = Table("t").foreign_keys.at(0);
  EXPECT_EQ(key.target.table, "People");
  EXPECT_EQ(key.target_columns, std::vector<std::string>{"Id"});
}

TEST_F(SqliteStoreTest, TriggersAreListedWithTheirEvents) {
  Script(
      "CREATE TABLE T (id INTEGER PRIMARY KEY); CREATE TABLE log (x);"
      "CREATE TRIGGER \"on delete\" AFTER DELETE ON t BEGIN INSERT INTO log VALUES (old.id); END;"
      "CREATE TRIGGER upd /* delete */ BEFORE UPDATE OF id ON t BEGIN DELETE FROM log; END");
  const stores::Table& table = Table("T");
  ASSERT_EQ(table.triggers.size(), 2u);
  EXPECT_EQ(table.triggers[0].name + ":" + table.triggers[0].events, "on delete:delete");
  EXPECT_EQ(table.triggers[1].name + ":" + table.triggers[1].events, "upd:update");
}

TEST_F(SqliteStoreTest, VirtualTablesComeWithoutTheirShadows) {
  Script("CREATE VIRTUAL TABLE search USING fts5(words)");
  EXPECT_TRUE(Table("search").without_row_position);
  EXPECT_NE(Table("search").Find("words"), nullptr);
  EXPECT_EQ(catalogue_.tables.size(), 1u);
}

TEST_F(SqliteStoreTest, TriggersMessageIsNotShown) {
  Script(
      "CREATE TABLE t (id INTEGER PRIMARY KEY);"
      "CREATE TRIGGER no BEFORE INSERT ON t BEGIN SELECT RAISE(ABORT, 'secret of kari'); END");
  const auto refused = store_->Execute("INSERT INTO t VALUES (1)");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(refused.error().message.find("secret"), std::string::npos);
}

TEST_F(SqliteStoreTest, FunctionsAnswerLikeTheirPureForms) {
  EXPECT_EQ(Ask("SELECT lofte_holds('pay 4111 1111 1111 1111 now', 'card-number')"), expr::Value(std::int64_t{1}));
  EXPECT_EQ(Ask("SELECT lofte_holds(4111111111111111, 'card-number')"), expr::Value(std::int64_t{1}));
  EXPECT_EQ(Ask("SELECT lofte_holds(CAST('4111111111111111' AS BLOB), 'card-number')"), expr::Value(std::int64_t{1}));
  EXPECT_EQ(Ask("SELECT lofte_holds('4111 1111 1111 1112', 'card-number')"), expr::Value(std::int64_t{0}));
  EXPECT_TRUE(expr::IsNull(Ask("SELECT lofte_holds(NULL, 'card-number')")));
  EXPECT_EQ(Ask("SELECT lofte_holds('she is 811218-9876', 'national-id')"), expr::Value(std::int64_t{1}));
  EXPECT_EQ(Ask("SELECT lofte_holds(41129045629, 'national-id')"), expr::Value(std::int64_t{1}));
  EXPECT_EQ(Ask("SELECT lofte_holds('811218-9875', 'national-id')"), expr::Value(std::int64_t{0}));
  EXPECT_EQ(Ask("SELECT lofte_holds('811218-9876', 'card-number')"), expr::Value(std::int64_t{0}));
  EXPECT_FALSE(store_->Query("SELECT lofte_holds('x', 'shoe-size')"));
  EXPECT_EQ(Ask("SELECT lofte_matches(?1, 'sha256-hex')", {std::string(64, 'a')}), expr::Value(std::int64_t{1}));
  EXPECT_EQ(Ask("SELECT lofte_matches(?1, 'sha256-hex')", {std::string(63, 'a')}), expr::Value(std::int64_t{0}));
  EXPECT_TRUE(expr::IsNull(Ask("SELECT lofte_matches(NULL, 'bcrypt')")));
  EXPECT_FALSE(store_->Query("SELECT lofte_matches('x', 'rot13')"));
}

TEST_F(SqliteStoreTest, CommitThatCannotBeMadeDurableLeavesTheTransactionToBeUndone) {
  Script(
      "CREATE TABLE p (id INTEGER PRIMARY KEY); "
      "CREATE TABLE c (p INTEGER REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)");
  {
    auto transaction = store_->Begin();
    ASSERT_TRUE(transaction);
    Script("INSERT INTO c VALUES (1)");
    const Status refused = (*transaction)->Commit();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  }
  EXPECT_EQ(Ask("SELECT count(*) FROM c"), expr::Value(std::int64_t{0}));
}

// As a backup script asks; SQLite 3.40 finds fault with a key that does not come first.
TEST_F(SqliteStoreTest, IntegrityCheckIsOkWithAHold) {
  ASSERT_TRUE(store_->PrepareSchema("INTEGER"));
  Script("INSERT INTO lofte_subject_state (subject_key, state, since, reference) VALUES (1, 'hold', '2026-01-01T00:00:00Z', 'case 1')");
  EXPECT_EQ(Ask("PRAGMA integrity_check"), expr::Value(std::string("ok")));
  EXPECT_EQ(Ask("PRAGMA quick_check"), expr::Value(std::string("ok")));
}

TEST_F(SqliteStoreTest, HoldsInATableOfBeforeAreKept) {
  ASSERT_TRUE(store_->PrepareSchema("TEXT COLLATE NOCASE"));
  Script(
      "DROP TABLE lofte_subject_state; CREATE TABLE main.lofte_subject_state (  \"subject_key\" TEXT COLLATE NOCASE NOT NULL, \"purpose\" "
      "TEXT NOT NULL DEFAULT '',  \"state\" TEXT NOT NULL CHECK (\"state\" IN ('hold', 'restriction', 'ended')),  \"since\" TEXT NOT "
      "NULL, \"until\" TEXT, \"reference\" TEXT NOT NULL DEFAULT '',  PRIMARY KEY (\"subject_key\", \"purpose\", \"state\", "
      "\"reference\")) WITHOUT ROWID;"
      "INSERT INTO lofte_subject_state (subject_key, state, since, reference) VALUES ('Kari', 'hold', '2026-01-01T00:00:00Z', 'case 1')");
  ASSERT_TRUE(store_->PrepareSchema("TEXT COLLATE NOCASE"));
  EXPECT_EQ(Ask("SELECT state || ' ' || since || ' ' || reference FROM lofte_subject_state WHERE subject_key = 'KARI' AND until IS NULL"),
            expr::Value(std::string("hold 2026-01-01T00:00:00Z case 1")));
  EXPECT_EQ(Ask("PRAGMA integrity_check"), expr::Value(std::string("ok")));
  EXPECT_EQ(Ask("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'lofte_subject_state_%'"), expr::Value(std::int64_t{0}));
}

TEST(SqliteTypeTest, DeclaredTypesMeanWhatPeopleMean) {
  const std::pair<const char*, expr::Type> cases[] = {
      {"BOOLEAN", expr::Type::kBool},
      {"integer", expr::Type::kInt},
      {"UNSIGNED BIG INT", expr::Type::kInt},
      {"DOUBLE PRECISION", expr::Type::kReal},
      {"NUMERIC(10,2)", expr::Type::kReal},
      {"varchar(40)", expr::Type::kText},
      {"CLOB", expr::Type::kText},
      {"DATE", expr::Type::kText},
      {"TIMESTAMP", expr::Type::kText},
      {"blob", expr::Type::kBytes},
      {"", expr::Type::kOther},
      {"json", expr::Type::kOther},
  };
  for (const auto& [declared, type] : cases) EXPECT_EQ(TypeOf(declared), type) << declared;
}

}  // namespace sqlite_store_test
}  // namespace lofte::stores_sqlite
