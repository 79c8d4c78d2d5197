// Promises, the rules that keep them, and the decisions between them.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "policy/checker_parts.h"

namespace lofte::policy {
namespace {

bool Share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& item) { return Contains(b, item); });
}

template <typename T>
void RefuseTwice(const std::vector<T>& items, const char* noun, Issues& issues) {
  std::set<std::string> seen;
  for (const T& item : items) {
    if (item.id.empty() || seen.insert(item.id).second) continue;
    Report(issues, "duplicate-id", std::string("a second ") + noun + " `" + item.id + "`", item.span, "give it an id of its own");
  }
}

void CheckIds(const Policy& policy, Issues& issues) {
  RefuseTwice(policy.activities, "activity", issues);
  RefuseTwice(policy.recipients, "recipient", issues);
  RefuseTwice(policy.promises, "promise", issues);
  RefuseTwice(policy.decisions, "decision", issues);
}

// The reader refuses these where they stand; a policy made otherwise comes here.
void CheckRulesNamePromises(const Policy& policy, Issues& issues) {
  for (const Rule& rule : policy.rules) {
    for (const std::string& promise : rule.promises) {
      if (policy.FindPromise(promise) != nullptr) continue;
      Report(issues, "unknown-promise", "a rule names promise `" + promise + "`, which does not exist", rule.span,
             "add it under `promises:`");
    }
  }
}

void CheckTexts(const Policy& policy, Issues& issues) {
  for (const Promise& promise : policy.promises) {
    if (!promise.text.empty()) continue;
    Warn(issues, "missing-text", "promise `" + promise.id + "` does not say what is promised", promise.span, "add `text:`");
  }
}

std::map<std::string_view, const Promise*> ById(const Policy& policy) {
  std::map<std::string_view, const Promise*> promises;
  for (const Promise& promise : policy.promises) promises.emplace(promise.id, &promise);
  return promises;
}

// The promises whose breach the rules can show: named by one, or covered by one that is.
std::set<std::string> CarriedByRules(const Policy& policy) {
  const auto promises = ById(policy);
  std::vector<std::string> open;
  for (const Rule& rule : policy.rules) open.insert(open.end(), rule.promises.begin(), rule.promises.end());
  std::set<std::string> carried;
  while (!open.empty()) {
    const std::string id = std::move(open.back());
    open.pop_back();
    const auto promise = promises.find(id);
    if (!carried.insert(id).second || promise == promises.end()) continue;
    open.insert(open.end(), promise->second->covers.begin(), promise->second->covers.end());
  }
  return carried;
}

void CheckRetentionPromises(const Policy& policy, Issues& issues) {
  const std::set<std::string> carried = CarriedByRules(policy);
  for (const Promise& promise : policy.promises) {
    if (!std::holds_alternative<RetentionControl>(promise.control) || carried.count(promise.id) != 0) continue;
    Report(issues, "promise-without-rule", "promise `" + promise.id + "` is checked by retention rules, and none names it", promise.span,
           "add `promise: " + promise.id + "` to the entry that keeps it, or let a promise that has one cover it");
  }
}

// Takes away, again and again, the promises that cover none of those that are left. What stays leads into a circle.
std::set<std::string> LeadingIntoCircles(const Policy& policy) {
  std::set<std::string> left;
  for (const Promise& promise : policy.promises) left.insert(promise.id);
  const auto covers_one = [&](const Promise& promise) {
    return std::any_of(promise.covers.begin(), promise.covers.end(), [&](const std::string& covered) { return left.count(covered) != 0; });
  };
  for (std::size_t before = left.size() + 1; before > left.size();) {
    before = left.size();
    for (const Promise& promise : policy.promises) {
      if (!covers_one(promise)) left.erase(promise.id);
    }
  }
  return left;
}

void CheckCovers(const Policy& policy, Issues& issues) {
  const std::set<std::string> suspects = LeadingIntoCircles(policy);
  for (const Promise& promise : policy.promises) {
    const auto leads_back = [&](const std::string& covered) { return Contains(policy.WithCovered(covered), promise.id); };
    if (suspects.count(promise.id) == 0 || std::none_of(promise.covers.begin(), promise.covers.end(), leads_back)) continue;
    Report(issues, "cover-circle", "promise `" + promise.id + "` covers itself, directly or through others", promise.span,
           "let the wider promise cover the narrower one only");
  }
}

bool Disagree(const Rule& a, const Rule& b) {
  if (a.then == Then::kNone || b.then == Then::kNone || a.then == b.then) return false;
  return a.activity == b.activity && Overlap(a, b);
}

bool Yield(const Rule& a, const Rule& b) { return Share(a.yields_to, b.promises) || Share(b.yields_to, a.promises); }

Issue UndecidedThen(const Rule& rule, const Rule& other) {
  return {Severity::kWarning, "undecided-then",
          "this rule would " + std::string(NameOf(rule.then)) + " what the rule of line " + std::to_string(other.span.line) + " would " +
              std::string(NameOf(other.then)),
          rule.span,
          "the stronger wins when both have ended: add `yields-to:`, or a decision that names a promise of each and says "
          "`settles: undecided-then`"};
}

void CheckThens(const Policy& policy, Issues& issues) { WarnOfUnsettled(UndecidedThens(policy), issues); }

void CheckYields(const Policy& policy, Issues& issues) {
  for (const Rule& rule : policy.rules) {
    const auto yields_back = [&](const Rule& other) {
      return Share(rule.yields_to, other.promises) && Share(other.yields_to, rule.promises);
    };
    if (rule.yields_to.empty() || std::none_of(policy.rules.begin(), policy.rules.end(), yields_back)) continue;
    Report(issues, "yields-in-circle", "this rule and another yield to each other, so that neither would act", rule.span,
           "remove one of the two `yields-to:`");
  }
}

}  // namespace

bool Overlap(const Rule& a, const Rule& b) {
  auto left = a.of.begin();
  auto right = b.of.begin();
  while (left != a.of.end() && right != b.of.end()) {
    if (*left == *right) return true;
    *left < *right ? ++left : ++right;
  }
  return false;
}

const Decision* DecisionOn(const Policy& policy, std::string_view check, const Rule& a, const Rule& b) {
  for (const Decision& decision : policy.decisions) {
    if (!Contains(decision.settles, check)) continue;
    if (Share(decision.promises, a.promises) && Share(decision.promises, b.promises)) return &decision;
  }
  return nullptr;
}

// One remark a rule: the first rule above it that it disagrees with and no decision settles, or else the first that one does.
std::vector<Remark> UndecidedThens(const Policy& policy) {
  std::vector<Remark> remarks;
  for (std::size_t i = 0; i < policy.rules.size(); ++i) {
    const Rule& rule = policy.rules[i];
    std::optional<Remark> found;
    for (std::size_t above = 0; above < i && (!found || found->settled_by != nullptr); ++above) {
      const Rule& other = policy.rules[above];
      if (!Disagree(rule, other) || Yield(rule, other)) continue;
      const Decision* decision = DecisionOn(policy, "undecided-then", rule, other);
      if (!found || decision == nullptr) found = Remark{UndecidedThen(rule, other), decision};
    }
    if (found) remarks.push_back(std::move(*found));
  }
  return remarks;
}

void WarnOfUnsettled(const std::vector<Remark>& remarks, Issues& issues) {
  for (const Remark& remark : remarks)
    if (remark.settled_by == nullptr) Add(issues, remark.issue);
}

void CheckPromises(const Policy& policy, Issues& issues) {
  CheckIds(policy, issues);
  CheckRulesNamePromises(policy, issues);
  CheckTexts(policy, issues);
  CheckRetentionPromises(policy, issues);
  CheckCovers(policy, issues);
  CheckThens(policy, issues);
  CheckYields(policy, issues);
}

}  // namespace lofte::policy
