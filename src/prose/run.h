// Visible text that is being put together, each byte with its place. Private to this module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lofte::prose {

// Offsets are those of Source::text(); they must not fall from call to call.
class Run {
 public:
  // One visible character, `utf8`, that stands at [at, until) of the source.
  void Put(std::string_view utf8, std::size_t at, std::size_t until, bool strong = false);
  // Source text as it is: white space folds, what is unseen is left out. Entities are not resolved.
  void PutText(std::string_view source, std::size_t at, std::size_t until, bool strong = false);
  // A code point, as PutText would take it.
  void PutCodePoint(char32_t code_point, std::size_t at, std::size_t until, bool strong = false);
  void Blank(std::size_t at);
  void Break(std::size_t at);
  // Ends the term of a definition list: `: `, from the byte after it, unless it ends in a colon. Precondition: not empty.
  void EndTerm();
  // The text of another run that stands behind this one.
  void PutRun(const Run& other);

  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }
  std::string_view text() const { return text_; }
  // Where the text so far ends in the source. Precondition: not empty.
  std::size_t end() const { return until_.back(); }

  // Whether all of [from, to) is strong. Of nothing, it is not.
  bool AllStrong(std::size_t from, std::size_t to) const {
    return from < to && std::string_view(strong_).substr(from, to - from).find('\0') == std::string_view::npos;
  }
  // The part [from, to) without white space around it.
  Run Part(std::size_t from, std::size_t to) const;
  std::string_view View(std::size_t from, std::size_t to) const { return std::string_view(text_).substr(from, to - from); }
  // Takes the places out, by byte.
  std::vector<std::uint32_t> TakePlaces() { return std::move(at_); }
  std::string TakeText() { return std::move(text_); }
  // With the line breaks that the text spells out (`<br />`) as line breaks.
  Run WithBreaks() const;

 private:
  void Append(char byte, std::size_t at, std::size_t until, bool strong);
  void Settle();

  std::string text_;
  std::vector<std::uint32_t> at_, until_;
  std::string strong_;
  char waiting_ = 0;  // a blank or a line break that counts once something follows
  std::size_t waiting_at_ = 0;
  int breaks_ = 0;  // in a row
};

}  // namespace lofte::prose
