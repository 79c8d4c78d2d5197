#include "prose/html_builder.h"

#include <functional>

namespace lofte::prose {
namespace {

bool IsTablePart(Tag tag) { return tag == Tag::kTable || tag == Tag::kTableSection || tag == Tag::kTr; }
bool IsCell(Tag tag) { return tag == Tag::kTd || tag == Tag::kTh; }
bool IsInsideTable(Tag tag) {
  return tag == Tag::kTableSection || tag == Tag::kTr || IsCell(tag) || tag == Tag::kCaption || tag == Tag::kCol;
}

// An item ends where the next begins, through these.
bool IsTransparentToItems(const TagInfo& info) { return !info.block || info.tag == Tag::kBlock || info.tag == Tag::kP; }

std::size_t HashOf(std::string_view name) { return std::hash<std::string_view>{}(name); }

}  // namespace

HtmlBuilder::HtmlBuilder() {
  tree_.nodes.emplace_back();
  tree_.nodes[0].info = TagOf("html");
  open_.push_back({0, tree_.nodes[0].info, HashOf("html"), false});
}

std::uint32_t HtmlBuilder::AddNode(const TagInfo& info, std::size_t begin, std::size_t end) {
  const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
  const std::uint32_t parent = open_.back().node;
  HtmlNode node;
  node.info = info;
  node.parent = parent;
  node.begin = static_cast<std::uint32_t>(begin);
  node.end = static_cast<std::uint32_t>(end);
  tree_.nodes.push_back(node);
  HtmlNode& above = tree_.nodes[parent];
  (above.last == 0 ? above.first : tree_.nodes[above.last].next) = index;
  above.last = index;
  return index;
}

void HtmlBuilder::Text(std::size_t begin, std::size_t end, bool raw) {
  if (begin == end) return;
  tree_.nodes[AddNode({Tag::kText, false, false, 0}, begin, end)].raw = raw;
}

std::uint32_t HtmlBuilder::LanguageIndex(const std::string& language) {
  if (language.empty()) return 0;
  if (tree_.languages.back() != language) tree_.languages.push_back(language);
  return static_cast<std::uint32_t>(tree_.languages.size() - 1);
}

void HtmlBuilder::Push(const StartTag& tag, const TagInfo& info, std::size_t begin, std::size_t end) {
  const bool holds = !IsVoid(info.tag) && !IsRaw(info.tag) && !(foreign() && tag.self_closing);
  if (holds && open_.size() >= kDeepestElement) PopTo(open_.size() - 1);
  const std::uint32_t index = AddNode(info, begin, end);
  HtmlNode& node = tree_.nodes[index];
  node.said = tag.said;
  node.columns = tag.columns;
  node.rows = tag.rows;
  node.language = LanguageIndex(tag.language);
  if (!holds) return;
  open_.push_back({index, info, HashOf(tag.name), false});
  ++open_names_[open_.back().name % kNames];
  if (info.tag == Tag::kSvg) ++foreign_;
}

void HtmlBuilder::PopTo(std::size_t depth) {
  while (open_.size() > depth || (open_.size() > 1 && open_.back().ended)) {
    if (open_.back().info.tag == Tag::kSvg) --foreign_;
    --open_names_[open_.back().name % kNames];
    open_.pop_back();
  }
}

std::size_t HtmlBuilder::NearestTable() const {
  static const std::size_t kTableName = HashOf("table");
  if (!MayBeOpen(kTableName)) return 0;
  for (std::size_t i = open_.size(); --i > 0;) {
    if (open_[i].info.tag == Tag::kTable) return i;
  }
  return 0;
}

void HtmlBuilder::CloseNearest(Tag tag, Tag stop) {
  for (std::size_t i = open_.size(); --i > 0;) {
    if (open_[i].info.tag == tag) return PopTo(i);
    if (open_[i].info.tag == stop || IsBarrier(open_[i].info.tag)) return;
  }
}

void HtmlBuilder::CloseListItem(Tag tag, Tag other) {
  for (std::size_t i = open_.size(); --i > 0;) {
    if (open_[i].info.tag == tag || open_[i].info.tag == other) return PopTo(i);
    if (!IsTransparentToItems(open_[i].info)) return;
  }
}

// Precondition: a table is open.
void HtmlBuilder::MakeRoomInTable(Tag tag) {
  std::size_t depth = NearestTable() + 1;
  const auto stays = [&](Tag open) { return depth < open_.size() && open_[depth].info.tag == open; };
  if ((tag == Tag::kTr || IsCell(tag)) && stays(Tag::kTableSection)) ++depth;
  if (IsCell(tag) && stays(Tag::kTr)) ++depth;
  PopTo(depth);
}

void HtmlBuilder::MakeRoom(const TagInfo& info) {
  static const std::size_t kLink = HashOf("a"), kButton = HashOf("button"), kParagraph = HashOf("p");
  switch (info.tag) {
    case Tag::kLi:
      CloseListItem(Tag::kLi, Tag::kLi);
      break;
    case Tag::kDt:
    case Tag::kDd:
      CloseListItem(Tag::kDt, Tag::kDd);
      break;
    case Tag::kOption:
      if (open_.back().info.tag == Tag::kOption) PopTo(open_.size() - 1);
      break;
    case Tag::kA:
      EndInline(kLink);
      break;
    case Tag::kButton:
      if (MayBeOpen(kButton)) CloseNearest(Tag::kButton, Tag::kButton);
      break;
    case Tag::kTable:
      if (IsTablePart(open_.back().info.tag)) PopTo(NearestTable());
      break;
    default:
      break;
  }
  if (info.closes_p && MayBeOpen(kParagraph)) CloseNearest(Tag::kP, Tag::kButton);
  if (info.tag == Tag::kHeading && open_.back().info.tag == Tag::kHeading) PopTo(open_.size() - 1);
}

void HtmlBuilder::LeaveForeign(const TagInfo& info) {
  if (!foreign() || (!info.block && info.tag != Tag::kBr)) return;
  for (std::size_t i = open_.size(); --i > 0;) {
    if (open_[i].name == HashOf("foreignobject")) return;
    if (open_[i].info.tag == Tag::kSvg) return PopTo(i);
  }
}

void HtmlBuilder::Start(const StartTag& tag, std::size_t begin, std::size_t end) {
  const TagInfo info = TagOf(tag.name);
  if (info.tag == Tag::kHtml || info.tag == Tag::kBody) {
    if (!tag.language.empty()) tree_.nodes[0].language = LanguageIndex(tag.language);
    return;
  }
  if (info.tag == Tag::kHead || info.tag == Tag::kIgnored || info.tag == Tag::kMeta || info.tag == Tag::kVoid) return;
  LeaveForeign(info);
  if (IsInsideTable(info.tag)) {
    // Without a table these tags are nothing.
    if (NearestTable() == 0) return;
    MakeRoomInTable(info.tag);
  } else {
    MakeRoom(info);
  }
  Push(tag, info, begin, end);
}

// What formats text ends with its end tag, even if blocks in it go on.
void HtmlBuilder::EndInline(std::size_t name) {
  bool blocks = false;
  if (!MayBeOpen(name)) return;
  for (std::size_t i = open_.size(); --i > 0;) {
    if (open_[i].name == name && !open_[i].ended) {
      if (!blocks) return PopTo(i);
      open_[i].ended = true;
      return;
    }
    if (IsBarrier(open_[i].info.tag)) return;
    blocks = blocks || open_[i].info.block;
  }
}

void HtmlBuilder::EndBlock(const TagInfo& info, std::size_t name) {
  if (info.tag != Tag::kHeading && !MayBeOpen(name)) return;
  const bool part = IsInsideTable(info.tag) || info.tag == Tag::kTable;
  for (std::size_t i = open_.size(); --i > 0;) {
    const Open& open = open_[i];
    if (open.name == name || (info.tag == Tag::kHeading && open.info.tag == Tag::kHeading)) return PopTo(i);
    if (part ? open.info.tag == Tag::kTable : IsBarrier(open.info.tag)) return;
    if (info.tag == Tag::kLi && (open.info.tag == Tag::kUl || open.info.tag == Tag::kOl || open.info.tag == Tag::kMenu)) return;
  }
}

void HtmlBuilder::End(std::string_view name, std::size_t begin, std::size_t end) {
  const TagInfo info = TagOf(name);
  if (info.tag == Tag::kHtml || info.tag == Tag::kBody) return;
  if (info.tag == Tag::kBr) {
    AddNode(info, begin, end);
    return;
  }
  const bool block =
      info.block || info.tag == Tag::kButton || info.tag == Tag::kSelect || info.tag == Tag::kTemplate || info.tag == Tag::kSvg;
  block ? EndBlock(info, HashOf(name)) : EndInline(HashOf(name));
}

}  // namespace lofte::prose
