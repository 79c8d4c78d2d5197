// What stands in front of an item or a heading: bullets and numbers. Private to this module.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lofte::prose {

struct Mark {
  enum class Kind { kNone, kBullet, kNumber };
  Kind kind = Kind::kNone;
  std::size_t bytes = 0;  // of the line, with the white space after it
  bool doubled = false;   // kBullet: two of them, `- •`
  std::string number;     // kNumber: as written, without a dot or bracket after it
  int depth = 1;          // kNumber: `10.1` has 2
  bool section = false;   // kNumber: of the kind that headings have: `1.`, `10.1`, `§ 3`, `IV.`; not `1)`, `a)`
};

// Of a line with folded white space. Bullets may be doubled (`- •`). A date (`11. september`), an amount (`1.500 kr`) or a number with
// nothing after it is no mark; a bullet with nothing after it is.
Mark MarkOf(std::string_view line);

// Whether a text looks like the words of a heading: short, and no sentence.
bool LooksLikeHeading(std::string_view text);

// Whether `next` is what an outline numbers after `number`: `2` after `1` or `1.3`, `1.1` after `1`. Of these the last is no `sibling`.
struct Succession {
  bool follows = false;
  bool sibling = false;
};
Succession SuccessionOf(std::string_view number, std::string_view next);

}  // namespace lofte::prose
