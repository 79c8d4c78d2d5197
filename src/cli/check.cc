// check: the files of a workspace, its stores, and what lint finds in the words of the policy.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/sha256.h"
#include "cli/check.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/sarif.h"
#include "cli/session.h"
#include "cli/show.h"
#include "engine/sealed.h"
#include "policy/checker.h"
#include "seal/key.h"

namespace lofte::cli {

namespace {

// Without the key `apply` changes nothing. A remark and no error: whoever checks the files need not be who sweeps. `sites`: those that
// could be asked whether they need another; none where the stores are left alone.
void CheckKey(const Workspace& workspace, std::vector<engine::Site>& sites, Issues& issues) {
  if (workspace.sealing_key.empty()) return;
  const auto remark = [&](std::string message, std::string help) {
    issues.push_back({Severity::kWarning, "sealing-key", std::move(message), workspace.sealing_span, std::move(help)});
  };
  const Result<seal::Key> key = seal::Key::Read(workspace.sealing_key);
  if (!key) return remark(key.error().message, "until then `apply` changes nothing");
  for (engine::Site& site : sites) {
    site.key = &*key;
    const Status opens = engine::CheckSealingKey(site);
    site.key = nullptr;
    if (!opens && opens.error().code == ErrorCode::kRefused) remark(opens.error().message, "until then `apply` changes nothing");
  }
}

int CheckStores(const Workspace& workspace, Issues& issues, std::optional<Error>& unreachable) {
  std::vector<engine::Site> sites;
  for (const StoreConfig& config : workspace.stores) {
    Result<std::unique_ptr<stores::Store>> store = OpenStore(config, true);
    if (!store) {
      unreachable = store.error();
      return kUnreachable;
    }
    Result<engine::Site> site =
        engine::OpenSite(std::move(*store), workspace.policy, workspace.map, workspace.zone, engine::Access::kRead, issues);
    if (!site && !HasErrors(issues)) {
      unreachable = site.error();
      return kUnreachable;
    }
    if (!site) continue;
    if (Status may = engine::MayRead(*site); !may) {
      unreachable = may.error();
      return kUnreachable;
    }
    sites.push_back(std::move(*site));
  }
  CheckKey(workspace, sites, issues);
  if (Status differ = CheckDatabasesDiffer(workspace, sites, issues); !differ && !HasErrors(issues)) {
    unreachable = differ.error();
    return kUnreachable;
  }
  return kFine;
}

bool IsConfigurationWrong(const Issues& issues) {
  return std::any_of(issues.begin(), issues.end(),
                     [](const Issue& issue) { return issue.severity == Severity::kError && issue.span.file == "lofte.yaml"; });
}

// `, 1 remark settled by a decision (C003)`; nothing where none is.
std::string SettledWords(const policy::Policy& policy) {
  const std::vector<policy::Settled> settled = policy::SettledRemarks(policy);
  std::vector<std::string> decisions;
  for (const policy::Settled& of : settled)
    if (std::find(decisions.begin(), decisions.end(), of.decision) == decisions.end()) decisions.push_back(of.decision);
  if (decisions.empty()) return "";
  std::string words = ", " + Plural(static_cast<std::int64_t>(settled.size()), "remark", "remarks") + " settled by " +
                      (decisions.size() == 1 ? "a decision" : "decisions") + " (" + decisions.front();
  for (std::size_t i = 1; i < decisions.size(); ++i) words += ", " + decisions[i];
  return words + ")";
}

// Over nothing, or over another log: never over a file whose name was typed here by mistake.
Status WriteSarif(const std::string& file, const std::string& text) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) {
    const Result<std::string> there = ReadFile(file);
    const nlohmann::json log = there ? nlohmann::json::parse(*there, nullptr, false) : nlohmann::json();
    if (!log.is_object() || !log.contains("runs"))
      return Fail(ErrorCode::kInvalid, "`" + file + "` is there and is no SARIF log: name another file with --sarif");
  }
  return WriteFileAtomically(file, text);
}

struct Checked {
  Issues issues;
  std::vector<std::pair<std::string, std::string>> sources;
  std::optional<Workspace> workspace;
  std::vector<lint::Finding> findings;
  ProseText prose;
  std::optional<Error> unreachable;
  bool is_text = false;  // no workspace: a text that was read as `import` does
};

// The text that a draft was read from, where it lies beside the policy as it was.
ProseText ProseOf(const Workspace& workspace) {
  if (!workspace.policy.draft) return {};
  ProseText prose{workspace.policy.draft->source, ""};
  const Result<std::string> text = ReadFile(workspace.folder / prose.name);
  if (text && Sha256Hex(*text) == workspace.policy.draft->sha256) prose.bytes = *text;
  return prose;
}

void LintWorkspace(const Clock& clock, Checked& checked) {
  const Workspace& workspace = *checked.workspace;
  checked.findings = lint::Lint(workspace.policy, workspace.zone.DayOf(time::Instant{clock.NowUs()}));
  checked.prose = ProseOf(workspace);
  DropWhatLintSays(checked.findings, checked.issues);
}

void ShowText(const Checked& checked) {
  Print(RenderFindings(checked.findings, {}, checked.prose, ColourOnStdout()) + FindingsLine(checked.findings));
}

void ShowChecked(const Arguments& arguments, const Checked& checked) {
  if (checked.is_text) return ShowText(checked);
  Print(RenderIssues(checked.issues, checked.sources, ColourOnStdout()));
  Print(RenderFindings(checked.findings, checked.sources, checked.prose, ColourOnStdout()));
  std::size_t errors = 0;
  for (const Issue& issue : checked.issues) errors += issue.severity == Severity::kError;
  const auto& workspace = checked.workspace;
  if (workspace) Print(Plural(static_cast<std::int64_t>(workspace->policy.promises.size()), "promise", "promises") + ", ");
  Print(Plural(static_cast<std::int64_t>(errors), "error", "errors") + ", " +
        Plural(static_cast<std::int64_t>(checked.issues.size() - errors), "remark", "remarks") +
        (workspace ? SettledWords(workspace->policy) : "") + "\n");
  if (!checked.findings.empty()) Print(FindingsLine(checked.findings));
  if (workspace && arguments.decisions) Print("\n" + ShowDecisions(workspace->policy));
  if (!workspace && !arguments.offline) Print("The stores were not looked at yet: mend the files first.\n");
  if (checked.unreachable)
    std::fputs(("lofte: " + checked.unreachable->message + "; the files were checked, the store was not\n").c_str(), stderr);
}

// Prints, and writes what is asked for. kFine, or what could not be written.
int Tell(const Arguments& arguments, const Checked& checked) {
  if (!arguments.sarif_file.empty()) {
    const std::string log = Sarif(checked.issues, checked.findings, {checked.is_text ? "" : arguments.folder, checked.prose});
    if (arguments.sarif_file == "-") return Print(log), kFine;
    if (const Status written = WriteSarif(arguments.sarif_file, log); !written) return Report(written.error(), arguments);
  }
  if (arguments.json) {
    Print(
        CheckJson(checked.issues, checked.findings, checked.workspace ? checked.workspace->policy : policy::Policy(), checked.unreachable));
  } else {
    ShowChecked(arguments, checked);
  }
  return kFine;
}

}  // namespace

int RunCheck(const Arguments& arguments, const Clock& clock) {
  if (IsText(arguments.folder)) return RunCheckText(arguments, clock);
  Checked checked;
  Result<Workspace> workspace = LoadWorkspace(arguments.folder, checked.issues, checked.sources);
  if (!workspace && !HasErrors(checked.issues)) return Report(workspace.error(), arguments);
  if (workspace) checked.workspace = std::move(*workspace);
  int code = kFine;
  std::vector<engine::Site> none;
  if (checked.workspace && arguments.offline) CheckKey(*checked.workspace, none, checked.issues);
  if (checked.workspace && !arguments.offline) code = CheckStores(*checked.workspace, checked.issues, checked.unreachable);
  if (checked.workspace && !arguments.no_lint) LintWorkspace(clock, checked);
  if (const int told = Tell(arguments, checked); told != kFine) return told;
  if (IsConfigurationWrong(checked.issues)) return kWrong;
  if (HasErrors(checked.issues)) return kFindings;
  return code == kFine && lint::HasErrors(checked.findings) ? kFindings : code;
}

int TellOfText(const Arguments& arguments, const ProseText& prose, const policy::Policy& draft, time::Day today) {
  Checked checked;
  if (!arguments.no_lint) checked.findings = lint::Lint(draft, today);
  for (lint::Finding& finding : checked.findings) finding.span = {};  // the draft is in memory: its places are no file's
  checked.prose = prose;
  checked.is_text = true;
  if (const int told = Tell(arguments, checked); told != kFine) return told;
  return lint::HasErrors(checked.findings) ? kFindings : kFine;
}

}  // namespace lofte::cli
