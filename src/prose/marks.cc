#include "prose/marks.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/utf8.h"
#include "prose/letters.h"

namespace lofte::prose {
namespace {

constexpr std::size_t kHeadingLetters = 100;
constexpr std::size_t kHeadingWords = 15;
constexpr std::size_t kParts = 6;

// Glyphs that are bullets wherever they begin a line.
constexpr std::array<std::string_view, 18> kGlyphs{"•", "·", "‣", "◦", "▪", "▫", "●", "○", "■", "□", "⁃", "∙", "➢", "➤", "►", "✓", "✔", ""};
// Characters that are bullets only in front of a blank.
constexpr std::array<std::string_view, 5> kSigns{"-", "*", "–", "—", "o"};

std::size_t SkipBlanks(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] == ' ') ++at;
  return at;
}

std::size_t BulletAt(std::string_view line, std::size_t at) {
  const std::string_view rest = line.substr(at);
  for (const std::string_view glyph : kGlyphs) {
    if (!glyph.empty() && rest.substr(0, glyph.size()) == glyph) return glyph.size();
  }
  for (const std::string_view sign : kSigns) {
    if (rest.substr(0, sign.size()) != sign) continue;
    if (rest.size() == sign.size() ? sign != "o" : rest[sign.size()] == ' ') return sign.size();
  }
  return 0;
}

Mark BulletOf(std::string_view line) {
  std::size_t at = 0;
  int bullets = 0;
  for (std::size_t length = BulletAt(line, 0); at < line.size() && length > 0; length = at < line.size() ? BulletAt(line, at) : 0) {
    at = SkipBlanks(line, at + length);
    ++bullets;
  }
  Mark mark;
  if (at == 0) return mark;
  mark.kind = Mark::Kind::kBullet;
  mark.doubled = bullets > 1;
  mark.bytes = at;
  return mark;
}

char32_t PointAt(std::string_view line, std::size_t at) { return at < line.size() ? DecodeUtf8(line, at).value : U'\0'; }

// What a reader takes to be the begin of a name of something, not the middle of a sentence.
bool BeginsWords(std::string_view line, std::size_t at) { return at < line.size() && !IsLower(PointAt(line, at)); }

Mark NumberMark(std::string_view line, std::size_t end, std::size_t after, bool section, int depth = 1) {
  Mark mark;
  after = SkipBlanks(line, after);
  if (after >= line.size()) return mark;
  mark.kind = Mark::Kind::kNumber;
  mark.number = std::string(line.substr(0, end));
  mark.bytes = after;
  mark.section = section;
  mark.depth = depth;
  return mark;
}

struct Digits {
  std::size_t end = 0;
  std::size_t parts = 0;
};

// `10.1.2`: of at most three digits, then two each, none with a zero in front.
Digits DigitsAt(std::string_view line, std::size_t at) {
  Digits digits;
  for (; digits.parts <= kParts; ++digits.parts) {
    const std::size_t begin = digits.parts == 0 ? at : digits.end + 1;
    if (digits.parts > 0 && (digits.end >= line.size() || line[digits.end] != '.')) return digits;
    std::size_t end = begin;
    while (end < line.size() && IsDigit(line[end])) ++end;
    if (end == begin) return digits;
    if (end - begin > (digits.parts == 0 ? 3u : 2u) || line[begin] == '0') return {};
    digits.end = end;
  }
  return {};
}

Mark DecimalOf(std::string_view line) {
  const Digits digits = DigitsAt(line, 0);
  if (digits.parts == 0 || digits.end >= line.size()) return {};
  const std::size_t end = digits.end;
  const int depth = static_cast<int>(digits.parts);
  if (line[end] == ')') return end + 1 < line.size() && line[end + 1] == ' ' ? NumberMark(line, end, end + 1, false, depth) : Mark{};
  const std::size_t after = line[end] == '.' ? end + 1 : end;
  if (after == end && digits.parts < 2) return {};
  if (after < line.size() && line[after] == ' ') return BeginsWords(line, after + 1) ? NumberMark(line, end, after, true, depth) : Mark{};
  return IsUpper(PointAt(line, after)) ? NumberMark(line, end, after, true, depth) : Mark{};
}

Mark ParagraphOf(std::string_view line) {
  constexpr std::string_view kSign = "§";
  if (line.substr(0, kSign.size()) != kSign) return {};
  const Digits digits = DigitsAt(line, SkipBlanks(line, kSign.size()));
  if (digits.parts == 0) return {};
  std::size_t after = digits.end;
  if (after < line.size() && (line[after] == '.' || line[after] == ')' || line[after] == ':')) ++after;
  if (after >= line.size() || line[after] != ' ' || !BeginsWords(line, after + 1)) return {};
  return NumberMark(line, digits.end, after, true, static_cast<int>(digits.parts));
}

bool IsRoman(std::string_view text, std::string_view letters) {
  return !text.empty() && text.size() <= 5 && text.find_first_not_of(letters) == std::string_view::npos;
}

// `(1)`, `(a)`, `a)`, `iv)`, `a. Name`, `IV. Name`.
Mark LetterOf(std::string_view line) {
  const bool bracket = line[0] == '(';
  std::size_t end = bracket ? 1 : 0;
  while (end < line.size() && end < 7 && (IsAsciiLetter(line[end]) || (bracket && IsDigit(line[end])))) ++end;
  const std::string_view name = line.substr(bracket ? 1 : 0, end - (bracket ? 1 : 0));
  if (name.empty() || end + 1 >= line.size() || line[end + 1] != ' ') return {};
  const bool digits = IsDigit(name[0]);
  const bool one = name.size() == 1 && !digits;
  if (line[end] == ')' &&
      (one || IsRoman(name, "ivx") || (digits && name.size() <= 3 && name.find_first_not_of("0123456789") == name.npos))) {
    Mark mark = NumberMark(line, end, end + 1, false);
    if (bracket && mark.kind == Mark::Kind::kNumber) mark.number.erase(0, 1);
    return mark;
  }
  if (line[end] != '.' || bracket || !IsUpper(PointAt(line, end + 2))) return {};
  if (IsRoman(name, "IVX")) return NumberMark(line, end, end + 1, true);
  return one && IsAsciiLower(name[0]) ? NumberMark(line, end, end + 1, false) : Mark{};
}

std::vector<int> PartsOf(std::string_view number) {
  std::vector<int> parts;
  int part = 0;
  for (const char byte : number) {
    if (byte == '.') {
      parts.push_back(part);
      part = 0;
    } else if (IsDigit(byte)) {
      part = part * 10 + (byte - '0');
    }
  }
  parts.push_back(part);
  return parts;
}

}  // namespace

Mark MarkOf(std::string_view line) {
  if (line.empty()) return {};
  if (Mark mark = BulletOf(line); mark.kind != Mark::Kind::kNone) return mark;
  if (IsDigit(line[0])) return DecimalOf(line);
  if (Mark mark = ParagraphOf(line); mark.kind != Mark::Kind::kNone) return mark;
  return LetterOf(line);
}

bool LooksLikeHeading(std::string_view text) {
  if (text.empty() || CountCodePoints(text) > kHeadingLetters) return false;
  if (static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) >= kHeadingWords) return false;
  if (std::string_view(".!;,").find(text.back()) != std::string_view::npos) return false;
  for (std::size_t dot = text.find(". "); dot != std::string_view::npos; dot = text.find(". ", dot + 1)) {
    if (dot >= 4 && IsUpper(PointAt(text, dot + 2))) return false;
  }
  return true;
}

Succession SuccessionOf(std::string_view number, std::string_view next) {
  std::vector<int> parts = PartsOf(number);
  const std::vector<int> after = PartsOf(next);
  if (after.size() > parts.size()) {
    parts.push_back(1);
    return {after == parts, false};
  }
  parts.resize(after.size());
  ++parts.back();
  return {after == parts, true};
}

}  // namespace lofte::prose
