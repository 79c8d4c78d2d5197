// Makes any cell of the generated world, on demand: the same cell is the same value whenever and in whatever order it is asked for.
//
// Borrows the spec, the layout and the zone. Remembers the latest rows of each table, so that a parent's cells are made once for all its
// children; memory is bounded by the spec, not by the number of rows. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "demo/layout.h"
#include "demo/moments.h"
#include "demo/random.h"
#include "demo/spec.h"

namespace lofte::demo {

class Cells {
 public:
  // Precondition: the spec has no cycles (ReadSpec has seen to it).
  Cells(const Spec& spec, const Layout& layout, const time::Zone& zone, time::Instant at, std::uint64_t seed);

  // How many of its slots a parent row fills, before `when` and failing columns are asked. Precondition: the fill has a parent.
  std::int64_t Count(int fill, std::int64_t parent);

  bool Exists(int table, std::int64_t row);

  // NULL also where a column that must succeed has found no value; then the row does not exist.
  expr::Value At(int table, std::int64_t row, int column);

 private:
  enum class State : std::uint8_t { kUnknown, kKnown, kFailed, kNo = kFailed };
  struct Entry {
    std::int64_t row = 0;
    State exists = State::kUnknown;
    std::vector<State> states;
    std::vector<expr::Value> values;
  };
  struct Context {
    int table;
    std::int64_t row;
    Place place;
    int column;
  };
  class Maker;

  Entry& EntryOf(int table, std::int64_t row);
  bool Weigh(int table, std::int64_t row);
  State StateOf(int table, std::int64_t row, int column);
  std::optional<expr::Value> Make(int table, std::int64_t row, int column);
  expr::Value Follow(const Path& path, std::int64_t row);
  bool Holds(const Condition& condition, std::int64_t row);
  bool HoldsUnnegated(const Condition& condition, std::int64_t row);
  bool Hold(const Conditions& conditions, std::int64_t row);

  const Spec& spec_;
  const Layout& layout_;
  std::uint64_t seed_;
  Moments moments_;
  std::vector<std::vector<std::uint64_t>> names_;  // by table and column
  std::vector<std::vector<Entry>> memory_;         // by table, direct-mapped by row number
};

}  // namespace lofte::demo
