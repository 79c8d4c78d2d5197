// Markdown, through cmark-gfm: it says what is a heading, a list, a table, a link; where each byte stands is found here. Private to this
// module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "prose/shape.h"

namespace lofte::prose {

struct MarkdownText {
  std::string title, language;  // of the front matter
  std::vector<Piece> pieces;
};

// kLimit: nesting or a paragraph that cmark would be slow on.
Result<MarkdownText> ReadMarkdown(std::string_view source);

}  // namespace lofte::prose
