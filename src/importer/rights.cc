// Rights of the people: named in a list, or as a sentence that says what somebody may ask for.
#include <algorithm>
#include <array>

#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kAsk("right.noun"), kRights("label.rights"), kComplaint("label.complaint"), kAuthority("role.authority");

struct NamedRight {
  Named id;
  const char* name;
  bool alone;  // the words say the right wherever they stand
};
const std::array<NamedRight, 9>& AllRights() {
  static const std::array<NamedRight, 9> rights{{{Named("right.access"), "access", false},
                                                 {Named("right.rectification"), "rectification", false},
                                                 {Named("right.erasure"), "erasure", false},
                                                 {Named("right.restriction"), "restriction", false},
                                                 {Named("right.portability"), "portability", false},
                                                 {Named("right.objection"), "objection", false},
                                                 {Named("right.withdraw_consent"), "withdraw_consent", true},
                                                 {Named("right.complaint"), "complaint", false},
                                                 {Named("right.no_automated_decision"), "no_automated_decision", false}}};
  return rights;
}

// Tokens between `you may` and the last right of a sentence: anywhere, and under a heading that speaks of rights.
constexpr std::size_t kNear = 18, kNearUnderHeading = 80;

bool IsAskedFor(const Unit& unit, const Hit& right, std::size_t within) {
  return std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
    return hit.concept_id == kAsk && (IsNearBefore(hit, right, within) || (hit.first <= right.first && hit.last >= right.first));
  });
}

// `the existence of the right to ..`: what an answer has to say, in the words of Article 15.
bool IsListedOf(const Unit& unit) {
  static const Named existence("doc.existence");
  const Hit* hit = unit.Find(existence);
  return hit != nullptr && hit->first <= 2;
}

bool NamesRight(const Unit& unit, LanguageSet languages) {
  return std::any_of(AllRights().begin(), AllRights().end(), [&](const NamedRight& right) { return unit.LabelHas(right.id, languages); });
}

// The articles of the rights in Reg. 2016/679.
struct OfArticle {
  const char* article;
  const char* right;
};
constexpr std::array<OfArticle, 8> kArticles{{{"15", "access"},
                                              {"16", "rectification"},
                                              {"17", "erasure"},
                                              {"18", "restriction"},
                                              {"20", "portability"},
                                              {"21", "objection"},
                                              {"22", "no_automated_decision"},
                                              {"77", "complaint"}}};

// `you may .. (Article 18)`: a right by its number, in whatever words. Of several articles it is not told which is meant.
std::string_view RightByArticle(const Reading& reading, const Unit& unit) {
  if (!reading.outline.UnderHeading(unit, kRights) && !unit.Has(kAsk)) return "";
  std::string_view right;
  for (std::size_t i = 0; i < unit.tokens.size(); ++i) {
    const auto of =
        std::find_if(kArticles.begin(), kArticles.end(), [&](const OfArticle& one) { return unit.tokens[i].word == one.article; });
    if (!unit.tokens[i].number || !SaysArticleBefore(unit, i)) continue;
    if (of == kArticles.end() || !right.empty()) return "";
    right = of->right;
  }
  return right;
}

bool Says(const Reading& reading, const Unit& unit, const NamedRight& right, const Hit& hit) {
  if (right.alone) return !IsDenied(unit, hit);
  const bool under = reading.outline.InTopic(unit, kRights) || reading.outline.UnderHeading(unit, kRights);
  const bool asked = IsAskedFor(unit, hit, under ? kNearUnderHeading : kNear);
  if (std::string_view(right.name) == "complaint")
    return (under && asked) || unit.Has(kAuthority) || (reading.outline.InTopic(unit, kComplaint) && asked) || (under && unit.item);
  if (under) return unit.item || unit.table >= 0 || asked;
  return asked && !unit.Has(Id("ck.cookie"));
}

}  // namespace

void ReadRights(Reading& reading) {
  for (const Unit& unit : reading.outline.units) {
    if (unit.beside || IsListedOf(unit)) continue;
    // A right may be a heading below that of the rights.
    if (unit.heading && !reading.outline.UnderHeading(unit, kRights)) continue;
    const std::string_view by_article = RightByArticle(reading, unit);
    // `Right to erasure: .., unless restricted by ..`: what the label names is the right.
    const bool labelled =
        unit.item && !unit.label.empty() && reading.outline.UnderHeading(unit, kRights) && NamesRight(unit, reading.outline.language_set);
    for (const NamedRight& right : AllRights()) {
      const Hit* hit = labelled ? nullptr : unit.Find(right.id);
      const bool by_label = hit == nullptr && !unit.label.empty() && reading.outline.UnderHeading(unit, kRights) &&
                            unit.LabelHas(right.id, reading.outline.language_set);
      if (!by_label && by_article != right.name && (hit == nullptr || !Says(reading, unit, right, *hit))) continue;
      reading.Understand(unit);
      std::vector<Right>& rights = reading.facts.rights;
      if (std::any_of(rights.begin(), rights.end(), [&](const Right& known) { return known.name == right.name; })) continue;
      Right read;
      read.name = right.name;
      read.place = unit.run.Whole();
      read.confidence = reading.outline.UnderHeading(unit, kRights) ? 0.95 : 0.75;
      rights.push_back(std::move(read));
    }
  }
}

}  // namespace lofte::importer
