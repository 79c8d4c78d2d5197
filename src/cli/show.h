// Plans, runs and verdicts for people.
#pragma once

#include <optional>
#include <string>

#include "engine/apply.h"
#include "engine/plan.h"
#include "engine/verify.h"

namespace lofte::cli {

// `may_apply`: the plan's day has come, or the workspace is a demo's.
std::string ShowPlan(const engine::Plan& plan, bool all, bool colour, bool may_apply);
// `asked`: the T that was asked for, if any: a run that was taken up has its own.
std::string ShowApply(const engine::ApplyReport& report, const std::string& folder, std::optional<time::Instant> asked, bool colour);
// `all`: every promise, its words and what there is to say about it in full; otherwise what is broken or undated, and how many of each.
std::string ShowVerify(const engine::VerifyReport& report, const policy::Policy& policy, bool all, bool colour);
// A dozen of the promises that could be checked, with the verdict before and after: first those that were broken.
std::string ShowBeforeAfter(const engine::VerifyReport& before, const engine::VerifyReport& after, const policy::Policy& policy,
                            bool colour);
// `30 kept, 2 broken, 34 unproven`
std::string ShowTotals(const engine::VerifyReport& report, bool colour);

// Each decision of the policy: about which lines and promises, what was chosen, and why.
std::string ShowDecisions(const policy::Policy& policy);

// The broken promises about events, a line each; empty: there is none.
std::string ShowEvents(const engine::VerifyReport& report, const policy::Policy& policy, bool colour);

}  // namespace lofte::cli
