#include <algorithm>
#include <utility>

#include "demo/cells.h"
#include "demo/generator.h"
#include "demo/layout.h"

namespace lofte::demo {
namespace {

constexpr std::size_t kRowsPerTransaction = 50'000;

// SQLite has no types for dates and instants; there the canonical texts stand for them.
expr::Value ForDialect(expr::Value value, stores::Dialect dialect) {
  if (dialect != stores::Dialect::kSqlite) return value;
  if (const auto* day = std::get_if<time::Day>(&value)) return time::Format(*day);
  if (const auto* instant = std::get_if<time::Instant>(&value)) return time::Format(*instant);
  return value;
}

// Inserts the rows of one fill after the other.
class Run {
 public:
  Run(const Spec& spec, const Layout& layout, const time::Zone& zone, const GenerateOptions& options, stores::Store& store)
      : spec_(spec), layout_(layout), cells_(spec, layout, zone, options.at, options.seed), options_(options), store_(store) {
    for (std::size_t i = 0; i < spec.fills.size(); ++i) work_ += layout.SlotsOfFill(static_cast<int>(i));
  }

  Status FillAll() {
    for (std::size_t i = 0; i < spec_.fills.size(); ++i) LOFTE_TRY(FillOne(static_cast<int>(i)));
    return {};
  }

 private:
  Status FillOne(int index) {
    const Fill& fill = spec_.fills[static_cast<std::size_t>(index)];
    const Table& table = spec_.tables[static_cast<std::size_t>(fill.table)];
    Begin(table);
    const std::int64_t parents = fill.parent < 0 ? 1 : layout_.Slots(fill.parent);
    const std::int64_t slots = fill.parent < 0 ? layout_.SlotsOfFill(index) : fill.slots;
    for (std::int64_t parent = 1; parent <= parents; ++parent) {
      if (fill.parent >= 0 && !cells_.Exists(fill.parent, parent)) {
        worked_ += slots;
        continue;
      }
      const std::int64_t count = fill.parent < 0 ? slots : cells_.Count(index, parent);
      for (std::int64_t slot = 0; slot < count; ++slot) LOFTE_TRY(Add(table, fill.table, layout_.RowAt({index, parent, slot})));
      worked_ += slots - count;
    }
    return Flush(table);
  }

  void Begin(const Table& table) {
    columns_.clear();
    names_.clear();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (!table.columns[i].stored) continue;
      columns_.push_back(static_cast<int>(i));
      names_.push_back(table.columns[i].name);
    }
    batch_.reserve(kRowsPerTransaction);
  }

  Status Add(const Table& table, int table_index, std::int64_t row) {
    ++worked_;
    if (!cells_.Exists(table_index, row)) return {};
    std::vector<expr::Value>& values = batch_.emplace_back();
    values.reserve(columns_.size());
    for (int column : columns_) values.push_back(ForDialect(cells_.At(table_index, row, column), store_.dialect()));
    if (batch_.size() < kRowsPerTransaction) return {};
    return Flush(table);
  }

  Status Flush(const Table& table) {
    if (batch_.empty()) return {};
    LOFTE_ASSIGN(auto transaction, store_.Begin());
    LOFTE_TRY(store_.Insert({store_.name(), "", table.name}, names_, batch_));
    LOFTE_TRY(transaction->Commit());
    rows_ += static_cast<std::int64_t>(batch_.size());
    batch_.clear();
    if (options_.progress) options_.progress({table.name, rows_, static_cast<double>(worked_) / static_cast<double>(work_)});
    return {};
  }

  const Spec& spec_;
  const Layout& layout_;
  Cells cells_;
  const GenerateOptions& options_;
  stores::Store& store_;
  std::vector<int> columns_;
  std::vector<std::string> names_;
  std::vector<std::vector<expr::Value>> batch_;
  std::int64_t work_ = 0;
  std::int64_t worked_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace

Status Generate(const Spec& spec, const GenerateOptions& options, stores::Store& store) {
  if (options.subjects < kMinSubjects || options.subjects > kMaxSubjects) {
    return Fail(ErrorCode::kLimit, "`" + std::to_string(options.subjects) + "` subjects: choose between " + std::to_string(kMinSubjects) +
                                       " and " + std::to_string(kMaxSubjects));
  }
  LOFTE_ASSIGN(const time::Zone zone, time::Zone::Named(spec.zone));
  LOFTE_ASSIGN(const Layout layout, Layout::Of(spec, options.subjects));
  return Run(spec, layout, zone, options, store).FillAll();
}

}  // namespace lofte::demo
