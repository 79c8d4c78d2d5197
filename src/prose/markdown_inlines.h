// The words of one paragraph, heading or cell of Markdown, found again in the source. Private to this module.
//
// cmark gives the inline elements and their text, but no place that could be relied on. So the source of the block is read along with
// them: an element of emphasis takes its marks, a link its brackets and destination, a text its letters, escapes and entities. O(bytes).
#pragma once

#include <cmark-gfm.h>

#include <cstddef>
#include <string_view>

#include "prose/run.h"

namespace lofte::prose {

// Where a block with words stands.
struct InlineRange {
  std::size_t begin = 0, end = 0;  // of the source
  int quotes = 0;                  // block quotes around it: so many `>` may begin each of its lines
};

Run ReadInlines(std::string_view source, const InlineRange& range, cmark_node* block);

}  // namespace lofte::prose
