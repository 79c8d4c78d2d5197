// A record as an Excel workbook (ISO/IEC 29500): a front page, and a sheet for each role. Through libxlsxwriter.
//
// All cells are texts, none is a formula. Equal books make equal bytes: the only moment in the file is the policy's first day. Any thread,
// with a scratch folder each.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "record/sheet.h"

namespace lofte::record {

inline constexpr std::size_t kCellCharacters = 32767;  // the most that a cell of a workbook holds

// `scratch`: an empty folder for the file while it is made; what is put there is taken away again.
// Errors: kLimit when a cell is too long, named by its activity; kUnavailable when the folder cannot be written to.
Result<std::string> Xlsx(const Book& book, const std::filesystem::path& scratch);

}  // namespace lofte::record
