// Which language a piece of text is in, by its most common words (`lang.word`), its letters (`lang.letter`) and the words of the field.
// Pure; any thread.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "importer/lexicon.h"

namespace lofte::importer {

// For each of Languages(), how much speaks for it: a word of several languages counts less for each.
using LanguageScore = std::array<double, 8>;
LanguageScore ScoreOf(const std::vector<Hit>& hits, Concept common_word);
// The language with the highest score; "" when nothing speaks for any, or two are equal.
std::string BestOf(const LanguageScore& score);

}  // namespace lofte::importer
