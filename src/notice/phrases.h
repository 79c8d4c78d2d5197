// The sentences of a language, as data: src/notice/phrases/LANG.tsv, `key<TAB>text with {placeholders}`. Every language has the same keys
// with the same placeholders. Any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lofte::notice {

class Phrases {
 public:
  // nullptr when a notice cannot be made in that language.
  static const Phrases* Find(std::string_view language);

  const std::string& language() const { return language_; }
  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }
  // Panics when there is none: a key that the builder knows has to be in every language.
  const std::string& Of(std::string_view key) const;

 private:
  explicit Phrases(std::string language);
  std::string language_;
  std::map<std::string, std::string, std::less<>> texts_;
};

// In which notices can be made, sorted.
const std::vector<std::string>& Languages();

// The placeholders of a phrase, in their order.
std::vector<std::string> PlaceholdersOf(std::string_view phrase);

}  // namespace lofte::notice
