// Reads words/LANG.yaml. A section is a map from ids that policy.yaml has; what is under an id is a text, or for some sections a map of
// texts.
#include <set>

#include "base/words.h"
#include "notice/words.h"
#include "policy/reader_nodes.h"
#include "text/document.h"

namespace lofte::notice {

using policy::Policy;
using policy::Report;

namespace {

using Ids = std::set<std::string>;

const std::vector<std::string> kKeys = {"lofte",   "language", "data",     "subjects", "recipients", "activities", "events", "states",
                                        "sources", "access",   "measures", "cookies",  "messages",   "identity",   "ways",   "joint"};

// The fields of a section whose entries are maps; the first is what a text alone says, where there is one.
const std::map<std::string, std::vector<std::string>> kFields = {
    {"activities", {"title", "purpose", "interest", "law", "otherwise", "logic", "for"}},
    {"states", {"is", "not"}},
    {"recipients", {"does", "name"}},
};

void AddEnd(const policy::End& end, Ids& events, Ids& states) {
  if (end.kind == policy::End::Kind::kWhile) states.insert(end.name);
  if (end.kind == policy::End::Kind::kAfter) events.insert(end.name);
  for (const policy::End& part : end.parts) AddEnd(part, events, states);
}

void AddConditions(const std::vector<policy::ConditionRef>& conditions, Ids& states) {
  for (const policy::ConditionRef& condition : conditions) states.insert(condition.name);
}

void AddControl(const policy::Control& control, Ids& events, Ids& states) {
  const auto* always = std::get_if<policy::AlwaysControl>(&control);
  if (always == nullptr) return;
  states.insert(always->condition);
  AddConditions(always->when, states);
  if (always->by) AddEnd(*always->by, events, states);
  if (!always->event.empty()) events.insert(always->event);
}

void AddFacts(const Policy& policy, Ids& events, Ids& states) {
  for (const policy::Rule& rule : policy.rules) {
    AddEnd(rule.end, events, states);
    AddConditions(rule.when, states);
    if (rule.consent) states.insert(*rule.consent);
    for (const policy::Split& split : rule.splits) events.insert(split.event);
  }
  for (const policy::Activity& activity : policy.activities) states.insert(activity.consent);
  for (const policy::Recipient& recipient : policy.recipients) states.insert(recipient.consent);
  for (const policy::Cookie& cookie : policy.cookies) states.insert(cookie.consent);
  for (const policy::Message& message : policy.messages) AddConditions(message.only, states);
  for (const policy::Promise& promise : policy.promises) AddControl(promise.control, events, states);
}

template <typename T>
Ids IdsOf(const std::vector<T>& items) {
  Ids ids;
  for (const T& item : items) ids.insert(item.id);
  return ids;
}

Ids Categories(const Policy& policy) {
  Ids ids;
  for (const auto& [group, leaves] : policy.data) {
    ids.insert(group);
    for (const std::string& leaf : leaves) ids.insert(group + "." + leaf);
  }
  return ids;
}

Ids Ways(const Policy& policy) {
  Ids ids = {policy.safeguards_copy};
  const auto add = [&](const auto& entries) {
    for (const auto& entry : entries) ids.insert(entry.by.begin(), entry.by.end());
  };
  add(policy.rights);
  add(policy.breach);
  add(policy.messages);
  return ids;
}

// By section.
std::map<std::string, Ids> KnownIds(const Policy& policy) {
  std::map<std::string, Ids> ids;
  AddFacts(policy, ids["events"], ids["states"]);
  ids["data"] = Categories(policy);
  ids["subjects"].insert(policy.subjects.begin(), policy.subjects.end());
  ids["recipients"] = IdsOf(policy.recipients);
  ids["activities"] = IdsOf(policy.activities);
  ids["measures"] = IdsOf(policy.measures);
  ids["cookies"] = IdsOf(policy.cookies);
  ids["messages"] = IdsOf(policy.messages);
  ids["joint"] = IdsOf(policy.joint_controllers);
  ids["ways"] = Ways(policy);
  for (const policy::Activity& activity : policy.activities) {
    ids["sources"].insert(activity.sources.begin(), activity.sources.end());
    ids["access"].insert(activity.access.begin(), activity.access.end());
  }
  for (const policy::Right& right : policy.rights) ids["identity"].insert(right.identity.begin(), right.identity.end());
  return ids;
}

class Reader {
 public:
  Reader(const Policy& policy, Words& words, Issues& issues) : known_(KnownIds(policy)), words_(words), issues_(issues) {}

  void ReadSection(const std::string& section, const text::Node& node) {
    if (!node.is_map()) return Report(issues_, "wrong-type", "`" + section + ":` is a map from ids to words", node.span);
    const Ids& ids = known_[section];
    const std::vector<std::string> candidates(ids.begin(), ids.end());
    for (const text::Node::Entry& entry : node.entries) {
      if (ids.count(entry.key) == 0) {
        Report(issues_, "unknown-word", "the policy has no `" + entry.key + "` for `" + section + "`", entry.key_span,
               policy::Suggestion(entry.key, candidates, issues_));
      } else {
        ReadEntry(section, entry);
      }
    }
  }

 private:
  void ReadEntry(const std::string& section, const text::Node::Entry& entry) {
    const auto fields = kFields.find(section);
    if (fields == kFields.end()) return Keep(section, entry.key, entry.value);
    // What somebody does is often all that there is to say.
    if (section == "recipients" && !entry.value.is_map()) return Keep(section, entry.key, entry.value);
    if (!entry.value.is_map())
      return Report(issues_, "wrong-type", "expected a map with `" + fields->second.front() + ":`", entry.value.span);
    text::RefuseUnknownKeys(entry.value, fields->second, issues_);
    for (const std::string& field : fields->second) {
      if (const text::Node* text = entry.value.Find(field); text != nullptr)
        Keep(section == "recipients" && field == "does" ? section : section + "." + field, entry.key, *text);
    }
  }

  void Keep(const std::string& section, const std::string& id, const text::Node& node) {
    if (std::string text = policy::ReadText(&node, issues_); !text.empty()) words_.texts[section][id] = std::move(text);
  }

  std::map<std::string, Ids> known_;
  Words& words_;
  Issues& issues_;
};

void ReadHead(const text::Node& root, std::string_view language, Issues& issues) {
  const text::Node* version = policy::Required(root, "lofte", root.span, issues);
  if (version != nullptr && !(version->is_scalar() && version->scalar == "1"))
    Report(issues, "unknown-version", "this is not version 1 of the format", version->span, "write `lofte: 1`");
  const text::Node* said = policy::Required(root, "language", root.span, issues);
  if (said == nullptr) return;
  const std::string text = policy::ReadText(said, issues);
  if (!text.empty() && text != language)
    Report(issues, "other-language", "these words are in `" + text + "`, and the file is for `" + std::string(language) + "`", said->span,
           "rename the file or mend `language:`");
}

}  // namespace

std::optional<Words> ReadWords(std::string_view file, std::string_view source, std::string_view language, const Policy& policy,
                               Issues& issues) {
  const std::optional<text::Node> root = text::ReadYaml(file, source, issues);
  if (!root) return std::nullopt;
  if (!root->is_map()) {
    Report(issues, "wrong-type", "the words of a language are a map, from `lofte: 1` on", root->span);
    return std::nullopt;
  }
  Words words;
  words.file = std::string(file);
  words.language = std::string(language);
  words.span = root->span;
  text::RefuseUnknownKeys(*root, kKeys, issues);
  ReadHead(*root, language, issues);
  Reader reader(policy, words, issues);
  for (const text::Node::Entry& entry : root->entries)
    if (entry.key != "lofte" && entry.key != "language" && Contains(kKeys, entry.key)) reader.ReadSection(entry.key, entry.value);
  return words;
}

}  // namespace lofte::notice
