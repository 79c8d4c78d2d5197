// When the values of a sealed copy may be destroyed, and when that is late: grounds/dates.h for many rows of one binding. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grounds/dates.h"

namespace lofte::engine {

// Of one copy. Holds count at every sweep, and not here.
struct SealedEnds {
  std::optional<time::Day> due, late;  // nullopt: never, by these rules and facts
  // A sweep on that day, at any hour, is the last one that keeps the promise; nullopt: none is ever broken.
  std::optional<time::Day> last_sweep;
  bool is_undated = false;
  std::vector<std::string> examined_by;  // promises whose rules apply
  std::vector<std::string> charged;      // promises that are broken from `late` on
};

class EndFinder {
 public:
  // `binding` is borrowed.
  EndFinder(const grounds::Binding& binding, grounds::Question question) : binding_(binding), question_(std::move(question)) {}

  SealedEnds Find(const grounds::Facts& facts);

 private:
  enum class Asked { kDue, kBroken };
  const expr::Expr& FormulaAt(Asked asked, time::Instant at);
  std::optional<time::Instant> First(Asked asked, const std::vector<time::Instant>& points, const grounds::Facts& facts);
  time::Day DayFrom(time::Instant at) const;

  const grounds::Binding& binding_;
  grounds::Question question_;
  // Many rows have their points on the same days.
  std::map<std::pair<Asked, std::int64_t>, expr::Expr> formulas_;
};

}  // namespace lofte::engine
