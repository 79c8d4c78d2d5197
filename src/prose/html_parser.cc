// From bytes to tags and texts, by the tokens of the HTML standard. What browsers do with mistakes is done here too: `<` in front of
// anything but a name is text, a comment ends at the first `-->`, a tag that the file cuts off is nothing.
#include <algorithm>
#include <string>

#include "prose/html_attributes.h"
#include "prose/html_builder.h"
#include "prose/html_tree.h"
#include "prose/letters.h"
#include "prose/references.h"
#include "prose/run.h"
#include "prose/visible.h"

namespace lofte::prose {
namespace {

class HtmlParser {
 public:
  explicit HtmlParser(std::string_view source) : source_(source) {}

  HtmlTree Parse() {
    while (at_ < source_.size()) {
      const std::size_t open = std::min(source_.find('<', at_), source_.size());
      const char after = open + 1 < source_.size() ? source_[open + 1] : '\0';
      if (IsAsciiLetter(after)) {
        TakeTextUntil(open);
        ReadStart();
      } else if (after == '/' || after == '!' || after == '?') {
        TakeTextUntil(open);
        ReadOther(after);
      } else {
        at_ = open == source_.size() ? open : open + 1;
      }
    }
    TakeTextUntil(at_);
    return builder_.Take();
  }

 private:
  void TakeTextUntil(std::size_t end) {
    builder_.Text(text_, end, false);
    at_ = text_ = end;
  }
  void GoTo(std::size_t at) { at_ = text_ = std::min(at, source_.size()); }

  void ReadStart() {
    const StartTag tag = ReadStartTag(source_, at_);
    if (tag.end == std::string_view::npos) return GoTo(source_.size());
    const Tag kind = TagOf(tag.name).tag;
    const bool foreign = builder_.foreign();
    builder_.Start(tag, at_, tag.end);
    GoTo(tag.end);
    if (!foreign && IsRaw(kind)) ReadRaw(tag.name, kind);
  }

  // Until its own end tag, nothing is a tag.
  void ReadRaw(const std::string& name, Tag kind) {
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (true) {
      end = std::min(source_.find("</", end), source_.size());
      if (end == source_.size()) break;
      const std::size_t after = end + 2 + name.size();
      const bool ends = after >= source_.size() || IsSpace(source_[after]) || source_[after] == '/' || source_[after] == '>';
      if (ends && LowerAscii(source_.substr(end + 2, name.size())) == name) break;
      end += 2;
    }
    if (kind == Tag::kTitle && builder_.tree().title.empty()) builder_.tree().title = TextOf(begin, end);
    const std::size_t close = end == source_.size() ? end : source_.find('>', end);
    GoTo(close == std::string_view::npos ? source_.size() : close + 1);
  }

  std::string TextOf(std::size_t begin, std::size_t end) const {
    Run run;
    PutVisible(run, source_, begin, end, false);
    return std::string(run.text());
  }

  void ReadOther(char kind) {
    if (kind == '/' && at_ + 2 < source_.size() && IsAsciiLetter(source_[at_ + 2])) return ReadEnd();
    if (source_.substr(at_, 4) == "<!--") return GoTo(AfterComment(at_ + 4));
    const std::size_t close = source_.find('>', at_ + 2);
    GoTo(close == std::string_view::npos ? source_.size() : close + 1);
  }

  void ReadEnd() {
    const StartTag tag = ReadStartTag(source_, at_ + 1);
    if (tag.end == std::string_view::npos) return GoTo(source_.size());
    builder_.End(tag.name, at_, tag.end);
    GoTo(tag.end);
  }

  std::size_t AfterComment(std::size_t at) const {
    if (source_.substr(at, 1) == ">") return at + 1;
    if (source_.substr(at, 2) == "->") return at + 2;
    for (std::size_t dashes = source_.find("--", at); dashes != std::string_view::npos; dashes = source_.find("--", dashes + 1)) {
      if (source_.substr(dashes + 2, 1) == ">") return dashes + 3;
      if (source_.substr(dashes + 2, 2) == "!>") return dashes + 4;
    }
    return source_.size();
  }

  std::string_view source_;
  HtmlBuilder builder_;
  std::size_t at_ = 0;    // where the next token is looked for
  std::size_t text_ = 0;  // where the text that is being read began
};

}  // namespace

HtmlTree ParseHtml(std::string_view source) { return HtmlParser(source).Parse(); }

}  // namespace lofte::prose
