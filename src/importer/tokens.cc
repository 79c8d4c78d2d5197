#include "importer/tokens.h"

#include "base/utf8.h"

namespace lofte::importer {
namespace {

bool IsAscii(char c, char from, char until) { return c >= from && c <= until; }
bool IsDigit(char c) { return IsAscii(c, '0', '9'); }

constexpr char32_t kCapitalYDiaeresis = 0x178;  // its small letter is in Latin-1
constexpr char32_t kKra = 0x138;                // a small letter without a capital, between the pairs

// Capital letters of Latin-1 and Latin Extended-A, of which the small one is a fixed step away.
bool IsCapital(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  if (c < 0x100 || c > 0x17F || c == kKra) return false;
  const bool odd_is_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  return odd_is_capital ? c % 2 == 1 : c % 2 == 0;
}

char32_t Lower(char32_t c) {
  if (!IsCapital(c)) return c;
  if (c == kCapitalYDiaeresis) return 0xFF;
  return c < 0x100 ? c + 0x20 : c + 1;
}

// Beyond ASCII all but punctuation, signs and blanks are letters here.
bool IsLetter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  return c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) && c < 0xE000;
}

bool IsWord(char32_t c) { return IsLetter(c) || (c >= '0' && c <= '9'); }

bool Joins(char32_t c) { return c == '-' || c == '.' || c == '\'' || c == '@' || c == '_' || c == 0x2019 || c == 0x2011; }

CodePoint At(std::string_view text, std::size_t at) { return at < text.size() ? DecodeUtf8(text, at) : CodePoint{0, 0, false}; }

// Where the word that begins at `at` ends.
std::size_t EndOfWord(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const CodePoint here = At(text, at);
    if (IsWord(here.value)) {
      at += here.bytes;
      continue;
    }
    if (!Joins(here.value)) break;
    const CodePoint next = At(text, at + here.bytes);
    if (next.bytes == 0 || !IsWord(next.value)) break;
    at += here.bytes;
  }
  return at;
}

Token TokenAt(std::string_view text, std::size_t begin, std::size_t end) {
  Token token;
  token.begin = begin;
  token.end = end;
  token.word = Fold(text.substr(begin, end - begin));
  token.capital = IsCapital(DecodeUtf8(text, begin).value);
  token.number = true;
  for (char c : token.word) token.number = token.number && IsDigit(c);
  return token;
}

}  // namespace

std::string Fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      folded += text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] + 0x20) : text[at];
      ++at;
      continue;
    }
    const CodePoint here = DecodeUtf8(text, at);
    std::string small;
    if (here.valid && IsCapital(here.value)) AppendUtf8(Lower(here.value), small);
    folded += small.size() == here.bytes ? std::string_view(small) : text.substr(at, here.bytes);
    at += here.bytes;
  }
  return folded;
}

std::vector<Token> TokensOf(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint here = DecodeUtf8(text, at);
    const bool underscore = here.value == '_' && IsWord(At(text, at + 1).value);
    if (!IsWord(here.value) && !underscore) {
      at += here.bytes;
      continue;
    }
    const std::size_t end = EndOfWord(text, at + here.bytes);
    tokens.push_back(TokenAt(text, at, end));
    at = end;
  }
  return tokens;
}

}  // namespace lofte::importer
