#include <algorithm>
#include <charconv>

#include "datamap/reader_internal.h"

namespace lofte::datamap::reading {
namespace {

bool IsLowerWord(std::string_view word) {
  if (word.empty() || word[0] < 'a' || word[0] > 'z') return false;
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// The parts of a table's name. A part in double quotes may hold dots; a quote within is doubled. Empty when a quote is left open.
std::vector<std::string> SplitName(std::string_view name) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool at_start = !quoted && parts.back().empty() && (i == 0 || name[i - 1] == '.');
    if (name[i] == '"' && (at_start || quoted)) {
      const bool doubled = quoted && i + 1 < name.size() && name[i + 1] == '"';
      if (doubled) parts.back() += name[i++];
      if (!doubled) quoted = !quoted;
    } else if (name[i] == '.' && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += name[i];
    }
  }
  return quoted ? std::vector<std::string>() : parts;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "`" : ", `") + word + "`";
  return joined;
}

template <typename T>
std::optional<T> Number(std::string_view text) {
  T number{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// std::from_chars for double reads `inf` and `nan` too, which are words here.
bool LooksNumeric(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '.'; });
}

OfNull OfNullNamed(std::string_view word) {
  if (word == "not-yet") return OfNull::kNotYet;
  if (word == "false") return OfNull::kFalse;
  if (word == "true") return OfNull::kTrue;
  if (word == "absent") return OfNull::kAbsent;
  return OfNull::kUnknown;
}

}  // namespace

void Report(Issues& issues, const Span& span, std::string code, std::string message, std::string help) {
  Add(issues, {Severity::kError, std::move(code), std::move(message), span, std::move(help)});
}

std::string Suggest(std::string_view word, const std::vector<std::string>& known) {
  if (std::string near = Nearest(word, known); !near.empty()) return "did you mean `" + near + "`?";
  return known.empty() ? "" : "known: " + Joined(known);
}

bool RequireMap(const text::Node& node, std::string_view what, Issues& issues) {
  if (node.is_map()) return true;
  Report(issues, node.span, "wrong-shape", std::string(what) + " has to be a map of `name: value`");
  return false;
}

bool RequireText(const text::Node& node, std::string_view what, Issues& issues) {
  if (node.is_scalar() && !node.scalar.empty()) return true;
  Report(issues, node.span, "wrong-shape", std::string(what) + " has to be one text");
  return false;
}

const text::Node* Require(const text::Node& map, std::string_view key, std::string_view what, Issues& issues) {
  const text::Node* node = map.Find(key);
  if (!node) Report(issues, map.span, "missing-key", std::string(what) + " needs `" + std::string(key) + "`");
  return node;
}

std::optional<std::size_t> ReadWord(const text::Node& node, const std::vector<std::string>& words, std::string_view what, Issues& issues) {
  if (!RequireText(node, what, issues)) return std::nullopt;
  auto found = std::find(words.begin(), words.end(), node.scalar);
  if (found != words.end()) return found - words.begin();
  Report(issues, node.span, "unknown-value", std::string(what) + " can't be `" + node.scalar + "`", Suggest(node.scalar, words));
  return std::nullopt;
}

OfNull ReadOfNull(const text::Node& map, const std::vector<std::string>& words, OfNull otherwise, Issues& issues) {
  const text::Node* node = map.Find("null");
  if (!node) return otherwise;
  auto index = ReadWord(*node, words, "the meaning of `null`", issues);
  return index ? OfNullNamed(words[*index]) : otherwise;
}

std::optional<expr::TableName> ReadTableName(std::string_view name, const Span& span, Issues& issues) {
  std::vector<std::string> parts = SplitName(name);
  bool complete = std::none_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
  if (complete && parts.size() == 2) return expr::TableName{parts[0], "", parts[1]};
  if (complete && parts.size() == 3) return expr::TableName{parts[0], parts[1], parts[2]};
  Report(issues, span, "bad-name", "`" + std::string(name) + "` is no name of a table", "write `store.table` or `store.schema.table`");
  return std::nullopt;
}

std::optional<ColumnPath> ReadColumnPath(const text::Node& node, std::string_view what, const TableMap& table, Issues& issues) {
  if (!RequireText(node, what, issues)) return std::nullopt;
  std::vector<std::string> parts = Split(node.scalar, '.');
  bool complete = std::none_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
  if (complete && parts.size() == 1) return ColumnPath{"", parts[0], node.span};
  if (!complete || parts.size() != 2) {
    Report(issues, node.span, "bad-name", "`" + node.scalar + "` is no column", "write `column` or `link.column`");
    return std::nullopt;
  }
  if (!table.FindLink(parts[0])) {
    Report(issues, node.span, "unknown-link", "this table has no link `" + parts[0] + "`",
           Suggest(parts[0], Names(table.links, &Link::name)));
    return std::nullopt;
  }
  return ColumnPath{parts[0], parts[1], node.span};
}

expr::SyntaxPtr ReadExpression(const text::Node& node, std::string_view what, Issues& issues) {
  if (!RequireText(node, what, issues)) return nullptr;
  return expr::Parse(node.scalar, node.TextSpan(), issues);
}

expr::Value ReadConstant(const text::Node& node) {
  const std::string& scalar = node.scalar;
  if (node.quoted) return scalar;
  if (scalar == "true" || scalar == "false") return scalar == "true";
  if (auto integer = Number<std::int64_t>(scalar)) return *integer;
  if (LooksNumeric(scalar)) {
    if (auto number = Number<double>(scalar)) return *number;
  }
  return scalar;
}

bool RequireDottedName(std::string_view name, const Span& span, std::string_view what, Issues& issues) {
  std::vector<std::string> parts = Split(name, '.');
  if (parts.size() >= 2 && std::all_of(parts.begin(), parts.end(), IsLowerWord)) return true;
  Report(issues, span, "bad-name", "`" + std::string(name) + "` is no name of " + std::string(what),
         "write lower-case words joined by dots, such as `account.closed`");
  return false;
}

bool RequireWord(std::string_view name, const Span& span, std::string_view what, Issues& issues) {
  if (IsLowerWord(name)) return true;
  Report(issues, span, "bad-name", "`" + std::string(name) + "` is no name of " + std::string(what),
         "write one lower-case word, such as `artist`");
  return false;
}

}  // namespace lofte::datamap::reading
