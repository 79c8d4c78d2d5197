// Words that promise more than can be shown, or less than can be understood.
#include <algorithm>
#include <map>

#include "lint/prose_rules.h"

namespace lofte::lint {
namespace {

bool HasDigit(const std::string& text) { return text.find_first_of("0123456789") != std::string::npos; }

template <typename Is>
Places Those(const Prose& prose, Is is) {
  Places places;
  for (const Statement& statement : prose.facts().statements)
    if (is(statement)) places.push_back(OriginOf(statement.place));
  return places;
}

void FindAbsolute(Prose& prose) {
  const Places places = Those(prose, [](const Statement& of) { return Has(of, {"doc.compliance", "qty.full"}) && !of.negated; });
  if (!places.empty()) prose.Add("ABSOLUTE-CLAIM", "this is claimed of everything, and cannot be shown as it is said", places);
}

void FindOpenPurposes(Prose& prose) {
  const Places places =
      Those(prose, [&](const Statement& of) { return Has(of, {"pur.open"}) && !of.negated && prose.IsIn(of, "purposes"); });
  if (!places.empty()) prose.Add("PURPOSE-OPEN", "to improve or develop something is a purpose without an end", places);
}

void FindVague(Prose& prose) {
  const Places places = Those(prose, [](const Statement& of) {
    return Has(of, {"freq.immediately", "freq.regular", "freq.undue_delay", "freq.short", "mod.strive"}) && !HasDigit(of.text);
  });
  if (!places.empty()) prose.Add("VAGUE-QUANTITY", "how soon or how often is said without a figure", places);
}

void FindFactors(Prose& prose) {
  if (prose.Says({"sec.second_factor"})) return;
  const Places all = Those(prose, [](const Statement& of) { return Has(of, {"sec.mfa"}) && Has(of, {"qty.all"}); });
  if (all.empty()) return;
  const Places optional = Those(prose, [](const Statement& of) { return Has(of, {"dat.phone"}) && Has(of, {"mod.optional"}); });
  prose.Add("MFA-CHANNEL",
            optional.empty() ? "everybody has a second factor, and what it is is not said"
                             : "everybody has a second factor, and a telephone number need not be given: what it is is not said",
            Joined(all, optional));
}

void FindCiphers(Prose& prose) {
  const Places places =
      Those(prose, [](const Statement& of) { return Has(of, {"sec.cipher"}) && Has(of, {"sec.in_transit"}) && !Has(of, {"sec.tls"}); });
  if (!places.empty()) prose.Add("CIPHER-CLAIM", "one cipher is named for what is stored and for what is on its way", places);
}

void FindScope(Prose& prose) {
  if (prose.Says({"sec.at_rest"})) return;
  const Places places =
      Those(prose, [](const Statement& of) { return Has(of, {"sec.in_transit"}) && Has(of, {"sec.encryption"}) && !of.negated; });
  if (!places.empty()) prose.Add("ENCRYPTION-SCOPE", "what is on its way is encrypted, and of what is stored nothing is said", places);
}

// A machine answers, and a person `can` approve: does it wait for that or not?
void FindApproval(Prose& prose) {
  std::map<std::size_t, std::vector<const Statement*>> answers;  // by section
  for (const Statement* of : prose.With({"ai.auto_reply", "mod.if_enabled"})) answers[of->section].push_back(of);
  for (const Statement* review : prose.With({"ai.human_review"})) {
    const auto found = answers.find(review->section);
    if (review->modality != Statement::Modality::kMay || found == answers.end()) continue;
    if (!prose.HasRoomFor("AI-APPROVAL-AMBIGUOUS")) return;
    Places places = {OriginOf(review->place)};
    for (std::size_t i = 0; i < found->second.size() && places.size() < kMostPlaces; ++i)
      if (found->second[i] != review) places.push_back(OriginOf(found->second[i]->place));
    prose.Add("AI-APPROVAL-AMBIGUOUS", "a machine answers, and a person may approve: whether it waits for that is not said",
              std::move(places));
  }
}

void FindBreach(Prose& prose) {
  if (!prose.facts().breach_72h || prose.Says({"trg.awareness"})) return;
  prose.Add("BREACH-START-MISSING", "from when on the 72 hours run is not said", {OriginOf(*prose.facts().breach_72h)});
}

// People are told of any breach that is a risk; the law asks for it where the risk is high.
void FindStricter(Prose& prose) {
  Places told;
  bool at_risk = false;
  for (const Statement& of : prose.facts().statements) {
    if (!prose.IsIn(of, "breach")) continue;
    if (Has(of, {"br.high_risk"})) return;
    at_risk = at_risk || Has(of, {"br.risk"});
    if (Has(of, {"br.tell_subjects"})) told.push_back(OriginOf(of.place));
  }
  if (at_risk && !told.empty())
    prose.Add("STRICTER-THAN-LAW", "people are told of a breach at any risk; Art. 34 asks for it at high risk", told);
}

}  // namespace

void FindWords(Prose& prose) {
  FindAbsolute(prose);
  FindOpenPurposes(prose);
  FindVague(prose);
  FindFactors(prose);
  FindCiphers(prose);
  FindScope(prose);
  FindApproval(prose);
  FindBreach(prose);
  FindStricter(prose);
}

}  // namespace lofte::lint
