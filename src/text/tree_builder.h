// yaml-cpp's events, built into a Node within the bounds. Private to this module.
//
// Bounds are checked before anything is stored, at the event that would exceed them; then Stop is thrown through the parser, whose own
// recursion is so bounded by limits::kYamlDepth too.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "text/document.h"
#include "text/places.h"

namespace lofte::text {

// Thrown after an issue that ends the reading of a file.
struct Stop {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  // Borrows all three until it goes. `source`: what the parser reads, valid UTF-8.
  TreeBuilder(std::string_view source, Places& places, Issues& issues) : source_(source), places_(places), issues_(issues) {}

  // The document, once the parser has ended.
  Node TakeRoot() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { CloseCollection(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { CloseCollection(); }

 private:
  // What a subtree weighs against the bounds.
  struct Weight {
    std::size_t nodes = 1;
    std::size_t bytes = 0;   // of all scalars and keys
    std::size_t height = 0;  // levels of collections
  };
  struct Anchored {
    Node node;
    Weight weight;
  };
  // A collection that has not ended.
  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    Weight weight;
    bool has_key = false;  // of a map: `key` waits for its value
    std::string key;
    Span key_span;
    std::size_t key_end = 0;  // the byte after it
    std::unordered_set<std::string> keys;
  };

  [[noreturn]] void Refuse(Span span, std::string code, std::string message, std::string help);
  void Report(Span span, std::string code, std::string message, std::string help);
  void RefuseTag(std::size_t offset, const std::string& tag, bool collection);
  // Adds to the totals; refuses when they exceed the bounds.
  void Charge(const Span& span, const Weight& weight);
  void CheckDepth(const Span& span, std::size_t height);
  bool ExpectsKey() const { return !open_.empty() && open_.back().node.is_map() && !open_.back().has_key; }
  void OpenCollection(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
  void CloseCollection();
  void TakeKey(const std::string& key, Span span);
  // Puts a value that is whole where it belongs.
  void Place(Node node, const Weight& weight, YAML::anchor_t anchor);
  Span NullSpan(std::size_t offset);
  // Where a value's own text starts: after an anchor.
  std::size_t SkipAnchor(std::size_t offset) const;
  bool IsCutByComma() const;
  void DropKey();
  // What a scalar takes up on its line, and the same in code points, to underline.
  std::size_t WrittenBytes(std::size_t offset, std::string_view value, bool quoted) const;
  std::size_t WrittenLength(std::size_t offset, std::string_view value, bool quoted) const;

  std::string_view source_;
  Places& places_;
  Issues& issues_;
  Node root_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  Weight total_{0, 0, 0};
};

}  // namespace lofte::text
