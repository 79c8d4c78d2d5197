#include "stores/identifier.h"

#include <algorithm>
#include <cstddef>

namespace lofte::stores {
namespace {

constexpr std::size_t kTypeNameBytes = 200;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsLowerWord(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }
bool IsTypeCharacter(char c) { return IsLowerWord(Lower(c)) || c == ' ' || c == '.' || static_cast<unsigned char>(c) >= 0x80; }

bool IsPlainName(std::string_view name) {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') && std::all_of(name.begin(), name.end(), IsLowerWord);
}

bool IsTypeName(std::string_view type) {
  int depth = 0;
  bool quoted = false;
  for (char c : type) {
    if (c == '"') {
      quoted = !quoted;
    } else if (quoted) {
      if (c == '\0') return false;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      if (--depth < 0) return false;
    } else if (c == ',') {
      if (depth == 0) return false;
    } else if (!IsTypeCharacter(c)) {
      return false;
    }
  }
  return depth == 0 && !quoted && !type.empty() && type.size() <= kTypeNameBytes;
}

}  // namespace

std::string QuoteIdentifier(std::string_view name) {
  std::string quoted = "\"";
  for (char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string QuoteTable(const expr::TableName& name) {
  return name.schema.empty() ? QuoteIdentifier(name.table) : QuoteIdentifier(name.schema) + "." + QuoteIdentifier(name.table);
}

std::string QualifierOf(std::string_view alias) {
  if (alias.empty()) return "";
  if (alias[0] == '"' || IsPlainName(alias)) return std::string(alias) + ".";
  return QuoteIdentifier(alias) + ".";
}

Status CheckTypeName(std::string_view type) {
  if (!IsTypeName(type))
    return Fail(ErrorCode::kInvalid, "the declared type of the subject key cannot be used as a column type; name another key");
  return {};
}

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return Lower(x) == Lower(y); });
}

}  // namespace lofte::stores
