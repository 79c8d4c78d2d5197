// Statutes that ask for a minimum of retention, under the short ids that `law:` of a floor names.
//
// A table of facts, restated from the statutes; a lawyer's word stands above every row. Plain values; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace lofte::policy {

struct Law {
  std::string id;       // country/class: `DK/bookkeeping`
  std::string records;  // what must be kept
  std::string end;      // the minimum, as an END over the event `record.date`
  std::string cite;
  bool duty = true;  // false: a limitation period, within which a claim may be raised; a ground to keep, not a duty
};

const std::vector<Law>& Laws();
// nullptr when there is no such id.
const Law* FindLaw(std::string_view id);
std::vector<std::string> LawIds();

// Does `floor` end on or after the minimum of `law`, for every day of an event? Only an END of one event and whole days can be compared:
// others are taken to reach it.
bool Reaches(const End& floor, const Law& law, time::YearEnd year_end);
// The same the other way: `end` is later than the minimum of `law` for some day of an event. False where it cannot be compared.
bool Exceeds(const End& end, const Law& law, time::YearEnd year_end);

// Does `end` never end after `other`, for every day of their event? Only ENDs of one event and whole days can be compared: false for
// others.
bool NeverLater(const End& end, const End& other, time::YearEnd year_end);

}  // namespace lofte::policy
