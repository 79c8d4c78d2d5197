#include "engine/row_read.h"

#include <fmt/format.h>

#include <optional>

namespace lofte::engine {

namespace {

std::optional<std::string> ShownText(const expr::Value& value, expr::Type type) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr && type == expr::Type::kUuid ? std::optional(*text) : std::nullopt;
}

}  // namespace

RowKeyColumns::RowKeyColumns(const Site& site, const expr::TableName& table, std::vector<expr::Hop> hops, sql::Listing& listing)
    : live_(*site.catalogue->Find(table)), map_(site.bound->map().Find(table)), name_(expr::Format(table)) {
  for (const std::string& column : live_.KeyColumns()) {
    const datamap::Field* field = map_ == nullptr ? nullptr : map_->FindField(column);
    is_shown_ = is_shown_ && (map_ == nullptr || (field != nullptr && field->category.empty()));
    columns_.emplace_back(column, listing.Value({hops, column}));
  }
}

RowRead RowKeyColumns::Read(const std::vector<expr::Value>& row) const {
  RowRead read;
  read.table = name_;
  bool is_shown = is_shown_ && !columns_.empty();
  for (const auto& [name, index] : columns_) {
    const expr::Value& value = row.at(index);
    if (expr::IsNull(value)) read.is_there = false;
    const std::optional<std::string> text = ShownText(value, live_.Find(name)->type);
    is_shown = is_shown && text;
    if (is_shown) read.key += (read.key.empty() ? "" : ",") + (columns_.size() == 1 ? "" : name + "=") + *text;
  }
  if (!is_shown) read.key.clear();
  return read;
}

std::string RowKeyColumns::Ordinals() const {
  std::string out;
  for (const auto& [name, index] : columns_) out += fmt::format(", {}", index + 1);
  return out;
}

}  // namespace lofte::engine
