#include "importer/yaml_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "importer/limits.h"
#include "importer/tokens.h"

namespace lofte::importer {
namespace {

constexpr std::size_t kLongestId = 48;

// What YAML of some version reads as something else than a text, in any case.
bool IsWordOfYaml(std::string_view text) {
  static const std::vector<std::string_view> words = {"no", "yes", "on", "off", "true", "false", "null", "y", "n"};
  return std::find(words.begin(), words.end(), Fold(text)) != words.end();
}

bool IsPlain(std::string_view text) {
  const auto safe = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '@' || c == '_';
  };
  const bool word =
      !text.empty() && std::all_of(text.begin(), text.end(), safe) && text.front() != '-' && text.front() != '.' && text.front() != '@';
  const bool number = !text.empty() && text.find_first_not_of("0123456789.-") == std::string_view::npos;
  return word && !number && !IsWordOfYaml(text);
}

// Letters of the Nordic languages in the letters that ids have.
std::string_view Plain(char32_t c) {
  switch (c) {
    case 0xE6:
    case 0xE4:
      return "ae";
    case 0xF8:
    case 0xF6:
      return "o";
    case 0xE5:
    case 0xE1:
    case 0xE0:
    case 0xE3:
      return "a";
    case 0xE9:
    case 0xE8:
    case 0xEB:
      return "e";
    case 0xFC:
    case 0xFA:
      return "u";
    case 0xF3:
      return "o";
    case 0xED:
      return "i";
    case 0xF1:
      return "n";
    default:
      return "";
  }
}

}  // namespace

std::string Scalar(std::string_view text) {
  if (text.size() <= kLongestText && IsPlain(text)) return std::string(text);
  std::string quoted = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    if (c.value == '"' || c.value == '\\') quoted += '\\';
    if (!c.valid || IsControl(c.value))
      quoted += ' ';
    else
      quoted += text.substr(at, c.bytes);
    at += c.bytes;
    if (quoted.size() < kLongestText || at == text.size()) continue;
    quoted += " …";
    break;
  }
  return quoted + "\"";
}

std::string Flow(const std::vector<std::string>& items) {
  if (items.size() == 1) return items[0];
  std::string list = "[";
  for (const std::string& item : items) list += (list.size() > 1 ? ", " : "") + item;
  return list + "]";
}

std::string OriginOf(const Place& place, double confidence) {
  return fmt::format("{{ line: {}, bytes: {}-{}, confidence: {:.2g} }}", place.line, place.begin, place.end, confidence);
}

std::string OriginOf(const policy::Origin& origin) {
  if (origin.confidence == 1) return fmt::format("{{ line: {}, bytes: {}-{} }}", origin.line, origin.begin, origin.end);
  return OriginOf(Place{origin.begin, origin.end, origin.line}, origin.confidence);
}

std::string IdOf(std::string_view words) {
  std::string id;
  const std::string folded = Fold(words);
  for (std::size_t at = 0; at < folded.size() && id.size() < kLongestId;) {
    const CodePoint c = DecodeUtf8(folded, at);
    at += c.bytes;
    if ((c.value >= 'a' && c.value <= 'z') || (c.value >= '0' && c.value <= '9'))
      id += static_cast<char>(c.value);
    else if (!Plain(c.value).empty())
      id += Plain(c.value);
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return IsWordOfYaml(id) ? "named-" + id : id;
}

std::string Ids::New(std::string_view words, std::string_view otherwise) {
  std::string id = IdOf(words);
  if (id.empty()) id = otherwise;
  std::string made = id;
  int& next = taken_.emplace(id, 1).first->second;
  // `a-2` may be taken by a name that reads so.
  while (next > 1 && taken_.count(made = id + "-" + std::to_string(next)) != 0) ++next;
  ++next;
  if (made != id) taken_.emplace(made, 2);
  return made;
}

}  // namespace lofte::importer
