// What a sweep seals and counts, in either database, is what the reference says: which values, when a copy is due and late, in which cell a
// row counts, and what is left.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "agreement/faults.h"
#include "agreement/run.h"
#include "agreement/sweep.h"
#include "controls/table_grounds.h"
#include "support/report.h"
#include "support/world.h"

namespace lofte::tests::agreement {
namespace {

using grounds::Edge;
using stores::Dialect;

constexpr std::size_t kRowsOfACase = 60;
constexpr std::size_t kFewestCases = 20, kMostCases = 300;  // by then every kind has been met
constexpr int kLeastOfAKind = 50;

const Stored& RowsFor(const Case& drawn, Dialect dialect) { return dialect == Dialect::kSqlite ? drawn.rows.sqlite : drawn.rows.postgres; }

bool TakesSomething(const Scenario& scenario) {
  return std::any_of(scenario.rules.begin(), scenario.rules.end(), [&](const Rule& rule) {
    return (scenario.seals && (rule.blocks || rule.kind != Kind::kCap)) || rule.then == Then::kAggregate;
  });
}

// What was seen least, and every second time of what is aggregated.
Focus FocusOf(const Counters& counters, std::size_t number) {
  Focus focus = counters.Next(number + 1);
  focus.aggregates = focus.aggregates || number % 2 == 0;
  if (focus.aggregates && focus.kind == Kind::kFloor) focus.kind = Kind::kCap;
  return focus;
}

// A day of some copy, or the day before; without copies, T.
time::Instant SomeLater(const Scenario& scenario, const ReferenceSweep& reference, std::mt19937_64& random) {
  if (reference.copies().empty()) return scenario.at;
  const CopyDays& days = reference.copies()[random() % reference.copies().size()].days;
  std::optional<time::Day> day = random() % 2 == 0 ? days.due : days.late;
  if (!day) return scenario.at;
  if (random() % 3 == 0) --day->number;
  return std::max(scenario.at, scenario.zone.StartOf(*day));
}

// How often each kind was met.
class Kinds {
 public:
  void Add(const Scenario& scenario, const ReferenceSweep& reference) {
    for (const ReferenceSweep::Copy& copy : reference.copies()) {
      ++seen_[copy.days.due ? "copies with a day" : "copies without a day"];
      if (copy.days.due && copy.days.due_from == scenario.at) ++seen_["copies due at once, but for a hold"];
      if (copy.days.late && copy.days.late != copy.days.due) ++seen_["copies with a grace"];
      for (const Rule& rule : scenario.rules)
        if (rule.blocks && Names(rule, scenario.fields[copy.field])) {
          ++seen_["copies under a block"];
          break;
        }
    }
    seen_["copies of rows that go"] += static_cast<int>(reference.copies_of_rows());
    seen_["copies of rows that stay"] += static_cast<int>(reference.copies().size() - reference.copies_of_rows());
    seen_["counted rows that go"] += static_cast<int>(reference.counted_and_gone());
    seen_["counted rows that stay"] += static_cast<int>(reference.counted_and_kept());
    for (const auto& [cell, rows] : reference.cells()) {
      bool some = false;
      for (const auto& [part, kind] :
           {std::pair("\"month(", "rows in cells of a month"), std::pair("\"year(", "rows in cells of a year"),
            std::pair("\"topic\"", "rows in cells of a number"), std::pair("\"label\"", "rows in cells of a text"),
            std::pair("null", "rows in cells of what is not there")}) {
        if (cell.find(part) == std::string::npos) continue;
        some = true;
        seen_[kind] += static_cast<int>(rows);
      }
      if (!some) seen_["rows in the cell of all"] += static_cast<int>(rows);
    }
  }
  int Least() const {
    constexpr std::size_t kKinds = 15;
    if (seen_.size() < kKinds) return 0;
    return std::min_element(seen_.begin(), seen_.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->second;
  }
  std::string Table() const {
    std::string out;
    for (const auto& [kind, count] : seen_) out += fmt::format("{:<40}{:>8}\n", kind, count);
    return out;
  }

 private:
  std::map<std::string, int> seen_;
};

// The value itself, in its row, turns when its copy is said to be due and late: asked of the native evaluator and of the database, with
// what is known of holds and ended grounds at T.
class Turns {
 public:
  Turns(const Scenario& scenario, const BoundCase& of) : scenario_(scenario), of_(of) {}

  void Add(const ReferenceSweep::Copy& copy) {
    AddAround(copy, Edge::kDue, copy.days.due_from);
    AddAround(copy, Edge::kBroken, copy.days.late_from);
  }
  std::size_t size() const { return expected_.size(); }
  // The first that somebody answers otherwise; empty: none.
  std::string Differ(Bench& bench, const Stored& stored) const {
    if (formulas_.empty()) return "";
    const std::vector<Answers> native = AskNatively(formulas_, stored, scenario_.table);
    const std::vector<Answers> database = AskBatch(bench.store(), BatchSql(formulas_, scenario_.table, bench.dialect()));
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      const auto& [row, answer, told] = expected_[i];
      if (native[row][i] == answer && database[row][i] == answer) continue;
      return fmt::format("{}: reference {}, native {}, database {}\n", told, answer, native[row][i], database[row][i]);
    }
    return "";
  }

 private:
  struct Expected {
    std::size_t row;
    char answer;
    std::string told;
  };

  void AddAround(const ReferenceSweep::Copy& copy, Edge edge, const std::optional<time::Instant>& from) {
    if (!from || *from == scenario_.at) return;
    AddAt(copy, edge, {from->us - 1}, '0');
    AddAt(copy, edge, *from, '1');
  }
  void AddAt(const ReferenceSweep::Copy& copy, Edge edge, time::Instant at, char answer) {
    grounds::Question question = of_.question;
    question.at = at;
    const std::string& column = scenario_.fields[copy.field].column;
    const grounds::Lowering lowering(question);
    formulas_.push_back(controls::TableGrounds(*of_.table, lowering).GoneButForHolds(of_.GroupOf(column), edge));
    expected_.push_back(
        {copy.row, answer, fmt::format("row {} {} {} at {}", copy.row + 1, column, edge == Edge::kDue ? "due" : "late", time::Format(at))});
  }

  const Scenario& scenario_;
  const BoundCase& of_;
  std::vector<expr::Expr> formulas_;
  std::vector<Expected> expected_;
};

class SweepTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  }
};

TEST_P(SweepTest, TakesAndDatesWhatTheReferenceSays) {
  Cases cases(Seed() + 2);
  Counters counters;
  Bench bench(GetParam());
  std::mt19937_64 random(Seed());
  Kinds kinds;
  std::size_t rows = 0, turns = 0, drawn_cases = 0;
  for (; drawn_cases < kMostCases && (drawn_cases < kFewestCases || kinds.Least() < kLeastOfAKind); ++drawn_cases) {
    const Case drawn = cases.Next(FocusOf(counters, drawn_cases), kRowsOfACase);
    const Scenario& scenario = drawn.scenario;
    if (!TakesSomething(scenario)) continue;
    const Stored stored = bench.Load(RowsFor(drawn, GetParam()));
    const std::unique_ptr<BoundCase> of = BindCase(scenario, bench.catalogue());
    const ReferenceSweep reference(scenario, stored);
    Turns turning(scenario, *of);
    for (int i = 0; i < 2 && !reference.copies().empty(); ++i) turning.Add(reference.copies()[random() % reference.copies().size()]);
    turns += turning.size();
    std::string differ = turning.Differ(bench, stored);
    const time::Instant later = SomeLater(scenario, reference, random);
    if (differ.empty()) differ = FirstDifference(reference.Said(later), SweptByEngine(bench, *of, scenario, later));
    ASSERT_EQ(differ, "") << "seed " << Seed() << ", later " << time::Format(later) << "\n"
                          << Describe(drawn, stored, stored.find(scenario.table)->second.front());
    kinds.Add(scenario, reference);
    counters.Count(scenario, stored);
    rows += stored.find(scenario.table)->second.size();
  }
  Report("agreement", fmt::format("Sweeps of {}: seed {}, {} cases of {} rows, {} turns of values in their rows\n{}",
                                  NameOfDialect(GetParam()), Seed(), drawn_cases, rows, turns, kinds.Table()));
  EXPECT_GE(kinds.Least(), kLeastOfAKind);
  EXPECT_GE(turns, 50u);
}

INSTANTIATE_TEST_SUITE_P(Stores, SweepTest, ::testing::ValuesIn(BothDialects()), [](const auto& of) { return NameOfDialect(of.param); });

TEST(SweepFaultsTest, EachIsCaught) {
  Cases cases(Seed() + 2);
  Counters counters;
  Bench bench(Dialect::kSqlite);
  std::mt19937_64 random(Seed());
  std::set<std::string> uncaught;
  for (const SweepFault& fault : SweepFaults()) uncaught.insert(fault.name);
  for (std::size_t i = 0; i < kMostCases && !uncaught.empty(); ++i) {
    const Case drawn = cases.Next(FocusOf(counters, i), kRowsOfACase);
    const Scenario& scenario = drawn.scenario;
    if (!TakesSomething(scenario)) continue;
    const Stored stored = bench.Load(drawn.rows.sqlite);
    const ReferenceSweep reference(scenario, stored);
    const time::Instant later = SomeLater(scenario, reference, random);
    for (const SweepFault& fault : SweepFaults()) {
      if (uncaught.count(fault.name) == 0) continue;
      bench.Load(drawn.rows.sqlite);
      const std::unique_ptr<BoundCase> of = BindCase(scenario, bench.catalogue(), fault.change);
      if (!FirstDifference(reference.Said(later), SweptByEngine(bench, *of, scenario, later)).empty()) uncaught.erase(fault.name);
    }
    counters.Count(scenario, stored);
  }
  EXPECT_EQ(uncaught, std::set<std::string>());
}

}  // namespace
}  // namespace lofte::tests::agreement
