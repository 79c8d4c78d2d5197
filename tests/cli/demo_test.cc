// `lofte demo`: a workspace in one command, and nobody's files lost.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <set>

#include "base/file.h"
#include "cli/company.h"
#include "stores_postgres/postgres_store.h"
#include "stores_sqlite/sqlite_store.h"
#include "support/complement.h"

namespace lofte::tests {
namespace demo_test {

Outcome Demo(const std::string& folder, std::vector<std::string> options = {}, const std::string& example = "gigcoms") {
  options.insert(options.begin(), {"demo", example, "--dir", folder, "--subjects", "100", "--at", "2026-11-21T12:00"});
  return Lofte(options);
}

// The database that the workspace's lofte.yaml names.
std::unique_ptr<stores::Store> DatabaseOf(const Folder& folder) {
  const std::string config = folder.Read("demo/lofte.yaml");
  if (config.find("kind: sqlite") != std::string::npos) return stores_sqlite::OpenSqlite("main", folder / "demo/demo.db").value();
  const std::size_t at = config.find("dbname=");
  return stores_postgres::OpenPostgres("main", config.substr(at, config.find_first_of("'\" \n", at) - at)).value();
}

std::vector<SweptStep> StepsOf(const nlohmann::json& report) {
  const std::set<std::string> of_whole_rows = {"delete", "block-row", "aggregate-row"};
  std::vector<SweptStep> steps;
  for (const nlohmann::json& step : report.at("steps")) {
    if (step.at("action") == "destroy") continue;  // of the tool's own table
    steps.push_back({step.at("table"), of_whole_rows.count(step.at("action")) > 0, step.at("fields"), step.at("done"), false});
  }
  return steps;
}

// What a sweep could mend: what has happened stays broken.
Lines BrokenStatesIn(const nlohmann::json& report) {
  Lines ids;
  for (const nlohmann::json& promise : report.at("promises"))
    if (promise.at("status") == "broken" && !promise.at("is_event")) ids.push_back(promise.at("id"));
  return ids;
}
Lines BrokenEventsIn(const nlohmann::json& report) {
  Lines ids;
  for (const nlohmann::json& promise : report.at("promises"))
    if (promise.at("status") == "broken" && promise.at("is_event")) ids.push_back(promise.at("id"));
  return ids;
}

// States broken before, none after, and between them all that should stay is unchanged.
void ExpectThatASweepMendsIt(const std::string& example, const std::string& store) {
  Folder folder;
  ASSERT_EQ(Demo(folder / "demo", {"--no-run", "--store", store}, example).code, 0);
  const std::vector<std::string> at = {"--at", "2026-11-21T12:00", "--json"};
  const auto run = [&](const std::string& command) {
    std::vector<std::string> words = {command, folder / "demo"};
    words.insert(words.end(), at.begin(), at.end());
    return Lofte(words);
  };
  const Outcome before = run("verify");
  EXPECT_EQ(before.code, 1) << before.out;
  EXPECT_NE(BrokenStatesIn(before.Json()), Lines{});
  const Snapshot rows = SnapshotOf(*DatabaseOf(folder));
  const Outcome apply = run("apply");
  ASSERT_EQ(apply.code, 0) << apply.out;
  EXPECT_GT(apply.Json().at("totals").at("done"), 0);
  EXPECT_EQ(Unaccounted(rows, SnapshotOf(*DatabaseOf(folder)), "main", StepsOf(apply.Json())), Lines{});
  const Outcome after = run("verify");
  EXPECT_EQ(BrokenStatesIn(after.Json()), Lines{});
  EXPECT_EQ(BrokenEventsIn(after.Json()), BrokenEventsIn(before.Json()));
  EXPECT_EQ(after.code, BrokenEventsIn(after.Json()).empty() ? 0 : 1) << after.out;
}

TEST(DemoCommandTest, SweepMendsWhatIsBrokenAndLeavesTheRest) { ExpectThatASweepMendsIt("gigcoms", "sqlite"); }
TEST(DemoCommandTest, SweepMendsHellotickets) { ExpectThatASweepMendsIt("hellotickets", "sqlite"); }
TEST(DemoCommandTest, SweepMendsRebookly) { ExpectThatASweepMendsIt("rebookly", "sqlite"); }

// The default guard lets its sweep through at any size: it lets whatever is few go, so the shares are looked at.
TEST(DemoCommandTest, SweepOfHelloticketsIsUnderTheGuard) {
  Folder folder("demo");
  const std::string at = "2026-11-21T12:00";
  ASSERT_EQ(Lofte({"demo", "hellotickets", "--no-run", "--dir", folder / "demo", "--subjects", "1000", "--at", at}).code, 0);
  const nlohmann::json plan = Lofte({"plan", folder / "demo", "--at", at, "--json"}).Json();
  int looked_at = 0;
  for (const nlohmann::json& step : plan.at("steps")) {
    if (step.at("rows") < 20) continue;
    ++looked_at;
    EXPECT_LE(step.at("rows").get<double>(), 0.2 * step.at("table_rows").get<double>()) << step.at("table") << " " << step.at("action");
  }
  EXPECT_GT(looked_at, 15);
}

TEST(DemoCommandTest, MakesAWorkspaceInWhichOnlyWhatHasHappenedIsBroken) {
  Folder folder("two words, Ærø");
  const Outcome outcome = Demo(folder / "demo", {"--json"});
  ASSERT_EQ(outcome.code, 0) << outcome.out << outcome.err;
  const nlohmann::json report = outcome.Json();
  EXPECT_EQ(report.at("workspace"), folder / "demo");
  EXPECT_EQ(report.at("people"), 100);
  EXPECT_GT(report.at("before").at("totals").at("broken"), 0);
  EXPECT_GT(report.at("apply").at("totals").at("done"), 0);
  EXPECT_EQ(BrokenStatesIn(report.at("after")), Lines{});
  EXPECT_EQ(BrokenEventsIn(report.at("after")), (Lines{"gigcoms-016", "gigcoms-021"}));
  EXPECT_EQ(Lofte({"check", folder / "demo"}).code, 0);
  EXPECT_EQ(Lofte({"verify", folder / "demo", "--at", "2026-11-21T12:00"}).code, 1);
}

// As many however many people there are, and at whatever time.
void ExpectThatAFewThingsHaveHappened(const std::string& example, const Lines& ids) {
  for (const std::string at : {"2026-11-21T12:00", "2028-02-29T23:59"}) {
    Folder folder;
    const std::vector<std::string> words = {"demo", example, "--dir", folder / "demo", "--subjects", "150", "--at", at, "--json"};
    const nlohmann::json after = Lofte(words).Json().at("after");
    EXPECT_EQ(BrokenStatesIn(after), Lines{}) << at;
    EXPECT_EQ(BrokenEventsIn(after), ids) << at;
    for (const nlohmann::json& promise : after.at("promises")) EXPECT_LE(promise.at("violations"), 4) << promise.at("id") << " " << at;
  }
}

TEST(DemoCommandTest, OfRebooklyAFewThingsHaveHappened) {
  ExpectThatAFewThingsHaveHappened("rebookly", {"rebookly-012", "rebookly-014", "rebookly-016", "rebookly-021", "rebookly-033"});
}
TEST(DemoCommandTest, OfHelloticketsAFewThingsHaveHappened) {
  ExpectThatAFewThingsHaveHappened("hellotickets", {"hellotickets-058", "hellotickets-195", "hellotickets-262", "hellotickets-281",
                                                    "hellotickets-329", "hellotickets-334"});
}

// What the screen ends with is what somebody has to deal with.
TEST(DemoCommandTest, ScreenShowsWhatHasHappened) {
  Folder folder;
  const std::string screen = Demo(folder / "demo").out;
  EXPECT_NE(screen.find("\nincident  "), std::string::npos) << screen;
  EXPECT_NE(screen.find("\ngigcoms-016  BROKEN  3"), std::string::npos) << screen;
}

// What somebody sees who tries Løfte for the first time: one screen, and every command on it works.
TEST(DemoCommandTest, ScreenShowsTheJobAndWhereToGoOn) {
  Folder folder("demo");
  const std::string shown = Demo(folder / "demo", {}, "hellotickets").out;
  const std::string screen = std::regex_replace(shown, std::regex(folder / "demo"), "build/demo");
  EXPECT_LE(std::count(screen.begin(), screen.end(), '\n'), 50);
  for (const char* deed : {"deleted", "counted", "blocked"})
    EXPECT_NE(screen.find("\n  " + std::string(deed) + " "), std::string::npos) << deed << " is not in\n" << screen;
  std::size_t commands = 0;
  const std::regex line("  lofte ([a-z]+) build/demo ?([^ \n]*) ?([0-9]*)([^\n]*)");
  for (std::sregex_iterator at(screen.begin(), screen.end(), line), end; at != end; ++at, ++commands) {
    std::vector<std::string> words = {at->str(1), folder / "demo"};
    for (int i : {2, 3})
      if (!at->str(i).empty()) words.push_back(at->str(i));
    if (words.front() == "release") words.insert(words.end(), {"--to", "District Court", "--order", "2026-77", "--approved-by", "Ida"});
    if (words.front() == "plan") words = {"plan", folder / "demo", "--at", "2026-12-21"};
    EXPECT_EQ(Lofte(words).code, 0) << at->str();
  }
  EXPECT_EQ(commands, 5u) << screen;
}

TEST(DemoCommandTest, TimeIsReadInTheControllersZone) {
  Folder folder;
  EXPECT_EQ(Demo(folder / "demo", {"--json"}).Json().at("before").at("at"), "2026-11-21T11:00:00Z");
}

TEST(DemoCommandTest, NoRunOnlyMakesTheWorkspace) {
  Folder folder;
  const Outcome outcome = Demo(folder / "demo", {"--no-run", "--json"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.Json(), (nlohmann::json{{"workspace", folder / "demo"}, {"people", 100}}));
  EXPECT_EQ(Lofte({"verify", folder / "demo", "--at", "2026-11-21T12:00"}).code, 1);
}

// What a notice is made of in each language; one that somebody has added is not the demo's to take.
TEST(DemoCommandTest, WorkspaceHasTheExamplesWordsAndKeepsAddedOnes) {
  Folder folder;
  ASSERT_EQ(Demo(folder / "demo", {"--no-run"}, "bookbeat").code, 0);
  for (const std::string language : {"da", "en", "nb", "nn", "sv"}) {
    const std::string file = "words/" + language + ".yaml";
    EXPECT_EQ(folder.Read("demo/" + file), ReadFile(std::string(LOFTE_SOURCE_DIR) + "/examples/bookbeat/" + file).value()) << language;
  }
  folder.Write("demo/words/fi.yaml", "mine");
  ASSERT_EQ(Demo(folder / "demo", {"--no-run"}, "larabot").code, 0);
  EXPECT_EQ(folder.Read("demo/words/fi.yaml"), "mine");
  EXPECT_EQ(folder.Read("demo/words/sv.yaml"), ReadFile(std::string(LOFTE_SOURCE_DIR) + "/examples/larabot/words/sv.yaml").value());
}

TEST(DemoCommandTest, TwiceInTheSameFolderGivesTheSameWorld) {
  Folder folder;
  const nlohmann::json first = Demo(folder / "demo", {"--json"}).Json();
  const Outcome again = Demo(folder / "demo", {"--json"});
  ASSERT_EQ(again.code, 0) << again.out;
  EXPECT_EQ(again.Json().at("before"), first.at("before"));
  EXPECT_EQ(again.Json().at("after"), first.at("after"));
}

TEST(DemoCommandTest, FolderWithOtherFilesIsRefusedAndLeftAlone) {
  Folder folder;
  folder.Write("policy.yaml", "mine");
  const Outcome outcome = Demo(folder.path().string(), {"--json"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.Json().at("error").at("code"), "refused");
  EXPECT_EQ(folder.Read("policy.yaml"), "mine");
  EXPECT_FALSE(folder.Has("demo.db"));
}

// A database of somebody's own that is called as the demo's is.
TEST(DemoCommandTest, DatabaseWithoutAWorkspaceIsRefusedAndLeftAlone) {
  Folder folder;
  folder.Write("demo.db", "precious");
  EXPECT_EQ(Demo(folder.path().string(), {"--no-run"}).code, 1);
  EXPECT_EQ(folder.Read("demo.db"), "precious");
}

TEST(DemoCommandTest, CompanysWorkspaceIsRefusedAndLeftAlone) {
  Company company;
  const Lines rows = company.Dump();
  const std::string policy = company.Read("policy.yaml");
  EXPECT_EQ(Demo(company.path().string()).code, 1);
  EXPECT_EQ(company.Dump(), rows);
  EXPECT_EQ(company.Read("policy.yaml"), policy);
}

TEST(DemoCommandTest, FileInPlaceOfTheFolderIsWrong) {
  Folder folder;
  folder.Write("demo", "mine");
  EXPECT_EQ(Demo(folder / "demo").code, 2);
  EXPECT_EQ(folder.Read("demo"), "mine");
}

TEST(DemoCommandTest, UnknownExampleOrStoreIsWrong) {
  Folder folder;
  EXPECT_EQ(Lofte({"demo", "gigcom", "--dir", folder / "demo"}).code, 2);
  EXPECT_EQ(Lofte({"demo", "gigcoms", "--dir", folder / "demo", "--store", "oracle"}).code, 2);
  EXPECT_EQ(Lofte({"demo", "gigcoms", "--dir", folder / "demo", "--subjects", "99"}).code, 2);
  EXPECT_FALSE(folder.Has("demo"));
}

TEST(DemoCommandTest, MissingServerIsUnreachable) {
  Folder folder;
  const Outcome outcome = Demo(folder / "demo", {"--store", "postgres", "--connection", "host=/nowhere", "--json"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.Json().at("error").at("code"), "unavailable");
  EXPECT_EQ(Demo(folder / "demo", {"--no-run"}).code, 0) << "the folder can be used again";
}

TEST(DemoCommandTest, RunsOnPostgres) {
  if (std::getenv("PGHOST") == nullptr) GTEST_SKIP() << "no PostgreSQL server: PGHOST is not set (run the tests under tools/with-postgres)";
  Folder folder;
  for (int time = 0; time < 2; ++time) {
    const Outcome outcome = Demo(folder / "demo", {"--store", "postgres", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.out;
    EXPECT_GT(outcome.Json().at("before").at("totals").at("broken"), 0);
    EXPECT_EQ(BrokenStatesIn(outcome.Json().at("after")), Lines{});
  }
  ExpectThatASweepMendsIt("gigcoms", "postgres");
  ExpectThatASweepMendsIt("hellotickets", "postgres");
  ExpectThatASweepMendsIt("rebookly", "postgres");
}

}  // namespace demo_test
}  // namespace lofte::tests
