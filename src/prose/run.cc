#include "prose/run.h"

#include <algorithm>

#include "base/utf8.h"
#include "prose/letters.h"

namespace lofte::prose {
namespace {

// Two say that a paragraph ends; more say no more.
constexpr int kMostBreaks = 2;

// The length of a spelled-out `<br>` at `at`, or 0.
std::size_t SpelledBreak(std::string_view text, std::size_t at) {
  if (text.size() - at < 4 || text[at] != '<' || LowerAscii(text[at + 1]) != 'b' || LowerAscii(text[at + 2]) != 'r') return 0;
  std::size_t end = at + 3;
  while (end < text.size() && (text[end] == ' ' || text[end] == '/')) ++end;
  return end < text.size() && text[end] == '>' ? end + 1 - at : 0;
}

}  // namespace

void Run::Append(char byte, std::size_t at, std::size_t until, bool strong) {
  text_ += byte;
  at_.push_back(static_cast<std::uint32_t>(at));
  until_.push_back(static_cast<std::uint32_t>(until));
  strong_ += static_cast<char>(strong ? 1 : 0);
}

// White space is put down only between two characters that are seen.
void Run::Settle() {
  if (waiting_ == 0) return;
  const int count = waiting_ == '\n' ? std::min(breaks_, kMostBreaks) : 1;
  const bool strong = !strong_.empty() && strong_.back() != 0;
  if (!text_.empty()) {
    for (int i = 0; i < count; ++i) Append(waiting_, waiting_at_, waiting_at_ + 1, strong);
  }
  waiting_ = 0;
  breaks_ = 0;
}

void Run::Put(std::string_view utf8, std::size_t at, std::size_t until, bool strong) {
  Settle();
  for (const char byte : utf8) Append(byte, at, until, strong);
  // Bytes of one character that stands in the source as it is have a place each.
  if (until - at != utf8.size()) return;
  for (std::size_t i = 0; i < utf8.size(); ++i) at_[at_.size() - utf8.size() + i] = static_cast<std::uint32_t>(at + i);
}

void Run::Blank(std::size_t at) {
  if (waiting_ == 0) {
    waiting_ = ' ';
    waiting_at_ = at;
  }
}

void Run::Break(std::size_t at) {
  if (waiting_ == 0) waiting_at_ = at;
  waiting_ = '\n';
  ++breaks_;
}

void Run::EndTerm() {
  const std::size_t after = end();
  if (text_.back() != ':') Put(":", after, after);
  Blank(after);
}

void Run::PutRun(const Run& other) {
  Settle();
  text_ += other.text_;
  strong_ += other.strong_;
  at_.insert(at_.end(), other.at_.begin(), other.at_.end());
  until_.insert(until_.end(), other.until_.begin(), other.until_.end());
}

void Run::PutCodePoint(char32_t code_point, std::size_t at, std::size_t until, bool strong) {
  if (IsBlank(code_point)) return Blank(at);
  if (code_point == 0x2028 || code_point == 0x2029) return Break(at);
  if (IsUnseen(code_point)) return;
  std::string utf8;
  AppendUtf8(code_point, utf8);
  Put(utf8, at, until, strong);
}

void Run::PutText(std::string_view source, std::size_t at, std::size_t until, bool strong) {
  while (at < until) {
    const char byte = source[at];
    if (byte > ' ' && byte < 0x7F) {
      Settle();
      Append(byte, at, at + 1, strong);
      ++at;
      continue;
    }
    const CodePoint point = DecodeUtf8(source, at);
    PutCodePoint(point.value, at, at + point.bytes, strong);
    at += point.bytes;
  }
}

Run Run::Part(std::size_t from, std::size_t to) const {
  while (from < to && IsSpace(text_[from])) ++from;
  while (to > from && IsSpace(text_[to - 1])) --to;
  Run part;
  part.text_ = text_.substr(from, to - from);
  part.strong_ = strong_.substr(from, to - from);
  part.at_.assign(at_.begin() + static_cast<std::ptrdiff_t>(from), at_.begin() + static_cast<std::ptrdiff_t>(to));
  part.until_.assign(until_.begin() + static_cast<std::ptrdiff_t>(from), until_.begin() + static_cast<std::ptrdiff_t>(to));
  return part;
}

Run Run::WithBreaks() const {
  Run result;
  for (std::size_t i = 0; i < text_.size();) {
    if (const std::size_t length = text_[i] == '<' ? SpelledBreak(text_, i) : 0; length > 0) {
      result.Break(at_[i]);
      i += length;
    } else if (text_[i] == '\n') {
      result.Break(at_[i++]);
    } else if (text_[i] == ' ') {
      result.Blank(at_[i++]);
    } else {
      result.Settle();
      result.Append(text_[i], at_[i], until_[i], strong_[i] != 0);
      ++i;
    }
  }
  return result;
}

}  // namespace lofte::prose
