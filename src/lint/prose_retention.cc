// How long, as a text says it: periods without a start, without a figure, with two figures, and those that a law is said to ask for.
#include <algorithm>
#include <map>

#include "lint/policy_rules.h"
#include "lint/prose_rules.h"
#include "policy/laws.h"

namespace lofte::lint {
namespace {

using importer::Retention;

bool IsUnsaid(const std::string& trigger) { return trigger.empty() || trigger == "unspecified"; }

// Words for the reader: what is kept, or the period where the sentence does not name it.
std::string WordFor(const Retention& rule) { return rule.what.empty() ? rule.period : rule.what; }

// The retention rules of which one thing is true: what they are of, and where.
struct Some {
  std::vector<std::string> names;
  Places places;
  void Add(const Retention& rule) {
    const std::string name = WordFor(rule);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    places.push_back(OriginOf(rule));
  }
};

template <typename Is>
Some Those(const Prose& prose, Is is) {
  Some some;
  for (const Retention& rule : prose.facts().retention)
    if (is(rule)) some.Add(rule);
  return some;
}

bool LacksStart(const Retention& rule) {
  // A law that is named says from when.
  return !rule.period.empty() && !rule.not_stored && IsUnsaid(rule.trigger) && rule.refers_to.empty() && !rule.law_named;
}

// The time that somebody else keeps it: `Norvik may keep it for 30 days`.
bool IsOfRecipient(const Prose& prose, const Retention& rule) {
  const auto& recipients = prose.facts().recipients;
  return std::any_of(recipients.begin(), recipients.end(),
                     [&](const importer::Recipient& of) { return !of.category && !of.name.empty() && rule.what.rfind(of.name, 0) == 0; });
}

// A time of which the start is not said. Of a ceiling (`up to 30 days`) that is a lesser fault.
void FindStarts(Prose& prose) {
  const auto lacks = [&](bool at_most) {
    return Those(prose, [&](const Retention& rule) { return LacksStart(rule) && rule.at_most == at_most && !IsOfRecipient(prose, rule); });
  };
  const auto add = [&](Severity severity, const Some& some) {
    if (!some.names.empty())
      prose.AddAs(severity, "TRIGGER-MISSING", "from which event on the time for " + Listed(some.names) + " runs is not said", some.places);
  };
  add(Severity::kError, lacks(false));
  add(Severity::kWarning, lacks(true));
}

void FindRanges(Prose& prose) {
  const Some ranges = Those(prose, [](const Retention& rule) { return !rule.least.empty() && rule.least != rule.period; });
  if (!ranges.names.empty())
    prose.Add("RETENTION-RANGE", "for " + Listed(ranges.names) + " there are two figures, and not what decides between them",
              ranges.places);
  const Some most = Those(prose, [](const Retention& rule) { return rule.at_most && !rule.period.empty() && rule.least.empty(); });
  if (!most.names.empty()) prose.Add("UPPER-BOUND", "the time for " + Listed(most.names) + " is the most, and binds as that", most.places);
}

// What a period without a figure rests on.
enum class Openness { kNone, kLaw, kCriterion };
Openness OpennessOf(const Prose& prose, const Retention& rule) {
  if (!rule.period.empty() || rule.not_stored || !rule.refers_to.empty()) return Openness::kNone;
  const Statement* said = prose.At(rule.place);
  // `as long as is necessary, or as the law asks`: the law is not the only reason.
  if (rule.trigger == "purpose_fulfilled") return Openness::kCriterion;
  if (rule.trigger == "legal_reasons" || !rule.law.empty()) return Openness::kLaw;
  if (said != nullptr && Has(*said, {"ret.in_line_with_law"})) return Openness::kLaw;
  const bool is_criterion = IsUnsaid(rule.trigger) || rule.trigger == "purpose_fulfilled" || rule.trigger == "periodic_review";
  return is_criterion || rule.vague ? Openness::kCriterion : Openness::kNone;
}

// Does the section of the rule have one with a figure, or with a state that ends? Then the open one leads to it.
bool HasFigureBeside(const Prose& prose, const Retention& rule) {
  const Statement* said = prose.At(rule.place);
  for (const Retention& other : prose.facts().retention) {
    if (&other == &rule || OpennessOf(prose, other) != Openness::kNone || other.not_stored) continue;
    const Statement* there = prose.At(other.place);
    if (said == nullptr || there == nullptr ? other.place.line == rule.place.line : there->section == said->section) return true;
  }
  return false;
}

bool HasFigure(const Prose& prose) {
  const auto& rules = prose.facts().retention;
  return std::any_of(rules.begin(), rules.end(), [](const Retention& rule) { return !rule.period.empty(); });
}

void FindOpen(Prose& prose) {
  Some by_law, unnamed, open;
  for (const Retention& rule : prose.facts().retention) {
    const Openness openness = OpennessOf(prose, rule);
    if (openness == Openness::kNone) continue;
    const Statement* said = prose.At(rule.place);
    // `In line with the law` is all that is told of this; `as long as the law asks` adds to the figures that stand elsewhere.
    const bool alone = said != nullptr && Has(*said, {"ret.in_line_with_law"});
    const bool beside = HasFigureBeside(prose, rule) || (openness == Openness::kLaw && !alone && HasFigure(prose));
    if (openness == Openness::kLaw && !rule.law_named) (beside ? unnamed : by_law).Add(rule);
    if (openness == Openness::kCriterion && !beside) open.Add(rule);
  }
  if (!by_law.places.empty())
    prose.Add("RETENTION-MISSING", "what the law asks for is the only period here: no law is named, and no figure", by_law.places);
  if (!unnamed.places.empty()) prose.Add("LAW-UNNAMED", "laws are a reason to keep something longer, and are not named", unnamed.places);
  if (!open.places.empty()) prose.Add("RETENTION-OPEN", "how long is left to what is necessary", open.places);
}

// `The app stores no data`, and nothing else of storing or collecting.
bool SaysNothingIsStored(const Prose& prose) {
  bool denied = false;
  for (const Statement& statement : prose.facts().statements) {
    if (!Has(statement, {"ret.store", "doc.process"})) continue;
    if (!statement.negated) return false;
    denied = denied || Has(statement, {"doc.data"});
  }
  return denied;
}

void FindNone(Prose& prose) {
  const auto& rules = prose.facts().retention;
  if (std::any_of(rules.begin(), rules.end(), [](const Retention& rule) { return !rule.not_stored; })) return;
  if (SaysNothingIsStored(prose)) return;
  prose.Add("RETENTION-MISSING", "how long what is stored is kept is not said", prose.Whole());
}

// Whose law is meant. By language alone it is a guess.
struct Home {
  std::string country;
  bool is_guess = false;
};
Home HomeOf(const Prose& prose) {
  static const std::map<std::string, std::string> kByLanguage = {{"nb", "NO"}, {"nn", "NO"}, {"no", "NO"}, {"sv", "SE"},
                                                                 {"da", "DK"}, {"fi", "FI"}, {"de", "DE"}, {"es", "ES"}};
  static const std::map<std::string, std::string> kByConcept = {{"geo.no", "NO"}, {"geo.se", "SE"}, {"geo.dk", "DK"},
                                                                {"geo.fi", "FI"}, {"geo.es", "ES"}, {"geo.de", "DE"}};
  const importer::Facts& facts = prose.facts();
  if (facts.controller.country && !facts.controller.country->text.empty()) return {facts.controller.country->text};
  if (!facts.authority_country.empty()) return {facts.authority_country};
  for (const auto& [concept_id, country] : kByConcept)
    if (prose.Says({concept_id})) return {country};
  const auto by_language = kByLanguage.find(facts.language);
  return by_language == kByLanguage.end() ? Home{} : Home{by_language->second, true};
}

std::string PeriodOf(const policy::Law& law) { return law.end.substr(0, law.end.find(' ')); }

// The duty of a country to keep books that is nearest to what is said; nullptr where some law of it asks for that, or none is known.
const policy::Law* Missed(const std::string& country, const time::Period& said) {
  const policy::Law* duty = nullptr;
  for (const policy::Law& law : policy::Laws()) {
    if (law.id.compare(0, country.size() + 1, country + "/") != 0) continue;
    const Result<time::Period> asked = time::ParsePeriod(PeriodOf(law));
    if (asked && *asked == said) return nullptr;
    const bool is_of_books = law.duty && law.id.find("/anti-") == std::string::npos;
    if (is_of_books && (duty == nullptr || law.id.find("vouchers") != std::string::npos)) duty = &law;
  }
  return duty;
}

void SayIfNotTheLaws(Prose& prose, const Retention& rule, const Home& home) {
  const bool claims_law = !rule.law.empty() || prose.SpeaksOf(rule, {"law.claim", "basis.legal_obligation"});
  const bool is_of_books = prose.SpeaksOf(rule, {"pur.tax", "pur.payment"});
  const Result<time::Period> period = time::ParsePeriod(rule.period);
  if (!claims_law || !is_of_books || !period) return;
  const policy::Law* law = Missed(home.country, *period);
  if (law == nullptr) return;
  prose.AddAs(home.is_guess ? Severity::kWarning : Severity::kError, "STATUTE-MISMATCH",
              "`" + rule.period + "` for `" + WordFor(rule) + "` is said to be what the law asks for; in `" + home.country + "` that is `" +
                  law->end + "` (" + law->cite + ")",
              {OriginOf(rule)});
}

void FindStatutes(Prose& prose) {
  const Home home = HomeOf(prose);
  if (home.country.empty()) return;
  for (const Retention& rule : prose.facts().retention) SayIfNotTheLaws(prose, rule, home);
}

void FindReferences(Prose& prose) {
  const auto& activities = prose.facts().activities;
  if (activities.empty()) return;
  for (const Retention& rule : prose.facts().retention) {
    if (rule.refers_to.empty()) continue;
    const auto is_meant = [&](const importer::Activity& activity) {
      const auto& also = activity.aliases;
      return IsSameName(activity.name, rule.refers_to) ||
             std::any_of(also.begin(), also.end(), [&](const std::string& alias) { return IsSameName(alias, rule.refers_to); });
    };
    if (std::any_of(activities.begin(), activities.end(), is_meant)) continue;
    prose.Add("DANGLING-REF", "the period is that of `" + rule.refers_to + "`, and there is no such processing", {OriginOf(rule)});
  }
}

}  // namespace

void FindRetentionInProse(Prose& prose) {
  FindStarts(prose);
  FindRanges(prose);
  FindOpen(prose);
  FindNone(prose);
  FindStatutes(prose);
  FindReferences(prose);
}

}  // namespace lofte::lint
