#include "diff/features.h"

#include "diff/match.h"
#include "diff/values.h"

namespace lofte::diff {

using policy::Policy;

namespace {

void Put(Features& features, const std::string& what, const std::string& word) {
  if (!word.empty()) features.all.insert(what + ":" + word);
}
void Put(Features& features, const std::string& what, const std::vector<std::string>& words) {
  for (const std::string& word : words) Put(features, what, word);
}
void Put(Features& features, const std::string& what, const policy::LocalText& text) {
  for (const auto& [language, words] : text) Put(features, what + "." + language, words);
}

std::string Known(const policy::LocalText& text) {
  std::string known;
  for (const auto& [language, words] : text) known += Folded(words) + "|";
  return known;
}

std::string RuleFeature(const policy::Rule& rule) {
  return JoinIds(rule.of) + " " + RuleText(rule) + " " + (rule.mode == policy::Mode::kKeep ? "keep" : "use");
}

}  // namespace

std::vector<Features> FeaturesOfActivities(const Policy& policy) {
  std::vector<Features> all;
  for (const policy::Activity& activity : policy.activities) {
    Features of{activity.id, Known(activity.title) + Known(activity.purpose), {}};
    Put(of, "title", activity.title);
    Put(of, "purpose", activity.purpose);
    Put(of, "basis", std::string(NameOf(activity.basis)) + activity.art9 + activity.consent + activity.processor_for);
    Put(of, "interest", activity.interest);
    Put(of, "subject", activity.subjects);
    Put(of, "data", activity.data);
    Put(of, "uses", activity.uses);
    Put(of, "never", activity.never);
    Put(of, "optional", activity.optional);
    Put(of, "source", activity.sources);
    Put(of, "access", activity.access);
    Put(of, "automated", activity.automated);
    for (const auto& [subject, data] : activity.data_of) Put(of, "data of " + subject, data);
    if (activity.no_recipients) Put(of, "none", "recipients");
    if (activity.no_transfers) Put(of, "none", "transfers");
    for (const policy::Rule& rule : policy.rules)
      if (rule.activity == activity.id) Put(of, "rule", RuleFeature(rule));
    all.push_back(std::move(of));
  }
  return all;
}

std::vector<Features> FeaturesOfRecipients(const Policy& policy) {
  std::vector<Features> all;
  for (const policy::Recipient& recipient : policy.recipients) {
    Features of{recipient.id, Folded(recipient.name), {}};
    Put(of, "name", recipient.name);
    Put(of, "role", recipient.role == policy::Role::kController ? "controller" : "processor");
    Put(of, "country", recipient.country);
    Put(of, "city", recipient.city);
    Put(of, "consent", recipient.consent);
    Put(of, "safeguard", recipient.safeguards);
    Put(of, "data", recipient.data);
    Put(of, "activity", recipient.activities);
    if (recipient.keeps) Put(of, "keeps", TermText(recipient.keeps));
    all.push_back(std::move(of));
  }
  return all;
}

std::vector<Features> FeaturesOfCookies(const Policy& policy) {
  std::vector<Features> all;
  for (const policy::Cookie& cookie : policy.cookies)
    all.push_back({cookie.id, cookie.name, {cookie.kind, TermText(cookie.lifetime), "by " + cookie.set_by, "consent " + cookie.consent}});
  return all;
}

std::vector<Features> FeaturesOfMessages(const Policy& policy) {
  std::vector<Features> all;
  for (const policy::Message& message : policy.messages) {
    Features of{message.id, "", {}};
    Put(of, "kind", message.kind);
    Put(of, "activity", message.activity);
    Put(of, "by", message.by);
    Put(of, "carries", message.carries);
    for (const policy::ConditionRef& ref : message.only) Put(of, "only", (ref.negated ? "not " : "") + ref.name);
    Put(of, "stops", TermText(message.stops));
    all.push_back(std::move(of));
  }
  return all;
}

std::vector<Features> FeaturesOfMeasures(const Policy& policy) {
  std::vector<Features> all;
  for (const policy::Measure& measure : policy.measures) all.push_back({measure.id, Known(measure.what), {MeasureText(measure)}});
  return all;
}

std::vector<Features> FeaturesOfJoint(const Policy& policy) {
  std::vector<Features> all;
  for (const policy::JointController& joint : policy.joint_controllers) {
    Features of{joint.id, Folded(joint.name), {joint.country, joint.email}};
    Put(of, "activity", joint.activities);
    Put(of, "essence", joint.essence);
    all.push_back(std::move(of));
  }
  return all;
}

std::vector<Features> FeaturesOfPromises(const Policy& policy) {
  std::vector<Features> all;
  for (const policy::Promise& promise : policy.promises) {
    Features of{promise.id, promise.text.empty() ? "" : Known(promise.text), {promise.kind, ControlText(promise.control)}};
    Put(of, "text", promise.text);
    all.push_back(std::move(of));
  }
  return all;
}

}  // namespace lofte::diff
