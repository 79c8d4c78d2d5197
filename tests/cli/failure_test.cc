// What each failure is called: exit codes, and an error that a program can read.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/company.h"

namespace lofte::tests {
namespace failure_test {

const std::vector<std::string> kCommands = {"plan", "apply", "verify"};

void ExpectError(const Outcome& outcome, int code, const std::string& name, const std::string& words) {
  EXPECT_EQ(outcome.code, code);
  EXPECT_EQ(outcome.err, "");
  const nlohmann::json error = outcome.Json().value("error", nlohmann::json::object());
  EXPECT_EQ(error.value("code", ""), name);
  EXPECT_NE(error.value("message", "").find(words), std::string::npos) << outcome.out;
}

TEST(UsageTest, HelpAndVersionAreFine) {
  EXPECT_EQ(Lofte({"--help"}).code, 0);
  EXPECT_EQ(Lofte({"apply", "--help"}).code, 0);
  EXPECT_EQ(Lofte({"--version"}).out, "lofte 0.1.0\n");
}

TEST(UsageTest, UnknownOptionsCommandsAndNoneAreWrong) {
  EXPECT_EQ(Lofte({}).code, 2);
  EXPECT_EQ(Lofte({"verfy"}).code, 2);
  EXPECT_EQ(Lofte({"verify", "--frob"}).code, 2);
  EXPECT_EQ(Lofte({"hold"}).code, 2);
  EXPECT_EQ(Lofte({"hold", "add", "."}).code, 2);
  EXPECT_EQ(Lofte({"apply", "--max-share", "1.1"}).code, 2);
  EXPECT_EQ(Lofte({"apply", "--batch-rows", "0"}).code, 2);
}

TEST(UsageTest, UnknownCommandIsNamedWithThoseThereAre) {
  EXPECT_EQ(Lofte({"foo"}).err,
            "lofte: no command `foo`: import, check, plan, apply, verify, promises, record, notice, incident, attest, explain, release, "
            "undo, key, forecast, hold, diff, demo\n");
  EXPECT_EQ(Lofte({"hold", "foo"}).err, "lofte: no command `hold foo`: add, release, list\n");
  ExpectError(Lofte({"foo", "--json"}), 2, "invalid", "no command `foo`");
}

TEST(UsageTest, PlanWithoutItsWorkspaceIsToldHow) {
  Company company;
  company.Write("plan.json", "{}");
  const std::string plan = company / "plan.json";
  ExpectError(Lofte({"apply", plan, "--json"}), 2, "invalid", "`lofte apply . " + plan + "`");
  ExpectError(Lofte({"verify", plan, "--json"}), 2, "invalid", "is a file: name the folder");
}

// A variable of a script that is not set must not turn an approved plan into one that nobody has seen.
TEST(UsageTest, FileWithoutANameIsWrong) {
  Company company;
  const std::string folder = company.path().string();
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"apply", folder, ""}, {"plan", folder, "--out", ""}, {"forecast", folder, "--svg", ""}}) {
    const Outcome outcome = Lofte(words);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.err.find("it is empty: name a file, or leave it out"), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.diff, Lines{});
  }
  EXPECT_FALSE(company.Has("ledger.db"));
}

TEST(UsageTest, WordsThatHaveToBeThereAreNotShownAsOptional) {
  for (const char* command : {"explain", "release"})
    EXPECT_NE(Lofte({command, "--help"}).out.find(" [OPTIONS] [DIR] TABLE KEY\n"), std::string::npos) << Lofte({command, "--help"}).out;
  EXPECT_NE(Lofte({"undo", "--help"}).out.find(" [OPTIONS] [DIR] RUN\n"), std::string::npos) << Lofte({"undo", "--help"}).out;
  EXPECT_NE(Lofte({"apply", "--help"}).out.find(" [OPTIONS] [DIR] [PLAN]\n"), std::string::npos) << Lofte({"apply", "--help"}).out;
}

TEST(UsageTest, HelpSaysWhatAHoldDoesNotDo) {
  EXPECT_NE(Lofte({"hold", "add", "--help"}).out.find("your application's part"), std::string::npos);
  EXPECT_NE(Lofte({"hold", "list", "--help"}).out.find("the ledger does not hold the person"), std::string::npos);
}

TEST(UsageTest, TimeThatIsNoneIsQuotedWhole) {
  Company company;
  for (const char* at : {"99999-01-01", "10000-01-01", "-0001-01-01"})
    ExpectError(company.Run("plan", {"--json", std::string("--at=") + at}), 2, "invalid",
                "`" + std::string(at) + "` is not a time from 0001-01-01 to 9999-12-31");
}

TEST(UsageTest, UnknownOptionIsJsonWhenAsked) { ExpectError(Lofte({"verify", "--frob", "--json"}), 2, "invalid", "--frob"); }

TEST(UsageTest, TimeThatIsNoneIsWrong) {
  Company company;
  for (const std::string& command : kCommands)
    ExpectError(company.Run(command, {"--json", "--at", "yesterday"}), 2, "invalid", "`yesterday`");
  ExpectError(company.Run("verify", {"--json", "--at", ""}), 2, "invalid", "leave `--at` out");
}

TEST(WorkspaceFailureTest, MissingFolderIsWrong) {
  Folder folder;
  for (const std::string& command : kCommands) ExpectError(Lofte({command, folder / "nowhere", "--json"}), 2, "not-found", "lofte.yaml");
  ExpectError(Lofte({"check", folder / "nowhere", "--json"}), 2, "not-found", "lofte.yaml");
}

TEST(WorkspaceFailureTest, MissingPolicyIsWrong) {
  Company company;
  std::filesystem::remove(company.path() / "policy.yaml");
  for (const char* command : {"check", "plan", "apply", "verify"})
    ExpectError(company.Run(command, {"--json"}), 2, "not-found", "policy.yaml");
}

TEST(WorkspaceFailureTest, BrokenYamlHasAPlace) {
  Company company;
  company.Write("policy.yaml", "lofte: 1\ncontroller: { name: [\n");
  for (const std::string& command : kCommands) {
    const Outcome outcome = company.Run(command, {"--json"});
    ExpectError(outcome, 2, "invalid", "in the files of the workspace");
    const nlohmann::json issue = outcome.Json().at("issues").at(0);
    EXPECT_EQ(issue.at("file"), "policy.yaml");
    EXPECT_GE(issue.at("line"), 2);
  }
  EXPECT_EQ(company.Run("check", {"--json"}).code, 1);
}

TEST(WorkspaceFailureTest, BrokenConfigurationHasAPlace) {
  Company company;
  company.Edit("lofte.yaml", "ledger:", "leger:");
  const Outcome outcome = company.Run("verify");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("lofte.yaml:6:1"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("did you mean `ledger`?"), std::string::npos) << outcome.err;
  EXPECT_EQ(company.Run("check").code, 2);
}

TEST(WorkspaceFailureTest, VacuumIsYesOrNoAndOfAFile) {
  Company maybe, server;
  maybe.Edit("lofte.yaml", "path: company.db }", "path: company.db, vacuum: maybe }");
  EXPECT_NE(maybe.Run("verify").err.find("`vacuum` of store `main` is neither `true` nor `false`"), std::string::npos);
  server.Edit("lofte.yaml", "{ kind: sqlite, path: company.db }", "{ kind: postgres, connection: dbname=x, vacuum: true }");
  const Outcome outcome = server.Run("verify");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("store `main` is no SQLite file"), std::string::npos) << outcome.err;
}

TEST(WorkspaceFailureTest, LedgerIsNoStore) {
  Company company;
  company.Edit("lofte.yaml", "ledger: ledger.db", "ledger: ./x/../company.db");
  const Outcome outcome = company.Run("apply");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("lofte.yaml:6:9: error: the ledger is the database of store `main`"), std::string::npos) << outcome.err;
}

TEST(WorkspaceFailureTest, LedgerIsNoFileBesideAStore) {
  for (const char* beside : {"-wal", "-shm", "-journal", "-lofte.lock"}) {
    Company company;
    company.Edit("lofte.yaml", "ledger: ledger.db", std::string("ledger: company.db") + beside);
    const Outcome outcome = company.Run("apply");
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.err.find("error: the ledger is a file of the database of store `main` [ledger-is-store]"), std::string::npos)
        << outcome.err;
    EXPECT_EQ(outcome.diff, Lines{});
  }
}

TEST(WorkspaceFailureTest, LedgerIsNoOtherFileOfTheWorkspace) {
  for (const auto& [name, words] :
       {std::pair("policy.yaml", "`policy.yaml`, which `policy` names"), std::pair("datamap.yaml", "`datamap.yaml`, which `datamap` names"),
        std::pair("lofte.yaml", "this file")}) {
    Company company;
    company.Edit("lofte.yaml", "ledger: ledger.db", std::string("ledger: ") + name);
    const Outcome outcome = company.Run("check");
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.out.find(std::string("error: the ledger is ") + words + " [ledger-is-source]"), std::string::npos) << outcome.out;
  }
}

// A command that was killed while it made the ledger leaves such a file.
TEST(WorkspaceFailureTest, EmptyLedgerIsNoneYet) {
  Company company;
  company.Write("ledger.db", "");
  for (const char* command : {"plan", "verify"}) EXPECT_EQ(company.RunAt(command).err, "") << command;
  EXPECT_EQ(Lofte({"hold", "list", company.path().string()}).code, 0);
  EXPECT_EQ(company.RunAt("apply").code, 0);
}

TEST(WorkspaceFailureTest, LedgerThatCannotBeUsedIsNamed) {
  Company company;
  company.Write("ledger.db", std::string(4096, 'x'));
  for (const char* command : {"plan", "apply"}) {
    const Outcome outcome = company.RunAt(command);
    EXPECT_EQ(outcome.code, 3) << command;
    EXPECT_NE(outcome.err.find("ledger.db` cannot be used: "), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("put this one back as it was last backed up"), std::string::npos) << outcome.err;
  }
  std::filesystem::copy_file(company.path() / "company.db", company.path() / "ledger.db",
                             std::filesystem::copy_options::overwrite_existing);
  for (const char* command : {"plan", "apply"})
    ExpectError(company.RunAt(command, {"--json"}), 2, "invalid", "ledger.db` cannot be used: it is a database that lofte did not make");
}

// What stands in its place by default would be used, and nobody told.
TEST(WorkspaceFailureTest, ValueOfAnotherKindIsAnError) {
  const std::pair<const char*, const char*> kWrong[] = {{"ledger: [safe.db]", "`ledger` is no text"},
                                                        {"ledger: { file: safe.db }", "`ledger` is no text"},
                                                        {"ledger: ''", "`ledger` is no text"},
                                                        {"ledger: ledger.db\npolicy: [policy.yaml]", "`policy` is no text"},
                                                        {"ledger: ledger.db\ndatamap: { a: b }", "`datamap` is no text"},
                                                        {"ledger: ledger.db\ndemo: maybe", "`demo` is neither `true` nor `false`"}};
  for (const auto& [text, words] : kWrong) {
    Company company;
    std::string config = company.Read("lofte.yaml");
    if (std::string(text).find("policy") != std::string::npos) config = config.replace(config.find("policy: policy.yaml\n"), 20, "");
    if (std::string(text).find("datamap") != std::string::npos) config = config.replace(config.find("datamap: datamap.yaml\n"), 22, "");
    company.Write("lofte.yaml", config.replace(config.find("ledger: ledger.db"), 17, text));
    const Outcome outcome = company.Run("check");
    EXPECT_EQ(outcome.code, 2) << text;
    EXPECT_NE(outcome.out.find(std::string("error: ") + words + " [wrong-type]"), std::string::npos) << outcome.out;
  }
}

TEST(WorkspaceFailureTest, LedgerIsAFileInAFolderThatIsThere) {
  Company company;
  company.Edit("lofte.yaml", "ledger: ledger.db", "ledger: no/where/ledger.db");
  ExpectError(company.RunAt("apply", {"--json"}), 2, "not-found", "no/where` does not exist: make it, or name another file");
  EXPECT_EQ(company.RunAt("plan").code, 0) << "there is none yet, and nothing to read";
  std::filesystem::create_directories(company.path() / "no/where/ledger.db");
  for (const char* command : {"apply", "plan", "verify"})
    ExpectError(company.RunAt(command, {"--json"}), 2, "invalid", "no/where/ledger.db` is a folder: name a file under `ledger:`");
}

TEST(WorkspaceFailureTest, FileIsNoTwoStores) {
  Company company;
  company.Edit("lofte.yaml", "  main: { kind: sqlite, path: company.db }\n",
               "  main: { kind: sqlite, path: company.db }\n  other: { kind: sqlite, path: ./company.db }\n");
  const Outcome outcome = company.Run("check");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.out.find("stores `main` and `other` are the same file"), std::string::npos) << outcome.out;
}

TEST(StoreFailureTest, MissingDatabaseFileIsUnreachableAndNotMade) {
  Company company;
  std::filesystem::remove(company.path() / "company.db");
  for (const std::string& command : kCommands) ExpectError(company.Run(command, {"--json"}), 3, "unavailable", "company.db");
  ExpectError(company.Run("check", {"--json"}), 3, "unavailable", "company.db");
  EXPECT_FALSE(company.Has("company.db"));
  EXPECT_EQ(company.Run("check", {"--offline"}).code, 0);
}

TEST(StoreFailureTest, FileThatIsNoDatabaseIsUnreachable) {
  Company company;
  company.Write("company.db", std::string(4096, 'x'));
  for (const std::string& command : kCommands) ExpectError(company.Run(command, {"--json"}), 3, "unavailable", "store `main`");
}

TEST(StoreFailureTest, MissingServerIsUnreachable) {
  Company company;
  company.Edit("lofte.yaml", "{ kind: sqlite, path: company.db }", "{ kind: postgres, connection: 'host=/nowhere dbname=x' }");
  for (const std::string& command : kCommands) ExpectError(company.Run(command, {"--json"}), 3, "unavailable", "cannot connect");
  ExpectError(company.Run("check", {"--json"}), 3, "unavailable", "cannot connect");
}

TEST(StoreFailureTest, MapThatDoesNotFitTheSchemaIsWrong) {
  Company company;
  company.Execute("ALTER TABLE notes DROP COLUMN body");
  for (const std::string& command : kCommands) {
    const Outcome outcome = company.Run(command, {"--json"});
    ExpectError(outcome, 2, "invalid", "does not fit store `main`");
    EXPECT_EQ(outcome.Json().at("issues").at(0).at("file"), "datamap.yaml");
  }
  EXPECT_EQ(company.Run("check").code, 1);
}

// The exit code and stdout of a command run by somebody who may read the workspace and write nothing.
std::pair<int, std::string> AsReader(const Company& company, const std::string& command) {
  Folder results;
  namespace fs = std::filesystem;
  fs::permissions(results.path(), fs::perms::all);
  for (const auto& entry : fs::directory_iterator(company.path())) fs::permissions(entry, fs::perms(0444));
  fs::permissions(company.path(), fs::perms(0555));
  const std::string out = results / "out";
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(125);
    const Outcome outcome = company.RunAt(command, {"--json"});
    results.Write("out", outcome.out);
    _exit(outcome.code);
  }
  int status = 0;
  waitpid(child, &status, 0);
  fs::permissions(company.path(), fs::perms::all);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, results.Has("out") ? results.Read("out") : ""};
}

TEST(ReadOnlyStoreTest, IsPlannedAndVerified) {
  Company company;
  const auto [plan, planned] = AsReader(company, "plan");
  if (plan == 125) GTEST_SKIP() << "cannot become another user";
  EXPECT_EQ(plan, 0) << planned;
  const auto [verify, report] = AsReader(company, "verify");
  EXPECT_EQ(verify, 1) << report;
  EXPECT_NE(report.find("\"broken\""), std::string::npos) << report;
}

TEST(ReadOnlyStoreTest, IsNotSwept) {
  Company company;
  const Lines rows = company.Dump();
  const auto [code, report] = AsReader(company, "apply");
  if (code == 125) GTEST_SKIP() << "cannot become another user";
  EXPECT_EQ(code, 3) << report;
  EXPECT_NE(report.find("company.db` or its folder cannot be written"), std::string::npos) << report;
  EXPECT_EQ(company.Dump(), rows);
}

}  // namespace failure_test
}  // namespace lofte::tests
