// cmark-gfm 0.29 of Debian 12 has inputs on which it takes more than linear time. Whatever people write is far from them.
#include <algorithm>
#include <string>

#include "prose/letters.h"
#include "prose/markdown_source.h"

namespace lofte::prose {
namespace {

constexpr int kDeepestBlock = 64;
constexpr std::size_t kParagraphBytes = 128u << 10;

// How many marks of containers a line begins with.
int DepthOf(std::string_view line) {
  int depth = 0;
  for (const char byte : line) {
    if (byte == '>' || byte == '-' || byte == '*' || byte == '+') {
      ++depth;
    } else if (byte != ' ' && byte != '\t' && !IsDigit(byte) && byte != '.' && byte != ')') {
      break;
    }
  }
  // A rule between paragraphs is one mark, however long.
  const std::size_t text = line.find_first_not_of(" \t-*");
  return text == std::string_view::npos ? std::min(depth, 1) : depth;
}

std::string LineText(std::size_t line) { return "line " + std::to_string(line); }

}  // namespace

Status CheckMarkdown(std::string_view source) {
  std::size_t line = 1;
  std::size_t paragraph = 0;  // where it began
  for (std::size_t begin = 0; begin < source.size(); ++line) {
    const std::size_t end = std::min(source.find_first_of("\r\n", begin), source.size());
    const std::string_view text = source.substr(begin, end - begin);
    if (Trimmed(text).empty()) paragraph = end;
    if (DepthOf(text) > kDeepestBlock)
      return Fail(ErrorCode::kLimit,
                  LineText(line) + ": lists and quotes stand deeper than " + std::to_string(kDeepestBlock) + "; write them flatter");
    if (end - paragraph > kParagraphBytes)
      return Fail(ErrorCode::kLimit,
                  LineText(line) + ": a paragraph has more than " + std::to_string(kParagraphBytes) + " bytes; part it by blank lines");
    begin = end + 1;
  }
  return {};
}

}  // namespace lofte::prose
