// Texts of others in HTML and SVG. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace lofte {

// `&`, `<`, `>` and `"` as entities: safe between tags and in an attribute between double quotes.
std::string EscapedHtml(std::string_view text);

}  // namespace lofte
