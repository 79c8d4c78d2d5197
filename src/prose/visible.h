// Source text with references, as a reader sees it. Private to this module.
#pragma once

#include <cstddef>
#include <string_view>

#include "prose/run.h"

namespace lofte::prose {

// Appends the text at [begin, end) of the source: white space folded, references of HTML resolved.
void PutVisible(Run& run, std::string_view source, std::size_t begin, std::size_t end, bool strong);

}  // namespace lofte::prose
