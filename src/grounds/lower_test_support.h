// For the tests of this module: small policies, what is so of one row, and its standing in words.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "expr/evaluate.h"
#include "grounds/lower.h"
#include "policy/reader.h"

namespace lofte::grounds::support {

using expr::Fact;
using policy::Then;

// A policy of one activity for each list of entries (`- { of: d.one, .. }`, at six spaces), all on the categories d.one and d.two.
inline policy::Policy PolicyOf(const std::vector<std::string>& activities, const std::string& head = "basis: contract") {
  std::string source =
      "lofte: 1\ncontroller: { name: A, country: DK }\neffective: 2026-01-01\ndata: { d: [one, two] }\nsubjects: [user]\nactivities:\n";
  for (std::size_t i = 0; i < activities.size(); ++i) {
    source += "  a" + std::to_string(i) + ":\n    purpose: x\n    " + (i + 1 == activities.size() ? head : "basis: contract") +
              "\n    subjects: user\n    data: d\n    retention:\n" + activities[i];
  }
  if (source.find("promise: p") != std::string::npos) source += "promises: { p: { kind: retention, text: x } }\n";
  Issues issues;
  auto policy = policy::ReadPolicy("policy.yaml", source, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << Render(issue, source, false);
  return policy ? *policy : policy::Policy{};
}

inline Binding BindingOf(const policy::Policy& policy, const std::string& category = "d.one", std::vector<std::string> roles = {"user"}) {
  Binding binding{std::move(roles), {}};
  for (const policy::Rule& rule : policy.rules)
    if (std::find(rule.of.begin(), rule.of.end(), category) != rule.of.end()) binding.rules.push_back(&rule);
  return binding;
}

// What is so of one row. Names may be followed by ` of ROLE`. An event without a day has not happened; one on 1970-01-01 is no moment.
class Spoken : public expr::Row {
 public:
  std::map<std::string, std::string> events;      // days
  std::map<std::string, std::string> ended;       // states that do not stand: the day, or "" when nobody knows
  std::map<std::string, std::string> conditions;  // "true" or "unknown"
  std::vector<std::string> absent, held, ended_grounds;

  expr::Value Column(std::string_view) const override { return expr::Null{}; }
  std::vector<const Row*> Related(const expr::Hop&) const override { return {}; }
  bool Fact(const expr::Fact& fact) const override {
    using Kind = Fact::Kind;
    switch (fact.kind) {
      case Kind::kEventBefore:
        return IsBefore(Find(events, fact), fact);
      case Kind::kEventUnknown:
        return Find(events, fact) == "1970-01-01";
      case Kind::kStateEnded:
        return IsBefore(Find(ended, fact), fact);
      case Kind::kStateUnknown:
        return Has(ended, fact) && Find(ended, fact).empty();
      case Kind::kConditionTrue:
        return Find(conditions, fact) == "true";
      case Kind::kConditionUnknown:
        return Find(conditions, fact) == "unknown";
      case Kind::kServes:
        return true;
      case Kind::kPresent:
        return !Contains(absent, fact.role);
      case Kind::kHeld:
        return Contains(held, fact.role);
      case Kind::kGroundEnded:
        return Contains(ended_grounds, fact.name);
      case Kind::kServesUnknown:
      case Kind::kPersonUnknown:
        return false;
    }
    return false;
  }

 private:
  static bool Contains(const std::vector<std::string>& items, const std::string& item) {
    return std::find(items.begin(), items.end(), item) != items.end();
  }
  static bool Has(const std::map<std::string, std::string>& of, const expr::Fact& fact) {
    return of.count(fact.name + " of " + fact.role) != 0 || of.count(fact.name) != 0;
  }
  static std::string Find(const std::map<std::string, std::string>& of, const expr::Fact& fact) {
    const auto own = of.find(fact.name + " of " + fact.role);
    if (own != of.end()) return own->second;
    const auto shared = of.find(fact.name);
    return shared == of.end() ? "" : shared->second;
  }
  static bool IsBefore(const std::string& day, const expr::Fact& fact) {
    return !day.empty() && day != "1970-01-01" && time::ParseDay(day).value() < std::get<time::Day>(fact.cutoff);
  }
};

inline Lowering At(const std::string& at, time::YearEnd year_end = {}) {
  const time::Zone zone = time::Zone::Named("Europe/Copenhagen").value();
  return Lowering({time::ParseInstant(at, zone).value(), zone, year_end});
}

inline bool Is(const expr::Expr& formula, const Spoken& facts) {
  const expr::Tri truth = expr::Evaluate(formula, facts);
  EXPECT_NE(truth, expr::Tri::kUnknown);
  return truth == expr::Tri::kTrue;
}

// The value's standing, with what happens and what is broken: `gone to erase, broken`.
inline std::string Standing(const Lowering& at, const Binding& binding, const Spoken& facts) {
  if (Is(at.Undated(binding), facts)) return "undated";
  std::string standing = Is(at.Blocked(binding), facts) ? "blocked" : "use";
  if (Is(at.Gone(binding, Edge::kDue), facts))
    standing = Is(at.EndsWith(binding, Then::kErase), facts)       ? "gone to erase"
               : Is(at.EndsWith(binding, Then::kAggregate), facts) ? "gone to aggregate"
                                                                   : "gone to anonymise";
  if (Is(at.Held(binding), facts)) standing += ", held";
  if (Is(at.Unclaimed(binding), facts)) standing += ", unclaimed";
  for (std::size_t i = 0; i < binding.rules.size(); ++i)
    if (Is(at.Charged(binding, *binding.rules[i], Edge::kBroken), facts)) standing += ", broken by " + std::to_string(i);
  return standing;
}

}  // namespace lofte::grounds::support
