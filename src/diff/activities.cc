// What data is used for, on which basis, and by which kind of decision.
#include "diff/found.h"

namespace lofte::diff {

using policy::Activity;
using policy::Basis;

namespace {

// Both sides of one activity.
struct Sides {
  const Activity& before;
  const Activity& after;
  Found& found;

  // Of a change of the activity as a whole.
  void Of(Change& change) const {
    change.activities = {after.id};
    change.categories = Sorted(after.data);
    change.promises = after.promises;
  }
  void Of(Change* change) const {
    if (change != nullptr) Of(*change);
  }
  Change& Add(std::string_view kind) const {
    Change& change = found.Add(kind, after.span);
    Of(change);
    return change;
  }
  Change& AddEither(bool is_more, std::string_view more, std::string_view less) const { return Add(is_more ? more : less); }
  void Text(std::string_view kind, const policy::LocalText& was, const policy::LocalText& is, const char* entry) const {
    Of(AddText(found, kind, was, is, after.span, entry));
  }
};

void AddWhole(const Activity& activity, bool is_new, const policy::Policy& policy, Found& found) {
  Change& change = found.Add(is_new ? "purpose-new" : "purpose-gone", activity.span, !is_new);
  change.activities = {activity.id};
  change.categories = Sorted(activity.data);
  change.subjects = Sorted(activity.subjects);
  change.promises = activity.promises;
  for (const policy::Rule& rule : policy.rules)
    if (rule.activity == activity.id) change.promises.insert(change.promises.end(), rule.promises.begin(), rule.promises.end());
  change.promises = Sorted(change.promises);
  Value value = LocalValue(activity.purpose);
  if (value.text.empty()) value = TextValue(activity.id);
  (is_new ? change.after : change.before) = std::move(value);
}

void CompareBasis(const Sides& sides) {
  const Activity &before = sides.before, &after = sides.after;
  if (before.basis_given != after.basis_given) {
    Change& change = sides.AddEither(after.basis_given, "told-more", "told-less");
    change.entry = "basis";
    change.before = BasisValue(before);
    change.after = BasisValue(after);
  } else if (before.basis_given && before.basis != after.basis) {
    Change& change = before.basis == Basis::kConsent  ? sides.Add("consent-dropped")
                     : after.basis == Basis::kConsent ? sides.Add("consent-asked")
                                                      : sides.Add("basis-changed");
    change.before = BasisValue(before);
    change.after = BasisValue(after);
  } else if (before.basis == Basis::kConsent && before.consent != after.consent) {
    Change& change = sides.Add("consent-state");
    change.before = TextValue(before.consent);
    change.after = TextValue(after.consent);
  }
  if (before.art9 != after.art9) sides.Of(AddText(sides.found, "exception-changed", before.art9, after.art9, after.span, "art9"));
}

int LevelOf(const std::string& automated) { return automated == "decides" ? 2 : automated == "assists" ? 1 : 0; }

void CompareAutomated(const Sides& sides) {
  const std::string &was = sides.before.automated, &is = sides.after.automated;
  if (was != is) {
    const bool is_more = LevelOf(is) > LevelOf(was);
    Change& change = LevelOf(is) != LevelOf(was) ? sides.AddEither(is_more, "automated-more", "automated-less")
                                                 : sides.AddEither(was.empty(), "told-more", "told-less");
    change.entry = "automated";
    change.before = TextValue(was);
    change.after = TextValue(is);
  }
  sides.Text("logic-changed", sides.before.logic, sides.after.logic, "logic");
}

void CompareRole(const Sides& sides) {
  const auto words = [](const Activity& of) {
    return of.role == policy::Role::kProcessor ? "processor for " + of.processor_for : std::string("controller");
  };
  if (words(sides.before) == words(sides.after)) return;
  Change& change = sides.Add("role-changed");
  change.before = TextValue(words(sides.before));
  change.after = TextValue(words(sides.after));
}

// Lists of ids of which more is worse. Where one side says nothing, it is not known that anything was or is another.
void CompareLists(const Sides& sides, const Ids& before, const Ids& after, std::string_view more, std::string_view less,
                  const char* entry) {
  const auto add = [&](Change& change, Ids was, Ids is) {
    change.entry = entry;
    change.before = ListValue(Sorted(std::move(was)));
    change.after = ListValue(Sorted(std::move(is)));
  };
  if (before.empty() != after.empty()) return add(sides.AddEither(before.empty(), "told-more", "told-less"), before, after);
  if (const Ids added = Without(after, before); !added.empty()) add(sides.AddEither(true, more, less), {}, added);
  if (const Ids gone = Without(before, after); !gone.empty()) add(sides.AddEither(false, more, less), gone, {});
}

void CompareProvision(const Sides& sides) {
  const auto& before = sides.before.provision;
  const auto& after = sides.after.provision;
  const std::string was = before ? before->by : "", is = after ? after->by : "";
  if (was != is) {
    const bool must_was = was == "law" || was == "contract", must_is = is == "law" || is == "contract";
    Change& change = was.empty() || is.empty() ? sides.AddEither(was.empty(), "told-more", "told-less")
                     : must_was != must_is     ? sides.AddEither(must_is, "must-give", "may-give")
                                               : sides.Add("provision-changed");
    change.entry = "provision";
    change.before = TextValue(was);
    change.after = TextValue(is);
  } else if (before && after) {
    sides.Text("provision-changed", before->otherwise, after->otherwise, "provision");
  }
}

// Of data that there is on both sides.
void CompareOptional(const Sides& sides) {
  const Ids both = Both(sides.before.data, sides.after.data);
  const Ids was = Both(sides.before.optional, both), is = Both(sides.after.optional, both);
  for (const bool must : {true, false}) {
    const Ids data = must ? Without(was, is) : Without(is, was);
    if (data.empty()) continue;
    Change& change = sides.AddEither(must, "must-give", "may-give");
    change.categories = data;
  }
}

void CompareNone(const Sides& sides) {
  const auto add = [&](bool was, bool is, std::string_view lost, std::string_view gained) {
    if (was != is) sides.Add(was ? lost : gained);
  };
  add(sides.before.no_recipients, sides.after.no_recipients, "sharing-none-lost", "sharing-none-new");
  add(sides.before.no_transfers, sides.after.no_transfers, "transfers-none-lost", "transfers-none-new");
}

void CompareActivity(const Sides& sides) {
  const Activity &before = sides.before, &after = sides.after;
  sides.Text("wording", before.title, after.title, "title");
  sides.Text("purpose-changed", before.purpose, after.purpose, "purpose");
  CompareBasis(sides);
  sides.Text("interest-changed", before.interest, after.interest, "interest");
  sides.Text("law-changed", before.law, after.law, "law");
  CompareRole(sides);
  CompareAutomated(sides);
  CompareLists(sides, before.sources, after.sources, "source-new", "source-gone", "sources");
  CompareLists(sides, before.access, after.access, "access-new", "access-gone", "access");
  CompareProvision(sides);
  CompareOptional(sides);
  CompareNone(sides);
}

}  // namespace

void CompareActivities(const Pair& pair, Found& found) {
  for (const Activity& activity : pair.after.activities) {
    const Activity* before = pair.before.FindActivity(activity.id);
    if (before == nullptr) AddWhole(activity, true, pair.after, found);
    if (before != nullptr) CompareActivity(Sides{*before, activity, found});
  }
  for (const Activity& activity : pair.before.activities)
    if (pair.after.FindActivity(activity.id) == nullptr) AddWhole(activity, false, pair.before, found);
}

}  // namespace lofte::diff
