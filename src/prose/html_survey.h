// What each element of a page holds, counted once for all of them. Private to this module.
#pragma once

#include <cstdint>
#include <vector>

#include "prose/html_tree.h"

namespace lofte::prose {

struct Holding {
  std::uint32_t text = 0;     // bytes that are no white space, of what may be seen
  std::uint32_t linked = 0;   // of these, in links
  std::uint32_t in_page = 0;  // of these, in links within the page
  std::uint32_t items = 0;    // children that are items
  std::uint32_t cells = 0;    // of a row, or the most that a row within has
  bool control = false, button = false, block = false, table = false, heading = false, header = false;  // some element within is
  bool main = false;  // is where the text stands, or some element within is
};

struct Survey {
  std::vector<Holding> of;    // by node
  std::vector<bool> is_main;  // by node
  bool has_main = false;
};

// O(nodes).
Survey SurveyOf(const HtmlTree& tree, std::string_view source);

// Scripts, pictures, what is copied by scripts: nothing in it is text.
inline bool IsDropped(Tag tag) {
  return tag == Tag::kScript || tag == Tag::kTemplate || tag == Tag::kSvg || tag == Tag::kTextarea || tag == Tag::kTitle;
}

}  // namespace lofte::prose
