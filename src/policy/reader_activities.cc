// `recipients:` and `activities:`: what is done with the data, on which ground, and who gets it.
#include <set>

#include "base/words.h"
#include "policy/countries.h"
#include "policy/reader_parts.h"

namespace lofte::policy {
namespace {

const std::vector<std::string> kArt9 = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};

const text::Node* MapUnder(const text::Node& root, std::string_view key, Issues& issues) {
  const text::Node* map = root.Find(key);
  if (map == nullptr || map->is_map()) return map;
  Report(issues, "wrong-type", "`" + std::string(key) + ":` is a map from ids", map->span);
  return nullptr;
}

void ReadRecipientCountry(const text::Node& map, Recipient& recipient, Draft& draft) {
  const text::Node* country = RequiredOnceSettled(map, "country", recipient.span, draft);
  recipient.country = ReadText(country, draft.issues);
  const bool known = IsCountryCode(recipient.country) || recipient.country == "global";
  if (country == nullptr || recipient.country.empty() || known) return;
  Report(draft.issues, "bad-country", "`" + recipient.country + "` is no country code", country->span,
         "write two capital letters, `EU` or `global`");
}

Recipient ReadRecipient(const text::Node::Entry& entry, Draft& draft) {
  Recipient recipient;
  recipient.id = entry.key;
  recipient.span = entry.key_span;
  const text::Node& map = entry.value;
  if (!IsMap(map, "recipient", draft.issues)) return recipient;
  recipient.name = ReadText(Required(map, "name", entry.key_span, draft.issues), draft.issues);
  recipient.role = ReadWord(map.Find("role"), RoleWords(), "unknown-role", "role", draft.issues).value_or(Role::kProcessor);
  ReadRecipientCountry(map, recipient, draft);
  recipient.safeguards = ReadKnown(map.Find("safeguards"), kSafeguards, "unknown-safeguard", "safeguard", draft.issues);
  recipient.activities = ReadKnown(map.Find("for"), draft.activities, "unknown-activity", "activity", draft.issues);
  recipient.data = ReadCategories(map.Find("data"), draft);
  recipient.city = ReadText(map.Find("city"), draft.issues);
  recipient.keeps = ReadTerm(map.Find("keeps"), {"nothing"}, draft.issues);
  recipient.consent = ReadState(map.Find("consent"), draft.issues);
  recipient.promises = ReadPromisesOf(map, "promise", "recipients", draft);
  recipient.origin = ReadOrigin(map, draft);
  return recipient;
}

void ReadRole(const text::Node& map, Activity& activity, Issues& issues) {
  activity.role = ReadWord(map.Find("role"), RoleWords(), "unknown-role", "role", issues).value_or(Role::kController);
  const text::Node* controller = map.Find("processor-for");
  activity.processor_for = ReadText(controller, issues);
  if (activity.role == Role::kProcessor && controller == nullptr) {
    Report(issues, "missing-key", "`role: processor` without `processor-for:`", activity.span, "name the controller that it is done for");
  } else if (activity.role == Role::kController && controller != nullptr) {
    Report(issues, "unused-key", "`processor-for:` without `role: processor`", controller->span, "add `role: processor`, or remove it");
  }
}

void ReadConsent(const text::Node& map, Activity& activity, Issues& issues) {
  activity.consent = ReadState(map.Find("consent"), issues);
  if (const text::Node* consent = map.Find("consent")) activity.consent_span = consent->TextSpan();
}

void ReadBasis(const text::Node& map, Activity& activity, Draft& draft) {
  Issues& issues = draft.issues;
  const text::Node* basis = RequiredOnceSettled(map, "basis", activity.span, draft);
  const std::optional<Basis> word = ReadWord(basis, BasisWords(), "unknown-basis", "legal basis", issues);
  activity.basis_given = word.has_value();
  activity.basis = word.value_or(Basis::kContract);
  ReadConsent(map, activity, issues);
  const text::Node* art9 = map.Find("art9");
  activity.art9 = ReadText(art9, issues);
  if (activity.art9.empty() || Contains(kArt9, activity.art9)) return;
  Report(issues, "unknown-exception", "Art. 9(2) has no letter `" + activity.art9 + "`", art9->span, "one of `a` to `j`");
}

// One list, or one for each kind of people.
void ReadActivityData(const text::Node& map, Activity& activity, Draft& draft) {
  const text::Node* data = map.Find("data");
  if (data == nullptr || !data->is_map()) return void(activity.data = ReadCategories(data, draft));
  std::set<std::string> all;
  for (const text::Node::Entry& entry : data->entries) {
    if (!Contains(draft.policy.subjects, entry.key))
      Report(draft.issues, "unknown-subject", "no data subject `" + entry.key + "`", entry.key_span,
             Suggestion(entry.key, draft.policy.subjects, draft.issues));
    std::vector<std::string>& of = activity.data_of[entry.key] = ReadCategories(&entry.value, draft);
    all.insert(of.begin(), of.end());
    if (!Contains(activity.subjects, entry.key)) activity.subjects.push_back(entry.key);
  }
  activity.data.assign(all.begin(), all.end());
}

void ReadGivenTo(const text::Node& map, Activity& activity, Draft& draft) {
  const text::Node* recipients = map.Find("recipients");
  activity.no_recipients = IsNone(recipients);
  if (!activity.no_recipients)
    activity.recipients = ReadKnown(recipients, draft.recipients, "unknown-recipient", "recipient", draft.issues);
  const text::Node* transfers = map.Find("transfers");
  activity.no_transfers = IsNone(transfers);
  if (transfers != nullptr && !activity.no_transfers)
    Report(draft.issues, "wrong-type", "expected `none`", transfers->span, "to whom data is given is said by `recipients:`");
}

void ReadAutomated(const text::Node& map, Activity& activity, Issues& issues) {
  const std::vector<std::string> words = ReadKnown(map.Find("automated"), kAutomated, "unknown-automation", "kind of automation", issues);
  if (!words.empty()) activity.automated = words.front();
}

void ReadActivityRetention(const text::Node& map, const Activity& activity, Draft& draft) {
  const text::Node* retention = map.Find("retention");
  if (retention != nullptr) ReadRetention(*retention, activity, draft);
}

Activity ReadActivity(const text::Node::Entry& entry, Draft& draft) {
  Activity activity;
  activity.id = entry.key;
  activity.span = entry.key_span;
  const text::Node& map = entry.value;
  if (!IsMap(map, "activity", draft.issues)) return activity;
  activity.purpose = ReadLocalText(map.Find("purpose"), draft.policy.languages, draft.issues);
  ReadRole(map, activity, draft.issues);
  ReadBasis(map, activity, draft);
  ReadNotice(map, activity, draft);
  activity.subjects = ReadKnown(map.Find("subjects"), draft.policy.subjects, "unknown-subject", "data subject", draft.issues);
  ReadActivityData(map, activity, draft);
  activity.optional = ReadCategories(map.Find("optional"), draft);
  activity.sources = ReadIds(map.Find("sources"), draft);
  activity.access = ReadIds(map.Find("access"), draft);
  activity.uses = ReadCategories(map.Find("uses"), draft);
  activity.never = ReadCategories(map.Find("never"), draft);
  ReadGivenTo(map, activity, draft);
  ReadAutomated(map, activity, draft.issues);
  activity.promises = ReadPromisesOf(map, "promises", "activities", draft);
  activity.origin = ReadOrigin(map, draft);
  ReadActivityRetention(map, activity, draft);
  return activity;
}

// `recipients:` of an activity and `for:` of a recipient say the same thing from two sides: what either says holds on both.
void JoinRecipients(Policy& policy) {
  for (Activity& activity : policy.activities) {
    for (Recipient& recipient : policy.recipients) {
      const bool joined = Contains(activity.recipients, recipient.id) || Contains(recipient.activities, activity.id);
      if (!joined) continue;
      AddOnce(activity.recipients, recipient.id);
      AddOnce(recipient.activities, activity.id);
    }
  }
}

}  // namespace

void ReadRecipients(const text::Node& root, Draft& draft) {
  const text::Node* map = MapUnder(root, "recipients", draft.issues);
  if (map == nullptr) return;
  for (const text::Node::Entry& entry : map->entries) {
    RefuseBadId(entry.key, entry.key_span, draft.issues);
    if (IsFull(draft.policy.recipients.size(), kMostEntries, "recipients", entry.key_span, draft.issues)) return;
    if (draft.policy.FindRecipient(entry.key) == nullptr) draft.policy.recipients.push_back(ReadRecipient(entry, draft));
  }
}

void ReadActivities(const text::Node& root, Draft& draft) {
  const text::Node* map = MapUnder(root, "activities", draft.issues);
  if (map == nullptr) return;
  for (const text::Node::Entry& entry : map->entries) {
    RefuseBadId(entry.key, entry.key_span, draft.issues);
    if (IsFull(draft.policy.activities.size(), kMostEntries, "activities", entry.key_span, draft.issues)) break;
    if (draft.policy.FindActivity(entry.key) == nullptr) draft.policy.activities.push_back(ReadActivity(entry, draft));
  }
  JoinRecipients(draft.policy);
}

}  // namespace lofte::policy
