// Which rows break a promise: for whoever has to look at them one by one (`lofte verify --rows`).
//
// Named by their keys (engine/row_read.h); no value of theirs is told. A row whose promise is broken by what the ledger remembers, by a
// sealed copy or by the schema is no row here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/row_read.h"
#include "engine/site.h"
#include "grounds/lower.h"

namespace lofte::engine {

struct BrokenRow {
  std::string store;
  RowRead row;                   // `key` is empty where the table has none that may be shown
  std::optional<time::Day> day;  // of an event promise: when it happened
};

struct BrokenRows {
  std::vector<BrokenRow> rows;  // by store and table, in the order of their keys, or as they lie
  bool is_more = false;         // `most` were told, and there are others
  bool is_asked_of_rows =
      false;  // the promise's control looks at rows of some store; where it does not, `why` says what it is answered from
  std::string why;
};

// At most `most` of them, a number above 0. Each store is read in a snapshot; nothing is written. A store that fails makes the whole an
// error.
Result<BrokenRows> FindBrokenRows(std::vector<Site>& sites, const grounds::Question& question, const policy::Promise& promise,
                                  std::size_t most);

}  // namespace lofte::engine
