#include "importer/draft_data.h"

#include <algorithm>

#include "base/words.h"
#include "importer/draft.h"
#include "importer/lexicon.h"
#include "importer/likeness.h"
#include "importer/limits.h"

namespace lofte::importer {
namespace {

constexpr double kSameThing = 0.5;
constexpr std::size_t kMostSubjects = 50;
constexpr char kWhole[] = "all";
constexpr char kAnyData[] = "personal-data";

bool IsSame(const Retention& a, const Retention& b) {
  return a.place.begin == b.place.begin && a.place.end == b.place.end && a.period == b.period;
}

// `account_active` -> what a draft calls the state; empty: it is none.
std::string StateOf(const std::string& trigger) {
  if (trigger == "account_active") return "account.open";
  if (trigger == "relationship_active") return "relationship.lasts";
  if (trigger == "consent_active" || trigger == "consent_withdrawn") return "consent.given";
  if (trigger == "published") return "text.published";
  if (trigger == "case_closed") return "case.open";
  if (trigger == "purpose_fulfilled") return std::string(kNeededState);
  if (trigger == "legal_reasons") return std::string(kLawState);
  return trigger == "erasure_request" ? std::string(kNotAskedState) : "";
}

// `last_activity` -> the event `person.last-activity`.
std::string EventOf(const std::string& trigger) {
  if (trigger.empty() || trigger == "unspecified" || trigger == "afterwards") return std::string(kUnstatedEvent);
  std::string event = "person." + trigger;
  std::replace(event.begin(), event.end(), '_', '-');
  return event;
}

std::string EndOf(const Retention& rule) {
  if (!rule.period.empty()) return rule.period + " after " + EventOf(rule.trigger);
  const std::string state = StateOf(rule.trigger);
  return state.empty() ? "" : "while " + state;
}

std::string ThenOf(const Retention& rule) {
  if (rule.action == "anonymise") return "anonymise";
  if (rule.action == "block") return "block then erase";
  return "erase";
}

bool NamesNoData(const std::string& what) {
  Matcher matcher(Lexicon::Words());
  const Concept label = Lexicon::Words().Id("label.retention");
  const std::vector<Token> tokens = TokensOf(what);
  const std::vector<Hit> hits = matcher.Find(tokens, kAllLanguages);
  const Concept pronoun = Lexicon::Words().Id("word.pronoun"), imply = Lexicon::Words().Id("basis.imply");
  return tokens.empty() || std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
           const bool whole = hit.first == 0 && hit.last == tokens.size();
           // `them`; `according to the Act`
           return (whole && (hit.concept_id == label || hit.concept_id == pronoun)) || (hit.first == 0 && hit.concept_id == imply);
         });
}

}  // namespace

DraftData::DraftData(const Facts& facts) {
  for (const DataGroup& group : facts.data) {
    DraftGroup made{group_ids_.New(group.name, kAnyData), group.name, {}};
    Ids leaves;
    for (const std::string& item : group.items) made.leaves.push_back(leaves.New(item, "item"));
    if (made.leaves.empty()) made.leaves.emplace_back(kWhole);
    AddGroup(std::move(made));
  }
  for (const Activity& activity : facts.activities) activities_.push_back(Begin(activity));
  DraftActivity rest;
  rest.id = std::string(kUnassignedActivity);
  for (const Retention& rule : facts.retention) {
    const bool assigned = std::any_of(facts.activities.begin(), facts.activities.end(), [&](const Activity& activity) {
      return std::any_of(activity.retention.begin(), activity.retention.end(), [&](const Retention& one) { return IsSame(one, rule); });
    });
    if (!assigned) AddRule(rule, rest);
  }
  // What the text lists and no activity takes.
  if (activities_.empty() || !rest.rules.empty() || !rest.never.empty()) {
    for (const DraftGroup& group : groups_) {
      const bool taken = std::any_of(activities_.begin(), activities_.end(), [&](const DraftActivity& activity) {
        return std::find(activity.data.begin(), activity.data.end(), group.id) != activity.data.end();
      });
      if (!taken && std::find(never_.begin(), never_.end(), group.id) == never_.end()) AddOnce(rest.data, group.id);
    }
    if (rest.data.empty() && rest.never.empty()) rest.data.push_back(GroupFor(""));
    activities_.push_back(std::move(rest));
  }
}

DraftActivity DraftData::Begin(const Activity& activity) {
  DraftActivity made;
  made.id = activity_ids_.New(activity.name, "activity");
  made.name = activity.name;
  for (const Text& purpose : activity.purposes) made.purpose += (made.purpose.empty() ? "" : " ") + purpose.text;
  if (made.purpose.empty()) made.purpose = activity.name;
  made.bases = activity.legal_bases;
  made.place = activity.place;
  made.confidence = activity.confidence;
  for (const std::string& subject : activity.data_subjects) AddOnce(made.subjects, SubjectFor(subject));
  for (const std::string& category : activity.data_categories) AddOnce(made.data, GroupFor(category));
  for (const Retention& rule : activity.retention) AddRule(rule, made);
  if (made.data.empty() && made.never.empty()) made.data.push_back(GroupFor(""));
  return made;
}

void DraftData::AddRule(const Retention& rule, DraftActivity& activity) {
  if (rule.not_stored) {
    // A group of its own: what is stored under the same words stays allowed.
    if (categories_ >= kMostCategories) {
      ++left_out_;
      return;
    }
    AddGroup({group_ids_.New(rule.what, kAnyData), "", {kWhole}});
    never_.push_back(groups_.back().id);
    return activity.never.push_back(groups_.back().id);
  }
  const std::string end = EndOf(rule);
  if (end.empty()) return;
  DraftRule made;
  // `Retention period: 5 years` on the sheet of an activity is about all of its data.
  if (!activity.data.empty() && NamesNoData(rule.what)) {
    made.of = activity.data;
  } else {
    made.of = {GroupFor(rule.what)};
    AddOnce(activity.data, made.of[0]);
  }
  made.end = end;
  made.then = ThenOf(rule);
  made.then_said = rule.action != "unknown";
  made.place = rule.place;
  made.confidence = rule.confidence;
  activity.rules.push_back(std::move(made));
}

DraftGroup& DraftData::AddGroup(DraftGroup group) {
  categories_ += group.leaves.size();
  words_.push_back(NameWordsOf(group.name));
  groups_.push_back(std::move(group));
  return groups_.back();
}

// The group whose name is nearest, else a new one of that name.
std::string DraftData::GroupFor(const std::string& what) {
  const std::string id = IdOf(what);
  const DraftGroup* best = nullptr;
  const NameWords words = NameWordsOf(what);
  double likeness = kSameThing;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const double alike = groups_[i].id == (id.empty() ? kAnyData : id) ? 2 : Likeness(words_[i], words);
    if (alike <= likeness) continue;
    likeness = alike;
    best = &groups_[i];
  }
  if (best != nullptr) return best->id;
  if (categories_ >= kMostCategories && !id.empty()) {
    ++left_out_;
    return GroupFor("");
  }
  return AddGroup({group_ids_.New(what, kAnyData), what, {kWhole}}).id;
}

std::string DraftData::SubjectFor(const std::string& name) {
  const std::string id = IdOf(name).empty() ? "people" : IdOf(name);
  if (subjects_.size() < kMostSubjects) AddOnce(subjects_, id);
  return std::find(subjects_.begin(), subjects_.end(), id) == subjects_.end() ? subjects_.back() : id;
}

}  // namespace lofte::importer
