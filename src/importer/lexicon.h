// The vocabularies: which words of which language stand for which concept (vocabulary/words.tsv, one row a concept, one column a language).
//
// A cell is phrases between `|`. In a phrase `slett*` is any word that begins so, `*leverandør` one that ends so, and `..` up to three
// words between two others. A concept may have several rows. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/table.h"
#include "importer/tokens.h"

namespace lofte::importer {

// Languages as a set: bit n is the nth of Languages().
using LanguageSet = std::uint32_t;
inline constexpr LanguageSet kAllLanguages = ~LanguageSet{0};
const std::vector<std::string>& Languages();   // nb, nn, sv, da, en, es, de, fi
LanguageSet SetOf(std::string_view language);  // 0 of one that is not known

using Concept = int;

struct Hit {
  Concept concept_id = 0;
  std::size_t first = 0, last = 0;  // tokens, `last` not included
  LanguageSet languages = 0;
};

class Lexicon {
 public:
  // `rows`: of the vocabularies, without their heads. Aborts on one that is not well formed: it is the program's own.
  explicit Lexicon(const std::vector<TableRow>& rows);
  // That of words.tsv, read once.
  static const Lexicon& Words();

  // Aborts when no row has that name.
  Concept Id(std::string_view name) const;
  std::string_view NameOf(Concept id) const { return names_[static_cast<std::size_t>(id)]; }
  // Is the folded word by itself one of that concept, in any language?
  bool IsWord(std::string_view word, Concept id) const;

 private:
  friend class Matcher;
  enum class Shape { kWhole, kFront, kBack, kInside };
  struct Phrase {
    Concept concept_id;
    LanguageSet languages;
    std::vector<int> parts;        // word patterns
    std::vector<bool> gap_before;  // of each part
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Table = std::unordered_map<std::string, int, Hash, std::equal_to<>>;

  void AddRow(const TableRow& cells);
  void AddPhrase(Concept concept_id, std::string_view phrase, LanguageSet languages);
  int PatternOf(std::string_view word);
  std::vector<int> PatternsOf(std::string_view word) const;

  std::vector<std::string> names_;
  Table ids_;
  Table whole_, front_, back_, inside_;     // text of a word pattern -> its number
  std::size_t patterns_ = 0, longest_ = 0;  // longest_: bytes of a pattern
  std::vector<Phrase> phrases_;
  std::vector<std::vector<int>> phrases_of_;  // word pattern -> phrases that begin with it
  std::unordered_map<std::string, std::size_t> phrase_index_;
};

// `label.*`: what a heading, a column or a label in front of a colon says that something is about.
bool IsLabel(Concept id);

// Finds phrases in one text after the other; remembers the words that it has met. Borrows the lexicon. One thread.
class Matcher {
 public:
  explicit Matcher(const Lexicon& lexicon) : lexicon_(lexicon) {}
  // In the order of the first token. Of phrases of one concept that begin at one token, the longest.
  std::vector<Hit> Find(const std::vector<Token>& tokens, LanguageSet languages);

 private:
  const std::vector<int>& PatternsOf(const std::string& word);
  std::size_t EndOf(const Lexicon::Phrase& phrase, const std::vector<Token>& tokens, std::size_t first);

  const Lexicon& lexicon_;
  std::unordered_map<std::string, std::vector<int>> seen_;
};

}  // namespace lofte::importer
