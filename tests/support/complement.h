// That a sweep did what its report says and nothing else. Says it of the whole database, so that each test of erasure has asserted that all
// that should stay is unchanged.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/snapshot.h"

namespace lofte::tests {

// What a step says it did.
struct SweptStep {
  std::string table;  // as in the data map, with the store's name
  bool deletes = false;
  std::vector<std::string> fields;  // of the rows that it empties
  std::int64_t rows = 0;
  bool at_most = false;   // in no more rows than that: what rows that go have told is kept in others, if it is newer
  bool on_cycle = false;  // of foreign keys between tables: a row may have been emptied, and be deleted when the sweep comes back to it
};

// What the steps do not account for, a line each, naming rows; empty: nothing. `store`: as the steps' tables name it. Of each table:
//
//   rows gone     as many as the steps that delete say
//   rows new      none
//   rows changed  no more than the steps that empty say together, no fewer than the one that says most; each column in no more rows than
//                 the steps with this field say, and no column that no step has (but for generated ones)
//
// Rows are known as ChangesOf says, by the fields of the steps that did something.
std::vector<std::string> Unaccounted(const Snapshot& before, const Snapshot& after, const std::string& store,
                                     const std::vector<SweptStep>& steps);

}  // namespace lofte::tests
