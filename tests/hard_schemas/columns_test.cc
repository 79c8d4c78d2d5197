// Columns that cannot simply be set to NULL, and columns of unusual types that can.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace columns_test {

class ColumnTest : public HardSchemaTest {
 protected:
  // Notes with these columns, of which `amount` always stands, so that a note is emptied and not deleted. `blanks`: fields of the map.
  void MakeNotes(const std::string& columns, const std::string& rows, const std::string& fields) {
    Make("DELETE FROM accounts WHERE id = 2; CREATE TABLE notes (id {key}, account_id {int}, made_on {date}, amount {int}, " + columns +
             ");" + rows,
         MapOf(fields));
  }
  std::string MapOf(const std::string& fields) {
    return Map(
        "  main.notes:\n    persons: { user: account_id }\n    fields: { id: technical, account_id: technical, made_on: technical, amount: "
        "book.amount, " +
        fields + " }\n    events: { note.made: { column: made_on, kind: date }, book.date: { column: made_on, kind: date } }\n");
  }
  // The issues of a map with these fields on notes with these columns.
  Lines IssuesOfNotes(const std::string& columns, const std::string& fields) {
    world().Schema(AccountsSql(dialect()) +
                   Sql("CREATE TABLE notes (id {key}, account_id {int} NOT NULL, made_on {date}, amount {int}, " + columns + ");"));
    return IssuesOf(MapOf(fields));
  }
};

TEST_P(ColumnTest, NotNullBecomesAConstantAndUniqueBecomesItsKey) {
  MakeNotes("text {text} NOT NULL, extra {text} NOT NULL UNIQUE",
            "INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 'old', 'a'), (2, 1, '2024-08-23', 7, 'old', 'b'), (3, 1, '2024-08-24', 7, "
            "'new', 'c');",
            "text: { category: note.text, blank: { constant: '-' } }, extra: { category: note.extra, blank: key }");
  ExpectSweep({.steps = {"main.notes erase 2"},
               .diff = {"- notes: 1|1|2024-08-23|7|old|a", "- notes: 2|1|2024-08-23|7|old|b", "+ notes: 1|1|2024-08-23|7|-|erased-1",
                        "+ notes: 2|1|2024-08-23|7|-|erased-2"},
               .broken = "ninety"});
}

// It is no truth, and says something all the same.
TEST_P(ColumnTest, TextInABooleanIsAValue) {
  if (dialect() == stores::Dialect::kPostgres) GTEST_SKIP() << "a boolean holds nothing else there";
  MakeNotes("flag BOOLEAN NOT NULL", "INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 'true'), (2, 1, '2024-08-23', 7, 1);",
            "flag: { category: note.text, blank: { constant: false } }");
  ExpectSweep({.steps = {"main.notes erase 2"},
               .diff = {"- notes: 1|1|2024-08-23|7|true", "- notes: 2|1|2024-08-23|7|1", "+ notes: 1|1|2024-08-23|7|0",
                        "+ notes: 2|1|2024-08-23|7|0"},
               .broken = "ninety"});
}

TEST_P(ColumnTest, ConstantsOfOtherTypes) {
  MakeNotes("text {int} NOT NULL, extra {bool} NOT NULL",
            "INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 5, true), (2, 1, '2024-08-24', 7, 5, true);",
            "text: { category: note.text, blank: { constant: 0 } }, extra: { category: note.extra, blank: { constant: false } }");
  ExpectSweep(
      {.steps = {"main.notes erase 1"}, .diff = {"- notes: 1|1|2024-08-23|7|5|1", "+ notes: 1|1|2024-08-23|7|0|0"}, .broken = "ninety"});
}

TEST_P(ColumnTest, NullInANotNullColumnIsRefused) {
  EXPECT_EQ(IssuesOfNotes("text {text} NOT NULL", "text: note.text"), Lines{"error blank-not-null"});
}

TEST_P(ColumnTest, ConstantInAUniqueColumnIsRefused) {
  EXPECT_EQ(IssuesOfNotes("text {text} NOT NULL UNIQUE", "text: { category: note.text, blank: { constant: '-' } }"),
            Lines{"error blank-unique"});
}

TEST_P(ColumnTest, CheckThatForbidsNullIsRefused) {
  EXPECT_EQ(IssuesOfNotes("text {text} CHECK (text IS NOT NULL)", "text: note.text"), Lines{"error blank-check"});
}

TEST_P(ColumnTest, CheckThatMayForbidNullIsNamed) {
  EXPECT_EQ(IssuesOfNotes("text {text}, CHECK (coalesce(text, '') <> '')", "text: note.text"), Lines{"warning blank-check"});
}

// The warning was right and nobody looked: the sweep stops, nothing is lost, and a better map goes on.
TEST_P(ColumnTest, CheckThatRefusesStopsTheSweepAndABetterMapGoesOn) {
  MakeNotes("text {text}, CHECK (coalesce(text, '') <> '')",
            "INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 'old'), (2, 1, '2024-08-24', 7, 'new');", "text: note.text");
  const Lines before = world().Dump();
  const Result<engine::ApplyReport> refused = world().Apply(kT);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict) << refused.error().message;
  EXPECT_EQ(refused.error().message.find("old"), std::string::npos);
  EXPECT_EQ(world().Dump(), before);
  EXPECT_EQ(world().Broken(kNextDay), "ninety");
  world().Files(kPolicy, MapOf("text: { category: note.text, blank: { constant: '-' } }"));
  ExpectSweep(
      {.steps = {"main.notes erase 1"}, .diff = {"- notes: 1|1|2024-08-23|7|old", "+ notes: 1|1|2024-08-23|7|-"}, .broken = "ninety"});
}

TEST_P(ColumnTest, CheckThatAllowsNullIsNoIssue) {
  MakeNotes("text {text} CHECK (length(text) > 2)",
            "INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 'old'), (2, 1, '2024-08-24', 7, 'new');", "text: note.text");
  ExpectSweep(
      {.steps = {"main.notes erase 1"}, .diff = {"- notes: 1|1|2024-08-23|7|old", "+ notes: 1|1|2024-08-23|7|NULL"}, .broken = "ninety"});
}

TEST_P(ColumnTest, GeneratedColumnFollowsWhatItIsMadeOf) {
  const std::string generated = "text {text}, extra {text} GENERATED ALWAYS AS (upper(text)) STORED";
  MakeNotes(
      generated,
      "INSERT INTO notes (id, account_id, made_on, amount, text) VALUES (1, 1, '2024-08-23', 7, 'old'), (2, 1, '2024-08-24', 7, 'new');",
      "text: note.text, extra: { category: note.extra, blank: refuse }");
  ExpectSweep({.steps = {"main.notes erase 1"},
               .diff = {"- notes: 1|1|2024-08-23|7|old|OLD", "+ notes: 1|1|2024-08-23|7|NULL|NULL"},
               .broken = "ninety"});
}

TEST_P(ColumnTest, GeneratedColumnCannotBeEmptied) {
  EXPECT_EQ(IssuesOfNotes("text {text}, extra {text} GENERATED ALWAYS AS (upper(text)) STORED", "text: note.text, extra: note.extra"),
            Lines{"error blank-generated"});
}

TEST_P(ColumnTest, GeneratedNotNullAndUniqueExpressionsAreNamed) {
  EXPECT_EQ(
      IssuesOfNotes("text {text}, extra {text} GENERATED ALWAYS AS (upper(text)) STORED NOT NULL", "text: note.text, extra: technical"),
      Lines{"warning blank-derived"});
}

TEST_P(ColumnTest, UniqueExpressionOverAColumnIsNamed) {
  world().Schema(AccountsSql(dialect()) + Sql("CREATE TABLE notes (id {key}, account_id {int} NOT NULL, made_on {date}, amount {int}, text "
                                              "{text}); CREATE UNIQUE INDEX one ON notes (coalesce(text, 'gone'));"));
  EXPECT_EQ(IssuesOf(MapOf("text: note.text")), Lines{"warning blank-derived"});
  EXPECT_EQ(IssuesOf(MapOf("text: { category: note.text, blank: key }")), Lines{});
}

TEST_P(ColumnTest, HintAtTakenFormsIsForWhatIsNotUnique) {
  MakeNotes("text {text} NOT NULL UNIQUE CHECK (text LIKE 'x%')",
            "INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 'x1'), (2, 1, '2024-08-24', 7, 'x2');",
            "text: { category: note.text, blank: key }");
  const Result<engine::ApplyReport> refused = world().Apply(kT);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message.find("erased-"), std::string::npos) << refused.error().message;
}

TEST_P(ColumnTest, ColumnNamesThatAreKeywordsOfSql) {
  MakeNotes("\"select\" {text}, \"from\" {text}, \"t\" {text}, \"order\" {text}",
            "INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 'a', 'b', 'c', 'd'), (2, 1, '2024-08-24', 7, 'a', 'b', 'c', 'd');",
            "select: note.text, from: note.extra, t: { category: note.text, blank: { constant: '-' } }, order: technical");
  ExpectSweep({.steps = {"main.notes erase 1"},
               .diff = {"- notes: 1|1|2024-08-23|7|a|b|c|d", "+ notes: 1|1|2024-08-23|7|NULL|NULL|-|d"},
               .broken = "ninety"});
}

INSTANTIATE_TEST_SUITE_P(Both, ColumnTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

class PostgresColumnTest : public PostgresSchemaTest {
 protected:
  std::string MapOf(const std::string& fields) {
    return Map(
        "  main.notes:\n    persons: { user: account_id }\n    fields: { id: technical, account_id: technical, made_on: technical, amount: "
        "book.amount, " +
        fields + " }\n    events: { note.made: { column: made_on, kind: date }, book.date: { column: made_on, kind: date } }\n");
  }
};

TEST_F(PostgresColumnTest, EnumDomainNumericArrayAndJsonBecomeNull) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TYPE mood AS ENUM ('fine', 'bad');
          CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%');
          CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint, made_on date, amount bigint, a mood, b mail, c numeric(10, 2), d text[], e jsonb, f json, g bytea, h inet);
          INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 'fine', 'x@y', 1.50, '{p,q}', '{"k": 1}', '[1]', '\x00ff', '10.0.0.1');)",
       MapOf("a: note.text, b: note.text, c: note.text, d: note.text, e: note.text, f: note.text, g: note.text, h: note.text"));
  EXPECT_EQ(PlanLines(), Lines{"main.notes erase 1"});
  EXPECT_EQ(world().Broken(kNextDay), "ninety");
  const Result<engine::ApplyReport> report = world().Apply(kT);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(world().Rows("SELECT * FROM notes"), Lines{"1|1|2024-08-23|7|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL"});
  EXPECT_EQ(PlanLines(), Lines{});
  EXPECT_EQ(world().Broken(kNextDay), "");
}

TEST_F(PostgresColumnTest, ConstantOfAnEnumIsOneOfItsWords) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TYPE mood AS ENUM ('fine', 'bad', 'unknown');
          CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint, made_on date, amount bigint, a mood NOT NULL);
          INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 'fine'), (2, 1, '2024-08-24', 7, 'fine');)",
       MapOf("a: { category: note.text, blank: { constant: unknown } }"));
  ExpectSweep({.steps = {"main.notes erase 1"},
               .diff = {"- notes: 1|1|2024-08-23|7|fine", "+ notes: 1|1|2024-08-23|7|unknown"},
               .broken = "ninety"});
}

// What no type of this program stands for is read by the database; the second sweep knows the form again.
TEST_F(PostgresColumnTest, ConstantsOfTypesThatTheDatabaseReads) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint, made_on date, amount bigint, a numeric(10, 2) NOT NULL, b numeric NOT NULL,
            c jsonb NOT NULL, d json NOT NULL, e inet NOT NULL, f text[] NOT NULL, g money NOT NULL, h interval NOT NULL, i numeric NOT NULL,
            j point NOT NULL);
          INSERT INTO notes VALUES (1, 1, '2024-08-23', 7, 12.50, 3, '{"a": 1}', '{"a": 1}', '10.0.0.1', '{a,b}', '9.95', '2 days', 4, '(1,2)'),
            (2, 1, '2024-08-24', 7, 12.50, 3, '{"a": 1}', '{"a": 1}', '10.0.0.1', '{a,b}', '9.95', '2 days', 4, '(1,2)');)",
       MapOf("a: { category: note.text, blank: { constant: '0' } }, b: { category: note.text, blank: { constant: '0.00' } }, "
             "c: { category: note.text, blank: { constant: '{}' } }, d: { category: note.text, blank: { constant: '{}' } }, "
             "e: { category: note.text, blank: { constant: '0.0.0.0' } }, f: { category: note.text, blank: { constant: '{}' } }, "
             "g: { category: note.text, blank: { constant: '0' } }, h: { category: note.text, blank: { constant: '0' } }, "
             "i: { category: note.text, blank: { constant: 0 } }, j: { category: note.text, blank: { constant: '(0,0)' } }"));
  EXPECT_EQ(PlanLines(), Lines{"main.notes erase 1"});
  EXPECT_EQ(world().Broken(kNextDay), "ninety");
  const Result<engine::ApplyReport> report = world().Apply(kT);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(world().Rows(
                "SELECT a::text, b::text, c::text, d::text, e::text, f::text, g = '0'::money, h::text, i::text, j::text FROM notes WHERE "
                "id = 1"),
            Lines{"0.00|0.00|{}|{}|0.0.0.0/32|{}|1|00:00:00|0|(0,0)"});
  EXPECT_EQ(PlanLines(), Lines{});
  EXPECT_EQ(world().Broken(kNextDay), "");
}

TEST_F(PostgresColumnTest, ConstantThatTheDatabaseCannotReadIsRefused) {
  world().Schema(
      AccountsSql(dialect()) +
      "CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint NOT NULL, made_on date, amount bigint, a numeric(4, 2) NOT NULL, "
      "b jsonb NOT NULL, c json NOT NULL, d point NOT NULL);");
  const auto said = [&](const std::string& a, const std::string& b, const std::string& c, const std::string& point) {
    return IssuesOf(MapOf("a: { category: note.text, blank: { constant: " + a + " } }, b: { category: note.text, blank: { constant: " + b +
                          " } }, c: { category: note.text, blank: { constant: " + c +
                          " } }, d: { category: note.text, blank: { constant: " + point + " } }"));
  };
  EXPECT_EQ(said("'0'", "'{}'", "'{}'", "'(0,0)'"), Lines{});
  EXPECT_EQ(said("'none'", "'{}'", "'{}'", "'(0,0)'"), Lines{"error blank-type"});
  EXPECT_EQ(said("'1000'", "'{}'", "'{}'", "'(0,0)'"), Lines{"error blank-type"}) << "four digits, two of them after the point";
  EXPECT_EQ(said("'0'", "0", "''", "'(0,0)'"), (Lines{"error blank-type", "error blank-type"}));
  EXPECT_EQ(said("'0'", "'{}'", "'{}'", "'0,0'"), Lines{"error blank-type"})
      << "PostgreSQL writes (0,0), and so it would not be known again";
}

// Each of these stopped a sweep half-way, and the check had nothing to say.
TEST_F(PostgresColumnTest, ConstraintsOverWhatIsMadeOfAColumnAreNamed) {
  world().Schema(
      AccountsSql(dialect()) +
      R"(CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint NOT NULL, made_on date, amount bigint, a text NOT NULL, b text,
                      c text, d text, lower_c text GENERATED ALWAYS AS (lower(c)) STORED NOT NULL, shout_d text GENERATED ALWAYS AS (upper(d)) STORED,
                      UNIQUE NULLS NOT DISTINCT (b), EXCLUDE USING btree (d WITH =));
                    CREATE UNIQUE INDEX notes_lower ON notes (lower(a)) WHERE id > 0;)");
  EXPECT_EQ(
      IssuesOf(MapOf("a: { category: note.text, blank: { constant: '' } }, b: note.text, c: note.text, d: note.text, lower_c: technical, "
                     "shout_d: technical")),
      (Lines{"warning blank-derived", "warning blank-derived", "warning blank-derived", "warning blank-derived"}));
  EXPECT_EQ(
      IssuesOf(MapOf("a: { category: note.text, blank: key }, b: { category: note.text, blank: key }, c: technical, d: technical, lower_c: "
                     "technical, shout_d: technical")),
      Lines{});
}

TEST_F(PostgresColumnTest, KeyOfPartitionsIsNamed) {
  world().Schema(AccountsSql(dialect()) +
                 "CREATE TABLE notes (id bigint, account_id bigint, made_on date, amount bigint, a text) PARTITION BY LIST (account_id); "
                 "CREATE TABLE notes_1 PARTITION OF notes FOR VALUES IN (1);");
  EXPECT_EQ(
      IssuesOf(Map("  main.notes:\n    persons: { user: account_id }\n    fields: { id: technical, account_id: link, made_on: technical, "
                   "amount: book.amount, a: note.text }\n    events: { note.made: { column: made_on, kind: date }, book.date: { column: "
                   "made_on, kind: date } }\n")),
      Lines{"warning blank-derived"});
}

TEST_F(PostgresColumnTest, DomainThatForbidsNullIsRefused) {
  world().Schema(AccountsSql(dialect()) +
                 R"(CREATE DOMAIN never_null AS text NOT NULL; CREATE DOMAIN checked AS text CHECK (VALUE IS NOT NULL);
    CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint NOT NULL, made_on date, amount bigint, text never_null, extra checked);)");
  EXPECT_EQ(IssuesOf(MapOf("text: note.text, extra: note.extra")), (Lines{"error blank-not-null", "error blank-check"}));
}

TEST_F(PostgresColumnTest, VarcharTooShortForTheKeyIsRefused) {
  world().Schema(
      AccountsSql(dialect()) +
      "CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint NOT NULL, made_on date, amount bigint, text varchar(26) NOT NULL "
      "UNIQUE, extra varchar(27) NOT NULL UNIQUE);");
  EXPECT_EQ(IssuesOf(MapOf("text: { category: note.text, blank: key }, extra: { category: note.extra, blank: key }")),
            Lines{"error blank-too-long"});
}

TEST_F(PostgresColumnTest, VarcharThatFitsHoldsTheLongestKey) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint, made_on date, amount bigint, text varchar(27) NOT NULL UNIQUE);
          INSERT INTO notes VALUES (-9223372036854775808, 1, '2024-08-23', 7, 'old');)",
       MapOf("text: { category: note.text, blank: key }"));
  ExpectSweep({.steps = {"main.notes erase 1"},
               .diff = {"- notes: -9223372036854775808|1|2024-08-23|7|old",
                        "+ notes: -9223372036854775808|1|2024-08-23|7|erased--9223372036854775808"},
               .broken = "ninety"});
}

TEST_F(PostgresColumnTest, IdentityColumnIsNoHindrance) {
  Make(R"(DELETE FROM accounts WHERE id = 2;
          CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account_id bigint, made_on date, amount bigint, text text);
          INSERT INTO notes (account_id, made_on, amount, text) VALUES (1, '2024-08-23', 7, 'old'), (1, '2024-08-24', 7, 'new');)",
       MapOf("text: note.text"));
  ExpectSweep(
      {.steps = {"main.notes erase 1"}, .diff = {"- notes: 1|1|2024-08-23|7|old", "+ notes: 1|1|2024-08-23|7|NULL"}, .broken = "ninety"});
}

TEST_F(PostgresColumnTest, IdentityColumnCannotBeEmptied) {
  world().Schema(
      AccountsSql(dialect()) +
      "CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint NOT NULL, made_on date, amount bigint, nr bigint GENERATED ALWAYS AS "
      "IDENTITY);");
  EXPECT_EQ(IssuesOf(MapOf("nr: note.text")), Lines{"error blank-generated"});
}

}  // namespace columns_test
}  // namespace lofte::tests::hard
