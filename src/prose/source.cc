#include "prose/source.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "prose/letters.h"

namespace lofte::prose {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Where browsers look for a declaration.
constexpr std::size_t kDeclarationBytes = 4096;

enum class Encoding { kUtf8, kSingleBytes, kOther };

struct Declared {
  Encoding encoding = Encoding::kUtf8;
  std::string name;
};

Encoding EncodingOf(std::string_view name) {
  if (name == "utf-8" || name == "utf8") return Encoding::kUtf8;
  for (const std::string_view known :
       {"windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "us-ascii", "ascii"}) {
    if (name == known) return Encoding::kSingleBytes;
  }
  return Encoding::kOther;
}

// `charset=` within a `<meta ..>`, be it an attribute of its own or part of `content`.
std::optional<Declared> DeclaredIn(std::string_view html) {
  const std::string head = LowerAscii(html.substr(0, kDeclarationBytes));
  for (std::size_t meta = head.find("<meta"); meta != std::string::npos; meta = head.find("<meta", meta + 5)) {
    const std::size_t close = std::min(head.find('>', meta), head.size());
    std::size_t at = head.find("charset", meta);
    if (at >= close) continue;
    at = head.find_first_not_of(" \t\r\n='\"", at + 7);
    if (at >= close) continue;
    const std::size_t end = std::min(head.find_first_of(" \t\r\n'\";/>", at), head.size());
    const std::string name = head.substr(at, end - at);
    return Declared{EncodingOf(name), name};
  }
  return std::nullopt;
}

std::size_t FindInvalid(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = DecodeUtf8(bytes, at);
    if (!point.valid) return at;
    at += point.bytes;
  }
  return std::string_view::npos;
}

Status RefuseNul(std::string_view bytes) {
  if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF")
    return Fail(ErrorCode::kInvalid, "the file is UTF-16; save it as UTF-8");
  const std::size_t nul = bytes.find('\0');
  if (nul == std::string_view::npos) return {};
  return Fail(ErrorCode::kInvalid, "byte " + std::to_string(nul) + " of the file is NUL, so it is no text; give a text file, in UTF-8");
}

}  // namespace

char32_t FromWindows1252(unsigned char byte) {
  static constexpr char16_t kUpper[] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  return byte >= 0x80 && byte < 0xA0 ? kUpper[byte - 0x80] : byte;
}

void Source::DecodeSingleBytes() {
  decoded_.reserve(bytes_.size() + bytes_.size() / 8);
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    AppendUtf8(FromWindows1252(static_cast<unsigned char>(bytes_[i])), decoded_);
    at_.resize(decoded_.size(), static_cast<std::uint32_t>(i));
  }
  at_.push_back(static_cast<std::uint32_t>(bytes_.size()));
}

void Source::FindLines() {
  const std::string_view all = text();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == '\n' || (all[i] == '\r' && (i + 1 == all.size() || all[i + 1] != '\n'))) lines_.push_back(i);
  }
}

std::size_t Source::LineOf(std::size_t offset) const {
  return static_cast<std::size_t>(std::lower_bound(lines_.begin(), lines_.end(), offset) - lines_.begin()) + 1;
}

Result<Source> Source::Decode(std::string_view bytes, bool html) {
  LOFTE_TRY(RefuseNul(bytes));
  Source source;
  const bool marked = bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark;
  source.shift_ = marked ? kByteOrderMark.size() : 0;
  source.bytes_ = bytes.substr(source.shift_);
  const std::optional<Declared> declared = html && !marked ? DeclaredIn(source.bytes_) : std::nullopt;
  const Encoding encoding = declared ? declared->encoding : Encoding::kUtf8;
  if (encoding == Encoding::kSingleBytes) {
    source.DecodeSingleBytes();
  } else if (const std::size_t wrong = FindInvalid(source.bytes_); wrong != std::string_view::npos) {
    const std::string place = "byte " + std::to_string(wrong + source.shift_) + " of the file is not UTF-8";
    if (encoding == Encoding::kOther)
      return Fail(ErrorCode::kInvalid, place + ", and `" + Printable(declared->name) + "` is not read; save it as UTF-8");
    return Fail(ErrorCode::kInvalid,
                place + "; save it as UTF-8" + (html ? ", or declare `<meta charset=\"windows-1252\">` if it is that" : ""));
  }
  source.FindLines();
  return source;
}

}  // namespace lofte::prose
