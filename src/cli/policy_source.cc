#include "cli/policy_source.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "base/file.h"
#include "base/words.h"
#include "cli/commands.h"
#include "cli/examples.h"
#include "cli/session.h"
#include "policy/checker.h"
#include "policy/reader.h"
#include "text/document.h"

namespace lofte::cli {

namespace {

namespace fs = std::filesystem;

constexpr char kWords[] = "words/", kEnding[] = ".yaml";

bool IsThere(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

Result<fs::path> PolicyIn(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return path;
  if (!IsThere(path / "lofte.yaml")) return path / "policy.yaml";
  LOFTE_ASSIGN(const std::string source, ReadFile(path / "lofte.yaml"));
  Issues issues;
  const std::optional<text::Node> root = text::ReadYaml("lofte.yaml", source, issues);
  const text::Node* named = root ? root->Find("policy") : nullptr;
  return path / (named != nullptr && named->is_scalar() && !named->scalar.empty() ? named->scalar : "policy.yaml");
}

std::vector<std::string> LanguagesIn(const fs::path& folder) {
  std::vector<std::string> languages;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (entry.path().extension() == kEnding) languages.push_back(entry.path().stem().string());
  std::sort(languages.begin(), languages.end());
  return languages;
}

PolicySource SourceBeside(const fs::path& file) {
  PolicySource source;
  const fs::path folder = file.parent_path();
  source.languages = LanguagesIn(folder / kWords);
  source.read = [folder](const std::string& path) { return ReadFile(folder / path); };
  return source;
}

FoundPolicy OfExample(const std::string& name, const Arguments& arguments) {
  Result<policy::Policy> policy = ExamplePolicy(name);
  if (!policy) return {std::nullopt, Report(policy.error(), arguments)};
  PolicySource source;
  source.policy = std::move(*policy);
  for (const std::string& words : ExampleWords(name)) source.languages.push_back(fs::path(words).stem().string());
  source.read = [name](const std::string& path) { return Example(name + "/" + path); };
  return {std::move(source), kFine};
}

FoundPolicy OfWorkspace(const fs::path& folder, const Arguments& arguments) {
  Issues issues;
  std::vector<std::pair<std::string, std::string>> sources;
  Result<Workspace> workspace = LoadWorkspace(folder, issues, sources);
  if (!workspace) return {std::nullopt, ReportWithIssues(workspace.error(), issues, sources, arguments)};
  PolicySource source = SourceBeside(folder / workspace->policy.file);
  source.policy = std::move(workspace->policy);
  source.map = std::move(workspace->map);
  return {std::move(source), kFine};
}

FoundPolicy OfFile(const fs::path& file, bool sound, const Arguments& arguments) {
  const Result<std::string> text = ReadFile(file);
  if (!text) return {std::nullopt, Report(text.error(), arguments)};
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy(file.string(), *text, issues);
  if (policy && sound) policy::Check(*policy, issues);
  if (!policy || HasErrors(issues)) {
    const Error error = {ErrorCode::kInvalid, "`" + file.string() + "` has errors: `lofte check` lists all of them"};
    return {std::nullopt, ReportWithIssues(error, issues, {{file.string(), *text}}, arguments)};
  }
  PolicySource source = SourceBeside(file);
  source.policy = std::move(*policy);
  return {std::move(source), kFine};
}

FoundPolicy FindAny(const std::string& path, const PolicyNeeds& needs, const Arguments& arguments) {
  if (!IsThere(path) && Contains(ExampleNames(), path)) return OfExample(path, arguments);
  if (!IsThere(path))
    return {
        std::nullopt,
        Report({ErrorCode::kNotFound, "there is no `" + path + "`: name a folder with policy.yaml, the file, or an example"}, arguments)};
  if (needs.data_map && IsThere(fs::path(path) / "lofte.yaml")) return OfWorkspace(path, arguments);
  const Result<fs::path> file = PolicyIn(path);
  return file ? OfFile(*file, needs.sound, arguments) : FoundPolicy{std::nullopt, Report(file.error(), arguments)};
}

}  // namespace

FoundPolicy FindPolicy(const std::string& path, const PolicyNeeds& needs, const Arguments& arguments) {
  FoundPolicy found = FindAny(path, needs, arguments);
  if (!found.source || !found.source->policy.draft) return found;
  const policy::Policy& policy = found.source->policy;
  if (needs.settled) return {std::nullopt, Report(DraftRefused(policy), arguments)};
  std::fputs(("note: `" + policy.file + "` is a draft that was read from `" + policy.draft->source + "`: it is not settled yet\n").c_str(),
             stderr);
  return found;
}

FoundWords FindWords(const PolicySource& source, const std::string& language, const Arguments& arguments) {
  FoundWords found;
  const std::string file = WordsFile(language);
  Result<std::string> text = source.read(file);
  if (!text) {
    found.is_there = text.error().code != ErrorCode::kNotFound;
    if (found.is_there) found.exit_code = Report(text.error(), arguments);
    return found;
  }
  found.text = std::move(*text);
  Issues issues;
  found.words = notice::ReadWords(file, found.text, language, source.policy, issues);
  if (found.words && !HasErrors(issues)) return found;
  found.words.reset();
  found.exit_code =
      ReportWithIssues({ErrorCode::kInvalid, "`" + file + "` has mistakes: correct them first"}, issues, {{file, found.text}}, arguments);
  return found;
}

std::string WordsFile(const std::string& language) { return kWords + language + kEnding; }

}  // namespace lofte::cli
