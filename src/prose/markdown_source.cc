#include "prose/markdown_source.h"

#include <algorithm>

#include "prose/letters.h"

namespace lofte::prose {
namespace {

std::size_t AfterLine(std::string_view source, std::size_t at) {
  const std::size_t end = std::min(source.find_first_of("\r\n", at), source.size());
  if (end == source.size()) return end;
  return end + (source.substr(end, 2) == "\r\n" ? 2 : 1);
}

std::string_view Unquoted(std::string_view value) {
  value = Trimmed(value);
  const bool quoted = value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0];
  return quoted ? value.substr(1, value.size() - 2) : value;
}

void TakeKey(FrontMatter& matter, std::string_view line) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string key = LowerAscii(line.substr(0, colon));
  const std::string_view value = Unquoted(line.substr(std::min(colon + 1, line.size())));
  if (key == "title") matter.title = std::string(value);
  if (key == "lang" || key == "language" || key == "locale") matter.language = std::string(value);
}

}  // namespace

MarkdownLines::MarkdownLines(std::string_view source, std::size_t begin) : source_(source) {
  while (begin < source.size()) {
    begins_.push_back(begin);
    begin = AfterLine(source, begin);
  }
}

std::size_t MarkdownLines::Begin(int line) const {
  const auto index = static_cast<std::size_t>(std::max(line, 1)) - 1;
  return index < begins_.size() ? begins_[index] : source_.size();
}

std::size_t MarkdownLines::End(int line) const {
  std::size_t end = Begin(line + 1);
  const std::size_t begin = Begin(line);
  while (end > begin && (source_[end - 1] == '\n' || source_[end - 1] == '\r')) --end;
  return end;
}

FrontMatter FrontMatterOf(std::string_view source) {
  std::size_t at = AfterLine(source, 0);
  if (source.substr(0, 3) != "---" || !Trimmed(source.substr(3, at - 3)).empty()) return {};
  FrontMatter matter;
  for (std::size_t next = at; at < source.size(); at = next) {
    next = AfterLine(source, at);
    const std::string_view line = source.substr(at, next - at);
    if (Trimmed(line) == "---" || Trimmed(line) == "...") {
      matter.end = next;
      return matter;
    }
    TakeKey(matter, line);
  }
  return {};
}

}  // namespace lofte::prose
