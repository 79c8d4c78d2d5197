#include <memory>

#include "datamap/bind.h"

namespace lofte::datamap {

expr::Hop HopOf(const Link& link, const stores::Catalogue& catalogue) {
  expr::Hop hop{link.to, link.on, link.fixed, false};
  std::vector<std::string> columns;
  for (const auto& [own, theirs] : link.on) columns.push_back(theirs);
  for (const auto& [theirs, value] : link.fixed) columns.push_back(theirs);
  const stores::Table* target = catalogue.Find(link.to);
  hop.unique = target != nullptr && target->IsUnique(columns);
  return hop;
}

TableScope::TableScope(const DataMap& map, const stores::Catalogue& catalogue, const expr::TableName& table)
    : map_(map), catalogue_(catalogue), table_map_(map.Find(table)), table_(catalogue.Find(table)) {}
TableScope::~TableScope() = default;

std::optional<expr::Scope::ColumnInfo> TableScope::FindColumn(std::string_view column) const {
  const stores::Column* found = table_ == nullptr ? nullptr : table_->Find(column);
  return found == nullptr ? std::nullopt : std::optional(ColumnInfo{found->type, found->nullable});
}

std::vector<std::string> TableScope::Columns() const {
  std::vector<std::string> names;
  if (table_ != nullptr)
    for (const stores::Column& column : table_->columns) names.push_back(column.name);
  return names;
}

std::optional<expr::Scope::LinkTarget> TableScope::Link(std::string_view name) const {
  const datamap::Link* link = table_map_ == nullptr ? nullptr : table_map_->FindLink(name);
  if (link == nullptr || catalogue_.Find(link->to) == nullptr) return std::nullopt;
  targets_.push_back(std::make_unique<TableScope>(map_, catalogue_, link->to));
  return LinkTarget{datamap::HopOf(*link, catalogue_), targets_.back().get()};
}

std::vector<std::string> TableScope::Links() const {
  std::vector<std::string> names;
  if (table_map_ != nullptr)
    for (const datamap::Link& link : table_map_->links) names.push_back(link.name);
  return names;
}

}  // namespace lofte::datamap
