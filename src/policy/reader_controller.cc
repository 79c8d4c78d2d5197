// `controller:` and `data:`, `subjects:`: who is answerable, for what data, about whom.
#include <algorithm>

#include "policy/countries.h"
#include "policy/reader_parts.h"
#include "time/zone.h"

namespace lofte::policy {
namespace {

constexpr char kYearEnd[] = "12-31";
constexpr char kZoneOfDrafts[] = "UTC";  // while nobody has said where the controller is

void ReadCountry(const text::Node& map, Controller& controller, Draft& draft) {
  Issues& issues = draft.issues;
  const text::Node* country = RequiredOnceSettled(map, "country", controller.span, draft);
  controller.country = ReadText(country, issues);
  if (country == nullptr || controller.country.empty() || IsCountryCode(controller.country)) return;
  Report(issues, "bad-country", "`" + controller.country + "` is no country code", country->span, "write two capital letters: `DK`");
}

void ReadGivenZone(const text::Node& node, Controller& controller, Issues& issues) {
  controller.zone = ReadText(&node, issues);
  if (controller.zone.empty()) return;
  const Result<time::Zone> zone = time::Zone::Named(controller.zone);
  if (zone || zone.error().code != ErrorCode::kNotFound) return;
  Report(issues, "unknown-time-zone", "no time zone `" + controller.zone + "`", node.span, "IANA names are written `Europe/Copenhagen`");
}

void ReadZone(const text::Node& map, Controller& controller, Draft& draft) {
  if (const text::Node* given = map.Find("time-zone")) return ReadGivenZone(*given, controller, draft.issues);
  controller.zone = std::string(TimeZoneOf(controller.country));
  if (controller.zone.empty() && draft.policy.draft) controller.zone = kZoneOfDrafts;
  if (!controller.zone.empty() || controller.country.empty()) return;
  Report(draft.issues, "missing-time-zone", "the time zone does not follow from country `" + controller.country + "`", controller.span,
         "add `time-zone:` with an IANA name");
}

void ReadYearEnd(const text::Node& map, Controller& controller, Issues& issues) {
  const text::Node* node = map.Find("financial-year-end");
  const std::string text = node == nullptr ? kYearEnd : ReadText(node, issues);
  if (text.empty()) return;
  const Result<time::YearEnd> year_end = time::ParseYearEnd(text);
  if (year_end) {
    controller.year_end = year_end.value();
  } else {
    Report(issues, "bad-year-end", year_end.error().message, node->span, "write the month and the last day: `12-31`");
  }
}

void AddCategory(const std::string& group, const Item& leaf, Draft& draft) {
  RefuseBadId(leaf.text, leaf.span, draft.issues);
  if (!IsId(leaf.text)) return;
  if (IsFull(draft.categories.size(), kMostCategories, "categories", leaf.span, draft.issues)) return;
  const std::string category = group + "." + leaf.text;
  draft.policy.data[group].push_back(leaf.text);
  draft.policy.data_spans[category] = leaf.span;
  draft.categories.push_back(category);
}

void ReadGroup(const text::Node::Entry& entry, Draft& draft) {
  RefuseBadId(entry.key, entry.key_span, draft.issues);
  if (!IsId(entry.key) || draft.policy.data.count(entry.key) != 0) return;
  draft.policy.data[entry.key] = {};
  draft.groups.push_back(entry.key);
  for (const Item& leaf : ReadItems(&entry.value, draft.issues)) AddCategory(entry.key, leaf, draft);
  if (draft.policy.data[entry.key].empty()) {
    Report(draft.issues, "empty", "group `" + entry.key + "` holds no category", entry.key_span, "name what it holds: `[email, name]`");
  }
}

void ReadGroups(const text::Node& root, Draft& draft) {
  const text::Node* data = root.Find("data");
  if (data == nullptr) return;
  if (!data->is_map()) return Report(draft.issues, "wrong-type", "expected a map of groups: `account: [email, name]`", data->span);
  for (const text::Node::Entry& entry : data->entries) ReadGroup(entry, draft);
}

void ReadSubjects(const text::Node& root, Draft& draft) {
  for (const Item& item : ReadItems(root.Find("subjects"), draft.issues)) {
    RefuseBadId(item.text, item.span, draft.issues);
    draft.policy.subjects.push_back(item.text);
  }
}

std::vector<std::string> KeysIn(const text::Node& root, std::string_view key) {
  std::vector<std::string> keys;
  const text::Node* map = root.Find(key);
  if (map == nullptr || !map->is_map()) return keys;
  for (const text::Node::Entry& entry : map->entries) {
    if (!Contains(keys, entry.key)) keys.push_back(entry.key);
  }
  return keys;
}

// The categories of a group, or the category itself; none when there is no such name.
std::vector<std::string> Expand(const std::string& name, const Policy& policy) {
  if (policy.HasCategory(name)) return {name};
  const auto group = policy.data.find(name);
  std::vector<std::string> leaves;
  if (group == policy.data.end()) return leaves;
  for (const std::string& leaf : group->second) leaves.push_back(name + "." + leaf);
  return leaves;
}

}  // namespace

namespace {

Officer ReadOfficer(const text::Node& map, Issues& issues) {
  Officer officer;
  if (!IsMap(map, "officer", issues)) return officer;
  officer.name = ReadText(map.Find("name"), issues);
  officer.email = ReadText(map.Find("email"), issues);
  officer.phone = ReadText(map.Find("phone"), issues);
  officer.address = ReadText(map.Find("address"), issues);
  return officer;
}

void ReadContacts(const text::Node& map, Controller& controller, Issues& issues) {
  const text::Node* officer = map.Find("officer");
  controller.no_officer = IsNone(officer);
  if (officer != nullptr && !controller.no_officer) controller.officer = ReadOfficer(*officer, issues);
  if (const text::Node* representative = map.Find("representative")) controller.representative = ReadOfficer(*representative, issues);
}

}  // namespace

void ReadController(const text::Node& root, Draft& draft) {
  Controller& controller = draft.policy.controller;
  const text::Node* map = RequiredOnceSettled(root, "controller", root.span, draft);
  if (draft.policy.draft) controller.zone = kZoneOfDrafts;
  if (map == nullptr || !IsMap(*map, "controller", draft.issues)) return;
  controller.span = map->span;
  controller.name = ReadText(RequiredOnceSettled(*map, "name", map->span, draft), draft.issues);
  controller.city = ReadText(map->Find("city"), draft.issues);
  controller.address = ReadText(map->Find("address"), draft.issues);
  controller.email = ReadText(map->Find("email"), draft.issues);
  controller.phone = ReadText(map->Find("phone"), draft.issues);
  ReadContacts(*map, controller, draft.issues);
  controller.promises = ReadPromisesOf(*map, "promise", "controller", draft);
  controller.organisation_number = ReadText(map->Find("organisation-number"), draft.issues);
  ReadCountry(*map, controller, draft);
  ReadZone(*map, controller, draft);
  ReadYearEnd(*map, controller, draft.issues);
  controller.origin = ReadOrigin(*map, draft);
}

void ReadData(const text::Node& root, Draft& draft) {
  ReadGroups(root, draft);
  ReadSubjects(root, draft);
}

void ReadNames(const text::Node& root, Draft& draft) {
  draft.activities = KeysIn(root, "activities");
  draft.recipients = KeysIn(root, "recipients");
  draft.promises = KeysIn(root, "promises");
}

std::vector<std::string> ReadCategories(const text::Node* node, Draft& draft) {
  std::vector<std::string> categories;
  for (const Item& item : ReadItems(node, draft.issues)) {
    if (item.text.empty()) continue;
    const std::vector<std::string> leaves = Expand(item.text, draft.policy);
    categories.insert(categories.end(), leaves.begin(), leaves.end());
    if (!leaves.empty() || draft.policy.data.count(item.text) != 0) continue;
    std::vector<std::string> known = draft.groups;
    known.insert(known.end(), draft.categories.begin(), draft.categories.end());
    Report(draft.issues, "unknown-category", "no group or category `" + item.text + "` in `data:`", item.span,
           Suggestion(item.text, known, draft.issues));
  }
  std::sort(categories.begin(), categories.end());
  categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
  return categories;
}

}  // namespace lofte::policy
