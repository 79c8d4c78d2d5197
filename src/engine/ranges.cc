#include "engine/ranges.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sql/print.h"

namespace lofte::engine {

using stores::Dialect;
using stores::PositionRange;

namespace {

// More tuples than fit a block of 8 kB; ranges finer than a block skip the rest of its positions.
constexpr std::int64_t kMostTuplesPerBlock = 300;

// Row ids use all 64 bits, so their distance may not fit a signed number.
std::uint64_t Width(const PositionRange& range) {
  return range.end <= range.begin ? 0 : static_cast<std::uint64_t>(range.end) - static_cast<std::uint64_t>(range.begin);
}

}  // namespace

Ranges::Ranges(stores::Store& store, expr::TableName table, std::size_t partitions, PositionRange extent, std::int64_t rows, RangeSize size)
    : store_(store), table_(std::move(table)), extent_(extent), size_(size) {
  // Row ids that are spread thin are walked by counting rows, dense ones by arithmetic.
  dense_ = Width(extent) <= 4 * static_cast<std::uint64_t>(std::max<std::int64_t>(rows, 1)) + 1000;
  // A range of a partitioned table is that range in each of its partitions.
  size_.blocks = std::max<std::int64_t>(1, size_.blocks / std::max<std::int64_t>(1, static_cast<std::int64_t>(partitions)));
}

// A transaction costs by what it changes, and by the pages of an index that it touches, many of which the next one touches again.
void Ranges::Fit(std::int64_t changes) {
  constexpr std::uint64_t kWidest = 32, kMostChanges = 10'000;
  const std::int64_t one = store_.dialect() == Dialect::kPostgres ? size_.blocks * stores::kTuplesPerBlock : size_.rows;
  const std::uint64_t ranges = Width(extent_) / static_cast<std::uint64_t>(std::max<std::int64_t>(one, 1)) + 1;
  const std::uint64_t changes_each = static_cast<std::uint64_t>(std::max<std::int64_t>(changes, 0)) / ranges;
  width_ = 1;
  while (static_cast<std::uint64_t>(width_) < kWidest && changes_each * static_cast<std::uint64_t>(width_) * 2 <= kMostChanges) width_ *= 2;
}

Result<std::optional<PositionRange>> Ranges::From(std::int64_t begin) {
  if (begin >= extent_.end) return std::optional<PositionRange>();
  if (store_.dialect() == Dialect::kPostgres) return std::optional<PositionRange>(PostgresFrom(begin));
  if (dense_) return std::optional<PositionRange>(PositionRange{begin, Advanced(begin, size_.rows * width_)});
  return SparseFrom(begin);
}

std::int64_t Ranges::Advanced(std::int64_t begin, std::int64_t by) const {
  return Width({begin, extent_.end}) <= static_cast<std::uint64_t>(by) ? extent_.end : begin + by;
}

PositionRange Ranges::PostgresFrom(std::int64_t begin) const {
  if (size_.tuples <= 0) return {begin, Advanced(begin, size_.blocks * width_ * stores::kTuplesPerBlock)};
  const std::int64_t next_block = (begin / stores::kTuplesPerBlock + 1) * stores::kTuplesPerBlock;
  std::int64_t end = begin + size_.tuples;
  if (end % stores::kTuplesPerBlock > kMostTuplesPerBlock || end >= next_block) end = next_block;
  return {begin, std::min(extent_.end, end)};
}

Result<std::optional<PositionRange>> Ranges::SparseFrom(std::int64_t begin) {
  const std::string sql = fmt::format("SELECT max(_rowid_) FROM (SELECT _rowid_ FROM {} WHERE _rowid_ >= ?1 ORDER BY _rowid_ LIMIT ?2)",
                                      sql::TableRef(table_, Dialect::kSqlite));
  LOFTE_ASSIGN(const stores::Rows rows, store_.Query(sql, {begin, size_.rows * width_}));
  const auto* last = std::get_if<std::int64_t>(&rows.rows.at(0).at(0));
  if (last == nullptr) return std::optional<PositionRange>();
  const bool at_the_end = *last == std::numeric_limits<std::int64_t>::max();
  return std::optional<PositionRange>(PositionRange{begin, at_the_end ? *last : *last + 1});
}

Status ForEachStretch(stores::Store& store, const stores::Table& table, const std::function<Status(const std::string& range)>& each) {
  constexpr RangeSize kStretch{200'000, 4096, 0};
  LOFTE_ASSIGN(const std::optional<PositionRange> extent, store.Extent(table.name));
  if (!extent) return each("");
  Ranges ranges(store, table.name, table.partitions.size(), *extent, 0, kStretch);
  for (std::int64_t at = extent->begin;;) {
    LOFTE_ASSIGN(const std::optional<PositionRange> range, ranges.From(at));
    if (!range) return {};
    LOFTE_TRY(each(store.RangeCondition(*range, "t")));
    at = range->end;
  }
}

}  // namespace lofte::engine
