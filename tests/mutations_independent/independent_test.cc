// Faults written by somebody who had seen only the promises and the schema: does verify see what an auditor sees? Of both examples.
//
// An entry that verify judges otherwise than its author is a difference, and stands in differences-EXAMPLE.yaml with the reason; a
// difference that is not there, or that is no longer one, fails the test, and so does one of which no entry is left.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/file.h"
#include "grounds/lower.h"
#include "support/matrix.h"
#include "support/report.h"
#include "support/world.h"
#include "text/document.h"

namespace lofte::tests {
namespace independent_test {

using stores::Dialect;

const std::string kFolder = LOFTE_SOURCE_DIR "/tests/mutations_independent";
const std::string kAt = "2026-11-21T12:00";  // in the zone of the example's controller
// So many entries are there at least, of either kind of database.
const std::map<std::string, int> kLeast = {{"gigcoms", 87}, {"hellotickets", 119}};

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

std::vector<Entry> EntriesOf(const std::string& example) {
  std::vector<Entry> entries;
  for (const text::Node& node : ReadList(example + ".yaml").items) {
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

// What verify says that the map does not name.
std::set<std::string> UnmappedIn(const engine::VerifyReport& report) {
  std::set<std::string> remarks;
  for (const std::string& remark : report.remarks)
    if (remark.find("not in the data map") != std::string::npos) remarks.insert(remark);
  return remarks;
}

std::int64_t UnclaimedIn(const engine::VerifyReport& report) {
  std::int64_t rows = 0;
  for (const engine::Unclaimed& of : report.unclaimed) rows += of.rows;
  return rows;
}

// What verify says of a fault that breaks nothing: `undated` (not kept either: a row that somebody must look at); `remarked` (a column or
// a table that the map does not name) and `unclaimed` (values on no ground), where the twin has less of it; else `missed`.
std::string NotBroken(const engine::PromiseReport& of, const engine::VerifyReport& violated, const engine::VerifyReport& twin) {
  if (of.undated > 0) return "undated";
  if (UnmappedIn(violated) != UnmappedIn(twin)) return "remarked";
  return UnclaimedIn(violated) > UnclaimedIn(twin) ? "unclaimed" : "missed";
}

// How verify's judgement differs from the author's: "" when it does not. What NotBroken says; `without X Y` (of `also`, and not broken);
// `beyond X Y` (broken, and neither the promise nor one of `also`, nor covered by them); `twin X`.
std::string Difference(const Entry& entry, const World& world, const engine::VerifyReport& violated, const engine::VerifyReport& twin) {
  const std::set<std::string> broken = BrokenIn(violated);
  std::string difference;
  if (broken.count(entry.promise) == 0) difference += NotBroken(world.Of(violated, entry.promise), violated, twin) + " ";
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

// The example's schema and files, sealing where its policy blocks, and no rows.
std::unique_ptr<World> EmptyWorldOf(const std::string& example, Dialect dialect) {
  const std::string folder = LOFTE_SOURCE_DIR "/examples/" + example;
  auto world = std::make_unique<World>(dialect);
  world->Schema(ReadFile(folder + (world->is_postgres() ? "/schema/postgres.sql" : "/schema/sqlite.sql")).value());
  world->Files(ReadFile(folder + "/policy.yaml").value(), ReadFile(folder + "/datamap.yaml").value());
  const std::vector<policy::Rule>& rules = world->policy().rules;
  if (std::any_of(rules.begin(), rules.end(), grounds::BlocksForAPeriod)) world->Seal();
  return world;
}

// By the name of the entry.
std::map<std::string, std::string> KnownDifferencesOf(const std::string& example) {
  std::map<std::string, std::string> known;
  for (const text::Node& node : ReadList("differences-" + example + ".yaml").items)
    EXPECT_TRUE(known.emplace(node.Find("name")->scalar, node.Find("differs")->scalar).second) << node.Find("name")->scalar;
  return known;
}

using Which = std::tuple<std::string, Dialect>;

class IndependentTest : public testing::TestWithParam<Which> {};

TEST_P(IndependentTest, VerifySeesWhatAnAuditorSees) {
  const auto& [example, dialect] = GetParam();
  if (const std::string missing = World::Missing(dialect); !missing.empty()) GTEST_SKIP() << missing;
  const std::unique_ptr<World> empty = EmptyWorldOf(example, dialect);
  World& base = *empty;
  const std::map<std::string, std::string> known = KnownDifferencesOf(example);
  std::set<std::string> names;
  const engine::VerifyReport nothing = base.Verify(kAt).value();
  Matrix matrix(base.policy());
  int judged = 0, agreed = 0;
  for (const Entry& entry : EntriesOf(example)) {
    SCOPED_TRACE(entry.promise + " " + entry.name);
    EXPECT_TRUE(names.insert(entry.name).second) << "two entries have this name";
    const std::string violate = SqlOf(entry, "violate", dialect);
    if (violate.empty()) continue;
    const std::unique_ptr<World> violated = World::CopyOf(base), twin = World::CopyOf(base);
    violated->Execute(violate);
    twin->Execute(SqlOf(entry, "twin", dialect));
    const engine::VerifyReport report = violated->Verify(kAt).value();
    matrix.Row(entry.promise, entry.name, report, nothing);
    const std::string difference = Difference(entry, *violated, report, twin->Verify(kAt).value());
    const auto expected = known.find(entry.name);
    EXPECT_EQ(difference, expected == known.end() ? "" : expected->second);
    ++judged;
    agreed += difference.empty();
  }
  for (const auto& [name, difference] : known) EXPECT_EQ(names.count(name), 1u) << name << " is no entry";
  Report("mutations_independent", "Independent faults of " + example + ", " + NameOfDialect(dialect) + ":\n" + matrix.Print() +
                                      std::to_string(agreed) + " of " + std::to_string(judged) +
                                      " faults and twins judged alike; the others are in differences-" + example + ".yaml\n");
  EXPECT_GE(judged, kLeast.at(example));
}

INSTANTIATE_TEST_SUITE_P(Examples, IndependentTest,
                         testing::Combine(testing::Values("gigcoms", "hellotickets"), testing::ValuesIn(BothDialects())),
                         [](const auto& of) { return std::get<0>(of.param) + "_" + NameOfDialect(std::get<1>(of.param)); });

}  // namespace independent_test
}  // namespace lofte::tests
