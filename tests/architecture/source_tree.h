// The project's own tree, read for the rules.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "modules.h"
#include "rules.h"

namespace lofte::architecture {

struct SourceTree {
  std::vector<Module> modules;       // by src/*/CMakeLists.txt
  std::vector<std::string> folders;  // of src/, sorted
  std::vector<std::string> order;    // by CMakeLists.txt
  std::vector<SourceFile> files;     // every .h and .cc below src/, sorted by path
};

Result<SourceTree> ReadSourceTree(const std::filesystem::path& root);

}  // namespace lofte::architecture
