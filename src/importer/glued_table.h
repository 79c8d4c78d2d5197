// Tables whose cells were glued into lines when the page became text: `ServicePurposeDataRegion`, and rows below it. Pure; any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "importer/outline.h"

namespace lofte::importer {

// The columns of a line that is nothing but heads of columns, one after the other; empty when it is none.
struct Column {
  std::vector<Concept> labels;
  bool spaced = false;  // the cells were joined by blanks, not glued
};
std::vector<Column> ColumnsOf(const std::string& line, Matcher& matcher, LanguageSet languages);

// How often each word stands in the text, to tell a word from two that were glued.
using WordCounts = std::map<std::string, int, std::less<>>;

// Where the cells of a row begin, as many as there are columns; fewer when there is nowhere to part it.
std::vector<std::size_t> CellsOf(const std::string& row, const std::vector<Column>& columns, Matcher& matcher, LanguageSet languages,
                                 const WordCounts& counts);

// Does a cell say what its column is for: a basis, a place, a period?
bool Fits(const std::string& row, const std::vector<std::size_t>& begins, const std::vector<Column>& columns, Matcher& matcher,
          LanguageSet languages);

}  // namespace lofte::importer
