// All questions on one table, answered in one scan; and, only where something was found, in a second one over those rows.
//
// Borrows the questions and the counters. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "controls/question.h"
#include "grounds/lower.h"
#include "sql/print.h"
#include "stores/store.h"

namespace lofte::engine {

// Where a question's answers are added up.
struct Counters {
  std::int64_t& examined;
  std::int64_t& violations;
  std::int64_t& undated;
  std::int64_t& held;
  std::optional<time::Day>& since;
};

class TableScan {
 public:
  TableScan(const expr::TableName& table, stores::Dialect dialect) : table_(table), dialect_(dialect), first_(table, dialect) {}

  void Add(const controls::RowQuestion& question, Counters counters);

  // In the caller's snapshot.
  Status Run(stores::Store& store, const stores::Catalogue& catalogue, const grounds::Question& question);

 private:
  struct Asked {
    const controls::RowQuestion* question;
    Counters counters;
    std::size_t examined = 0, violated = 0, undated = 0, held = 0;  // columns of the scan that asks
    std::vector<std::size_t> suspects = {};                         // columns of the first scan
    std::vector<std::size_t> since = {};                            // columns of the scan that dates
  };
  void AskAll(sql::Scan& scan, Asked& asked) const;
  void AskSince(sql::Scan& scan, Asked& asked) const;
  Status Collect(const std::vector<expr::Value>& row, const Asked& asked, stores::Store& store, const stores::Catalogue& catalogue) const;
  void CollectSince(const std::vector<expr::Value>& row, const Asked& asked, const grounds::Question& question) const;

  expr::TableName table_;
  stores::Dialect dialect_;
  sql::Scan first_;
  std::vector<Asked> asked_;
};

}  // namespace lofte::engine
