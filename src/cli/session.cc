#include "cli/session.h"

#include <fmt/format.h>

#include <cstdio>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"

namespace lofte::cli {

namespace {

int ExitCodeOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUnavailable:
    case ErrorCode::kBusy:
      return kUnreachable;
    case ErrorCode::kInterrupted:
    case ErrorCode::kInDoubt:
      return kStopped;
    case ErrorCode::kConflict:
    case ErrorCode::kRefused:
      return kFindings;
    default:
      return kWrong;
  }
}

Issues OnlyErrors(const Issues& issues) {
  Issues errors;
  for (const Issue& issue : issues)
    if (issue.severity == Severity::kError) errors.push_back(issue);
  return errors;
}

int ReportWithIssues(const Error& error, const Issues& issues, const std::vector<std::pair<std::string, std::string>>& sources,
                     const Arguments& arguments) {
  if (!arguments.json) {
    std::fputs(RenderIssues(OnlyErrors(issues), sources, false).c_str(), stderr);
    return Report(error, arguments);
  }
  std::fputs(ErrorJson(error, OnlyErrors(issues)).c_str(), stdout);
  return ExitCodeOf(error.code);
}

Result<time::Instant> TimeOfQuestion(const Arguments& arguments, const time::Zone& zone, time::Instant now) {
  if (arguments.at.empty()) return now;
  return time::ParseInstant(arguments.at, zone);
}

}  // namespace

int Report(const Error& error, const Arguments& arguments) {
  if (arguments.json) {
    std::fputs(ErrorJson(error).c_str(), stdout);
  } else {
    std::fputs(fmt::format("lofte: {}\n", error.message).c_str(), stderr);
  }
  return ExitCodeOf(error.code);
}

Loaded Load(const Arguments& arguments) {
  if (arguments.command == "apply" && std::filesystem::is_regular_file(arguments.folder))
    return {nullptr, Report({ErrorCode::kInvalid, "`" + arguments.folder + "` is a file, and the workspace comes first: `lofte apply . " +
                                                      arguments.folder + "`"},
                            arguments)};
  Issues issues;
  std::vector<std::pair<std::string, std::string>> sources;
  Result<Workspace> workspace = LoadWorkspace(arguments.folder, issues, sources);
  if (!workspace) return {nullptr, ReportWithIssues(workspace.error(), issues, sources, arguments)};
  workspace->sources = std::move(sources);
  return {std::make_unique<Workspace>(std::move(*workspace)), 0};
}

Opened Open(const Arguments& arguments, const Clock& clock, engine::Access access) {
  Loaded loaded = Load(arguments);
  if (loaded.workspace == nullptr) return {std::nullopt, loaded.exit_code};
  Session session;
  session.files = std::move(loaded.workspace);
  session.now = {clock.NowUs()};
  Result<time::Instant> at = TimeOfQuestion(arguments, session.workspace().zone, session.now);
  if (!at) return {std::nullopt, Report(at.error(), arguments)};
  session.question = {*at, session.workspace().zone, session.workspace().policy.controller.year_end};
  Issues issues;
  Result<std::vector<engine::Site>> sites = OpenSites(session.workspace(), access, issues);
  if (!sites) return {std::nullopt, ReportWithIssues(sites.error(), issues, session.workspace().sources, arguments)};
  session.sites = std::move(*sites);
  return {std::move(session), 0};
}

bool MayApply(const Session& session) { return session.question.at <= session.now || session.workspace().demo; }

std::string WordsOf(const policy::LocalText& text, const policy::Policy& policy) {
  for (const std::string& language : {std::string("en"), policy.languages.empty() ? std::string() : policy.languages.front()})
    if (const auto words = text.find(language); words != text.end()) return words->second;
  return text.empty() ? std::string() : text.begin()->second;
}

}  // namespace lofte::cli
