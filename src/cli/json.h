// The JSON that programs rely on. Every text ends with a line break.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/issue.h"
#include "base/result.h"
#include "cli/coverage.h"
#include "engine/apply.h"
#include "engine/broken_rows.h"
#include "engine/explain.h"
#include "engine/forecast.h"
#include "engine/hold.h"
#include "engine/plan.h"
#include "engine/sealed_copy.h"
#include "engine/undo.h"
#include "engine/verify.h"
#include "ledger/ledger.h"
#include "lint/finding.h"

namespace lofte::cli {

// `issues`: the mistakes in files that the error is about, if any.
std::string ErrorJson(const Error& error, const Issues& issues = {});
// `unreachable`: why a store could not be asked, if so.
std::string CheckJson(const Issues& issues, const std::vector<lint::Finding>& findings, const policy::Policy& policy,
                      const std::optional<Error>& unreachable = std::nullopt);
std::string PlanJson(const engine::Plan& plan);
// Errors: kInvalid when the text is not a plan, said of the file: "it is not a plan ..", "its `at`: ..".
Result<engine::Plan> ParsePlan(const std::string& json);
// The run as it was when it was given up, and the rows it had changed.
std::string AbandonJson(const engine::Abandoned& of, std::int64_t done);
std::string ApplyJson(const engine::ApplyReport& report);
std::string VerifyJson(const engine::VerifyReport& report, const policy::Policy& policy);
std::string UndoJson(const engine::UndoReport& report);
std::string ReleaseCopiesJson(const engine::OpenedCopies& opened);
// `zone`: the controller's; days are days there.
std::string ExplainJson(const engine::Explanation& explanation, const policy::Policy& policy, const time::Zone& zone);
std::string ForecastJson(const engine::Forecast& forecast, const policy::Policy& policy);
// Of each system its promises, and how many are answered from what.
std::string PromisesJson(const std::vector<System>& systems);
// A demo's workspace, and, when the main job was run on it, what that did.
std::string DemoJson(const std::string& folder, std::int64_t people);
std::string DemoJson(const std::string& folder, std::int64_t people, const engine::VerifyReport& before, const engine::ApplyReport& run,
                     const engine::VerifyReport& after, const policy::Policy& policy);
// `unknown`: open in a store, and the ledger knows nothing of it.
std::string HoldsJson(const std::vector<ledger::HoldRecord>& holds, const std::vector<ledger::HoldRecord>& unknown = {},
                      const std::vector<std::string>& remarks = {});
std::string BrokenRowsJson(const engine::BrokenRows& found, const policy::Promise& promise, time::Instant at);
std::string IncidentsJson(const std::vector<ledger::IncidentRecord>& incidents);
std::string AttestationsJson(const std::vector<ledger::AttestationRecord>& attestations);
std::string ReleaseJson(const std::vector<ledger::HoldRecord>& holds, const std::vector<engine::Lifted>& lifted);

}  // namespace lofte::cli
