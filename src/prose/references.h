// Character references of HTML: `&aring;`, `&#229;`, `&nbsp`. Private to this module.
#pragma once

#include <cstddef>
#include <string_view>

namespace lofte::prose {

struct Reference {
  std::size_t bytes = 0;  // of the source, from the `&` on; 0: no reference begins here
  char32_t first = 0;
  char32_t second = 0;  // of the few that stand for two; else 0
};

// What the `&` at `at` begins. Any thread.
Reference ReferenceAt(std::string_view source, std::size_t at);

}  // namespace lofte::prose
