// The JSON that programs rely on. Every text ends with a line break.
#pragma once

#include <string>

#include "base/issue.h"
#include "base/result.h"
#include "engine/apply.h"
#include "engine/plan.h"
#include "engine/verify.h"
#include "ledger/ledger.h"

namespace lofte::cli {

std::string ErrorJson(const Error& error);
std::string CheckJson(const Issues& issues, const policy::Policy& policy);
std::string PlanJson(const engine::Plan& plan);
// Errors: kInvalid when the text is not a plan.
Result<engine::Plan> ParsePlan(const std::string& json);
std::string ApplyJson(const engine::ApplyReport& report);
std::string VerifyJson(const engine::VerifyReport& report, const policy::Policy& policy);
std::string HoldsJson(const std::vector<ledger::HoldRecord>& holds);

}  // namespace lofte::cli
