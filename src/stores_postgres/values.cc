#include "stores_postgres/values.h"

#include <charconv>
#include <cmath>
#include <cstdint>

#include "stores_postgres/moments.h"

namespace lofte::stores_postgres {
namespace {

std::string TextOfReal(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return std::string(buffer, end);
}

std::string HexOf(const std::string& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex = "\\x";
  hex.reserve(2 + bytes.size() * 2);
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::optional<expr::Blob> ParseBytea(std::string_view text) {
  if (text.substr(0, 2) != "\\x" || text.size() % 2 != 0) return std::nullopt;
  expr::Blob blob;
  blob.bytes.reserve(text.size() / 2 - 1);
  for (std::size_t i = 2; i < text.size(); i += 2) {
    const int high = HexDigit(text[i]);
    const int low = HexDigit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    blob.bytes += static_cast<char>(high * 16 + low);
  }
  return blob;
}

template <typename T>
expr::Value NumberOrText(std::string_view text) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::string(text);
  return number;
}

expr::Value RealOrText(std::string_view text) {
  if (text == "NaN") return std::nan("");
  if (text == "Infinity") return HUGE_VAL;
  if (text == "-Infinity") return -HUGE_VAL;
  return NumberOrText<double>(text);
}

// The blanks that char(n) is filled up with mean nothing to the database either.
std::string WithoutPadding(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::string(text);
}

struct Encoder {
  Parameter operator()(expr::Null) const { return {}; }
  Parameter operator()(bool flag) const { return {type_id::kBool, flag ? "t" : "f"}; }
  Parameter operator()(std::int64_t number) const { return {type_id::kInt8, std::to_string(number)}; }
  Parameter operator()(double number) const { return {type_id::kFloat8, TextOfReal(number)}; }
  Parameter operator()(const std::string& text) const { return {type_id::kUnknown, text}; }
  Parameter operator()(const expr::Blob& blob) const { return {type_id::kBytea, HexOf(blob.bytes)}; }
  Parameter operator()(time::Day day) const { return {type_id::kDate, time::Format(day)}; }
  Parameter operator()(time::Instant instant) const { return {type_id::kTimestamptz, time::Format(instant)}; }
  Parameter operator()(time::LocalTime local) const { return {type_id::kTimestamp, time::Format(local)}; }
};

void AppendEscaped(const std::string& text, std::string& out) {
  for (char c : text) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace

Result<Parameter> Encode(const expr::Value& value) {
  Parameter parameter = std::visit(Encoder{}, value);
  // libpq would send what stands before the zero byte.
  if (parameter.text && parameter.text->find('\0') != std::string::npos) {
    return Fail(ErrorCode::kInvalid, "a text with a zero byte cannot be stored in PostgreSQL; take the byte out");
  }
  return parameter;
}

expr::Value Decode(TypeId type, std::string_view text) {
  switch (type) {
    case type_id::kBool:
      return text == "t";
    case type_id::kInt2:
    case type_id::kInt4:
    case type_id::kInt8:
    case type_id::kOid:
      return NumberOrText<std::int64_t>(text);
    case type_id::kFloat4:
    case type_id::kFloat8:
      return RealOrText(text);
    case type_id::kBpchar:
      return WithoutPadding(text);
    case type_id::kBytea:
      if (auto blob = ParseBytea(text)) return *std::move(blob);
      break;
    case type_id::kDate:
      if (auto day = ParseDate(text)) return *day;
      break;
    case type_id::kTimestamp:
      if (auto us = ParseTimestamp(text)) return time::LocalTime{*us};
      break;
    case type_id::kTimestamptz:
      if (auto us = ParseTimestamp(text)) return time::Instant{*us};
      break;
    default:
      break;
  }
  return std::string(text);
}

Status AppendCopyRow(const std::vector<expr::Value>& row, std::string& out) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += '\t';
    LOFTE_ASSIGN(const Parameter field, Encode(row[i]));
    if (field.text) {
      AppendEscaped(*field.text, out);
    } else {
      out += "\\N";
    }
  }
  out += '\n';
  return {};
}

}  // namespace lofte::stores_postgres
