#include "prose/html_attributes.h"

#include <algorithm>

#include "prose/html_names.h"
#include "prose/html_tree.h"
#include "prose/letters.h"

namespace lofte::prose {
namespace {

// As browsers have it.
constexpr int kMostColumns = 1000;
constexpr int kMostRows = 65534;
constexpr std::size_t kLongestLanguage = 35;

std::uint16_t NumberOf(std::string_view text, int most) {
  int value = 0;
  for (const char byte : Trimmed(text)) {
    if (!IsDigit(byte)) break;
    value = std::min(value * 10 + (byte - '0'), most);
  }
  return static_cast<std::uint16_t>(std::max(value, 1));
}

// A tag of BCP 47 and nothing else: it is shown to people.
std::string LanguageOf(std::string_view value) {
  value = Trimmed(value);
  const bool well_formed = !value.empty() && value.size() <= kLongestLanguage && std::all_of(value.begin(), value.end(), [](char c) {
    return IsAsciiLetter(c) || IsDigit(c) || c == '-' || c == '_';
  });
  return well_formed ? std::string(value) : "";
}

void TakeAria(StartTag& tag, std::string_view name, std::string_view value) {
  if (name == "aria-hidden" && value == "true") tag.said |= kSaidHidden;
  if (name == "aria-modal" && value == "true") tag.said |= kSaidDialog;
  if (name == "aria-expanded") tag.said |= kSaidOpens;
}

void TakeAttribute(StartTag& tag, std::string_view raw_name, std::string_view raw_value) {
  const std::string name = LowerAscii(raw_name);
  if (name == "lang" || name == "xml:lang") {
    if (tag.language.empty()) tag.language = LanguageOf(raw_value);
    return;
  }
  if (name == "href") {
    if (raw_value.substr(0, 1) == "#") tag.said |= kSaidInPage;
    return;
  }
  if (name == "colspan") tag.columns = NumberOf(raw_value, kMostColumns);
  if (name == "rowspan") tag.rows = NumberOf(raw_value, kMostRows);
  const std::string value = LowerAscii(Trimmed(raw_value));
  if (name == "class" || name == "id") tag.said |= SaidByName(value);
  if (name == "role") tag.said |= SaidByRole(value);
  if (name == "style") tag.said |= SaidByStyle(value);
  if (name == "scope") tag.said |= kSaidRowHeader;
  // `until-found` is shown to who looks for it.
  if (name == "hidden" && value != "until-found") tag.said |= kSaidHidden;
  if (name.substr(0, 5) == "aria-") TakeAria(tag, name, value);
}

bool EndsName(char byte) { return IsSpace(byte) || byte == '/' || byte == '>'; }

class AttributeReader {
 public:
  AttributeReader(std::string_view source, std::size_t at) : source_(source), at_(at) {}

  // False: the tag has ended, or the file has.
  bool Next() {
    while (at_ < source_.size() && (IsSpace(source_[at_]) || source_[at_] == '/')) ++at_;
    if (at_ >= source_.size() || source_[at_] == '>') return false;
    const std::size_t begin = at_;
    // A `=` in front is part of the name.
    do ++at_;
    while (at_ < source_.size() && !EndsName(source_[at_]) && source_[at_] != '=');
    name_ = source_.substr(begin, at_ - begin);
    value_ = {};
    std::size_t equals = at_;
    while (equals < source_.size() && IsSpace(source_[equals])) ++equals;
    if (equals < source_.size() && source_[equals] == '=') ReadValue(equals + 1);
    return true;
  }

  std::string_view name() const { return name_; }
  std::string_view value() const { return value_; }
  std::size_t at() const { return at_; }

 private:
  void ReadValue(std::size_t at) {
    while (at < source_.size() && IsSpace(source_[at])) ++at;
    if (at >= source_.size() || source_[at] == '>') {
      at_ = at;
      return;
    }
    const char quote = source_[at];
    if (quote == '"' || quote == '\'') {
      const std::size_t close = std::min(source_.find(quote, at + 1), source_.size());
      value_ = source_.substr(at + 1, close - at - 1);
      at_ = std::min(close + 1, source_.size());
      return;
    }
    const std::size_t begin = at;
    while (at < source_.size() && !IsSpace(source_[at]) && source_[at] != '>') ++at;
    value_ = source_.substr(begin, at - begin);
    at_ = at;
  }

  std::string_view source_, name_, value_;
  std::size_t at_;
};

}  // namespace

StartTag ReadStartTag(std::string_view source, std::size_t at) {
  StartTag tag;
  std::size_t end = at + 1;
  while (end < source.size() && !EndsName(source[end])) ++end;
  tag.name = LowerAscii(source.substr(at + 1, end - at - 1));
  AttributeReader reader(source, end);
  while (reader.Next()) TakeAttribute(tag, reader.name(), reader.value());
  if (reader.at() >= source.size()) {
    tag.end = std::string_view::npos;
    return tag;
  }
  tag.self_closing = source[reader.at() - 1] == '/';
  tag.end = reader.at() + 1;
  return tag;
}

}  // namespace lofte::prose
