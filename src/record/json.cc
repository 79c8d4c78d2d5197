#include "record/json.h"

#include <nlohmann/json.hpp>

namespace lofte::record {

using nlohmann::ordered_json;
using policy::Role;

namespace {

constexpr int kFormat = 1;
constexpr int kIndent = 2;

const char* RoleName(Role role) { return role == Role::kController ? "controller" : "processor"; }

// What is not said is null, so that every key is always there.
ordered_json Said(const std::string& text) { return text.empty() ? ordered_json(nullptr) : ordered_json(text); }

ordered_json JsonOf(const Party& party) {
  return {{"name", Said(party.name)},       {"organisation_number", Said(party.organisation_number)},
          {"address", Said(party.address)}, {"country", Said(party.country)},
          {"email", Said(party.email)},     {"phone", Said(party.phone)},
          {"note", Said(party.note)}};
}

ordered_json JsonOf(const std::vector<Party>& parties) {
  ordered_json list = ordered_json::array();
  for (const Party& party : parties) list.push_back(JsonOf(party));
  return list;
}

ordered_json JsonOf(const std::vector<Category>& categories) {
  ordered_json list = ordered_json::array();
  for (const Category& category : categories)
    list.push_back({{"id", category.id}, {"name", category.name}, {"special", category.special}, {"criminal", category.criminal}});
  return list;
}

ordered_json RecipientsJson(const Entry& entry) {
  if (!entry.recipients_said) return nullptr;
  ordered_json list = ordered_json::array();
  for (const Receiver& receiver : entry.recipients)
    list.push_back({{"id", receiver.id},
                    {"name", receiver.name},
                    {"what", Said(receiver.what)},
                    {"role", RoleName(receiver.role)},
                    {"country", Said(receiver.country)},
                    {"country_name", Said(receiver.country_name)},
                    {"transfer", receiver.is_transfer},
                    {"safeguards", receiver.safeguards},
                    {"data", JsonOf(receiver.data)}});
  return list;
}

ordered_json LimitsJson(const Entry& entry) {
  ordered_json list = ordered_json::array();
  for (const Limit& limit : entry.limits)
    list.push_back({{"kind", std::string(NameOf(limit.kind))},
                    {"data", JsonOf(limit.data)},
                    {"text", limit.text},
                    {"end", limit.source},
                    {"law", Said(limit.law)}});
  return list;
}

ordered_json DataJson(const Entry& entry) {
  ordered_json list = ordered_json::array();
  for (const DataOf& of : entry.data) list.push_back({{"of", Said(of.subject)}, {"categories", JsonOf(of.data)}});
  return list;
}

ordered_json JsonOf(const Entry& entry) {
  ordered_json subjects = ordered_json::array();
  for (const Named& subject : entry.subjects) subjects.push_back({{"id", subject.id}, {"name", subject.name}});
  ordered_json of = {{"id", entry.activity}, {"name", entry.name}, {"role", RoleName(entry.role)}, {"purpose", Said(entry.purpose)}};
  of["controllers"] = entry.role == Role::kProcessor ? Said(entry.processed_for) : nullptr;
  of["joint_controllers"] = JsonOf(entry.joint);
  of["basis"] = {{"id", Said(entry.basis)}, {"text", Said(entry.basis_text)}};
  of["article_9"] = {{"letter", Said(entry.article9)}, {"text", Said(entry.article9_text)}};
  of["subjects"] = std::move(subjects);
  of["data"] = DataJson(entry);
  of["uses"] = JsonOf(entry.uses);
  of["never_stored"] = JsonOf(entry.never);
  of["recipients"] = RecipientsJson(entry);
  of["time_limits"] = LimitsJson(entry);
  of["sources"] = entry.sources;
  of["access"] = entry.access;
  of["automated"] = {{"id", Said(entry.automated)}, {"text", Said(entry.automated_text)}};
  of["systems"] = entry.places;
  return of;
}

ordered_json GapsJson(const Record& record) {
  ordered_json gaps = ordered_json::array();
  for (const Gap& gap : record.gaps)
    gaps.push_back({{"activity", Said(gap.activity)}, {"field", gap.field}, {"article", gap.article}, {"says", gap.says}});
  return gaps;
}

}  // namespace

std::string Json(const Record& record, const std::string& layout) {
  ordered_json tree = {{"format", kFormat},
                       {"language", record.language},
                       {"template", layout},
                       {"draft", record.is_draft},
                       {"effective", record.effective ? ordered_json(time::Format(*record.effective)) : ordered_json(nullptr)},
                       {"policy_sha256", record.policy_sha256},
                       {"authority", Said(record.authority)},
                       {"controller", JsonOf(record.controller)}};
  tree["joint_controllers"] = JsonOf(record.joint);
  tree["representative"] = record.representative ? JsonOf(*record.representative) : ordered_json(nullptr);
  tree["officer"] = record.officer ? JsonOf(*record.officer) : ordered_json(nullptr);
  tree["no_officer"] = record.no_officer;
  tree["measures"] = record.measures;
  tree["safeguards_copy"] = Said(record.safeguards_copy);
  tree["activities"] = ordered_json::array();
  for (const Entry& entry : record.entries) tree["activities"].push_back(JsonOf(entry));
  tree["gaps"] = GapsJson(record);
  tree["untranslated"] = record.untranslated;
  return tree.dump(kIndent) + "\n";
}

}  // namespace lofte::record
