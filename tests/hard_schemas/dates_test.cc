// Moments as real tables keep them. What cannot be read is undated: counted, never touched.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace dates_test {

class DateTest : public HardSchemaTest {
 protected:
  // Notes with a `made` of this type, in the given order from 1; the event is `event` on that column.
  void MakeNotes(const std::string& type, const Lines& values, const std::string& event) {
    std::string rows;
    for (std::size_t i = 0; i < values.size(); ++i)
      rows += "INSERT INTO notes VALUES (" + std::to_string(i + 1) + ", 1, 'x', " + values[i] + ");";
    Make("CREATE TABLE notes (id {key}, account_id {int}, text {text}, made " + type + "); DELETE FROM accounts WHERE id <> 1;" + rows,
         Map("  main.notes:\n    persons: { user: account_id }\n    fields: { id: technical, account_id: technical, text: note.text, made: "
             "technical }\n"
             "    events: { note.made: { column: made, " +
             event + " } }\n"));
  }

  // Which notes go, how many are undated, and that nothing else changes.
  void ExpectGone(const Lines& ids, std::int64_t undated) {
    EXPECT_EQ(PlanLines(), ids.empty() ? Lines{} : Lines{"main.notes delete " + std::to_string(ids.size())});
    EXPECT_EQ(world().Broken(kNextDay), ids.empty() ? "" : "ninety");
    const Lines all = world().Rows("SELECT id FROM notes ORDER BY id");
    const Result<engine::ApplyReport> report = world().Apply(kT);
    ASSERT_TRUE(report.has_value()) << report.error().message;
    Lines gone;
    const Lines left = world().Rows("SELECT id FROM notes ORDER BY id");
    for (const std::string& id : all)
      if (std::find(left.begin(), left.end(), id) == left.end()) gone.push_back(id);
    EXPECT_EQ(gone, ids);
    EXPECT_EQ(PlanLines(), Lines{});
    const engine::VerifyReport verified = world().Verify(kNextDay).value();
    const engine::PromiseReport& ninety = world().Of(verified, "ninety");
    EXPECT_EQ(ninety.undated, undated);
    EXPECT_EQ(ninety.verdict, undated > 0 ? engine::Verdict::kUnproven : engine::Verdict::kKept);
  }

  bool postgres() { return dialect() == Dialect::kPostgres; }
};

TEST_P(DateTest, SentinelAndEmptyDatesAreUndated) {
  if (postgres()) {
    MakeNotes("date", {"'2024-08-23'", "'2024-08-24'", "NULL", "'1970-01-01'", "'9999-12-31'", "'infinity'", "'-infinity'", "'1989-12-31'"},
              "kind: date, 'null': unknown");
    ExpectGone({"1"}, 6);
  } else {
    MakeNotes("TEXT",
              {"'2024-08-23'", "'2024-08-24'", "NULL", "'1970-01-01'", "'9999-12-31'", "''", "'0000-00-00'", "'2023-02-29'",
               "'2024-08-23 '", "20240823", "x'00'"},
              "kind: date, 'null': unknown");
    ExpectGone({"1"}, 9);
  }
}

TEST_P(DateTest, NullMeansNotYetWhereTheMapSaysSo) {
  MakeNotes("{date}", {"'2024-08-23'", "NULL", "'2024-08-24'"}, "kind: date, 'null': not-yet");
  ExpectGone({"1"}, 0);
}

TEST_P(DateTest, SentinelNobodyForbidsCanBeMadeImplausible) {
  MakeNotes("{date}", {"'2024-08-23'", "'2001-01-01'", "'2024-08-24'"}, "kind: date, plausible: [2010-01-01, 2030-01-01]");
  ExpectGone({"1"}, 1);
}

TEST_P(DateTest, NaiveTimestampIsReadInItsOwnZone) {
  // Two o'clock at night in Copenhagen is eight in the evening of the day before in New York; 17:59:59 there is 23:59:59 here.
  MakeNotes(postgres() ? "timestamp" : "TEXT", {"'2024-08-23 17:59:59'", "'2024-08-23 18:00:00'", "'2024-08-23 23:00:00'"},
            "kind: local, zone: America/New_York");
  ExpectGone({"1"}, 0);
}

TEST_P(DateTest, InstantIsReadInTheZoneOfTheController) {
  MakeNotes("{instant}", {"'2024-08-23T21:59:59Z'", "'2024-08-23T22:00:00Z'"}, "kind: instant");
  ExpectGone({"1"}, 0);
}

TEST_P(DateTest, TextDatesInTwoFormatsAreReadInOneOnly) {
  MakeNotes("{text}", {"'2024-08-23'", "'23/08/2024'", "'2024-08-24'", "'23.08.2024'", "'2024-8-23'"}, "kind: date");
  ExpectGone({"1"}, 3);
}

TEST_P(DateTest, TextWithMicrosecondsKnowsItsEdge) {
  MakeNotes("{text}",
            {"'2024-08-23 23:59:59.999999'", "'2024-08-23 23:59:59'", "'2024-08-24 00:00:00'", "'2024-08-24 00:00:00.000000'",
             "'2024-08-24 00:00:00.5'", "'2024-08-23 23:59:59.9999999'", "'2024-08-23T23:59:59.5'"},
            "kind: local, zone: Europe/Copenhagen, format: 'YYYY-MM-DD HH:MM:SS[.ssssss]'");
  ExpectGone({"1", "2"}, 2);
}

TEST_P(DateTest, TextWithAnOffsetKnowsItsEdge) {
  MakeNotes("{text}",
            {"'2024-08-23 21:59:59.999999+00:00'", "'2024-08-23 21:59:59+00:00'", "'2024-08-23 22:00:00+00:00'",
             "'2024-08-23 22:00:00.000001+00:00'", "'2024-08-23 23:59:59+02:00'", "'2024-08-23 21:59:59'"},
            "kind: instant, format: 'YYYY-MM-DD HH:MM:SS[.ssssss]+00:00'");
  ExpectGone({"1", "2"}, 2);
}

TEST_P(DateTest, EpochSecondsKnowTheirEdge) {
  MakeNotes("{int}", {"1724450399", "1724450400", "0", "-1", "1724450399000"}, "kind: epoch-seconds");
  ExpectGone({"1"}, 3);
}

TEST_P(DateTest, EpochMillisKnowTheirEdge) {
  MakeNotes("{int}", {"1724450399999", "1724450400000", "1724450399"}, "kind: epoch-millis");
  ExpectGone({"1"}, 1);
}

INSTANTIATE_TEST_SUITE_P(Both, DateTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

}  // namespace dates_test
}  // namespace lofte::tests::hard
