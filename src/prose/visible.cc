#include "prose/visible.h"

#include <algorithm>

#include "prose/references.h"

namespace lofte::prose {

void PutVisible(Run& run, std::string_view source, std::size_t begin, std::size_t end, bool strong) {
  const std::string_view text = source.substr(0, end);
  while (begin < end) {
    const std::size_t mark = std::min(text.find('&', begin), end);
    run.PutText(source, begin, mark, strong);
    begin = mark;
    if (mark == end) return;
    const Reference reference = ReferenceAt(text, mark);
    const std::size_t until = mark + std::max<std::size_t>(reference.bytes, 1);
    run.PutCodePoint(reference.bytes == 0 ? U'&' : reference.first, mark, until, strong);
    if (reference.second != 0) run.PutCodePoint(reference.second, mark, until, strong);
    begin = until;
  }
}

}  // namespace lofte::prose
