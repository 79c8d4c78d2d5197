// `draft:`, `open:` and `origin:`: where in the prose a policy was read, and what is still to be settled (docs/design/0006-words.md).
#include <charconv>
#include <utility>

#include "base/limits.h"
#include "policy/reader_parts.h"

namespace lofte::policy {
namespace {

// All of `text` as a number; nullopt when it is none.
template <typename T>
std::optional<T> NumberIn(std::string_view text) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool ReadBytes(const text::Node* node, Origin& origin, Issues& issues) {
  const std::string text = ReadText(node, issues);
  if (text.empty()) return false;
  const std::size_t dash = text.find('-');
  const auto begin = NumberIn<std::size_t>(std::string_view(text).substr(0, dash));
  const auto end = dash == std::string::npos ? std::nullopt : NumberIn<std::size_t>(std::string_view(text).substr(dash + 1));
  if (begin && end && *begin < *end && *end <= limits::kFileBytes) {
    origin.begin = *begin;
    origin.end = *end;
    return true;
  }
  Report(issues, "bad-origin", "`" + text + "` is no range of bytes", node->span,
         "write the first and the one after the last, counted from 0: `1234-1300`");
  return false;
}

void ReadConfidence(const text::Node* node, Origin& origin, Issues& issues) {
  const std::string text = ReadText(node, issues);
  if (text.empty()) return;
  const std::optional<double> confidence = NumberIn<double>(text);
  if (confidence && *confidence >= 0 && *confidence <= 1) {  // and so no NaN
    origin.confidence = *confidence;
  } else {
    Report(issues, "bad-number", "`" + text + "` is no number from 0 to 1", node->span, "write how sure the reading is: `0.9`");
  }
}

std::optional<Origin> ReadOriginMap(const text::Node& map, Issues& issues) {
  if (!IsMap(map, "origin", issues)) return std::nullopt;
  Origin origin;
  const std::optional<int> line = ReadNumber(Required(map, "line", map.span, issues), 1, static_cast<int>(limits::kFileBytes), issues);
  const bool has_bytes = ReadBytes(Required(map, "bytes", map.span, issues), origin, issues);
  ReadConfidence(map.Find("confidence"), origin, issues);
  if (!line || !has_bytes) return std::nullopt;
  origin.line = static_cast<std::size_t>(*line);
  return origin;
}

void ReadOrigins(const text::Node& map, DraftSource& source, Issues& issues) {
  if (!IsMap(map, "origins", issues)) return;
  for (const text::Node::Entry& entry : map.entries) {
    if (!Contains(KeysOf("origins"), entry.key)) continue;  // reported
    if (const std::optional<Origin> origin = ReadOriginMap(entry.value, issues)) source.origins.emplace(entry.key, *origin);
  }
}

// One place, or several.
std::vector<Origin> ReadPlaces(const text::Node* node, Issues& issues) {
  if (node == nullptr) return {};
  if (node->is_sequence() && node->items.empty()) Report(issues, "empty", "expected a place, found none", node->span);
  std::vector<Origin> places;
  const auto add = [&](const text::Node& place) {
    if (const std::optional<Origin> origin = ReadOriginMap(place, issues)) places.push_back(*origin);
  };
  if (!node->is_sequence()) return add(*node), places;
  for (const text::Node& item : node->items) add(item);
  return places;
}

std::string ReadLineOfText(const text::Node* node, Issues& issues) {
  std::string text = ReadText(node, issues);
  if (text.find('\n') != std::string::npos) Report(issues, "several-lines", "this is one line", node->span, "write it without line breaks");
  return text;
}

OpenPoint ReadOpenPoint(const text::Node& map, Issues& issues) {
  OpenPoint point;
  point.span = map.span;
  if (!IsMap(map, "open", issues)) return point;
  point.rule = ReadLineOfText(Required(map, "rule", map.span, issues), issues);
  point.name = ReadLineOfText(Required(map, "name", map.span, issues), issues);
  point.severity = ReadWord(map.Find("severity"), SeverityWords(), "unknown-severity", "severity", issues).value_or(Severity::kWarning);
  point.says = ReadLineOfText(Required(map, "says", map.span, issues), issues);
  point.origins = ReadPlaces(Required(map, "at", map.span, issues), issues);
  return point;
}

}  // namespace

const text::Node* RequiredOnceSettled(const text::Node& map, std::string_view key, const Span& owner, Draft& draft) {
  return draft.policy.draft ? map.Find(key) : Required(map, key, owner, draft.issues);
}

std::optional<Origin> ReadOrigin(const text::Node& map, Draft& draft) {
  const text::Node* origin = map.Find("origin");
  return origin == nullptr ? std::nullopt : ReadOriginMap(*origin, draft.issues);
}

void ReadDraftSource(const text::Node& root, Draft& draft) {
  const text::Node* map = root.Find("draft");
  if (map == nullptr) return;
  DraftSource& source = draft.policy.draft.emplace();
  source.span = map->span;
  if (!IsMap(*map, "draft", draft.issues)) return;
  source.source = ReadLineOfText(Required(*map, "source", map->span, draft.issues), draft.issues);
  source.sha256 = ReadSha256(Required(*map, "sha256", map->span, draft.issues), draft.issues);
  if (const text::Node* origins = map->Find("origins")) ReadOrigins(*origins, source, draft.issues);
}

void ReadOpenPoints(const text::Node& root, Draft& draft) {
  const text::Node* list = root.Find("open");
  if (list == nullptr) return;
  if (!draft.policy.draft)
    Report(draft.issues, "open-without-draft", "points are open, and the policy is no draft", list->span,
           "settle and remove them, or say by `draft:` what the policy was read from");
  if (!list->is_sequence()) return Report(draft.issues, "wrong-type", "`open:` is a list of points to be settled", list->span);
  for (const text::Node& item : list->items) {
    if (IsFull(draft.policy.open.size(), kMostEntries, "open points", item.span, draft.issues)) return;
    draft.policy.open.push_back(ReadOpenPoint(item, draft.issues));
  }
}

}  // namespace lofte::policy
