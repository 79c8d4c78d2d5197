// What a test has to show although it passed: a matrix, counters. On stdout, and where `check` asks for it, in a file that it prints.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace lofte::tests {

// LOFTE_REPORTS names the folder of the files. `name` is that of the file; a second report of a name is added to the first.
inline void Report(const std::string& name, const std::string& text) {
  std::printf("%s\n", text.c_str());
  if (const char* folder = std::getenv("LOFTE_REPORTS"))
    std::ofstream(std::string(folder) + "/" + name + ".txt", std::ios::app) << text << "\n";
}

}  // namespace lofte::tests
