// Consent: where it is asked for, where it should be, and where another passage names another basis.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "lint/policy_rules.h"
#include "lint/prose_rules.h"

namespace lofte::lint {
namespace {

const Concepts kConsent = {"basis.consent", "consent.give"};

bool IsAboutCookies(const Prose& prose, const Statement& statement) {
  return Has(statement, {"ck.cookie"}) || prose.IsIn(statement, "cookies");
}

// Something on the device that is not essential: measured, advertised with, or there to make things better.
bool IsNotEssential(const Statement& statement) {
  return Has(statement, {"ck.analytics", "ck.advertising", "pur.analytics", "pur.open"}) && !statement.negated;
}

bool RestsOnConsent(const importer::Activity& activity) {
  return std::find(activity.legal_bases.begin(), activity.legal_bases.end(), "6(1)(a)") != activity.legal_bases.end();
}

// Does the text say that cookies wait for a yes?
bool AsksForCookies(const Prose& prose) {
  if (prose.Says({"ck.banner"})) return true;
  const std::vector<const Statement*> consents = prose.With(kConsent);
  return std::any_of(consents.begin(), consents.end(), [&](const Statement* of) { return IsAboutCookies(prose, *of); });
}

void FindOptOut(Prose& prose) {
  if (AsksForCookies(prose)) return;
  Places places;
  for (const Statement* statement : prose.With({"ck.browser_settings"}))
    if (IsAboutCookies(prose, *statement)) places.push_back(OriginOf(statement->place));
  if (places.empty()) return;
  Places measured, consented;
  for (const Statement& statement : prose.facts().statements) {
    if (IsAboutCookies(prose, statement) && IsNotEssential(statement)) measured.push_back(OriginOf(statement.place));
    if (!IsAboutCookies(prose, statement) && Has(statement, kConsent) && IsNotEssential(statement))
      consented.push_back(OriginOf(statement.place));
  }
  if (measured.empty()) return;
  for (const importer::Activity& activity : prose.facts().activities) {
    const Statement* said = prose.At(activity.place);
    if (said != nullptr && IsNotEssential(*said) && RestsOnConsent(activity)) consented.push_back(OriginOf(activity));
  }
  const std::string says = consented.empty()
                               ? "cookies that are not essential can be switched off in the browser, and nobody is asked first"
                               : "measuring rests on consent, and all there is is a way to switch cookies off in the browser";
  prose.Add("CONSENT-VS-OPTOUT", says, Joined(Joined(places, measured), consented));
}

bool RestsOnConsentAnywhere(const Prose& prose) {
  const auto& bases = prose.facts().legal_bases;
  const auto is_consent = [](const importer::Text& basis) { return basis.text == "6(1)(a)"; };
  return prose.Says(kConsent) || std::any_of(bases.begin(), bases.end(), is_consent);
}

void FindMissing(Prose& prose) {
  if (RestsOnConsentAnywhere(prose)) return;
  const bool told_to_switch_off = prose.Says({"ck.browser_settings"});
  Places tracked, marketing;
  for (const Statement& statement : prose.facts().statements) {
    if (statement.negated) continue;
    const bool tracks = Has(statement, {"dat.engagement", "ck.pixel"}) || (Has(statement, {"ck.cookie"}) && IsNotEssential(statement));
    if (tracks && !told_to_switch_off) tracked.push_back(OriginOf(statement.place));
    if (Has(statement, {"msg.marketing"}) && (statement.item || prose.IsIn(statement, "purposes")))
      marketing.push_back(OriginOf(statement.place));
  }
  if (!tracked.empty()) prose.Add("CONSENT-MISSING", "what people do is tracked, and nowhere is anybody asked", tracked);
  if (!marketing.empty() && !prose.Says({"msg.unsubscribe"}))
    prose.Add("MARKETING-CONSENT-MISSING", "marketing is sent, and the text knows neither consent nor a way to stop it", marketing);
}

// Consent beside another basis: whoever can say no, and whoever cannot, are not the same people.
bool IsIncompatible(const std::vector<std::string>& bases) {
  return bases.size() > 1 && std::find(bases.begin(), bases.end(), "6(1)(a)") != bases.end();
}

Places PlacesOfBases(const importer::Activity& activity) {
  return activity.basis_places.empty() ? Places{OriginOf(activity)} : OriginsOf(activity.basis_places);
}

// Bases of a section that stand far apart are of the several things that it tells of.
bool IsSaidAtOnce(const importer::Activity& activity) {
  const auto& places = activity.basis_places;
  return std::all_of(places.begin(), places.end(), [&](const Place& place) { return place.line == places.front().line; });
}

std::vector<std::string> WithoutConsent(std::vector<std::string> bases) {
  bases.erase(std::remove(bases.begin(), bases.end(), "6(1)(a)"), bases.end());
  return bases;
}

void FindDual(Prose& prose) {
  for (const importer::Activity& activity : prose.facts().activities)
    if (IsIncompatible(activity.legal_bases) && IsSaidAtOnce(activity))
      prose.Add("DUAL-BASIS",
                "`" + activity.name + "` rests on consent and on " + Listed(WithoutConsent(activity.legal_bases)) + " at once",
                PlacesOfBases(activity));
}

bool StandsAt(const importer::Activity& activity, const Place& place) {
  const auto same = [&](const Place& basis) { return basis.line == place.line; };
  return activity.place.line == place.line || std::any_of(activity.basis_places.begin(), activity.basis_places.end(), same);
}

Words PurposeWords(const importer::Activity& activity) {
  std::string text = activity.name;
  for (const importer::Text& purpose : activity.purposes) text += " " + purpose.text;
  return WordsOf(text);
}

// In how many statements a word stands, inflected or not. A word that is the same as another begins alike, so only those are looked at; a
// word is counted once, and no further than it takes to tell it from a rare one.
class WordUses {
 public:
  explicit WordUses(const std::vector<Statement>& statements) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      for (std::string& word : WordsOf(statements[i].text)) {
        if (word.size() < kLeastShared) continue;
        std::vector<Use>& uses = by_begin_[word.substr(0, kLeastShared)];
        if (uses.empty() || uses.back().statement != i || uses.back().word != word) uses.push_back({std::move(word), i});
      }
    }
  }

  // Words that only a few passages have tell what a passage is about.
  bool IsRare(const std::string& word) {
    const auto [known, fresh] = rare_.emplace(word, false);
    if (fresh) known->second = CountOf(word) <= kFew;
    return known->second;
  }

 private:
  static constexpr std::size_t kFew = 5;
  struct Use {
    std::string word;
    std::size_t statement;
  };

  std::size_t CountOf(const std::string& word) const {
    std::size_t count = 0;
    const Use* last = nullptr;
    const auto uses = by_begin_.find(word.substr(0, kLeastShared));
    if (uses == by_begin_.end()) return 0;
    for (const Use& use : uses->second) {
      if ((last != nullptr && last->statement == use.statement) || !IsSameWord(word, use.word)) continue;
      last = &use;
      if (++count > kFew) break;
    }
    return count;
  }

  std::unordered_map<std::string, std::vector<Use>> by_begin_;
  std::unordered_map<std::string, bool> rare_;
};

bool ShareARareWord(WordUses& uses, const Words& words, const Words& others) {
  constexpr std::size_t kLeast = 7;
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return word.size() >= kLeast && ShareAWord(word, others) && uses.IsRare(word); });
}

// A processing rests on something else, and another passage asks for explicit consent to what reads like the same.
void FindConsentElsewhere(Prose& prose) {
  const auto& activities = prose.facts().activities;
  std::vector<Words> purposes;
  for (const importer::Activity& activity : activities) purposes.push_back(PurposeWords(activity));
  std::optional<WordUses> uses;
  for (const Statement* statement : prose.With({"basis.explicit", "basis.explicit_consent"})) {
    if (!Has(*statement, kConsent) || statement->negated || !prose.IsIn(*statement, "recipients")) continue;
    if (!uses) uses.emplace(prose.facts().statements);
    const Words words = WordsOf(statement->text);
    for (std::size_t i = 0; i < activities.size() && prose.HasRoomFor("DUAL-BASIS"); ++i) {
      const importer::Activity& activity = activities[i];
      if (activity.legal_bases.empty() || RestsOnConsent(activity) || StandsAt(activity, statement->place)) continue;
      if (!ShareARareWord(*uses, words, purposes[i])) continue;
      prose.AddAs(Severity::kWarning, "DUAL-BASIS",
                  "`" + activity.name + "` rests on " + Listed(activity.legal_bases) + ", and here on explicit consent",
                  Joined(PlacesOfBases(activity), {OriginOf(statement->place)}));
    }
  }
}

// The kinds of purpose that can be told apart by concept.
constexpr std::pair<std::string_view, std::string_view> kPurposeKinds[] = {{"analytics", "pur.analytics"},
                                                                           {"security", "pur.security"},
                                                                           {"marketing", "msg.marketing"},
                                                                           {"payment", "pur.payment"},
                                                                           {"support", "pur.support"}};

// By kind of purpose, the bases that processings of that kind rest on.
std::map<std::string, std::set<std::string>> BasesByKind(const Prose& prose) {
  std::map<std::string, std::set<std::string>> bases;
  for (const importer::Activity& activity : prose.facts().activities) {
    const Statement* said = prose.At(activity.place);
    if (said == nullptr) continue;
    for (const auto& [kind, concept_id] : kPurposeKinds)
      if (Has(*said, {concept_id})) bases[std::string(kind)].insert(activity.legal_bases.begin(), activity.legal_bases.end());
  }
  return bases;
}

// Data for two purposes at once that rest on different things: which of it may be kept when consent is withdrawn?
void FindMixed(Prose& prose) {
  const auto bases = BasesByKind(prose);
  for (const Statement& statement : prose.facts().statements) {
    if (!prose.IsCollected(statement)) continue;
    std::vector<std::string> kinds;
    std::set<std::set<std::string>> different;
    for (const auto& [kind, concept_id] : kPurposeKinds) {
      const auto found = bases.find(std::string(kind));
      if (!Has(statement, {concept_id}) || found == bases.end() || found->second.empty()) continue;
      kinds.emplace_back(kind);
      different.insert(found->second);
    }
    if (different.size() > 1)
      prose.Add("BASIS-MIXED", "this data is for " + Listed(kinds) + " at once, which rest on different bases",
                {OriginOf(statement.place)});
  }
}

// Legal bases are told of, and of no purpose which of them is its.
void FindUnmappedBases(Prose& prose) {
  const importer::Facts& facts = prose.facts();
  const auto has_none = [](const importer::Activity& activity) { return activity.legal_bases.empty(); };
  // In so many words: what only sounds like one leaves the purposes without any.
  constexpr double kSure = 0.9;
  const auto is_sure = [](const importer::Text& basis) { return basis.confidence > kSure; };
  if (facts.activities.empty() || std::none_of(facts.legal_bases.begin(), facts.legal_bases.end(), is_sure)) return;
  if (!std::all_of(facts.activities.begin(), facts.activities.end(), has_none)) return;
  std::vector<std::string> bases;
  Places places;
  for (const importer::Activity& activity : facts.activities) places.push_back(OriginOf(activity));
  for (const importer::Text& basis : facts.legal_bases) {
    bases.push_back(basis.text);
    places.push_back(OriginOf(basis));
  }
  prose.Add("BASIS-UNMAPPED",
            Listed(bases) + (bases.size() == 1 ? " is told of" : " are told of") + ", and of no purpose which it rests on", places);
}

// Data is kept or processed, and in the whole text no basis is told, of no purpose.
void FindNoBasis(Prose& prose) {
  if (!prose.facts().legal_bases.empty() || !prose.facts().activities.empty()) return;
  const std::vector<const Statement*> processing = prose.With({"doc.process", "ret.store"});
  if (processing.empty()) return;
  prose.Add("LEGAL-BASIS-MISSING", "on which legal basis data is processed is not said", PlacesOf({processing.front()}));
}

void FindUnspecificCookies(Prose& prose) {
  if (!prose.facts().cookies.empty()) return;
  Places places;
  for (const Statement& statement : prose.facts().statements)
    if (IsAboutCookies(prose, statement) && IsNotEssential(statement)) places.push_back(OriginOf(statement.place));
  if (!places.empty())
    prose.Add("COOKIE-UNSPECIFIC", "cookies that are not essential are set, and none is named with purpose and lifetime", places);
}

}  // namespace

void FindConsentInProse(Prose& prose) {
  FindOptOut(prose);
  FindMissing(prose);
  FindDual(prose);
  FindConsentElsewhere(prose);
  FindMixed(prose);
  FindUnmappedBases(prose);
  FindNoBasis(prose);
  FindUnspecificCookies(prose);
}

}  // namespace lofte::lint
