// The sentences of the message to people: src/diff/phrases/LANG.tsv. A kind of change that people are told of is a key. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/phrases.h"

namespace lofte::diff {

class Phrases : public PhraseTable {
 public:
  // nullptr when there is no message in that language.
  static const Phrases* Find(std::string_view language);

 private:
  using PhraseTable::PhraseTable;
};

// In which people can be told, sorted.
std::vector<std::string> MessageLanguages();

}  // namespace lofte::diff
