// Categories of data as they are said: by group, and what is special or optional about them.
#include <algorithm>

#include "base/words.h"
#include "notice/parts.h"

namespace lofte::notice {

namespace {

// Of each group those of `categories`, in the order of the policy's file.
struct Part {
  std::string group;
  std::vector<std::string> categories;
  bool is_whole = false;
};

std::vector<std::string> InOrder(const policy::Policy& policy, std::vector<std::string> categories) {
  const auto place = [&](const std::string& category) {
    const auto span = policy.data_spans.find(category);
    return span == policy.data_spans.end() ? std::pair<std::size_t, std::size_t>() : std::pair(span->second.line, span->second.column);
  };
  std::stable_sort(categories.begin(), categories.end(), [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
  return categories;
}

std::vector<Part> ByGroup(const policy::Policy& policy, const std::vector<std::string>& categories) {
  std::vector<Part> parts;
  for (const std::string& category : InOrder(policy, categories)) {
    const std::string group = category.substr(0, category.find('.'));
    auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.group == group; });
    if (found == parts.end()) found = parts.insert(parts.end(), {group, {}, false});
    found->categories.push_back(category);
  }
  for (Part& part : parts) {
    const auto group = policy.data.find(part.group);
    part.is_whole = group != policy.data.end() && group->second.size() == part.categories.size();
  }
  return parts;
}

Say Marked(const policy::Policy& policy, const std::string& category, const std::vector<std::string>& optional) {
  Say word = Word("data", category);
  if (Contains(policy.special, category)) word = Phrase("data.special", {{"data", std::move(word)}});
  if (Contains(policy.criminal, category)) word = Phrase("data.criminal", {{"data", std::move(word)}});
  if (Contains(optional, category)) word = Phrase("data.optional", {{"data", std::move(word)}});
  return word;
}

}  // namespace

Say DataWords(const policy::Policy& policy, const std::vector<std::string>& categories) {
  std::vector<Say> says;
  for (const Part& part : ByGroup(policy, categories)) {
    if (part.is_whole) {
      says.push_back(Word("data", part.group));
      continue;
    }
    for (const std::string& category : part.categories) says.push_back(Word("data", category));
  }
  return And(std::move(says));
}

std::vector<Say> DataList(const policy::Policy& policy, const std::vector<std::string>& categories,
                          const std::vector<std::string>& optional) {
  std::vector<Say> items;
  for (const Part& part : ByGroup(policy, categories)) {
    std::vector<Say> says;
    for (const std::string& category : part.categories) says.push_back(Marked(policy, category, optional));
    items.push_back(Phrase("data.group", {{"group", Word("data", part.group)}, {"data", And(std::move(says))}}));
  }
  return items;
}

}  // namespace lofte::notice
