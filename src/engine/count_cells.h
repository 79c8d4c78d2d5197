// Counts rows in cells before they go: docs/design/0004-sealed-copies.md, "Aggregation".
//
// In the caller's transaction, so that at every commit the sum of the cells is the rows that were counted, and no cell with attributes has
// fewer than the policy says. One thread.
#pragma once

#include <cstdint>
#include <string>

#include "engine/site.h"
#include "engine/step.h"

namespace lofte::engine {

// What a part counts by, as the data map says it. A cell of other parts is another one.
std::string NameOf(const datamap::CellPart& part);
// Of a moment, in the controller's zone: `2026-02`, `2026`. Precondition: it is no column.
std::string PeriodOf(const datamap::CellPart& part, const expr::Moment& moment, const time::Zone& zone);

class RowCounter {
 public:
  // Borrows the site.
  RowCounter(Site& site, time::Zone zone) : site_(site), zone_(std::move(zone)) {}

  // The rows that the step will take of those for which the condition, SQL over the alias `t`, is true. Those of them that are to be
  // counted are.
  Result<std::int64_t> Count(const Step& step, const std::string& condition, const grounds::Question& question);

 private:
  // Adds rows to the cell if it then has at least so many; false: it would not, and nothing was added. A cell without parts takes any.
  Result<bool> AddIfEnough(const std::string& table, const std::vector<std::string>& cell, std::int64_t rows, std::int64_t least);

  Site& site_;
  time::Zone zone_;
};

}  // namespace lofte::engine
