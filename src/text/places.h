// From byte offsets of a source to places for people. Private to this module.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"

namespace lofte::text {

// Lines end at U+000A. Borrows `source`. Remembers where it was asked last, so that a reader that goes forward through one long line costs
// O(source) in all; so a Places is for one thread.
class Places {
 public:
  Places(std::string_view file, std::string_view source);

  // The place of the byte at `offset`; one beyond the end is the end.
  Span At(std::size_t offset, std::size_t length = 1);

 private:
  std::string file_;
  std::string_view source_;
  std::vector<std::size_t> line_starts_;
  std::size_t last_offset_ = 0;
  std::size_t last_line_ = 0;    // from 0
  std::size_t last_column_ = 0;  // from 0
};

}  // namespace lofte::text
