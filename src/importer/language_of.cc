#include "importer/language_of.h"

#include <algorithm>
#include <bitset>

namespace lofte::importer {

LanguageScore ScoreOf(const std::vector<Hit>& hits, Concept common_word) {
  LanguageScore score{};
  for (const Hit& hit : hits) {
    // Words of the field tell a language too, less surely: they are borrowed more.
    const double weight = hit.concept_id == common_word ? 1 : 0.5;
    const double count = static_cast<double>(std::bitset<32>(hit.languages).count());
    for (std::size_t i = 0; i < score.size(); ++i) {
      if ((hit.languages >> i & 1U) != 0) score[i] += weight / (count * count);
    }
  }
  return score;
}

std::string BestOf(const LanguageScore& score) {
  const auto best = std::max_element(score.begin(), score.end());
  if (*best <= 0 || std::count(score.begin(), score.end(), *best) > 1) return "";
  return Languages()[static_cast<std::size_t>(best - score.begin())];
}

}  // namespace lofte::importer
