// Who is answerable, whom people can turn to, and who may use the service at all.
#include "diff/found.h"

namespace lofte::diff {

using policy::JointController;
using policy::Officer;

namespace {

void AddPlain(Found& found, std::string_view kind, const Span& span, const std::string& was, const std::string& is, const char* entry,
              const Ids& promises) {
  if (was == is) return;
  Change& change = found.Add(kind, span);
  change.entry = entry;
  change.before = TextValue(was);
  change.after = TextValue(is);
  change.promises = promises;
}

std::string OfficerText(const Officer& of) {
  Ids parts;
  for (const std::string* part : {&of.name, &of.email, &of.phone, &of.address})
    if (!part->empty()) parts.push_back(*part);
  return JoinIds(parts);
}

struct OfficerKinds {
  const char *gained, *lost, *changed;
};

void CompareOfficer(Found& found, const Span& span, const std::optional<Officer>& before, const std::optional<Officer>& after,
                    const OfficerKinds& kinds, const Ids& promises) {
  const std::string was = before ? OfficerText(*before) : "", is = after ? OfficerText(*after) : "";
  const char* kind = before && after ? kinds.changed : after ? kinds.gained : kinds.lost;
  AddPlain(found, kind, span, was, is, "", promises);
}

std::string YearEndText(const time::YearEnd& of) { return std::to_string(of.month) + "-" + std::to_string(of.day); }

void CompareController(const Pair& pair, Found& found) {
  const policy::Controller &before = pair.before.controller, &after = pair.after.controller;
  const Span& span = after.span;
  const Ids& promises = after.promises;
  AddPlain(found, "controller-changed", span, before.name, after.name, "name", promises);
  AddPlain(found, "controller-changed", span, before.country, after.country, "country", promises);
  if (!before.organisation_number.empty() && !after.organisation_number.empty())
    AddPlain(found, "controller-changed", span, before.organisation_number, after.organisation_number, "organisation-number", promises);
  if (before.organisation_number.empty() != after.organisation_number.empty())
    AddPlain(found, before.organisation_number.empty() ? "told-more" : "told-less", span, before.organisation_number,
             after.organisation_number, "organisation-number", promises);
  AddPlain(found, "controller-contact", span, before.city, after.city, "city", promises);
  AddPlain(found, "controller-contact", span, before.address, after.address, "address", promises);
  AddPlain(found, "controller-contact", span, before.email, after.email, "email", promises);
  AddPlain(found, "controller-contact", span, before.phone, after.phone, "phone", promises);
  AddPlain(found, "controller-calendar", span, before.zone, after.zone, "time-zone", promises);
  AddPlain(found, "controller-calendar", span, YearEndText(before.year_end), YearEndText(after.year_end), "financial-year-end", promises);
  CompareOfficer(found, span, before.officer, after.officer, {"officer-new", "officer-lost", "officer-changed"}, promises);
  CompareOfficer(found, span, before.representative, after.representative,
                 {"representative-new", "representative-lost", "representative-changed"}, promises);
}

std::string JointText(const JointController& of) {
  return JoinIds({of.name.empty() ? of.id : of.name, of.country, of.email}) + "; " + JoinIds(Sorted(of.activities)) + "; " +
         WordsOf(of.essence);
}

void CompareJoint(const Pair& pair, Found& found) {
  const auto fill = [](Change& change, const JointController& of) {
    change.entry = of.name.empty() ? of.id : of.name;
    change.activities = Sorted(of.activities);
  };
  for (const JointController& joint : pair.after.joint_controllers) {
    const JointController* before = FindEntry(pair.before.joint_controllers, joint.id);
    if (before != nullptr && JointText(*before) == JointText(joint)) continue;
    Change& change = found.Add(before == nullptr ? "joint-new" : "joint-changed", joint.span);
    fill(change, joint);
    change.after = TextValue(JointText(joint));
    if (before != nullptr) change.before = TextValue(JointText(*before));
  }
  for (const JointController& joint : pair.before.joint_controllers) {
    if (FindEntry(pair.after.joint_controllers, joint.id) != nullptr) continue;
    Change& change = found.Add("joint-gone", joint.span, true);
    fill(change, joint);
    change.before = TextValue(JointText(joint));
  }
}

// No least age is the lowest; and below the same age with a parent's consent is lower than not at all.
void CompareAge(const Pair& pair, Found& found) {
  const auto level = [](const policy::Policy& policy) { return 2 * policy.minimum_age.value_or(0) - (policy.parents_may_agree ? 1 : 0); };
  const int was = level(pair.before), is = level(pair.after);
  if (was == is) return;
  Change& change = found.Add(is < was ? "age-lower" : "age-higher",
                             pair.after.minimum_age ? pair.after.minimum_age_span : pair.before.minimum_age_span, !pair.after.minimum_age);
  change.before = NumberValue(pair.before.minimum_age);
  change.after = NumberValue(pair.after.minimum_age);
  change.promises = Sorted([&] {
    Ids all = pair.before.minimum_age_promises;
    all.insert(all.end(), pair.after.minimum_age_promises.begin(), pair.after.minimum_age_promises.end());
    return all;
  }());
  if (pair.before.parents_may_agree != pair.after.parents_may_agree)
    change.note = pair.after.parents_may_agree ? "younger ones are let in with a parent's consent"
                                               : "younger ones are not let in with a parent's consent any more";
}

// A draft need not say it.
std::string DayText(time::Day day) { return day == time::Day{} ? "" : time::Format(day); }

void CompareLanguages(const Pair& pair, Found& found) {
  const auto add = [&](const char* kind, const Ids& languages, bool is_new) {
    for (const std::string& language : languages) {
      Change& change = found.Add(kind, pair.after.controller.span);
      change.entry = language;
      (is_new ? change.after : change.before) = TextValue(language);
    }
  };
  add("language-new", Without(pair.after.languages, pair.before.languages), true);
  add("language-lost", Without(pair.before.languages, pair.after.languages), false);
}

}  // namespace

void CompareParties(const Pair& pair, Found& found) {
  CompareController(pair, found);
  CompareJoint(pair, found);
  CompareAge(pair, found);
  CompareLanguages(pair, found);
  const Span& span = pair.after.controller.span;
  AddPlain(found, "authority-changed", span, pair.before.authority, pair.after.authority, "authority", {});
  const std::string was = DayText(pair.before.effective), is = DayText(pair.after.effective);
  AddPlain(found, was.empty() ? "told-more" : is.empty() ? "told-less" : "effective-changed", span, was, is, "effective", {});
  AddText(found, "wording", pair.before.safeguards_copy, pair.after.safeguards_copy, span, "safeguards-copy");
}

}  // namespace lofte::diff
