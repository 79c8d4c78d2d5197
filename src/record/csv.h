// A sheet as CSV (RFC 4180) that Excel opens by a double click in the Nordic countries: UTF-8 with a byte order mark, cells parted by
// semicolons (their list separator, as the comma is that of decimals), lines by CR LF; lines within a cell by LF.
//
// A cell that a spreadsheet would take for a formula gets an apostrophe in front. Pure; any thread.
#pragma once

#include <string>

#include "record/sheet.h"

namespace lofte::record {

std::string Csv(const Sheet& sheet);

}  // namespace lofte::record
