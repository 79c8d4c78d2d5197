// A policy by itself, for commands that need no data map and no store.
#pragma once

#include <optional>
#include <string>

#include "cli/arguments.h"
#include "diff/message.h"
#include "policy/policy.h"

namespace lofte::cli {

// The policy in a file, or of a folder: the one that its lofte.yaml names, else its policy.yaml. nullopt and the exit code after the
// mistakes were printed. Only what keeps the file from being read is a mistake here; `lofte check` says the rest.
struct PolicyFile {
  std::optional<policy::Policy> policy;
  int exit_code = 0;
};
PolicyFile ReadPolicyFile(const std::string& path, const Arguments& arguments);

// What words/LANG.yaml beside the policy says; empty where there is no such file. Errors: kInvalid.
Result<diff::Words> ReadWords(const std::string& path, const std::string& language);

}  // namespace lofte::cli
