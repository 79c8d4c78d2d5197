#include "diff/phrases.h"

#include <map>

namespace lofte::diff {

// Made by cmake/embed.cmake from phrases/.
extern const EmbeddedFiles kPhraseFiles;

const Phrases* Phrases::Find(std::string_view language) {
  static const std::map<std::string, Phrases, std::less<>> all = [] {
    std::map<std::string, Phrases, std::less<>> by_language;
    for (const std::string& each : MessageLanguages()) by_language.emplace(each, Phrases(kPhraseFiles, each));
    return by_language;
  }();
  const auto found = all.find(language);
  return found == all.end() ? nullptr : &found->second;
}

std::vector<std::string> MessageLanguages() { return PhraseLanguages(kPhraseFiles); }

}  // namespace lofte::diff
