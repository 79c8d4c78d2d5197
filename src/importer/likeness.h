// How alike two names of one thing are, across sections that were translated apart. Pure; any thread.
#pragma once

#include <string>
#include <vector>

namespace lofte::importer {

// 0 to 1: words that are the same count whole, words that share a front or a back of five letters in part. O(words x words).
double Likeness(const std::string& a, const std::string& b);

// One-to-one, the most alike first, none under `least`: for each of `names` the index into `known`, or -1.
std::vector<int> MatchNames(const std::vector<std::string>& names, const std::vector<std::string>& known, double least);

}  // namespace lofte::importer
