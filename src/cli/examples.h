// The example systems, carried in the binary, so that `lofte demo` works wherever it is installed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "policy/policy.h"

namespace lofte::cli {

// Made by cmake/embed.cmake from examples/: `gigcoms/policy.yaml`.
extern const EmbeddedFiles kExampleFiles;

// Of those with a policy, in order.
std::vector<std::string> ExampleNames();
// kInvalid, with the names that there are.
Status RequireExample(const std::string& name);
// Of `words/` of an example, one a language (docs/formats/words.md): as in its folder, `words/nb.yaml`. Empty where there are none.
std::vector<std::string> ExampleWords(const std::string& name);
// `path` as in kExampleFiles; kNotFound.
Result<std::string> Example(const std::string& path);
Result<policy::Policy> ExamplePolicy(const std::string& name);

}  // namespace lofte::cli
