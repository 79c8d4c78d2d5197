#include "engine/key_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace lofte::engine {

namespace {

bool IsUuid(const std::string& text) {
  constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return text.size() == kForm.size() && std::equal(text.begin(), text.end(), kForm.begin(), [](unsigned char c, char form) {
           return form == '-' ? c == '-' : (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
         });
}

// `x'00ff'` as the bytes that it writes; nullopt: it is no such text.
std::optional<expr::Blob> BytesOf(const std::string& text) {
  if (text.size() < 3 || text.size() % 2 == 0 || (text[0] != 'x' && text[0] != 'X') || text[1] != '\'' || text.back() != '\'')
    return std::nullopt;
  expr::Blob blob;
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
    unsigned byte = 0;
    const auto [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, byte, 16);
    if (error != std::errc() || end != text.data() + i + 2) return std::nullopt;
    blob.bytes += static_cast<char>(byte);
  }
  return blob;
}

}  // namespace

Result<std::vector<expr::Value>> ReadKey(const stores::Column& column, stores::Dialect dialect, const std::string& text,
                                         const std::string& whose) {
  const auto wrong = [&](const char* what) { return Fail(ErrorCode::kInvalid, whose + " is " + what); };
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  const std::optional<expr::Blob> bytes = BytesOf(text);
  const bool keeps_all = dialect == stores::Dialect::kSqlite && (column.type == expr::Type::kBytes || column.type == expr::Type::kOther);
  if (keeps_all) {
    std::vector<expr::Value> values;
    if (is_number) values.emplace_back(number);
    if (bytes) values.emplace_back(*bytes);
    values.emplace_back(text);
    return values;
  }
  if (column.type == expr::Type::kUuid && !IsUuid(text)) return wrong("a uuid, 8-4-4-4-12 hexadecimal digits");
  if (column.type == expr::Type::kBytes && !bytes) return wrong("bytes: write `x'00ff..'`");
  if (column.type == expr::Type::kInt && !is_number) return wrong("a whole number");
  if (column.type == expr::Type::kBytes) return std::vector<expr::Value>{*bytes};
  if (column.type == expr::Type::kInt) return std::vector<expr::Value>{number};
  return std::vector<expr::Value>{text};
}

}  // namespace lofte::engine
