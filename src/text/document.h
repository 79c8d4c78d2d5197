// A YAML 1.2 document as a tree in which every node knows its place, so that an issue can point at it.
//
// Stands on yaml-cpp's event parser. Stricter than YAML: one document, duplicate keys are issues, keys are scalars, aliases count as the
// nodes they stand for (limits::kYamlNodes) and anchored values twice, tags are refused, invalid UTF-8 and control characters are issues
// with their place. Bounds: limits::kFileBytes (of the file, and of all scalars with aliases expanded), kYamlDepth, kYamlNodes,
// kScalarBytes. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"

namespace lofte::text {

class Node {
 public:
  enum class Kind { kNull, kScalar, kSequence, kMap };
  struct Entry;

  Kind kind = Kind::kNull;
  Span span;  // of the scalar as written, with its quotes; or where the collection starts. Of an alias: of what it stands for. Of a value
              // left out: of its key
  std::string scalar;          // kScalar: the text, unquoted
  bool quoted = false;         // kScalar: written in quotes, so never null, true or a number
  std::vector<Node> items;     // kSequence
  std::vector<Entry> entries;  // kMap, in the order of the file

  bool is_map() const { return kind == Kind::kMap; }
  bool is_sequence() const { return kind == Kind::kSequence; }
  bool is_scalar() const { return kind == Kind::kScalar; }

  // Where the first character of `scalar` stands: inside the quotes, if there are any. For the places of what is parsed out of a scalar.
  Span TextSpan() const;

  // The value under `key`, or nullptr: not a map, or no such key. Borrowed from this node.
  const Node* Find(std::string_view key) const;
};

struct Node::Entry {
  std::string key;
  Span key_span;
  Node value;
};

// Reads `source`. Returns nullopt when it is not one well-formed document; then `issues` says why. Duplicate keys are issues too
// but the tree (first one wins) is returned, so that everything else in the file can be reported in the same run.
std::optional<Node> ReadYaml(std::string_view file, std::string_view source, Issues& issues);

// Reports, as an error with a suggestion, each key of `map` that is not in `known`. Reports nothing of a node that is not a map.
void RefuseUnknownKeys(const Node& map, const std::vector<std::string>& known, Issues& issues);

// The byte offset of the first invalid UTF-8 sequence (RFC 3629: no surrogates, no overlong forms), or npos.
std::size_t FindInvalidUtf8(std::string_view bytes);

}  // namespace lofte::text
