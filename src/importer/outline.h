// The structure of a text: sections, lists, tables, sheets of labels, and in them units (sentences, items, cells) with their language and
// concepts. Recovers what was lost on the way to plain text: headings without marks, tables glued into lines, labels without a colon.
// Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "importer/facts.h"
#include "importer/lexicon.h"
#include "importer/limits.h"
#include "prose/document.h"

namespace lofte::importer {

// Visible text and where each byte of it stands in the file.
struct Run {
  std::string text;
  std::vector<std::uint32_t> at;
  std::size_t end = 0;   // byte of the file after the last
  std::size_t line = 0;  // of the file

  Place PlaceOf(std::size_t from, std::size_t until) const;  // of text[from, until)
  Place Whole() const { return PlaceOf(0, text.size()); }
  Run Part(std::size_t from, std::size_t until) const;  // without blanks at its ends
};

struct Unit {
  Run run;
  std::vector<Token> tokens;
  std::vector<Hit> hits;
  std::string language;
  std::size_t line_id = 0;  // units of one line or item have the same
  int section = -1;
  bool heading = false, item = false, beside = false;
  bool announces = false;  // ends in a colon, with nothing behind
  // `Label: value`, or the label of a sheet or of a table's column in front.
  std::string label;
  Place label_place;            // of a label in its own line
  std::vector<Hit> label_hits;  // in all languages; tokens of the label
  std::vector<Concept> topics;  // label.* of that label
  int table = -1, row = -1, column = -1;
  int sheet = -1;  // a run of labelled lines about one thing, whose name is Outline::sheets[sheet]

  bool Has(Concept id) const;
  bool HasTopic(Concept label) const;  // of its own label or column
  // The hit of that concept that begins first; nullptr when there is none.
  const Hit* Find(Concept id) const;
  bool LabelHas(Concept id, LanguageSet languages = kAllLanguages) const;
  std::string_view Words(std::size_t first, std::size_t last) const;  // of tokens, as written
  std::string_view GapBefore(std::size_t token) const;                // what stands between it and the token before; token > 0
  Place PlaceWithLabel() const;                                       // from the label, that stands right in front of the text
};

struct Part {
  Run heading;
  int level = 1;
  int parent = -1;
  std::vector<Concept> topics;  // label.* of the heading; those of its parents when it has none
  bool own_topics = false;
  std::size_t first_unit = 0, last_unit = 0;  // units in it and in its parts
  std::size_t own_units = 0;

  bool HasTopic(Concept label) const;
};

// Units next to each other.
struct Units {
  const Unit* first = nullptr;
  const Unit* last = nullptr;
  const Unit* begin() const { return first; }
  const Unit* end() const { return last; }
};

struct Outline {
  std::string title;  // that the page declares
  std::string language;
  std::vector<std::string> languages;  // each with a tenth of the text or more, most first
  LanguageSet language_set = 0;
  std::vector<Unit> units;
  std::vector<Part> parts;
  std::vector<Run> sheets;
  std::vector<Run> glued_tables;
  std::unordered_map<int, std::pair<std::size_t, std::size_t>> tables;  // first unit, and the one after the last

  Units UnitsOf(int table) const;                            // from its first to its last; others may stand between them
  bool InTopic(const Unit& unit, Concept label) const;       // by its label, its column or its section
  bool UnderHeading(const Unit& unit, Concept label) const;  // its section or one around it
};

Outline OutlineOf(const prose::Document& document);

// Where a piece of at most `most` bytes that begins at `from` ends: behind a blank, else behind a character.
std::size_t EndOfPiece(std::string_view text, std::size_t from, std::size_t most = kLongestUnit);

// What the steps of OutlineOf share.
std::vector<Run> SentencesOf(const Run& run, const std::vector<Hit>& abbreviations);

}  // namespace lofte::importer
