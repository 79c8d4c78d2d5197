// The example systems, carried in the binary, so that `lofte demo` works wherever it is installed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/policy.h"

namespace lofte::cli {

struct ExampleFile {
  std::string_view path;  // `gigcoms/policy.yaml`
  std::string_view bytes;
};

// Made by cmake/embed.cmake from examples/.
extern const std::vector<ExampleFile> kExampleFiles;

// Of those with a policy, in order.
std::vector<std::string> ExampleNames();
// kInvalid, with the names that there are.
Status RequireExample(const std::string& name);
// Of `words/` of an example, one a language (docs/formats/words.md): as in its folder, `words/nb.yaml`. Empty where there are none.
std::vector<std::string> ExampleWords(const std::string& name);
// `path` as in ExampleFile; kNotFound.
Result<std::string> Example(const std::string& path);
Result<policy::Policy> ExamplePolicy(const std::string& name);

}  // namespace lofte::cli
