// Tables whose rows do not lie in one plain order.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace physical_test {

engine::ApplyOptions OneRowABatch() {
  engine::ApplyOptions options;
  options.batch_rows = 1;
  return options;
}

class SqlitePhysicalTest : public SqliteSchemaTest {};

const char kWithoutRowid[] = R"(DELETE FROM accounts WHERE id = 2;
  CREATE TABLE notes (a TEXT, id INTEGER, account_id INTEGER, text TEXT, made_on TEXT, amount INTEGER, PRIMARY KEY (a, id)) WITHOUT ROWID;
  INSERT INTO notes VALUES ('x', 1, 1, 'old', '2024-08-23', 7), ('y', 1, 1, 'old', '2024-08-23', 7), ('y', 2, 1, 'new', '2024-08-24', 7);)";

TEST_F(SqlitePhysicalTest, RowsWithoutRowidAreDeletedByKey) {
  Make(kWithoutRowid, Map(NotesMap("main.notes", "a: technical, amount: technical")));
  ExpectSweep({.steps = {"main.notes delete 2"},
               .diff = {"- notes: x|1|1|old|2024-08-23|7", "- notes: y|1|1|old|2024-08-23|7"},
               .broken = "ninety"},
              OneRowABatch());
}

TEST_F(SqlitePhysicalTest, RowsWithoutRowidAreEmptiedByKey) {
  Make(kWithoutRowid, Map(R"(
  main.notes:
    persons: { user: account_id }
    fields: { a: technical, id: technical, account_id: technical, text: note.text, made_on: technical, amount: book.amount }
    events: { note.made: { column: made_on, kind: date }, book.date: { column: made_on, kind: date } }
)"));
  ExpectSweep({.steps = {"main.notes erase 2"},
               .diff = {"- notes: x|1|1|old|2024-08-23|7", "- notes: y|1|1|old|2024-08-23|7", "+ notes: x|1|1|NULL|2024-08-23|7",
                        "+ notes: y|1|1|NULL|2024-08-23|7"},
               .broken = "ninety"},
              OneRowABatch());
}

TEST_F(SqlitePhysicalTest, CardNumbersAreFoundWithoutRowid) {
  Make(kWithoutRowid, Map(NotesMap("main.notes", "a: technical, amount: technical")));
  EXPECT_EQ(world().Of(world().Verify(kT).value(), "cards").verdict, engine::Verdict::kKept);
  world().Execute(std::string("UPDATE notes SET text = '") + kCardNumber + "' WHERE a = 'x'");
  EXPECT_EQ(world().Of(world().Verify(kT).value(), "cards").violations, 1);
}

// Ids as some applications draw them: anywhere in 64 bits. A walk by arithmetic would never end.
const char kSparse[] = R"(DELETE FROM accounts WHERE id = 2;
  CREATE TABLE notes (id INTEGER PRIMARY KEY, account_id INTEGER, text TEXT, made_on TEXT);
  INSERT INTO notes VALUES (-9223372036854775808, 1, 'least', '2024-08-23'), (-4611686018427387904, 1, 'new', '2024-08-24'), (0, 1, 'old', '2024-08-23'),
    (4611686018427387904, 1, 'old', '2024-08-23'), (4611686018427387905, 1, 'new', '2024-08-24'), (9223372036854775807, 1, 'most', '2024-08-23');)";

const Effect kSparseEffect = {.steps = {"main.notes delete 4"},
                              .diff = {"- notes: -9223372036854775808|1|least|2024-08-23", "- notes: 0|1|old|2024-08-23",
                                       "- notes: 4611686018427387904|1|old|2024-08-23", "- notes: 9223372036854775807|1|most|2024-08-23"},
                              .broken = "ninety",
                              .left = {}};

TEST_F(SqlitePhysicalTest, SparseIdsOf64Bits) {
  Make(kSparse, Map(NotesMap()));
  ExpectSweep(kSparseEffect);
}

TEST_F(SqlitePhysicalTest, SparseIdsOneRowABatch) {
  Make(kSparse, Map(NotesMap()));
  ExpectSweep(kSparseEffect, OneRowABatch());
}

TEST_F(SqlitePhysicalTest, CardNumbersAreFoundAmongSparseIds) {
  Make(kSparse, Map(NotesMap()));
  world().Execute(std::string("UPDATE notes SET text = '") + kCardNumber + "' WHERE id = 9223372036854775807");
  EXPECT_EQ(world().Of(world().Verify(kT).value(), "cards").violations, 1);
}

TEST_F(SqlitePhysicalTest, ColumnCalledRowidHidesNothing) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE notes (rowid TEXT, id INTEGER PRIMARY KEY, account_id INTEGER, text TEXT, made_on TEXT);
          INSERT INTO notes VALUES ('b', 1, 1, 'old', '2024-08-23'), ('a', 100000000, 1, 'new', '2024-08-24'), ('a', 200000000, 1, 'old', '2024-08-23');)",
       Map(NotesMap("main.notes", "rowid: technical")));
  ExpectSweep({.steps = {"main.notes delete 2"},
               .diff = {"- notes: a|200000000|1|old|2024-08-23", "- notes: b|1|1|old|2024-08-23"},
               .broken = "ninety"});
}

class PostgresPhysicalTest : public PostgresSchemaTest {};

const char kPartitioned[] = R"(
  CREATE TABLE notes (id bigint, account_id bigint REFERENCES accounts (id), text text, made_on date, PRIMARY KEY (id, made_on)) PARTITION BY RANGE (made_on);
  CREATE TABLE notes_july PARTITION OF notes FOR VALUES FROM ('2024-07-01') TO ('2024-08-01');
  CREATE TABLE notes_august PARTITION OF notes FOR VALUES FROM ('2024-08-01') TO ('2024-09-01') PARTITION BY HASH (id);
  CREATE TABLE notes_august_0 PARTITION OF notes_august FOR VALUES WITH (MODULUS 2, REMAINDER 0);
  CREATE TABLE notes_august_1 PARTITION OF notes_august FOR VALUES WITH (MODULUS 2, REMAINDER 1);
  CREATE TABLE notes_rest PARTITION OF notes DEFAULT;
  INSERT INTO notes SELECT i, 1, 'old', date '2024-07-01' + (i % 50)::int FROM generate_series(1, 2000) AS i;
  INSERT INTO notes VALUES (3001, 2, 'old', '2024-08-23'), (3002, 1, 'new', '2024-08-24'), (3003, 2, 'old', '2020-01-01');)";

TEST_F(PostgresPhysicalTest, PartitionedTableIsSweptInAllItsLeaves) {
  Make(kPartitioned, Map(NotesMap()));
  EXPECT_EQ(PlanLines(), (Lines{"main.notes delete 2002", "main.accounts delete 1"}));
  EXPECT_EQ(world().Broken(kNextDay), "closed ninety");
  engine::ApplyOptions options;
  options.max_share = 1;
  const Result<engine::ApplyReport> report = world().Apply(kT, options);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(world().Rows("SELECT * FROM notes"), Lines{"3002|1|new|2024-08-24"});
  EXPECT_EQ(world().Rows("SELECT id FROM accounts ORDER BY id"), (Lines{"1", "3"}));
  EXPECT_EQ(PlanLines(), Lines{});
  EXPECT_EQ(world().Broken(kNextDay), "");
}

TEST_F(PostgresPhysicalTest, PartitionedTableInSmallBatches) {
  Make(kPartitioned, Map(NotesMap()));
  engine::ApplyOptions options;
  options.max_share = 1;
  options.batch_rows = 50;
  const Result<engine::ApplyReport> report = world().Apply(kT, options);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(world().Rows("SELECT * FROM notes"), Lines{"3002|1|new|2024-08-24"});
}

TEST_F(PostgresPhysicalTest, RowsOfAPartitionedTableAreEmptied) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE notes (id bigint, account_id bigint, text text, made_on date, amount bigint, PRIMARY KEY (id, made_on)) PARTITION BY RANGE (made_on);
          CREATE TABLE notes_old PARTITION OF notes FOR VALUES FROM ('2000-01-01') TO ('2024-08-24');
          CREATE TABLE notes_new PARTITION OF notes DEFAULT;
          INSERT INTO notes VALUES (1, 1, 'old', '2024-08-23', 7), (2, 1, 'new', '2024-08-24', 7);)",
       Map(R"(
  main.notes:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, text: note.text, made_on: technical, amount: book.amount }
    events: { note.made: { column: made_on, kind: date }, book.date: { column: made_on, kind: date } }
)"));
  ExpectSweep(
      {.steps = {"main.notes erase 1"}, .diff = {"- notes: 1|1|old|2024-08-23|7", "+ notes: 1|1|NULL|2024-08-23|7"}, .broken = "ninety"});
}

TEST_F(PostgresPhysicalTest, CardNumbersAreFoundInPartitions) {
  Make(kPartitioned, Map(NotesMap()));
  world().Execute(std::string("UPDATE notes SET text = '") + kCardNumber + "' WHERE id IN (7, 3003)");
  EXPECT_EQ(world().Of(world().Verify(kT).value(), "cards").violations, 2);
}

TEST_F(PostgresPhysicalTest, ChildOfAPartitionedTableKeepsItsParent) {
  Make(std::string(kPartitioned) + R"(
          CREATE TABLE stars (id bigint PRIMARY KEY, note_id bigint, note_made_on date, FOREIGN KEY (note_id, note_made_on) REFERENCES notes (id, made_on) ON DELETE CASCADE);
          DELETE FROM notes WHERE id <= 2000;
          INSERT INTO stars VALUES (1, 3001, '2024-08-23');)",
       Map(NotesMap(), "main.stars"));
  EXPECT_EQ(PlanLines(), (Lines{"main.notes delete 1", "main.notes erase 1", "main.accounts erase 1"}));
  const Result<engine::ApplyReport> report = world().Apply(kT);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(world().Rows("SELECT id, text FROM notes ORDER BY id"), (Lines{"3001|NULL", "3002|new"}));
  EXPECT_EQ(world().Count("stars"), 1);
  EXPECT_EQ(PlanLines(), Lines{});
}

// A foreign key to a table that inherits is none to its parent, and unique columns are not unique over both.
TEST_F(PostgresPhysicalTest, InheritedTableIsRefused) {
  world().Schema(AccountsSql(dialect()) +
                 R"(CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint NOT NULL, text text, made_on date);
                    CREATE TABLE notes_2024 (PRIMARY KEY (id)) INHERITS (notes);)");
  EXPECT_EQ(IssuesOf(Map(NotesMap(), "main.notes_2024")), Lines{"error inherited-table"});
  EXPECT_EQ(IssuesOf(Map(NotesMap("main.notes_2024"), "main.notes")), Lines{});
}

}  // namespace physical_test
}  // namespace lofte::tests::hard
