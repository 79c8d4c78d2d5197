// The words of records and their layouts, carried in the binary. Made by cmake/embed.cmake from phrases/*.tsv and layouts.tsv. Private to
// this module.
#pragma once

#include <string_view>
#include <vector>

namespace lofte::record {

struct PhraseFile {
  std::string_view path;  // `phrases/da.tsv`, `layouts.tsv`
  std::string_view bytes;
};
extern const std::vector<PhraseFile> kPhraseFiles;

// The lines of the file at `path`, each cut at its tabs. Panics when there is none: it is a part of the program.
std::vector<std::vector<std::string_view>> LinesOf(std::string_view path);

}  // namespace lofte::record
