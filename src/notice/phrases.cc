#include "notice/phrases.h"

#include <algorithm>

#include "base/result.h"
#include "notice/table.h"

namespace lofte::notice {

namespace {

constexpr std::string_view kFolder = "phrases/";
constexpr std::string_view kEnding = ".tsv";

}  // namespace

Phrases::Phrases(std::string language) : language_(std::move(language)) {
  for (const Row& row : RowsOf(std::string(kFolder) + language_ + std::string(kEnding)))
    if (!texts_.emplace(row[0], row[1]).second) Panic("phrases of " + language_ + ": twice: " + row[0]);
}

const Phrases* Phrases::Find(std::string_view language) {
  static const std::map<std::string, Phrases, std::less<>> all = [] {
    std::map<std::string, Phrases, std::less<>> by_language;
    for (const std::string& each : Languages()) by_language.emplace(each, Phrases(each));
    return by_language;
  }();
  const auto found = all.find(language);
  return found == all.end() ? nullptr : &found->second;
}

const std::string& Phrases::Of(std::string_view key) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) Panic("phrases of " + language_ + ": no `" + std::string(key) + "`");
  return found->second;
}

const std::vector<std::string>& Languages() {
  static const std::vector<std::string> languages = [] {
    std::vector<std::string> found;
    for (const DataFile& file : kDataFiles)
      if (file.path.substr(0, kFolder.size()) == kFolder)
        found.emplace_back(file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kEnding.size()));
    std::sort(found.begin(), found.end());
    return found;
  }();
  return languages;
}

std::vector<std::string> PlaceholdersOf(std::string_view phrase) {
  std::vector<std::string> names;
  for (std::size_t at = phrase.find('{'); at != std::string_view::npos; at = phrase.find('{', at + 1))
    names.emplace_back(phrase.substr(at + 1, phrase.find('}', at) - at - 1));
  return names;
}

}  // namespace lofte::notice
