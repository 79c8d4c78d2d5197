// What tests of texts share. For this module's tests.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "prose/document.h"

namespace lofte::prose {

// The document, or a failed test and an empty one.
inline Document MustRead(std::string_view source, Format format) {
  auto document = Read(source, "text", format);
  if (document) return *std::move(document);
  ADD_FAILURE() << document.error().message;
  return {};
}

// Each block as one line: `H2 #1.1 Contact`, `~P0 Hidden`, `C0 r0c1h Purpose`. Line breaks within are shown as `|`.
inline std::string Show(const Block& block) {
  std::string line = (block.beside ? "~" : "") + std::string(1, "HPIC"[static_cast<int>(block.kind)]) + std::to_string(block.level);
  if (block.table >= 0) line += " r" + std::to_string(block.row) + "c" + std::to_string(block.column) + (block.header ? "h" : "");
  if (!block.number.empty()) line += " #" + block.number;
  line += " ";
  for (const char byte : block.text) line += byte == '\n' ? '|' : byte;
  return line;
}

inline std::vector<std::string> Shown(std::string_view source, Format format) {
  std::vector<std::string> lines;
  for (const Block& block : MustRead(source, format).blocks) lines.push_back(Show(block));
  return lines;
}

// The promise of `at`: each byte is the one of the file, unless it is a blank, begins an entity, or joins a term to its description.
inline void ExpectPlaces(std::string_view source, const Document& document) {
  for (const Block& block : document.blocks) {
    ASSERT_EQ(block.text.size(), block.at.size()) << block.text;
    std::size_t last = 0;
    for (std::size_t i = 0; i < block.text.size(); ++i) {
      ASSERT_GE(block.at[i], last) << block.text;
      last = block.at[i];
      const char byte = block.text[i];
      if (byte == ' ' || byte == '\n' || source[last] == '&' || (byte == ':' && (source[last] == '<' || source[last] == '*'))) continue;
      ASSERT_EQ(source[last], byte) << block.text << " at " << i;
    }
    ASSERT_GT(block.end, last);
    ASSERT_LE(block.end, source.size());
    ASSERT_EQ(block.line, 1 + std::count(source.begin(), source.begin() + block.at.front(), '\n')) << block.text;
  }
}

}  // namespace lofte::prose
