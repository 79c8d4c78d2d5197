// Plain text: each line is a block, but for paragraphs that were wrapped by hand. Private to this module.
#pragma once

#include <string_view>
#include <vector>

#include "prose/shape.h"

namespace lofte::prose {

std::vector<Piece> ReadPlain(std::string_view source);

}  // namespace lofte::prose
