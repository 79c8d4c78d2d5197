// Facts read once of each row, and the dates found with them, agree with what the reference says of the row.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "agreement/answers.h"
#include "agreement/reference.h"
#include "agreement/run.h"
#include "controls/table_grounds.h"
#include "engine/read_facts.h"
#include "grounds/dates.h"
#include "support/report.h"
#include "support/world.h"

namespace lofte::tests::agreement {
namespace {

using grounds::Edge;
using grounds::Facts;
using grounds::Lowering;
using stores::Dialect;

constexpr std::size_t kRows = 4'000;

// The facts of each row of the case's table, in the order of their ids.
std::vector<Facts> ReadFacts(const BoundCase& of, Bench& bench) {
  sql::Listing listing(of.table->map().name, bench.dialect());
  std::vector<const datamap::FieldGroup*> groups;
  for (const datamap::FieldGroup& group : of.table->groups()) groups.push_back(&group);
  const std::size_t id = listing.Value({{}, "id"});
  const engine::FactReader reader(*of.table, groups, of.question.zone, listing);
  Result<stores::Rows> rows = bench.store().Query(listing.Sql());
  if (!rows) Panic(rows.error().message);
  std::sort(rows->rows.begin(), rows->rows.end(),
            [&](const auto& a, const auto& b) { return expr::IntegerOf(a.at(id)) < expr::IntegerOf(b.at(id)); });
  std::vector<Facts> facts;
  for (const auto& row : rows->rows) facts.push_back(reader.Read(row));
  return facts;
}

// The formula of a question about one field, over facts; nullptr: it is about the whole row or about a link, which are made of others.
expr::Expr FormulaOf(const Scenario& scenario, const Question& question, const BoundCase& of, const Lowering& at) {
  using What = Question::What;
  if (question.field < 0) return nullptr;
  const datamap::FieldGroup& group = of.GroupOf(scenario.fields[static_cast<std::size_t>(question.field)].column);
  if (!group.link_of.empty()) return nullptr;
  const auto rule = [&]() -> const policy::Rule& { return of.policy.rules.at(static_cast<std::size_t>(question.rule)); };
  switch (question.what) {
    case What::kUndated:
      return at.Undated(group.binding);
    case What::kGoneDue:
      return at.Gone(group.binding, Edge::kDue);
    case What::kGoneBroken:
      return at.Gone(group.binding, Edge::kBroken);
    case What::kHeld:
      return at.Held(group.binding);
    case What::kBlocked:
      return at.Blocked(group.binding);
    case What::kUnclaimed:
      return at.Unclaimed(group.binding);
    case What::kErased:
      return expr::And({at.Gone(group.binding, Edge::kDue), at.EndsWith(group.binding, policy::Then::kErase)});
    case What::kAnonymised:
      return expr::And({at.Gone(group.binding, Edge::kDue), at.EndsWith(group.binding, policy::Then::kAnonymise)});
    case What::kApplies:
      return at.Applies(group.binding, rule());
    case What::kChargedDue:
      return at.Charged(group.binding, rule(), Edge::kDue);
    case What::kChargedBroken:
      return at.Charged(group.binding, rule(), Edge::kBroken);
    case What::kShown:
      return at.ShownTooLong(group.binding, rule(), Edge::kBroken);
    case What::kCounted:
      return controls::TableGrounds(*of.table, at, {}).IsCounted(group);
    case What::kRowErased:
    case What::kRowSealed:
    case What::kRowCounted:
      break;
  }
  return nullptr;
}

bool IsTrue(const expr::Expr& formula, const Facts& facts) { return expr::Evaluate(formula, facts) == expr::Tri::kTrue; }

class FactsTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  }
  static const Stored& RowsFor(const Case& drawn) { return GetParam() == Dialect::kSqlite ? drawn.rows.sqlite : drawn.rows.postgres; }
};

TEST_P(FactsTest, FormulasOverFactsSayWhatTheReferenceSays) {
  Cases cases(Seed());
  Counters counters;
  Bench bench(GetParam());
  std::size_t rows = 0, asked = 0, yes = 0;
  while (rows < kRows) {
    const Case drawn = cases.Next(counters);
    const Stored stored = bench.Load(RowsFor(drawn));
    const std::unique_ptr<BoundCase> of = BindCase(drawn.scenario, bench.catalogue());
    const std::vector<Facts> facts = ReadFacts(*of, bench);
    const std::vector<Cells>& table = stored.find(drawn.scenario.table)->second;
    ASSERT_EQ(facts.size(), table.size());
    const Lowering lowering(of->question);
    for (std::size_t i = 0; i < table.size(); ++i) {
      const Answers expected = AskReference(drawn.scenario, drawn.questions, stored, table[i]);
      for (std::size_t q = 0; q < drawn.questions.size(); ++q) {
        const expr::Expr formula = FormulaOf(drawn.scenario, drawn.questions[q], *of, lowering);
        if (formula == nullptr) continue;
        const bool truth = IsTrue(formula, facts[i]);
        ASSERT_EQ(truth, expected[q] == '1') << "seed " << Seed() << ", " << Describe(drawn, drawn.questions[q]) << "\n"
                                             << Describe(drawn, stored, table[i]);
        ++asked;
        yes += truth;
      }
    }
    counters.Count(drawn.scenario, stored);
    rows += table.size();
  }
  EXPECT_GT(asked, rows);
  EXPECT_GT(yes, asked / 50);
}

// Between two of its turning points nothing turns, so the day that was found is the first.
TEST_P(FactsTest, NothingTurnsButAtTurningPoints) {
  Cases cases(Seed() + 1);
  Counters counters;
  Bench bench(GetParam());
  std::mt19937_64 random(Seed());
  std::size_t rows = 0, asked = 0, turned = 0;
  while (rows < kRows / 10) {
    const Case drawn = cases.Next(counters);
    const Stored stored = bench.Load(RowsFor(drawn));
    const std::unique_ptr<BoundCase> of = BindCase(drawn.scenario, bench.catalogue());
    const std::vector<Facts> facts = ReadFacts(*of, bench);
    for (const Facts& row : facts) {
      for (const datamap::FieldGroup& group : of->table->groups()) {
        if (!group.link_of.empty()) continue;
        std::vector<time::Instant> points = grounds::TurningPoints(group.binding, row, of->question);
        if (points.empty()) continue;
        points.insert(points.begin(), {points.front().us - 400 * time::kMicrosPerDay});
        points.push_back({points.back().us + 400 * time::kMicrosPerDay});
        const auto standing = [&](time::Instant at) {
          grounds::Question question = of->question;
          question.at = at;
          const Lowering lowering(question);
          std::string out;
          for (const expr::Expr& formula :
               {lowering.Gone(group.binding, Edge::kDue), lowering.Gone(group.binding, Edge::kBroken), lowering.Blocked(group.binding)})
            out += IsTrue(formula, row) ? '1' : '0';
          return out;
        };
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
          const std::string from = standing(points[i]);
          const std::int64_t span_us = points[i + 1].us - points[i].us;
          for (const std::int64_t after_us : {static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(span_us)), span_us - 1}) {
            ASSERT_EQ(standing({points[i].us + after_us}), from)
                << "seed " << Seed() << ", " << time::Format(points[i]) << " and " << after_us << " us later\n"
                << Describe(drawn, stored, stored.find(drawn.scenario.table)->second.at(static_cast<std::size_t>(&row - facts.data())));
            ++asked;
          }
          turned += standing(points[i + 1]) != from;
        }
      }
    }
    counters.Count(drawn.scenario, stored);
    rows += facts.size();
  }
  EXPECT_GT(asked, 10 * rows / 2);
  EXPECT_GT(turned, rows / 4);
}

INSTANTIATE_TEST_SUITE_P(Stores, FactsTest, ::testing::ValuesIn(BothDialects()), [](const auto& of) { return NameOfDialect(of.param); });

}  // namespace
}  // namespace lofte::tests::agreement
