// Small questions about characters. Private to this module.
#pragma once

#include <string>
#include <string_view>

namespace lofte::prose {

inline bool IsSpace(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }
inline bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }
inline bool IsAsciiLower(char byte) { return byte >= 'a' && byte <= 'z'; }
inline bool IsAsciiUpper(char byte) { return byte >= 'A' && byte <= 'Z'; }
inline bool IsAsciiLetter(char byte) { return IsAsciiLower(byte) || IsAsciiUpper(byte); }
inline char LowerAscii(char byte) { return IsAsciiUpper(byte) ? static_cast<char>(byte + ('a' - 'A')) : byte; }

inline std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& byte : lower) byte = LowerAscii(byte);
  return lower;
}

inline std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

// White space of Unicode that a reader sees as a blank.
inline bool IsBlank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

// What takes no room on the page: soft hyphens, joiners, marks of direction and of byte order, controls.
inline bool IsUnseen(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
         c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

// Letters of the Latin alphabet and its extensions: enough to tell how a heading begins. `Å` is upper, `å` lower.
inline constexpr char32_t kKra = 0x138;  // `ĸ` is small and has no capital
inline bool IsOddUpper(char32_t c) { return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E); }
inline bool IsUpper(char32_t c) {
  if (c < 0x80) return IsAsciiUpper(static_cast<char>(c));
  if (c <= 0xDE) return c >= 0xC0 && c != 0xD7;
  return c >= 0x100 && c <= 0x17F && c != kKra && (c % 2 == 1) == IsOddUpper(c);
}
inline bool IsLower(char32_t c) {
  if (c < 0x80) return IsAsciiLower(static_cast<char>(c));
  if (c <= 0xFF) return c >= 0xDF && c != 0xF7;
  return c == kKra || (c >= 0x100 && c <= 0x17F && (c % 2 == 0) == IsOddUpper(c));
}

}  // namespace lofte::prose
