// Names of people who do not exist: common first and last names of three languages, to be combined at random.
#pragma once

#include <string_view>
#include <vector>

namespace lofte::demo {

struct NameList {
  std::string_view language;  // `nb`, `sv`, `da`
  std::vector<std::string_view> first;
  std::vector<std::string_view> last;
};

// The list of a language; of an unknown one, the first list.
const NameList& NamesOf(std::string_view language);

}  // namespace lofte::demo
