// How long what is kept. A sentence says one or several rules; each is read from its own clause. Deadlines that are no retention (an
// answer, a breach, an age) are told by what stands beside them.
#include <algorithm>
#include <array>

#include "importer/periods.h"
#include "importer/reading.h"
#include "importer/retention_clause.h"

namespace lofte::importer {
namespace {

const Named kStore("ret.store"), kDelete("ret.delete"), kAnonymise("ret.anonymise"), kBlock("ret.block");
const Named kAggregate("ret.aggregate");
const Named kThen("ret.then"), kNoun("ret.period_noun"), kDeadline("ret.not_our_deadline"), kAge("ret.age_words");
const Named kWhile("crit.while"), kUntil("crit.until"), kNecessary("crit.necessary"), kLaw("crit.law");
const Named kNot("neg.not"), kIf("mod.if"), kBreach("br.breach"), kCookie("ck.cookie"), kAsk("right.noun");
const Named kRetention("label.retention"), kRights("label.rights"), kCookies("label.cookies"), kLifetime("label.lifetime");

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
    const auto is_topic = [&](Concept id) { return unit.HasTopic(id); };
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
    // What happens then, in a list: `All data is erased for good within 7 days`.
    const bool happens = unit.item && unit.Has(kDelete) && !unit.Has(kAsk) && !unit.Has(kDeadline);
    if (outline_.UnderHeading(unit, kRights) && !unit.Has(kStore) && !happens) return false;
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
      if (unit.GapBefore(i).find_first_of(",;(") != std::string_view::npos) return i;
    }
    return from;
  }

  // No length: a state (`as long as`), a criterion, never stored, by reference.
  void ReadState(const Clause& clause) {
    static const Concept card = Id("dat.card");
    const Unit& unit = *clause.unit;
    const bool in = InRetention(unit);
    const bool own_label = unit.HasTopic(kRetention);
    const Hit* store = clause.Find(kStore);
    const bool acts = clause.Has(kDelete) || clause.Has(kAnonymise) || clause.Has(kBlock);
    if (store == nullptr && !acts && !in) return;
    // `unless longer storage is ..`
    if (const Hit* unless = clause.Find(Id("neg.unless")); unless != nullptr && !acts && unless->first <= clause.first + 1) return;
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
    std::string trigger = StateOf(clause, in);
    if (trigger.empty() && own_label && (acts || store != nullptr)) trigger = HasThen(clause) ? "afterwards" : "unspecified";
    // What is said of a purpose or a legal basis in passing is no rule of its own.
    const bool vague = trigger == "legal_reasons" || trigger == "purpose_fulfilled" || trigger == "unspecified";
    if (vague && !in && (outline_.UnderHeading(unit, Id("label.purpose")) || unit.Has(Id("basis.noun")))) return;
    if (!trigger.empty()) Add(clause, nullptr, trigger);
  }

  // What a clause without a length says, in the words of Retention::trigger; empty: no rule.
  static std::string StateOf(const Clause& clause, bool in) {
    static const Concept reference = Id("crit.reference"), review = Id("crit.review"), forever = Id("crit.forever"), by = Id("basis.imply");
    const Hit* store = clause.Find(kStore);
    const bool acts = clause.Has(kDelete) || clause.Has(kAnonymise) || clause.Has(kBlock);
    const bool bounded = clause.Has(kWhile) || clause.Has(kUntil);
    if (clause.Has(reference) && store != nullptr) return "by_reference";
    if (clause.Has(review) && (acts || store != nullptr)) return "periodic_review";
    std::string trigger;
    if (bounded && (store != nullptr || in)) trigger = NameIn(clause, States());
    // `until the course ends`: an end that has no name here is one all the same.
    if (trigger.empty() && bounded && (store != nullptr || (in && !clause.unit->label.empty()))) trigger = "unspecified";
    if (trigger.empty() && store != nullptr && clause.Has(kNecessary) && !clause.Has(kLaw)) trigger = "purpose_fulfilled";
    if (trigger.empty() && store != nullptr && clause.Has(kLaw)) trigger = "legal_reasons";
    if (trigger.empty() && store != nullptr && clause.Has(forever)) trigger = "unspecified";
    if (trigger.empty() && acts && (in || clause.Has(kIf) || clause.Has(Id("ret.at_once")))) trigger = EndOf(clause, in);
    if (trigger.empty() && (in && (clause.Has(kIf) || HasThen(clause))) && acts)
      trigger = HasThen(clause) ? "afterwards" : "purpose_fulfilled";
    if (trigger.empty() && in && store != nullptr && HasAfter(clause, by, store->last)) trigger = "by_reference";
    return trigger;
  }

  // `deleted when you leave`, `when the purpose is fulfilled, it is deleted`
  static std::string EndOf(const Clause& clause, bool in) {
    const std::string trigger = NameIn(clause, Triggers());
    if (!trigger.empty() && (in || HasAny(*clause.unit, {Id("crit.ends"), Id("crit.left"), Id("crit.use_end")}))) return trigger;
    if (clause.Has(Id("crit.left"))) return "relationship_end";
    if (HasAfter(clause, Id("ret.at_once"), clause.first)) return "afterwards";
    const bool purpose = clause.Has(Id("crit.purpose")) && clause.Has(Id("crit.fulfilled"));
    if (purpose || (clause.Has(kNecessary) && clause.Has(kNot))) return "purpose_fulfilled";
    // `When you do so, your data is deleted within a reasonable time`
    const Hit* condition = clause.Find(kIf);
    return condition != nullptr && condition->first == 0 && clause.Has(Id("claim.vague")) ? "unspecified" : "";
  }

  static bool HasAfter(const Clause& clause, Concept id, std::size_t token) {
    return std::any_of(clause.unit->hits.begin(), clause.unit->hits.end(),
                       [&](const Hit& hit) { return hit.concept_id == id && hit.first >= token && hit.last <= clause.last; });
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
      // `When you unsubscribe, we erase your address`: what stands in front is when.
      const Hit* when = clause.Find(kIf);
      const bool conditional = when != nullptr && when->first < hit.first;
      const std::string before = !conditional && hit.first - clause.first <= kLongestName ? PlainWords(unit, clause.first, hit.first) : "";
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
      if (rule.trigger.empty() && (IsAfterSomething(unit, *length) || IsDeletedByLabel(unit))) rule.trigger = "afterwards";
      if (rule.trigger.empty()) rule.trigger = "unspecified";
    } else {
      rule.trigger = state;
      rule.vague = state == "legal_reasons" || state == "purpose_fulfilled" || state == "periodic_review";
      if (state == "by_reference") rule.refers_to = ActivityAfter(clause);
    }
    Actions actions = ActionsIn(clause);
    const Unit* next = reading_.Next(unit);
    if (actions.first.empty() && clause.last == unit.tokens.size() && next != nullptr && GoesOn(*next) && SameThing(unit, *next)) {
      actions = ActionsIn({next, 0, next->tokens.size()});
      taken_ = next;
      reading_.Understand(*next);
      if (next->line_id == unit.line_id) rule.place.end = std::max(rule.place.end, next->run.Whole().end);
    }
    if (actions.first.empty()) actions = ActionsInRow(unit);
    rule.action = actions.first.empty() ? "unknown" : actions.first;
    rule.then = actions.second;
    rule.law = LawIn(clause);
    rule.law_named = clause.Has(Id("law.name")) && !clause.Has(Id("law.data_protection"));
    if (const Hit* condition = clause.Find(kIf)) rule.condition = std::string(unit.Words(condition->first, clause.last));
    Finish(std::move(rule), clause);
  }

  // The words of the law that asks for it; its name says more than `accounting`, and `financial year` is no law.
  static std::string LawIn(const Clause& clause) {
    const Hit* law = clause.Find(Id("law.name"));
    const Hit* year = clause.Find(Id("trg.financial_year_end"));
    for (const Hit& hit : clause.unit->hits) {
      const bool of_year = year != nullptr && hit.first == year->first;
      if (law == nullptr && hit.concept_id == kLaw && hit.first >= clause.first && hit.first < clause.last && !of_year) law = &hit;
    }
    return law == nullptr ? "" : std::string(clause.unit->Words(law->first, law->last));
  }

  // `Deleted messages: gone within 30 days`
  static bool IsDeletedByLabel(const Unit& unit) {
    return std::any_of(unit.label_hits.begin(), unit.label_hits.end(),
                       [](const Hit& hit) { return hit.concept_id == kDelete && hit.first == 0; });
  }

  // `as for the activity "Support"`: its name, up to a mark.
  static std::string ActivityAfter(const Clause& clause) {
    static const Named activity("crit.reference_activity");
    const Hit* hit = clause.Find(activity);
    if (hit == nullptr) return "";
    const Unit& unit = *clause.unit;
    std::size_t end = hit->last;
    while (end < clause.last && (end == hit->last || unit.GapBefore(end).find_first_of("\",;.(") == std::string_view::npos)) ++end;
    return std::string(unit.Words(hit->last, end));
  }

  // `3 years after the course`: what it runs from is said, though by no name that is known here.
  static bool IsAfterSomething(const Unit& unit, const Length& length) {
    static const Concept after = Id("prep.after");
    return std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
      return hit.concept_id == after && hit.first >= length.last && hit.first <= length.last + 1 && hit.last < unit.tokens.size();
    });
  }

  // `Logs | 90 days | Deleted automatically`: another cell of the row says what is done.
  Actions ActionsInRow(const Unit& unit) const {
    constexpr std::size_t kFarthest = 50;  // units of the row that are looked at
    std::size_t looked = 0;
    for (const Unit* next = unit.table < 0 ? nullptr : reading_.Next(unit); next != nullptr; next = reading_.Next(*next)) {
      if (next->table != unit.table || next->row != unit.row || ++looked > kFarthest) break;
      if (next->column != unit.column && LengthsIn(*next).empty()) return ActionsIn({next, 0, next->tokens.size()});
    }
    return {};
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
