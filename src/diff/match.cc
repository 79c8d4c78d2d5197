#include "diff/match.h"

#include <algorithm>
#include <map>
#include <set>

#include "diff/features.h"

namespace lofte::diff {

using policy::Policy;

namespace {

using Renames = std::map<std::string, std::string>;  // older id -> newer id

double Likeness(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() && b.empty()) return 1;
  std::size_t common = 0;
  for (const std::string& feature : a) common += b.count(feature);
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

class Matcher {
 public:
  Matcher(std::vector<Features> before, std::vector<Features> after) : before_(std::move(before)), after_(std::move(after)) {
    old_taken_.resize(before_.size());
    new_taken_.resize(after_.size());
  }

  Renames Run() {
    const auto has_one_id = [](const Features& a, const Features& b) { return a.id == b.id; };
    const auto is_equal = [](const Features& a, const Features& b) { return a.known_by == b.known_by && a.all == b.all; };
    MatchAll([&](const Features& a, const Features& b) { return has_one_id(a, b) && is_equal(a, b); });
    MatchAll(is_equal);
    MatchAll(has_one_id);
    MatchLikest();
    KeepApart();
    return renames_;
  }

 private:
  void Match(std::size_t i, std::size_t j) {
    old_taken_[i] = new_taken_[j] = true;
    if (before_[i].id != after_[j].id) renames_[before_[i].id] = after_[j].id;
  }

  template <typename F>
  void MatchAll(const F& is_same) {
    for (std::size_t i = 0; i < before_.size(); ++i)
      for (std::size_t j = 0; j < after_.size() && !old_taken_[i]; ++j)
        if (!new_taken_[j] && is_same(before_[i], after_[j])) Match(i, j);
  }

  void MatchLikest() {
    struct Pair {
      double likeness;
      std::size_t i, j;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < before_.size(); ++i)
      for (std::size_t j = 0; j < after_.size(); ++j)
        if (!old_taken_[i] && !new_taken_[j] && !before_[i].known_by.empty() && before_[i].known_by == after_[j].known_by)
          pairs.push_back({Likeness(before_[i].all, after_[j].all), i, j});
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.likeness > b.likeness; });
    for (const Pair& pair : pairs)
      if (!old_taken_[pair.i] && !new_taken_[pair.j]) Match(pair.i, pair.j);
  }

  // An older entry that is gone must not be taken for the newer one that has got its id.
  void KeepApart() {
    std::set<std::string> newer;
    for (const Features& of : after_) newer.insert(of.id);
    for (std::size_t i = 0; i < before_.size(); ++i)
      if (!old_taken_[i] && newer.count(before_[i].id) != 0) renames_[before_[i].id] = before_[i].id + "~";
  }

  std::vector<Features> before_, after_;
  std::vector<bool> old_taken_, new_taken_;
  Renames renames_;
};

void Rename(std::string& id, const Renames& renames) {
  if (const auto found = renames.find(id); found != renames.end()) id = found->second;
}
void Rename(std::vector<std::string>& ids, const Renames& renames) {
  for (std::string& id : ids) Rename(id, renames);
}

void RenameActivities(Policy& policy, const Renames& renames) {
  for (auto& activity : policy.activities) Rename(activity.id, renames);
  for (auto& rule : policy.rules) Rename(rule.activity, renames);
  for (auto& recipient : policy.recipients) Rename(recipient.activities, renames);
  for (auto& message : policy.messages) Rename(message.activity, renames);
  for (auto& joint : policy.joint_controllers) Rename(joint.activities, renames);
}

void RenameRecipients(Policy& policy, const Renames& renames) {
  for (auto& recipient : policy.recipients) Rename(recipient.id, renames);
  for (auto& activity : policy.activities) Rename(activity.recipients, renames);
  for (auto& cookie : policy.cookies) Rename(cookie.set_by, renames);
}

void RenamePromises(Policy& policy, const Renames& renames) {
  const auto of_each = [&](auto& entries) {
    for (auto& entry : entries) Rename(entry.promises, renames);
  };
  for (auto& promise : policy.promises) {
    Rename(promise.id, renames);
    Rename(promise.covers, renames);
  }
  of_each(policy.activities);
  of_each(policy.recipients);
  of_each(policy.rules);
  of_each(policy.cookies);
  of_each(policy.breach);
  of_each(policy.rights);
  of_each(policy.messages);
  of_each(policy.measures);
  of_each(policy.decisions);
  for (auto& rule : policy.rules) Rename(rule.yields_to, renames);
  Rename(policy.controller.promises, renames);
  Rename(policy.minimum_age_promises, renames);
}

template <typename T>
void RenameEntries(std::vector<T>& entries, const Renames& renames) {
  for (T& entry : entries) Rename(entry.id, renames);
}

}  // namespace

std::string Folded(std::string_view text) {
  std::string folded;
  for (const char c : text) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (is_letter) {
      folded += c;
    } else if (c >= 'A' && c <= 'Z') {
      folded += static_cast<char>(c - 'A' + 'a');
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

Policy WithIdsOf(const Policy& after, const Policy& before) {
  Policy policy = before;
  // Activities first: recipients and messages are told apart by them.
  RenameActivities(policy, Matcher(FeaturesOfActivities(policy), FeaturesOfActivities(after)).Run());
  RenameRecipients(policy, Matcher(FeaturesOfRecipients(policy), FeaturesOfRecipients(after)).Run());
  RenameEntries(policy.cookies, Matcher(FeaturesOfCookies(policy), FeaturesOfCookies(after)).Run());
  RenameEntries(policy.messages, Matcher(FeaturesOfMessages(policy), FeaturesOfMessages(after)).Run());
  RenameEntries(policy.measures, Matcher(FeaturesOfMeasures(policy), FeaturesOfMeasures(after)).Run());
  RenameEntries(policy.joint_controllers, Matcher(FeaturesOfJoint(policy), FeaturesOfJoint(after)).Run());
  RenamePromises(policy, Matcher(FeaturesOfPromises(policy), FeaturesOfPromises(after)).Run());
  return policy;
}

}  // namespace lofte::diff
