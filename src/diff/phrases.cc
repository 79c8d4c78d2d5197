#include "diff/phrases.h"

#include <algorithm>

#include "base/result.h"

namespace lofte::diff {

namespace {

// `phrases/nb.tsv` -> `nb`
std::string LanguageOf(std::string_view path) {
  const std::size_t slash = path.find('/'), dot = path.find('.');
  return std::string(path.substr(slash + 1, dot - slash - 1));
}

}  // namespace

Phrases::Phrases(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size()), tab = bytes.find('\t');
    if (bytes.front() != '#' && tab < end) texts_.emplace(bytes.substr(0, tab), bytes.substr(tab + 1, end - tab - 1));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  texts_.erase("key");  // of the head
}

const Phrases* Phrases::Find(std::string_view language) {
  static const std::map<std::string, Phrases, std::less<>> all = [] {
    std::map<std::string, Phrases, std::less<>> phrases;
    for (const PhraseFile& file : kPhraseFiles) phrases.emplace(LanguageOf(file.path), Phrases(file.bytes));
    return phrases;
  }();
  const auto found = all.find(language);
  return found == all.end() ? nullptr : &found->second;
}

std::string Phrases::Of(std::string_view key, const Values& values) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) Panic("no phrase `" + std::string(key) + "`");
  const std::string& text = found->second;
  std::string said;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t close = text[at] == '{' ? text.find('}', at) : std::string::npos;
    const auto value = close == std::string::npos ? values.end() : values.find(std::string_view(text).substr(at + 1, close - at - 1));
    if (value == values.end()) {
      said += text[at++];
    } else {
      said += value->second;
      at = close + 1;
    }
  }
  return said;
}

std::vector<std::string> MessageLanguages() {
  std::vector<std::string> languages;
  for (const PhraseFile& file : kPhraseFiles) languages.push_back(LanguageOf(file.path));
  std::sort(languages.begin(), languages.end());
  return languages;
}

}  // namespace lofte::diff
