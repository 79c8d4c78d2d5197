// What a start tag says. Private to this module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lofte::prose {

struct StartTag {
  std::string name;  // in lower case
  std::uint16_t said = 0;
  std::uint16_t columns = 1, rows = 1;
  std::string language;
  bool self_closing = false;
  std::size_t end = 0;  // the byte after its `>`; npos: it never ends
};

// The tag that begins at `at`. Precondition: `<` and a letter stand there. O(bytes of the tag).
StartTag ReadStartTag(std::string_view source, std::size_t at);

}  // namespace lofte::prose
