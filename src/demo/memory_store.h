// A store that keeps inserted rows in memory, for tests. Everything but Begin and Insert fails.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "stores/store.h"

namespace lofte::demo {

struct MemoryTable {
  std::vector<std::string> columns;
  std::vector<std::vector<expr::Value>> rows;

  bool operator==(const MemoryTable& other) const { return columns == other.columns && rows == other.rows; }

  std::size_t Column(const std::string& name) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i] == name) return i;
    }
    Panic("no column " + name);
  }
  const expr::Value& At(std::size_t row, const std::string& column) const { return rows[row][Column(column)]; }
  std::vector<expr::Value> All(const std::string& column) const {
    std::vector<expr::Value> values;
    for (std::size_t i = 0; i < rows.size(); ++i) values.push_back(At(i, column));
    return values;
  }
};

class MemoryStore final : public stores::Store {
 public:
  explicit MemoryStore(stores::Dialect dialect) : Store("main"), dialect_(dialect) {}

  std::map<std::string, MemoryTable> tables;
  std::size_t largest_batch = 0;
  int transactions = 0;

  stores::Dialect dialect() const override { return dialect_; }
  Result<std::unique_ptr<stores::Transaction>> Begin() override {
    ++transactions;
    return std::unique_ptr<stores::Transaction>(std::make_unique<Nothing>());
  }
  Status Insert(const expr::TableName& table, const std::vector<std::string>& columns,
                const std::vector<std::vector<expr::Value>>& rows) override {
    MemoryTable& own = tables[table.table];
    if (!own.rows.empty() && own.columns != columns) return None();
    own.columns = columns;
    own.rows.insert(own.rows.end(), rows.begin(), rows.end());
    largest_batch = std::max(largest_batch, rows.size());
    return {};
  }

  Result<stores::Catalogue> ReadCatalogue() override { return None(); }
  Result<stores::Rows> Query(const std::string&, const std::vector<expr::Value>&) override { return None(); }
  Result<std::int64_t> Execute(const std::string&, const std::vector<expr::Value>&) override { return None(); }
  Status ExecuteScript(const std::string&) override { return None(); }
  Result<std::unique_ptr<stores::Transaction>> BeginSnapshot() override { return None(); }
  Result<std::optional<stores::PositionRange>> Extent(const expr::TableName&) override { return None(); }
  std::string RangeCondition(const stores::PositionRange&, const std::string&) const override { return ""; }
  std::string PositionOf(const std::string&) const override { return ""; }
  std::string PositionCondition(const std::vector<std::int64_t>&, const std::string&) const override { return ""; }
  Result<time::Instant> Now() override { return None(); }
  Result<std::unique_ptr<stores::Transaction>> TakeRunLock() override { return None(); }
  Status PrepareSchema(const std::string&) override { return None(); }
  Result<bool> HasSchema() override { return None(); }
  Result<bool> HasOwnTable(std::string_view) override { return None(); }
  std::string OwnTable(std::string_view) const override { return ""; }
  Status LockPersonState(bool) override { return None(); }
  Status Scrub() override { return None(); }

 private:
  struct Nothing final : stores::Transaction {
    Status Commit() override { return {}; }
  };
  static Unexpected<Error> None() { return Fail(ErrorCode::kInternal, "the memory store cannot do this"); }

  stores::Dialect dialect_;
};

}  // namespace lofte::demo
