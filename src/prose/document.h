// A text that people wrote, as blocks of visible text in which each byte knows where it stands in the file: what the importer reads.
//
// Plain text, Markdown (CommonMark with GitHub's tables) and HTML (a saved page, read as browsers do) come to the same blocks. What is no
// part of the text is marked, not thrown away: menus, footers, cookie banners, what a page hides. Scripts, styles, templates and what
// stands for readers without scripts are no text at all. Plain values; any thread.
#pragma once

#include <cstddef>
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
  // kHeading: 1 to 6; in plain text and of a paragraph that only looks like one (`10.1 Contact`, all bold) how deep its number or place
  // is. kItem: how deep in lists, from 1.
  int level = 0;
  // What a reader sees: white space folded to one blank, entities resolved, without bullets, marks of emphasis and numbers of items.
  // UTF-8. Soft hyphens and characters without width are left out. '\n' is a line break that the writer made within one paragraph
  // (`<br>`, also spelled out in plain text; two of them end the paragraph). Of a definition list, an item is `term: description`; so is
  // one of Markdown that is a bold paragraph with another below it.
  std::string text;
  // For each byte of `text`, the byte of the file that it comes from; never falls. Of folded white space and entities, their first byte.
  // The `: ` that joins a term to its description comes from the byte after the term.
  std::vector<std::uint32_t> at;
  std::size_t end = 0;   // of the last, the byte of the file after it
  std::size_t line = 0;  // of the file, from 1, where `text` begins
  // kCell: which table of the text, row and column, from 0; a cell of several paragraphs is several blocks.
  int table = -1, row = -1, column = -1;
  bool header = false;        // kCell: heads its column or row
  bool beside = false;        // stands in a menu, a footer, a form, a cookie banner, or is hidden: not the text itself
  bool doubled_mark = false;  // plain text: two bullets stood in front, `- •`
  std::string number;         // in front of a heading or item, without the dot or bracket after it: `10.1`, `§ 3`, `a`
  std::string language;       // declared (`lang=`), as written; else empty
};

struct Document {
  Format format = Format::kPlain;
  std::string title;     // of an HTML page
  std::string language;  // declared for the whole; else empty
  std::vector<Block> blocks;
};

// Takes UTF-8 (with or without a byte order mark). Of other encodings HTML may declare `windows-1252` or `iso-8859-1`, and then `at` counts
// bytes of the file as it is. `format` nullopt: found out from `name` (`.md`, `.html`), else from the bytes (a tag of HTML near the
// beginning; headings, tables, links or emphasis of Markdown).
// kLimit: more than limits::kFileBytes; in Markdown, nesting, a paragraph or a table that its parser would be slow on. kInvalid, with what
// to do: bytes that are no text in that encoding, NUL bytes, nothing visible in it. In HTML, elements nested deeper than 512 stand beside
// their parents instead of in them, and tables have at most 1,000 columns: as in browsers. Time: O(bytes).
Result<Document> Read(std::string_view bytes, std::string_view name, std::optional<Format> format = std::nullopt);

// The text that is not beside, one block a line, with its number in front and a blank line between blocks that are not items or cells of
// one list or row: what a reader would copy from the page. Cells of a row are parted by tabs.
std::string VisibleText(const Document& document);

}  // namespace lofte::prose
