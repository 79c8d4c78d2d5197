// The ledger's first part: what Løfte did, kept apart from the stores it did it to.
//
// An SQLite database in the workspace, through the store interface. It records a run durably before the first change of a store, and copies
// the stores' journals when the run is over, by their key, so that copying twice changes nothing. It holds no personal data: no key of a
// person, no value. (An event log with evidence comes on top of these tables.) One writer at a time; one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "stores/store.h"
#include "time/civil.h"

namespace lofte::ledger {

// A run. To be taken up again it must find the hashes and the time zone data unchanged.
struct RunRecord {
  std::string id;
  time::Instant at;  // the T of the run
  std::string policy_sha256;
  std::string map_sha256;
  std::string schema_sha256;  // of the fingerprints of all stores
  std::string plan_sha256;    // of the plan that was approved; empty: compiled on the spot
  std::string tzdata;
  std::string approved_by;
  std::int64_t batch_rows = 0;
  time::Instant started;
  std::optional<time::Instant> finished;
  std::string state;  // running, done, abandoned
};

struct StepRecord {
  std::string run, store;
  std::int64_t step = 0;
  std::string table;     // as in the data map
  std::string action;    // engine::NameOf: delete, erase, ..
  std::string promises;  // ids, joined by spaces
  std::int64_t planned = 0, done = 0;
};

struct BatchRecord {
  std::string run, store;
  std::int64_t step = 0, batch = 0, from_position = 0, to_position = 0, rows = 0;
  std::string at;  // when it was committed, by the store's clock: RFC 3339 in UTC
};

struct HoldRecord {
  std::string reference;  // the controller's own file number
  std::string state;      // hold, restriction
  std::string store;
  time::Instant since;
  std::optional<time::Instant> until;
  std::int64_t people = 1;  // how many are held under it there; who they are only the store knows
};

// Blocked values that were shown to somebody.
struct ReleaseRecord {
  time::Instant at;
  std::string store, table;
  std::string row_digest;  // of the row's key, under the sealing key
  std::int64_t copies = 0;
  std::string to;           // the court or authority
  std::string order;        // reference of its order
  std::string approved_by;  // who said yes
  std::string asked_by;     // who ran the command
};

// What a run had taken from one store and was put back.
struct UndoRecord {
  std::string id;   // under which the store's journal has its batches
  std::string run;  // the one that was undone
  std::string store;
  std::string reference;    // why: the controller's own file number
  std::string approved_by;  // who said yes
  std::string asked_by;     // who ran the command
  time::Instant started;
  std::optional<time::Instant> finished;  // nullopt: it is at work, or was stopped half-way
  std::int64_t put_back = 0, left = 0;    // copies: a row, or fields of one; of an act that has not finished: 0
};

// Rows by which a promise about events is broken: a key of promise, store, table and day. Numbers, and no key of a row.
struct BreachRecord {
  std::string promise, store;
  std::string table;       // as in the data map
  time::Day day;           // of the event
  std::int64_t rows = 0;   // that showed it when the stores were last asked
  std::int64_t taken = 0;  // that showed it before and no longer did then: a sweep or somebody took the row, or has changed it
};

// Somebody has dealt with the breaches of some days, as many as were known. It says nothing of those that come to light later.
struct IncidentRecord {
  std::int64_t number = 0;  // the ledger's; 0: not yet in it
  std::string reference;    // the controller's own file number
  std::string promise;
  time::Day from, until;                   // of the events; inclusive
  std::map<time::Day, std::int64_t> days;  // rows of each day that it acknowledges
  std::string approved_by;
  std::string asked_by;           // who ran the command
  std::optional<time::Day> told;  // when the supervisory authority was notified (Art. 33); nullopt: it was not, or not yet
  time::Instant recorded;
  std::optional<time::Instant> ended;  // since then it acknowledges nothing
  std::int64_t rows() const {
    std::int64_t sum = 0;
    for (const auto& [day, count] : days) sum += count;
    return sum;
  }
};

// Somebody vouches for what no store shows.
struct AttestationRecord {
  std::int64_t number = 0;  // the ledger's; 0: not yet in it
  std::string promise, by, role;
  std::string document;   // where it is
  std::string sha256;     // of the document
  time::Day from, until;  // inclusive
  time::Instant recorded;
  std::optional<time::Instant> withdrawn;
};

// Errors of every call: the store's; kConflict for a ledger of a newer program.
class Ledger {
 public:
  // Creates or migrates the tables. The store is an SQLite store that this ledger owns. Errors are said of the file ("it is ..", "it was
  // .."); kInvalid: a database of something else; kConflict: a ledger of a version that this one does not know.
  static Result<std::unique_ptr<Ledger>> Open(std::unique_ptr<stores::Store> store);
  // Writes nothing; nullptr where nothing is in the file yet. Errors: as Open; kConflict also where it would have to be migrated first.
  static Result<std::unique_ptr<Ledger>> OpenToRead(std::unique_ptr<stores::Store> store);

  // The run that was started and has not ended, if there is one. There is never more than one.
  Result<std::optional<RunRecord>> Unfinished();
  // Durable on return. kConflict when another run is unfinished.
  Status Start(const RunRecord& run, const std::vector<StepRecord>& steps);
  // Idempotent: a batch that is there already is left as it is. Sets `done` of the steps of its runs.
  Status CopyBatches(const std::vector<BatchRecord>& batches);
  // Sets the run's state and end. Precondition: its batches have been copied.
  Status Finish(const std::string& run, const std::string& state, time::Instant finished);

  Result<std::vector<RunRecord>> Runs();
  Result<std::vector<StepRecord>> Steps(const std::string& run);

  // One line for each reference, store and kind. An open one keeps its `since`, and the greater number of people.
  Status AddHold(const HoldRecord& hold);
  // All open lines of the reference and store; none is no error.
  Status ReleaseHold(const std::string& reference, const std::string& store, time::Instant until);
  Result<std::vector<HoldRecord>> Holds();

  // Durable on return.
  Status AddRelease(const ReleaseRecord& release);
  Result<std::vector<ReleaseRecord>> Releases();

  // One line for each id and store. Durable on return.
  Status StartUndo(const UndoRecord& undo);
  // Sets `finished`, `put_back` and `left` of that line.
  Status FinishUndo(const UndoRecord& undo);
  Result<std::vector<UndoRecord>> Undos();

  // What the stores show now, of each key once. Of a key of which fewer rows are left than before, and of one that `asked` is true of and
  // that is not in the list, the difference is taken. Durable on return.
  Status NoteBreaches(const std::vector<BreachRecord>& breaches, const std::function<bool(const BreachRecord&)>& asked);
  // The same after an undo, whose rows were taken and are there again: the difference is given back.
  Status NoteReturned(const std::vector<BreachRecord>& breaches);
  Result<std::vector<BreachRecord>> Breaches();

  // Returns its number. kConflict: an open incident of this reference and promise is there. Durable on return.
  Result<std::int64_t> AddIncident(const IncidentRecord& incident);
  // When the authority was told, of all open lines of the reference of which it was not. kNotFound: there is none.
  Status TellIncident(const std::string& reference, time::Day told);
  // All open lines of the reference. kNotFound: there is none.
  Status EndIncident(const std::string& reference, time::Instant ended);
  Result<std::vector<IncidentRecord>> Incidents();  // by number

  // Its number. Durable on return.
  Result<std::int64_t> AddAttestation(const AttestationRecord& attestation);
  // kNotFound: there is none of that number, or it is withdrawn.
  Status WithdrawAttestation(std::int64_t number, time::Instant withdrawn);
  Result<std::vector<AttestationRecord>> Attestations();  // by number

 private:
  explicit Ledger(std::unique_ptr<stores::Store> store) : store_(std::move(store)) {}
  Result<std::int64_t> Version();
  Status Migrate();

  std::unique_ptr<stores::Store> store_;
};

}  // namespace lofte::ledger
