#include "taken_notes.h"

#include <algorithm>
#include <map>
#include <thread>

namespace lofte::tests {

namespace {

std::string PolicyOf(const std::string& then, const std::string& closed_then, bool row_stays) {
  std::string policy = R"(lofte: 1
controller: { name: Notes, country: DK, email: privacy@example.com }
effective: 2020-01-01
data:
  account: [name]
  note: [body, title]
subjects: [user]
activities:
  service:
    purpose: keep notes
    basis: contract
    subjects: user
    data: [account, note]
    retention:
      - { promise: closed, of: [account, note.title], keep: while account.open, then: CLOSED }
      - { promise: notes, of: note.body, keep: P90D after note.written, then: THEN }
promises:
  closed: { kind: retention, text: a closed account is erased }
  notes: { kind: retention, text: notes are kept ninety days }
)";
  const auto replace = [&](const std::string& what, const std::string& with) { policy.replace(policy.find(what), what.size(), with); };
  replace("CLOSED", closed_then);
  replace("THEN", then);
  if (row_stays) return policy;
  replace("note: [body, title]", "note: [body]");
  replace("[account, note.title]", "account");
  return policy;
}

std::string MapOf(bool is_counted, bool row_stays) {
  return std::string(R"(lofte: 1
people: { main.people: id }
tables:
  main.people:
    persons: { user: id }
    fields: { id: technical, name: account.name, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date, null: not-yet } }
    states: { account.open: { when: 'closed_on is null', until: account.closed } }
  main.notes:
    record: note
    persons: { user: person_id }
)") + (is_counted ? "    aggregate: { by: [topic] }\n" : "") +
         "    fields: { id: technical, person_id: technical, body: note.body, written_on: technical, topic: technical, title: " +
         (row_stays ? "note.title" : "technical") +
         " }\n"
         "    events: { note.written: { column: written_on, kind: date, null: unknown } }\n";
}

}  // namespace

void TakenNotesTest::Make(const std::string& then, const std::string& closed_then) {
  const stores::Dialect dialect = std::get<stores::Dialect>(GetParam());
  if (const std::string missing = World::Missing(dialect); !missing.empty()) GTEST_SKIP() << missing;
  world_ = MakeNotes(dialect);
  world_->Execute("ALTER TABLE notes ADD COLUMN topic " + std::string(world_->is_postgres() ? "bigint" : "INTEGER") +
                  "; ALTER TABLE notes ADD COLUMN title TEXT; UPDATE notes SET topic = id % 4, title = 'title'");
  // In PostgreSQL an update moves the rows, and what was there before stays as long as anybody on the server, or who is only about to
  // connect to it, might look. Batches are to find the rows in order with nothing between them, and there is room for some to be written
  // anew where they are.
  if (world_->is_postgres())
    world_->Execute(
        "CREATE TABLE written AS SELECT * FROM notes; TRUNCATE notes; ALTER TABLE notes SET (fillfactor = 50); "
        "INSERT INTO notes SELECT * FROM written ORDER BY id; DROP TABLE written");
  world_->Files(PolicyOf(then, closed_then, row_stays()), MapOf(then.find("aggregate") != std::string::npos, row_stays()));
  world_->Seal();
  world_->Sites(engine::Access::kWrite);  // Løfte's own tables are there
  application_ = world_->Connect();
  people_ = world_->Rows("SELECT * FROM people ORDER BY id");
}

void TakenNotesTest::Do(const std::string& sql) {
  const Status done = application_->ExecuteScript(sql);
  ASSERT_TRUE(done) << done.error().message;
}

Result<engine::ApplyReport> TakenNotesTest::ApplyAnd(const std::function<void()>& act, int batch) {
  engine::ApplyOptions options = InSmallBatches();
  int batches = 0;
  options.progress = [&](const engine::PlannedStep&, std::int64_t, std::int64_t) {
    if (++batches == batch) act();
  };
  Result<engine::ApplyReport> report = world_->ApplyBeside(kAt, options);
  if (report) {
    EXPECT_GT(batches, batch);
  }
  return report;
}

// PostgreSQL's batch waits for the row. SQLite locks the file: there the run stops, and the next apply takes it up when the application
// has committed.
void TakenNotesTest::SweepInto(const std::string& sql) {
  if (!world_->is_postgres()) {
    world_->SetLockTimeout(20);
    const auto stopped = ApplyAnd([&] { Do("BEGIN IMMEDIATE; " + sql); }, 2);
    ASSERT_FALSE(stopped);
    ASSERT_EQ(stopped.error().code, ErrorCode::kBusy) << stopped.error().message;
    Do("COMMIT");
    const auto report = world_->ApplyBeside(kAt, InSmallBatches());
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_TRUE(report->resumed);
    return;
  }
  Do("BEGIN; " + sql);
  world_->SetLockTimeout(60'000);
  Result<engine::ApplyReport> report = Fail(ErrorCode::kInternal, "it did not run");
  std::thread sweep([&] { report = world_->ApplyBeside(kAt, InSmallBatches()); });
  const auto watcher = world_->Connect();
  while (RowsOf(*watcher, "SELECT 1 FROM pg_locks WHERE NOT granted").empty()) std::this_thread::yield();
  const Status committed = application_->ExecuteScript("COMMIT");
  sweep.join();
  ASSERT_TRUE(committed);
  ASSERT_TRUE(report) << report.error().message;
}

void TakenNotesTest::SweepWithLocked(const std::string& own_table, const std::string& meanwhile) {
  const std::unique_ptr<stores::Store> locker = world_->Connect();
  ASSERT_TRUE(locker->ExecuteScript("BEGIN; LOCK TABLE lofte." + own_table + " IN EXCLUSIVE MODE"));
  world_->SetLockTimeout(60'000);
  engine::ApplyOptions options = InSmallBatches();
  options.batch_rows = 10 * kNotes;
  Result<engine::ApplyReport> report = Fail(ErrorCode::kInternal, "it did not run");
  std::thread sweep([&] { report = world_->ApplyBeside(kAt, options); });
  const auto watcher = world_->Connect();
  while (RowsOf(*watcher, "SELECT 1 FROM pg_locks WHERE NOT granted").empty()) std::this_thread::yield();
  const Status done = application_->ExecuteScript(meanwhile);
  const Status unlocked = locker->ExecuteScript("COMMIT");
  sweep.join();
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_TRUE(unlocked);
  ASSERT_TRUE(report) << report.error().message;
}

std::string TakenNotesTest::Note(int note, const std::string& body, const std::string& written_on, int topic) {
  const std::string written = !written_on.empty() ? written_on : note <= kDueNotes ? "2023-05-01" : "2024-05-31";
  return std::to_string(note) + "|" + std::to_string(note % 10 + 1) + "|" + body + "|" + written + "|" +
         std::to_string(topic < 0 ? note % 4 : topic) + "|title";
}

TakenNotesTest::Lines TakenNotesTest::Taken(int note) const { return row_stays() ? Lines{Note(note, "NULL")} : Lines{}; }

TakenNotesTest::Lines TakenNotesTest::NotesWhenTaken(const std::vector<int>& taken, const Lines& but) const {
  std::map<int, std::string> notes;
  for (const int note : Numbers(1, kNotes)) notes[note] = Note(note);
  for (const int note : taken) {
    notes.erase(note);
    for (const std::string& line : Taken(note)) notes[note] = line;
  }
  for (const std::string& line : but) notes[std::stoi(line)] = line;
  Lines lines;
  for (const auto& [note, line] : notes) lines.push_back(line);
  return lines;
}

TakenNotesTest::Lines TakenNotesTest::Notes() {
  return world_->Rows("SELECT id, person_id, body, written_on, topic, title FROM notes ORDER BY id");
}

void TakenNotesTest::ExpectPeopleUnchanged() { EXPECT_EQ(world_->Rows("SELECT * FROM people ORDER BY id"), people_); }

std::vector<int> NumbersBut(int first, int last, int without) {
  std::vector<int> numbers = Numbers(first, last);
  numbers.erase(std::remove(numbers.begin(), numbers.end(), without), numbers.end());
  return numbers;
}

std::string NameOfTaken(const testing::TestParamInfo<std::tuple<stores::Dialect, Row>>& each) {
  return NameOfDialect(std::get<stores::Dialect>(each.param)) + (std::get<Row>(each.param) == Row::kGoes ? "Row" : "Field");
}

}  // namespace lofte::tests
