#include "importer/retention_clause.h"

#include <algorithm>

namespace lofte::importer {
namespace {

const Named kStore("ret.store"), kDelete("ret.delete"), kAnonymise("ret.anonymise"), kBlock("ret.block"), kThen("ret.then");
const Named kAggregate("ret.aggregate");
const Named kNecessary("crit.necessary"), kLaw("crit.law"), kAge("ret.age_words");

// `.., and deletes it then`: a verb without a subject of its own.
bool GoesOnAt(const Unit& unit, std::size_t token) {
  static const Concept conjunction = Id("unit.range");
  const bool joins =
      std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) { return hit.concept_id == conjunction && hit.first == token; });
  return joins && std::any_of(unit.hits.begin(), unit.hits.end(),
                              [&](const Hit& hit) { return IsAction(hit.concept_id) && hit.first == token + 1; });
}

}  // namespace

bool IsAction(Concept id) { return id == kDelete || id == kAnonymise || id == kBlock; }

// In the order in which they are asked for: the more particular first.
const std::vector<Trigger>& Triggers() {
  static const std::vector<Trigger> triggers = {
      {Id("trg.last_confirmation_of_interest"), "last_confirmation_of_interest"},
      {Id("trg.last_activity"), "last_activity"},
      {Id("crit.inactive"), "last_activity"},
      {Id("trg.account_deletion"), "account_deletion"},
      {Id("trg.process_closed"), "process_closed"},
      {Id("trg.no_conversion"), "no_conversion"},
      {Id("trg.request_handled"), "request_handled"},
      {Id("trg.financial_year_end"), "financial_year_end"},
      {Id("trg.calendar_year_end"), "calendar_year_end"},
      {Id("crit.use_end"), "usage_end"},
      {Id("trg.collection"), "collection"},
      {Id("crit.solved"), "case_closed"},
      {Id("crit.withdrawn"), "consent_withdrawn"},
      {Id("crit.relationship"), "relationship_end"},
      {Id("crit.contract"), "contract_end"},
      {Id("trg.purchase"), "purchase"},
  };
  return triggers;
}

const std::vector<Trigger>& States() {
  static const std::vector<Trigger> states = {
      {Id("crit.erasure_asked"), "erasure_request"},
      {Id("crit.account"), "account_active"},
      {Id("crit.relationship"), "relationship_active"},
      {Id("crit.contract"), "relationship_active"},
      {Id("crit.withdrawn"), "consent_withdrawn"},
      {Id("crit.consent"), "consent_active"},
      {Id("crit.published"), "published"},
      {Id("crit.solved"), "case_closed"},
      {kNecessary, "purpose_fulfilled"},
      {Id("crit.purpose"), "purpose_fulfilled"},
      {kLaw, "legal_reasons"},
  };
  return states;
}

std::string NameIn(const Clause& clause, const std::vector<Trigger>& names) {
  for (const Trigger& trigger : names) {
    if (clause.Has(trigger.id)) return trigger.name;
  }
  return "";
}

Actions ActionsIn(const Clause& clause) {
  Actions actions;
  for (const Hit& hit : clause.unit->hits) {
    if (!IsAction(hit.concept_id) || hit.first < clause.first || hit.first >= clause.last) continue;
    const std::string name = hit.concept_id == kDelete ? "delete" : hit.concept_id == kAnonymise ? "anonymise" : "block";
    if (actions.first.empty()) {
      actions.first = name;
    } else if (actions.second.empty() && name != actions.first) {
      actions.second = name;
    }
  }
  return actions;
}

bool GoesOn(const Unit& unit) {
  const Hit* then = unit.Find(kThen);
  return then != nullptr && then->first <= 1 && (unit.Has(kDelete) || unit.Has(kAnonymise) || unit.Has(kBlock) || unit.Has(kAggregate));
}

bool SameThing(const Unit& a, const Unit& b) {
  return a.section == b.section && a.sheet == b.sheet && a.table == b.table && (a.line_id == b.line_id || b.line_id == a.line_id + 1);
}

std::vector<Clause> ClausesOf(const Unit& unit) {
  constexpr std::size_t kNear = 4;
  std::vector<Clause> clauses;
  std::size_t first = 0;
  const auto verb = [](const Hit& hit) { return hit.concept_id == kStore || IsAction(hit.concept_id); };
  if (std::none_of(unit.hits.begin(), unit.hits.end(), verb)) return {{&unit, first, unit.tokens.size()}};
  for (std::size_t i = 1; i < unit.tokens.size(); ++i) {
    const std::string_view gap =
        std::string_view(unit.run.text).substr(unit.tokens[i - 1].end, unit.tokens[i].begin - unit.tokens[i - 1].end);
    if (gap.find_first_of(",;") == std::string_view::npos) continue;
    // `.., then anonymised` goes on with what was said.
    if (std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) { return hit.concept_id == kThen && hit.first == i; }))
      continue;
    const bool begins = std::any_of(unit.hits.begin(), unit.hits.end(),
                                    [&](const Hit& hit) { return verb(hit) && hit.first >= i && hit.first < i + kNear; });
    const bool whole =
        std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) { return verb(hit) && hit.first >= first && hit.first < i; });
    if (!begins || !whole || GoesOnAt(unit, i)) continue;
    clauses.push_back({&unit, first, i});
    first = i;
  }
  clauses.push_back({&unit, first, unit.tokens.size()});
  return clauses;
}

bool NearAge(const Unit& unit, const Length& length) {
  constexpr int kYoungest = 6;  // `records older than 2 years are erased`
  if (length.unit != 'Y' || length.days > 30 * 365.25 || length.count < kYoungest) return false;
  return std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
    return hit.concept_id == kAge && hit.last + 4 >= length.first && hit.first <= length.last + 3;
  });
}

}  // namespace lofte::importer
