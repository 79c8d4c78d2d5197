// check: the files of a workspace, its stores, and what lint finds in the words of the policy.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/sha256.h"
#include "base/words.h"
#include "cli/commands.h"
#include "cli/findings.h"
#include "cli/import.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/sarif.h"
#include "cli/session.h"
#include "cli/show.h"
#include "engine/sealed.h"
#include "policy/checker.h"
#include "seal/key.h"
#include "time/zone.h"

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
  for (const policy::Settled& of : settled) AddOnce(decisions, of.decision);
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
    if (!there) return Fail(there.error());
    const nlohmann::json log = nlohmann::json::parse(*there, nullptr, false);
    if (!log.is_object() || !log.contains("runs"))
      return Fail(ErrorCode::kInvalid, "`" + file + "` is there and is no SARIF log: name another file with --sarif");
  }
  return WriteFileAtomically(file, text);
}

time::Day TodayIn(const std::string& zone, const Clock& clock) {
  const Result<time::Zone> named = time::Zone::Named(zone.empty() ? "UTC" : zone);
  const time::Instant now{clock.NowUs()};
  return named ? named->DayOf(now) : time::Zone::Named("UTC")->DayOf(now);
}

struct Checked {
  Issues issues;
  std::vector<std::pair<std::string, std::string>> sources;
  std::optional<Workspace> workspace;
  std::optional<policy::Policy> alone;  // no workspace: a policy by itself
  std::vector<lint::Finding> findings;
  ProseText prose;
  std::optional<Error> unreachable;
  bool is_text = false;  // no workspace: a text that was read as `import` does

  const policy::Policy* policy() const { return workspace ? &workspace->policy : alone ? &*alone : nullptr; }
};

// The text that a draft was read from, where it lies beside the policy as it was.
ProseText ProseOf(const policy::Policy& policy, const std::filesystem::path& folder) {
  if (!policy.draft) return {};
  ProseText prose{policy.draft->source, ""};
  const Result<std::string> text = ReadFile(folder / prose.name);
  if (text && Sha256Hex(*text) == policy.draft->sha256) prose.bytes = *text;
  return prose;
}

void LintWorkspace(const Clock& clock, Checked& checked) {
  const Workspace& workspace = *checked.workspace;
  checked.findings = lint::Lint(workspace.policy, workspace.zone.DayOf(time::Instant{clock.NowUs()}));
  checked.prose = ProseOf(workspace.policy, workspace.folder);
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
  const policy::Policy* policy = checked.policy();
  if (policy != nullptr) Print(Plural(static_cast<std::int64_t>(policy->promises.size()), "promise", "promises") + ", ");
  Print(Plural(static_cast<std::int64_t>(errors), "error", "errors") + ", " +
        Plural(static_cast<std::int64_t>(checked.issues.size() - errors), "remark", "remarks") +
        (policy != nullptr ? SettledWords(*policy) : "") + "\n");
  if (!checked.findings.empty()) Print(FindingsLine(checked.findings));
  if (policy != nullptr && policy->draft)
    Print("This is a draft that was read from `" + policy->draft->source +
          "`: settle what is said here, then remove `draft:` and `open:`.\n");
  if (policy != nullptr && arguments.decisions) Print("\n" + ShowDecisions(*policy));
  if (!checked.workspace && !checked.alone && !arguments.offline) Print("The stores were not looked at yet: mend the files first.\n");
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
    Print(CheckJson(checked.issues, checked.findings, checked.policy() != nullptr ? *checked.policy() : policy::Policy(),
                    checked.unreachable));
  } else {
    ShowChecked(arguments, checked);
  }
  return kFine;
}

bool IsYaml(const std::filesystem::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

// A file that is checked by itself, and not the folder around it.
bool IsAlone(const std::filesystem::path& path) {
  std::error_code ignored;
  return path == "-" || (std::filesystem::is_regular_file(path, ignored) && path.filename() != "lofte.yaml");
}

// A policy without a workspace: what it says by itself.
int CheckPolicyAlone(const Arguments& arguments, const Clock& clock) {
  Checked checked;
  Result<std::optional<policy::Policy>> policy = LoadPolicy(arguments.folder, checked.issues, checked.sources);
  if (!policy) return Report(policy.error(), arguments);
  checked.alone = std::move(*policy);
  if (checked.alone && !arguments.no_lint) {
    checked.findings = lint::Lint(*checked.alone, TodayIn(checked.alone->controller.zone, clock));
    checked.prose = ProseOf(*checked.alone, std::filesystem::path(arguments.folder).parent_path());
    DropWhatLintSays(checked.findings, checked.issues);
  }
  if (const int told = Tell(arguments, checked); told != kFine) return told;
  return HasErrors(checked.issues) || lint::HasErrors(checked.findings) ? kFindings : kFine;
}

// A text: read as `import` does, and forgotten.
int CheckText(const Arguments& arguments, const Clock& clock) {
  Result<ImportedText> text = ImportText(arguments.folder, std::nullopt);
  if (!text) return Report(text.error(), arguments);
  Checked checked;
  checked.findings = lint::Lint(text->draft, TodayIn("UTC", clock));
  for (lint::Finding& finding : checked.findings) finding.span = {};  // the draft is in memory: its places are no file's
  checked.prose = std::move(text->prose);
  checked.is_text = true;
  if (const int told = Tell(arguments, checked); told != kFine) return told;
  return lint::HasErrors(checked.findings) ? kFindings : kFine;
}

}  // namespace

int RunCheck(const Arguments& arguments, const Clock& clock) {
  if (IsAlone(arguments.folder)) return IsYaml(arguments.folder) ? CheckPolicyAlone(arguments, clock) : CheckText(arguments, clock);
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

}  // namespace lofte::cli
