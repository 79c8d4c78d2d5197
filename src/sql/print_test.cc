#include "sql/print.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace lofte::sql {
namespace print_test {

using expr::Expr;
using expr::Op;
using expr::Type;

constexpr Dialect kBoth[] = {Dialect::kSqlite, Dialect::kPostgres};

Expr Column(const char* name, Type type, int level = 0) { return expr::Column({level, name, type, true}); }
Expr Int(std::int64_t number) { return expr::Literal(number, Type::kInt); }
Expr Text(const char* text) { return expr::Literal(std::string(text), Type::kText); }
const expr::Hop kOwner{{"main", "", "accounts"}, {{"account_id", "id"}}, {}, true};
const expr::Hop kNotes{{"main", "", "notes"}, {{"id", "chat_id"}}, {{"kind", std::string("x")}}, false};

std::string Sqlite(const Expr& condition) { return Condition(condition, Dialect::kSqlite, "t"); }
std::string Postgres(const Expr& condition) { return Condition(condition, Dialect::kPostgres, "t"); }
std::string ScanOf(const Expr& filter, Dialect dialect) {
  Scan scan({"main", "", "chats"}, dialect);
  scan.Count(filter);
  return scan.Sql();
}

// Names and literals
// ---------------------------------------------------------------------------------------------------------------------------

TEST(IdentifierTest, IsQuotedAndItsQuotesDoubled) {
  EXPECT_EQ(Identifier("order"), "\"order\"");
  EXPECT_EQ(Identifier("a\"; DROP TABLE x; --"), "\"a\"\"; DROP TABLE x; --\"");
}

TEST(LiteralTest, WhatHasNoPlainFormIsWrittenAllTheSame) {
  EXPECT_EQ(Literal(std::string("n\0z", 3), Dialect::kSqlite), "CAST(x'6e007a' AS TEXT)");
  EXPECT_EQ(Literal(HUGE_VAL, Dialect::kSqlite), "9e999");
  EXPECT_EQ(Literal(-HUGE_VAL, Dialect::kSqlite), "-9e999");
  EXPECT_EQ(Literal(-HUGE_VAL, Dialect::kPostgres), "'-Infinity'::float8");
}

TEST(TableRefTest, NamesTheSchemaUnlessItIsTheDefault) {
  for (Dialect dialect : kBoth) EXPECT_EQ(TableRef({"main", "", "chats"}, dialect), "\"chats\"");
  EXPECT_EQ(TableRef({"main", "crm", "chats"}, Dialect::kPostgres), "\"crm\".\"chats\"");
}

TEST(TableRefTest, OwnTablesStandInASchemaOrUnderAPrefix) {
  EXPECT_EQ(TableRef({"main", "lofte", "subject_state"}, Dialect::kPostgres), "\"lofte\".\"subject_state\"");
  EXPECT_EQ(TableRef({"main", "lofte", "subject_state"}, Dialect::kSqlite), "\"lofte_subject_state\"");
}

TEST(LiteralTest, IsSpelledInItsDialect) {
  const time::Day day = *time::ToDay({2026, 11, 21});
  const time::Instant instant{std::int64_t{day.number} * time::kMicrosPerDay + 1};
  EXPECT_EQ(Literal(std::string("it's"), Dialect::kSqlite), "'it''s'");
  EXPECT_EQ(Literal(true, Dialect::kSqlite), "1");
  EXPECT_EQ(Literal(true, Dialect::kPostgres), "TRUE");
  EXPECT_EQ(Literal(day, Dialect::kPostgres), "DATE '2026-11-21'");
  EXPECT_EQ(Literal(instant, Dialect::kPostgres), "TIMESTAMPTZ '2026-11-21T00:00:00.000001Z'");
  EXPECT_EQ(Literal(time::LocalTime{instant.us}, Dialect::kPostgres), "TIMESTAMP '2026-11-21T00:00:00.000001'");
  EXPECT_EQ(Literal(expr::Blob{"\x01\xff"}, Dialect::kSqlite), "x'01ff'");
  EXPECT_EQ(Literal(expr::Blob{"\x01\xff"}, Dialect::kPostgres), "'\\x01ff'::bytea");
  for (Dialect dialect : kBoth) {
    EXPECT_EQ(Literal(std::numeric_limits<std::int64_t>::min(), dialect), "(-9223372036854775807 - 1)");
    EXPECT_EQ(Literal(expr::Null{}, dialect), "NULL");
  }
}

// Conditions
// -----------------------------------------------------------------------------------------------------------------------------------

TEST(ConditionTest, TextIsOrderedByItsBytes) {
  const Expr before = expr::Compare(Op::kLt, Column("sent", Type::kText), Text("2026"));
  EXPECT_EQ(Sqlite(before), "t.\"sent\" < '2026' COLLATE BINARY");
  EXPECT_EQ(Postgres(before), "t.\"sent\" < '2026' COLLATE \"C\"");
  EXPECT_EQ(Postgres(expr::Compare(Op::kEq, Column("sent", Type::kText), Text("2026"))), "t.\"sent\" = '2026'");
}

TEST(ConditionTest, StartsWithReadsNoPattern) {
  const Expr starts = expr::StartsWith(Column("email", Type::kText), "erased-");
  EXPECT_EQ(Sqlite(starts), "substr(t.\"email\", 1, length('erased-')) = 'erased-'");
  EXPECT_EQ(Postgres(starts), "starts_with(t.\"email\", 'erased-')");
}

// A store of SQLite keeps anything in a column that it calls BOOLEAN.
TEST(ConditionTest, OnlyANumberIsATruthValueInSqlite) {
  const Expr flag = Column("flag", Type::kBool);
  EXPECT_EQ(Sqlite(flag), "CASE WHEN t.\"flag\" < '' COLLATE BINARY THEN t.\"flag\" <> 0 END");
  EXPECT_EQ(Postgres(flag), "t.\"flag\"");
  EXPECT_EQ(Sqlite(expr::IsNull(flag)), "t.\"flag\" IS NULL");
}

TEST(ScanTest, AsItLiesNoIndexServesInSqlite) {
  const auto sql = [](Dialect dialect) {
    Scan scan({"main", "", "chats"}, dialect);
    scan.Where(expr::IsNull(Column("sent", Type::kText)));
    scan.ReadAsItLies();
    scan.CountAll();
    return scan.Sql();
  };
  EXPECT_EQ(sql(Dialect::kSqlite), "SELECT count(*)\nFROM \"chats\" t\nWHERE (t.\"sent\" IS NULL) IS TRUE");
  EXPECT_EQ(sql(Dialect::kPostgres), "SELECT count(*)\nFROM \"chats\" t\nWHERE t.\"sent\" IS NULL");
}

TEST(ConditionTest, RelatedRowsAreLookedUp) {
  EXPECT_EQ(Postgres(expr::Related(kOwner, expr::IsNull(Column("deleted", Type::kInt)))),
            "EXISTS (SELECT 1 FROM \"accounts\" r1 WHERE r1.\"id\" = t.\"account_id\" AND r1.\"deleted\" IS NULL)");
  EXPECT_EQ(Sqlite(expr::Not(expr::Related(kNotes, expr::Compare(Op::kGt, Column("rank", Type::kInt), Column("level", Type::kInt, 1))))),
            "NOT EXISTS (SELECT 1 FROM \"notes\" r1 WHERE t.\"id\" = r1.\"chat_id\" AND r1.\"kind\" = 'x' AND r1.\"rank\" > t.\"level\")");
}

// What PostgreSQL makes a join of, and guesses the cost of by what else stands in the condition.
TEST(ConditionTest, RowsThatAreNotThereAreLookedUpOneByOneInPostgres) {
  EXPECT_EQ(Postgres(expr::Not(expr::Related(kOwner, expr::True()))),
            "EXISTS (SELECT 1 FROM \"accounts\" r1 WHERE r1.\"id\" = t.\"account_id\") IS FALSE");
}

TEST(ConditionTest, RowsOfRelatedRowsAreLookedUpInASetByTheirWholeKey) {
  const auto in = [](std::vector<std::pair<std::string, std::string>> key) {
    return expr::Related({{"main", "", "gone notes"}, std::move(key), {}, true, true}, expr::True());
  };
  const expr::Hop notes{{"main", "", "notes"}, {{"id", "chat_id"}}, {}, false};
  EXPECT_EQ(Sqlite(expr::Related(notes, expr::Not(in({{"id", "id"}})))),
            "EXISTS (SELECT 1 FROM \"notes\" r1 WHERE t.\"id\" = r1.\"chat_id\" AND (r1.\"id\" IN (SELECT \"id\" FROM \"gone notes\")) IS "
            "NOT TRUE)");
  EXPECT_EQ(Postgres(expr::Related(notes, in({{"a", "a"}, {"b", "b"}}))),
            "EXISTS (SELECT 1 FROM \"notes\" r1 WHERE t.\"id\" = r1.\"chat_id\" AND ((r1.\"a\", r1.\"b\") IN (SELECT \"a\", \"b\" FROM "
            "\"gone notes\") IS TRUE))");
}

TEST(ConditionTest, RelatedRowsOfRelatedRowsHaveNamesOfTheirOwn) {
  const Expr two = expr::Related(kNotes, expr::Related(kOwner, expr::True()));
  EXPECT_EQ(Sqlite(two),
            "EXISTS (SELECT 1 FROM \"notes\" r1 WHERE t.\"id\" = r1.\"chat_id\" AND r1.\"kind\" = 'x' AND "
            "EXISTS (SELECT 1 FROM \"accounts\" r2 WHERE r2.\"id\" = r1.\"account_id\"))");
}

TEST(ConditionTest, GuardsOfAFormatAreTotal) {
  expr::Codec codec;
  codec.kind = expr::CodecKind::kDate;
  codec.format = expr::TextFormat::kDate;
  const Expr guard = expr::WellFormed(Column("day", Type::kText), codec);
  EXPECT_EQ(Sqlite(guard), "lofte_well_formed(t.\"day\", 1)");
  EXPECT_EQ(Postgres(guard).find("((t.\"day\" ~ '^"), 0u);
  EXPECT_NE(Postgres(guard).find("IS TRUE"), std::string::npos);
}

TEST(ConditionTest, DeepOnesFitTheParserOfSqlite) {
  Expr deep = expr::Compare(Op::kEq, Column("a", Type::kInt), Int(0));
  for (int i = 1; i < 20; ++i) {
    Expr other = expr::Compare(Op::kEq, Column("a", Type::kInt), Int(i));
    deep = i % 2 == 0 ? expr::And({other, deep}) : expr::Or({other, deep});
  }
  int depth = 0, deepest = 0;
  for (char c : Sqlite(deep)) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    deepest = std::max(deepest, depth);
  }
  EXPECT_EQ(depth, 0);
  EXPECT_LE(deepest, 21);
}

// Scans
// ----------------------------------------------------------------------------------------------------------------------------------------

TEST(ScanTest, JoinsAUniqueRowOnce) {
  for (Dialect dialect : kBoth) {
    Scan scan({"main", "", "chats"}, dialect);
    scan.Count(expr::Related(kOwner, expr::Compare(Op::kLt, Column("age", Type::kInt), Int(3))));
    scan.Count(expr::Not(expr::Related(kOwner, expr::Compare(Op::kLt, Column("age", Type::kInt), Int(5)))));
    EXPECT_EQ(scan.Sql(),
              "SELECT count(*) FILTER (WHERE j1.\"age\" < 3),\n       count(*) FILTER (WHERE (j1.\"age\" < 5) IS NOT TRUE)\n"
              "FROM \"chats\" t\nLEFT JOIN \"accounts\" j1 ON j1.\"id\" = t.\"account_id\"");
  }
}

TEST(ScanTest, ARowThatIsMissingIsNotOneWithoutAValue) {
  EXPECT_EQ(ScanOf(expr::Related(kOwner, expr::IsNull(Column("deleted", Type::kInt))), Dialect::kPostgres),
            "SELECT count(*) FILTER (WHERE (j1.\"id\" IS NOT NULL AND j1.\"deleted\" IS NULL))\n"
            "FROM \"chats\" t\nLEFT JOIN \"accounts\" j1 ON j1.\"id\" = t.\"account_id\"");
}

TEST(ScanTest, LooksUpWhereThereMayBeManyRows) {
  for (Dialect dialect : kBoth) {
    const std::string sql = ScanOf(expr::Related(kNotes, expr::True()), dialect);
    EXPECT_NE(sql.find("EXISTS (SELECT 1 FROM \"notes\""), std::string::npos) << sql;
    EXPECT_EQ(sql.find("JOIN"), std::string::npos) << sql;
  }
}

TEST(ScanTest, WhatWasAskedIsNotAskedTwice) {
  Scan scan({"main", "", "chats"}, Dialect::kSqlite);
  const Expr filter = expr::Compare(Op::kLt, Column("age", Type::kInt), Int(3));
  EXPECT_EQ(scan.Count(filter), scan.Count(filter));
  EXPECT_EQ(scan.CountAll(), scan.Count(expr::True()));
  EXPECT_EQ(scan.size(), 2u);
}

TEST(ScanTest, LeastValuesAreReadAtTheEndOfTheWay) {
  for (Dialect dialect : kBoth) {
    Scan scan({"main", "", "chats"}, dialect);
    scan.Min(expr::True(), {{kOwner}, "closed"});
    EXPECT_NE(scan.Sql().find("min(j1.\"closed\")"), std::string::npos) << scan.Sql();
    EXPECT_NE(scan.Sql().find("LEFT JOIN \"accounts\" j1 ON j1.\"id\" = t.\"account_id\""), std::string::npos) << scan.Sql();
  }
}

TEST(ScanTest, SetsAreFoundOnceAndAskedByName) {
  for (Dialect dialect : kBoth) {
    Scan scan({"main", "", "accounts"}, dialect);
    scan.With({"gone chats", {"main", "", "chats"}, {"id"}, expr::Compare(Op::kLt, Column("age", Type::kInt), Int(3))});
    scan.Count(expr::Related({{"main", "", "gone chats"}, {{"id", "id"}}, {}, true, true}, expr::True()));
    EXPECT_EQ(
        scan.Sql(),
        "WITH \"gone chats\" AS MATERIALIZED (SELECT t.\"id\" FROM \"chats\" t WHERE t.\"age\" < 3)\n"
        "SELECT count(*) FILTER (WHERE j1.\"id\" IS NOT NULL)\nFROM \"accounts\" t\nLEFT JOIN \"gone chats\" j1 ON j1.\"id\" = t.\"id\"");
  }
}

TEST(ScanTest, SetsGrowAlongReferencesWithinTheirTable) {
  for (Dialect dialect : kBoth) {
    Scan scan({"main", "", "chats"}, dialect);
    Set kept{"kept chats", {"main", "", "chats"}, {"id"}, expr::Compare(Op::kLt, Column("age", Type::kInt), Int(3)), {}};
    kept.spreads.push_back({{{"answers", "id"}}, expr::True()});
    kept.spreads.push_back({{{"forwards", "id"}}, expr::Compare(Op::kLt, Column("age", Type::kInt), Int(9))});
    scan.With(kept);
    scan.Count(expr::Related({{"main", "", "kept chats"}, {{"id", "id"}}, {}, true, true}, expr::True()));
    EXPECT_EQ(scan.Sql(),
              "WITH RECURSIVE \"kept chats\" AS MATERIALIZED (SELECT t.\"id\" FROM \"chats\" t WHERE t.\"age\" < 3 UNION SELECT n.\"id\" "
              "FROM \"kept chats\" s JOIN \"chats\" t ON t.\"id\" = s.\"id\" JOIN \"chats\" n ON n.\"id\" = t.\"answers\" OR "
              "n.\"id\" = t.\"forwards\" AND t.\"age\" < 9)\n"
              "SELECT count(*) FILTER (WHERE j1.\"id\" IS NOT NULL)\nFROM \"chats\" t\nLEFT JOIN \"kept chats\" j1 ON j1.\"id\" = "
              "t.\"id\"");
  }
}

}  // namespace print_test
}  // namespace lofte::sql
