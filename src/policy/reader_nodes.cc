#include "policy/reader_nodes.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "base/limits.h"
#include "policy/end_tokens.h"

namespace lofte::policy {
namespace {

constexpr std::size_t kShortChoice = 8;  // words that fit into one line of help
constexpr int kLastLine = 100'000;       // of a published text
constexpr std::size_t kSha256Digits = 64;
constexpr int kLongestRange = 1'000;  // lines of one range

void Add(Issues& issues, Severity severity, std::string code, std::string message, const Span& span, std::string help) {
  lofte::Add(issues, {severity, std::move(code), std::move(message), span, std::move(help)});
}

std::string_view NameOf(text::Node::Kind kind) {
  switch (kind) {
    case text::Node::Kind::kNull:
      return "nothing";
    case text::Node::Kind::kScalar:
      return "a text";
    case text::Node::Kind::kSequence:
      return "a list";
    case text::Node::Kind::kMap:
      return "a map";
  }
  return "";
}

void WrongKind(const text::Node& node, std::string_view expected, Issues& issues) {
  Report(issues, "wrong-type", "expected " + std::string(expected) + ", found " + std::string(NameOf(node.kind)), node.span);
}

std::optional<int> NumberOf(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// `72` or `58-64`.
std::optional<std::pair<int, int>> RangeOf(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::optional<int> from = NumberOf(text.substr(0, dash));
  const std::optional<int> until = dash == std::string_view::npos ? from : NumberOf(text.substr(dash + 1));
  if (!from || !until || *from < 1 || *until < *from || *until > kLastLine || *until - *from >= kLongestRange) return std::nullopt;
  return std::make_pair(*from, *until);
}

void WarnOfMissingLanguages(const LocalText& texts, const std::vector<std::string>& languages, const Span& span, Issues& issues) {
  for (const std::string& language : languages) {
    if (texts.count(language) == 0) Warn(issues, "missing-language", "no text in `" + language + "`", span, "translate it");
  }
}

}  // namespace

void Report(Issues& issues, std::string code, std::string message, const Span& span, std::string help) {
  Add(issues, Severity::kError, std::move(code), std::move(message), span, std::move(help));
}

void Warn(Issues& issues, std::string code, std::string message, const Span& span, std::string help) {
  Add(issues, Severity::kWarning, std::move(code), std::move(message), span, std::move(help));
}

std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates, const Issues& issues) {
  if (issues.size() > limits::kIssues) return "";
  const std::string nearest = Nearest(word, candidates);
  return nearest.empty() ? "" : "did you mean `" + nearest + "`?";
}

std::string Suggestion(std::string_view word, const std::vector<std::string>& candidates, const Issues& issues) {
  const std::string nearest = DidYouMean(word, candidates, issues);
  if (!nearest.empty()) return nearest;
  if (candidates.empty() || candidates.size() > kShortChoice) return "";
  std::string help = "one of";
  for (const std::string& candidate : candidates) help += (help == "one of" ? " `" : ", `") + candidate + "`";
  return help;
}

bool IsFull(std::size_t count, std::size_t most, const char* nouns, const Span& span, Issues& issues) {
  if (count < most) return false;
  Report(issues, "too-many", "more than " + std::to_string(most) + " " + nouns, span, "split the policy");
  return true;
}

bool IsMap(const text::Node& node, std::string_view kind_of_map, Issues& issues) {
  if (!node.is_map()) return WrongKind(node, "a map", issues), false;
  text::RefuseUnknownKeys(node, KeysOf(kind_of_map), issues);
  return true;
}

const text::Node* Required(const text::Node& map, std::string_view key, const Span& owner, Issues& issues) {
  const text::Node* node = map.Find(key);
  if (node == nullptr) Report(issues, "missing-key", "`" + std::string(key) + ":` is missing here", owner, "add it");
  return node;
}

std::string ReadText(const text::Node* node, Issues& issues) {
  if (node == nullptr) return "";
  if (!node->is_scalar()) return WrongKind(*node, "a text", issues), "";
  if (node->scalar.empty()) Report(issues, "empty", "expected a text, found an empty one", node->span);
  return node->scalar;
}

bool IsId(std::string_view id) {
  if (id.empty() || id[0] == '-') return false;
  return std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

void RefuseBadId(std::string_view id, const Span& span, Issues& issues) {
  if (IsId(id)) return;
  Report(issues, "bad-id", "`" + std::string(id) + "` is no id", span, "ids are lower-case letters, digits and hyphens: `ai-chats`");
}

std::vector<Item> ReadItems(const text::Node* node, Issues& issues) {
  if (node == nullptr) return {};
  if (node->is_scalar()) return {{ReadText(node, issues), node->span}};
  if (!node->is_sequence()) return WrongKind(*node, "a list", issues), std::vector<Item>();
  std::vector<Item> items;
  std::set<std::string> seen;
  for (const text::Node& item : node->items) {
    const std::string text = ReadText(&item, issues);
    if (text.empty()) continue;
    if (seen.insert(text).second) {
      items.push_back({text, item.span});
    } else {
      Report(issues, "duplicate", "`" + text + "` stands here twice", item.span, "remove one of the two");
    }
  }
  return items;
}

std::vector<std::string> ReadKnown(const text::Node* node, const std::vector<std::string>& known, const char* code, const char* noun,
                                   Issues& issues) {
  std::vector<std::string> found;
  for (const Item& item : ReadItems(node, issues)) {
    if (item.text.empty()) continue;
    if (Contains(known, item.text)) {
      found.push_back(item.text);
    } else {
      Report(issues, code, std::string("no ") + noun + " `" + item.text + "`", item.span, Suggestion(item.text, known, issues));
    }
  }
  return found;
}

LocalText ReadLocalText(const text::Node* node, const std::vector<std::string>& languages, Issues& issues) {
  if (node == nullptr) return {};
  if (!node->is_map()) {
    const std::string text = ReadText(node, issues);
    return text.empty() ? LocalText() : LocalText{{languages.front(), text}};
  }
  LocalText texts;
  for (const text::Node::Entry& entry : node->entries) {
    if (Contains(languages, entry.key)) {
      texts[entry.key] = ReadText(&entry.value, issues);
    } else {
      Report(issues, "unknown-language", "`" + entry.key + "` is not among the languages of this policy", entry.key_span,
             Suggestion(entry.key, languages, issues));
    }
  }
  WarnOfMissingLanguages(texts, languages, node->span, issues);
  return texts;
}

std::optional<time::Day> ReadDay(const text::Node* node, Issues& issues) {
  const std::string text = ReadText(node, issues);
  if (text.empty()) return std::nullopt;
  const Result<time::Day> day = time::ParseDay(text);
  if (day) return day.value();
  Report(issues, "bad-date", day.error().message, node->span, "dates are written `2026-03-31`");
  return std::nullopt;
}

std::optional<int> ReadNumber(const text::Node* node, int from, int until, Issues& issues) {
  const std::string text = ReadText(node, issues);
  if (text.empty()) return std::nullopt;
  const std::optional<int> number = NumberOf(text);
  if (number && *number >= from && *number <= until) return number;
  Report(issues, "bad-number", "`" + text + "` is no whole number from " + std::to_string(from) + " to " + std::to_string(until),
         node->span);
  return std::nullopt;
}

std::string ReadState(const text::Node* node, Issues& issues) {
  std::string state = ReadText(node, issues);
  if (!state.empty() && !IsFactName(state))
    Report(issues, "bad-name", "`" + state + "` is no name of a state", node->span,
           "names are lower case, with dots and hyphens: `consent.marketing`");
  return state;
}

std::optional<Term> ReadTerm(const text::Node* node, const std::vector<std::string>& words, Issues& issues) {
  const std::string text = ReadText(node, issues);
  if (text.empty()) return std::nullopt;
  if (Contains(words, text)) return Term{text, {}};
  const Result<time::Period> period = time::ParsePeriod(text);
  if (period) return Term{"", period.value()};
  std::string help = "periods are written `P30D`, `PT72H`";
  for (const std::string& word : words) help += ", or `" + word + "`";
  Report(issues, "bad-period", period.error().message, node->span, help);
  return std::nullopt;
}

std::string ReadSha256(const text::Node* node, Issues& issues) {
  std::string text = ReadText(node, issues);
  const auto digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (!text.empty() && (text.size() != kSha256Digits || !std::all_of(text.begin(), text.end(), digit)))
    Report(issues, "bad-sha256", "this is no SHA-256", node->span, "write the 64 lower-case digits that `sha256sum` prints");
  return text;
}

std::vector<int> ReadLines(const text::Node* node, Issues& issues) {
  std::set<int> lines;
  for (const Item& item : ReadItems(node, issues)) {
    const std::optional<std::pair<int, int>> range = RangeOf(item.text);
    if (!range) {
      Report(issues, "bad-line", "`" + item.text + "` is no line number", item.span, "write `72`, or `58-64` for several");
      continue;
    }
    for (int line = range->first; line <= range->second; ++line) lines.insert(line);
  }
  return {lines.begin(), lines.end()};
}

bool IsNone(const text::Node* node) { return node != nullptr && node->is_scalar() && node->scalar == "none"; }

bool ReadTrue(const text::Node& node, Issues& issues) {
  if (node.is_scalar() && !node.quoted && node.scalar == "true") return true;
  Report(issues, "wrong-type", "expected `true`", node.span, "remove the key if it does not hold");
  return false;
}

}  // namespace lofte::policy
