#include "prose/html_reader.h"

#include <algorithm>
#include <utility>

#include "prose/html_aside.h"
#include "prose/html_grid.h"
#include "prose/letters.h"
#include "prose/visible.h"

namespace lofte::prose {
namespace {

// What an element hands down to what stands in it.
struct Context {
  Piece like;
  Surroundings where;
  std::uint32_t language = 0;
  std::uint32_t item = 0;  // the `<li>` that it stands in
  int lists = 0;
  bool strong = false, control = false, lines = false, heading = false, description = false;
};

class HtmlReader {
 public:
  HtmlReader(std::string_view source, int level)
      : source_(source), tree_(ParseHtml(source)), survey_(SurveyOf(tree_, source)), begun_(tree_.nodes.size()), shaper_(level) {}

  HtmlText Read() {
    Context context;
    context.language = tree_.nodes[0].language;
    ReadChildren(0, context);
    EndTerm();
    HtmlText text{tree_.title, tree_.languages[tree_.nodes[0].language], shaper_.Take()};
    DecideBeside(text.pieces);
    return text;
  }

 private:
  void ReadChildren(std::uint32_t parent, const Context& context) {
    for (std::uint32_t child = tree_.nodes[parent].first; child != 0; child = tree_.nodes[child].next) ReadNode(child, context);
  }

  void ReadNode(std::uint32_t index, const Context& context) {
    const HtmlNode& node = tree_.nodes[index];
    if (node.info.tag == Tag::kText) return ReadText(node, context);
    if (node.info.tag == Tag::kBr) return run_.Break(node.begin);
    if (IsDropped(node.info.tag)) return;
    const bool block = node.info.block || IsBlockButton(node, context) || (node.said & kSaidHeading) != 0;
    // A hidden word in a sentence does not end the sentence.
    if (!block && (node.said & kSaidHidden) != 0 && !survey_.of[index].block) return;
    Context inner = Enter(index, context);
    if (!block) return ReadChildren(index, inner);
    if (EndsTerm(node.info.tag, inner)) EndTerm();
    Flush();
    ReadBlock(index, inner);
    node.info.tag == Tag::kDl ? EndTerm() : Flush();
  }

  // A description begins with its term, unless it begins with a list. `<div>` may group the two.
  static bool EndsTerm(Tag tag, const Context& context) {
    if (tag == Tag::kUl || tag == Tag::kOl || tag == Tag::kTable) return true;
    return !context.description && tag != Tag::kDd && tag != Tag::kBlock;
  }

  // A button that opens a part of the text is its heading.
  static bool IsBlockButton(const HtmlNode& node, const Context& context) {
    return node.info.tag == Tag::kButton && (node.said & kSaidOpens) != 0 && !context.heading;
  }

  Context Enter(std::uint32_t index, const Context& context) {
    const HtmlNode& node = tree_.nodes[index];
    Context inner = context;
    if (survey_.is_main[index]) inner.where.main = inner.where.article = true;
    inner.where.announced = shaper_.Announced();
    inner.like.aside |= AsideOf(tree_, survey_, index, inner.where);
    if (node.info.tag == Tag::kArticle) inner.where.article = true;
    if (node.language != 0) inner.language = node.language;
    inner.strong = inner.strong || node.info.tag == Tag::kB || (node.said & kSaidStrong) != 0;
    inner.control = inner.control || (node.info.tag == Tag::kButton && !context.heading) || node.info.tag == Tag::kSelect;
    inner.lines = inner.lines || node.info.tag == Tag::kPre;
    return inner;
  }

  void ReadBlock(std::uint32_t index, Context& inner) {
    const HtmlNode& node = tree_.nodes[index];
    Block& block = inner.like.block;
    switch (node.info.tag) {
      case Tag::kTable:
        return ReadTable(index, inner);
      case Tag::kDt:
        return ReadTerm(index, inner);
      case Tag::kDd:
        return ReadDescription(index, inner);
      case Tag::kUl:
      case Tag::kOl:
      case Tag::kMenu:
      case Tag::kDl:
        ++inner.lists;
        break;
      case Tag::kLi:
        BeItem(index, inner);
        break;
      case Tag::kHeading:
        BeHeading(inner, node.info.level);
        break;
      case Tag::kSummary:
        BeHeading(inner, 0);
        break;
      case Tag::kButton:
        inner.control = false;
        BeHeading(inner, 0);
        break;
      default:
        if ((node.said & kSaidHeading) != 0) BeHeading(inner, 0);
    }
    if (block.kind == Block::Kind::kHeading && inner.heading) inner.item = 0;
    ReadChildren(index, inner);
  }

  static void BeHeading(Context& context, int level) {
    context.heading = true;
    if (context.like.block.kind == Block::Kind::kCell) return;
    context.like.block.kind = Block::Kind::kHeading;
    context.like.block.level = level;
  }

  static void BeItem(std::uint32_t index, Context& context) {
    if (context.like.block.kind == Block::Kind::kCell) return;
    context.item = index;
    context.like.block.kind = Block::Kind::kItem;
    context.like.block.level = std::max(context.lists, 1);
  }

  void ReadText(const HtmlNode& node, const Context& context) {
    const std::size_t before = run_.size();
    if (context.lines) {
      PutLines(node, context.strong);
    } else {
      PutVisible(run_, source_, node.begin, node.end, context.strong);
    }
    if (run_.size() == before) return;
    if (before == 0) Begin(context);
    if (!context.control) only_controls_ = false;
    term_only_ = false;
  }

  void PutLines(const HtmlNode& node, bool strong) {
    for (std::size_t begin = node.begin; begin < node.end;) {
      const std::size_t end = std::min<std::size_t>(source_.find('\n', begin), node.end);
      PutVisible(run_, source_, begin, end, strong);
      if (end < node.end) run_.Break(end);
      begin = end + 1;
    }
  }

  // The first words of a block decide what it is.
  void Begin(const Context& context) {
    like_ = context.like;
    like_.block.language = tree_.languages[context.language];
    if (survey_.has_main && !context.where.main) like_.aside |= kAsideOutside;
    if (like_.block.kind != Block::Kind::kItem || context.item == 0) return;
    // The second paragraph of an item is no item.
    if (begun_[context.item]) like_.block.kind = Block::Kind::kParagraph;
    begun_[context.item] = true;
  }

  void Flush() {
    if (term_only_) return;
    if (!run_.empty()) {
      if (only_controls_) like_.aside |= kAsideForm;
      if (like_.block.kind == Block::Kind::kCell && like_.block.row == 0) strong_head_ = strong_head_ && run_.AllStrong(0, run_.size());
      shaper_.Add(std::move(run_), like_);
    }
    run_ = Run();
    only_controls_ = true;
  }

  void EndTerm() {
    term_only_ = false;
    Flush();
  }

  // `term: description` is one item; further paragraphs of the description are its own.
  void ReadTerm(std::uint32_t index, Context& inner) {
    EndTerm();
    BeItem(index, inner);
    ReadChildren(index, inner);
    term_only_ = !run_.empty();
  }

  void ReadDescription(std::uint32_t index, Context& inner) {
    BeItem(index, inner);
    inner.description = true;
    if (term_only_) {
      begun_[index] = true;
      run_.EndTerm();
    }
    ReadChildren(index, inner);
    EndTerm();
  }

  bool IsLayout(std::uint32_t index) const {
    const Holding& holding = survey_.of[index];
    if ((tree_.nodes[index].said & kSaidLayout) != 0 || holding.cells < 2) return true;
    return !holding.header && (holding.table || holding.heading);
  }

  void ReadTable(std::uint32_t index, const Context& context) {
    if (IsLayout(index)) return ReadChildren(index, context);
    const int table = tables_++;
    HtmlGrid grid;
    const bool strong = std::exchange(strong_head_, true);
    for (std::uint32_t child = tree_.nodes[index].first; child != 0; child = tree_.nodes[child].next)
      ReadRows(child, context, table, grid, false);
    Flush();
    if (strong_head_ && grid.row() > 0) shaper_.HeadFirstRow(table);
    strong_head_ = strong;
  }

  void ReadRows(std::uint32_t index, const Context& context, int table, HtmlGrid& grid, bool head) {
    const HtmlNode& node = tree_.nodes[index];
    if (node.info.tag != Tag::kTableSection && node.info.tag != Tag::kTr) return ReadNode(index, context);
    const Context inner = Enter(index, context);
    const bool in_head = head || LowerAscii(source_.substr(node.begin, 6)) == "<thead";
    for (std::uint32_t child = node.first; child != 0; child = tree_.nodes[child].next) {
      if (tree_.nodes[child].info.tag == Tag::kTd || tree_.nodes[child].info.tag == Tag::kTh) {
        ReadCell(child, inner, table, grid, in_head);
      } else {
        ReadRows(child, inner, table, grid, in_head);
      }
    }
    if (node.info.tag == Tag::kTr) grid.NextRow();
  }

  void ReadCell(std::uint32_t index, const Context& context, int table, HtmlGrid& grid, bool head) {
    Flush();
    const HtmlNode& node = tree_.nodes[index];
    Context inner = Enter(index, context);
    Block& block = inner.like.block;
    block.kind = Block::Kind::kCell;
    block.level = 0;
    block.table = table;
    block.row = grid.row();
    block.column = grid.Place(node.columns, node.rows);
    block.header = head || node.info.tag == Tag::kTh || (node.said & kSaidRowHeader) != 0;
    inner.item = 0;
    ReadChildren(index, inner);
    Flush();
  }

  std::string_view source_;
  HtmlTree tree_;
  Survey survey_;
  std::vector<bool> begun_;  // items that have had their first paragraph
  Shaper shaper_;
  Run run_;
  Piece like_;  // of `run_`
  bool only_controls_ = true;
  bool term_only_ = false;   // `run_` is a term that waits for its description
  bool strong_head_ = true;  // all that stands in the first row of the table
  int tables_ = 0;
};

}  // namespace

HtmlText ReadHtml(std::string_view source, int level) { return HtmlReader(source, level).Read(); }

}  // namespace lofte::prose
