#include "importer/activity_parts.h"

#include <algorithm>

namespace lofte::importer {

bool LabelIsBasis(const Unit& unit) {
  if (unit.label.empty() || unit.table >= 0) return false;
  return std::any_of(unit.label_hits.begin(), unit.label_hits.end(), [](const Hit& hit) {
    const std::string_view name = Lexicon::Words().NameOf(hit.concept_id);
    return hit.first == 0 && name.substr(0, 6) == "basis." && name != "basis.noun" && name != "basis.imply";
  });
}

bool LabelIsArticle(const Unit& unit) {
  return LabelIsBasis(unit) && std::any_of(unit.label_hits.begin(), unit.label_hits.end(),
                                           [](const Hit& hit) { return Lexicon::Words().NameOf(hit.concept_id) == "ref.article"; });
}

Text LeadOf(const Unit& unit) {
  constexpr std::size_t kMostWords = 8;
  for (const Hit& hit : unit.hits) {
    const bool does = hit.concept_id == Id("doc.process") || hit.concept_id == Id("ret.store") || hit.concept_id == Id("per.we");
    if (does && hit.first > 1 && hit.first <= kMostWords) return TextOf(unit, 0, hit.first, 0.5);
  }
  return TextOf(unit, 0.5);
}

Text NameOfItem(const Unit& unit) {
  constexpr std::size_t kLongestName = 130;
  Text name = TextOf(unit, 0.6);
  if (unit.label.empty() || unit.label.size() > kLongestName) return name;
  name.text = unit.label;
  name.place = unit.PlaceWithLabel();
  return name;
}

bool NamesRight(const std::string& heading, LanguageSet languages) {
  Matcher matcher(Lexicon::Words());
  const std::vector<Hit> hits = matcher.Find(TokensOf(heading), languages);
  return std::any_of(hits.begin(), hits.end(), [](const Hit& hit) {
    const std::string_view name = Lexicon::Words().NameOf(hit.concept_id);
    return name == "right.objection" || name == "right.withdraw_consent" || name == "right.erasure" || name == "right.restriction";
  });
}

bool NamesPolicy(const std::string& heading, LanguageSet languages) {
  Matcher matcher(Lexicon::Words());
  const std::vector<Hit> hits = matcher.Find(TokensOf(heading), languages);
  return std::any_of(hits.begin(), hits.end(), [](const Hit& hit) { return hit.concept_id == Id("doc.policy"); });
}

bool NamesBasis(const std::string& heading, LanguageSet languages) {
  constexpr std::size_t kFewWords = 4;
  Matcher matcher(Lexicon::Words());
  const std::vector<Token> tokens = TokensOf(heading);
  const std::vector<Hit> hits = matcher.Find(tokens, languages);
  return tokens.size() <= kFewWords && std::any_of(hits.begin(), hits.end(), [](const Hit& hit) {
           const std::string_view name = Lexicon::Words().NameOf(hit.concept_id);
           return hit.first == 0 && name.substr(0, 6) == "basis." && name != "basis.noun" && name != "basis.imply";
         });
}

void NoteSubjects(const Unit& unit, Activity& activity) {
  if (const Hit* subject = unit.Find(Id("sub.any")); subject != nullptr && unit.tokens.size() <= 8) {
    const std::string name(unit.run.text);
    if (std::find(activity.data_subjects.begin(), activity.data_subjects.end(), name) == activity.data_subjects.end() && !unit.item)
      activity.data_subjects.push_back(name);
  }
}

}  // namespace lofte::importer
