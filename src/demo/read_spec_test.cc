#include <gtest/gtest.h>

#include "demo/generator.h"

namespace lofte::demo {
namespace read_spec_test {

// A spec whose one table has these columns, each a line of YAML.
std::string SpecWith(const std::string& columns) {
  return "lofte: 1\nsystem: test\nphrases: { hello: { nb: [hei] } }\ntables:\n  - table: people\n    rows: subjects\n    columns:\n      "
         "id: sequence\n" +
         columns;
}

// `line:column code` of every issue.
std::vector<std::string> IssuesOf(const std::string& source) {
  Issues issues;
  Result<Spec> spec = ReadSpec("generator.yaml", source, issues);
  EXPECT_EQ(spec.has_value(), issues.empty());
  std::vector<std::string> found;
  for (const Issue& issue : issues)
    found.push_back(std::to_string(issue.span.line) + ":" + std::to_string(issue.span.column) + " " + issue.code);
  return found;
}
using Found = std::vector<std::string>;

TEST(ReadSpecTest, MinimalSpecIsRead) {
  Issues issues;
  Result<Spec> spec = ReadSpec("generator.yaml", SpecWith("      _kind: { one_of: { a: 3, 7: 1 } }\n"), issues);
  ASSERT_TRUE(spec.has_value());
  ASSERT_EQ(spec->tables.size(), 1u);
  EXPECT_TRUE(spec->tables[0].columns[0].stored);
  EXPECT_FALSE(spec->tables[0].columns[1].stored);
  const auto& one_of = std::get<OneOf>(spec->fills[0].cells[1][0].generator);
  EXPECT_EQ(one_of.values, (std::vector<expr::Value>{std::string("a"), std::int64_t{7}}));
  EXPECT_DOUBLE_EQ(one_of.upto[0], 0.75);
}

TEST(ReadSpecTest, MistakesAreAllReportedWithTheirPlaces) {
  EXPECT_EQ(IssuesOf(SpecWith("      a: sequense\n"
                              "      b: { copy: nowhere }\n"
                              "      c: { chance: 1.5 }\n"
                              "      d: { email: { of: id, domains: [gigcoms.com] } }\n"
                              "      e: { instant: { ago: [P1D, P1X] } }\n"
                              "      f: { pick: { from: peple } }\n"
                              "      g: { instant: { before: at } }\n"
                              "      h: { phrase: helo }\n"
                              "      i: { template: 'x {id' }\n"
                              "      j: { when: { id: 1 } }\n"
                              "      k: { value: 1, chance: 0.5 }\n"
                              "      l: { copy: a.id }\n"
                              "      m: parent\n")),
            (Found{"9:10 unknown-generator", "10:18 unknown-column", "11:20 wrong-shape", "12:38 domain-not-reserved", "13:34 bad-period",
                   "13:28 empty-range", "14:26 unknown-table", "15:21 unbounded-moment", "16:20 unknown-phrases", "17:22 open-brace",
                   "18:10 no-generator", "19:22 two-generators", "20:18 not-a-reference", "21:10 no-parent"}));
}

TEST(ReadSpecTest, EdgesAreWholeDays) {
  EXPECT_EQ(IssuesOf(SpecWith("      a: { instant: { edge: PT1H } }\n")), (Found{"9:29 bad-edge"}));
  EXPECT_EQ(IssuesOf(SpecWith("      a: { day: { edge: [financial-year-end, P7Y] } }\n")), Found{});
}

TEST(ReadSpecTest, ColumnsThatNeedThemselvesAreRefused) {
  EXPECT_EQ(IssuesOf(SpecWith("      a: { copy: b }\n      b: { copy: a }\n")), (Found{"9:7 cycle"}));
  EXPECT_EQ(IssuesOf(SpecWith("      a: { pick: { from: people } }\n")), (Found{"8:7 cycle"}));
}

TEST(ReadSpecTest, DepthOfColumnsIsBounded) {
  auto chain = [](int length) {
    std::string columns;
    for (int i = 1; i <= length; ++i)
      columns += "      c" + std::to_string(i) + ": { copy: " + (i == 1 ? "id" : "c" + std::to_string(i - 1)) + " }\n";
    return columns;
  };
  EXPECT_EQ(IssuesOf(SpecWith(chain(99))), Found{});
  EXPECT_EQ(IssuesOf(SpecWith(chain(100))), (Found{"108:7 too-deep"}));
}

TEST(ReadSpecTest, ForeignKeysReferToEarlierTables) {
  const std::string later = "  - table: cards\n    per: people\n    columns: { id: sequence, person: parent }\n";
  EXPECT_EQ(IssuesOf(SpecWith("      card: { pick: { from: cards, optional: true } }\n") + later), (Found{"9:7 later-table"}));
  EXPECT_EQ(IssuesOf(SpecWith("      _card: { row: { of: cards, under: id } }\n") + later), Found{});
}

TEST(ReadSpecTest, EveryFillOfATableMakesItsStoredColumns) {
  EXPECT_EQ(IssuesOf(SpecWith("") + "  - table: mails\n    per: people\n    columns: { id: sequence, to: parent }\n" +
                     "  - table: mails\n    per: people\n    columns: { id: sequence }\n"),
            (Found{"11:30 missing-column"}));
}

TEST(ReadSpecTest, RowsAreBounded) {
  auto with = [](const std::string& rows) {
    return SpecWith("") + "  - table: mails\n    per: people\n    rows: " + rows + "\n    columns: { id: sequence }\n";
  };
  EXPECT_EQ(IssuesOf(with("1000")), Found{});
  EXPECT_EQ(IssuesOf(with("1001")), (Found{"11:11 wrong-shape"}));
  EXPECT_EQ(IssuesOf(with("{ 0: 1 }")), (Found{"11:11 wrong-shape"}));
  EXPECT_EQ(IssuesOf(with("[2, 1]")), (Found{"11:15 wrong-shape"}));
}

TEST(ReadSpecTest, TextThatIsNoMapIsRefused) {
  EXPECT_EQ(IssuesOf("[]\n"), (Found{"1:1 wrong-shape"}));
  EXPECT_EQ(IssuesOf("lofte: 2\nsystem: x\ntables: [{ table: a, rows: 3, columns: { id: sequence } }]\n"),
            (Found{"1:8 wrong-shape", "3:9 no-subjects"}));
}

}  // namespace read_spec_test
}  // namespace lofte::demo
