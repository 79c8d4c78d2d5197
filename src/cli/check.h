// What `check` says of a text that nobody has made a policy of yet.
#pragma once

#include <filesystem>

#include "base/clock.h"
#include "cli/arguments.h"
#include "cli/findings.h"
#include "policy/policy.h"
#include "time/civil.h"

namespace lofte::cli {

// A text and no workspace: `-` (stdin), or a file `.txt`, `.md`, `.html`.
bool IsText(const std::filesystem::path& path);

// Reads the text as `lofte import` does, in memory, and prints what lint finds. The exit code.
int RunCheckText(const Arguments& arguments, const Clock& clock);

// Prints what lint finds in a text that is read as `draft`: the places are those in `prose`. --json and --sarif are respected. The exit
// code.
int TellOfText(const Arguments& arguments, const ProseText& prose, const policy::Policy& draft, time::Day today);

}  // namespace lofte::cli
