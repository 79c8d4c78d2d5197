#include "expr/erased_key.h"

#include "time/civil.h"

namespace lofte::expr {
namespace {

std::optional<std::string> TextOf(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* day = std::get_if<time::Day>(&value)) return time::Format(*day);
  return std::nullopt;
}

std::string Escaped(const std::string& part) {
  std::string out;
  for (const char c : part) {
    if (c == '~') {
      out += "~0";
    } else if (c == '-') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> ErasedKey(const std::vector<Value>& key, const std::vector<Type>& types) {
  std::string out = kErasedPrefix;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const std::optional<std::string> part = TextOf(key[i]);
    if (!part) return std::nullopt;
    out += (i > 0 ? "-" : "") + (key.size() == 1 || IsPlainKeyPart(types.at(i)) ? *part : Escaped(*part));
  }
  return out;
}

}  // namespace lofte::expr
