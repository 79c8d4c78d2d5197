// Which element contains which: the rules of HTML for tags that are left out or cross each other, as far as they decide what a reader sees.
// Private to this module.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "prose/html_attributes.h"
#include "prose/html_tree.h"

namespace lofte::prose {

// Deeper than this, elements stand beside their parents: no work grows with the depth of a page.
inline constexpr std::size_t kDeepestElement = 512;

class HtmlBuilder {
 public:
  HtmlBuilder();

  // Source text at [begin, end). `raw`: no references in it.
  void Text(std::size_t begin, std::size_t end, bool raw);
  void Start(const StartTag& tag, std::size_t begin, std::size_t end);
  void End(std::string_view name, std::size_t begin, std::size_t end);
  // Within SVG or MathML, where a title is a picture's and a tag may close itself.
  bool foreign() const { return foreign_ > 0; }

  HtmlTree Take() { return std::move(tree_); }
  HtmlTree& tree() { return tree_; }

 private:
  struct Open {
    std::uint32_t node = 0;
    TagInfo info;
    std::size_t name = 0;  // its hash
    bool ended = false;    // its end tag came while blocks in it were open
  };

  std::uint32_t AddNode(const TagInfo& info, std::size_t begin, std::size_t end);
  void Push(const StartTag& tag, const TagInfo& info, std::size_t begin, std::size_t end);
  void MakeRoom(const TagInfo& info);
  void MakeRoomInTable(Tag tag);
  void LeaveForeign(const TagInfo& info);
  void EndInline(std::size_t name);
  void EndBlock(const TagInfo& info, std::size_t name);
  void CloseListItem(Tag tag, Tag other);
  // Closes the nearest element of this kind unless a barrier or `stop` stands in between.
  void CloseNearest(Tag tag, Tag stop);
  // Whether an element of such a name may be open: most end tags and implied ends need no search.
  bool MayBeOpen(std::size_t name) const { return open_names_[name % kNames] > 0; }
  // What is open from `depth` on ends.
  void PopTo(std::size_t depth);
  // Where the nearest table stands in `open_`; 0: nowhere.
  std::size_t NearestTable() const;
  std::uint32_t LanguageIndex(const std::string& language);

  HtmlTree tree_;
  static constexpr std::size_t kNames = 256;
  std::array<int, kNames> open_names_{};  // how many are open, by hash
  std::vector<Open> open_;
  int foreign_ = 0;
};

}  // namespace lofte::prose
