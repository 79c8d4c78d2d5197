// A text that people wrote, as blocks of visible text in which each byte knows where it stands in the file: what the importer reads.
//
// Plain text, Markdown (CommonMark with GitHub's tables) and HTML (a saved page, read as browsers do) come to the same blocks. What is no
// part of the text is marked, not thrown away: menus, footers, cookie banners. Plain values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lofte::prose {

enum class Format { kPlain, kMarkdown, kHtml };

struct Block {
  enum class Kind { kHeading, kParagraph, kItem, kCell };
  Kind kind = Kind::kParagraph;
  int level = 0;  // kHeading: 1 to 6 (plain text: 1). kItem: how deep in lists, from 1
  // What a reader sees: white space folded to one blank, entities resolved, without bullets, marks of emphasis and numbers of items.
  // UTF-8. Line breaks within a paragraph of HTML (`<br>`) are '\n', in plain text each line is a block of its own.
  std::string text;
  std::vector<std::uint32_t> at;  // for each byte of `text`, the byte of the file that it comes from; never falls
  std::size_t end = 0;            // of the last, the byte of the file after it
  std::size_t line = 0;           // of the file, from 1, where `text` begins
  int table = -1, row = -1, column = -1;  // kCell: which table of the text, from 0; a row is a run of blocks. `header`: a cell of the head
  bool header = false;
  bool beside = false;       // stands in a menu, a footer, a form, a cookie banner: not the text itself
  std::string number;        // in front of a heading or item, as written: `10.1`
  std::string language;      // declared (`lang=`), as written; else empty
};

struct Document {
  Format format = Format::kPlain;
  std::string title;     // of an HTML page
  std::string language;  // declared for the whole; else empty
  std::vector<Block> blocks;
};

// Bounds: limits::kFileBytes, tables of at most 1,000 columns, nesting of 512 elements.
// Takes UTF-8 (with or without a byte order mark). Of other encodings HTML may declare `windows-1252` or `iso-8859-1`, and then `at` counts bytes
// of the file as it is. kInvalid, with what to do: bytes that are no text in that encoding, NUL bytes, nothing visible in it.
// `format` nullopt: found out from the bytes (an HTML tag near the beginning; headings, lists or tables of Markdown), `name` (`.md`, `.html`) first.
Result<Document> Read(std::string_view bytes, std::string_view name, std::optional<Format> format = std::nullopt);

}  // namespace lofte::prose
