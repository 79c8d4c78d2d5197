// Days written out in a text. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "importer/outline.h"

namespace lofte::importer {

struct WrittenDay {
  std::string iso;                  // `2025-09-11`; `2025-09` where no day is said
  std::size_t first = 0, last = 0;  // tokens
};
// `2026-03-31`, `22.05.2024`, `11. september 2025`, `September 11, 2025`; days that exist, from 1990 to 2099. Numbers alone are day, month,
// year.
std::vector<WrittenDay> DaysIn(const Unit& unit);

}  // namespace lofte::importer
