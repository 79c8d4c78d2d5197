// The JSON of `lofte diff`. Every text ends with a line break.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/change.h"
#include "diff/message.h"
#include "engine/holders.h"

namespace lofte::cli {

// Of one change. `is_of_data`: it is about data that could be counted; nullopt: no table holds it.
struct ChangeCount {
  bool is_of_data = false;
  std::optional<engine::Holders> holders;
};

// `counts`: one for each change, or none where nothing was counted.
std::string DiffJson(const std::vector<diff::Change>& changes, const std::vector<ChangeCount>& counts);
std::string MessageJson(const diff::Message& message, const std::string& language);

}  // namespace lofte::cli
