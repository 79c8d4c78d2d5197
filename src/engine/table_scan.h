// All questions on one table, answered in one scan. Promises on one table are first asked what they share (RowQuestion::suspects), and only
// where that finds something in full, in a second scan over those rows. A promise that has the table to itself is asked in full at once.
//
// Borrows the questions and the counters. One thread.
#pragma once

#include <cstdint>
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
  controls::Since& since;
};

class TableScan {
 public:
  TableScan(const expr::TableName& table, stores::Dialect dialect) : table_(table), dialect_(dialect) {}

  void Add(const controls::RowQuestion& question, Counters counters) { asked_.push_back(Asked{&question, counters}); }

  // In the caller's snapshot.
  Status Run(stores::Store& store, const stores::Catalogue& catalogue, const grounds::Question& question);

 private:
  // Those of the values that the same rules bind: of the first scan, when there are two.
  struct SuspectGroup {
    std::vector<expr::Expr> gone;
    std::size_t column = 0;  // counts the rows of which one of these is true
  };
  struct Asked {
    const controls::RowQuestion* question;
    Counters counters;
    std::size_t examined = 0, violated = 0, undated = 0, held = 0;  // columns of the scan that asks
    std::vector<const SuspectGroup*> groups = {};                   // when there are two
    std::vector<std::size_t> since = {};                            // columns of the scan that dates
  };
  Status RunAtOnce(stores::Store& store, const stores::Catalogue& catalogue, const grounds::Question& question);
  Status RunInTwo(stores::Store& store, const stores::Catalogue& catalogue, const grounds::Question& question);
  void AskInFull(sql::Scan& scan, Asked& asked) const;
  Status Collect(const std::vector<expr::Value>& row, const Asked& asked, const grounds::Question& question, stores::Store& store,
                 const stores::Catalogue& catalogue) const;

  expr::TableName table_;
  stores::Dialect dialect_;
  std::vector<Asked> asked_;
};

}  // namespace lofte::engine
