// Numbers of each pattern, and texts that nearly hold one: for the tests that hold functions and regular expressions together. No number is
// known to be anybody's: they were published as examples, or made by the rule.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "stores/number_pattern.h"

namespace lofte::stores::number_samples {

inline const std::vector<std::pair<NumberPattern, std::string>>& Good() {
  static const std::vector<std::pair<NumberPattern, std::string>> good = {
      {NumberPattern::kCardNumber, "4111111111111111"},    {NumberPattern::kCardNumber, "4111 1111 1111 1111"},
      {NumberPattern::kCardNumber, "5555-5555-5555-4444"}, {NumberPattern::kCardNumber, "378282246310005"},
      {NumberPattern::kNationalId, "09084040026"},         {NumberPattern::kNationalId, "151118 93001"},
      {NumberPattern::kNationalId, "65116524818"},         {NumberPattern::kNationalId, "811218-9876"},
      {NumberPattern::kNationalId, "811218+9876"},         {NumberPattern::kNationalId, "198112189876"},
      {NumberPattern::kNationalId, "19811218-9876"},       {NumberPattern::kNationalId, "090648-3319"},
      {NumberPattern::kNationalId, "010165-4321"},         {NumberPattern::kNationalId, "131052-308T"},
      {NumberPattern::kNationalId, "12345678Z"},           {NumberPattern::kNationalId, "12345678-Z"},
      {NumberPattern::kNationalId, "X1234567L"},           {NumberPattern::kNationalId, "X-1234567-L"},
  };
  return good;
}

// Good numbers in a text, most of them changed in a place or two; the same for one seed.
inline std::vector<std::string> Samples(int count, unsigned seed) {
  std::vector<std::string> samples = {"", "ring 4711 0815", "20261127 1200"};
  std::mt19937 random(seed);
  const std::string marks = "0123456789012345678901234567890123456789-+ .ATXZaz_,\n";
  const auto mark = [&] { return marks[random() % marks.size()]; };
  for (int i = 0; i < count; ++i) {
    std::string text = Good()[random() % Good().size()].second;
    if (random() % 2 == 0) text.insert(text.begin(), mark());
    if (random() % 2 == 0) text += mark();
    for (unsigned changes = random() % 3; changes > 0; --changes) text[random() % text.size()] = mark();
    samples.push_back(random() % 2 == 0 ? text : "she, " + text + " it says");
  }
  return samples;
}

}  // namespace lofte::stores::number_samples
