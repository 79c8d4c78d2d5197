#include "demo/layout.h"

namespace lofte::demo {
namespace {
constexpr std::int64_t kMostSlots = std::int64_t{1} << 40;
}

Result<Layout> Layout::Of(const Spec& spec, std::int64_t subjects) {
  Layout layout(spec);
  layout.slots_of_table_.assign(spec.tables.size(), 0);
  for (const Fill& fill : spec.fills) {
    std::int64_t& table_slots = layout.slots_of_table_[static_cast<std::size_t>(fill.table)];
    const std::int64_t parents = fill.parent >= 0 ? layout.Slots(fill.parent) : fill.per_subject ? subjects : 1;
    if (fill.slots > 0 && parents > kMostSlots / fill.slots) {
      return Fail(ErrorCode::kLimit, "table `" + spec.tables[static_cast<std::size_t>(fill.table)].name +
                                         "` would get too many rows; generate fewer subjects");
    }
    layout.first_of_fill_.push_back(table_slots);
    layout.slots_of_fill_.push_back(parents * fill.slots);
    table_slots += parents * fill.slots;
  }
  return layout;
}

Place Layout::PlaceOf(int table, std::int64_t row) const {
  const std::vector<int>& fills = spec_->tables[static_cast<std::size_t>(table)].fills;
  std::size_t i = fills.size() - 1;
  while (i > 0 && first_of_fill_[static_cast<std::size_t>(fills[i])] >= row) --i;
  const Fill& fill = spec_->fills[static_cast<std::size_t>(fills[i])];
  const std::int64_t index = row - 1 - first_of_fill_[static_cast<std::size_t>(fills[i])];
  if (fill.parent < 0) return {fills[i], 0, index};
  return {fills[i], index / fill.slots + 1, index % fill.slots};
}

std::int64_t Layout::RowAt(const Place& place) const {
  const Fill& fill = spec_->fills[static_cast<std::size_t>(place.fill)];
  const std::int64_t parent_index = fill.parent < 0 ? 0 : place.parent - 1;
  return first_of_fill_[static_cast<std::size_t>(place.fill)] + parent_index * fill.slots + place.slot + 1;
}

}  // namespace lofte::demo
