// Puts back what a run has deleted or erased, as far as it is still kept for that (docs/design/0004-sealed-copies.md, Undo).
//
// The protocol: 1 the run lock of every store is taken, so that no sweep destroys meanwhile what is put back. 2 The ledger records the act,
// durably, for each store. 3 A batch puts rows back, deletes their copies and writes its journal row in one transaction: a value is never
// in two places and never in none. What has to be there first comes first: the last that the run took. 4 The ledger learns from the journal
// how many there were; only then is that pruned. Killed anywhere, it is safe to run again; what the ledger does not know yet it is told by
// the next undo or apply.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "engine/site.h"
#include "ledger/ledger.h"

namespace lofte::engine {

struct UndoOptions {
  std::string id;     // of this act; unique
  std::string run;    // what is undone
  std::string store;  // in this store alone; empty: in all
  std::string reference, approved_by, asked_by;
  // Called once, when the act is in the ledger: an error before it has changed nothing.
  std::function<void()> started;
};

// Of one table: rows, or rows of which fields are.
struct PutBackCount {
  std::string store, table;
  bool is_row = false;
  std::int64_t rows = 0;
};
// Copies that stay sealed, for the same reason.
struct LeftCount {
  std::string store, table, why;
  std::int64_t copies = 0;
};
struct UndoReport {
  std::string id, run;
  std::vector<PutBackCount> put_back;
  std::vector<LeftCount> left;
  std::int64_t rows() const;         // put back
  std::int64_t left_copies() const;  // still sealed
};

// Errors before the first change: kInvalid (the reference), kNotFound (no such run, or nothing of it is there any more), kConflict (a run
// is unfinished), kRefused (no sealing key, or another; a trigger on insert or update that the data map does not name), kBusy (a run is at
// work). After it, the store's own, with a message that says that running again is safe. What can't be put back is no error: it is in the
// report.
Result<UndoReport> Undo(std::vector<Site>& sites, ledger::Ledger& ledger, const time::Zone& zone, const Clock& clock,
                        const UndoOptions& options);

// Tells the ledger of acts that were stopped half-way, and prunes the journals of those it knows. The run locks must be held.
Status CloseUndos(std::vector<Site>& sites, ledger::Ledger& ledger, const Clock& clock);

// What of a run can be put back.
struct Undoable {
  std::int64_t copies = 0;
  // Rows that were deleted and of which nothing is kept. What referred to one of them is counted above, and stays sealed.
  std::int64_t gone = 0;
  // The first and the last day on which a sweep destroys some of them.
  std::optional<time::Day> first, last;
};
Result<Undoable> CountUndoable(Site& site, const std::string& run);
void Add(const Undoable& of, Undoable& to);

}  // namespace lofte::engine
