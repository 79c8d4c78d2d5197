// What the classes, ids and roles of saved pages are called. Private to this module.
#pragma once

#include <cstdint>
#include <string_view>

namespace lofte::prose {

// Bits of Said for the value of `class` or `id`; in lower case.
std::uint16_t SaidByName(std::string_view names);
std::uint16_t SaidByRole(std::string_view role);
std::uint16_t SaidByStyle(std::string_view style);

}  // namespace lofte::prose
