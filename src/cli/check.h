// What `check` says of a text that nobody has made a policy of yet.
#pragma once

#include "cli/arguments.h"
#include "cli/findings.h"
#include "importer/facts.h"
#include "policy/policy.h"
#include "time/civil.h"

namespace lofte::cli {

// Prints what lint finds in a text: `facts` are what was read in it, `draft` the policy that `import` makes of them (its `open:` may be
// empty: then it is worked out here). The places are those in `prose`. Returns the exit code; --json and --sarif are respected.
int TellOfText(const Arguments& arguments, const ProseText& prose, const importer::Facts& facts, policy::Policy draft, time::Day today);

}  // namespace lofte::cli
