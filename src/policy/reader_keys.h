// The keys of every kind of map in policy.yaml, and the words that some of them choose from: one table for the reader, its suggestions and
// the test that holds schema/policy.schema.json to it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace lofte::policy {

// Kind of map (`policy`, `controller`, `recipient`, `activity`, `retention`, `cookie`, `promise`, `control`, ..) -> its keys.
const std::map<std::string, std::vector<std::string>, std::less<>>& KnownKeys();
// Precondition: one of those kinds.
const std::vector<std::string>& KeysOf(std::string_view kind_of_map);

template <typename T>
struct Word {
  std::string text;
  T value;
};

const std::vector<Word<Basis>>& BasisWords();
const std::vector<Word<Role>>& RoleWords();
const std::vector<Word<Mode>>& ModeWords();
const std::vector<Word<Then>>& ThenWords();
const std::vector<Word<Severity>>& SeverityWords();

template <typename T>
std::vector<std::string> TextsOf(const std::vector<Word<T>>& words) {
  std::vector<std::string> texts;
  for (const Word<T>& word : words) texts.push_back(word.text);
  return texts;
}

}  // namespace lofte::policy
