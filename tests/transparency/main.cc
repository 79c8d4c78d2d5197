// transparency_documents OUT EXAMPLES: writes NAME.jsonld and NAME.LANGUAGE.tilt.json into OUT for the policies EXAMPLES/NAME/policy.yaml,
// and `everything` for one of them with all that a policy can say.
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "base/file.h"
#include "policy/reader.h"
#include "transparency/dpv.h"
#include "transparency/tilt.h"

namespace {

using lofte::policy::Policy;
namespace transparency = lofte::transparency;

void Write(const std::filesystem::path& path, const std::string& text) {
  if (const lofte::Status written = lofte::WriteFileAtomically(path, text); !written) {
    std::cerr << written.error().message << "\n";
    std::exit(1);
  }
}

Policy Read(const std::filesystem::path& path) {
  lofte::Issues issues;
  const lofte::Result<std::string> source = lofte::ReadFile(path);
  std::optional<Policy> policy = source ? lofte::policy::ReadPolicy("policy.yaml", *source, issues) : std::nullopt;
  if (!policy || lofte::HasErrors(issues)) {
    std::cerr << path << " cannot be read\n";
    std::exit(1);
  }
  return std::move(*policy);
}

// What TILT requires and a published text need not say.
void Complete(Policy& policy) {
  if (policy.controller.address.empty()) policy.controller.address = "Storgata 1, 0155 Oslo";
  if (policy.controller.email.empty()) policy.controller.email = "privacy@example.org";
}

lofte::policy::LocalText Both(const Policy& policy, const std::string& text) {
  lofte::policy::LocalText texts;
  for (const std::string& language : policy.languages) texts[language] = text + " (" + language + ")";
  return texts;
}

void SayEverythingOfAnActivity(Policy& policy) {
  lofte::policy::Activity& activity = policy.activities.front();
  activity.title = Both(policy, "title");
  activity.interest = Both(policy, "interest");
  activity.basis = lofte::policy::Basis::kLegitimateInterests;
  activity.law = Both(policy, "law");
  activity.logic = Both(policy, "logic");
  activity.provision = lofte::policy::Provision{"contract", Both(policy, "otherwise")};
  activity.automated = "decides";
  activity.art9 = "a";
  activity.optional = {activity.data.back()};
  activity.never = {activity.data.front()};
  activity.data_of = {{activity.subjects.front(), activity.data}};
  activity.sources = {"subject", "public-register", "neighbour"};
}

void SayEverything(Policy& policy) {
  SayEverythingOfAnActivity(policy);
  policy.controller.officer = lofte::policy::Officer{"Olga Officer", "dpo@example.org", "+45 11 22 33 44", "Officer street 2"};
  policy.controller.representative = lofte::policy::Officer{"Rune Representative", "eu@example.org", "(0)11-22", "Street 3"};
  policy.joint_controllers = {
      {"partner", "Partner AS", "NO", "partner@example.org", Both(policy, "essence"), {policy.activities.front().id}, {}, {}}};
  policy.special = {policy.activities.front().data.front()};
  policy.criminal = {policy.activities.front().data.back()};
  policy.safeguards_copy = "https://example.org/safeguards";
  lofte::policy::Recipient& recipient = policy.recipients.front();
  recipient.country = "JP";
  recipient.city = "Osaka";
  recipient.safeguards = {"dpa", "scc", "bcr", "adequacy", "dpf"};
  recipient.keeps = lofte::policy::Term{"", lofte::time::Period{0, 30, 0, false}};
  recipient.consent = "consent.given";
  policy.recipients.back().keeps = lofte::policy::Term{"nothing", {}};
  policy.breach = {{"authority", {"", lofte::time::Period{0, 0, 72 * 3600, false}}, "risk", {}, {}, {}, {}},
                   {"subjects", {"undue-delay", {}}, "high-risk", {}, {}, {}, {}},
                   {"controller", {"at-once", {}}, "any", {}, {}, {}, {}}};
  policy.measures = {{"tls", Both(policy, "encryption"), "TLS 1.2", lofte::time::Period{0, 30, 0, false}, 95, {}, {}, {}}};
  for (const std::string& name : lofte::policy::kRights) {
    lofte::policy::Right right;
    right.name = name;
    right.within = lofte::policy::Term{"undue-delay", {}};
    right.by = {"rights@example.org", "https://example.org/rights", "Settings"};
    right.identity = {"order number"};
    policy.rights.push_back(right);
  }
}

transparency::Labels SomeLabels(const Policy& policy) {
  transparency::Labels labels;
  for (const auto& [category, span] : policy.data_spans) labels.categories[category] = Both(policy, category);
  for (const std::string& subject : policy.subjects) labels.subjects[subject] = Both(policy, subject);
  labels.sources["neighbour"] = Both(policy, "a neighbour");
  return labels;
}

void WriteDocuments(const std::filesystem::path& out, const std::string& name, const Policy& policy, const transparency::Labels& labels,
                    const transparency::Publication& publication) {
  Write(out / (name + ".jsonld"), transparency::DpvJsonLd(policy, labels, publication));
  for (const std::string& language : policy.languages) {
    const lofte::Result<std::string> tilt = transparency::Tilt(policy, language, labels, publication);
    if (!tilt) {
      std::cerr << name << ": " << tilt.error().message << "\n";
      std::exit(1);
    }
    Write(out / (name + "." + language + ".tilt.json"), *tilt);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const std::filesystem::path out = arguments[1];
  for (const auto& folder : std::filesystem::directory_iterator(arguments[2])) {
    if (!std::filesystem::exists(folder.path() / "policy.yaml")) continue;
    const std::string name = folder.path().filename();
    Policy policy = Read(folder.path() / "policy.yaml");
    Complete(policy);
    WriteDocuments(out, name, policy, {}, {});
    if (name != "gigcoms") continue;
    SayEverything(policy);
    WriteDocuments(out, "everything", policy, SomeLabels(policy), {"https://example.org/privacy", 7});
  }
}
