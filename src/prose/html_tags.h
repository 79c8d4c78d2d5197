// What a reader of HTML has to know about each element. Private to this module.
#pragma once

#include <cstdint>
#include <string_view>

namespace lofte::prose {

// Elements that are treated in a way of their own. All others are kInline or kBlock.
enum class Tag : std::uint8_t {
  kInline,
  kBlock,
  kText,
  kA,
  kArticle,
  kB,
  kBody,
  kBr,
  kButton,
  kCaption,
  kCol,
  kDd,
  kDialog,
  kDl,
  kDt,
  kFooter,
  kForm,
  kHead,
  kHeader,
  kHeading,
  kHr,
  kHtml,
  kIgnored,
  kInput,
  kLi,
  kMain,
  kMenu,
  kMeta,
  kNav,
  kOption,
  kOl,
  kP,
  kPre,
  kScript,
  kSelect,
  kSummary,
  kSvg,
  kTable,
  kTd,
  kTemplate,
  kTextarea,
  kTh,
  kTitle,
  kTableSection,
  kTr,
  kUl,
  kVoid,
  kWbr,
  kAside,
};

struct TagInfo {
  Tag tag = Tag::kInline;
  bool block = false;     // begins and ends a block of text
  bool closes_p = false;  // an open paragraph ends where it begins
  int level = 0;          // kHeading
};

// `name` in lower case.
TagInfo TagOf(std::string_view name);

bool IsVoid(Tag tag);
// Its content is no markup.
bool IsRaw(Tag tag);
// Ends the search for an element that an end tag or an implied end could close.
bool IsBarrier(Tag tag);

}  // namespace lofte::prose
