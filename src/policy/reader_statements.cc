// `minimum-age:`, `cookies:`, `breach:`, `rights:`, `messages:`, `measures:`, `joint-controllers:`: promises about more than what is
// stored, with their figures.
#include <set>
#include <utility>

#include "policy/countries.h"
#include "policy/reader.h"
#include "policy/reader_parts.h"

namespace lofte::policy {
namespace {

constexpr int kOldestMinimumAge = 120;
const std::vector<std::string> kSoon = {"at-once", "undue-delay"};

std::string ReadOneOf(const text::Node* node, const std::vector<std::string>& known, const char* code, const char* noun, Draft& draft) {
  const std::string text = ReadText(node, draft.issues);
  if (!text.empty() && !Contains(known, text))
    Report(draft.issues, code, std::string("no ") + noun + " `" + text + "`", node->span, Suggestion(text, known, draft.issues));
  return text;
}

std::vector<std::string> ReadTexts(const text::Node* node, Draft& draft) {
  std::vector<std::string> texts;
  for (Item& item : ReadItems(node, draft.issues)) texts.push_back(std::move(item.text));
  return texts;
}

time::Period ReadDays(const text::Node* node, Draft& draft) {
  const std::optional<Term> term = ReadTerm(node, {}, draft.issues);
  if (term && term->period.is_clock())
    Report(draft.issues, "clock-period", "this is counted in whole days", node->span, "write it in days, weeks, months or years");
  return term ? term->period : time::Period{};
}

// None of no length: that is how the model says that the text gives none.
Term ReadLifetime(const text::Node* node, Draft& draft) {
  const Term lifetime = ReadTerm(node, {"session"}, draft.issues).value_or(Term{});
  if (node != nullptr && node->is_scalar() && lifetime.word.empty() && lifetime.period.is_zero() && time::ParsePeriod(node->scalar))
    Report(draft.issues, "bad-period", "a cookie that lives for no time is none", node->span, "write how long it lives, or `session`");
  return lifetime;
}

Cookie ReadCookie(const text::Node::Entry& entry, Draft& draft) {
  Cookie cookie;
  cookie.id = cookie.name = entry.key;
  cookie.span = entry.key_span;
  const text::Node& map = entry.value;
  if (!IsMap(map, "cookie", draft.issues)) return cookie;
  if (const text::Node* name = map.Find("name")) cookie.name = ReadText(name, draft.issues);
  const text::Node* kind = RequiredOnceSettled(map, "kind", entry.key_span, draft);
  cookie.kind = ReadOneOf(kind, kCookieKinds, "unknown-cookie", "kind of cookie", draft);
  cookie.lifetime = ReadLifetime(RequiredOnceSettled(map, "lifetime", entry.key_span, draft), draft);
  cookie.set_by = ReadOneOf(map.Find("set-by"), draft.recipients, "unknown-recipient", "recipient", draft);
  cookie.consent = ReadState(map.Find("consent"), draft.issues);
  cookie.promises = ReadPromisesOf(map, "promise", "cookies", draft);
  cookie.origin = ReadOrigin(map, draft);
  return cookie;
}

BreachDuty ReadBreachDuty(const text::Node& map, Draft& draft) {
  BreachDuty duty;
  duty.span = map.span;
  if (!IsMap(map, "breach", draft.issues)) return duty;
  duty.tell = ReadOneOf(Required(map, "tell", map.span, draft.issues), kTold, "unknown-addressee", "addressee", draft);
  duty.within = ReadTerm(Required(map, "within", map.span, draft.issues), kSoon, draft.issues).value_or(Term{});
  if (const text::Node* at = map.Find("at")) duty.at = ReadOneOf(at, kRisks, "unknown-risk", "risk", draft);
  duty.by = ReadIds(map.Find("by"), draft);
  duty.promises = ReadPromisesOf(map, "promise", "breach", draft);
  duty.origin = ReadOrigin(map, draft);
  return duty;
}

Right ReadRight(const text::Node::Entry& entry, Draft& draft) {
  Right right;
  right.name = entry.key;
  right.span = entry.key_span;
  if (!Contains(kRights, entry.key))
    Report(draft.issues, "unknown-right", "no right `" + entry.key + "`", entry.key_span, Suggestion(entry.key, kRights, draft.issues));
  const text::Node& map = entry.value;
  if (!IsMap(map, "right", draft.issues)) return right;
  right.within = ReadTerm(map.Find("within"), kSoon, draft.issues);
  right.extension = ReadDays(map.Find("extension"), draft);
  right.by = ReadTexts(map.Find("by"), draft);
  right.identity = ReadTexts(map.Find("identity"), draft);
  right.promises = ReadPromisesOf(map, "promise", "rights", draft);
  right.origin = ReadOrigin(map, draft);
  return right;
}

Message ReadMessage(const text::Node::Entry& entry, Draft& draft) {
  Message message;
  message.id = entry.key;
  message.span = entry.key_span;
  const text::Node& map = entry.value;
  if (!IsMap(map, "message", draft.issues)) return message;
  message.kind = ReadOneOf(Required(map, "kind", entry.key_span, draft.issues), kMessageKinds, "unknown-message", "kind of message", draft);
  message.activity = ReadOneOf(map.Find("for"), draft.activities, "unknown-activity", "activity", draft);
  message.by = ReadIds(map.Find("by"), draft);
  const text::Node* only = map.Find("only");
  const std::string condition = ReadText(only, draft.issues);
  if (!condition.empty()) message.only = ParseWhen(condition, only->TextSpan(), draft.issues).value_or(std::vector<ConditionRef>());
  message.carries = ReadKnown(map.Find("carries"), kCarried, "unknown-part", "part of a message", draft.issues);
  message.stops = ReadTerm(map.Find("stops"), {"at-once"}, draft.issues);
  message.promises = ReadPromisesOf(map, "promise", "messages", draft);
  message.origin = ReadOrigin(map, draft);
  return message;
}

Measure ReadMeasure(const text::Node::Entry& entry, Draft& draft) {
  Measure measure;
  measure.id = entry.key;
  measure.span = entry.key_span;
  const text::Node& map = entry.value;
  if (!IsMap(map, "measure", draft.issues)) return measure;
  measure.what = ReadLocalText(Required(map, "what", entry.key_span, draft.issues), draft.policy.languages, draft.issues);
  measure.at_least = ReadText(map.Find("at-least"), draft.issues);
  measure.every = ReadDays(map.Find("every"), draft);
  measure.share = ReadNumber(map.Find("share"), 0, 100, draft.issues);
  measure.promises = ReadPromisesOf(map, "promise", "measures", draft);
  measure.origin = ReadOrigin(map, draft);
  return measure;
}

JointController ReadJointController(const text::Node::Entry& entry, Draft& draft) {
  JointController joint;
  joint.id = entry.key;
  joint.span = entry.key_span;
  const text::Node& map = entry.value;
  if (!IsMap(map, "joint-controller", draft.issues)) return joint;
  joint.name = ReadText(Required(map, "name", entry.key_span, draft.issues), draft.issues);
  const text::Node* country = RequiredOnceSettled(map, "country", entry.key_span, draft);
  joint.country = ReadText(country, draft.issues);
  if (!joint.country.empty() && !IsCountryCode(joint.country))
    Report(draft.issues, "bad-country", "`" + joint.country + "` is no country code", country->span, "write two capital letters: `DK`");
  joint.email = ReadText(map.Find("email"), draft.issues);
  joint.essence = ReadLocalText(map.Find("essence"), draft.policy.languages, draft.issues);
  joint.activities = ReadKnown(map.Find("for"), draft.activities, "unknown-activity", "activity", draft.issues);
  joint.origin = ReadOrigin(map, draft);
  return joint;
}

// `key:` of the policy, a map from ids.
template <typename T>
void ReadMapOf(const text::Node& root, const char* key, T (*read)(const text::Node::Entry&, Draft&), std::vector<T>& into, Draft& draft) {
  const text::Node* map = root.Find(key);
  if (map == nullptr) return;
  if (!map->is_map()) return Report(draft.issues, "wrong-type", "`" + std::string(key) + ":` is a map from ids", map->span);
  std::set<std::string> seen;
  for (const text::Node::Entry& entry : map->entries) {
    RefuseBadId(entry.key, entry.key_span, draft.issues);
    if (IsFull(into.size(), kMostEntries, key, entry.key_span, draft.issues)) return;
    if (seen.insert(entry.key).second) into.push_back(read(entry, draft));
  }
}

void ReadBreach(const text::Node& root, Draft& draft) {
  const text::Node* list = root.Find("breach");
  if (list == nullptr) return;
  if (!list->is_sequence()) return Report(draft.issues, "wrong-type", "`breach:` is a list of who is told, and within what", list->span);
  for (const text::Node& item : list->items) {
    if (IsFull(draft.policy.breach.size(), kMostEntries, "duties", item.span, draft.issues)) return;
    draft.policy.breach.push_back(ReadBreachDuty(item, draft));
  }
}

}  // namespace

std::vector<std::string> ReadPromisesOf(const text::Node& map, std::string_view key, const char* section, Draft& draft) {
  std::vector<std::string> promises = ReadKnown(map.Find(key), draft.promises, "unknown-promise", "promise", draft.issues);
  for (const std::string& promise : promises) draft.promises_of_statements.emplace(promise, section);
  return promises;
}

std::vector<std::string> ReadIds(const text::Node* node, Draft& draft) {
  std::vector<std::string> ids;
  for (Item& item : ReadItems(node, draft.issues)) {
    RefuseBadId(item.text, item.span, draft.issues);
    ids.push_back(std::move(item.text));
  }
  return ids;
}

void ReadMinimumAge(const text::Node& root, Draft& draft) {
  const text::Node* age = root.Find("minimum-age");
  if (age == nullptr) return;
  draft.policy.minimum_age_span = age->span;
  if (!age->is_map()) return void(draft.policy.minimum_age = ReadNumber(age, 0, kOldestMinimumAge, draft.issues));
  static_cast<void>(IsMap(*age, "minimum-age", draft.issues));
  draft.policy.minimum_age = ReadNumber(Required(*age, "years", age->span, draft.issues), 0, kOldestMinimumAge, draft.issues);
  draft.policy.parents_may_agree = ReadOneOf(age->Find("below"), {"refused", "parents"}, "unknown-age-rule", "rule", draft) == "parents";
  draft.policy.minimum_age_promises = ReadPromisesOf(*age, "promise", "minimum-age", draft);
}

void ReadStatements(const text::Node& root, Draft& draft) {
  ReadMapOf(root, "cookies", ReadCookie, draft.policy.cookies, draft);
  ReadBreach(root, draft);
  ReadMapOf(root, "rights", ReadRight, draft.policy.rights, draft);
  ReadMapOf(root, "messages", ReadMessage, draft.policy.messages, draft);
  ReadMapOf(root, "measures", ReadMeasure, draft.policy.measures, draft);
  ReadMapOf(root, "joint-controllers", ReadJointController, draft.policy.joint_controllers, draft);
}

}  // namespace lofte::policy
