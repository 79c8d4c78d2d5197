// Lengths of time in a text: `7 years`, `to år`, `5 (fem) år`, `4-6 years`, `a 90-day period`. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importer/outline.h"

namespace lofte::importer {

struct Length {
  std::string period;               // ISO 8601: `P7Y`, `PT72H`; of a range the longer
  std::string least;                // of a range the shorter; else empty
  double days = 0;                  // about
  char unit = 'D';                  // T (minutes), H, D, W, M, Y
  int count = 0;                    // of the unit; 0 when it is no whole number
  bool at_most = false;             // `up to`, `within`
  std::size_t first = 0, last = 0;  // tokens, `last` not included
};

// In the order of the text. Not: `every 2 years`, `the last 12 months`.
std::vector<Length> LengthsIn(const Unit& unit);

}  // namespace lofte::importer
