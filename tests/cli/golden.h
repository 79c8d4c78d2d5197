// Golden files of the command line, in testdata/. LOFTE_UPDATE_GOLDEN=1 writes them anew, to be read before they are committed.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <string>

#include "base/file.h"

namespace lofte::tests {

// Byte for byte, but for hashes.
inline void ExpectGolden(const std::string& name, const std::string& text) {
  const std::string shown = std::regex_replace(text, std::regex("[0-9a-f]{64}"), "(sha256)");
  const std::string path = LOFTE_SOURCE_DIR "/tests/cli/testdata/" + name;
  if (std::getenv("LOFTE_UPDATE_GOLDEN") != nullptr) WriteFileAtomically(path, shown).value();
  const Result<std::string> golden = ReadFile(path);
  EXPECT_EQ(shown, golden ? *golden : "no file " + path);
}

}  // namespace lofte::tests
