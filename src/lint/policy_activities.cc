// What is processed, what for, on what basis.
#include "lint/policy_rules.h"

namespace lofte::lint {
namespace {

using policy::Activity;
using policy::Basis;

template <typename Lacks>
Group<Activity> Those(Collected& found, Lacks lacks) {
  Group<Activity> group;
  for (const Activity* activity : OwnActivities(found.policy()))
    if (lacks(*activity)) group.Add(*activity, activity->id);
  return group;
}

bool RestsOn(const Activity& activity, Basis basis) { return activity.basis_given && activity.basis == basis; }

// The first of the activity's categories, its own or used, that is among `categories`; "" where none is.
std::string FirstAmong(const Activity& activity, const std::vector<std::string>& categories) {
  for (const auto& own : {activity.data, activity.uses})
    for (const std::string& category : own)
      if (Holds(categories, category)) return category;
  return "";
}

void FindSpecial(Collected& found) {
  const policy::Policy& policy = found.policy();
  for (const Activity& activity : policy.activities) {
    const std::vector<policy::Origin> at = activity.origin ? std::vector<policy::Origin>{*activity.origin} : std::vector<policy::Origin>{};
    if (const std::string special = FirstAmong(activity, policy.special); !special.empty() && activity.art9.empty())
      found.Add("SPECIAL-WITHOUT-EXCEPTION", "`" + activity.id + "` processes `" + special + "`, and names no exception of Art. 9(2)",
                activity.span, at);
    if (const std::string criminal = FirstAmong(activity, policy.criminal); !criminal.empty() && activity.law.empty())
      found.Add("CRIMINAL-WITHOUT-LAW", "`" + activity.id + "` processes `" + criminal + "`, and names no law that lets it", activity.span,
                at);
  }
}

bool IsFromThePerson(const Activity& activity) { return activity.sources.empty() || Holds(activity.sources, "subject"); }

void FindUnused(Collected& found) {
  const policy::Policy& policy = found.policy();
  std::vector<std::string> known = policy.NeverStored();
  for (const Activity& activity : policy.activities)
    for (const auto& categories : {activity.data, activity.uses}) known.insert(known.end(), categories.begin(), categories.end());
  std::vector<std::string> unused;
  Span span;
  for (const auto& [category, at] : policy.data_spans) {
    if (Holds(known, category)) continue;
    if (unused.empty()) span = at;
    unused.push_back(category);
  }
  if (!unused.empty()) found.Add("UNUSED-CATEGORY", Listed(unused) + (unused.size() == 1 ? " is" : " are") + " for no activity", span);
}

}  // namespace

void FindInActivities(Collected& found) {
  // A text tells of data and people once and for all, and what it is for by the name of it; the record has to part them.
  const bool is_draft = found.policy().draft.has_value(), lists_nothing = found.policy().data.empty();
  Those(found, [&](const Activity& of) {
    return of.data.empty() && of.uses.empty() && of.never.empty() && (!is_draft || lists_nothing);
  }).Report(found, "CATEGORIES-MISSING", " says nothing of what data it processes", " say nothing of what data they process");
  Those(found, [&](const Activity& of) {
    return of.purpose.empty() && (!is_draft || of.title.empty());
  }).Report(found, "PURPOSE-MISSING", " does not say what it is for", " do not say what they are for");
  Those(found, [](const Activity& of) {
    return !of.basis_given;
  }).Report(found, "LEGAL-BASIS-MISSING", " has no legal basis", " have no legal basis");
  Those(found, [](const Activity& of) { return RestsOn(of, Basis::kLegitimateInterests) && of.interest.empty(); })
      .Report(found, "INTEREST-MISSING", " rests on a legitimate interest, and does not say which",
              " rest on a legitimate interest, and do not say which");
  Those(found, [&](const Activity& of) {
    return of.subjects.empty() && !is_draft;
  }).Report(found, "SUBJECTS-MISSING", " does not say whose data it is about", " do not say whose data they are about");
  Those(found, [](const Activity& of) { return IsFromThePerson(of) && !of.data.empty() && !of.provision; })
      .Report(found, "ART13-2E-MISSING", " does not say whether data has to be given, and what follows if it is not",
              " do not say whether data has to be given, and what follows if it is not");
  Those(found, [](const Activity& of) {
    return of.automated == "decides" && of.logic.empty();
  }).Report(found, "AUTOMATED-LOGIC-MISSING", " decides by machine, and does not say how", " decide by machine, and do not say how");
  FindSpecial(found);
  FindUnused(found);
}

}  // namespace lofte::lint
