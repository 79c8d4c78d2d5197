// `lofte demo NAME`: a workspace with a database full of synthetic data, and the main job run on it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "base/sha256.h"
#include "cli/commands.h"
#include "cli/demo_screen.h"
#include "cli/examples.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"
#include "demo/generator.h"
#include "engine/apply.h"
#include "engine/sealed.h"
#include "engine/verify.h"
#include "seal/key.h"
#include "stores_postgres/postgres_store.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::cli {

namespace fs = std::filesystem;

namespace {

// What is particular to an example.
struct ExampleOf {
  std::string_view name;
  std::int64_t people;      // unless somebody says how many: as many as are made and swept in some seconds
  std::string_view table;   // in which something is to be explained
  std::string_view row;     // the key of a row there that has much to explain
  std::string_view sealed;  // a table of which rows are sealed; empty: none is
};
constexpr ExampleOf kExamples[] = {
    {"bookbeat", 300, "rights_requests", "SELECT id FROM rights_requests WHERE answered_on IS NULL ORDER BY due_on, id LIMIT 1", ""},
    {"gigcoms", 1000, "bookings", "SELECT id FROM bookings WHERE event_name IS NOT NULL ORDER BY id LIMIT 1", ""},
    {"hellotickets", 300, "tickets",
     "SELECT id FROM tickets WHERE channel = 'webform' AND subject IS NOT NULL ORDER BY solved_at IS NULL, review_reason IS NULL, id LIMIT "
     "1",
     "orders"},
    {"larabot", 300, "prompts", "SELECT id FROM prompts WHERE body IS NOT NULL ORDER BY id LIMIT 1", ""},
    {"rebookly", 300, "sms", "SELECT id FROM sms WHERE body IS NOT NULL ORDER BY id LIMIT 1", ""},
};

// nullptr: there is no such example.
const ExampleOf* FindExample(std::string_view name) {
  const auto* of = std::find_if(std::begin(kExamples), std::end(kExamples), [&](const ExampleOf& example) { return example.name == name; });
  return of == std::end(kExamples) ? nullptr : of;
}

bool Blocks(const policy::Policy& policy) { return std::any_of(policy.rules.begin(), policy.rules.end(), grounds::BlocksForAPeriod); }

// A language that somebody has added stays, and so does its folder.
void RemoveWords(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(fs::symlink_status(folder / "words", error))) return;
  for (const std::string& example : ExampleNames())
    for (const std::string& words : ExampleWords(example)) fs::remove(folder / words, error);
  fs::remove(folder / "words", error);
}

// An empty folder, a missing one, or one that a demo made before; never a folder with somebody's files.
Status PrepareFolder(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) {
    fs::create_directories(folder, error);
    if (error) return Fail(ErrorCode::kUnavailable, "cannot make the folder `" + folder.string() + "`: " + error.message());
    return {};
  }
  if (!fs::is_directory(folder, error))
    return Fail(ErrorCode::kInvalid, "`" + folder.string() + "` is not a folder: name another with --dir");
  if (fs::is_empty(folder, error)) return {};
  Result<std::string> config = ReadFile(folder / "lofte.yaml");
  if (!config || config->find("\ndemo: true\n") == std::string::npos)
    return Fail(ErrorCode::kRefused, "`" + folder.string() + "` holds other files: name an empty folder with --dir");
  for (const char* name : {"lofte.yaml", "policy.yaml", "datamap.yaml", "ledger.db", "ledger.db-journal", "ledger.db-wal", "ledger.db-shm",
                           "demo.db", "demo.db-journal", "demo.db-wal", "demo.db-shm", "demo.db-lofte.lock", "sealing.key"})
    fs::remove(folder / name, error);
  RemoveWords(folder);
  return {};
}

// `text` within the quotes of its format, where each of `special` stands behind an `escape`.
std::string Quoted(std::string_view text, std::string_view special, char escape) {
  std::string out = "'";
  for (char c : text) {
    if (special.find(c) != std::string_view::npos) out += escape;
    out += c;
  }
  return out + "'";
}

// A part of a libpq connection string.
std::string FromEnvironment(const char* variable, const char* key) {
  const char* value = std::getenv(variable);
  return value == nullptr || *value == '\0' ? std::string() : fmt::format(" {}={}", key, Quoted(value, "'\\", '\\'));
}

// A database of its own for this workspace, made anew.
Result<std::string> CreatePostgresDatabase(const Arguments& arguments) {
  const std::string server = arguments.connection.empty()
                                 ? FromEnvironment("PGHOST", "host") + FromEnvironment("PGPORT", "port") + FromEnvironment("PGUSER", "user")
                                 : " " + arguments.connection;
  const std::string database =
      "lofte_demo_" + arguments.demo + "_" + Sha256Hex(fs::absolute(arguments.folder).lexically_normal().string()).substr(0, 8);
  LOFTE_ASSIGN(auto admin,
               stores_postgres::OpenPostgres("demo", server.find("dbname=") == std::string::npos ? server + " dbname=postgres" : server));
  LOFTE_TRY(admin->Execute("DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)"));
  LOFTE_TRY(admin->Execute("CREATE DATABASE \"" + database + "\" TEMPLATE template0 ENCODING 'UTF8'"));
  return (server + " dbname=" + database).substr(1);
}

// PostgreSQL: makes the database, for its name stands in lofte.yaml. A file is made after that.
Result<StoreConfig> PrepareStore(const Arguments& arguments) {
  StoreConfig config;
  config.name = "main";
  if (arguments.store == "sqlite") {
    config.path = fs::path(arguments.folder) / "demo.db";
    return config;
  }
  config.kind = stores::Dialect::kPostgres;
  LOFTE_ASSIGN(config.connection, CreatePostgresDatabase(arguments));
  return config;
}

Status CreateFile(const StoreConfig& config) {
  if (config.kind != stores::Dialect::kSqlite) return {};
  stores_sqlite::SqliteOptions options;
  options.create = true;
  LOFTE_ASSIGN(const auto created, stores_sqlite::OpenSqlite("main", config.path.string(), options));
  return {};
}

std::string ConfigYaml(const Arguments& arguments, const StoreConfig& config, bool seals) {
  const std::string store = config.kind == stores::Dialect::kSqlite
                                ? "{ kind: sqlite, path: demo.db, vacuum: true }"
                                : "{ kind: postgres, connection: " + Quoted(config.connection, "'", '\'') + " }";
  return fmt::format(
      "# Made by `lofte demo {}`. The people in it are synthetic.\nlofte: 1\npolicy: policy.yaml\ndatamap: datamap.yaml\nstores:\n  main: "
      "{}\nledger: ledger.db\n{}demo: true\n",
      arguments.demo, store, seals ? "sealing: { key: sealing.key }\n" : "");
}

Status FillDatabase(const Arguments& arguments, const StoreConfig& config, time::Instant at) {
  LOFTE_ASSIGN(const std::string schema,
               Example(arguments.demo + (config.kind == stores::Dialect::kSqlite ? "/schema/sqlite.sql" : "/schema/postgres.sql")));
  LOFTE_ASSIGN(const std::string source, Example(arguments.demo + "/generator.yaml"));
  Issues issues;
  Result<demo::Spec> spec = demo::ReadSpec("generator.yaml", source, issues);
  if (!spec) return Fail(ErrorCode::kInternal, RenderIssues(issues, {{"generator.yaml", source}}, false));
  LOFTE_ASSIGN(auto store, OpenStore(config, false));
  LOFTE_TRY(store->ExecuteScript(schema));
  ProgressBar bar("generate");
  demo::GenerateOptions options;
  options.subjects = arguments.subjects;
  options.at = at;
  options.seed = arguments.seed;
  options.progress = [&bar](const demo::Progress& progress) { bar.Show(static_cast<std::int64_t>(progress.done * 1000), 1000); };
  return demo::Generate(*spec, options, *store);
}

// What the example promises, where its data is, and how languages call both.
Status CopyExample(const std::string& name, const fs::path& folder) {
  std::vector<std::string> files = ExampleWords(name);
  std::error_code error;
  if (!files.empty()) fs::create_directories(folder / "words", error);
  if (error) return Fail(ErrorCode::kUnavailable, "cannot make the folder `" + (folder / "words").string() + "`: " + error.message());
  files.insert(files.end(), {"policy.yaml", "datamap.yaml"});
  for (const std::string& file : files) {
    LOFTE_ASSIGN(const std::string bytes, Example(name + "/" + file));
    LOFTE_TRY(WriteFileAtomically(folder / file, bytes));
  }
  return {};
}

Status MakeWorkspace(const Arguments& arguments, time::Instant at) {
  LOFTE_TRY(RequireExample(arguments.demo));
  LOFTE_TRY(PrepareFolder(arguments.folder));
  const fs::path folder = arguments.folder;
  // The first file is the one by which the next demo knows the folder as one of its own.
  LOFTE_ASSIGN(const StoreConfig config, PrepareStore(arguments));
  LOFTE_ASSIGN(const policy::Policy policy, ExamplePolicy(arguments.demo));
  const bool seals = Blocks(policy);
  LOFTE_TRY(WriteFileAtomically(folder / "lofte.yaml", ConfigYaml(arguments, config, seals), FileAccess::kOwner));
  if (seals) LOFTE_TRY(seal::Key::Create(folder / "sealing.key"));
  LOFTE_TRY(CreateFile(config));
  LOFTE_TRY(CopyExample(arguments.demo, folder));
  return FillDatabase(arguments, config, at);
}

// In the zone of the example's controller, as every later command will read it.
Result<time::Instant> DemoTime(const Arguments& arguments, const Clock& clock) {
  if (arguments.at.empty()) return time::Instant{clock.NowUs()};
  LOFTE_TRY(RequireExample(arguments.demo));
  LOFTE_ASSIGN(const policy::Policy policy, ExamplePolicy(arguments.demo));
  LOFTE_ASSIGN(const time::Zone zone, time::Zone::Named(policy.controller.zone));
  return TimeOfQuestion(arguments, zone, {clock.NowUs()});
}

// `bar` is borrowed.
engine::ApplyOptions SweepOptions(const std::string& run, ProgressBar& bar) {
  bar.Show(0, 1);
  engine::ApplyOptions options;
  options.progress = [&bar](const engine::PlannedStep&, std::int64_t done, std::int64_t planned) { bar.Show(done, planned); };
  options.run_id = run;
  options.approved_by = "demo";
  options.demo = true;
  return options;
}

// A company that blocks has done so before the day of the demo: without it the first sweep would seal what years have left.
int SweepBefore(Arguments arguments, const Clock& clock, time::Instant at) {
  const Result<policy::Policy> policy = ExamplePolicy(arguments.demo);
  if (!policy) return Report(policy.error(), arguments);
  if (!Blocks(*policy)) return kFine;
  constexpr std::int64_t kDaysBefore = 45;
  arguments.at = time::Format(time::Instant{at.us - at.us % time::kMicrosPerSecond - kDaysBefore * time::kMicrosPerDay});
  Opened opened = Open(arguments, clock, engine::Access::kWrite);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(session.workspace());
  if (!ledger) return Report(ledger.error(), arguments);
  ProgressBar bar("sweep of 45 days ago");
  engine::ApplyOptions options = SweepOptions("demo-before", bar);
  options.max_share = 1.0;
  const Result<engine::ApplyReport> run =
      engine::Apply(session.workspace().policy, session.workspace().map, session.sites, **ledger, session.question, clock, options);
  return run ? kFine : Report(run.error(), arguments);
}

std::string NumberOf(const expr::Value& value) { return std::to_string(expr::IntegerOf(value)); }

// Finds what the demo's last lines name.
Status FindShown(const Arguments& arguments, Session& session, DemoRun& demo) {
  const ExampleOf* shown = FindExample(arguments.demo);
  if (shown == nullptr) return {};
  engine::Site& site = session.sites.front();
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(std::string(shown->row)));
  if (!rows.rows.empty()) demo.to_explain = std::string(shown->table) + " " + NumberOf(rows.rows[0].at(0));
  if (!session.question.seals || shown->sealed.empty()) return {};
  LOFTE_ASSIGN(const NamedTable table, FindTable(session, std::string(shown->sealed)));
  LOFTE_ASSIGN(const std::optional<engine::SealedCopy> copy, engine::OpenSome(site, table.name, session.question.zone));
  if (copy) demo.to_release = std::string(shown->sealed) + " " + NumberOf(copy->key.at(0).second);
  return {};
}

// Asks, sweeps and asks again.
Result<DemoRun> MainJob(const Arguments& arguments, Session& session, const Clock& clock) {
  const policy::Policy& policy = session.workspace().policy;
  DemoRun demo;
  demo.folder = arguments.folder;
  demo.people = arguments.subjects;
  demo.today = session.question.zone.DayOf(session.question.at);
  LOFTE_ASSIGN(const std::unique_ptr<ledger::Ledger> ledger, OpenLedger(session.workspace()));
  LOFTE_ASSIGN(demo.before, engine::Verify(policy, session.sites, session.question, ledger.get()));
  {
    ProgressBar bar("sweep");
    const engine::ApplyOptions options = SweepOptions("demo-" + Sha256Hex(std::to_string(session.now.us)).substr(0, 8), bar);
    LOFTE_ASSIGN(demo.run, engine::Apply(policy, session.workspace().map, session.sites, *ledger, session.question, clock, options));
  }
  LOFTE_ASSIGN(demo.after, engine::Verify(policy, session.sites, session.question, ledger.get()));
  LOFTE_TRY(FindShown(arguments, session, demo));
  return demo;
}

int RunMainJob(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kWrite);
  if (!opened.session) return opened.exit_code;
  const Result<DemoRun> demo = MainJob(arguments, *opened.session, clock);
  if (!demo) return Report(demo.error(), arguments);
  const policy::Policy& policy = opened.session->workspace().policy;
  const std::string text = arguments.json ? DemoJson(demo->folder, demo->people, demo->before, demo->run, demo->after, policy)
                                          : ShowDemo(*demo, policy, ColourOnStdout());
  Print(text);
  return kFine;
}

}  // namespace

int RunDemo(const Arguments& asked, const Clock& clock) {
  Arguments arguments = asked;
  if (const ExampleOf* example = FindExample(arguments.demo); arguments.subjects == 0 && example != nullptr)
    arguments.subjects = example->people;
  Result<time::Instant> at = DemoTime(arguments, clock);
  if (!at) return Report(at.error(), arguments);
  if (Status made = MakeWorkspace(arguments, *at); !made) return Report(made.error(), arguments);
  if (const int swept = SweepBefore(arguments, clock, *at); swept != kFine) return swept;
  if (!arguments.no_run) return RunMainJob(arguments, clock);
  const std::string made =
      fmt::format("Made `{0}`: {1} people. Try `lofte verify '{0}'`.\n", arguments.folder, Thousands(arguments.subjects));
  Print(arguments.json ? DemoJson(arguments.folder, arguments.subjects) : made);
  return kFine;
}

}  // namespace lofte::cli
