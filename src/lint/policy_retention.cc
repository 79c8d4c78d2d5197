// How long: what has no end that comes by itself, and what has none at all.
#include <algorithm>

#include "importer/draft.h"
#include "lint/policy_rules.h"

namespace lofte::lint {
namespace {

using policy::End;
using policy::Rule;
using policy::RuleKind;

// The states that the end waits for and that nothing else of it bounds; empty when it ends by a day.
std::vector<std::string> StatesOf(const End& end) {
  if (end.kind == End::Kind::kWhile) return {end.name};
  std::vector<std::string> states;
  for (const End& part : end.parts) {
    const std::vector<std::string> of = StatesOf(part);
    if (end.kind == End::Kind::kEarliest && of.empty()) return {};
    states.insert(states.end(), of.begin(), of.end());
  }
  return states;
}

bool IsCapped(const policy::Policy& policy, const std::string& category) {
  return std::any_of(policy.rules.begin(), policy.rules.end(), [&](const Rule& rule) {
    return rule.kind == RuleKind::kCap && rule.when.empty() && StatesOf(rule.end).empty() && Holds(rule.of, category);
  });
}

// What an open end of a draft is called until somebody gives it one: the text's points say where.
bool IsForTheText(const std::string& state) { return state == importer::kNeededState || state == importer::kLawState; }

// Does the rule keep something that nothing takes away while the state lasts? A state of consent ends by the person's word, and has an end
// in that.
bool KeepsOpen(const policy::Policy& policy, const Rule& rule, const std::string& state) {
  const policy::Activity* activity = policy.FindActivity(rule.activity);
  if (IsForTheText(state) || (activity != nullptr && activity->consent == state)) return false;
  return std::any_of(rule.of.begin(), rule.of.end(), [&](const std::string& category) { return !IsCapped(policy, category); });
}

void FindUnbounded(Collected& found) {
  Group<Rule> open;
  std::vector<std::string> states;
  for (const Rule& rule : found.policy().rules) {
    if (rule.kind != RuleKind::kNeed) continue;
    for (const std::string& state : StatesOf(rule.end)) {
      if (!KeepsOpen(found.policy(), rule, state)) continue;
      open.Add(rule, state);
      if (!Holds(states, state)) states.push_back(state);
    }
  }
  open.ReportAs(found, "UNBOUNDED-RETENTION",
                "what is kept while " + Listed(states) + (states.size() == 1 ? " lasts" : " last") + " has no end that comes by itself");
}

bool NamesEvent(const End& end, std::string_view event) {
  if (end.kind == End::Kind::kAfter && end.name == event) return true;
  return std::any_of(end.parts.begin(), end.parts.end(), [&](const End& part) { return NamesEvent(part, event); });
}

void FindStarts(Collected& found) {
  Group<Rule> group;
  for (const Rule& rule : found.policy().rules)
    if (NamesEvent(rule.end, importer::kUnstatedEvent)) group.Add(rule, rule.source);
  group.Report(found, "TRIGGER-MISSING", ": from which event on that runs is not said", ": from which event on these run is not said");
}

// A text that says of nothing how long. What one activity lacks in a finished policy is an error of the file already (`missing-need`).
void FindNone(Collected& found) {
  const policy::Policy& policy = found.policy();
  const auto keeps = [](const policy::Activity& activity) { return !activity.data.empty(); };
  if (!policy.draft || !policy.rules.empty()) return;
  if (std::none_of(policy.activities.begin(), policy.activities.end(), keeps) && !policy.activities.empty()) return;
  found.AddOfAll("RETENTION-MISSING", "how long anything is kept is not said");
}

}  // namespace

void FindInRetention(Collected& found) {
  FindUnbounded(found);
  FindStarts(found);
  FindNone(found);
}

}  // namespace lofte::lint
