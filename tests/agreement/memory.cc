#include "agreement/memory.h"

namespace lofte::tests::agreement {

class Memory::MemoryRow : public expr::Row {
 public:
  MemoryRow(const Memory& memory, const Cells& cells) : memory_(memory), cells_(cells) {}
  expr::Value Column(std::string_view name) const override { return cells_.find(name)->second; }
  std::vector<const expr::Row*> Related(const expr::Hop& hop) const override;

 private:
  const Memory& memory_;
  const Cells& cells_;
};

// Keys of people, parents and things are integers.
struct Memory::Index {
  std::unordered_map<std::int64_t, std::vector<const MemoryRow*>> rows;
};

std::vector<const expr::Row*> Memory::MemoryRow::Related(const expr::Hop& hop) const {
  const auto& [own, theirs] = hop.on.at(0);
  const expr::Value key = Column(own);
  const auto* number = std::get_if<std::int64_t>(&key);
  if (number == nullptr) return {};
  const Index& index = memory_.IndexOf(hop.target.table, theirs);
  const auto found = index.rows.find(*number);
  if (found == index.rows.end()) return {};
  std::vector<const expr::Row*> related;
  for (const MemoryRow* row : found->second) {
    bool fits = true;
    for (std::size_t i = 1; i < hop.on.size(); ++i) fits = fits && row->Column(hop.on[i].second) == Column(hop.on[i].first);
    for (const auto& [column, value] : hop.fixed) fits = fits && row->Column(column) == value;
    if (fits) related.push_back(row);
  }
  return related;
}

Memory::Memory(const Stored& stored) {
  for (const auto& [table, rows] : stored)
    for (const Cells& cells : rows) tables_[table].push_back(std::make_unique<MemoryRow>(*this, cells));
}
Memory::~Memory() = default;

std::vector<const expr::Row*> Memory::Rows(const std::string& table) const {
  std::vector<const expr::Row*> rows;
  if (const auto found = tables_.find(table); found != tables_.end())
    for (const auto& row : found->second) rows.push_back(row.get());
  return rows;
}

const Memory::Index& Memory::IndexOf(const std::string& table, const std::string& column) const {
  const auto [known, is_new] = indexes_.try_emplace({table, column});
  if (!is_new) return known->second;
  if (const auto found = tables_.find(table); found != tables_.end()) {
    for (const auto& row : found->second) {
      const expr::Value value = row->Column(column);
      if (const auto* number = std::get_if<std::int64_t>(&value)) known->second.rows[*number].push_back(row.get());
    }
  }
  return known->second;
}

}  // namespace lofte::tests::agreement
