// Plans, runs and verdicts for people.
#pragma once

#include <string>

#include "engine/apply.h"
#include "engine/plan.h"
#include "engine/verify.h"

namespace lofte::cli {

std::string ShowPlan(const engine::Plan& plan, bool all, bool colour);
std::string ShowApply(const engine::ApplyReport& report, bool colour);
// `all`: every promise; otherwise what is broken or undated, and how many of each.
std::string ShowVerify(const engine::VerifyReport& report, const policy::Policy& policy, bool all, bool colour);
// One line a promise that has a control, with the verdict before and after.
std::string ShowBeforeAfter(const engine::VerifyReport& before, const engine::VerifyReport& after, const policy::Policy& policy,
                            bool colour);
// `30 kept, 2 broken, 34 unproven`
std::string ShowTotals(const engine::VerifyReport& report, bool colour);

}  // namespace lofte::cli
