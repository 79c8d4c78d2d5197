// Names of countries in the languages of notices: facts from a data file (src/notice/data). Any thread.
#pragma once

#include <string>
#include <string_view>

namespace lofte::notice {

// In a language of the data file; the code itself when the country or the language is not there.
std::string CountryName(std::string_view code, std::string_view language);

}  // namespace lofte::notice
