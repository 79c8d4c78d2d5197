#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>

#include "base/file.h"
#include "base/sha256.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/show.h"

namespace lofte::cli {

namespace {

int Dispatch(const Arguments& arguments, const Clock& clock) {
  if (arguments.command == "check") return RunCheck(arguments, clock);
  if (arguments.command == "import") return RunImport(arguments);
  if (arguments.command == "plan") return RunPlan(arguments, clock);
  if (arguments.command == "apply") return RunApply(arguments, clock);
  if (arguments.command == "verify") return RunVerify(arguments, clock);
  if (arguments.command == "explain") return RunExplain(arguments, clock);
  if (arguments.command == "release") return RunRelease(arguments, clock);
  if (arguments.command == "undo") return RunUndo(arguments, clock);
  if (arguments.command == "key-new") return RunKey(arguments);
  if (arguments.command == "forecast") return RunForecast(arguments, clock);
  if (arguments.command == "promises") return RunPromises(arguments);
  if (arguments.command.rfind("incident-", 0) == 0) return RunIncident(arguments, clock);
  if (arguments.command.rfind("attest-", 0) == 0) return RunAttest(arguments, clock);
  if (arguments.command == "demo") return RunDemo(arguments, clock);
  return RunHold(arguments, clock);
}

}  // namespace

int Run(int argc, const char* const* argv, const Clock& clock) {
  const Parsed parsed = ParseArguments(argc, argv);
  if (!parsed.arguments) return parsed.exit_code;
  try {
    return Dispatch(*parsed.arguments, clock);
  } catch (const std::exception& error) {  // a library's own; no record's value can be in it that we read
    return Report({ErrorCode::kInternal, std::string("a fault inside lofte: ") + error.what()}, *parsed.arguments);
  }
}

// plan, apply, verify ---------------------------------------------------------------------------------------------------------------------

namespace {

// Over nothing, or over another plan: never over a database whose name was typed here by mistake.
Status WritePlan(const std::string& file, const std::string& text) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) {
    const bool is_plan = std::filesystem::is_regular_file(file, ignored) && [&] {
      const Result<std::string> there = ReadFile(file);
      return there && ParsePlan(*there).has_value();
    }();
    if (!is_plan) return Fail(ErrorCode::kInvalid, "`" + file + "` is there and is no plan: name another file with --out");
  }
  return WriteFileAtomically(file, text);
}

}  // namespace

int RunPlan(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kRead);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  const engine::Basis basis = engine::BasisOf(session.workspace().policy, session.workspace().map, session.sites);
  Result<engine::Plan> plan = engine::MakePlan(basis, session.sites, session.question);
  if (!plan) return Report(plan.error(), arguments);
  Result<std::vector<std::string>> remarks = RemarksOnHolds(session);
  if (!remarks) return Report(remarks.error(), arguments);
  plan->remarks.insert(plan->remarks.begin(), remarks->begin(), remarks->end());
  if (!arguments.plan_file.empty())
    if (Status written = WritePlan(arguments.plan_file, PlanJson(*plan)); !written) return Report(written.error(), arguments);
  Print(arguments.json ? PlanJson(*plan) : ShowPlan(*plan, arguments.all, ColourOnStdout(), MayApply(session)));
  return kFine;
}

namespace {

struct Approved {
  std::optional<engine::Plan> plan;
  std::string sha256;
};

Result<Approved> ReadApproved(const std::string& file) {
  Approved approved;
  if (file.empty()) return approved;
  LOFTE_ASSIGN(const std::string text, ReadFile(file));
  Result<engine::Plan> plan = ParsePlan(text);
  if (!plan) return Fail(plan.error().code, "the plan file `" + file + "`: " + plan.error().message);
  approved.plan = std::move(*plan);
  approved.sha256 = Sha256Hex(text);
  return approved;
}

// `20261122T031500Z-` and eight digits that no other run of this machine has.
std::string NewRunId(time::Instant now) {
  std::string id;
  for (char c : time::Format(time::Instant{now.us - now.us % time::kMicrosPerSecond}))
    if (c != '-' && c != ':') id += c;
  return id + "-" + Sha256Hex(std::to_string(now.us)).substr(0, 8);
}

engine::ApplyOptions OptionsOf(const Arguments& arguments, const Session& session, const Approved& approved) {
  engine::ApplyOptions options;
  options.run_id = NewRunId(session.now);
  options.approved_by = arguments.approved_by;
  options.max_share = arguments.max_share;
  options.batch_rows = arguments.batch_rows;
  options.demo = session.workspace().demo;
  options.approved = approved.plan ? &*approved.plan : nullptr;
  options.approved_sha256 = approved.sha256;
  return options;
}

// Says what `apply` would do or why it would not, and changes nothing.
int RunDry(const Arguments& arguments, Session& session, const Approved& approved, const Clock& clock) {
  Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedgerToRead(session.workspace());
  if (!ledger) return Report(ledger.error(), arguments);
  const Result<engine::Plan> plan = engine::DryRun(session.workspace().policy, session.workspace().map, session.sites, ledger->get(),
                                                   session.question, clock, OptionsOf(arguments, session, approved));
  if (!plan) return Report(plan.error(), arguments);
  Print(arguments.json ? PlanJson(*plan) : ShowPlan(*plan, arguments.all, ColourOnStdout(), MayApply(session)));
  return kFine;
}

int RunAbandon(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kWrite);
  if (!opened.session) return opened.exit_code;
  Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(opened.session->workspace());
  if (!ledger) return Report(ledger.error(), arguments);
  const Result<engine::Abandoned> abandoned = engine::Abandon(opened.session->sites, **ledger, clock);
  if (!abandoned) return Report(abandoned.error(), arguments);
  const ledger::RunRecord& run = abandoned->run;
  const Result<std::vector<ledger::StepRecord>> steps = (*ledger)->Steps(run.id);
  if (!steps) return Report(steps.error(), arguments);
  std::int64_t done = 0;
  for (const ledger::StepRecord& step : *steps) done += step.done;
  Print(arguments.json ? AbandonJson(*abandoned, done)
                       : "Run " + run.id + " of " + time::Format(run.at) + " is closed as abandoned. It had changed " +
                             Plural(done, "row", "rows") + ", and that stays; `lofte plan` shows what is due now.\n");
  if (!arguments.json)
    for (const std::string& remark : abandoned->remarks) Print("\nremark: " + remark + "\n");
  return kFine;
}

}  // namespace

int RunApply(const Arguments& arguments, const Clock& clock) {
  if (arguments.abandon) return RunAbandon(arguments, clock);
  Result<Approved> approved = ReadApproved(arguments.plan_file);
  if (!approved) return Report(approved.error(), arguments);
  Opened opened = Open(arguments, clock, arguments.dry_run ? engine::Access::kRead : engine::Access::kWrite);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  if (approved->plan && arguments.at.empty()) session.question.at = approved->plan->at;
  if (arguments.dry_run) return RunDry(arguments, session, *approved, clock);
  Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedger(session.workspace());
  if (!ledger) return Report(ledger.error(), arguments);

  engine::ApplyOptions options = OptionsOf(arguments, session, *approved);
  ProgressBar bar("apply");
  bool started = false;
  options.started = [&started](const std::string&) { started = true; };
  options.progress = [&bar](const engine::PlannedStep&, std::int64_t done, std::int64_t planned) { bar.Show(done, planned); };
  Result<engine::ApplyReport> report =
      engine::Apply(session.workspace().policy, session.workspace().map, session.sites, **ledger, session.question, clock, options);
  if (!report) {
    const int code = Report(report.error(), arguments);
    if (!started) return code;
    // A run that was closed, for what it met, is not one to be taken up.
    const Result<std::optional<ledger::RunRecord>> unfinished = (*ledger)->Unfinished();
    const bool is_closed = report.error().code == ErrorCode::kRefused && unfinished && !unfinished->has_value();
    return is_closed ? code : kStopped;
  }
  // Where nothing was said of T, that of an unfinished run is as good.
  const std::optional<time::Instant> asked = arguments.at.empty() ? std::nullopt : std::optional(session.question.at);
  Print(arguments.json ? ApplyJson(*report) : ShowApply(*report, arguments.folder, asked, ColourOnStdout()));
  return kFine;
}

int RunVerify(const Arguments& arguments, const Clock& clock) {
  if (!arguments.promise.empty()) return RunVerifyRows(arguments, clock);
  Opened opened = Open(arguments, clock, engine::Access::kRead);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  const Result<std::unique_ptr<ledger::Ledger>> ledger = OpenLedgerToRead(session.workspace());
  if (!ledger) return Report(ledger.error(), arguments);
  Result<engine::VerifyReport> report = engine::Verify(session.workspace().policy, session.sites, session.question, ledger->get());
  if (!report) return Report(report.error(), arguments);
  const Result<std::vector<std::string>> remarks = RemarksOnHolds(session);
  if (!remarks) return Report(remarks.error(), arguments);
  report->remarks.insert(report->remarks.begin(), remarks->begin(), remarks->end());
  Print(arguments.json ? VerifyJson(*report, session.workspace().policy)
                       : ShowVerify(*report, session.workspace().policy, arguments.all, ColourOnStdout()));
  return report->Count(engine::Verdict::kBroken) > 0 ? kFindings : kFine;
}

}  // namespace lofte::cli
