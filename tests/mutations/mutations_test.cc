// Every promise with a control is broken by a fault of its own, alone with what it covers; not by the fault's twin just inside the edge;
// and what a sweep can mend it does: of every example, on both databases. When each begins and ends to be a fault: edges_test.cc.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include "mutations/fixture.h"
#include "support/matrix.h"
#include "support/report.h"

namespace lofte::tests {
namespace mutations_test {

using engine::Verdict;
using engine::VerifyReport;
using stores::Dialect;
using Lines = std::vector<std::string>;

std::set<std::string> WithVerdict(const VerifyReport& report, Verdict verdict) {
  std::set<std::string> ids;
  for (const engine::PromiseReport& of : report.promises)
    if (of.verdict == verdict) ids.insert(of.promise->id);
  return ids;
}

const Lines kNone;

Lines Sorted(Lines rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

// What `others` has and `rows` has not; both sorted.
Lines NotIn(const Lines& rows, const Lines& others) {
  Lines out;
  std::set_difference(others.begin(), others.end(), rows.begin(), rows.end(), std::back_inserter(out));
  return out;
}

// The tables of rows as World::Dump writes them, without rows of which nothing but an erased form is left: nothing in the mutation refers
// to such a part.
Lines TablesOf(const Lines& rows) {
  Lines tables;
  for (const std::string& row : rows)
    if (row.find("|'erased-9") == std::string::npos) tables.push_back(row.substr(0, row.find(':')));
  return Sorted(tables);
}

class MutationsTest : public MutationFixture {
 protected:
  std::unique_ptr<World> With(const Mutation& mutation, const std::string& edge) {
    std::unique_ptr<World> world = Copy();
    if (mutation.map.empty()) {
      world->Execute(mutation.Sql(dialect(), edge));
    } else {
      Remap(*world, example(), mutation.map, edge);
    }
    return world;
  }

  void BreaksItsPromisesAlone(const Mutation& mutation, Matrix& matrix) {
    const std::unique_ptr<World> world = With(mutation, mutation.fault);
    const VerifyReport report = world->Verify(at()).value();
    matrix.Row(mutation.promises.front(), mutation.name, report, before());
    EXPECT_EQ(WithVerdict(report, Verdict::kBroken), BrokenWith(policy(), mutation.promises));
    for (std::size_t i = 0; i < mutation.promises.size(); ++i)
      EXPECT_EQ(world->Of(report, mutation.promises[i]).violations, mutation.rows[i]) << mutation.promises[i];
    std::set<std::string> unproven = WithVerdict(before(), Verdict::kUnproven);
    unproven.insert(mutation.undated.begin(), mutation.undated.end());
    EXPECT_EQ(WithVerdict(report, Verdict::kUnproven), unproven);
  }

  // What changes a table or the map by itself, rows in lots.
  template <typename Asked>
  std::vector<std::vector<Mutation>> InLots(const Asked& is_asked) const {
    constexpr std::size_t kMost = 25;
    std::vector<std::vector<Mutation>> lots, of_rows;
    for (const Mutation& mutation : Mutations()) {
      if (!mutation.Exists(dialect()) || !is_asked(mutation)) continue;
      if (!mutation.map.empty() || mutation.sql.at(dialect()).find("TABLE") != std::string::npos) {
        lots.push_back({mutation});
        continue;
      }
      if (of_rows.empty() || of_rows.back().size() == kMost) of_rows.emplace_back();
      of_rows.back().push_back(mutation);
    }
    lots.insert(lots.end(), of_rows.begin(), of_rows.end());
    return lots;
  }

  // All in one database, each with ids of its own: whether `holds` of what verify says then. False also where they are not to be had
  // together.
  bool HoldsTogether(const std::vector<Mutation>& some, const Edge& edge, const std::function<bool(const VerifyReport&)>& holds) {
    if (some.size() == 1) return false;
    const std::unique_ptr<World> world = Copy();
    const std::unique_ptr<stores::Store> application = world->Connect();
    for (std::size_t i = 0; i < some.size(); ++i)
      if (const Mutation of = some[i].WithIdsOf(i); !application->ExecuteScript(of.Sql(dialect(), edge(of)))) return false;
    return holds(world->Verify(at()).value());
  }

  // Each breaks its promises in as many rows as it says, and nothing breaks beside; together they do no more and no less.
  bool BreakTheirPromises(const std::vector<Mutation>& some) {
    std::map<std::string, std::int64_t> rows;
    std::set<std::string> broken, unproven = WithVerdict(before(), Verdict::kUnproven);
    for (const Mutation& mutation : some) {
      for (std::size_t i = 0; i < mutation.promises.size(); ++i) rows[mutation.promises[i]] += mutation.rows[i];
      broken.merge(BrokenWith(policy(), mutation.promises));
      unproven.insert(mutation.undated.begin(), mutation.undated.end());
    }
    for (const std::string& id : broken) unproven.erase(id);
    const auto is_so = [&](const engine::PromiseReport& of) {
      const auto expected = rows.find(of.promise->id);
      return expected == rows.end() || of.violations == expected->second;
    };
    return HoldsTogether(some, FaultOf, [&](const VerifyReport& report) {
      return WithVerdict(report, Verdict::kBroken) == broken && WithVerdict(report, Verdict::kUnproven) == unproven &&
             std::all_of(report.promises.begin(), report.promises.end(), is_so);
    });
  }

  // Copies that are not of the base.
  Lines NewlySealed(World& world) { return NotIn(base_->sealed, world.Sealed()); }

  // The rows of the table that have been counted, in whatever cell.
  std::int64_t Counted(World& world, const std::string& table) {
    const std::unique_ptr<stores::Store> store = world.Connect();
    if (!store->HasOwnTable("cells").value()) return 0;
    return std::stoll(
        world.Rows("SELECT coalesce(sum(rows), 0) FROM " + store->OwnTable("cells") + " WHERE source_table = '" + table + "'").at(0));
  }

  // Cells that say something of their rows and have fewer of them than the policy's smallest cell.
  std::int64_t TooSmallCells(World& world) {
    const std::unique_ptr<stores::Store> store = world.Connect();
    if (!store->HasOwnTable("cells").value()) return 0;
    int least = 1;
    for (const policy::Rule& rule : policy().rules) least = std::max(least, rule.outcome.least_cell.value_or(1));
    return world.Count(store->OwnTable("cells") + " WHERE level > 0 AND rows < " + std::to_string(least));
  }
};

TEST_P(MutationsTest, BaseHasNothingBroken) { EXPECT_EQ(WithVerdict(before(), Verdict::kBroken), std::set<std::string>{}); }

// What nothing in a database of this kind can show, each with its reason: what the policy says so of, and no other promise.
TEST_P(MutationsTest, BaseLeavesUnprovenWhatThePolicySays) {
  std::set<std::string> stated;
  for (const policy::Promise& promise : policy().promises) {
    const bool is_elsewhere = std::holds_alternative<policy::RowSecurityControl>(promise.control) && dialect() == Dialect::kSqlite;
    const bool is_not_asked = !IsAskedOfStores(promise.control) && policy::EvidenceOf(promise.control) != policy::Evidence::kClaim;
    if (is_elsewhere || is_not_asked) stated.insert(promise.id);
  }
  EXPECT_EQ(WithVerdict(before(), Verdict::kUnproven), stated);
  for (const std::string& id : stated) EXPECT_FALSE(base_->world->Of(before(), id).why.empty()) << id;
}

// A database of PostgreSQL takes long to copy: what is shown one by one on SQLite is shown there in lots, where they add up.
TEST_P(MutationsTest, FaultBreaksItsPromisesAlone) {
  Matrix matrix(policy());
  for (const std::vector<Mutation>& some : InLots([](const Mutation&) { return true; })) {
    if (dialect() == Dialect::kPostgres && BreakTheirPromises(some)) continue;
    for (const Mutation& mutation : some) {
      SCOPED_TRACE(mutation.Title());
      BreaksItsPromisesAlone(mutation, matrix);
    }
  }
  Report("mutations", "Faults of " + example() + ", " + NameOfDialect(dialect()) + ", " + DayOf(at()) + ":\n" + matrix.Print());
}

TEST_P(MutationsTest, TwinBreaksNothing) {
  for (const std::vector<Mutation>& some : InLots([](const Mutation& mutation) { return !mutation.MendedBySweep(); })) {
    if (HoldsTogether(some, TwinOf, [&](const VerifyReport& report) { return Changes(before(), report).empty(); })) continue;
    for (const Mutation& mutation : some)
      EXPECT_EQ(Changes(before(), With(mutation, mutation.twin)->Verify(at()).value()), kNone) << mutation.Title();
  }
  const std::unique_ptr<World> world = Copy();
  const std::vector<Mutation> planted = PlantAll(*world, TwinOf);
  EXPECT_EQ(Changes(before(), world->Verify(at()).value()), kNone);
  for (const Mutation& mutation : planted) EXPECT_EQ(world->Count(mutation.value), 1) << mutation.Title();
}

TEST_P(MutationsTest, SweepMendsEachFaultAndNothingElse) {
  const std::unique_ptr<World> world = Copy();
  Lines seals;
  std::map<std::string, std::int64_t> counted;
  const std::vector<Mutation> planted = PlantAll(*world, FaultOf);
  for (const Mutation& mutation : planted) {
    EXPECT_EQ(world->Count(mutation.value), 1) << mutation.Title();
    seals.insert(seals.end(), mutation.seals.begin(), mutation.seals.end());
    for (const std::string& table : mutation.counted) counted.try_emplace(table, Counted(*world, table)).first->second += 1;
  }
  const Result<engine::ApplyReport> run = world->Apply(at(), AnyTime());
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_EQ(Changes(before(), world->Verify(at()).value()), kNone);
  for (const Mutation& mutation : planted) {
    EXPECT_EQ(world->Count(mutation.value), 0) << mutation.Title();
    EXPECT_TRUE(mutation.left.empty() || world->Count(mutation.left) == 1) << mutation.Title();
  }
  EXPECT_EQ(NewlySealed(*world), Sorted(seals));
  for (const auto& [table, rows] : counted) EXPECT_EQ(Counted(*world, table), rows) << table;
  EXPECT_EQ(TooSmallCells(*world), 0);
  EXPECT_EQ(NotIn(Sorted(world->Dump()), base_->rows), kNone);
}

TEST_P(MutationsTest, SweepLeavesWhatIsNotDue) {
  const std::unique_ptr<World> world = Copy();
  const std::vector<Mutation> planted = PlantAll(*world, StaysOf);
  const Lines rows = Sorted(world->Dump());
  ASSERT_TRUE(world->Apply(at(), AnyTime()));
  Lines sealed, gone;
  for (const Mutation& mutation : planted) {
    EXPECT_EQ(world->Count(mutation.value), mutation.stays_sealed.empty() ? 1 : 0) << mutation.Title();
    if (!mutation.stays_sealed.empty()) gone.push_back(TableOf(mutation.value));
    gone.insert(gone.end(), mutation.gone.begin(), mutation.gone.end());
    sealed.insert(sealed.end(), mutation.stays_sealed.begin(), mutation.stays_sealed.end());
  }
  EXPECT_EQ(NewlySealed(*world), Sorted(sealed));
  const Lines after = Sorted(world->Dump());
  EXPECT_EQ(NotIn(rows, after), kNone);
  EXPECT_EQ(TablesOf(NotIn(after, rows)), Sorted(gone)) << testing::PrintToString(NotIn(after, rows));
  EXPECT_EQ(Changes(before(), world->Verify(at()).value()), kNone);
}

TEST_P(MutationsTest, LegalHoldMakesAFaultNoneAndKeepsItThroughASweep) {
  const std::unique_ptr<World> world = Copy();
  std::map<std::string, std::int64_t> held;
  // Those of a block are faults whoever is held (copies_test.cc): they are not asked here.
  const std::vector<Mutation> planted =
      PlantAll(*world, [&](const Mutation& mutation) { return IsOfBlock(policy(), mutation) ? mutation.Stays() : mutation.fault; });
  for (const Mutation& mutation : planted) {
    if (IsOfBlock(policy(), mutation)) continue;
    ASSERT_TRUE(world->Hold(mutation.hold, "case-" + mutation.hold));
    for (std::size_t i = 0; i < mutation.promises.size(); ++i) held[mutation.promises[i]] += mutation.rows[i];
  }
  const VerifyReport report = world->Verify(at()).value();
  EXPECT_EQ(Changes(before(), report), kNone);
  // A row counts as held on every promise whose rules apply to it, so on more than the one it would break.
  for (const auto& [promise, rows] : held) EXPECT_GE(world->Of(report, promise).held, rows) << promise;
  ASSERT_TRUE(world->Apply(at(), AnyTime()));
  const Lines sealed = NewlySealed(*world);
  // Where values are sealed, what the hold alone keeps is out of use.
  for (const Mutation& mutation : planted) {
    const std::string start = "main." + TableOf(mutation.value) + " ", person = " " + mutation.hold;
    const auto is_of_it = [&](const std::string& line) {
      return line.rfind(start, 0) == 0 && (line.find(person + ")") != std::string::npos || line.find(person + ",") != std::string::npos);
    };
    const bool is_kept = world->Count(mutation.value) == 1 || std::any_of(sealed.begin(), sealed.end(), is_of_it);
    EXPECT_TRUE(is_kept) << mutation.Title();
  }
}

// An empty link proves nothing about the person whom it would name.
TEST_P(MutationsTest, RowsThatNameNobodyProveNothing) {
  for (const auto& [promise, sql] : MutationsOf(example()).unlinked) {
    const std::unique_ptr<World> world = Copy();
    world->Execute(sql);
    const VerifyReport report = world->Verify(at()).value();
    EXPECT_EQ(world->Of(before(), promise).verdict, Verdict::kKept) << promise;
    EXPECT_EQ(world->Of(report, promise).verdict, Verdict::kUnproven) << promise;
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, MutationsTest, testing::ValuesIn(EveryWhich()), NameOfWhich);

}  // namespace mutations_test
}  // namespace lofte::tests
