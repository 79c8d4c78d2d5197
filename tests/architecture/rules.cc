#include "rules.h"

#include <algorithm>
#include <optional>
#include <regex>
#include <sstream>

namespace lofte::architecture {
namespace {

struct Line {
  std::size_t number = 0;
  std::string text;
};

std::vector<Line> LinesOf(const SourceFile& file) {
  std::vector<Line> lines;
  std::istringstream stream(file.text);
  for (std::string text; std::getline(stream, text);) lines.push_back({lines.size() + 1, text});
  return lines;
}

std::string At(const SourceFile& file, const Line& line) { return file.path + ":" + std::to_string(line.number) + ": "; }

struct Include {
  std::string name;
  bool angled = false;
};

std::optional<Include> IncludeOf(const std::string& line) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::smatch match;
  if (!std::regex_search(line, match, pattern)) return std::nullopt;
  return Include{match[2], match[1] == "<"};
}

bool StartsWith(const std::string& text, const std::string& front) { return text.compare(0, front.size(), front) == 0; }

// The remark at the head of a header says so; it is the contract, so it is what is checked.
bool IsPrivate(const SourceFile& file) {
  for (const Line& line : LinesOf(file)) {
    if (!StartsWith(line.text, "//")) return false;
    if (line.text.find("Private to this module.") != std::string::npos) return true;
  }
  return false;
}

std::string IncludeFault(const Graph& graph, const std::map<std::string, const SourceFile*>& by_path, const SourceFile& includer,
                         const std::string& name) {
  const std::string from = includer.module();
  const std::size_t slash = name.find('/');
  const std::string to = name.substr(0, slash);
  if (slash == std::string::npos || !graph.Has(to)) return "`" + name + "` is not module/file.h: write the path from src/";
  const auto file = by_path.find(name);
  if (file == by_path.end()) return "`" + name + "` does not exist";
  if (from == to) return "";
  if (graph.Reaches(to, from)) return "upward include of `" + name + "`: `" + to + "` stands on `" + from + "`";
  const bool reached = includer.is_test() ? graph.TestReaches(from, to) : graph.Reaches(from, to);
  if (!reached) return "undeclared include of `" + name + "`: DEPENDS of `" + from + "` does not reach `" + to + "`";
  if (IsPrivate(*file->second)) return "`" + name + "` is private to `" + to + "`";
  return "";
}

// `namespace NAME {` at the start of a line.
std::optional<std::string> OpenedNamespace(const std::string& line) {
  static const std::regex pattern(R"(^(?:inline )?namespace ([\w:]+) \{)");
  std::smatch match;
  if (!std::regex_search(line, match, pattern)) return std::nullopt;
  return match[1];
}

bool Belongs(const Graph& graph, const std::string& module, const std::string& name) {
  if (module != "base") return name == "lofte::" + module || StartsWith(name, "lofte::" + module + "::");
  if (name == "lofte") return true;
  if (!StartsWith(name, "lofte::")) return false;
  const std::string inner = name.substr(7, name.find("::", 7) - 7);
  return !graph.Has(inner) || inner == "base";
}

// The namespace that opens at `at` holds lines that match `allowed`, blank ones, and nothing else.
bool HoldsOnly(const std::vector<Line>& lines, std::size_t at, const std::regex& allowed) {
  for (++at; at < lines.size(); ++at) {
    if (StartsWith(lines[at].text, "}")) return true;
    if (!lines[at].text.empty() && !std::regex_match(lines[at].text, allowed)) return false;
  }
  return false;
}

bool OnlyDeclares(const std::vector<Line>& lines, std::size_t at) {
  static const std::regex declaration(R"(^\s*(class|struct|enum class|union) \w+;\s*$)");
  static const std::regex whole(R"(^namespace [\w:]+ \{ ((class|struct|enum class|union) \w+; )+\}\s*$)");
  return std::regex_match(lines[at].text, whole) || HoldsOnly(lines, at, declaration);
}

bool OnlyInstantiates(const std::vector<Line>& lines, std::size_t at) {
  static const std::regex instantiation(R"(^INSTANTIATE_(TYPED_)?TEST_SUITE_P\(.*\);\s*$)");
  return HoldsOnly(lines, at, instantiation);
}

bool NeedsNoNamespace(const SourceFile& file) {
  static const std::regex entry(R"((^|\n)(int main\(|extern "C" ))");
  return std::regex_search(file.text, entry);
}

void CheckNamespacesOf(const Graph& graph, const SourceFile& file, Violations& violations) {
  const std::vector<Line> lines = LinesOf(file);
  const std::string module = file.module();
  const std::string wanted = module == "base" ? "lofte" : "lofte::" + module;
  bool inside = false;
  bool seen = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (inside && StartsWith(lines[i].text, "}  // namespace lofte")) inside = false;
    const std::optional<std::string> name = OpenedNamespace(lines[i].text);
    if (!name || inside) continue;
    if (Belongs(graph, module, *name)) {
      seen = inside = true;
    } else if (!OnlyDeclares(lines, i) && !(file.is_test() && OnlyInstantiates(lines, i))) {
      violations.push_back(At(file, lines[i]) + "namespace `" + *name + "` in module `" + module + "`: use `" + wanted + "`");
    }
  }
  if (!seen && !NeedsNoNamespace(file)) violations.push_back(file.path + ": nothing in namespace `" + wanted + "`");
}

// A vendor's headers and the module that stands for them.
struct Vendor {
  std::string front;
  std::string module;
};
const std::vector<Vendor> kVendors{
    {"sqlite3", "stores_sqlite"},
    {"libpq-fe.h", "stores_postgres"},
    {"libpq/", "stores_postgres"},
    {"postgresql/", "stores_postgres"},
    {"pg_config", "stores_postgres"},
    {"yaml-cpp/", "text"},
    {"date/", "time"},
    {"sodium", "seal"},
    {"cmark-gfm", "prose"},
    {"xlsxwriter", "record"},
};
// Seconds of compile time each, in every file that sees them. json_fwd.hpp is made for headers.
const std::vector<std::string> kHeavy{"CLI/", "spdlog/", "nlohmann/"};

std::string VendorFault(const SourceFile& file, const std::string& name) {
  for (const Vendor& vendor : kVendors) {
    if (StartsWith(name, vendor.front) && file.module() != vendor.module)
      return "`" + name + "` is included by `" + vendor.module + "` only: go through it";
  }
  if (!file.is_header() || name == "nlohmann/json_fwd.hpp") return "";
  for (const std::string& heavy : kHeavy) {
    if (StartsWith(name, heavy)) return "`" + name + "` in a header: include it in the .cc";
  }
  return "";
}

// Depth first; what is found on the way back up is a cycle. `path` is the way here.
void FindCycles(const Graph& graph, const std::string& module, std::vector<std::string>& path, std::set<std::string>& done,
                Violations& violations) {
  if (const auto start = std::find(path.begin(), path.end(), module); start != path.end()) {
    std::string cycle;
    for (auto step = start; step != path.end(); ++step) cycle += *step + " -> ";
    violations.push_back("cycle: " + cycle + module);
    return;
  }
  const auto found = graph.depends().find(module);
  if (found == graph.depends().end() || done.count(module) != 0) return;
  path.push_back(module);
  for (const std::string& next : found->second) FindCycles(graph, next, path, done, violations);
  path.pop_back();
  done.insert(module);
}

}  // namespace

Violations CheckDeclarations(const std::vector<Module>& modules) {
  const Graph graph(modules);
  Violations violations;
  std::set<std::string> names;
  for (const Module& module : modules) {
    if (!names.insert(module.name).second) violations.push_back("`" + module.name + "` is declared twice");
    for (const std::string& to : module.depends) {
      if (!graph.Has(to)) violations.push_back("`" + module.name + "` depends on `" + to + "`, which is no module");
    }
  }
  std::vector<std::string> path;
  std::set<std::string> done;
  for (const std::string& name : names) FindCycles(graph, name, path, done, violations);
  return violations;
}

Violations CheckOrder(const std::vector<Module>& modules, const std::vector<std::string>& order) {
  Violations violations;
  const auto place = [&](const std::string& name) { return std::find(order.begin(), order.end(), name) - order.begin(); };
  for (const Module& module : modules) {
    const auto times = std::count(order.begin(), order.end(), module.name);
    if (times != 1) violations.push_back("`" + module.name + "` is added " + std::to_string(times) + " times");
    for (const std::string& to : module.depends) {
      if (place(to) > place(module.name)) violations.push_back("`" + module.name + "` is added before `" + to + "`, which it stands on");
    }
  }
  return violations;
}

Violations CheckIncludes(const std::vector<Module>& modules, const std::vector<SourceFile>& files) {
  const Graph graph(modules);
  std::map<std::string, const SourceFile*> by_path;
  for (const SourceFile& file : files) by_path[file.path] = &file;
  Violations violations;
  for (const SourceFile& file : files) {
    for (const Line& line : LinesOf(file)) {
      const std::optional<Include> include = IncludeOf(line.text);
      if (!include || include->angled) continue;
      const std::string fault = IncludeFault(graph, by_path, file, include->name);
      if (!fault.empty()) violations.push_back(At(file, line) + fault);
    }
  }
  return violations;
}

Violations CheckNamespaces(const std::vector<Module>& modules, const std::vector<SourceFile>& files) {
  const Graph graph(modules);
  Violations violations;
  for (const SourceFile& file : files) CheckNamespacesOf(graph, file, violations);
  return violations;
}

Violations CheckVendors(const std::vector<SourceFile>& files) {
  Violations violations;
  for (const SourceFile& file : files) {
    for (const Line& line : LinesOf(file)) {
      const std::optional<Include> include = IncludeOf(line.text);
      if (!include) continue;
      const std::string fault = VendorFault(file, include->name);
      if (!fault.empty()) violations.push_back(At(file, line) + fault);
    }
  }
  return violations;
}

}  // namespace lofte::architecture
