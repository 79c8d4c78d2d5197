#include "prose/html_tags.h"

#include <unordered_map>

namespace lofte::prose {

TagInfo TagOf(std::string_view name) {
  static const std::unordered_map<std::string_view, TagInfo> known{
      {"a", {Tag::kA, false, false, 0}},
      {"address", {Tag::kBlock, true, true, 0}},
      {"area", {Tag::kVoid, false, false, 0}},
      {"article", {Tag::kArticle, true, true, 0}},
      {"aside", {Tag::kAside, true, true, 0}},
      {"audio", {Tag::kTemplate, false, false, 0}},
      {"b", {Tag::kB, false, false, 0}},
      {"base", {Tag::kVoid, false, false, 0}},
      {"basefont", {Tag::kVoid, false, false, 0}},
      {"bgsound", {Tag::kVoid, false, false, 0}},
      {"blockquote", {Tag::kBlock, true, true, 0}},
      {"body", {Tag::kBody, true, false, 0}},
      {"br", {Tag::kBr, false, false, 0}},
      {"button", {Tag::kButton, false, false, 0}},
      {"canvas", {Tag::kTemplate, false, false, 0}},
      {"caption", {Tag::kCaption, true, false, 0}},
      {"center", {Tag::kBlock, true, true, 0}},
      {"col", {Tag::kCol, false, false, 0}},
      {"colgroup", {Tag::kCol, false, false, 0}},
      {"dd", {Tag::kDd, true, true, 0}},
      {"details", {Tag::kBlock, true, true, 0}},
      {"dialog", {Tag::kDialog, true, true, 0}},
      {"dir", {Tag::kBlock, true, true, 0}},
      {"div", {Tag::kBlock, true, true, 0}},
      {"dl", {Tag::kDl, true, true, 0}},
      {"dt", {Tag::kDt, true, true, 0}},
      {"embed", {Tag::kVoid, false, false, 0}},
      {"fieldset", {Tag::kBlock, true, true, 0}},
      {"figcaption", {Tag::kBlock, true, true, 0}},
      {"figure", {Tag::kBlock, true, true, 0}},
      {"footer", {Tag::kFooter, true, true, 0}},
      {"form", {Tag::kForm, true, true, 0}},
      {"frame", {Tag::kVoid, false, false, 0}},
      {"frameset", {Tag::kIgnored, false, false, 0}},
      {"h1", {Tag::kHeading, true, true, 1}},
      {"h2", {Tag::kHeading, true, true, 2}},
      {"h3", {Tag::kHeading, true, true, 3}},
      {"h4", {Tag::kHeading, true, true, 4}},
      {"h5", {Tag::kHeading, true, true, 5}},
      {"h6", {Tag::kHeading, true, true, 6}},
      {"head", {Tag::kHead, false, false, 0}},
      {"header", {Tag::kHeader, true, true, 0}},
      {"hgroup", {Tag::kBlock, true, true, 0}},
      {"hr", {Tag::kHr, true, true, 0}},
      {"html", {Tag::kHtml, true, false, 0}},
      {"iframe", {Tag::kScript, false, false, 0}},
      {"img", {Tag::kVoid, false, false, 0}},
      {"input", {Tag::kInput, false, false, 0}},
      {"keygen", {Tag::kVoid, false, false, 0}},
      {"legend", {Tag::kBlock, true, false, 0}},
      {"li", {Tag::kLi, true, true, 0}},
      {"link", {Tag::kVoid, false, false, 0}},
      {"listing", {Tag::kPre, true, true, 0}},
      {"main", {Tag::kMain, true, true, 0}},
      {"math", {Tag::kSvg, false, false, 0}},
      {"menu", {Tag::kMenu, true, true, 0}},
      {"meta", {Tag::kMeta, false, false, 0}},
      {"nav", {Tag::kNav, true, true, 0}},
      {"noembed", {Tag::kScript, false, false, 0}},
      {"noframes", {Tag::kScript, false, false, 0}},
      {"noscript", {Tag::kScript, false, false, 0}},
      {"object", {Tag::kTemplate, false, false, 0}},
      {"ol", {Tag::kOl, true, true, 0}},
      {"option", {Tag::kOption, true, false, 0}},
      {"p", {Tag::kP, true, true, 0}},
      {"param", {Tag::kVoid, false, false, 0}},
      {"pre", {Tag::kPre, true, true, 0}},
      {"script", {Tag::kScript, false, false, 0}},
      {"search", {Tag::kBlock, true, true, 0}},
      {"section", {Tag::kBlock, true, true, 0}},
      {"select", {Tag::kSelect, false, false, 0}},
      {"source", {Tag::kVoid, false, false, 0}},
      {"strong", {Tag::kB, false, false, 0}},
      {"style", {Tag::kScript, false, false, 0}},
      {"summary", {Tag::kSummary, true, true, 0}},
      {"svg", {Tag::kSvg, false, false, 0}},
      {"table", {Tag::kTable, true, true, 0}},
      {"tbody", {Tag::kTableSection, true, false, 0}},
      {"td", {Tag::kTd, true, false, 0}},
      {"template", {Tag::kTemplate, false, false, 0}},
      {"textarea", {Tag::kTextarea, false, false, 0}},
      {"tfoot", {Tag::kTableSection, true, false, 0}},
      {"th", {Tag::kTh, true, false, 0}},
      {"thead", {Tag::kTableSection, true, false, 0}},
      {"title", {Tag::kTitle, false, false, 0}},
      {"tr", {Tag::kTr, true, false, 0}},
      {"track", {Tag::kVoid, false, false, 0}},
      {"ul", {Tag::kUl, true, true, 0}},
      {"video", {Tag::kTemplate, false, false, 0}},
      {"wbr", {Tag::kWbr, false, false, 0}},
  };
  const auto found = known.find(name);
  return found == known.end() ? TagInfo{} : found->second;
}

bool IsVoid(Tag tag) {
  return tag == Tag::kBr || tag == Tag::kCol || tag == Tag::kHr || tag == Tag::kInput || tag == Tag::kMeta || tag == Tag::kVoid ||
         tag == Tag::kWbr;
}

bool IsRaw(Tag tag) { return tag == Tag::kScript || tag == Tag::kTextarea || tag == Tag::kTitle; }

bool IsBarrier(Tag tag) {
  return tag == Tag::kTable || tag == Tag::kTd || tag == Tag::kTh || tag == Tag::kCaption || tag == Tag::kTemplate || tag == Tag::kHtml ||
         tag == Tag::kSvg;
}

}  // namespace lofte::prose
