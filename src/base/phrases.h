// Sentences of a language, as data: `phrases/LANG.tsv`, a head line and then `key<TAB>text with {placeholders}`. Every language of a module
// has the same keys with the same placeholders; the module's tests hold it to that. Immutable; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"

namespace lofte {

using PhraseValues = std::map<std::string, std::string, std::less<>>;  // placeholder -> what stands in its place

class PhraseTable {
 public:
  // Panics when there is no such file, and for a key that stands in it twice.
  PhraseTable(const EmbeddedFiles& files, std::string language);

  const std::string& language() const { return language_; }
  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }
  bool Has(std::string_view key) const { return texts_.find(key) != texts_.end(); }
  // As it stands in the file. Panics when there is none: a key that the program knows has to be in every language.
  const std::string& Of(std::string_view key) const;
  // With `{name}` replaced by its value, which is not looked into; a placeholder without a value stays. Panics as Of() does.
  std::string Say(std::string_view key, const PhraseValues& values = {}) const;

 private:
  std::string language_;
  std::map<std::string, std::string, std::less<>> texts_;
};

// The languages that `files` have phrases in, sorted.
std::vector<std::string> PhraseLanguages(const EmbeddedFiles& files);

// The placeholders of a phrase without their braces, in their order.
std::vector<std::string> PlaceholdersOf(std::string_view phrase);

}  // namespace lofte
