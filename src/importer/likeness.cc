#include "importer/likeness.h"

#include <algorithm>

#include "importer/limits.h"
#include "importer/tokens.h"

namespace lofte::importer {
namespace {

constexpr std::size_t kLeastShared = 5;
constexpr std::size_t kMostWords = 40;

double WordLikeness(const std::string& a, const std::string& b) {
  if (a == b) return 1;
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t front = 0, back = 0;
  while (front < shorter && a[front] == b[front]) ++front;
  while (back < shorter && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  const std::size_t shared = std::max(front, back);
  if (shared < kLeastShared) return 0;
  return static_cast<double>(shared) / static_cast<double>(std::max(a.size(), b.size()));
}

}  // namespace

NameWords NameWordsOf(std::string_view name) {
  NameWords words;
  for (const Token& token : TokensOf(name.substr(0, kLongestName))) {
    if ((token.word.size() > 3 || token.capital) && words.size() < kMostWords) words.push_back(token.word);
  }
  return words;
}

double Likeness(const NameWords& left, const NameWords& right) {
  if (left.empty() || right.empty()) return 0;
  double sum = 0;
  for (const std::string& word : left) {
    double best = 0;
    for (const std::string& other : right) best = std::max(best, WordLikeness(word, other));
    sum += best;
  }
  for (const std::string& word : right) {
    double best = 0;
    for (const std::string& other : left) best = std::max(best, WordLikeness(word, other));
    sum += best;
  }
  return sum / static_cast<double>(left.size() + right.size());
}

std::vector<int> MatchNames(const std::vector<std::string>& names, const std::vector<std::string>& known, double least) {
  struct Pair {
    double likeness;
    std::size_t name, other;
  };
  std::vector<Pair> pairs;
  std::vector<NameWords> others;
  for (const std::string& other : known) others.push_back(NameWordsOf(other));
  for (std::size_t i = 0; i < std::min(names.size(), kMostNames); ++i) {
    const NameWords words = NameWordsOf(names[i]);
    for (std::size_t k = 0; k < known.size(); ++k) {
      const double likeness = Likeness(words, others[k]);
      if (likeness >= least) pairs.push_back({likeness, i, k});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.likeness > b.likeness; });
  std::vector<int> found(names.size(), -1);
  std::vector<bool> taken(known.size(), false);
  for (const Pair& pair : pairs) {
    if (found[pair.name] >= 0 || taken[pair.other]) continue;
    found[pair.name] = static_cast<int>(pair.other);
    taken[pair.other] = true;
  }
  return found;
}

}  // namespace lofte::importer
