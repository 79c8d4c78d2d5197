#include "engine/key_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "engine/journal.h"

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
  const bool is_whole = end == text.data() + text.size();
  const bool is_number = error == std::errc() && is_whole;
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
  if (column.type == expr::Type::kInt && is_whole && error == std::errc::result_out_of_range)
    return Fail(ErrorCode::kInvalid, whose + " holds no number of that size");
  if (column.type == expr::Type::kInt && !is_number) return wrong("a whole number");
  if (column.type == expr::Type::kBytes) return std::vector<expr::Value>{*bytes};
  if (column.type == expr::Type::kInt) return std::vector<expr::Value>{number};
  return std::vector<expr::Value>{text};
}

namespace {

using NamedText = std::pair<std::string, std::string>;

// From `at` on, which comes out behind it: up to the next comma, or what double quotes hold. nullopt: quotes that do not end where the part
// does.
std::optional<std::string> TakeValue(const std::string& text, std::size_t& at) {
  const std::size_t begin = at;
  if (at == text.size() || text[at] != '"') {
    at = std::min(text.find(',', at), text.size());
    return text.substr(begin, at - begin);
  }
  std::string value;
  for (++at; at < text.size(); ++at) {
    if (text[at] != '"') {
      value += text[at];
    } else if (at + 1 < text.size() && text[at + 1] == '"') {
      value += text[at++];
    } else {
      ++at;
      return at == text.size() || text[at] == ',' ? std::optional(value) : std::nullopt;
    }
  }
  return std::nullopt;
}

Error NeedsNames(const stores::Table& table, const std::vector<std::string>& key) {
  std::string example;
  for (const std::string& column : key) example += (example.empty() ? "" : ",") + column + "=..";
  return {ErrorCode::kInvalid,
          "`" + expr::Format(table.name) + "` has " +
              (key.empty() ? "no key: name columns and what they hold, `column=..`" : "a key of several columns: write `" + example + "`")};
}

}  // namespace

Result<std::vector<NamedText>> ReadNamedTexts(const stores::Table& table, const std::string& text) {
  constexpr std::size_t kLongestKey_bytes = 4096;
  if (text.size() > kLongestKey_bytes) return Fail(ErrorCode::kLimit, "a key of more than " + std::to_string(kLongestKey_bytes) + " bytes");
  const std::vector<std::string> columns = table.KeyColumns();
  if (text.find('=') == std::string::npos) {
    if (columns.size() != 1) return Fail(NeedsNames(table, columns));
    return std::vector<NamedText>{{columns.front(), text}};
  }
  std::vector<NamedText> named;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const std::size_t equals = text.find('=', at);
    if (equals >= std::min(text.find(',', at), text.size())) return Fail(ErrorCode::kInvalid, "a part of the key is not `column=value`");
    const std::string column = text.substr(at, equals - at);
    const auto is_it = [&](const NamedText& one) { return one.first == column; };
    if (std::any_of(named.begin(), named.end(), is_it)) return Fail(ErrorCode::kInvalid, "the key names column `" + column + "` twice");
    at = equals + 1;
    const std::optional<std::string> value = TakeValue(text, at);
    if (!value)
      return Fail(ErrorCode::kInvalid,
                  "the quotes of a part of the key do not end where it does: write `column=\"..\"`, `\"\"` for a quote");
    named.emplace_back(column, *value);
  }
  return named;
}

namespace {

// PostgreSQL: as it returns what it takes the texts for: a day as a day, an amount with its decimals. SQLite returns what it was given, but
// for numbers.
Status ReadAsStored(stores::Store& store, const stores::Table& table, RowKey& key) {
  const bool is_sqlite = store.dialect() == stores::Dialect::kSqlite;
  std::string casts;
  std::vector<expr::Value> texts;
  std::vector<expr::Value*> asked;
  for (auto& [name, value] : key) {
    const stores::Column& column = *table.Find(name);
    if (!std::holds_alternative<std::string>(value) || (is_sqlite && column.type != expr::Type::kReal)) continue;
    asked.push_back(&value);
    texts.push_back(value);
    casts += (casts.empty() ? "CAST(" : ", CAST(") + Parameter(store.dialect(), static_cast<int>(texts.size())) + " AS " +
             (is_sqlite ? "NUMERIC" : column.declared) + ")";
  }
  if (asked.empty()) return {};
  const Result<stores::Rows> stored = store.Query("SELECT " + casts, texts);
  if (!stored) return Fail(ErrorCode::kInvalid, "the key of `" + expr::Format(table.name) + "` is not of its columns' types");
  for (std::size_t i = 0; i < asked.size(); ++i) *asked[i] = stored->rows.at(0).at(i);
  return {};
}

}  // namespace

Result<std::vector<RowKey>> ReadRowKeys(stores::Store& store, const stores::Table& table, const std::string& text) {
  constexpr std::size_t kMostMeanings = 256;
  const std::vector<std::string> columns = table.KeyColumns();
  if (columns.empty()) return Fail(ErrorCode::kInvalid, "`" + expr::Format(table.name) + "` has no key, so its rows cannot be told apart");
  LOFTE_ASSIGN(const std::vector<NamedText> named, ReadNamedTexts(table, text));
  std::vector<RowKey> keys{{}};
  for (const std::string& column : columns) {
    const auto of = std::find_if(named.begin(), named.end(), [&](const NamedText& one) { return one.first == column; });
    if (of == named.end()) return Fail(ErrorCode::kInvalid, "the key of `" + expr::Format(table.name) + "` has a column `" + column + "`");
    LOFTE_ASSIGN(const std::vector<expr::Value> values,
                 ReadKey(*table.Find(column), store.dialect(), of->second, "column `" + column + "`"));
    if (keys.size() * values.size() > kMostMeanings)
      return Fail(ErrorCode::kLimit, "the key of `" + expr::Format(table.name) + "` can mean too many things");
    std::vector<RowKey> longer;
    for (const RowKey& key : keys)
      for (const expr::Value& value : values) {
        longer.push_back(key);
        longer.back().emplace_back(column, value);
      }
    keys = std::move(longer);
  }
  for (RowKey& key : keys) LOFTE_TRY(ReadAsStored(store, table, key));
  return keys;
}

}  // namespace lofte::engine
