#include "prose/html_survey.h"

#include <algorithm>

#include "prose/letters.h"

namespace lofte::prose {
namespace {

struct Inherited {
  bool dropped = false, link = false, in_page = false, article = false;
};

std::uint32_t SeenBytes(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char byte) { return !IsSpace(byte); }));
}

std::vector<Inherited> Inherit(const HtmlTree& tree) {
  std::vector<Inherited> all(tree.nodes.size());
  for (std::size_t i = 1; i < all.size(); ++i) {
    const HtmlNode& node = tree.nodes[i];
    all[i] = all[node.parent];
    all[i].article = all[i].article || tree.nodes[node.parent].info.tag == Tag::kArticle;
    if (IsDropped(node.info.tag)) all[i].dropped = true;
    if (node.info.tag != Tag::kA) continue;
    all[i].link = true;
    all[i].in_page = (node.said & kSaidInPage) != 0;
  }
  return all;
}

void CountText(Holding& holding, const Inherited& inherited, std::string_view text) {
  if (inherited.dropped) return;
  holding.text = SeenBytes(text);
  holding.linked = inherited.link ? holding.text : 0;
  holding.in_page = inherited.in_page ? holding.text : 0;
}

void AddTo(Holding& parent, const Holding& child, const TagInfo& info) {
  parent.text += child.text;
  parent.linked += child.linked;
  parent.in_page += child.in_page;
  parent.items += info.tag == Tag::kLi ? 1 : 0;
  parent.cells = info.tag == Tag::kTd || info.tag == Tag::kTh ? parent.cells + 1
                 : info.tag == Tag::kTable                    ? parent.cells
                                                              : std::max(parent.cells, child.cells);
  parent.button = parent.button || child.button || info.tag == Tag::kButton;
  parent.control = parent.control || child.control || info.tag == Tag::kInput || info.tag == Tag::kSelect || info.tag == Tag::kTextarea;
  parent.block = parent.block || child.block || info.block;
  parent.table = parent.table || child.table || info.tag == Tag::kTable;
  parent.heading = parent.heading || child.heading || info.tag == Tag::kHeading;
  parent.header = parent.header || (child.header && info.tag != Tag::kTable) || info.tag == Tag::kTh;
  parent.main = parent.main || child.main;
}

// `<main>`; where there is none, articles that are most of the page.
void FindMain(const HtmlTree& tree, const std::vector<Inherited>& inherited, Survey& survey) {
  std::uint64_t articles = 0;
  std::vector<std::size_t> mains, outer;
  for (std::size_t i = 1; i < tree.nodes.size(); ++i) {
    const HtmlNode& node = tree.nodes[i];
    if (survey.of[i].text == 0) continue;
    if (node.info.tag == Tag::kMain || (node.said & kSaidMain) != 0) mains.push_back(i);
    if (node.info.tag != Tag::kArticle || inherited[i].article) continue;
    outer.push_back(i);
    articles += survey.of[i].text;
  }
  if (mains.empty() && articles * 2 >= survey.of[0].text) mains = outer;
  survey.has_main = !mains.empty();
  for (const std::size_t i : mains) survey.is_main[i] = survey.of[i].main = true;
  for (std::size_t i = tree.nodes.size(); --i > 0;) {
    if (survey.of[i].main) survey.of[tree.nodes[i].parent].main = true;
  }
}

}  // namespace

Survey SurveyOf(const HtmlTree& tree, std::string_view source) {
  const std::vector<Inherited> inherited = Inherit(tree);
  Survey survey;
  survey.of.resize(tree.nodes.size());
  survey.is_main.resize(tree.nodes.size());
  for (std::size_t i = tree.nodes.size(); --i > 0;) {
    const HtmlNode& node = tree.nodes[i];
    if (node.info.tag == Tag::kText) CountText(survey.of[i], inherited[i], source.substr(node.begin, node.end - node.begin));
    AddTo(survey.of[node.parent], survey.of[i], node.info);
  }
  FindMain(tree, inherited, survey);
  return survey;
}

}  // namespace lofte::prose
