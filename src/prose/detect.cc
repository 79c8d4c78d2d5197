#include "prose/detect.h"

#include <algorithm>
#include <optional>
#include <string>

#include "prose/html_tags.h"
#include "prose/letters.h"

namespace lofte::prose {
namespace {

// Where tags of HTML and marks of Markdown have to be.
constexpr std::size_t kBeginning = 64u << 10;
// So many blocks that are closed are HTML, whatever stands in front of them.
constexpr int kClosedBlocks = 3;

std::optional<Format> FormatOfName(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string ending = LowerAscii(name.substr(dot + 1));
  for (const std::string_view html : {"html", "htm", "xhtml"}) {
    if (ending == html) return Format::kHtml;
  }
  for (const std::string_view markdown : {"md", "markdown", "mdown", "mkd"}) {
    if (ending == markdown) return Format::kMarkdown;
  }
  return std::nullopt;
}

std::string NameAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (IsAsciiLetter(text[end]) || IsDigit(text[end]))) ++end;
  return LowerAscii(text.substr(at, end - at));
}

bool LooksLikeHtml(std::string_view text) {
  if (!text.empty() && text[0] == '<') {
    if (text.substr(0, 4) == "<!--" || text.substr(0, 5) == "<?xml") return true;
    if (LowerAscii(text.substr(0, 9)) == "<!doctype") return true;
    const std::string name = NameAt(text, 1);
    if (TagOf(name).block || name == "head" || name == "meta" || name == "script" || name == "title") return true;
  }
  int closed = 0;
  for (std::size_t at = text.find("</"); at != std::string_view::npos; at = text.find("</", at + 2)) {
    if (TagOf(NameAt(text, at + 2)).block && ++closed == kClosedBlocks) return true;
  }
  return false;
}

bool IsHeading(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  return marks >= 1 && marks <= 6 && marks + 1 < line.size() && line[marks] == ' ';
}

// The line under the head of a table: `| --- | :-: |`.
bool IsTableRule(std::string_view line) {
  return line.find('|') != std::string_view::npos && line.find("--") != std::string_view::npos &&
         line.find_first_not_of("|-: \t") == std::string_view::npos;
}

bool HasMarks(std::string_view line) {
  if (line.find("](http") != std::string_view::npos || line.find("](mailto:") != std::string_view::npos) return true;
  const std::size_t open = line.find("**");
  return open != std::string_view::npos && open + 2 < line.size() && !IsSpace(line[open + 2]) &&
         line.find("**", open + 3) != std::string_view::npos;
}

bool LooksLikeMarkdown(std::string_view text) {
  int marks = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const std::string_view line = Trimmed(text.substr(begin, end - begin));
    if (IsHeading(line) || IsTableRule(line)) return true;
    if (HasMarks(line) && ++marks == 2) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

Format FormatOf(std::string_view bytes, std::string_view name) {
  if (const std::optional<Format> named = FormatOfName(name)) return *named;
  std::string_view text = bytes.substr(0, kBeginning);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  text = Trimmed(text);
  if (LooksLikeHtml(text)) return Format::kHtml;
  return LooksLikeMarkdown(text) ? Format::kMarkdown : Format::kPlain;
}

}  // namespace lofte::prose
