// Lists of words, such as the ids of promises: what is in them, without repeats, as one text, and out of one. Pure; any thread.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace lofte {

// Appends what is not in the list yet. O(n) each.
template <typename T>
void AddOnce(std::vector<T>& to, T item) {
  if (std::find(to.begin(), to.end(), item) == to.end()) to.push_back(std::move(item));
}
template <typename T>
void AddEachOnce(std::vector<T>& to, const std::vector<T>& items) {
  for (const T& item : items) AddOnce(to, item);
}

template <typename T, typename U>
bool Contains(const std::vector<T>& list, const U& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}
// Is one of them in the list? O(n) each.
template <typename T>
bool ContainsAny(const std::vector<T>& list, const std::vector<T>& items) {
  return std::any_of(items.begin(), items.end(), [&](const T& item) { return Contains(list, item); });
}

// For a message: `a`, `b`, each between backticks.
std::string Quoted(const std::vector<std::string>& words);

// Words without blanks, with one between each two; and back, whatever the number of blanks.
std::string JoinWords(const std::vector<std::string>& words);
std::vector<std::string> SplitWords(const std::string& text);
// The parts between `mark`, without those that are empty. They point into `text`.
std::vector<std::string_view> SplitAt(std::string_view text, char mark);

}  // namespace lofte
