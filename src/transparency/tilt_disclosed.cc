#include <nlohmann/json.hpp>

#include "base/words.h"
#include "policy/laws.h"
#include "transparency/tilt_parts.h"

namespace lofte::transparency {
namespace {

std::string PurposeOf(const TiltSource& source, const policy::Activity& activity) {
  return source.Text(activity.purpose, "activities: " + activity.id + ": purpose");
}

Json PurposesJson(const TiltSource& source, const policy::Activity& activity) {
  const std::string title = TextIn(activity.title, source.language);
  Json purpose = {{"purpose", title.empty() ? activity.id : title}, {"description", PurposeOf(source, activity)}};
  return Json::array({std::move(purpose)});
}

std::string BasisReference(policy::Basis basis) { return std::string("GDPR-6-1-") + static_cast<char>('a' + static_cast<int>(basis)); }

Json BasisJson(const std::string& reference, const std::string& description) {
  return {{"reference", reference}, {"description", description}};
}

// The laws that floors on the category name.
void AddLaws(const TiltSource& source, const policy::Activity& activity, const std::string& category, Json& bases) {
  std::vector<std::string> laws;
  for (const policy::Rule& rule : source.policy.rules) {
    if (rule.activity == activity.id && !rule.law.empty() && Contains(rule.of, category)) AddOnce(laws, rule.law);
  }
  for (const std::string& id : laws) {
    const policy::Law* law = policy::FindLaw(id);
    bases.push_back(BasisJson(LawReference(id), law == nullptr ? id : law->cite));
  }
}

Json BasesJson(const TiltSource& source, const policy::Activity& activity, const std::string& category) {
  Json bases = Json::array();
  if (activity.role == policy::Role::kProcessor)
    bases.push_back(BasisJson("GDPR-28", source.phrases.Say("basis.processor", activity.processor_for)));
  if (activity.basis_given) {
    std::string description = source.phrases.Say("basis." + std::string(NameOf(activity.basis)));
    Join(description, TextIn(activity.law, source.language), ": ");
    bases.push_back(BasisJson(BasisReference(activity.basis), description));
  }
  if (!activity.art9.empty()) bases.push_back(BasisJson("GDPR-9-2-" + activity.art9, source.phrases.Say("basis.special", activity.art9)));
  AddLaws(source, activity, category, bases);
  return bases;
}

// Where the policy names no interest by itself, it is what the activity is for.
Json InterestsJson(const TiltSource& source, const policy::Activity& activity) {
  Json interest = {{"exists", activity.basis_given && activity.basis == policy::Basis::kLegitimateInterests}};
  if (interest["exists"] == true) {
    const std::string said = TextIn(activity.interest, source.language);
    interest["reasoning"] = said.empty() ? PurposeOf(source, activity) : said;
  }
  return Json::array({std::move(interest)});
}

Json RecipientsJson(const TiltSource& source, const policy::Activity& activity, const std::string& category) {
  Json list = Json::array();
  for (const policy::Recipient& recipient : source.policy.recipients) {
    if (!Contains(activity.recipients, recipient.id) || !(recipient.data.empty() || Contains(recipient.data, category))) continue;
    Json entry = {{"name", recipient.name}};
    AddCountryCode(entry, recipient.country);
    entry["category"] = source.phrases.Say(recipient.role == policy::Role::kProcessor ? "recipient.processor" : "recipient.controller");
    list.push_back(std::move(entry));
  }
  for (const policy::JointController& joint : source.policy.joint_controllers) {
    if (!Contains(joint.activities, activity.id)) continue;
    Json entry = {{"name", joint.name}};
    AddCountryCode(entry, joint.country);
    entry["category"] = source.phrases.Say("recipient.joint");
    list.push_back(std::move(entry));
  }
  return list;
}

// `false` is the schema's value for what nobody has said, too.
Json ProvisionJson(const TiltSource& source, const policy::Activity& activity, const std::string& category) {
  const policy::Provision provision = activity.provision.value_or(policy::Provision{});
  const bool optional = Contains(activity.optional, category);
  const bool by_law = provision.by == "law" && !optional;
  const bool by_contract = provision.by == "contract" && !optional;
  return {{"legalRequirement", by_law},
          {"contractualRegulation", by_contract},
          {"obligationToProvide", by_law || by_contract},
          {"consequences", optional ? "" : TextIn(provision.otherwise, source.language)}};
}

Json ItemJson(const TiltSource& source, const policy::Activity& activity, const std::string& category) {
  Json item;
  item["_id"] = activity.id + "/" + category;
  item["category"] = NameIn(source.labels.categories, category, source.language);
  item["purposes"] = PurposesJson(source, activity);
  item["legalBases"] = BasesJson(source, activity, category);
  item["legitimateInterests"] = InterestsJson(source, activity);
  item["recipients"] = RecipientsJson(source, activity, category);
  item["storage"] = TiltStorage(source, activity, category);
  item["nonDisclosure"] = ProvisionJson(source, activity, category);
  return item;
}

}  // namespace

Json DisclosedJson(const TiltSource& source) {
  Json list = Json::array();
  for (const policy::Activity& activity : source.policy.activities) {
    std::vector<std::string> categories = activity.data;
    AddEachOnce(categories, activity.uses);
    AddEachOnce(categories, activity.never);
    for (const std::string& category : categories) list.push_back(ItemJson(source, activity, category));
  }
  return list;
}

}  // namespace lofte::transparency
