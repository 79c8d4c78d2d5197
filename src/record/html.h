// A record as one HTML page that needs nothing else: no script, no font, no request. Each activity is a table of its own, of a heading and
// a text a row, so it can be read on a narrow screen, aloud and on paper. Pure; any thread.
#pragma once

#include <string>

#include "record/sheet.h"

namespace lofte::record {

std::string Html(const Book& book, const Phrases& phrases);

}  // namespace lofte::record
