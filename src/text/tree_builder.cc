#include "text/tree_builder.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"

namespace lofte::text {
namespace {

std::size_t OffsetOf(const YAML::Mark& mark) { return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos); }

constexpr std::size_t kFront = 60;  // bytes of a key or tag that a message repeats

std::string Quoted(std::string_view input) {
  if (input.size() <= kFront) return "`" + std::string(input) + "`";
  return "`" + std::string(FirstBytes(input, kFront)) + "…`";
}

// The bytes of a quoted scalar from its opening to its closing quote, both included; to the end of the line when it goes on there.
std::size_t QuotedBytes(std::string_view text) {
  const char quote = text.front();
  for (std::size_t at = 1; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (text[at] == quote && quote == '\'' && at + 1 < text.size() && text[at + 1] == quote) {
      ++at;
    } else if (text[at] == quote) {
      return at + 1;
    }
  }
  return text.substr(0, text.find('\n')).size();
}

std::size_t TrimmedLineBytes(std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  return line.size();
}

}  // namespace

void TreeBuilder::Report(Span span, std::string code, std::string message, std::string help) {
  Add(issues_, {Severity::kError, std::move(code), std::move(message), std::move(span), std::move(help)});
}

void TreeBuilder::Refuse(Span span, std::string code, std::string message, std::string help) {
  Report(std::move(span), std::move(code), std::move(message), std::move(help));
  throw Stop{};
}

void TreeBuilder::RefuseTag(std::size_t offset, const std::string& tag, bool collection) {
  const bool none = tag.empty() || tag == "?";
  const bool mark_of_quotes = tag == "!" && !collection && source_.substr(SkipAnchor(offset), 1) != "!";
  if (none || mark_of_quotes) return;
  Report(places_.At(offset), "tag", "tags are not read: " + Quoted(tag), "take the tag away; put a value in quotes to make it text");
}

void TreeBuilder::Charge(const Span& span, const Weight& weight) {
  total_.nodes += weight.nodes;
  total_.bytes += weight.bytes;
  if (total_.nodes > limits::kYamlNodes)
    Refuse(span, "too-many-nodes", "more than " + std::to_string(limits::kYamlNodes) + " values, aliases expanded", "split the file");
  if (total_.bytes > limits::kFileBytes)
    Refuse(span, "too-large", "more than " + std::to_string(limits::kFileBytes) + " bytes of text, aliases expanded", "split the file");
}

void TreeBuilder::CheckDepth(const Span& span, std::size_t height) {
  if (open_.size() + height > limits::kYamlDepth)
    Refuse(span, "too-deep", "nested more than " + std::to_string(limits::kYamlDepth) + " levels deep", "flatten it");
}

void TreeBuilder::OnDocumentStart(const YAML::Mark&) {
  root_ = Node{};
  open_.clear();
  anchors_.clear();
}

Span TreeBuilder::NullSpan(std::size_t offset) {
  const std::size_t start = SkipAnchor(offset);
  const std::string_view word = source_.substr(start, 4);
  if (word == "null" || word == "Null" || word == "NULL") return places_.At(start, 4);
  const bool left_out = word.substr(0, 1) != "~";
  return left_out && !open_.empty() && open_.back().has_key ? open_.back().key_span : places_.At(start);
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  Node node;
  node.span = NullSpan(OffsetOf(mark));
  if (ExpectsKey()) {
    // A key is always its text, also where YAML's core schema would read a null: `null: not-yet` says what NULL means.
    if (node.span.length == 4 && source_.substr(SkipAnchor(OffsetOf(mark)), 4) == "null") {
      TakeKey("null", std::move(node.span));
      open_.back().key_end = SkipAnchor(OffsetOf(mark)) + 4;
      return;
    }
    Refuse(node.span, "key", "a key is missing, or is null", "write a name before the colon");
  }
  if (IsCutByComma()) return DropKey();
  Charge(node.span, Weight{});
  Place(std::move(node), Weight{}, anchor);
}

// It was never meant as a key, so that nobody else need complain of it.
void TreeBuilder::DropKey() {
  Open& map = open_.back();
  Report(map.key_span, "no-colon", "there is no value for " + Quoted(map.key), "a value with a comma stands in quotes inside { }");
  map.keys.erase(map.key);
  map.has_key = false;
}

// Of the key that waits for its value: is there no colon after it? So it is when a comma has cut a plain value in two.
bool TreeBuilder::IsCutByComma() const {
  if (open_.empty() || !open_.back().has_key || open_.back().keys.size() < 2) return false;
  const std::size_t next = source_.find_first_not_of(" \t\r\n", open_.back().key_end);
  return next != std::string_view::npos && (source_[next] == ',' || source_[next] == '}');
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const Span span = places_.At(OffsetOf(mark));
  if (ExpectsKey()) Refuse(span, "key", "an alias cannot be a key", "write the key out");
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) Refuse(span, "alias", "an alias inside the value that it stands for", "write the value out");
  CheckDepth(span, found->second.weight.height);
  Charge(span, found->second.weight);
  Place(found->second.node, found->second.weight, 0);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) {
  const std::size_t offset = OffsetOf(mark);
  RefuseTag(offset, tag, false);
  const std::size_t start = SkipAnchor(offset);
  Node node;
  node.kind = Node::Kind::kScalar;
  node.quoted = tag == "!";
  node.span = places_.At(start, WrittenLength(start, value, node.quoted));
  if (value.size() > limits::kScalarBytes)
    Refuse(node.span, "scalar-too-long", "a text of more than " + std::to_string(limits::kScalarBytes) + " bytes", "shorten it");
  const Weight weight{1, value.size(), 0};
  Charge(node.span, weight);
  if (ExpectsKey()) {
    TakeKey(value, std::move(node.span));
    open_.back().key_end = start + WrittenBytes(start, value, node.quoted);
    return;
  }
  node.scalar = value;
  Place(std::move(node), weight, anchor);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  OpenCollection(Node::Kind::kSequence, mark, tag, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  OpenCollection(Node::Kind::kMap, mark, tag, anchor);
}

void TreeBuilder::OpenCollection(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
  const std::size_t offset = OffsetOf(mark);
  Open open;
  open.node.kind = kind;
  open.node.span = places_.At(offset);
  if (ExpectsKey())
    Refuse(open.node.span, "key", "a list or a map cannot be a key", "write a name before the colon, and close every bracket");
  RefuseTag(offset, tag, true);
  CheckDepth(open.node.span, 1);
  Charge(open.node.span, Weight{});
  open.anchor = anchor;
  open.weight.height = 1;
  open_.push_back(std::move(open));
}

void TreeBuilder::CloseCollection() {
  Open closed = std::move(open_.back());
  open_.pop_back();
  Place(std::move(closed.node), closed.weight, closed.anchor);
}

void TreeBuilder::TakeKey(const std::string& key, Span span) {
  Open& map = open_.back();
  if (!map.keys.insert(key).second)
    Report(span, "duplicate-key", "the key " + Quoted(key) + " is here twice", "keep one of them; the first is read");
  map.has_key = true;
  map.key = key;
  map.key_span = std::move(span);
  map.weight.nodes += 1;
  map.weight.bytes += key.size();
}

void TreeBuilder::Place(Node node, const Weight& weight, YAML::anchor_t anchor) {
  if (anchor != 0) {
    Charge(node.span, weight);  // the copy that aliases are made from
    anchors_[anchor] = {node, weight};
  }
  if (open_.empty()) {
    root_ = std::move(node);
    return;
  }
  Open& parent = open_.back();
  parent.weight.nodes += weight.nodes;
  parent.weight.bytes += weight.bytes;
  parent.weight.height = std::max(parent.weight.height, weight.height + 1);
  if (parent.node.is_sequence()) {
    parent.node.items.push_back(std::move(node));
    return;
  }
  parent.has_key = false;
  if (parent.node.entries.size() + 1 > parent.keys.size()) return;  // the value of a duplicate key
  parent.node.entries.push_back({std::move(parent.key), std::move(parent.key_span), std::move(node)});
}

std::size_t TreeBuilder::SkipAnchor(std::size_t offset) const {
  if (offset >= source_.size() || source_[offset] != '&') return std::min(offset, source_.size());
  const std::size_t end = source_.find_first_of(" \t\r\n", offset);
  const std::size_t next = source_.find_first_not_of(" \t\r\n", end == std::string_view::npos ? source_.size() : end);
  return next == std::string_view::npos ? source_.size() : next;
}

std::size_t TreeBuilder::WrittenBytes(std::size_t offset, std::string_view value, bool quoted) const {
  const std::string_view text = source_.substr(offset);
  if (text.empty()) return 0;
  if (!quoted && text.substr(0, value.size()) == value) return value.size();
  if (!quoted) return TrimmedLineBytes(text);
  const bool block = text.front() == '|' || text.front() == '>';
  return block ? 1 : QuotedBytes(text);
}

std::size_t TreeBuilder::WrittenLength(std::size_t offset, std::string_view value, bool quoted) const {
  if (offset >= source_.size()) return 1;
  return CountCodePoints(source_.substr(offset, WrittenBytes(offset, value, quoted)));
}

}  // namespace lofte::text
