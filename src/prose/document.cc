#include "prose/document.h"

#include <utility>

#include "base/limits.h"
#include "prose/detect.h"
#include "prose/html_reader.h"
#include "prose/markdown_reader.h"
#include "prose/plain_reader.h"
#include "prose/source.h"

namespace lofte::prose {
namespace {

// From offsets of the decoded text to bytes and lines of the file.
void Place(const Source& source, Block& block) {
  block.line = source.LineOf(block.at.front());
  for (std::uint32_t& at : block.at) at = static_cast<std::uint32_t>(source.FileByte(at));
  block.end = source.FileByte(block.end);
}

Result<Document> ReadAs(Format format, const Source& source) {
  Document document;
  document.format = format;
  std::vector<Piece> pieces;
  if (format == Format::kHtml) {
    HtmlText html = ReadHtml(source.text());
    document.title = std::move(html.title);
    document.language = std::move(html.language);
    pieces = std::move(html.pieces);
  } else if (format == Format::kMarkdown) {
    LOFTE_ASSIGN(MarkdownText markdown, ReadMarkdown(source.text()));
    document.title = std::move(markdown.title);
    document.language = std::move(markdown.language);
    pieces = std::move(markdown.pieces);
  } else {
    pieces = ReadPlain(source.text());
  }
  for (Piece& piece : pieces) {
    Place(source, piece.block);
    document.blocks.push_back(std::move(piece.block));
  }
  return document;
}

// What stands in front of a block within the visible text.
std::string_view Parting(const Block& last, const Block& next) {
  const bool row = last.kind == Block::Kind::kCell && next.kind == Block::Kind::kCell && last.table == next.table;
  if (row && last.row == next.row) return last.column == next.column ? " " : "\t";
  return row || (last.kind == next.kind && next.kind == Block::Kind::kItem) ? "\n" : "\n\n";
}

void AppendBlock(const Block& block, std::string& text) {
  if (block.kind == Block::Kind::kItem && block.number.empty()) text += "- ";
  if (!block.number.empty()) text += block.number + (block.kind == Block::Kind::kItem ? ") " : ". ");
  for (const char byte : block.text) text += byte == '\n' && block.kind == Block::Kind::kCell ? ' ' : byte;
}

}  // namespace

Result<Document> Read(std::string_view bytes, std::string_view name, std::optional<Format> format) {
  if (bytes.size() > limits::kFileBytes) {
    return Fail(ErrorCode::kLimit, "the text has " + std::to_string(bytes.size()) + " bytes; at most " +
                                       std::to_string(limits::kFileBytes) + " are read: give the page without what is embedded in it");
  }
  const Format known = format ? *format : FormatOf(bytes, name);
  LOFTE_ASSIGN(const Source source, Source::Decode(bytes, known == Format::kHtml));
  LOFTE_ASSIGN(Document document, ReadAs(known, source));
  if (document.blocks.empty()) {
    return Fail(ErrorCode::kInvalid, known == Format::kHtml
                                         ? "nothing on the page is text; a page that scripts write has to be saved after they ran"
                                         : "nothing in the file is text");
  }
  return document;
}

std::string VisibleText(const Document& document) {
  std::string text;
  const Block* last = nullptr;
  for (const Block& block : document.blocks) {
    if (block.beside) continue;
    if (last != nullptr) text += Parting(*last, block);
    AppendBlock(block, text);
    last = &block;
  }
  if (last != nullptr) text += '\n';
  return text;
}

}  // namespace lofte::prose
