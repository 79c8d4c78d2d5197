#include "notes.h"

#include <algorithm>

namespace lofte::tests {

namespace {

constexpr const char* kPolicy = R"(lofte: 1
controller: { name: Notes, country: DK, email: privacy@example.com }
effective: 2020-01-01
data:
  account: [name]
  note: [body]
subjects: [user]
activities:
  service:
    purpose: keep notes
    basis: contract
    subjects: user
    data: [account, note]
    retention:
      - { promise: closed, of: account, keep: while account.open, then: erase }
      - { promise: notes, of: note, keep: P90D after note.written, then: erase }
promises:
  closed: { kind: retention, text: a closed account is erased }
  notes: { kind: retention, text: notes are kept ninety days }
)";

constexpr const char* kMap = R"(lofte: 1
people: { main.people: id }
tables:
  main.people:
    persons: { user: id }
    fields:
      id: technical
      name: account.name
      closed_on: technical
    events:
      account.closed: { column: closed_on, kind: date, null: not-yet }
    states:
      account.open: { when: 'closed_on is null', until: account.closed }
  main.notes:
    record: note
    persons: { user: person_id }
    fields:
      id: technical
      person_id: technical
      body: note.body
      written_on: technical
    events:
      note.written: { column: written_on, kind: date, null: unknown }
)";

}  // namespace

std::unique_ptr<World> MakeNotes(stores::Dialect dialect) {
  auto world = std::make_unique<World>(dialect);
  const std::string date = world->is_postgres() ? "date" : "TEXT";
  const std::string id = world->is_postgres() ? "bigint" : "INTEGER";
  world->Schema("CREATE TABLE people (id " + id + " PRIMARY KEY, name TEXT, closed_on " + date + ");" + "CREATE TABLE notes (id " + id +
                " PRIMARY KEY, person_id " + id + " NOT NULL REFERENCES people, body TEXT, written_on " + date + ")");
  for (int person = 1; person <= 10; ++person) world->Execute("INSERT INTO people VALUES (" + std::to_string(person) + ", 'person', NULL)");
  std::string rows;
  for (int note = 1; note <= kNotes; ++note) {
    const char* written = note <= kDueNotes ? "2023-05-01" : "2024-05-31";
    rows += (rows.empty() ? "(" : ", (") + std::to_string(note) + ", " + std::to_string(note % 10 + 1) + ", 'note', '" + written + "')";
  }
  world->Execute("INSERT INTO notes VALUES " + rows);
  world->Files(kPolicy, kMap);
  return world;
}

engine::ApplyOptions InSmallBatches() {
  engine::ApplyOptions options;
  options.batch_rows = 20;
  options.max_share = 1;
  return options;
}

std::vector<std::string> Without(const std::vector<std::string>& dump, const std::vector<int>& notes) {
  std::vector<std::string> out;
  for (const std::string& row : dump) {
    const bool gone =
        std::any_of(notes.begin(), notes.end(), [&](int note) { return row.rfind("notes: " + std::to_string(note) + "|", 0) == 0; });
    if (!gone) out.push_back(row);
  }
  return out;
}

std::vector<int> Numbers(int first, int last) {
  std::vector<int> numbers;
  for (int number = first; number <= last; ++number) numbers.push_back(number);
  return numbers;
}

std::vector<int> NotesOf(World& world) {
  std::vector<int> notes;
  for (const std::string& row : world.Rows("SELECT id FROM notes ORDER BY id")) notes.push_back(std::stoi(row));
  return notes;
}

}  // namespace lofte::tests
