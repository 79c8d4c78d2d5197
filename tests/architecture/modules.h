// The modules as CMake declares them, and what each may include.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lofte::architecture {

struct Module {
  std::string name;
  std::set<std::string> depends;       // as declared
  std::set<std::string> test_depends;  // what its tests link besides
};

// The `lofte_module(NAME DEPENDS a b LIBRARIES x)` declarations in a CMakeLists.txt, with `target_link_libraries(NAME_test PRIVATE
// lofte_c)`; remarks are skipped.
std::vector<Module> ParseModules(std::string_view cmake);

// The folders of `add_subdirectory(src/..)`, in their order, without `src/`.
std::vector<std::string> ParseOrder(std::string_view cmake);

// What each module reaches through DEPENDS, itself included. Ends on cycles too.
class Graph {
 public:
  explicit Graph(const std::vector<Module>& modules);

  bool Has(const std::string& module) const { return depends_.count(module) != 0; }
  bool Reaches(const std::string& from, const std::string& to) const;
  // As Reaches, for a test of `from`.
  bool TestReaches(const std::string& from, const std::string& to) const;
  const std::map<std::string, std::set<std::string>>& depends() const { return depends_; }

 private:
  std::map<std::string, std::set<std::string>> depends_;
  std::map<std::string, std::set<std::string>> test_depends_;
  std::map<std::string, std::set<std::string>> reached_;
};

}  // namespace lofte::architecture
