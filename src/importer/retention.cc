// How long what is kept. A sentence says one or several rules; each is read from its own clause. Deadlines that are no retention (an
// answer, a breach, an age) are told by what stands beside them.
#include <algorithm>
#include <array>

#include "importer/periods.h"
#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kStore("ret.store"), kDelete("ret.delete"), kAnonymise("ret.anonymise"), kBlock("ret.block");
const Named kAggregate("ret.aggregate");
const Named kThen("ret.then"), kNoun("ret.period_noun"), kDeadline("ret.not_our_deadline"), kAge("ret.age_words");
const Named kWhile("crit.while"), kUntil("crit.until"), kNecessary("crit.necessary"), kLaw("crit.law");
const Named kNot("neg.not"), kIf("mod.if"), kBreach("br.breach"), kCookie("ck.cookie"), kAsk("right.noun");
const Named kRetention("label.retention"), kRights("label.rights"), kCookies("label.cookies"), kLifetime("label.lifetime");

bool IsAction(Concept id) { return id == kDelete || id == kAnonymise || id == kBlock; }

struct Trigger {
  Concept id;
  const char* name;
};
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

// What an `as long as` or `until` is about.
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

// A part of a unit: tokens [first, last).
struct Clause {
  const Unit* unit;
  std::size_t first, last;

  const Hit* Find(Concept id) const {
    for (const Hit& hit : unit->hits) {
      if (hit.concept_id == id && hit.first >= first && hit.first < last) return &hit;
    }
    return nullptr;
  }
  bool Has(Concept id) const { return Find(id) != nullptr; }
};

std::string NameIn(const Clause& clause, const std::vector<Trigger>& names) {
  for (const Trigger& trigger : names) {
    if (clause.Has(trigger.id)) return trigger.name;
  }
  return "";
}

// delete, anonymise, block: what is done first, and what then.
struct Actions {
  std::string first, second;
};
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

// `then they are blocked`: a sentence that goes on with what was said.
bool GoesOn(const Unit& unit) {
  const Hit* then = unit.Find(kThen);
  return then != nullptr && then->first <= 1 && (unit.Has(kDelete) || unit.Has(kAnonymise) || unit.Has(kBlock) || unit.Has(kAggregate));
}

bool SameThing(const Unit& a, const Unit& b) {
  return a.section == b.section && a.sheet == b.sheet && a.table == b.table && (a.line_id == b.line_id || b.line_id == a.line_id + 1);
}

// `.., and deletes it then`: a verb without a subject of its own.
bool GoesOnAt(const Unit& unit, std::size_t token) {
  static const Concept conjunction = Id("unit.range");
  const bool joins =
      std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) { return hit.concept_id == conjunction && hit.first == token; });
  return joins && std::any_of(unit.hits.begin(), unit.hits.end(),
                              [&](const Hit& hit) { return IsAction(hit.concept_id) && hit.first == token + 1; });
}

// The clauses of a unit that each have a verb or noun of keeping or ending near their beginning.
std::vector<Clause> ClausesOf(const Unit& unit) {
  constexpr std::size_t kNear = 4;
  std::vector<Clause> clauses;
  std::size_t first = 0;
  for (std::size_t i = 1; i < unit.tokens.size(); ++i) {
    const std::string_view gap =
        std::string_view(unit.run.text).substr(unit.tokens[i - 1].end, unit.tokens[i].begin - unit.tokens[i - 1].end);
    if (gap.find_first_of(",;") == std::string_view::npos) continue;
    // `.., then anonymised` goes on with what was said.
    if (std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) { return hit.concept_id == kThen && hit.first == i; }))
      continue;
    const bool begins = std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
      return (hit.concept_id == kStore || IsAction(hit.concept_id)) && hit.first >= i && hit.first < i + kNear;
    });
    const bool whole = std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
      return (hit.concept_id == kStore || IsAction(hit.concept_id)) && hit.first >= first && hit.first < i;
    });
    if (!begins || !whole || GoesOnAt(unit, i)) continue;
    clauses.push_back({&unit, first, i});
    first = i;
  }
  clauses.push_back({&unit, first, unit.tokens.size()});
  return clauses;
}

bool NearAge(const Unit& unit, const Length& length) {
  if (length.unit != 'Y' || length.days > 30 * 365.25) return false;
  return std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
    return hit.concept_id == kAge && hit.last + 4 >= length.first && hit.first <= length.last + 3;
  });
}

class Reader {
 public:
  explicit Reader(Reading& reading) : reading_(reading), outline_(reading.outline) {}

  void Read() {
    for (const Unit& unit : outline_.units) {
      if (unit.beside || (unit.heading && unit.table < 0)) {
        announced_ = false;
        continue;
      }
      if (!unit.item && unit.table < 0) announced_ = false;
      if (Applies(unit)) ReadUnit(unit);
      if (unit.announces) announced_ = unit.Has(kStore) || unit.Has(kNoun) || outline_.InTopic(unit, kRetention);
    }
  }

 private:
  // Labels and headings under which words of keeping mean something else.
  bool Applies(const Unit& unit) const {
    static const std::vector<Concept> others = {Id("label.purpose"), Id("label.data"),     Id("label.sources"),
                                                Id("label.basis"),   Id("label.security"), Id("label.subjects")};
    static const std::vector<Concept> parts = {Id("label.security"), Id("label.principles"), Id("label.definitions")};
    const bool own_label = !unit.topics.empty();
    const auto is_topic = [&](Concept id) { return std::find(unit.topics.begin(), unit.topics.end(), id) != unit.topics.end(); };
    if (std::any_of(parts.begin(), parts.end(), [&](Concept part) { return outline_.UnderHeading(unit, part); }) &&
        !outline_.UnderHeading(unit, kRetention))
      return unit.sheet >= 0 && is_topic(kRetention);
    if (is_topic(kRetention)) return true;
    if (own_label && unit.sheet >= 0 && std::any_of(others.begin(), others.end(), is_topic)) return false;
    return !is_topic(kLifetime);
  }

  bool InRetention(const Unit& unit) const { return announced_ || outline_.InTopic(unit, kRetention); }

  // `We keep it until: ..`: the words in front of the colon say it of the sentence behind.
  bool IsKeptByLabel(const Unit& unit) const {
    const Unit* before = reading_.Previous(unit);
    if (unit.label.empty() || unit.table >= 0 || (before != nullptr && before->line_id == unit.line_id)) return false;
    Matcher matcher(Lexicon::Words());
    const std::vector<Hit> hits = matcher.Find(TokensOf(unit.label), outline_.language_set);
    return std::any_of(hits.begin(), hits.end(), [](const Hit& hit) { return hit.concept_id == kStore; });
  }

  bool IsRetention(const Unit& unit, const Length& length) const {
    const bool keeps = unit.Has(kStore) || unit.Has(kDelete) || unit.Has(kAnonymise) || unit.Has(kBlock) || unit.Has(kAggregate) ||
                       unit.Has(kNoun) || IsKeptByLabel(unit);
    const bool in = InRetention(unit);
    if (NearAge(unit, length)) return false;
    if (unit.Has(kBreach) && length.unit == 'H') return false;
    if (unit.Has(kDeadline) && !keeps && !in) return false;
    if (outline_.UnderHeading(unit, kRights) && !unit.Has(kStore)) return false;
    if (!in && unit.Has(kCookie) && !unit.Has(kStore)) return false;
    if (outline_.UnderHeading(unit, kCookies) && !in && unit.table >= 0) return false;
    return keeps || in;
  }

  void ReadUnit(const Unit& unit) {
    lengths_ = LengthsIn(unit);
    if (taken_ == &unit && lengths_.empty()) return;
    for (const Clause& clause : ClausesOf(unit)) {
      std::vector<Length> lengths;
      for (const Length& length : lengths_) {
        if (length.first >= clause.first && length.first < clause.last && IsRetention(unit, length)) lengths.push_back(length);
      }
      if (lengths.empty()) {
        ReadState(clause);
      } else {
        ReadLengths(clause, lengths);
      }
    }
  }

  // Examples and ranges (`1 month, 1 year`) are one rule; what has words of its own is another.
  bool IsSameRule(const Clause& clause, const Length& a, const Length& b) const {
    if (b.first - a.last > 4) return false;
    return std::none_of(clause.unit->hits.begin(), clause.unit->hits.end(), [&](const Hit& hit) {
      return hit.first >= a.last && hit.last <= b.first && (hit.concept_id == kStore || IsAction(hit.concept_id) || hit.concept_id == kIf);
    });
  }

  void ReadLengths(const Clause& clause, const std::vector<Length>& lengths) {
    std::size_t begin = clause.first;
    for (std::size_t i = 0; i < lengths.size();) {
      Length length = lengths[i];
      std::size_t last = i;
      while (last + 1 < lengths.size() && IsSameRule(clause, lengths[last], lengths[last + 1])) {
        ++last;
        if (lengths[last].days > length.days) {
          const std::string least = length.period;
          length = lengths[last];
          length.least = least;
        } else {
          length.least = lengths[last].period;
        }
      }
      const std::size_t end =
          last + 1 < lengths.size() ? CutBetween(*clause.unit, lengths[last].last, lengths[last + 1].first) : clause.last;
      Add({clause.unit, begin, end}, &length);
      begin = end;
      i = last + 1;
    }
  }

  // After the last comma or so between two lengths.
  static std::size_t CutBetween(const Unit& unit, std::size_t from, std::size_t until) {
    for (std::size_t i = from; i < until; ++i) {
      const std::string_view gap =
          std::string_view(unit.run.text).substr(unit.tokens[i - 1].end, unit.tokens[i].begin - unit.tokens[i - 1].end);
      if (gap.find_first_of(",;(") != std::string_view::npos) return i;
    }
    return from;
  }

  // No length: a state (`as long as`), a criterion, never stored, by reference.
  void ReadState(const Clause& clause) {
    static const Concept reference = Id("crit.reference"), review = Id("crit.review"), card = Id("dat.card");
    const Unit& unit = *clause.unit;
    const bool in = InRetention(unit);
    const bool own_label = std::find(unit.topics.begin(), unit.topics.end(), kRetention) != unit.topics.end();
    const Hit* store = clause.Find(kStore);
    const bool acts = clause.Has(kDelete) || clause.Has(kAnonymise) || clause.Has(kBlock);
    if (store == nullptr && !acts && !in) return;
    if (outline_.UnderHeading(unit, kRights) || (clause.Has(kAsk) && !clause.Has(kWhile) && !clause.Has(kUntil) && store == nullptr))
      return;
    if (unit.announces && !clause.Has(kWhile)) return;
    static const Concept longer = Id("cmp.longer_than");
    if (store != nullptr && IsDenied(unit, *store) && !acts && !clause.Has(kWhile) && !clause.Has(longer)) {
      // Of what is never stored at all, no period is said: that is about what is collected.
      const bool timed = in || clause.Has(Id("prep.after")) || clause.Has(Id("claim.vague"));
      if (timed && !clause.Has(card) && !clause.Has(kAge)) AddNotStored(clause);
      return;
    }
    std::string trigger;
    if (clause.Has(reference) && store != nullptr) trigger = "by_reference";
    if (trigger.empty() && clause.Has(review) && (acts || store != nullptr)) trigger = "periodic_review";
    if (trigger.empty() && (clause.Has(kWhile) || clause.Has(kUntil)) && (store != nullptr || in)) trigger = NameIn(clause, States());
    if (trigger.empty() && store != nullptr && clause.Has(kNecessary) && !clause.Has(kLaw)) trigger = "purpose_fulfilled";
    if (trigger.empty() && store != nullptr && clause.Has(kLaw)) trigger = "legal_reasons";
    if (trigger.empty() && in && acts) trigger = NameIn(clause, Triggers());
    if (trigger.empty() && (in && (clause.Has(kIf) || HasThen(clause))) && acts)
      trigger = HasThen(clause) ? "afterwards" : "purpose_fulfilled";
    if (trigger.empty() && own_label && (acts || store != nullptr)) trigger = HasThen(clause) ? "afterwards" : "unspecified";
    // What is said of a purpose in passing is no rule of its own.
    const bool vague = trigger == "legal_reasons" || trigger == "purpose_fulfilled" || trigger == "unspecified";
    if (vague && !in && outline_.UnderHeading(unit, Id("label.purpose"))) return;
    if (!trigger.empty()) Add(clause, nullptr, trigger);
  }

  static bool HasThen(const Clause& clause) { return clause.Has(kThen); }

  void AddNotStored(const Clause& clause) {
    Retention rule = Begin(clause);
    rule.not_stored = true;
    rule.trigger = NameIn(clause, Triggers());
    if (rule.trigger.empty()) rule.trigger = "not_stored";
    rule.action = "delete";
    Finish(std::move(rule), clause);
  }

  Retention Begin(const Clause& clause) const {
    Retention rule;
    const Unit& unit = *clause.unit;
    rule.place = unit.run.PlaceOf(unit.tokens[clause.first].begin,
                                  clause.last == unit.tokens.size() ? unit.run.text.size() : unit.tokens[clause.last - 1].end);
    rule.what = WhatOf(clause);
    return rule;
  }

  // In front of a colon, the words before the verb, those after it, or the label.
  std::string WhatOf(const Clause& clause) const {
    const Unit& unit = *clause.unit;
    const std::size_t colon = unit.run.text.find(": ");
    if (colon != std::string::npos && colon < 80) return unit.run.text.substr(0, colon);
    for (const Hit& hit : unit.hits) {
      if ((hit.concept_id != kStore && !IsAction(hit.concept_id)) || hit.first < clause.first || hit.first >= clause.last) continue;
      const std::string before = hit.first - clause.first <= kLongestName ? PlainWords(unit, clause.first, hit.first) : "";
      if (!before.empty()) return before;
      const std::string after = PlainWords(unit, hit.last, EndOfObject(clause, hit.last));
      if (!after.empty()) return after;
      break;
    }
    return unit.label;
  }

  // What follows the verb, until when, how long or why.
  std::size_t EndOfObject(const Clause& clause, std::size_t from) const {
    std::size_t end = std::min(clause.last, from + kLongestName);
    for (const Hit& hit : clause.unit->hits) {
      const bool stops = hit.concept_id == kWhile || hit.concept_id == kUntil || hit.concept_id == kThen || hit.concept_id == kIf ||
                         hit.concept_id == Id("ret.at_most") || hit.concept_id == Id("unit.range");
      if (stops && hit.first >= from) end = std::min(end, hit.first);
    }
    for (const Length& length : lengths_) {
      if (length.first >= from) end = std::min(end, length.first);
    }
    for (std::size_t i = from; i < end; ++i) {
      const std::string& text = clause.unit->run.text;
      if (i > from && text.find_first_of(",;(", clause.unit->tokens[i - 1].end) < clause.unit->tokens[i].begin) return i;
    }
    return end;
  }

  // The words without those that every sentence has at its ends (`we`, `may`); empty when no other is left.
  static std::string PlainWords(const Unit& unit, std::size_t first, std::size_t last) {
    static const Concept common = Id("lang.word"), may = Id("mod.may"), will = Id("mod.will"), must = Id("mod.must");
    const auto is_common = [&](std::size_t token) {
      const std::string& word = unit.tokens[token].word;
      const Lexicon& words = Lexicon::Words();
      return (word.size() < 6 && words.IsWord(word, common)) || words.IsWord(word, may) || words.IsWord(word, will) ||
             words.IsWord(word, must);
    };
    while (first < last && is_common(first)) ++first;
    while (last > first && is_common(last - 1)) --last;
    return std::string(unit.Words(first, last));
  }

  void Add(const Clause& clause, const Length* length, const std::string& state = "") {
    Retention rule = Begin(clause);
    const Unit& unit = *clause.unit;
    if (length != nullptr) {
      rule.period = length->period;
      rule.least = length->least;
      rule.at_most = length->at_most;
      rule.trigger = TriggerIn(clause, *length);
      if (rule.trigger.empty()) rule.trigger = TriggerIn({&unit, 0, unit.tokens.size()}, *length);
      if (rule.trigger.empty()) rule.trigger = TriggerOfLabel(unit);
      if (rule.trigger.empty()) rule.trigger = "unspecified";
    } else {
      rule.trigger = state;
      rule.vague = state == "legal_reasons" || state == "purpose_fulfilled" || state == "periodic_review";
    }
    Actions actions = ActionsIn(clause);
    const Unit* next = reading_.Next(unit);
    if (actions.first.empty() && clause.last == unit.tokens.size() && next != nullptr && GoesOn(*next) && SameThing(unit, *next)) {
      actions = ActionsIn({next, 0, next->tokens.size()});
      taken_ = next;
      reading_.Understand(*next);
      if (next->line_id == unit.line_id) rule.place.end = std::max(rule.place.end, next->run.PlaceOf(0, next->run.text.size()).end);
    }
    rule.action = actions.first.empty() ? "unknown" : actions.first;
    rule.then = actions.second;
    if (const Hit* law = clause.Find(kLaw)) rule.law = std::string(unit.Words(law->first, law->last));
    if (const Hit* condition = clause.Find(kIf)) rule.condition = std::string(unit.Words(condition->first, clause.last));
    Finish(std::move(rule), clause);
  }

  // Words such as `contract` say from when only behind the length or beside one of ending: `contracts are kept for 5 years` does not.
  static std::string TriggerIn(const Clause& clause, const Length& length) {
    static const std::vector<Concept> things = {Id("crit.relationship"), Id("crit.contract"), Id("trg.purchase"), Id("trg.collection")};
    const bool ends = clause.Has(Id("crit.ends"));
    for (const Trigger& trigger : Triggers()) {
      const bool thing = std::find(things.begin(), things.end(), trigger.id) != things.end();
      for (const Hit& hit : clause.unit->hits) {
        const bool inside = hit.concept_id == trigger.id && hit.first >= clause.first && hit.first < clause.last;
        if (inside && (!thing || hit.first >= length.first || ends)) return trigger.name;
      }
    }
    return "";
  }

  // `Deleted accounts: within 30 days`
  std::string TriggerOfLabel(const Unit& unit) const {
    if (unit.label.empty()) return "";
    Unit label;
    label.tokens = TokensOf(unit.label);
    for (const Hit& hit : unit.label_hits) {
      if ((hit.languages & outline_.language_set) != 0) label.hits.push_back(hit);
    }
    return NameIn(Clause{&label, 0, label.tokens.size()}, Triggers());
  }

  void Finish(Retention rule, const Clause& clause) {
    rule.confidence = rule.period.empty() ? 0.7 : rule.trigger == "unspecified" ? 0.8 : 0.9;
    reading_.Understand(*clause.unit);
    if (reading_.HasRoom(reading_.facts.retention.size(), kMostRules, "retention rules", rule.place))
      reading_.facts.retention.push_back(std::move(rule));
  }

  Reading& reading_;
  const Outline& outline_;
  static constexpr std::size_t kLongestName = 12;

  std::vector<Length> lengths_;  // of the unit that is read
  bool announced_ = false;
  const Unit* taken_ = nullptr;
};

}  // namespace

void ReadRetention(Reading& reading) { Reader(reading).Read(); }

}  // namespace lofte::importer
