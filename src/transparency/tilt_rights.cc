#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/words.h"
#include "policy/authorities.h"
#include "policy/countries.h"
#include "policy/rights.h"
#include "transparency/parties.h"
#include "transparency/rights.h"
#include "transparency/tilt_parts.h"

namespace lofte::transparency {
namespace {

// What the policy says of several rights that TILT takes for one.
struct Said {
  std::vector<std::string> by, identity;
};

Said SaidOf(const policy::Policy& policy, const std::vector<std::string>& rights) {
  Said said;
  for (const std::string& name : rights) {
    const policy::Right* right = policy::FindRight(policy, name);
    if (right == nullptr) continue;
    AddEachOnce(said.by, right->by);
    AddEachOnce(said.identity, right->identity);
  }
  return said;
}

// `phrase`: of the table. How to use it: as the policy says, or else the controller's address.
Json RightJson(const TiltSource& source, const std::string& phrase, const std::vector<std::string>& rights) {
  const bool available =
      std::any_of(rights.begin(), rights.end(), [&](const std::string& name) { return policy::HasRight(source.policy, name); });
  Json json = {{"available", available}};
  if (!available) return json;
  Said said = SaidOf(source.policy, rights);
  if (said.by.empty()) said.by = {source.policy.controller.email};
  const Ways ways = WaysOf(said.by);
  std::string description = source.phrases.Say("right." + phrase);
  std::string others;
  for (const std::string& way : ways.others) Join(others, way, ", ");
  if (!others.empty()) Join(description, source.phrases.Say("right.how", others), ". ");
  json["description"] = description;
  if (!ways.url.empty()) json["url"] = ways.url;
  AddEmail(json, ways.email);
  if (!said.identity.empty()) json["identificationEvidences"] = said.identity;
  return json;
}

Json AuthorityJson(const TiltSource& source) {
  const policy::Authority* authority = policy::AuthorityOf(source.policy.authority);
  if (authority == nullptr) return {{"name", source.Needed("", "authority")}};
  Json json = {{"name", authority->name}};
  if (!authority->address.empty()) json["address"] = authority->address;
  AddCountryCode(json, authority->country);
  AddEmail(json, authority->email);
  AddPhone(json, authority->phone);
  return json;
}

Json ComplaintJson(const TiltSource& source) {
  const policy::Right* said = policy::FindRight(source.policy, "complaint");
  const policy::Authority* authority = policy::AuthorityOf(source.policy.authority);
  Json json = {{"available", true}, {"description", source.phrases.Say("right.complaint")}};
  const Ways ways = WaysOf(said == nullptr ? std::vector<std::string>() : said->by);
  const std::string url = ways.url.empty() && authority != nullptr ? authority->web : ways.url;
  if (!url.empty()) json["url"] = url;
  AddEmail(json, ways.email.empty() && authority != nullptr ? authority->email : ways.email);
  json["supervisoryAuthority"] = AuthorityJson(source);
  return json;
}

Json Described(bool available, const std::string& description) {
  Json json = {{"available", available}};
  if (available) json["description"] = description;
  return json;
}

Json TransferJson(const TiltSource& source, const policy::Recipient& recipient) {
  const auto has = [&](const char* name) { return Contains(recipient.safeguards, name); };
  std::string adequacy, clauses, guarantees;
  if (has("dpf")) adequacy = source.phrases.Say("transfer.dpf", recipient.name);
  if (adequacy.empty() && (has("adequacy") || policy::AdequacyOf(recipient.country) == policy::Adequacy::kAdequate))
    adequacy = source.phrases.Say("transfer.adequacy", recipient.name);
  if (has("scc")) clauses = source.phrases.Say("transfer.scc", recipient.name);
  guarantees = clauses;
  if (has("bcr")) Join(guarantees, source.phrases.Say("transfer.bcr", recipient.name), "; ");
  const std::string& copy = source.policy.safeguards_copy;
  if (!guarantees.empty() && !copy.empty()) Join(guarantees, source.phrases.Say("transfer.copy", copy), ". ");
  Json json = {{"recipient", recipient.name}};
  AddCountryCode(json, recipient.country);
  json["adequacyDecision"] = Described(!adequacy.empty(), adequacy);
  json["appropriateGuarantees"] = Described(!guarantees.empty(), guarantees);
  json["standardDataProtectionClause"] = Described(!clauses.empty(), clauses);
  return json;
}

// The sources of a category, over all activities; the person's own word is none in the sense of Art. 14.
std::vector<std::string> OriginsOf(const policy::Policy& policy, const std::string& category) {
  std::vector<std::string> origins;
  for (const policy::Activity& activity : policy.activities) {
    for (const std::string& id : Contains(activity.data, category) ? activity.sources : std::vector<std::string>()) {
      if (id != "subject") AddOnce(origins, id);
    }
  }
  return origins;
}

}  // namespace

void AddTiltRights(const TiltSource& source, Json& document) {
  document["accessAndDataPortability"] = RightJson(source, "access", {"access", "portability"});
  document["rightToInformation"] = RightJson(source, "access", {"access", "information"});
  document["rightToRectificationOrDeletion"] = RightJson(source, "rectification", {"rectification", "erasure"});
  document["rightToDataPortability"] = RightJson(source, "portability", {"portability"});
  document["rightToWithdrawConsent"] = RightJson(source, "withdrawal", {"withdrawal"});
  document["rightToComplain"] = ComplaintJson(source);
}

Json TiltTransfers(const TiltSource& source) {
  Json list = Json::array();
  for (const policy::Recipient& recipient : source.policy.recipients) {
    if (policy::LeavesTheEea(recipient.country)) list.push_back(TransferJson(source, recipient));
  }
  return list;
}

// The schema requires an address of each source, and lets it be empty; the policy has none.
Json TiltOrigins(const TiltSource& source) {
  Json list = Json::array();
  for (const auto& [group, leaves] : source.policy.data) {
    for (const std::string& leaf : leaves) {
      const std::string category = group + "." + leaf;
      Json origins = Json::array();
      for (const std::string& id : OriginsOf(source.policy, category))
        origins.push_back({{"description", NameIn(source.labels.sources, id, source.language)},
                           {"url", ""},
                           {"publiclyAvailable", id.compare(0, 7, "public-") == 0}});
      if (origins.empty()) continue;
      list.push_back({{"_id", "source/" + category},
                      {"dataCategory", NameIn(source.labels.categories, category, source.language)},
                      {"sources", std::move(origins)}});
    }
  }
  return list;
}

// What only helps a person to decide is not meant (Art. 22).
Json TiltAutomation(const TiltSource& source) {
  std::string logic, effects;
  bool in_use = false;
  for (const policy::Activity& activity : source.policy.activities) {
    if (activity.automated != "decides") continue;
    in_use = true;
    Join(logic, source.Text(activity.logic, "activities: " + activity.id + ": logic"), " ");
    Join(effects, source.Text(activity.purpose, "activities: " + activity.id + ": purpose"), "; ");
  }
  Json json = {{"inUse", in_use}};
  if (in_use) json["logicInvolved"] = logic;
  if (in_use) json["scopeAndIntendedEffects"] = effects;
  return json;
}

}  // namespace lofte::transparency
