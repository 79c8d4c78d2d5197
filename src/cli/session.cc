#include "cli/session.h"
#include "base/utf8.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdio>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "engine/held.h"

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

}  // namespace

int ReportWithIssues(const Error& error, const Issues& issues, const std::vector<std::pair<std::string, std::string>>& sources,
                     const Arguments& arguments) {
  if (!arguments.json) {
    std::fputs(RenderIssues(OnlyErrors(issues), sources, false).c_str(), stderr);
    return Report(error, arguments);
  }
  std::fputs(ErrorJson(error, OnlyErrors(issues)).c_str(), stdout);
  return ExitCodeOf(error.code);
}

Error DraftRefused(const policy::Policy& policy) {
  return {ErrorCode::kInvalid, "`" + policy.file + "` is a draft that was read from `" + policy.draft->source +
                                   "`: settle what `lofte check` says of it, then remove `draft:` and `open:`"};
}

Result<time::Instant> TimeOfQuestion(const Arguments& arguments, const time::Zone& zone, time::Instant now) {
  if (arguments.at.empty()) return now;
  Result<time::Instant> at = time::ParseInstant(arguments.at, zone);
  // Its own words quote the ten bytes that a date has.
  if (!at)
    return Fail(ErrorCode::kInvalid,
                "`" + arguments.at.substr(0, 40) +
                    "` is not a time from 0001-01-01 to 9999-12-31: write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, with Z or an "
                    "offset like +02:00 if it is not local");
  return at;
}

int Report(const Error& error, const Arguments& arguments) {
  if (arguments.json) {
    std::fputs(ErrorJson(error).c_str(), stdout);
  } else {
    std::fputs(fmt::format("lofte: {}\n", PrintableLines(error.message)).c_str(), stderr);
  }
  return ExitCodeOf(error.code);
}

Result<const policy::Promise*> FindPromise(const policy::Policy& policy, const std::string& id) {
  if (const policy::Promise* promise = policy.FindPromise(id)) return promise;
  std::vector<std::string> ids;
  for (const policy::Promise& promise : policy.promises) ids.push_back(promise.id);
  const std::string near = Nearest(id, ids);
  return Fail(ErrorCode::kInvalid, "the policy has no promise `" + id.substr(0, 80) +
                                       "`: " + (near.empty() ? "`lofte promises` lists them" : "did you mean `" + near + "`?"));
}

std::string LoginName() {
  const passwd* of = getpwuid(getuid());
  return of == nullptr ? "uid " + std::to_string(getuid()) : std::string(of->pw_name);
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
  if (workspace->policy.draft) return {nullptr, Report(DraftRefused(workspace->policy), arguments)};
  workspace->sources = std::move(sources);
  return {std::make_unique<Workspace>(std::move(*workspace)), 0};
}

Opened Open(const Arguments& arguments, const Clock& clock, engine::Access access, int patience_ms) {
  Loaded loaded = Load(arguments);
  if (loaded.workspace == nullptr) return {std::nullopt, loaded.exit_code};
  Session session;
  session.files = std::move(loaded.workspace);
  session.now = {clock.NowUs()};
  Result<time::Instant> at = TimeOfQuestion(arguments, session.workspace().zone, session.now);
  if (!at) return {std::nullopt, Report(at.error(), arguments)};
  session.question = {*at, session.workspace().zone, session.workspace().policy.controller.year_end,
                      !session.workspace().sealing_key.empty()};
  Issues issues;
  Result<std::vector<engine::Site>> sites = OpenSites(session.workspace(), access, patience_ms, issues);
  if (!sites) return {std::nullopt, ReportWithIssues(sites.error(), issues, session.workspace().sources, arguments)};
  session.sites = std::move(*sites);
  const bool needs_key = (arguments.command == "apply" && !arguments.abandon) || arguments.command == "release" ||
                         arguments.command == "undo" || arguments.command == "demo";
  if (needs_key && session.question.seals) {
    Result<seal::Key> key = seal::Key::Read(session.workspace().sealing_key);
    if (!key) return {std::nullopt, Report(key.error(), arguments)};
    session.key = std::make_unique<seal::Key>(std::move(*key));
  }
  // Who may not read the key is told all else.
  const bool may_use_key = arguments.command == "explain" || arguments.command == "plan";
  if (may_use_key && session.question.seals)
    if (Result<seal::Key> key = seal::Key::Read(session.workspace().sealing_key))
      session.key = std::make_unique<seal::Key>(std::move(*key));
  for (engine::Site& site : session.sites) site.key = session.key.get();
  return {std::move(session), 0};
}

Result<std::vector<std::string>> RemarksOnHolds(Session& session) {
  LOFTE_ASSIGN(const std::unique_ptr<ledger::Ledger> ledger, OpenLedgerToRead(session.workspace()));
  std::vector<ledger::HoldRecord> known;
  if (ledger != nullptr) {
    LOFTE_ASSIGN(known, ledger->Holds());
  }
  std::vector<std::string> remarks;
  for (engine::Site& site : session.sites) {
    LOFTE_ASSIGN(const engine::HoldGaps gaps, engine::FindHoldGaps(*site.store, known));
    remarks.insert(remarks.end(), gaps.remarks.begin(), gaps.remarks.end());
  }
  return remarks;
}

Result<NamedTable> FindTable(Session& session, const std::string& name) {
  std::vector<std::string> names;
  for (const datamap::TableMap& table : session.workspace().map.tables) {
    const std::string full = expr::Format(table.name);
    names.push_back(full);
    if (full != name && full.substr(full.find('.') + 1) != name) continue;
    for (engine::Site& site : session.sites)
      if (site.store->name() == table.name.store) return NamedTable{&site, table.name};
  }
  const std::string nearest = Nearest(name, names);
  return Fail(ErrorCode::kInvalid,
              "the data map has no table `" + name + "`" + (nearest.empty() ? "" : ", did you mean `" + nearest + "`?"));
}

bool MayApply(const Session& session) { return session.question.at <= session.now || session.workspace().demo; }

std::string WordsOf(const policy::LocalText& text, const policy::Policy& policy) {
  for (const std::string& language : {std::string("en"), policy.languages.empty() ? std::string() : policy.languages.front()})
    if (const auto words = text.find(language); words != text.end()) return words->second;
  return text.empty() ? std::string() : text.begin()->second;
}

}  // namespace lofte::cli
