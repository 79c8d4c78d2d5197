// The commands. Each returns the exit code (DESIGN: 0 fine, 1 findings, 2 wrong usage or configuration, 3 a store could not be reached, 4
// stopped half-way and safe to run again) and prints for people or, with --json, for programs.
#pragma once

#include "base/clock.h"
#include "cli/arguments.h"

namespace lofte::cli {

enum ExitCode { kFine = 0, kFindings = 1, kWrong = 2, kUnreachable = 3, kStopped = 4 };

// Runs the command line. Never throws.
int Run(int argc, const char* const* argv, const Clock& clock);

int RunCheck(const Arguments& arguments, const Clock& clock);
int RunImport(const Arguments& arguments);
int RunPlan(const Arguments& arguments, const Clock& clock);
int RunApply(const Arguments& arguments, const Clock& clock);
int RunVerify(const Arguments& arguments, const Clock& clock);
int RunVerifyRows(const Arguments& arguments, const Clock& clock);
int RunExplain(const Arguments& arguments, const Clock& clock);
int RunRelease(const Arguments& arguments, const Clock& clock);
int RunUndo(const Arguments& arguments, const Clock& clock);
int RunKey(const Arguments& arguments);
int RunForecast(const Arguments& arguments, const Clock& clock);
int RunDemo(const Arguments& arguments, const Clock& clock);
int RunPromises(const Arguments& arguments);
int RunIncident(const Arguments& arguments, const Clock& clock);
int RunAttest(const Arguments& arguments, const Clock& clock);
int RunHold(const Arguments& arguments, const Clock& clock);

}  // namespace lofte::cli
