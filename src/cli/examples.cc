#include "cli/examples.h"

#include <algorithm>

#include "cli/output.h"
#include "policy/reader.h"

namespace lofte::cli {

std::vector<std::string> ExampleNames() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : kExampleFiles)
    if (const std::size_t at = file.path.find("/policy.yaml"); at != std::string_view::npos) names.emplace_back(file.path.substr(0, at));
  std::sort(names.begin(), names.end());
  return names;
}

Status RequireExample(const std::string& name) {
  const std::vector<std::string> names = ExampleNames();
  if (std::find(names.begin(), names.end(), name) != names.end()) return {};
  std::string list;
  for (const std::string& each : names) list += (list.empty() ? "" : ", ") + each;
  return Fail(ErrorCode::kInvalid, "there is no example `" + name + "`: choose one of " + list);
}

std::vector<std::string> ExampleWords(const std::string& name) {
  std::vector<std::string> words;
  const std::string folder = name + "/";
  for (const EmbeddedFile& file : kExampleFiles)
    if (file.path.find(folder + "words/") == 0) words.emplace_back(file.path.substr(folder.size()));
  std::sort(words.begin(), words.end());
  return words;
}

Result<std::string> Example(const std::string& path) {
  for (const EmbeddedFile& file : kExampleFiles)
    if (file.path == path) return std::string(file.bytes);
  return Fail(ErrorCode::kNotFound, "there is no example file `" + path + "`");
}

Result<policy::Policy> ExamplePolicy(const std::string& name) {
  LOFTE_ASSIGN(const std::string source, Example(name + "/policy.yaml"));
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", source, issues);
  if (!policy) return Fail(ErrorCode::kInternal, RenderIssues(issues, {{"policy.yaml", source}}, false));
  return std::move(*policy);
}

}  // namespace lofte::cli
