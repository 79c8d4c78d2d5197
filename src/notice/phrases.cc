#include "notice/phrases.h"

#include <map>

namespace lofte::notice {

const Phrases* Phrases::Find(std::string_view language) {
  static const std::map<std::string, Phrases, std::less<>> all = [] {
    std::map<std::string, Phrases, std::less<>> by_language;
    for (const std::string& each : Languages()) by_language.emplace(each, Phrases(kDataFiles, each));
    return by_language;
  }();
  const auto found = all.find(language);
  return found == all.end() ? nullptr : &found->second;
}

std::vector<std::string> Languages() { return PhraseLanguages(kDataFiles); }

}  // namespace lofte::notice
