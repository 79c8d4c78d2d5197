// Which data is processed, whose, and for which of the activities that there were already.
#include <map>
#include <set>

#include "diff/found.h"

namespace lofte::diff {

using policy::Activity;
using policy::Policy;

namespace {

// Processed or, if asked for, seen as it passes through.
std::map<std::string, Ids> ActivitiesByCategory(const Policy& policy, bool passing_through) {
  std::map<std::string, Ids> activities;
  for (const Activity& activity : policy.activities) {
    for (const Ids* list : {&activity.data, &activity.uses})
      for (const std::string& category : *list) activities[category].push_back(activity.id);
    if (!passing_through) continue;
    for (const std::string& category : activity.never) activities[category].push_back(activity.id);
  }
  for (auto& [category, ids] : activities) ids = Sorted(std::move(ids));
  return activities;
}

bool IsSpecial(const Policy& policy, const std::string& category) {
  return Contains(policy.special, category) || Contains(policy.criminal, category);
}

// Those of one policy that the other does not have: one change for the categories of the same activities.
void AddCategories(const Policy& has, const Policy& has_not, bool is_new, Found& found) {
  const std::map<std::string, Ids> those = ActivitiesByCategory(has, false), others = ActivitiesByCategory(has_not, true);
  std::map<std::pair<bool, Ids>, Ids> groups;  // whether special, and the activities -> categories
  for (const auto& [category, activities] : those)
    if (others.count(category) == 0) groups[{IsSpecial(has, category), activities}].push_back(category);
  for (const auto& [of, categories] : groups) {
    const auto place = has.data_spans.find(categories.front());
    const Span span = place != has.data_spans.end() ? place->second : Span();
    Change& change =
        found.AddEither(is_new, of.first ? "special-new" : "category-new", of.first ? "special-gone" : "category-gone", span, span);
    change.categories = categories;
    change.activities = of.second;
  }
}

// A category that both have, and that only one says to be of Art. 9 or 10.
void CompareSpecial(const Pair& pair, Found& found) {
  const std::map<std::string, Ids> before = ActivitiesByCategory(pair.before, true), after = ActivitiesByCategory(pair.after, true);
  for (const bool is_new : {true, false}) {
    Ids categories;
    for (const auto& [category, activities] : after)
      if (before.count(category) != 0 && IsSpecial(is_new ? pair.after : pair.before, category) &&
          !IsSpecial(is_new ? pair.before : pair.after, category))
        categories.push_back(category);
    if (categories.empty()) continue;
    const auto place = pair.after.data_spans.find(categories.front());
    Change& change = found.Add(is_new ? "special-new" : "special-gone", place != pair.after.data_spans.end() ? place->second : Span());
    change.categories = categories;
    change.note = "it was processed before, and is now marked otherwise";
  }
}

// Whose data of the category it is; of an activity that names no kinds of people, of everybody.
Ids SubjectsOf(const Activity& activity, const std::string& category) {
  if (activity.data_of.empty()) return Sorted(activity.subjects);
  Ids subjects;
  for (const auto& [subject, data] : activity.data_of)
    if (Contains(data, category)) subjects.push_back(subject);
  return Sorted(std::move(subjects));
}

struct Sides {
  const Activity& before;
  const Activity& after;
  Found& found;

  void Add(bool is_more, std::string_view more, std::string_view less, const Ids& categories, const Ids& subjects) const {
    if (categories.empty()) return;
    Change& change = found.Add(is_more ? more : less, after.span);
    change.activities = {after.id};
    change.categories = categories;
    change.subjects = subjects;
    change.promises = after.promises;
  }
};

Ids Processed(const Activity& activity) {
  Ids all = activity.data;
  all.insert(all.end(), activity.uses.begin(), activity.uses.end());
  return Sorted(std::move(all));
}

// Data of one side that the other knew of, but not for this. What is new in the policy, or passed through, is told of elsewhere.
void CompareData(const Sides& sides, const std::set<std::string>& in_both) {
  for (const bool is_more : {true, false}) {
    const Activity &has = is_more ? sides.after : sides.before, &has_not = is_more ? sides.before : sides.after;
    Ids categories;
    for (const std::string& category : Without(Without(Processed(has), Processed(has_not)), has_not.never))
      if (in_both.count(category) != 0) categories.push_back(category);
    sides.Add(is_more, "data-new", "data-gone", categories, {});
  }
}

void CompareSubjects(const Sides& sides) {
  const Ids was = Sorted(sides.before.subjects), is = Sorted(sides.after.subjects), data = Sorted(sides.after.data);
  if (was.empty() != is.empty()) return sides.Add(was.empty(), "told-more", "told-less", data, was.empty() ? is : was);
  const Ids added = Without(is, was), gone = Without(was, is);
  if (!added.empty()) sides.Add(true, "subject-new", "subject-gone", data, added);
  if (!gone.empty()) sides.Add(false, "subject-new", "subject-gone", data, gone);
}

// Of categories and kinds of people that both sides name: data of people whose it was not.
void CompareWhose(const Sides& sides) {
  const Ids people = Both(sides.before.subjects, sides.after.subjects), data = Both(sides.before.data, sides.after.data);
  std::map<std::pair<bool, Ids>, Ids> groups;  // whether more, and whose -> categories
  for (const std::string& category : data) {
    const Ids was = Both(SubjectsOf(sides.before, category), people), is = Both(SubjectsOf(sides.after, category), people);
    if (const Ids added = Without(is, was); !added.empty()) groups[{true, added}].push_back(category);
    if (const Ids gone = Without(was, is); !gone.empty()) groups[{false, gone}].push_back(category);
  }
  for (const auto& [of, categories] : groups) sides.Add(of.first, "data-new", "data-gone", categories, of.second);
}

void CompareNever(const Pair& pair, Found& found) {
  const Ids was = pair.before.NeverStored(), is = pair.after.NeverStored();
  for (const bool is_lost : {true, false}) {
    const Ids categories = is_lost ? Without(was, is) : Without(is, was);
    if (categories.empty()) continue;
    const Policy& of = is_lost ? pair.before : pair.after;
    const auto place = of.data_spans.find(categories.front());
    const Span span = place != of.data_spans.end() ? place->second : Span();
    Change& change = found.AddEither(!is_lost, "never-stored-new", "never-stored-lost", span, span);
    change.categories = categories;
    for (const Activity& activity : of.activities)
      if (!Both(activity.never, categories).empty()) change.activities.push_back(activity.id);
    for (const policy::Promise& promise : of.promises)
      if (const auto* never = std::get_if<policy::NeverControl>(&promise.control);
          never != nullptr && Contains(categories, never->category))
        change.promises.push_back(promise.id);
    change.activities = Sorted(std::move(change.activities));
  }
}

}  // namespace

void CompareCategories(const Pair& pair, Found& found) {
  AddCategories(pair.after, pair.before, true, found);
  AddCategories(pair.before, pair.after, false, found);
  CompareSpecial(pair, found);
  std::set<std::string> in_both;
  const std::map<std::string, Ids> before = ActivitiesByCategory(pair.before, true), after = ActivitiesByCategory(pair.after, true);
  for (const auto& [category, activities] : before)
    if (after.count(category) != 0) in_both.insert(category);
  for (const Activity& activity : pair.after.activities) {
    const Activity* was = pair.before.FindActivity(activity.id);
    if (was == nullptr) continue;
    const Sides sides{*was, activity, found};
    CompareData(sides, in_both);
    CompareSubjects(sides);
    CompareWhose(sides);
  }
  CompareNever(pair, found);
}

}  // namespace lofte::diff
