#include "prose/markdown_reader.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "prose/html_reader.h"
#include "prose/letters.h"
#include "prose/markdown_inlines.h"
#include "prose/markdown_source.h"

namespace lofte::prose {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree ParseMarkdown(std::string_view text) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* const name : {"table", "strikethrough"})
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Tree(cmark_parser_finish(parser.get()));
}

bool IsKind(cmark_node* node, std::string_view name) { return cmark_node_get_type_string(node) == name; }

// What a block hands down to what stands in it.
struct Context {
  Piece like;
  int quotes = 0, lists = 0;
  bool first = false;  // the first block of an item
};

class MarkdownReader {
 public:
  MarkdownReader(std::string_view source, std::size_t begin) : source_(source), lines_(source, begin) {}

  Result<std::vector<Piece>> Read(cmark_node* document) {
    ReadChildren(document, Context{});
    if (too_deep_ > 0)
      return Fail(ErrorCode::kLimit, "line " + std::to_string(too_deep_) + ": lists and quotes stand deeper than " +
                                         std::to_string(kDeepest) + "; write them flatter");
    return shaper_.Take();
  }

 private:
  // Deeper than a line may go in one step: in the lines below each other a list may go on to any depth.
  static constexpr int kDeepest = 128;

  void ReadChildren(cmark_node* parent, Context context) {
    if (context.quotes + context.lists > kDeepest) {
      if (too_deep_ == 0) too_deep_ = std::max(cmark_node_get_start_line(parent), 1);
      return;
    }
    for (cmark_node* child = cmark_node_first_child(parent); child != nullptr; child = cmark_node_next(child)) {
      if (context.first && ReadTerm(child, context)) {
        child = cmark_node_next(child);
      } else {
        ReadBlock(child, context);
      }
      if (std::exchange(context.first, false)) GoOnInItem(context);
    }
  }

  // What follows the first paragraph of an item belongs to it and is no item.
  static void GoOnInItem(Context& context) {
    context.like.block.kind = Block::Kind::kParagraph;
    context.like.block.number.clear();
  }

  // `- **Term**` and a paragraph below it, as Markdown without definition lists writes them: one item, as of `<dl>`.
  bool ReadTerm(cmark_node* node, const Context& context) {
    cmark_node* const next = cmark_node_next(node);
    if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH || next == nullptr || cmark_node_get_type(next) != CMARK_NODE_PARAGRAPH)
      return false;
    Run run = ReadInlines(source_, RangeOf(node, context), node);
    const Run description = ReadInlines(source_, RangeOf(next, context), next);
    if (!run.AllStrong(0, run.size()) || description.empty()) return false;
    run.EndTerm();
    run.PutRun(description);
    shaper_.Add(std::move(run), context.like);
    return true;
  }

  void ReadBlock(cmark_node* node, const Context& context) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
        return shaper_.Add(ReadInlines(source_, RangeOf(node, context), node), context.like);
      case CMARK_NODE_HEADING:
        return ReadHeading(node, context);
      case CMARK_NODE_BLOCK_QUOTE: {
        Context inner = context;
        ++inner.quotes;
        return ReadChildren(node, inner);
      }
      case CMARK_NODE_LIST:
        return ReadList(node, context);
      case CMARK_NODE_HTML_BLOCK:
        return ReadHtmlBlock(node);
      case CMARK_NODE_CODE_BLOCK:
        return ReadCode(node, context);
      default:
        if (IsKind(node, "table")) ReadTable(node, context);
    }
  }

  InlineRange RangeOf(cmark_node* node, const Context& context) const {
    const int line = cmark_node_get_start_line(node);
    const auto column = static_cast<std::size_t>(std::max(cmark_node_get_start_column(node), 1));
    const std::size_t end = lines_.End(std::max(cmark_node_get_end_line(node), line));
    return {std::min(lines_.Begin(line) + column - 1, end), end, context.quotes};
  }

  void ReadHeading(cmark_node* node, const Context& context) {
    Piece piece = context.like;
    piece.block.kind = Block::Kind::kHeading;
    piece.block.level = cmark_node_get_heading_level(node);
    shaper_.Add(ReadInlines(source_, RangeOf(node, context), node), piece);
  }

  void ReadList(cmark_node* list, const Context& context) {
    Context inner = context;
    ++inner.lists;
    const bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    if (ordered && ReadAsHeading(list, context)) return;
    for (cmark_node* item = cmark_node_first_child(list); item != nullptr; item = cmark_node_next(item)) {
      inner.like.block.kind = Block::Kind::kItem;
      inner.like.block.level = inner.lists;
      inner.like.block.number = ordered ? NumberOf(item) : "";
      inner.first = true;
      ReadChildren(item, inner);
    }
  }

  // `1. Contact` that stands alone between paragraphs is a heading to its reader, whatever Markdown says.
  bool ReadAsHeading(cmark_node* list, const Context& context) {
    cmark_node* const item = cmark_node_first_child(list);
    cmark_node* const words = item == nullptr || cmark_node_next(item) != nullptr ? nullptr : cmark_node_first_child(item);
    if (context.lists > 0 || words == nullptr || cmark_node_next(words) != nullptr || cmark_node_get_type(words) != CMARK_NODE_PARAGRAPH)
      return false;
    if (cmark_node_get_list_delim(list) != CMARK_PERIOD_DELIM) return false;
    const Run run = ReadInlines(source_, RangeOf(words, context), words);
    if (run.text().find('\n') != std::string_view::npos || !LooksLikeHeading(run.text())) return false;
    Piece piece = context.like;
    piece.block.kind = Block::Kind::kHeading;
    piece.block.number = NumberOf(item);
    shaper_.Add(run, piece);
    return true;
  }

  std::string NumberOf(cmark_node* item) const {
    const std::size_t end = lines_.End(cmark_node_get_start_line(item));
    std::size_t at =
        lines_.Begin(cmark_node_get_start_line(item)) + static_cast<std::size_t>(std::max(cmark_node_get_start_column(item), 1)) - 1;
    std::string number;
    while (at < end && IsDigit(source_[at])) number += source_[at++];
    return number;
  }

  void ReadHtmlBlock(cmark_node* node) {
    const std::size_t begin = lines_.Begin(cmark_node_get_start_line(node));
    const std::size_t end = lines_.End(cmark_node_get_end_line(node));
    if (begin >= end) return;
    std::vector<Piece> pieces = ReadHtml(source_.substr(begin, end - begin), shaper_.HeadingLevel()).pieces;
    int tables = 0;
    for (Piece& piece : pieces) {
      for (std::uint32_t& at : piece.block.at) at += static_cast<std::uint32_t>(begin);
      piece.block.end += begin;
      if (piece.block.table < 0) continue;
      tables = std::max(tables, piece.block.table + 1);
      piece.block.table += tables_;
    }
    tables_ += tables;
    shaper_.Append(std::move(pieces));
  }

  // Mostly text that was indented by hand: each line as it stands.
  void ReadCode(cmark_node* node, const Context& context) {
    int length = 0, offset = 0;
    char sign = 0;
    const bool fenced = cmark_node_get_fenced(node, &length, &offset, &sign) != 0;
    const int first = cmark_node_get_start_line(node) + (fenced ? 1 : 0);
    Run run;
    for (int line = first; line <= cmark_node_get_end_line(node); ++line) {
      const std::string_view text = Trimmed(source_.substr(lines_.Begin(line), lines_.End(line) - lines_.Begin(line)));
      if (fenced && !text.empty() && text.find_first_not_of(sign) == std::string_view::npos) break;
      run.PutText(source_, lines_.Begin(line), lines_.End(line));
      run.Break(lines_.End(line));
    }
    shaper_.Add(run, context.like);
  }

  void ReadTable(cmark_node* table, const Context& context) {
    Piece piece = context.like;
    piece.block.kind = Block::Kind::kCell;
    piece.block.number.clear();
    piece.block.level = 0;
    piece.block.table = tables_++;
    piece.block.row = 0;
    for (cmark_node* row = cmark_node_first_child(table); row != nullptr; row = cmark_node_next(row), ++piece.block.row) {
      piece.block.header = IsKind(row, "table_header");
      ReadRow(row, context, piece);
    }
  }

  // cmark gives no place of a cell that could be relied on; the bars do.
  void ReadRow(cmark_node* row, const Context& context, Piece& piece) {
    InlineRange range = RangeOf(row, context);
    range.end = lines_.End(cmark_node_get_start_line(row));
    std::size_t at = range.begin;
    while (at < range.end && (IsSpace(source_[at]) || source_[at] == '>')) ++at;
    if (at < range.end && source_[at] == '|') ++at;
    piece.block.column = 0;
    for (cmark_node* cell = cmark_node_first_child(row); cell != nullptr; cell = cmark_node_next(cell), ++piece.block.column) {
      const std::size_t end = CellEnd(at, range.end);
      while (at < end && IsSpace(source_[at])) ++at;
      const Run run = ReadInlines(source_, {at, end, 0}, cell);
      if (!run.empty()) shaper_.Add(run, piece);
      at = std::min(end + 1, range.end);
    }
  }

  std::size_t CellEnd(std::size_t at, std::size_t end) const {
    for (; at < end && source_[at] != '|'; ++at) {
      if (source_[at] == '\\') ++at;
    }
    return std::min(at, end);
  }

  std::string_view source_;
  MarkdownLines lines_;
  Shaper shaper_;
  int tables_ = 0;
  int too_deep_ = 0;  // line of what was left out; 0: nothing was
};

}  // namespace

Result<MarkdownText> ReadMarkdown(std::string_view source) {
  FrontMatter matter = FrontMatterOf(source);
  const std::string_view text = source.substr(matter.end);
  LOFTE_TRY(CheckMarkdown(text));
  const Tree tree = ParseMarkdown(text);
  MarkdownText result{std::move(matter.title), std::move(matter.language), {}};
  if (tree != nullptr) {
    LOFTE_ASSIGN(result.pieces, MarkdownReader(source, matter.end).Read(tree.get()));
  }
  return result;
}

}  // namespace lofte::prose
