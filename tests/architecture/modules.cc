#include "modules.h"

#include <algorithm>
#include <regex>
#include <sstream>

namespace lofte::architecture {
namespace {

std::string WithoutRemarks(std::string_view cmake) {
  std::istringstream lines{std::string(cmake)};
  std::string out, line;
  while (std::getline(lines, line)) out += line.substr(0, line.find('#')) + "\n";
  return out;
}

Module ParseArguments(const std::string& arguments) {
  std::istringstream words(arguments);
  Module module;
  words >> module.name;
  bool in_depends = false;
  for (std::string word; words >> word;) {
    if (word == "DEPENDS" || word == "LIBRARIES") {
      in_depends = word == "DEPENDS";
    } else if (in_depends) {
      module.depends.insert(word);
    }
  }
  return module;
}

// Every first capture of `pattern` in `text`.
std::vector<std::string> Captures(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match) found.push_back((*match)[1]);
  return found;
}

// What the tests of `module` link besides the module.
std::set<std::string> ParseTestDepends(const std::string& cmake, const std::string& module) {
  std::set<std::string> depends;
  const std::string pattern = R"(\btarget_link_libraries\s*\(\s*)" + module + R"(_test\s+([^)]*)\))";
  for (const std::string& arguments : Captures(cmake, pattern.c_str())) {
    for (const std::string& name : Captures(arguments, R"(\blofte_(\w+))")) depends.insert(name);
  }
  return depends;
}

}  // namespace

std::vector<Module> ParseModules(std::string_view cmake) {
  const std::string text = WithoutRemarks(cmake);
  std::vector<Module> modules;
  for (const std::string& arguments : Captures(text, R"(\blofte_module\s*\(([^)]*)\))")) {
    modules.push_back(ParseArguments(arguments));
    modules.back().test_depends = ParseTestDepends(text, modules.back().name);
  }
  return modules;
}

std::vector<std::string> ParseOrder(std::string_view cmake) {
  return Captures(WithoutRemarks(cmake), R"(\badd_subdirectory\s*\(\s*src/(\w+)\s*\))");
}

Graph::Graph(const std::vector<Module>& modules) {
  for (const Module& module : modules) {
    depends_[module.name] = module.depends;
    test_depends_[module.name] = module.test_depends;
  }
  for (const auto& [name, direct] : depends_) {
    std::set<std::string>& reached = reached_[name];
    std::vector<std::string> open{name};
    while (!open.empty()) {
      const std::string next = open.back();
      open.pop_back();
      if (!reached.insert(next).second) continue;
      if (const auto found = depends_.find(next); found != depends_.end())
        open.insert(open.end(), found->second.begin(), found->second.end());
    }
  }
}

bool Graph::Reaches(const std::string& from, const std::string& to) const {
  const auto found = reached_.find(from);
  return found != reached_.end() && found->second.count(to) != 0;
}

bool Graph::TestReaches(const std::string& from, const std::string& to) const {
  if (Reaches(from, to)) return true;
  const auto found = test_depends_.find(from);
  if (found == test_depends_.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const std::string& name) { return Reaches(name, to); });
}

}  // namespace lofte::architecture
