// The bytes of a file as UTF-8, and the way back. Private to this module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lofte::prose {

// Borrows the bytes until it goes. Offsets of `text()` up to its size have a place in the file.
class Source {
 public:
  // kInvalid: NUL bytes, bytes that are no text. `html`: the encoding may be declared within.
  static Result<Source> Decode(std::string_view bytes, bool html);

  std::string_view text() const { return at_.empty() ? bytes_ : std::string_view(decoded_); }
  std::size_t FileByte(std::size_t offset) const { return at_.empty() ? offset + shift_ : at_[offset]; }
  // Counts from 1; '\n', '\r' and both together end a line.
  std::size_t LineOf(std::size_t offset) const;

 private:
  void DecodeSingleBytes();
  void FindLines();

  std::string_view bytes_;  // without a byte order mark
  std::size_t shift_ = 0;
  std::string decoded_;
  std::vector<std::uint32_t> at_;  // of `decoded_`; empty: `bytes_` are UTF-8 as they are
  std::vector<std::size_t> lines_;
};

// What windows-1252 means by a byte; the few that it leaves open are controls, as browsers have it.
char32_t FromWindows1252(unsigned char byte);

}  // namespace lofte::prose
