// The example systems, carried in the binary, so that `lofte demo` works wherever it is installed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lofte::cli {

struct ExampleFile {
  std::string_view path;  // `gigcoms/policy.yaml`
  std::string_view bytes;
};

// Made by cmake/embed.cmake from examples/.
extern const std::vector<ExampleFile> kExampleFiles;

}  // namespace lofte::cli
