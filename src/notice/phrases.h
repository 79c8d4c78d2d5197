// The sentences of notices: src/notice/phrases/LANG.tsv. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/phrases.h"

namespace lofte::notice {

// What the module carries: `phrases/LANG.tsv`, `data/notice.css`. Made by cmake/embed.cmake.
extern const EmbeddedFiles kDataFiles;

class Phrases : public PhraseTable {
 public:
  // nullptr when a notice cannot be made in that language.
  static const Phrases* Find(std::string_view language);

 private:
  using PhraseTable::PhraseTable;
};

// In which notices can be made, sorted.
std::vector<std::string> Languages();

}  // namespace lofte::notice
