// Who is given data: for what, which, where, bound by what, and how long they keep it.
#include "diff/found.h"
#include "policy/countries.h"

namespace lofte::diff {

using policy::Adequacy;
using policy::Recipient;

namespace {

// `Stripe, processor, US, dpa, scc`
std::string WholeText(const Recipient& of) {
  std::string text = of.name.empty() ? of.id : of.name;
  text += of.role == policy::Role::kController ? ", controller" : ", processor";
  if (!of.country.empty()) text += ", " + of.country;
  return of.safeguards.empty() ? text : text + ", " + JoinIds(of.safeguards);
}

void AddWhole(const Recipient& of, bool is_new, Found& found) {
  Change& change = found.AddEither(is_new, "recipient-new", "recipient-gone", of.span, of.span);
  change.recipient = of.id;
  change.activities = Sorted(of.activities);
  change.categories = Sorted(of.data);
  change.promises = of.promises;
  (is_new ? change.after : change.before) = TextValue(WholeText(of));
}

struct Sides {
  const Recipient& before;
  const Recipient& after;
  Found& found;

  void Of(Change& change) const {
    change.recipient = after.id;
    change.activities = Sorted(after.activities);
    change.categories = Sorted(after.data);
    change.promises = after.promises;
  }
  Change& Add(std::string_view kind, Value was, Value is) const {
    Change& change = found.Add(kind, after.span);
    Of(change);
    change.before = std::move(was);
    change.after = std::move(is);
    return change;
  }
};

// What is said of one side alone has come or gone with its silence.
bool AddSilence(const Sides& sides, const Value& was, const Value& is, const char* entry) {
  if (was.text.empty() == is.text.empty()) return false;
  sides.Add(was.text.empty() ? "told-more" : "told-less", was, is).entry = entry;
  return true;
}

void CompareCountry(const Sides& sides) {
  const std::string &was = sides.before.country, &is = sides.after.country;
  if (was == is || AddSilence(sides, CountryValue(was), CountryValue(is), "country")) return;
  const bool left = policy::AdequacyOf(was) == Adequacy::kEea, leaves = policy::AdequacyOf(is) == Adequacy::kEea;
  sides.Add(left == leaves ? "recipient-country" : left ? "transfer-new" : "transfer-gone", CountryValue(was), CountryValue(is));
}

void CompareSafeguards(const Sides& sides) {
  const Ids gone = Without(sides.before.safeguards, sides.after.safeguards),
            added = Without(sides.after.safeguards, sides.before.safeguards);
  const auto add = [&](const char* kind, const Ids& of) {
    if (!of.empty())
      sides.Add(kind, ListValue(Sorted(sides.before.safeguards)), ListValue(Sorted(sides.after.safeguards))).entry = JoinIds(of);
  };
  add("safeguard-lost", gone);
  add("safeguard-new", added);
}

void CompareGiven(const Sides& sides) {
  const auto add = [&](const char* kind, const Ids& data) {
    if (!data.empty()) sides.Add(kind, ListValue(Sorted(sides.before.data)), ListValue(Sorted(sides.after.data))).categories = data;
  };
  if (sides.before.data.empty() != sides.after.data.empty()) {
    AddSilence(sides, ListValue(Sorted(sides.before.data)), ListValue(Sorted(sides.after.data)), "data");
    return;
  }
  add("recipient-data", Without(sides.after.data, sides.before.data));
  add("recipient-data-gone", Without(sides.before.data, sides.after.data));
}

// A new activity is a change of its own, and so is one that is gone.
void ComparePurposes(const Sides& sides, const Pair& pair) {
  const auto add = [&](const char* kind, const Ids& activities) {
    Ids both;
    for (const std::string& id : activities)
      if (pair.before.FindActivity(id) != nullptr && pair.after.FindActivity(id) != nullptr) both.push_back(id);
    if (!both.empty()) sides.Add(kind, ListValue(sides.before.activities), ListValue(sides.after.activities)).activities = both;
  };
  add("recipient-purpose", Without(sides.after.activities, sides.before.activities));
  add("recipient-purpose-gone", Without(sides.before.activities, sides.after.activities));
}

void CompareConsent(const Sides& sides) {
  const std::string &was = sides.before.consent, &is = sides.after.consent;
  if (was == is) return;
  sides.Add(is.empty() ? "recipient-consent-lost" : was.empty() ? "recipient-consent-new" : "consent-state", TextValue(was), TextValue(is));
}

void CompareRecipient(const Sides& sides, const Pair& pair) {
  const Recipient &before = sides.before, &after = sides.after;
  if (Change* change = AddText(sides.found, "recipient-name", before.name, after.name, after.span, "name")) sides.Of(*change);
  if (before.role != after.role)
    sides.Add(after.role == policy::Role::kController ? "recipient-freer" : "recipient-bound", TextValue(WholeText(before)),
              TextValue(WholeText(after)));
  CompareCountry(sides);
  if (before.country == after.country && before.city != after.city &&
      !AddSilence(sides, TextValue(before.city), TextValue(after.city), "city"))
    sides.Add("recipient-city", TextValue(before.city), TextValue(after.city));
  CompareSafeguards(sides);
  if (const int later = Later(before.keeps, after.keeps); later != 0)
    sides.Add(later > 0 ? "recipient-keeps-longer" : "recipient-keeps-shorter", TermValue(before.keeps), TermValue(after.keeps));
  CompareConsent(sides);
  CompareGiven(sides);
  ComparePurposes(sides, pair);
}

}  // namespace

void CompareRecipients(const Pair& pair, Found& found) {
  for (const Recipient& recipient : pair.after.recipients) {
    const Recipient* before = pair.before.FindRecipient(recipient.id);
    if (before == nullptr) AddWhole(recipient, true, found);
    if (before != nullptr) CompareRecipient(Sides{*before, recipient, found}, pair);
  }
  for (const Recipient& recipient : pair.before.recipients)
    if (pair.after.FindRecipient(recipient.id) == nullptr) AddWhole(recipient, false, found);
}

}  // namespace lofte::diff
