#include "base/phrases.h"

#include <algorithm>
#include <utility>

#include "base/result.h"
#include "base/table.h"

namespace lofte {
namespace {

constexpr std::string_view kFolder = "phrases/";
constexpr std::string_view kEnding = ".tsv";

}  // namespace

PhraseTable::PhraseTable(const EmbeddedFiles& files, std::string language) : language_(std::move(language)) {
  const std::string path = std::string(kFolder) + language_ + std::string(kEnding);
  for (const TableRow& row : ReadRows(path, BytesOf(files, path)))
    if (!texts_.emplace(row.at(0), row.at(1)).second) Panic(path + ": twice: " + row.at(0));
}

const std::string& PhraseTable::Of(std::string_view key) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) Panic("no phrase `" + std::string(key) + "` in `" + language_ + "`");
  return found->second;
}

std::string PhraseTable::Say(std::string_view key, const PhraseValues& values) const {
  const std::string_view text = Of(key);
  std::string said;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t close = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
    const auto value = close == std::string_view::npos ? values.end() : values.find(text.substr(at + 1, close - at - 1));
    if (value == values.end()) {
      said += text[at++];
    } else {
      said += value->second;
      at = close + 1;
    }
  }
  return said;
}

std::vector<std::string> PhraseLanguages(const EmbeddedFiles& files) {
  std::vector<std::string> languages;
  for (const EmbeddedFile& file : files)
    if (file.path.substr(0, kFolder.size()) == kFolder)
      languages.emplace_back(file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kEnding.size()));
  std::sort(languages.begin(), languages.end());
  return languages;
}

std::vector<std::string> PlaceholdersOf(std::string_view phrase) {
  std::vector<std::string> names;
  for (std::size_t at = phrase.find('{'); at != std::string_view::npos; at = phrase.find('{', at + 1))
    names.emplace_back(phrase.substr(at + 1, phrase.find('}', at) - at - 1));
  return names;
}

}  // namespace lofte
