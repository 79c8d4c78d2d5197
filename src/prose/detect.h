// Which format a file is of. Private to this module.
#pragma once

#include <string_view>

#include "prose/document.h"

namespace lofte::prose {

// By the end of `name`; when that says nothing, by the first bytes.
Format FormatOf(std::string_view bytes, std::string_view name);

}  // namespace lofte::prose
