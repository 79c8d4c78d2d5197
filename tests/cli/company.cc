#include "cli/company.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <set>

#include "base/clock.h"
#include "base/file.h"
#include "cli/commands.h"
#include "stores_sqlite/sqlite_store.h"
#include "support/world.h"

namespace lofte::tests {

namespace fs = std::filesystem;

namespace {

constexpr char kConfig[] = R"(lofte: 1
policy: policy.yaml
datamap: datamap.yaml
stores:
  main: { kind: sqlite, path: company.db }
ledger: ledger.db
)";

constexpr char kPolicy[] = R"(lofte: 1
controller: { name: Small ApS, country: DK, city: Aarhus, email: privacy@small.example }
effective: 2024-01-01
data:
  account: [email]
  note: [body]
subjects: [customer]
activities:
  notebook:
    purpose: keep notes for people
    basis: contract
    subjects: [customer]
    data: [account, note]
    retention:
      - { promise: thirty-days, of: [account, note], keep: while account.open, within: P30D, then: erase }
      - { promise: ninety-days, of: note, cap: P90D after note.written, then: erase }
promises:
  lifetime: { kind: retention, text: Data lives as long as the account, lines: [1], control: { retention: true } }
  thirty-days: { kind: retention, text: Thirty days after an account is closed its data is gone, lines: [2], covers: [lifetime] }
  ninety-days: { kind: retention, text: A note is gone after ninety days, lines: [3] }
  email-only: { kind: minimisation, text: Of an account we hold the e-mail address, lines: [4], control: { columns: account } }
  no-cards: { kind: security, text: We hold no card numbers, lines: [5], control: { never: card-number } }
  trained:
    kind: security
    text: Our staff is trained
    lines: [6]
    control:
      attested:
        by: Ida
        role: head of people
        document: training-2024.pdf
        sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
        from: 2024-01-01
        until: 2024-12-31
  tls: { kind: security, text: Nothing travels without TLS, lines: [7], control: { unproven: needs a probe } }
)";

constexpr char kMap[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    record: account
    persons: { user: id }
    fields:
      id: technical
      email: { category: account.email, blank: key }
      closed_on: technical
    events:
      account.closed: { column: closed_on, kind: date, null: not-yet }
    states:
      account.open: { when: closed_on is null, until: account.closed }
  main.notes:
    record: note
    persons: { user: account_id }
    fields:
      id: technical
      account_id: technical
      body: note.body
      written_on: technical
    events:
      note.written: { column: written_on, kind: date, null: unknown }
)";

constexpr char kRows[] = R"(
CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, closed_on TEXT);
CREATE TABLE notes (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts (id), body TEXT, written_on TEXT);
CREATE INDEX notes_of_accounts ON notes (account_id);
INSERT INTO accounts VALUES (1, 'a@example.org', NULL), (2, 'b@example.org', '2024-10-21'), (3, 'erased-3', '2024-01-01'), (4, 'd@example.org', '2024-10-22');
INSERT INTO notes VALUES
  (1, 1, 'young', '2024-11-01'), (2, 1, 'old', '2024-08-22'), (3, 1, 'due today', '2024-08-23'), (4, 1, 'not due', '2024-08-24'),
  (5, 1, 'undated', ''), (6, 2, 'of a closed account', '2024-10-01'), (7, 3, 'very old', '2023-12-01'), (8, 4, 'old, in grace', '2024-08-01');
)";

Lines DiffOf(const Lines& before, const Lines& after) {
  Lines diff;
  std::multiset<std::string> came(after.begin(), after.end());
  for (const std::string& row : before) {
    if (const auto same = came.find(row); same != came.end())
      came.erase(same);
    else
      diff.push_back("- " + row);
  }
  for (const std::string& row : came) diff.push_back("+ " + row);
  return diff;
}

std::string Unique() {
  static int count = 0;
  return std::to_string(getpid()) + "_" + std::to_string(++count);
}

}  // namespace

const Lines kSwept = {"- accounts: 2|'b@example.org'|'2024-10-21'", "- accounts: 3|'erased-3'|'2024-01-01'",
                      "- accounts: 4|'d@example.org'|'2024-10-22'", "- notes: 2|1|'old'|'2024-08-22'",
                      "- notes: 3|1|'due today'|'2024-08-23'",      "- notes: 6|2|'of a closed account'|'2024-10-01'",
                      "- notes: 7|3|'very old'|'2023-12-01'",       "- notes: 8|4|'old, in grace'|'2024-08-01'"};

nlohmann::json Outcome::Json() const {
  nlohmann::json json = nlohmann::json::parse(out, nullptr, false);
  EXPECT_FALSE(json.is_discarded()) << "not JSON: " << out;
  return json.is_discarded() ? nlohmann::json::object() : json;
}

Outcome Lofte(const std::vector<std::string>& arguments) {
  static FixedClock clock(1'732'190'400'000'000);  // 2024-11-21T12:00:00Z
  std::vector<const char*> argv = {"lofte"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Outcome outcome;
  outcome.code = cli::Run(static_cast<int>(argv.size()), argv.data(), clock);
  outcome.out = testing::internal::GetCapturedStdout();
  outcome.err = testing::internal::GetCapturedStderr();
  clock.Advance(1'000'000);
  return outcome;
}

Folder::Folder(const std::string& name) : outer_(fs::temp_directory_path() / ("lofte_cli_" + Unique())), path_(outer_ / name) {
  fs::create_directories(path_);
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(outer_, ignored);
}

void Folder::Write(const std::string& file, const std::string& text) const { WriteFileAtomically(path_ / file, text).value(); }
std::string Folder::Read(const std::string& file) const { return ReadFile(path_ / file).value(); }

Company::Company() {
  Write("lofte.yaml", kConfig);
  Write("policy.yaml", kPolicy);
  Write("datamap.yaml", kMap);
  stores_sqlite::SqliteOptions create;
  create.create = true;
  stores_sqlite::OpenSqlite("main", *this / "company.db", create).value()->ExecuteScript(kRows).value();
}

Outcome Company::Run(const std::string& command, const std::vector<std::string>& options) const {
  std::vector<std::string> arguments = {command, path().string()};
  arguments.insert(arguments.end(), options.begin(), options.end());
  if (command == "check" && !lints) arguments.push_back("--no-lint");
  const Lines before = Dump();
  Outcome outcome = Lofte(arguments);
  outcome.diff = DiffOf(before, Dump());
  if (command != "apply" && command != "undo") {
    EXPECT_EQ(outcome.diff, Lines{}) << command;
  }
  return outcome;
}

Outcome Company::RunAt(const std::string& command, std::vector<std::string> options) const {
  options.insert(options.end(), {"--at", "2024-11-21"});
  return Run(command, options);
}

void Company::Execute(const std::string& sql) const {
  stores_sqlite::OpenSqlite("main", *this / "company.db").value()->ExecuteScript(sql).value();
}

std::int64_t Company::Count(const std::string& from_and_where) const {
  const stores::Rows rows =
      stores_sqlite::OpenSqlite("main", *this / "company.db").value()->Query("SELECT count(*) FROM " + from_and_where).value();
  return std::get<std::int64_t>(rows.rows.at(0).at(0));
}

Lines Company::Dump() const {
  const auto store = stores_sqlite::OpenSqlite("main", *this / "company.db");
  return store && (*store)->ReadCatalogue() ? DumpOf(**store) : Lines{};
}

void Company::Edit(const std::string& file, const std::string& from, const std::string& to) const {
  std::string text = Read(file);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  Write(file, text);
}

}  // namespace lofte::tests
