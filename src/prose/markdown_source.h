// Lines of a Markdown file, and what stands in front of its text. Private to this module.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lofte::prose {

// Lines as cmark counts them, from 1.
class MarkdownLines {
 public:
  MarkdownLines(std::string_view source, std::size_t begin);
  // The bytes of a line, without its end.
  std::size_t Begin(int line) const;
  std::size_t End(int line) const;

 private:
  std::string_view source_;
  std::vector<std::size_t> begins_;
};

struct FrontMatter {
  std::size_t end = 0;  // where the text begins
  std::string title, language;
};

// What stands between `---` and `---` at the very beginning.
FrontMatter FrontMatterOf(std::string_view source);

// kLimit: what cmark reads in more than linear time, as far as it is known.
Status CheckMarkdown(std::string_view source);

}  // namespace lofte::prose
