#include "importer/lexicon.h"

#include <algorithm>

#include "base/result.h"
#include "base/words.h"

namespace lofte::importer {

extern const std::string_view kWordsTable, kLintTable;

namespace {

constexpr std::size_t kWidestGap = 3;

}  // namespace

const std::vector<std::string>& Languages() {
  static const std::vector<std::string> languages = {"nb", "nn", "sv", "da", "en", "es", "de", "fi"};
  return languages;
}

LanguageSet SetOf(std::string_view language) {
  const auto& all = Languages();
  const auto found = std::find(all.begin(), all.end(), language);
  return found == all.end() ? 0 : LanguageSet{1} << (found - all.begin());
}

Lexicon::Lexicon(const std::vector<TableRow>& rows) {
  for (const TableRow& cells : rows) AddRow(cells);
  phrases_of_.resize(patterns_);
  for (std::size_t i = 0; i < phrases_.size(); ++i)
    phrases_of_[static_cast<std::size_t>(phrases_[i].parts[0])].push_back(static_cast<int>(i));
}

const Lexicon& Lexicon::Words() {
  static const Lexicon lexicon([] {
    std::vector<TableRow> rows = ReadRows("words.tsv", kWordsTable);
    for (TableRow& row : ReadRows("lint.tsv", kLintTable)) rows.push_back(std::move(row));
    return rows;
  }());
  return lexicon;
}

void Lexicon::AddRow(const TableRow& cells) {
  if (cells.size() != Languages().size() + 2) Panic("a row of the vocabulary has not one cell for each language");
  const auto [found, fresh] = ids_.emplace(cells[0], static_cast<int>(names_.size()));
  if (fresh) names_.emplace_back(cells[0]);
  const Concept id = found->second;
  const auto add = [&](std::string_view cell, LanguageSet languages) {
    for (std::string_view phrase : SplitAt(cell, '|')) AddPhrase(id, phrase, languages);
  };
  add(cells[1], kAllLanguages);
  for (std::size_t i = 0; i < Languages().size(); ++i) add(cells[i + 2], LanguageSet{1} << i);
}

// `*` stands at an end of a word, where no token reaches: the stars are taken off first.
int Lexicon::PatternOf(std::string_view word) {
  const bool front = !word.empty() && word.back() == '*';
  if (front) word.remove_suffix(1);
  const bool back = !word.empty() && word.front() == '*';
  if (back) word.remove_prefix(1);
  Table& table = front ? (back ? inside_ : front_) : (back ? back_ : whole_);
  const auto [found, fresh] = table.emplace(std::string(word), static_cast<int>(patterns_));
  if (fresh) ++patterns_;
  longest_ = std::max(longest_, word.size());
  return found->second;
}

void Lexicon::AddPhrase(Concept concept_id, std::string_view phrase, LanguageSet languages) {
  Phrase made{concept_id, languages, {}, {}};
  std::string key = std::to_string(concept_id);
  bool gap = false;
  for (std::string_view word : SplitAt(phrase, ' ')) {
    if (word == "..") {
      gap = true;
      continue;
    }
    const std::string folded = Fold(word);
    const bool starred_front = !folded.empty() && folded.back() == '*';
    const bool starred_back = !folded.empty() && folded.front() == '*';
    const std::vector<Token> tokens = TokensOf(folded);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string shaped =
          (starred_back && i == 0 ? "*" : "") + tokens[i].word + (starred_front && i + 1 == tokens.size() ? "*" : "");
      made.parts.push_back(PatternOf(shaped));
      made.gap_before.push_back(gap && i == 0);
      key += (gap && i == 0 ? " .. " : " ") + shaped;
    }
    gap = false;
  }
  if (made.parts.empty()) return;
  const auto [found, fresh] = phrase_index_.emplace(key, phrases_.size());
  if (fresh) {
    phrases_.push_back(std::move(made));
  } else {
    phrases_[found->second].languages |= languages;
  }
}

bool Lexicon::IsWord(std::string_view word, Concept id) const {
  for (const int pattern : PatternsOf(word)) {
    for (const int index : phrases_of_[static_cast<std::size_t>(pattern)]) {
      const Phrase& phrase = phrases_[static_cast<std::size_t>(index)];
      if (phrase.concept_id == id && phrase.parts.size() == 1) return true;
    }
  }
  return false;
}

std::vector<int> Lexicon::PatternsOf(std::string_view word) const {
  std::vector<int> patterns;
  const auto look = [&](const Table& table, std::string_view part) {
    const auto found = table.find(part);
    if (found != table.end()) patterns.push_back(found->second);
  };
  look(whole_, word);
  for (std::size_t length = 1; length <= std::min(word.size(), longest_); ++length) look(front_, word.substr(0, length));
  for (std::size_t from = word.size() - std::min(word.size(), longest_); from < word.size(); ++from) look(back_, word.substr(from));
  for (const auto& [part, pattern] : inside_) {
    if (word.find(part) != std::string_view::npos) patterns.push_back(pattern);
  }
  return patterns;
}

Concept Lexicon::Id(std::string_view name) const {
  const auto found = ids_.find(name);
  if (found == ids_.end()) Panic("the vocabulary has no such concept");
  return found->second;
}

bool IsLabel(Concept id) { return Lexicon::Words().NameOf(id).substr(0, 6) == "label."; }

const std::vector<int>& Matcher::PatternsOf(const std::string& word) {
  const auto found = seen_.find(word);
  return found != seen_.end() ? found->second : seen_.emplace(word, lexicon_.PatternsOf(word)).first->second;
}

std::size_t Matcher::EndOf(const Lexicon::Phrase& phrase, const std::vector<Token>& tokens, std::size_t first) {
  std::size_t at = first + 1;
  for (std::size_t part = 1; part < phrase.parts.size(); ++part) {
    const std::size_t until = std::min(tokens.size(), at + 1 + (phrase.gap_before[part] ? kWidestGap : 0));
    const auto fits = [&](std::size_t token) {
      const std::vector<int>& patterns = PatternsOf(tokens[token].word);
      return std::find(patterns.begin(), patterns.end(), phrase.parts[part]) != patterns.end();
    };
    while (at < until && !fits(at)) ++at;
    if (at >= until) return 0;
    ++at;
  }
  return at;
}

namespace {

// Takes a found phrase among the hits of one word. Of the phrases of one concept the longest holds, in each language:
// a longer one of another language hides nothing, since only the hits of the text's own language are read later.
void Take(Hit found, std::size_t first_of_word, std::vector<Hit>& hits) {
  Hit* as_long = nullptr;
  for (std::size_t i = first_of_word; i < hits.size(); ++i) {
    Hit& hit = hits[i];
    if (hit.concept_id != found.concept_id) continue;
    if (hit.last < found.last) hit.languages &= ~found.languages;
    if (hit.last > found.last) found.languages &= ~hit.languages;
    if (hit.last == found.last) as_long = &hit;
  }
  if (as_long != nullptr) {
    as_long->languages |= found.languages;
  } else if (found.languages != 0) {
    hits.push_back(found);
  }
}

}  // namespace

std::vector<Hit> Matcher::Find(const std::vector<Token>& tokens, LanguageSet languages) {
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::size_t before = hits.size();
    // Looking further words up moves none that are remembered.
    for (int pattern : PatternsOf(tokens[i].word)) {
      for (int index : lexicon_.phrases_of_[static_cast<std::size_t>(pattern)]) {
        const Lexicon::Phrase& phrase = lexicon_.phrases_[static_cast<std::size_t>(index)];
        if ((phrase.languages & languages) == 0) continue;
        const std::size_t last = EndOf(phrase, tokens, i);
        if (last != 0) Take({phrase.concept_id, i, last, phrase.languages}, before, hits);
      }
    }
    const auto of_no_language = [](const Hit& hit) { return hit.languages == 0; };
    hits.erase(std::remove_if(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end(), of_no_language), hits.end());
  }
  return hits;
}

}  // namespace lofte::importer
