#include "cli/policy_file.h"

#include <cstdio>
#include <filesystem>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"
#include "policy/reader.h"
#include "text/document.h"

namespace lofte::cli {

namespace {

Result<std::filesystem::path> PolicyIn(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return path;
  if (!std::filesystem::exists(path / "lofte.yaml", ignored)) return path / "policy.yaml";
  LOFTE_ASSIGN(const std::string source, ReadFile(path / "lofte.yaml"));
  Issues issues;
  const std::optional<text::Node> root = text::ReadYaml("lofte.yaml", source, issues);
  const text::Node* named = root ? root->Find("policy") : nullptr;
  return path / (named != nullptr && named->is_scalar() && !named->scalar.empty() ? named->scalar : "policy.yaml");
}

Issues OnlyErrors(const Issues& issues) {
  Issues errors;
  for (const Issue& issue : issues)
    if (issue.severity == Severity::kError) errors.push_back(issue);
  return errors;
}

Error Unreadable(const std::string& file) { return {ErrorCode::kInvalid, "`" + file + "` has errors: `lofte check` lists all of them"}; }

}  // namespace

PolicyFile ReadPolicyFile(const std::string& path, const Arguments& arguments) {
  const Result<std::filesystem::path> file = PolicyIn(path);
  if (!file) return {std::nullopt, Report(file.error(), arguments)};
  const Result<std::string> source = ReadFile(*file);
  if (!source) return {std::nullopt, Report(source.error(), arguments)};
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy(file->string(), *source, issues);
  if (policy && !HasErrors(issues)) return {std::move(policy), kFine};
  if (arguments.json) {
    Print(ErrorJson(Unreadable(file->string()), OnlyErrors(issues)));
    return {std::nullopt, kWrong};
  }
  std::fputs(RenderIssues(OnlyErrors(issues), {{file->string(), *source}}, false).c_str(), stderr);
  return {std::nullopt, Report(Unreadable(file->string()), arguments)};
}

namespace {

// `section: { id: words }`; what nests deeper is joined by dots.
void Collect(const text::Node& node, const std::string& section, const std::string& id, diff::Words& words) {
  if (node.is_scalar()) words[section][id] = node.scalar;
  for (const text::Node::Entry& entry : node.entries) Collect(entry.value, section, id.empty() ? entry.key : id + "." + entry.key, words);
}

}  // namespace

Result<diff::Words> ReadWords(const std::string& path, const std::string& language) {
  LOFTE_ASSIGN(const std::filesystem::path policy, PolicyIn(path));
  const std::filesystem::path file = policy.parent_path() / "words" / (language + ".yaml");
  std::error_code ignored;
  diff::Words words;
  if (!std::filesystem::exists(file, ignored)) return words;
  LOFTE_ASSIGN(const std::string source, ReadFile(file));
  Issues issues;
  const std::optional<text::Node> root = text::ReadYaml(file.string(), source, issues);
  if (!root || !root->is_map() || HasErrors(issues))
    return Fail(ErrorCode::kInvalid, "`" + file.string() + "` is no map of words: look at it");
  for (const text::Node::Entry& entry : root->entries) Collect(entry.value, entry.key, "", words);
  return words;
}

}  // namespace lofte::cli
