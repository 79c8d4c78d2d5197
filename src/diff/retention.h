// Which rules bind one category for one activity. Private to this module.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "diff/ends.h"

namespace lofte::diff {

using Rules = std::vector<const policy::Rule*>;

// The rules of a policy by what they are about; borrows it. Of older and newer terms (policy/terms.h) the newest: what a policy says is
// where it leads, and a change tells from which day.
class RuleIndex {
 public:
  explicit RuleIndex(const policy::Policy& policy);

  // Of this activity alone, as they stand in the file.
  const Rules& Own(const std::string& activity, const std::string& category) const;
  // With the caps of whoever. An activity that has no need of its own, in one of the policies (`needs_of_all`), caps those of all.
  Binding Of(const std::string& activity, const std::string& category, bool needs_of_all) const;
  // The categories that rules of the activity name, sorted.
  std::vector<std::string> CategoriesOf(const std::string& activity) const;

 private:
  std::map<std::pair<std::string, std::string>, Rules> own_;  // by activity and category
  std::map<std::string, Rules> of_all_;                       // by category: needs and caps
};

bool HasNeed(const Rules& rules);

}  // namespace lofte::diff
