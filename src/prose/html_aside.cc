#include "prose/html_aside.h"

#include <array>

namespace lofte::prose {
namespace {

// A reason that holds back so many times what is left is taken for a mistake.
constexpr std::size_t kTooMuch = 4;

bool IsList(Tag tag) { return tag == Tag::kUl || tag == Tag::kOl || tag == Tag::kMenu; }

// In the main text, lists of links may be the text: recipients, sources. A table of contents is not.
bool IsListOfLinks(const HtmlNode& node, const Holding& holding, const Surroundings& where) {
  if (!IsList(node.info.tag) || holding.text == 0 || holding.items < 2) return false;
  if (holding.in_page == holding.text) return true;
  return holding.linked == holding.text && !where.main && !where.announced;
}

bool IsMenu(const HtmlNode& node, const Holding& holding, const Surroundings& where, bool most) {
  const Tag tag = node.info.tag;
  if (tag == Tag::kNav || (node.said & kSaidMenu) != 0 || IsListOfLinks(node, holding, where)) return true;
  if (where.main || where.article) return false;
  return tag == Tag::kHeader || tag == Tag::kFooter || tag == Tag::kAside || ((node.said & kSaidMenuByName) != 0 && !most);
}

bool IsBanner(const HtmlNode& node, const Holding& holding, const Surroundings& where, bool most) {
  if (node.info.tag == Tag::kDialog || (node.said & (kSaidDialog | kSaidBanner)) != 0) return true;
  return (node.said & kSaidCookies) != 0 && holding.button && !where.main && !most;
}

std::size_t TextOf(const std::vector<Piece>& pieces, std::uint8_t counted, std::uint8_t wanted) {
  std::size_t bytes = 0;
  for (const Piece& piece : pieces) bytes += (piece.aside & counted) == wanted ? piece.block.text.size() : 0;
  return bytes;
}

// The reasons that count.
std::uint8_t Counted(const std::vector<Piece>& pieces) {
  std::uint8_t counted = kAsideForm | kAsideHidden | kAsideOutside | kAsideMenu | kAsideBanner;
  for (const std::uint8_t reason : {kAsideForm, kAsideHidden, kAsideOutside}) {
    const std::size_t held = TextOf(pieces, counted, reason);
    if (held > 0 && held >= kTooMuch * TextOf(pieces, counted, 0)) counted &= static_cast<std::uint8_t>(~reason);
  }
  for (const std::uint8_t reason : {kAsideOutside, kAsideHidden, kAsideForm, kAsideMenu, kAsideBanner}) {
    if (TextOf(pieces, counted, 0) > 0) break;
    counted &= static_cast<std::uint8_t>(~reason);
  }
  return counted;
}

}  // namespace

std::uint8_t AsideOf(const HtmlTree& tree, const Survey& survey, std::size_t index, const Surroundings& where) {
  const HtmlNode& node = tree.nodes[index];
  const Holding& holding = survey.of[index];
  std::uint8_t aside = 0;
  if ((node.said & kSaidHidden) != 0) aside |= kAsideHidden;
  // What holds the main text is a frame, whatever it is called.
  if (holding.main && !where.main) return aside;
  const bool most = std::size_t{holding.text} * 2 > survey.of[0].text;
  if (IsMenu(node, holding, where, most)) aside |= kAsideMenu;
  if (IsBanner(node, holding, where, most)) aside |= kAsideBanner;
  if (node.info.tag == Tag::kForm && holding.control) aside |= kAsideForm;
  return aside;
}

void DecideBeside(std::vector<Piece>& pieces) {
  const std::uint8_t counted = Counted(pieces);
  for (Piece& piece : pieces) piece.block.beside = (piece.aside & counted) != 0;
}

}  // namespace lofte::prose
