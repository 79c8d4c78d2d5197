// Every promise with a control is broken by a fault of its own, alone with what it covers; not by the fault's twin just inside the edge;
// and what a sweep can mend it does.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "base/file.h"
#include "demo/generator.h"
#include "mutations/mutation.h"
#include "support/matrix.h"
#include "support/report.h"
#include "support/world.h"

namespace lofte::tests {
namespace mutations_test {

using engine::Verdict;
using engine::VerifyReport;
using stores::Dialect;

const std::string kExample = LOFTE_SOURCE_DIR "/examples/gigcoms";
const std::string kAt = "2026-11-21T12:00";

const std::vector<Mutation>& Mutations() {
  static const std::vector<Mutation> mutations = ReadMutations(LOFTE_SOURCE_DIR "/tests/mutations/gigcoms.yaml");
  return mutations;
}

std::unique_ptr<World> MakeBase(Dialect dialect) {
  auto world = std::make_unique<World>(dialect);
  world->Schema(ReadFile(kExample + (world->is_postgres() ? "/schema/postgres.sql" : "/schema/sqlite.sql")).value());
  world->Files(ReadFile(kExample + "/policy.yaml").value(), ReadFile(kExample + "/datamap.yaml").value());
  Issues issues;
  const demo::Spec spec = demo::ReadSpec("generator.yaml", ReadFile(kExample + "/generator.yaml").value(), issues).value();
  demo::GenerateOptions options;
  options.subjects = 300;
  options.at = world->Question(kAt).at;
  demo::Generate(spec, options, *world->Connect()).value();
  return world;
}

engine::ApplyOptions Demo() {
  engine::ApplyOptions options;
  options.demo = true;  // T is a fixed day, whatever the machine's clock says
  return options;
}

std::set<std::string> WithVerdict(const VerifyReport& report, Verdict verdict) {
  std::set<std::string> ids;
  for (const engine::PromiseReport& of : report.promises)
    if (of.verdict == verdict) ids.insert(of.promise->id);
  return ids;
}

// The promises that are not as they were, each with its old and new verdict.
std::vector<std::string> Changes(const VerifyReport& before, const VerifyReport& after) {
  std::vector<std::string> changes;
  for (std::size_t i = 0; i < before.promises.size(); ++i) {
    const engine::PromiseReport &was = before.promises[i], &is = after.promises[i];
    if (was.verdict != is.verdict)
      changes.push_back(was.promise->id + " " + std::string(NameOf(was.verdict)) + " -> " + std::string(NameOf(is.verdict)));
  }
  return changes;
}

const std::vector<std::string> kNone;

std::vector<std::string> Sorted(std::vector<std::string> rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

// What `others` has and `rows` has not; both sorted.
std::vector<std::string> NotIn(const std::vector<std::string>& rows, const std::vector<std::string>& others) {
  std::vector<std::string> out;
  std::set_difference(others.begin(), others.end(), rows.begin(), rows.end(), std::back_inserter(out));
  return out;
}

// The example after one sweep, as every fault finds it.
struct Base {
  explicit Base(Dialect dialect) : world(MakeBase(dialect)) {
    world->Apply(kAt, Demo()).value();
    before = world->Verify(kAt).value();
    rows = Sorted(world->Dump());
  }
  std::unique_ptr<World> world;
  VerifyReport before;
  std::vector<std::string> rows;
};

class MutationsTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    std::unique_ptr<Base>& base = bases_[GetParam()];
    if (base == nullptr) base = std::make_unique<Base>(GetParam());
    base_ = base.get();
  }
  static void TearDownTestSuite() { bases_.clear(); }

  const VerifyReport& before() const { return base_->before; }
  std::unique_ptr<World> Copy() { return World::CopyOf(*base_->world); }
  std::unique_ptr<World> With(const Mutation& mutation, const std::string& edge) {
    std::unique_ptr<World> world = Copy();
    world->Execute(mutation.Sql(GetParam(), edge));
    return world;
  }

  void BreaksItsPromiseAlone(const Mutation& mutation, Matrix& matrix) {
    const std::unique_ptr<World> world = With(mutation, mutation.fault);
    const VerifyReport report = world->Verify(kAt).value();
    matrix.Row(mutation.promise, mutation.name, report, before());
    const std::vector<std::string> covered = world->policy().WithCovered(mutation.promise);
    EXPECT_EQ(WithVerdict(report, Verdict::kBroken), std::set<std::string>(covered.begin(), covered.end()));
    EXPECT_EQ(world->Of(report, mutation.promise).violations, mutation.rows);
    std::set<std::string> unproven = WithVerdict(before(), Verdict::kUnproven);
    unproven.insert(mutation.undated.begin(), mutation.undated.end());
    EXPECT_EQ(WithVerdict(report, Verdict::kUnproven), unproven);
  }

  void TwinIsBenign(const Mutation& mutation) {
    const std::unique_ptr<World> world = With(mutation, mutation.twin);
    EXPECT_EQ(Changes(before(), world->Verify(kAt).value()), kNone);
    EXPECT_TRUE(mutation.value.empty() || world->Count(mutation.value) == 1);
  }

  void IsMendedBySweep(const Mutation& mutation) {
    const std::unique_ptr<World> world = With(mutation, mutation.fault);
    EXPECT_EQ(world->Count(mutation.value), 1);
    const Result<engine::ApplyReport> run = world->Apply(kAt, Demo());
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_EQ(Changes(before(), world->Verify(kAt).value()), kNone);
    EXPECT_EQ(world->Count(mutation.value), 0);
    EXPECT_TRUE(mutation.left.empty() || world->Count(mutation.left) == 1);
    EXPECT_EQ(NotIn(Sorted(world->Dump()), base_->rows), kNone);
  }

  static std::map<Dialect, std::unique_ptr<Base>> bases_;
  Base* base_ = nullptr;
};
std::map<Dialect, std::unique_ptr<Base>> MutationsTest::bases_;

TEST_P(MutationsTest, BaseHasNothingBroken) {
  EXPECT_EQ(WithVerdict(before(), Verdict::kBroken), std::set<std::string>{});
  EXPECT_GE(before().Count(Verdict::kKept), 27);
}

TEST_P(MutationsTest, FaultBreaksItsPromiseAloneAndItsTwinNone) {
  Matrix matrix(base_->world->policy());
  for (const Mutation& mutation : Mutations()) {
    SCOPED_TRACE(mutation.promise + " " + mutation.name);
    if (!mutation.Exists(GetParam())) continue;
    BreaksItsPromiseAlone(mutation, matrix);
    TwinIsBenign(mutation);
  }
  Report("mutations", "Faults, " + NameOfDialect(GetParam()) + ":\n" + matrix.Print());
}

TEST_P(MutationsTest, SweepMendsEachFaultAndNothingElse) {
  for (const Mutation& mutation : Mutations()) {
    SCOPED_TRACE(mutation.promise + " " + mutation.name);
    if (mutation.MendedBySweep()) IsMendedBySweep(mutation);
  }
}

TEST_P(MutationsTest, SweepLeavesWhatIsNotDue) {
  const std::unique_ptr<World> world = Copy();
  std::vector<std::string> values;
  for (const Mutation& mutation : Mutations()) {
    if (!mutation.MendedBySweep()) continue;
    const Mutation own = mutation.WithIdsOf(values.size());
    world->Execute(own.Sql(GetParam(), own.stays.value_or(own.twin)));
    values.push_back(own.value);
  }
  const std::vector<std::string> rows = Sorted(world->Dump());
  ASSERT_TRUE(world->Apply(kAt, Demo()));
  for (const std::string& value : values) EXPECT_EQ(world->Count(value), 1) << value;
  const std::vector<std::string> after = Sorted(world->Dump());
  EXPECT_EQ(NotIn(rows, after), kNone);
  // Accounts of the parts that nothing in the mutation refers to.
  for (const std::string& gone : NotIn(after, rows)) EXPECT_NE(gone.find("|'erased-9"), std::string::npos) << gone;
  EXPECT_EQ(Changes(before(), world->Verify(kAt).value()), kNone);
}

TEST_P(MutationsTest, LegalHoldMakesAFaultNoneAndKeepsItThroughASweep) {
  const std::unique_ptr<World> world = Copy();
  std::vector<std::string> values;
  std::map<std::string, std::int64_t> held;
  for (const Mutation& mutation : Mutations()) {
    if (!mutation.MendedBySweep()) continue;
    const Mutation own = mutation.WithIdsOf(values.size());
    world->Execute(own.Sql(GetParam(), own.fault));
    ASSERT_TRUE(world->Hold(own.hold, "case-" + std::to_string(values.size())));
    values.push_back(own.value);
    held[own.promise] += own.rows;
  }
  const VerifyReport report = world->Verify(kAt).value();
  EXPECT_EQ(Changes(before(), report), kNone);
  // A row counts as held on every promise whose rules apply to it, so on more than the one it would break.
  for (const auto& [promise, rows] : held) EXPECT_GE(world->Of(report, promise).held, rows) << promise;
  ASSERT_TRUE(world->Apply(kAt, Demo()));
  for (const std::string& value : values) EXPECT_EQ(world->Count(value), 1) << value;
}

// An empty link proves nothing about the person whom it would name.
TEST_P(MutationsTest, RowsThatNameNobodyProveNothing) {
  const std::map<std::string, std::string> unlinked = {
      {"gigcoms-011", "UPDATE bookings SET artist_id = NULL, booker_id = NULL"},
      {"gigcoms-012", "UPDATE messages SET sender_id = NULL, recipient_id = NULL"},
      {"gigcoms-013", "UPDATE ai_chats SET account_id = NULL"},
      {"gigcoms-015", "UPDATE usage_events SET account_id = NULL"},
      {"gigcoms-016", "UPDATE emails SET account_id = NULL WHERE class = 'marketing'"},
      {"gigcoms-029", "UPDATE messages SET sender_id = NULL WHERE channel = 'whatsapp'"},
  };
  for (const auto& [promise, sql] : unlinked) {
    const std::unique_ptr<World> world = Copy();
    world->Execute(sql);
    const VerifyReport report = world->Verify(kAt).value();
    EXPECT_EQ(world->Of(before(), promise).verdict, Verdict::kKept) << promise;
    EXPECT_EQ(world->Of(report, promise).verdict, Verdict::kUnproven) << promise;
  }
}

INSTANTIATE_TEST_SUITE_P(Dialects, MutationsTest, testing::ValuesIn(BothDialects()),
                         [](const auto& of) { return NameOfDialect(of.param); });

// A retention promise that no rule names has nothing of its own that could break: it is as good as the one that covers it.
bool StandsOnItsOwn(const policy::Policy& policy, const policy::Promise& promise) {
  if (!std::holds_alternative<policy::RetentionControl>(promise.control)) return true;
  return std::any_of(policy.rules.begin(), policy.rules.end(), [&](const policy::Rule& rule) {
    return std::find(rule.promises.begin(), rule.promises.end(), promise.id) != rule.promises.end();
  });
}

TEST(MutationListTest, EveryPromiseWithAControlHasAMutation) {
  World world(Dialect::kSqlite);
  world.Schema(ReadFile(kExample + "/schema/sqlite.sql").value());
  world.Files(ReadFile(kExample + "/policy.yaml").value(), ReadFile(kExample + "/datamap.yaml").value());
  std::set<std::string> own, broken;
  for (const Mutation& mutation : Mutations()) {
    ASSERT_NE(world.policy().FindPromise(mutation.promise), nullptr) << mutation.promise;
    own.insert(mutation.promise);
    for (const std::string& id : world.policy().WithCovered(mutation.promise)) broken.insert(id);
  }
  for (const policy::Promise& promise : world.policy().promises) {
    if (std::holds_alternative<policy::Unproven>(promise.control) || std::holds_alternative<policy::Attested>(promise.control)) continue;
    EXPECT_TRUE((StandsOnItsOwn(world.policy(), promise) ? own : broken).count(promise.id))
        << promise.id << " has a control and no mutation in gigcoms.yaml";
  }
}

TEST(MutationListTest, EveryRetentionMutationHasAHeldTwin) {
  for (const Mutation& mutation : Mutations())
    if (mutation.MendedBySweep()) {
      EXPECT_FALSE(mutation.hold.empty()) << mutation.promise << " " << mutation.name;
    }
}

}  // namespace mutations_test
}  // namespace lofte::tests
