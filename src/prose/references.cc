#include "prose/references.h"

#include <cstdlib>
#include <string>
#include <unordered_map>

#include "prose/letters.h"
#include "prose/named_references.h"
#include "prose/source.h"

namespace lofte::prose {
namespace {

constexpr std::size_t kLongestName = 32;
constexpr char32_t kReplacement = 0xFFFD;

using Names = std::unordered_map<std::string_view, Reference>;

Names ReadNames() {
  Names names;
  const char* at = kNamedReferences;
  while (*at != 0) {
    const char* const name = at;
    while (*at != '=') ++at;
    Reference& reference = names[std::string_view(name, static_cast<std::size_t>(at - name))];
    char* end = nullptr;
    reference.first = static_cast<char32_t>(std::strtoul(at + 1, &end, 16));
    if (*end == ',') reference.second = static_cast<char32_t>(std::strtoul(end + 1, &end, 16));
    at = end + 1;
  }
  return names;
}

Reference NamedAt(std::string_view source, std::size_t at) {
  static const Names names = ReadNames();
  std::size_t end = at + 1;
  while (end < source.size() && end - at <= kLongestName && (IsAsciiLetter(source[end]) || IsDigit(source[end]))) ++end;
  const bool closed = end < source.size() && source[end] == ';';
  std::string_view name = source.substr(at + 1, end + (closed ? 1 : 0) - at - 1);
  for (; name.size() >= 2; name.remove_suffix(1)) {
    const auto found = names.find(name);
    if (found == names.end()) continue;
    Reference reference = found->second;
    reference.bytes = name.size() + 1;
    return reference;
  }
  return {};
}

char32_t NumberMeans(char32_t value) {
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return kReplacement;
  return value < 0xA0 ? FromWindows1252(static_cast<unsigned char>(value)) : value;
}

int DigitOf(char byte, bool hexadecimal) {
  if (IsDigit(byte)) return byte - '0';
  const char lower = LowerAscii(byte);
  return hexadecimal && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Precondition: `&#` stands at `at`.
Reference NumberAt(std::string_view source, std::size_t at) {
  std::size_t end = at + 2;
  const bool hexadecimal = end < source.size() && LowerAscii(source[end]) == 'x';
  if (hexadecimal) ++end;
  const std::size_t begin = end;
  char32_t value = 0;
  for (int digit = 0; end < source.size() && (digit = DigitOf(source[end], hexadecimal)) >= 0; ++end) {
    if (value <= 0x10FFFF) value = value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit);
  }
  if (end == begin) return {};
  if (end < source.size() && source[end] == ';') ++end;
  return {end - at, NumberMeans(value), 0};
}

}  // namespace

Reference ReferenceAt(std::string_view source, std::size_t at) {
  if (at + 1 >= source.size()) return {};
  return source[at + 1] == '#' ? NumberAt(source, at) : NamedAt(source, at);
}

}  // namespace lofte::prose
