#include "prose/markdown_inlines.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "prose/letters.h"
#include "prose/marks.h"
#include "prose/references.h"

namespace lofte::prose {
namespace {

// Enough to see a bullet and what follows it.
constexpr std::size_t kBulletBytes = 8;

std::string Utf8Of(const Reference& reference) {
  std::string utf8;
  AppendUtf8(reference.first, utf8);
  if (reference.second != 0) AppendUtf8(reference.second, utf8);
  return utf8;
}

bool IsTag(std::string_view html, std::string_view name) {
  return LowerAscii(html.substr(1, name.size())) == name && html.size() > name.size() + 1 && !IsAsciiLetter(html[name.size() + 1]);
}

class InlineReader {
 public:
  InlineReader(std::string_view source, const InlineRange& range)
      : source_(source), at_(range.begin), end_(range.end), quotes_(range.quotes) {}

  Run Read(cmark_node* block) {
    if (cmark_node_get_type(block) == CMARK_NODE_HEADING) SkipHeadingMarks(cmark_node_get_heading_level(block));
    SkipDefinitions(cmark_node_first_child(block));
    cmark_iter* const iterator = cmark_iter_new(block);
    for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator)) {
      cmark_node* const node = cmark_iter_get_node(iterator);
      if (node == block) continue;
      event == CMARK_EVENT_ENTER ? Enter(node) : Leave(node);
    }
    cmark_iter_free(iterator);
    return std::move(run_);
  }

 private:
  bool At(char byte) const { return at_ < end_ && source_[at_] == byte; }
  bool AtNewline() const { return At('\n') || At('\r'); }
  void SkipBlanks() {
    while (At(' ') || At('\t')) ++at_;
  }

  void SkipHeadingMarks(int level) {
    SkipBlanks();
    const std::size_t begin = at_;
    while (At('#') && at_ < begin + static_cast<std::size_t>(level)) ++at_;
    SkipBlanks();
  }

  // Definitions of links in front of a paragraph are no words of it.
  void SkipDefinitions(cmark_node* first) {
    if (!At('[') || first == nullptr || cmark_node_get_type(first) == CMARK_NODE_LINK) return;
    const char* const text = cmark_node_get_literal(first);
    if (text != nullptr && text[0] == '[') return;
    while (At('[')) {
      while (at_ < end_ && !AtNewline()) ++at_;
      SkipNewline();
    }
  }

  // To where the text of the next line begins.
  void SkipNewline() {
    if (At('\r')) ++at_;
    if (At('\n')) ++at_;
    SkipBlanks();
    for (int i = 0; i < quotes_ && At('>'); ++i) {
      ++at_;
      SkipBlanks();
    }
  }

  void Enter(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    const char* const text = cmark_node_get_literal(node);
    const std::string_view literal = text == nullptr ? std::string_view() : text;
    if (type == CMARK_NODE_TEXT) return ReadText(literal);
    if (type == CMARK_NODE_CODE) return ReadCode(literal);
    if (type == CMARK_NODE_HTML_INLINE) return ReadTag(literal);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) return ReadBreak(type == CMARK_NODE_LINEBREAK);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) return EnterLink(type == CMARK_NODE_IMAGE);
    SkipMarks(node, true);
  }

  void Leave(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) return LeaveLink(type == CMARK_NODE_IMAGE);
    SkipMarks(node, false);
  }

  void SkipMarks(cmark_node* node, bool enters) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_STRONG) strong_ += enters ? 1 : -1;
    const bool emphasis = type == CMARK_NODE_STRONG || type == CMARK_NODE_EMPH;
    // Of emphasis it is known how many; what is struck through has one or two.
    for (int i = 0; i < (type == CMARK_NODE_EMPH ? 1 : 2); ++i) {
      if (emphasis ? At('*') || At('_') : At('~')) ++at_;
    }
  }

  void EnterLink(bool image) {
    images_ += image ? 1 : 0;
    if (image && At('!')) ++at_;
    if (At('[') || At('<')) ++at_;
  }

  void LeaveLink(bool image) {
    images_ -= image ? 1 : 0;
    if (At('>')) ++at_;
    if (!At(']')) return;
    ++at_;
    if (At('(')) {
      SkipDestination();
    } else if (At('[')) {
      SkipTo(']');
    }
  }

  // Past the next `close` that is not escaped.
  void SkipTo(char close) {
    for (++at_; at_ < end_ && source_[at_] != close; ++at_) {
      if (source_[at_] == '\\') ++at_;
    }
    at_ = std::min(at_ + 1, end_);
  }

  void SkipSpace() {
    while (at_ < end_ && IsSpace(source_[at_])) AtNewline() ? SkipNewline() : static_cast<void>(++at_);
  }

  // `(destination "title")`.
  void SkipDestination() {
    ++at_;
    SkipSpace();
    if (At('<')) SkipTo('>');
    for (int depth = 0; at_ < end_ && !IsSpace(source_[at_]); ++at_) {
      if (source_[at_] == '\\' && at_ + 1 < end_) {
        ++at_;
      } else if (source_[at_] == '(') {
        ++depth;
      } else if (source_[at_] == ')' && depth-- == 0) {
        break;
      }
    }
    SkipSpace();
    if (At('"') || At('\'')) SkipTo(source_[at_]);
    if (At('(')) SkipTo(')');
    SkipSpace();
    if (At(')')) ++at_;
  }

  void ReadBreak(bool hard) {
    SkipBlanks();
    if (hard && At('\\')) ++at_;
    const std::size_t begin = at_;
    SkipNewline();
    // Bullets that Markdown does not know still begin a line.
    const std::string_view line = source_.substr(at_, std::min<std::size_t>(end_ - at_, kBulletBytes));
    const bool bullet = MarkOf(Trimmed(line.substr(0, line.find_first_of("\r\n")))).kind == Mark::Kind::kBullet;
    hard || bullet ? run_.Break(begin) : run_.Blank(begin);
  }

  void ReadTag(std::string_view literal) {
    const std::size_t begin = at_;
    Follow(literal);
    if (IsTag(literal, "br")) run_.Break(begin);
    if (IsTag(literal, "b") || IsTag(literal, "strong")) ++strong_;
    if (IsTag(literal, "/b") || IsTag(literal, "/strong")) --strong_;
  }

  // Moves along a literal that is not shown.
  void Follow(std::string_view literal) {
    for (const char byte : literal) {
      if (byte == '\n') {
        SkipNewline();
      } else if (at_ < end_) {
        ++at_;
      }
    }
  }

  void ReadCode(std::string_view literal) {
    std::size_t ticks = 0;
    while (At('`')) ++at_, ++ticks;
    for (std::size_t i = 0; i < literal.size();) {
      // One blank on each side belongs to the marks.
      if (at_ < end_ && literal[i] != ' ' && (At(' ') || AtNewline())) {
        AtNewline() ? SkipNewline() : static_cast<void>(++at_);
        continue;
      }
      if (literal[i] == ' ' && AtNewline()) {
        Show(U' ', at_, at_ + 1);
        SkipNewline();
        ++i;
        continue;
      }
      i += Match(literal, i, false);
    }
    while (ticks > 0 && at_ < end_ && !At('`')) ++at_;
    while (ticks-- > 0 && At('`')) ++at_;
  }

  void ReadText(std::string_view literal) {
    for (std::size_t i = 0; i < literal.size();) i += Match(literal, i, true);
  }

  void Show(char32_t code_point, std::size_t at, std::size_t until) {
    if (images_ == 0) run_.PutCodePoint(code_point, at, until, strong_ > 0);
  }

  // The character of the literal at `i`, found in the source. Returns the bytes of the literal that it was.
  std::size_t Match(std::string_view literal, std::size_t i, bool references) {
    if (references && At('&')) {
      if (const std::size_t bytes = MatchReference(literal.substr(i)); bytes > 0) return bytes;
    }
    const CodePoint point = DecodeUtf8(literal, i);
    if (At('\\') && at_ + 1 < end_ && source_[at_ + 1] == literal[i] && (references || literal[i] == '|')) ++at_;
    if (!At(literal[i])) Seek(literal[i]);
    const bool found = At(literal[i]);
    const std::size_t until = found ? std::min(at_ + point.bytes, end_) : at_;
    Show(point.value, at_, until);
    at_ = until;
    return point.bytes;
  }

  std::size_t MatchReference(std::string_view literal) {
    const Reference reference = ReferenceAt(source_.substr(0, end_), at_);
    if (reference.bytes == 0 || source_[at_ + reference.bytes - 1] != ';') return 0;
    const std::string utf8 = Utf8Of(reference);
    if (literal.substr(0, utf8.size()) != utf8) return 0;
    Show(reference.first, at_, at_ + reference.bytes);
    if (reference.second != 0) Show(reference.second, at_, at_ + reference.bytes);
    at_ += reference.bytes;
    return utf8.size();
  }

  // Where source and words part (a definition of a link in front of a paragraph), they meet again at the next such letter.
  void Seek(char byte) {
    if (lost_) return;
    const std::size_t found = source_.substr(0, end_).find(byte, at_);
    lost_ = found == std::string_view::npos;
    if (!lost_) at_ = found;
  }

  std::string_view source_;
  std::size_t at_, end_;
  int quotes_;
  Run run_;
  int strong_ = 0, images_ = 0;
  bool lost_ = false;  // nothing of the rest will be found
};

}  // namespace

Run ReadInlines(std::string_view source, const InlineRange& range, cmark_node* block) { return InlineReader(source, range).Read(block); }

}  // namespace lofte::prose
