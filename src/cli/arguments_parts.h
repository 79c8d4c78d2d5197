// The options of single commands, in files of their own. Private to this module.
#pragma once

#include <string>

#include "cli/arguments.h"

namespace CLI {
class App;
}

namespace lofte::cli {

void AddRecord(CLI::App& app, Arguments& arguments);

}  // namespace lofte::cli
