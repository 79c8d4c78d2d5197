// That what a sweep has left in Løfte's own tables is what it took out of the application's, typed and to the value: the complement of the
// sealed copies and the cells, as complement.h is that of the rows.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "seal/key.h"
#include "support/complement.h"
#include "support/own_tables.h"
#include "support/row_ends.h"

namespace lofte::tests {

// A store at one moment.
struct Look {
  Snapshot tables;
  OwnTables own;
};

// What a sweep says of copies and cells.
struct SaidOfCopies {
  std::string run;
  bool is_over = false;  // it was not stopped
  std::int64_t destroyed = 0, destroyed_undo = 0;
  std::map<std::string, std::int64_t> counted;  // by table, rows of the steps that only count
};

// What is not accounted for, a line each; empty: nothing. `site`: with a person state and a key; `today`: the day of T.
//
//   new blocked copies  hold the values that left their rows where a group of them is blocked by `ends`, each with its table, row, column
//                       and persons, and no other; of a row that is gone also what stood beside them. A value in its erased form may be
//                       there
//   new undo copies     each row that is gone and neither blocked nor counted has one, whole, or a trace that it is gone (where it has a
//   key,
//                       for without one nothing can be traced); what is said of fields was in the row and is not any more
//   copies that went    as many of each kind as the steps say, of those that were due and not held; all of them when the sweep is over
//   copies that stay    are what they were, but for their days under new terms
//   cells               have grown by the rows that left with a value to be counted, the sum of them; none has shrunk; none with
//                       attributes has fewer than the policy says
//
// On a cycle of foreign keys a row may be emptied and then deleted: there only what is in the copies is held to what was in the rows.
std::vector<std::string> UnaccountedCopies(stores::Store& store, const engine::Site& site, const Look& before, const Look& after,
                                           const StoreEnds& ends, const std::vector<SweptStep>& steps, const SaidOfCopies& said,
                                           const grounds::Question& question);

}  // namespace lofte::tests
