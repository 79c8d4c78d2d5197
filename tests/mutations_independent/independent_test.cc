// Faults written by somebody who had seen only the promises and the schema: does verify see what an auditor sees?
//
// An entry that verify judges otherwise than its author is a difference, and stands in differences.yaml with the reason; a difference that
// is not there, or that is no longer one, fails the test.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "support/matrix.h"
#include "support/report.h"
#include "support/world.h"
#include "text/document.h"

namespace lofte::tests {
namespace independent_test {

using stores::Dialect;

const std::string kFolder = LOFTE_SOURCE_DIR "/tests/mutations_independent";
const std::string kExample = LOFTE_SOURCE_DIR "/examples/gigcoms";
const std::string kAt = "2026-11-21T12:00";

struct Entry {
  std::string promise, name;
  std::set<std::string> also;
  std::map<std::string, std::string> sql;  // `violate`, `twin-postgres`, ..
};

text::Node ReadList(const std::string& file) {
  Issues issues;
  std::optional<text::Node> root = text::ReadYaml(file, ReadFile(kFolder + "/" + file).value(), issues);
  if (!root || !root->is_sequence() || HasErrors(issues)) Panic(file + " is not a list");
  return *root;
}

std::vector<Entry> Entries() {
  std::vector<Entry> entries;
  for (const text::Node& node : ReadList("gigcoms.yaml").items) {
    Entry entry;
    for (const text::Node::Entry& key : node.entries) {
      if (key.key == "promise") entry.promise = key.value.scalar;
      if (key.key == "name") entry.name = key.value.scalar;
      if (key.key == "also")
        for (const text::Node& id : key.value.items) entry.also.insert(id.scalar);
      if (key.key.rfind("violate", 0) == 0 || key.key.rfind("twin", 0) == 0) entry.sql[key.key] = key.value.scalar;
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

// `violate` or `twin` of the entry in this kind of database; "" where it does not exist.
std::string SqlOf(const Entry& entry, const std::string& which, Dialect dialect) {
  const auto own = entry.sql.find(which + (dialect == Dialect::kSqlite ? "-sqlite" : "-postgres"));
  const auto both = entry.sql.find(which);
  return own != entry.sql.end() ? own->second : both != entry.sql.end() ? both->second : "";
}

std::set<std::string> BrokenIn(const engine::VerifyReport& report) {
  std::set<std::string> ids;
  for (const engine::PromiseReport& of : report.promises)
    if (of.verdict == engine::Verdict::kBroken) ids.insert(of.promise->id);
  return ids;
}

std::set<std::string> Without(const std::set<std::string>& ids, const std::set<std::string>& others) {
  std::set<std::string> left;
  std::set_difference(ids.begin(), ids.end(), others.begin(), others.end(), std::inserter(left, left.end()));
  return left;
}

std::string Joined(const std::set<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// How verify's judgement differs from the author's: "" when it does not. `missed`; `undated` (not kept either: a row that somebody must
// look at); `without X Y` (of `also`, and not broken); `beyond X Y` (broken, and neither the promise nor one of `also`, nor covered by
// them); `twin X`.
std::string Difference(const Entry& entry, const World& world, const engine::VerifyReport& violated, const engine::VerifyReport& twin) {
  const std::set<std::string> broken = BrokenIn(violated);
  std::string difference;
  if (broken.count(entry.promise) == 0) difference += world.Of(violated, entry.promise).undated > 0 ? "undated " : "missed ";
  if (const std::set<std::string> whole = Without(entry.also, broken); !whole.empty()) difference += "without " + Joined(whole) + " ";
  std::set<std::string> expected = entry.also;
  expected.insert(entry.promise);
  for (const std::string& id : std::set<std::string>(expected))
    for (const std::string& covered : world.policy().WithCovered(id)) expected.insert(covered);
  if (const std::set<std::string> beyond = Without(broken, expected); !beyond.empty()) difference += "beyond " + Joined(beyond) + " ";
  if (const std::set<std::string> of_twin = BrokenIn(twin); !of_twin.empty()) difference += "twin " + Joined(of_twin) + " ";
  if (!difference.empty()) difference.pop_back();
  return difference;
}

class IndependentTest : public testing::TestWithParam<Dialect> {};

TEST_P(IndependentTest, VerifySeesWhatAnAuditorSees) {
  if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  World base(GetParam());
  base.Schema(ReadFile(kExample + (base.is_postgres() ? "/schema/postgres.sql" : "/schema/sqlite.sql")).value());
  base.Files(ReadFile(kExample + "/policy.yaml").value(), ReadFile(kExample + "/datamap.yaml").value());
  std::map<std::string, std::string> known;
  for (const text::Node& node : ReadList("differences.yaml").items) known[node.Find("name")->scalar] = node.Find("differs")->scalar;
  const engine::VerifyReport nothing = base.Verify(kAt).value();
  Matrix matrix(base.policy());
  int judged = 0, agreed = 0;
  for (const Entry& entry : Entries()) {
    const std::string violate = SqlOf(entry, "violate", GetParam());
    if (violate.empty()) continue;
    SCOPED_TRACE(entry.promise + " " + entry.name);
    const std::unique_ptr<World> violated = World::CopyOf(base), twin = World::CopyOf(base);
    violated->Execute(violate);
    twin->Execute(SqlOf(entry, "twin", GetParam()));
    const engine::VerifyReport report = violated->Verify(kAt).value();
    matrix.Row(entry.promise, entry.name, report, nothing);
    const std::string difference = Difference(entry, *violated, report, twin->Verify(kAt).value());
    EXPECT_EQ(difference, known[entry.name]);
    ++judged;
    agreed += difference.empty();
  }
  Report("mutations_independent", "Independent faults, " + NameOfDialect(GetParam()) + ":\n" + matrix.Print() + std::to_string(agreed) +
                                      " of " + std::to_string(judged) +
                                      " faults and twins judged alike; the others are in differences.yaml\n");
  EXPECT_GE(judged, 87);
}

INSTANTIATE_TEST_SUITE_P(Dialects, IndependentTest, testing::ValuesIn(BothDialects()),
                         [](const auto& of) { return NameOfDialect(of.param); });

}  // namespace independent_test
}  // namespace lofte::tests
