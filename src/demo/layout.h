// Where the rows of each fill lie in their table: row numbers from slots, and back, without looking at any row.
//
// Borrows the spec; immutable after Of; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "demo/spec.h"

namespace lofte::demo {

// A row in terms of its fill: its parent's row number (0: none) and its slot.
struct Place {
  int fill = 0;
  std::int64_t parent = 0;
  std::int64_t slot = 0;
};

class Layout {
 public:
  // Errors: kLimit when a table would have more than 2^40 slots.
  static Result<Layout> Of(const Spec& spec, std::int64_t subjects);

  // The highest row number of a table; not every number up to it has a row.
  std::int64_t Slots(int table) const { return slots_of_table_[static_cast<std::size_t>(table)]; }
  std::int64_t SlotsOfFill(int fill) const { return slots_of_fill_[static_cast<std::size_t>(fill)]; }
  // Precondition: 1 <= row <= Slots(table).
  Place PlaceOf(int table, std::int64_t row) const;
  std::int64_t RowAt(const Place& place) const;

 private:
  explicit Layout(const Spec& spec) : spec_(&spec) {}
  const Spec* spec_;
  std::vector<std::int64_t> first_of_fill_;  // the rows before the fill's first, in its table
  std::vector<std::int64_t> slots_of_fill_;
  std::vector<std::int64_t> slots_of_table_;
};

}  // namespace lofte::demo
