// What the files of rules over the model share. One rule = one small function.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/finding.h"

namespace lofte::lint {

// Collects findings; borrows the policy.
class Collected {
 public:
  Collected(const policy::Policy& policy, time::Day today) : policy_(policy), today_(today) {}

  const policy::Policy& policy() const { return policy_; }
  time::Day today() const { return today_; }

  // Rule, severity and help are those of the table. `rule`: where the name stands under several.
  void Add(std::string_view name, std::string message, const Span& span, const std::vector<policy::Origin>& origins = {},
           std::string_view rule = {});
  // The same, more mildly or more gravely than the table has it.
  void AddAs(Severity severity, std::string_view name, std::string message, const Span& span,
             const std::vector<policy::Origin>& origins = {}, std::string_view rule = {}) {
    Add(name, std::move(message), span, origins, rule);
    findings_.back().severity = severity;
  }
  // The same of the whole policy: at its controller, and in the prose at the place that `key` of the draft has.
  void AddOfAll(std::string_view name, std::string message, std::string_view key = {}, std::string_view rule = {});

  std::vector<Finding> Take() { return std::move(findings_); }

 private:
  const policy::Policy& policy_;
  time::Day today_;
  std::vector<Finding> findings_;
};

// `a`, `b` and 3 more, in backticks.
std::string Listed(const std::vector<std::string>& names);

// Entries of which one thing is true: one finding with all their places. Says nothing when there is none.
template <typename Entry>
class Group {
 public:
  void Add(const Entry& entry, const std::string& name) {
    names_.push_back(name);
    if (span_.line == 0) span_ = entry.span;
    if (entry.origin) origins_.push_back(*entry.origin);
  }
  bool empty() const { return names_.empty(); }
  // The sentence by itself.
  void ReportAs(Collected& found, std::string_view name, std::string message) const {
    if (!names_.empty()) found.Add(name, std::move(message), span_, origins_);
  }
  // `says`: what follows the names when there is one, `say`: when there are several.
  void Report(Collected& found, std::string_view name, const std::string& says, const std::string& say) const {
    if (!names_.empty()) found.Add(name, Listed(names_) + (names_.size() == 1 ? says : say), span_, origins_);
  }

 private:
  std::vector<std::string> names_;
  Span span_;
  std::vector<policy::Origin> origins_;
};

template <typename Values, typename Value>
bool Holds(const Values& values, const Value& value) {
  for (const auto& of : values)
    if (of == value) return true;
  return false;
}

// Activities of which the controller decides; those it does for somebody else are in the record and not in its notice, and what a draft
// could not assign is none.
std::vector<const policy::Activity*> OwnActivities(const policy::Policy& policy);

void FindInController(Collected& found);
void FindInActivities(Collected& found);
void FindInRecipients(Collected& found);
void FindInRetention(Collected& found);
void FindInRights(Collected& found);
void FindInStatements(Collected& found);

}  // namespace lofte::lint
