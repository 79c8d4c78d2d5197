#include "record/phrase_files.h"

#include <string>

#include "base/result.h"

namespace lofte::record {
namespace {

// At every `mark`; an empty text has one empty part.
std::vector<std::string_view> Cut(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  parts.push_back(text);
  return parts;
}

}  // namespace

std::vector<std::vector<std::string_view>> LinesOf(std::string_view path) {
  std::vector<std::vector<std::string_view>> lines;
  for (const PhraseFile& file : kPhraseFiles) {
    if (file.path != path) continue;
    for (const std::string_view line : Cut(file.bytes, '\n'))
      if (!line.empty()) lines.push_back(Cut(line, '\t'));
    return lines;
  }
  Panic("no file of phrases: " + std::string(path));
}

}  // namespace lofte::record
