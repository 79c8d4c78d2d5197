// The evaluators agree: random policies, data maps, rows and times, asked of the naive reference, of the native evaluator, of SQLite and of
// PostgreSQL, in both shapes of SQL.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <functional>
#include <set>

#include "agreement/answers.h"
#include "agreement/faults.h"
#include "agreement/reference.h"
#include "agreement/run.h"
#include "agreement/shrink.h"
#include "support/report.h"
#include "support/world.h"

namespace lofte::tests::agreement {
namespace {

using stores::Dialect;

constexpr std::size_t kCases = 12'000;      // rows, each with its policy and time; at least 10,000 are asked for
constexpr std::size_t kMostPolicies = 600;  // by then every combination has been met

constexpr std::size_t kLeastFaults = 10;  // seeded into each evaluator

std::vector<std::unique_ptr<Bench>> Benches() {
  std::vector<std::unique_ptr<Bench>> benches;
  for (Dialect dialect : BothDialects())
    if (World::Missing(dialect).empty()) benches.push_back(std::make_unique<Bench>(dialect));
  return benches;
}

// Who answered what to the rows of one case.
struct Voice {
  std::string who;
  std::vector<Answers> answers;
};

// The part of the formula that SQL and the native evaluator read differently on the row; empty: they do not.
std::string PartAtFault(const expr::Expr& formula, stores::Store& store, const Stored& stored, const std::string& table, std::size_t row) {
  const auto fails = [&](const expr::Expr& part) {
    return AskBatch(store, BatchSql({part}, table, store.dialect())).at(row) != AskNatively({part}, stored, table).at(row);
  };
  return fails(formula) ? "SQL and native differ on: " + expr::Format(Shrunk(formula, fails)) + "\n" : "";
}

// The first row and question on which voices differ, told at length; empty: they agree. `part` says more about a row and a question, by
// number.
std::string Disagreement(const Case& drawn, const Stored& stored, const std::vector<Voice>& voices,
                         const std::function<std::string(std::size_t, std::size_t)>& part) {
  const std::vector<Cells>& rows = stored.find(drawn.scenario.table)->second;
  for (const Voice& voice : voices)
    if (voice.answers.size() != rows.size()) return fmt::format("{} saw {} rows of {}", voice.who, voice.answers.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t q = 0; q < drawn.questions.size(); ++q) {
      std::string told;
      bool differ = false;
      for (const Voice& voice : voices) {
        told += fmt::format("  {:<24}{}\n", voice.who, voice.answers[i][q]);
        differ = differ || voice.answers[i][q] != voices[0].answers[i][q];
      }
      if (differ)
        return fmt::format("{}:\n{}{}{}", Describe(drawn, drawn.questions[q]), told, part(i, q), Describe(drawn, stored, rows[i]));
    }
  }
  return "";
}

class Comparison {
 public:
  Comparison() : benches_(Benches()) {}

  // Empty when all agree.
  std::string Compare(const Case& drawn) {
    std::vector<Voice> voices;
    Stored last;
    for (const auto& bench : benches_) {
      const std::string of = NameOfDialect(bench->dialect());
      const Stored stored = bench->Load(bench->dialect() == Dialect::kSqlite ? drawn.rows.sqlite : drawn.rows.postgres);
      const std::vector<expr::Expr> formulas = Formulas(drawn.scenario, drawn.questions, bench->catalogue());
      if (drawn.rows.has_misfits) voices.clear();
      Voice& reference = voices.emplace_back(Voice{"reference, " + of, {}});
      for (const Cells& row : stored.find(drawn.scenario.table)->second)
        reference.answers.push_back(AskReference(drawn.scenario, drawn.questions, stored, row));
      const std::vector<std::int64_t> counts = CountsOf(reference.answers);
      voices.push_back({"native, " + of, AskNatively(formulas, stored, drawn.scenario.table)});
      voices.push_back({"batch, " + of, AskBatch(bench->store(), BatchSql(formulas, drawn.scenario.table, bench->dialect()))});
      std::string differ = Disagreement(drawn, stored, voices, [&](std::size_t row, std::size_t question) {
        return PartAtFault(formulas[question], bench->store(), stored, drawn.scenario.table, row);
      });
      if (!differ.empty()) return differ;
      differ = InSets(drawn, counts, AskSet(bench->store(), SetOf(formulas, drawn.scenario.table, bench->dialect())), of);
      if (!differ.empty()) return differ;
      last = stored;
    }
    stored_ = std::move(last);
    for (const Answers& row : voices.front().answers)
      for (std::size_t q = 0; q < drawn.questions.size(); ++q) {
        auto& [yes, asked] = answered_[drawn.questions[q].what];
        yes += row[q] == '1' ? 1 : 0;
        ++asked;
      }
    return "";
  }
  const Stored& stored() const { return stored_; }
  // How often each question was asked, and was answered with yes.
  std::string Answered() const {
    std::string out;
    for (const auto& [what, count] : answered_) out += fmt::format("{:<18}{:>8} yes of {:>8}\n", NameOf(what), count.first, count.second);
    return out;
  }
  std::size_t LeastYes() const {
    std::size_t least = answered_.empty() ? 0 : SIZE_MAX;
    for (const auto& [what, count] : answered_) least = std::min(least, count.first);
    return least;
  }

 private:
  static std::string InSets(const Case& drawn, const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& set,
                            const std::string& of) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i] != set[i])
        return fmt::format("{}: {} rows by themselves, {} in one pass of {}\n", Describe(drawn, drawn.questions[i]), rows[i], set[i], of) +
               Describe(drawn, drawn.rows.sqlite, drawn.rows.sqlite.find(drawn.scenario.table)->second.front());
    return "";
  }

  std::vector<std::unique_ptr<Bench>> benches_;
  Stored stored_;
  std::map<Question::What, std::pair<std::size_t, std::size_t>> answered_;
};

// RapidCheck draws from LOFTE_SEED, until there is enough.
void UseSeed() {
  const std::string parameters = fmt::format("seed={} max_success={}", Seed(), kMostPolicies);
  setenv("RC_PARAMS", parameters.c_str(), 0);
}

TEST(AgreementTest, EvaluatorsAgreeOnRandomPoliciesRowsAndTimes) {
  UseSeed();
  Counters counters;
  Comparison comparison;
  std::size_t rows = 0, near_edge = 0, policies = 0;
  EXPECT_TRUE(rc::check("reference, native evaluator and databases agree", [&] {
    if (rows >= kCases && counters.Least() >= Counters::kLeast) return;
    const Case drawn = MakeCase(*AnyDraw(counters.Next(policies + 1)));
    const std::string differ = comparison.Compare(drawn);
    if (!differ.empty()) RC_FAIL(differ);
    counters.Count(drawn.scenario, comparison.stored());
    rows += comparison.stored().find(drawn.scenario.table)->second.size();
    near_edge += drawn.rows.near_edge;
    ++policies;
  }));
  Report("agreement", fmt::format("Evaluators: seed {}, {} cases of {} policies, {} within a day of an edge\n{}{}", Seed(), rows, policies,
                                  near_edge, counters.Table(), comparison.Answered()));
  EXPECT_GE(rows, 10'000u);
  EXPECT_GE(near_edge * 2, rows);
  EXPECT_GE(counters.Least(), Counters::kLeast);
  EXPECT_GE(comparison.LeastYes(), 50u);
}

TEST(AgreementTest, PostgresTookPart) {
  const std::string missing = World::Missing(Dialect::kPostgres);
  if (!missing.empty()) GTEST_SKIP() << missing;
  EXPECT_EQ(Benches().size(), 2u);
}

TEST(AgreementTest, FaultsOfTheNativeEvaluatorAreCaught) {
  Cases cases(Seed());
  Counters counters;
  Bench bench(Dialect::kSqlite);
  std::set<std::string> uncaught;
  for (const TreeFault& fault : TreeFaults()) uncaught.insert(fault.name);
  EXPECT_GE(uncaught.size(), kLeastFaults);
  for (std::size_t rows = 0; rows < kCases && !uncaught.empty();) {
    const Case drawn = cases.Next(counters);
    const std::string& table = drawn.scenario.table;
    const Stored stored = bench.Load(drawn.rows.sqlite);
    const std::vector<expr::Expr> formulas = Formulas(drawn.scenario, drawn.questions, bench.catalogue());
    const std::vector<Answers> right = AskNatively(formulas, stored, table);
    for (const TreeFault& fault : TreeFaults()) {
      if (uncaught.count(fault.name) == 0) continue;
      std::vector<expr::Expr> wrong;
      for (const expr::Expr& formula : formulas) wrong.push_back(WithFault(formula, fault));
      if (AskNatively(wrong, stored, table) != right) uncaught.erase(fault.name);
    }
    counters.Count(drawn.scenario, stored);
    rows += right.size();
  }
  EXPECT_EQ(uncaught, std::set<std::string>());
}

void FindFaultsOfSql(Dialect dialect) {
  using In = TextFault::In;
  const bool is_sqlite = dialect == Dialect::kSqlite;
  const In in_batch = is_sqlite ? In::kSqliteBatch : In::kPostgresBatch;
  const In in_set = is_sqlite ? In::kSqliteSet : In::kPostgresSet;
  Cases cases(Seed());
  Counters counters;
  Bench bench(dialect);
  std::set<std::string> uncaught;
  for (const TextFault& fault : TextFaults())
    if (fault.in == in_batch || fault.in == in_set) uncaught.insert(fault.name);
  EXPECT_GE(uncaught.size(), kLeastFaults);
  for (std::size_t rows = 0; rows < kCases && !uncaught.empty();) {
    const Case drawn = cases.Next(counters);
    const std::string& table = drawn.scenario.table;
    const Stored stored = bench.Load(is_sqlite ? drawn.rows.sqlite : drawn.rows.postgres);
    const std::vector<expr::Expr> formulas = Formulas(drawn.scenario, drawn.questions, bench.catalogue());
    const std::vector<Answers> right = AskNatively(formulas, stored, table);
    const std::vector<std::string> batch = BatchSql(formulas, table, dialect);
    const SetQuery set = SetOf(formulas, table, dialect);
    for (const TextFault& fault : TextFaults()) {
      if (uncaught.count(fault.name) == 0) continue;
      std::vector<std::string> wrong = fault.in == in_batch ? batch : std::vector<std::string>{set.sql};
      for (std::string& sql : wrong) sql = fault.change(sql);
      const bool caught = fault.in == in_batch ? AskBatch(bench.store(), wrong) != right
                                               : AskSet(bench.store(), {wrong[0], set.columns}) != CountsOf(right);
      if (caught) uncaught.erase(fault.name);
    }
    counters.Count(drawn.scenario, stored);
    rows += right.size();
  }
  EXPECT_EQ(uncaught, std::set<std::string>());
}

TEST(AgreementTest, FaultsOfSqliteAreCaught) { FindFaultsOfSql(Dialect::kSqlite); }

TEST(AgreementTest, FaultsOfPostgresAreCaught) {
  const std::string missing = World::Missing(Dialect::kPostgres);
  if (!missing.empty()) GTEST_SKIP() << missing;
  FindFaultsOfSql(Dialect::kPostgres);
}

}  // namespace
}  // namespace lofte::tests::agreement
