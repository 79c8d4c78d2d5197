// What `lofte demo` shows when it is done: the promises before and after, what the sweep between them did, and where to go on.
#pragma once

#include <optional>
#include <string>

#include "engine/apply.h"
#include "engine/verify.h"

namespace lofte::cli {

struct DemoRun {
  std::string folder;
  std::int64_t people = 0;
  time::Day today;  // of T, in the controller's zone
  engine::VerifyReport before, after;
  engine::ApplyReport run;
  // Rows that are there, by name as the commands take them: `tickets 17`.
  std::string to_explain;
  std::optional<std::string> to_release;  // of which something is sealed
};

// A screen of at most 50 lines, where the output is 100 columns wide.
std::string ShowDemo(const DemoRun& demo, const policy::Policy& policy, bool colour);

}  // namespace lofte::cli
