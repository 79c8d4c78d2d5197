// The rules of the house that a tool can check. Each gives one line for each violation: the place, what is wrong, what to do.
//
// Pure: declarations and texts in, lines out; so that the rules are tested on planted faults.
#pragma once

#include <string>
#include <vector>

#include "modules.h"

namespace lofte::architecture {

using Violations = std::vector<std::string>;

// A file of src/.
struct SourceFile {
  std::string path;  // `time/zone.h`
  std::string text;

  std::string module() const { return path.substr(0, path.find('/')); }
  bool is_test() const { return path.size() > 8 && path.compare(path.size() - 8, 8, "_test.cc") == 0; }
  bool is_header() const { return path.size() > 2 && path.compare(path.size() - 2, 2, ".h") == 0; }
};

// DEPENDS names only modules that exist, and never leads back to where it started.
Violations CheckDeclarations(const std::vector<Module>& modules);

// Each module is added once, after all that it depends on.
Violations CheckOrder(const std::vector<Module>& modules, const std::vector<std::string>& order);

// `#include "module/file.h"` names a file that exists, in a module that DEPENDS reaches (of a test: or that its executable links), and not
// one that is private to another module.
Violations CheckIncludes(const std::vector<Module>& modules, const std::vector<SourceFile>& files);

// Everything of a module is in lofte::MODULE; of base, in lofte. Other namespaces are opened for forward declarations only; in tests also
// to instantiate another module's suite, which GoogleTest wants there.
Violations CheckNamespaces(const std::vector<Module>& modules, const std::vector<SourceFile>& files);

// A vendor's header is included by the one module that stands for it. Heavy headers stay out of headers.
Violations CheckVendors(const std::vector<SourceFile>& files);

}  // namespace lofte::architecture
