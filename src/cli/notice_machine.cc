#include "cli/notice_machine.h"

#include "transparency/dpv.h"
#include "transparency/tilt.h"

namespace lofte::cli {

namespace {

transparency::Labels LabelsOf(const std::vector<notice::Words>& words) {
  transparency::Labels labels;
  for (const notice::Words& of : words) {
    const auto add = [&](const char* section, transparency::Names& names) {
      const auto found = of.texts.find(section);
      if (found == of.texts.end()) return;
      for (const auto& [id, text] : found->second) names[id][of.language] = text;
    };
    add("data", labels.categories);
    add("subjects", labels.subjects);
    add("events", labels.events);
    add("states.is", labels.states);
    add("sources", labels.sources);
  }
  return labels;
}

// The word takes the place of the policy's own text in its language, as it does in the notice.
void Put(const notice::Words& words, const char* section, const std::string& id, policy::LocalText& text) {
  const auto found = words.texts.find(section);
  if (found == words.texts.end()) return;
  if (const auto word = found->second.find(id); word != found->second.end()) text[words.language] = word->second;
}

void Put(const notice::Words& words, policy::Policy& policy) {
  for (policy::Activity& activity : policy.activities) {
    Put(words, "activities.title", activity.id, activity.title);
    Put(words, "activities.purpose", activity.id, activity.purpose);
    Put(words, "activities.interest", activity.id, activity.interest);
    Put(words, "activities.law", activity.id, activity.law);
    Put(words, "activities.logic", activity.id, activity.logic);
    if (activity.provision) Put(words, "activities.otherwise", activity.id, activity.provision->otherwise);
  }
  for (policy::JointController& joint : policy.joint_controllers) Put(words, "joint", joint.id, joint.essence);
  for (policy::Measure& measure : policy.measures) Put(words, "measures", measure.id, measure.what);
}

policy::Policy InWords(policy::Policy policy, const std::vector<notice::Words>& words) {
  for (const notice::Words& of : words) Put(of, policy);
  return policy;
}

}  // namespace

bool IsMachineFormat(std::string_view format) { return format == "jsonld" || format == "tilt"; }

std::string JsonLdNotice(const policy::Policy& policy, const std::vector<notice::Words>& words, const std::string& url) {
  transparency::Publication publication;
  publication.url = url;
  return transparency::DpvJsonLd(InWords(policy, words), LabelsOf(words), publication);
}

Result<std::string> TiltNotice(const policy::Policy& policy, const std::string& language, const std::vector<notice::Words>& words,
                               const std::string& url) {
  transparency::Publication publication;
  publication.url = url;
  return transparency::Tilt(InWords(policy, words), language, LabelsOf(words), publication);
}

}  // namespace lofte::cli
