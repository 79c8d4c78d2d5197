// Nearest: optimal string alignment distance (insert, delete, replace, swap of neighbours, each costs one) over code points.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"
#include "base/utf8.h"

namespace lofte {
namespace {

constexpr std::size_t kLongestWord = 64;

std::u32string CodePoints(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    out += point.value;
    at += point.bytes;
  }
  return out;
}

// Three rows of the table are enough: a swap looks two rows back.
std::size_t Distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace

std::string Nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > 4 * kLongestWord) return "";
  const std::u32string wanted = CodePoints(word);
  if (wanted.size() > kLongestWord) return "";
  const std::size_t near = std::max<std::size_t>(1, wanted.size() / 3);
  std::size_t best = std::min(near + 1, wanted.size());  // only what is nearer than this is near
  std::string nearest;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 8 * kLongestWord) continue;
    const std::u32string other = CodePoints(candidate);
    const std::size_t apart = other.size() > wanted.size() ? other.size() - wanted.size() : wanted.size() - other.size();
    if (apart >= best) continue;
    const std::size_t distance = Distance(wanted, other);
    if (distance >= best) continue;
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace lofte
