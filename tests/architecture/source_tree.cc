#include "source_tree.h"

#include <algorithm>
#include <system_error>

#include "base/file.h"

namespace lofte::architecture {
namespace {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> Listed(const fs::path& folder) {
  std::error_code failure;
  std::vector<fs::path> paths;
  for (fs::recursive_directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
    paths.push_back(entry->path());
  if (failure) return Fail(ErrorCode::kUnavailable, "cannot list `" + folder.string() + "`: " + failure.message());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

Result<SourceTree> ReadSourceTree(const fs::path& root) {
  SourceTree tree;
  LOFTE_ASSIGN(const std::string top, ReadFile(root / "CMakeLists.txt"));
  tree.order = ParseOrder(top);
  LOFTE_ASSIGN(const std::vector<fs::path> paths, Listed(root / "src"));
  for (const fs::path& path : paths) {
    const std::string name = path.lexically_relative(root / "src").generic_string();
    if (fs::is_directory(path)) {
      if (path.parent_path() == root / "src") tree.folders.push_back(name);
    } else if (path.filename() == "CMakeLists.txt") {
      LOFTE_ASSIGN(const std::string cmake, ReadFile(path));
      for (Module& module : ParseModules(cmake)) tree.modules.push_back(std::move(module));
    } else if (path.extension() == ".h" || path.extension() == ".cc") {
      LOFTE_ASSIGN(std::string text, ReadFile(path));
      tree.files.push_back({name, std::move(text)});
    }
  }
  return tree;
}

}  // namespace lofte::architecture
