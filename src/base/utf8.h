// UTF-8 (RFC 3629), one code point at a time: for places in files and for showing them. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lofte {

struct CodePoint {
  char32_t value = 0xFFFD;  // U+FFFD when the bytes are not well formed
  std::size_t bytes = 1;    // consumed; 1 when not well formed, so that a reader can go on
  bool valid = false;
};

// The code point that starts at `at`. Surrogates, overlong forms and values above U+10FFFF are not well formed. Precondition: at <
// bytes.size().
CodePoint DecodeUtf8(std::string_view bytes, std::size_t at);

// Appends `code_point` as UTF-8. Precondition: a Unicode scalar value.
void AppendUtf8(char32_t code_point, std::string& out);

// Code points in `bytes`; a byte that belongs to none counts as one.
std::size_t CountCodePoints(std::string_view bytes);

// The beginning of `bytes`, at most `most` of them, that ends where a code point does.
std::string_view FirstBytes(std::string_view bytes, std::size_t most);

// Characters that a terminal obeys instead of showing: C0 and C1 controls, DEL, and the bidirectional controls that reorder what is read.
bool IsControl(char32_t code_point);

// `text` with each control character and malformed byte replaced by U+FFFD: one line, safe to print.
std::string Printable(std::string_view text);
// The same of each line; line breaks stay.
std::string PrintableLines(std::string_view text);

}  // namespace lofte
