// How alike two names of one thing are, across sections that were translated apart. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lofte::importer {

// The words of a name that tell it from others, folded: a name that is held against many is taken apart once.
using NameWords = std::vector<std::string>;
NameWords NameWordsOf(std::string_view name);

// 0 to 1: words that are the same count whole, words that share a front or a back of five letters in part. O(words x words).
double Likeness(const NameWords& a, const NameWords& b);

// One-to-one, the most alike first, none under `least`: for each of `names` the index into `known`, or -1.
std::vector<int> MatchNames(const std::vector<std::string>& names, const std::vector<std::string>& known, double least);

}  // namespace lofte::importer
