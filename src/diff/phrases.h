// The sentences of a language, as data: src/diff/phrases/LANG.tsv, `key<TAB>text with {placeholders}`. A kind of change that people are
// told of is a key. Every language has the same keys with the same placeholders. Any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lofte::diff {

struct PhraseFile {
  std::string_view path;  // `phrases/nb.tsv`
  std::string_view bytes;
};
// Made by cmake/embed.cmake.
extern const std::vector<PhraseFile> kPhraseFiles;

using Values = std::map<std::string, std::string, std::less<>>;  // placeholder -> what stands in its place

class Phrases {
 public:
  // nullptr when there is no message in that language.
  static const Phrases* Find(std::string_view language);

  bool Has(std::string_view key) const { return texts_.find(key) != texts_.end(); }
  // Panics where there is none: a key that the program knows has to be in every language.
  std::string Of(std::string_view key, const Values& values = {}) const;
  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  explicit Phrases(std::string_view bytes);
  std::map<std::string, std::string, std::less<>> texts_;
};

// In which people can be told, sorted.
std::vector<std::string> MessageLanguages();

}  // namespace lofte::diff
