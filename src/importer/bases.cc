// Legal bases: by article (`Art. 6(1)(b)`, `artikkel 6 nr. 1 bokstav b`, `6.1 b`, `art. 6, stk. 1, litra b`) and by name, where the text
// speaks of legal bases.
#include <algorithm>
#include <array>

#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kArticle("ref.article"), kBasisNoun("basis.noun"), kImply("basis.imply"), kBasis("label.basis"), kConsent("basis.consent");
const Named kWithdraw("right.withdraw_consent"), kRights("label.rights"), kAsk("right.noun"), kProvision("label.provision");

struct NamedBasis {
  Named id;
  const char* article;
  bool alone;  // says a basis wherever it stands
};
const std::array<NamedBasis, 6>& Bases() {
  static const std::array<NamedBasis, 6> bases{{{Named("basis.consent"), "6(1)(a)", false},
                                                {Named("basis.contract"), "6(1)(b)", true},
                                                {Named("basis.legal_obligation"), "6(1)(c)", false},
                                                {Named("basis.vital"), "6(1)(d)", true},
                                                {Named("basis.public"), "6(1)(e)", false},
                                                {Named("basis.legitimate"), "6(1)(f)", true}}};
  return bases;
}

// A token in the parts between dots: `6.1.b` is 6, 1, b.
struct Bit {
  std::string text;
  std::size_t token;
};
std::vector<Bit> BitsFrom(const Unit& unit, std::size_t first, std::size_t most) {
  std::vector<Bit> bits;
  static const Named abbreviation("abbr");
  for (std::size_t i = first; i < unit.tokens.size() && i < first + most; ++i) {
    const std::string& word = unit.tokens[i].word;
    // `Article 6(1)(a) e.g. for newsletters`
    const bool is_abbreviation = word.find('.') != std::string::npos && Lexicon::Words().IsWord(word, abbreviation);
    if (is_abbreviation) continue;
    for (std::size_t begin = 0; begin <= word.size();) {
      const std::size_t end = std::min(word.find('.', begin), word.size());
      if (end > begin) bits.push_back({word.substr(begin, end - begin), i});
      begin = end + 1;
    }
  }
  return bits;
}

bool IsNumber(const std::string& text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos; }
bool IsLetter(const std::string& text) { return text.size() == 1 && text[0] >= 'a' && text[0] <= 'j'; }

// `a` and `i` are words too, where no bracket stands around them and nothing calls them a letter.
bool IsArticleWord(const Unit& unit, const Bit& bit) {
  static const Named letter("ref.letter"), article("word.one_letter");
  const Token& token = unit.tokens[bit.token];
  const bool bracket = token.begin > 0 && unit.run.text[token.begin - 1] == '(' && unit.run.text.substr(token.end, 1) == ")";
  const bool called =
      std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) { return hit.concept_id == letter && hit.last == bit.token; });
  return !bracket && !called && Lexicon::Words().IsWord(bit.text, article);
}

// After `6`: the paragraph, then letters, with words such as `nr`, `bokstav`, `litra` between them.
void ReadLetters(const Unit& unit, const std::vector<Bit>& bits, std::size_t at, const std::string& article, std::size_t first,
                 std::vector<ArticleRef>& refs) {
  const std::string paragraph = article == "6" ? "1" : "2";
  std::size_t skipped = 0;
  bool numbered = false;
  for (; at < bits.size() && skipped < 4; ++at) {
    const std::string& bit = bits[at].text;
    if (IsNumber(bit)) {
      if (numbered || bit != paragraph) return;
      numbered = true;
      skipped = 0;
    } else if (IsLetter(bit) && skipped > 0 && IsArticleWord(unit, bits[at])) {
      return;  // `6(1)(b) (performance of a contract)`
    } else if (IsLetter(bit) && (article == "9" || bit[0] <= 'f')) {
      refs.push_back({article + "(" + paragraph + ")(" + bit + ")", first, bits[at].token + 1});
      skipped = 0;
    } else {
      ++skipped;
    }
  }
}

bool SpeaksOfBases(const Reading& reading, const Unit& unit) { return reading.outline.InTopic(unit, kBasis) || unit.Has(kBasisNoun); }

// `based on your consent`
bool IsImplied(const Unit& unit, const Hit& basis) {
  return std::any_of(unit.hits.begin(), unit.hits.end(),
                     [&](const Hit& hit) { return hit.concept_id == kImply && IsNearBefore(hit, basis, 2); });
}

// Is another basis named right behind?
bool NamesAnother(const Unit& unit, const Hit& basis) {
  constexpr std::size_t kNear = 2;
  return std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
    return std::any_of(Bases().begin(), Bases().end(), [&](const NamedBasis& other) { return hit.concept_id == other.id; }) &&
           IsNearBefore(basis, hit, kNear);
  });
}

// In a column or list of legal bases the bare word says it: `Contract`.
const Hit* BareContract(const Reading& reading, const Unit& unit) {
  static const Named agreement("basis.agreement");
  constexpr std::size_t kFewWords = 6;
  const Hit* hit = unit.Find(agreement);
  if (hit == nullptr) return nullptr;
  // `The legal basis is the agreement with your employer`
  static const Named is("verb.is");
  constexpr std::size_t kNear = 3;
  const Hit* noun = unit.Find(kBasisNoun);
  for (const Hit& verb : unit.hits) {
    if (noun != nullptr && verb.concept_id == is && noun->last <= verb.first && IsNearBefore(verb, *hit, kNear)) return hit;
  }
  // `based on contract, legal obligation or legitimate interest`; `the legal basis of it is the contract`, in another order
  for (const Hit& other : unit.hits) {
    const bool among = other.concept_id == kImply && IsNearBefore(other, *hit, 0) && NamesAnother(unit, *hit);
    const bool told = other.concept_id == kBasisNoun && other.last == hit->first && unit.run.text[unit.tokens[other.last - 1].end] == ':';
    if (among || told || (other.concept_id == kBasisNoun && IsNearBefore(other, *hit, 2) && unit.Has(is))) return hit;
  }
  if (hit->first > 2 || unit.tokens.size() > kFewWords) return nullptr;
  const bool labelled = unit.HasTopic(kBasis);
  return labelled || (unit.item && reading.outline.InTopic(unit, kBasis)) ? hit : nullptr;
}

}  // namespace

bool SaysArticleBefore(const Unit& unit, std::size_t token) {
  return std::any_of(unit.hits.begin(), unit.hits.end(),
                     [&](const Hit& hit) { return hit.concept_id == kArticle && hit.last <= token && hit.last + 3 >= token; });
}

std::vector<ArticleRef> ArticlesIn(const Unit& unit) {
  std::vector<ArticleRef> refs;
  for (std::size_t i = 0; i < unit.tokens.size(); ++i) {
    const std::vector<Bit> bits = BitsFrom(unit, i, 9);
    if (bits.empty() || (bits[0].text != "6" && bits[0].text != "9")) continue;
    // Written in full, `6(1)(f)` is an article of the regulation and nothing else.
    const std::string_view written = std::string_view(unit.run.text).substr(unit.tokens[i].begin, 5);
    if (!SaysArticleBefore(unit, i) && written != "6(1)(" && written != "9(2)(") continue;
    ReadLetters(unit, bits, 1, bits[0].text, i, refs);
  }
  return refs;
}

namespace {

// `Answering you (Article 6(1)(f)) - we ..`: the label names them.
void AddLabelled(const Unit& unit, std::vector<std::pair<std::string, Place>>& bases) {
  Unit label;
  label.run.text = unit.label;
  label.tokens = TokensOf(unit.label);
  label.hits = unit.label_hits;
  for (const ArticleRef& ref : ArticlesIn(label)) {
    if (ref.article[0] == '6' && std::none_of(bases.begin(), bases.end(), [&](const auto& basis) { return basis.first == ref.article; }))
      bases.emplace_back(ref.article, unit.run.Whole());
  }
}

// `to send invoices (legal obligation)`: the bracket says what it rests on and nothing else.
bool IsBracketed(const Unit& unit, const Hit& hit) {
  const std::size_t begin = unit.tokens[hit.first].begin;
  if (begin == 0 || unit.run.text[begin - 1] != '(') return false;
  const std::size_t behind = unit.tokens[hit.last - 1].end;
  return unit.run.text.find_first_of("),;", behind) == behind;
}

}  // namespace

std::vector<std::pair<std::string, Place>> BasesOf(const Reading& reading, const Unit& unit) {
  std::vector<std::pair<std::string, Place>> bases;
  const auto add = [&](const std::string& article, std::size_t first, std::size_t last) {
    if (std::none_of(bases.begin(), bases.end(), [&](const auto& basis) { return basis.first == article; }))
      bases.emplace_back(article, unit.run.PlaceOf(unit.tokens[first].begin, unit.tokens[last - 1].end));
  };
  for (const ArticleRef& ref : ArticlesIn(unit)) {
    if (ref.article[0] == '6') add(ref.article, ref.first, ref.last);
  }
  if (bases.empty() && unit.table < 0 && !unit.label.empty()) AddLabelled(unit, bases);
  if (!bases.empty()) return bases;
  // `Must you give us the data? Yes, for a contract with us`: why it is asked for, Art. 13(2)(e).
  if (reading.outline.InTopic(unit, kProvision)) return bases;
  // `Where we rely on .., you may object`: what a right is about, not what something rests on.
  if (reading.outline.UnderHeading(unit, kRights) && unit.Has(kAsk)) return bases;
  const bool speaks = SpeaksOfBases(reading, unit);
  for (const NamedBasis& basis : Bases()) {
    const Hit* hit = unit.Find(basis.id);
    if (hit == nullptr || IsDenied(unit, *hit)) continue;
    // `You may withdraw your consent`; but `legal basis: consent, which you may withdraw`
    if (basis.id == kConsent && unit.Has(kWithdraw) && !unit.Has(kBasisNoun) && !unit.HasTopic(kBasis)) continue;
    if (basis.alone || speaks || IsImplied(unit, *hit) || IsBracketed(unit, *hit)) add(basis.article, hit->first, hit->last);
  }
  const bool contract = std::any_of(bases.begin(), bases.end(), [](const auto& basis) { return basis.first == "6(1)(b)"; });
  if (const Hit* bare = contract ? nullptr : BareContract(reading, unit)) add("6(1)(b)", bare->first, bare->last);
  return bases;
}

namespace {

// Is the term (a label, a heading below that of the bases) the name of one: `Contract: when you book`?
std::string BaseOfTerm(const Reading& reading, const std::string& term) {
  static const Named agreement("basis.agreement");
  constexpr std::size_t kFewWords = 6;
  Matcher matcher(Lexicon::Words());
  const std::vector<Token> tokens = TokensOf(term);
  if (tokens.size() > kFewWords) return "";
  for (const Hit& hit : matcher.Find(tokens, reading.outline.language_set)) {
    for (const NamedBasis& basis : Bases()) {
      if (hit.concept_id == basis.id) return basis.article;
    }
    if (hit.concept_id == agreement && hit.first == 0) return "6(1)(b)";
  }
  return "";
}

using Found = std::vector<std::pair<std::string, Place>>;

Found WithLabel(const Reading& reading, const Unit& unit, bool under) {
  Found found = BasesOf(reading, unit);
  if (unit.label.empty() || unit.table >= 0 || !under) return found;
  const std::string article = BaseOfTerm(reading, unit.label);
  if (!article.empty() && std::none_of(found.begin(), found.end(), [&](const auto& basis) { return basis.first == article; }))
    found.emplace_back(article, unit.run.Whole());
  return found;
}

}  // namespace

// A heading below that of the bases: `Legitimate interest`.
std::vector<std::pair<std::string, Place>> BasesOfHeading(const Reading& reading, const Unit& unit) {
  if (unit.section < 0) return {};
  if (!ArticlesIn(unit).empty()) return BasesOf(reading, unit);  // `Contract (Article 6(1)(b))`
  const Part& part = reading.outline.parts[static_cast<std::size_t>(unit.section)];
  const bool below = part.parent >= 0 && part.HasTopic(kBasis);
  const std::string article = below && !part.own_topics ? BaseOfTerm(reading, unit.run.text) : "";
  if (article.empty()) return {};
  return {{article, unit.run.Whole()}};
}

std::vector<std::pair<std::string, Place>> BasesOfLabelled(const Reading& reading, const Unit& unit) {
  return WithLabel(reading, unit, true);
}

void ReadBases(Reading& reading) {
  for (const Unit& unit : reading.outline.units) {
    if (unit.beside) continue;
    const bool heading = unit.heading && unit.table < 0;
    const auto bases = heading ? BasesOfHeading(reading, unit) : WithLabel(reading, unit, reading.outline.UnderHeading(unit, kBasis));
    for (const auto& [article, place] : bases) {
      std::vector<Text>& all = reading.facts.legal_bases;
      reading.Understand(unit);
      const std::string& name = article;
      if (std::any_of(all.begin(), all.end(), [&](const Text& known) { return known.text == name; })) continue;
      Text text;
      text.text = article;
      text.place = place;
      text.confidence = ArticlesIn(unit).empty() ? 0.7 : 0.95;
      all.push_back(std::move(text));
    }
  }
}

}  // namespace lofte::importer
