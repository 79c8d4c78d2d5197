// The physical order of a table in ranges that a short transaction, or a small answer, can be made of.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "stores/store.h"

namespace lofte::engine {

// How much one range holds. SQLite counts rows, PostgreSQL blocks of the table with all its partitions.
struct RangeSize {
  std::int64_t rows = 20'000;
  std::int64_t blocks = 512;
  std::int64_t tuples = 0;  // PostgreSQL: not 0 for ranges finer than a block
};

// Ends for every table, however thin its row ids are spread. Borrows the store.
class Ranges {
 public:
  // `extent`: Store::Extent of the table. `rows`: about how many it has; 0 when nobody knows.
  Ranges(stores::Store& store, expr::TableName table, std::size_t partitions, stores::PositionRange extent, std::int64_t rows,
         RangeSize size);

  // Makes the ranges wider, up to 32 times, as long as a range changes no more than 10 000 rows when `changes` are spread evenly.
  void Fit(std::int64_t changes);

  // The range that starts at `begin`; nullopt at the end of the table.
  Result<std::optional<stores::PositionRange>> From(std::int64_t begin);

 private:
  stores::PositionRange PostgresFrom(std::int64_t begin) const;
  Result<std::optional<stores::PositionRange>> SparseFrom(std::int64_t begin);
  std::int64_t Advanced(std::int64_t begin, std::int64_t by) const;

  stores::Store& store_;
  expr::TableName table_;
  stores::PositionRange extent_;
  RangeSize size_;
  std::int64_t width_ = 1;  // ranges of this many times `size_`
  bool dense_ = true;
};

// Calls `each` with a condition over the alias `t` for one stretch of the table after the other, so that answers stay small; once with an
// empty one where there is no physical order. Ends at the first error.
Status ForEachStretch(stores::Store& store, const stores::Table& table, const std::function<Status(const std::string& range)>& each);

}  // namespace lofte::engine
