#include "support/row_ends.h"

#include "base/result.h"
#include "controls/table_grounds.h"
#include "sql/print.h"

namespace lofte::tests {

namespace {

class Columns {
 public:
  explicit Columns(stores::Dialect dialect) : dialect_(dialect) {}

  void Add(const std::string& sql) { list_ += (list_.empty() ? "" : ", ") + sql; }
  void AddTruth(const expr::Expr& condition) {
    Add("CASE WHEN " + sql::Condition(condition, dialect_, "t") + " THEN 'true' ELSE 'false' END");
  }
  const std::string& list() const { return list_; }

 private:
  stores::Dialect dialect_;
  std::string list_;
};

}  // namespace

StoreEnds::StoreEnds(stores::Store& store, engine::Site& site, const grounds::Question& question) {
  if (!engine::ReadPersonState(site, question.at, engine::Asks::kForASweep, engine::AskHolds::kIfAny)) return;
  const grounds::Lowering lowering(question);
  for (const auto& table : site.bound->tables()) {
    const controls::TableGrounds grounds(*table, lowering);
    if (!grounds.CanSeal() && !grounds.CanCount()) continue;
    Columns columns(store.dialect());
    for (const stores::Column& column : table->table().columns)
      columns.Add(Exactly(column, store.dialect(), "t." + sql::Identifier(column.name)));
    for (const datamap::FieldGroup& group : table->groups()) columns.AddTruth(grounds.IsSealed(group));
    for (const datamap::FieldGroup& group : table->groups()) columns.AddTruth(grounds.IsCounted(group));
    for (const datamap::Field& field : table->map().fields) columns.AddTruth(table->HasValue(field));
    const auto rows = store.Query("SELECT " + columns.list() + " FROM " + sql::TableRef(table->table().name, store.dialect()) + " AS t");
    if (!rows) Panic("query: " + rows.error().message);
    auto& ends_of = tables_[TableSnapshot{table->table(), {}}.Name()];
    for (const auto& row : rows->rows) {
      std::size_t at = 0;
      const auto text = [&] { return std::get<std::string>(row.at(at++)); };
      std::vector<std::string> values;
      for (std::size_t i = 0; i < table->table().columns.size(); ++i) values.push_back(text());
      RowEnds ends;
      for (std::size_t i = 0; i < table->groups().size(); ++i) ends.sealed.push_back(text() == "true");
      for (std::size_t i = 0; i < table->groups().size(); ++i) ends.counted.push_back(text() == "true");
      for (std::size_t i = 0; i < table->map().fields.size(); ++i) ends.has_value.push_back(text() == "true");
      ends_of.emplace(std::move(values), std::move(ends));
    }
  }
}

const RowEnds* StoreEnds::Of(const std::string& table, const std::vector<std::string>& row) const {
  const auto of = tables_.find(table);
  if (of == tables_.end()) return nullptr;
  const auto found = of->second.find(row);
  if (found == of->second.end()) Panic("a row of `" + table + "` was not there when its end was asked");
  return &found->second;
}

}  // namespace lofte::tests
