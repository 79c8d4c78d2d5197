// What a reader who knows the law finds in a policy: rules with the ids of docs/lint.md, each with its article, its severity and its place.
//
// Pure: a policy or facts and a day in, findings out; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"
#include "importer/facts.h"
#include "policy/policy.h"
#include "time/civil.h"

namespace lofte::lint {

// One rule of the table (src/lint/rules.tsv, which docs/lint.md is checked against): several findings may belong to it.
struct RuleText {
  std::string id;       // `A13-05`
  std::string article;  // `13(1)(c); 14(1)(c)`; empty: of no article
  std::string asks;     // what has to be there
  std::string applies;  // when
};
const std::vector<RuleText>& Rules();
// nullptr when there is no such rule.
const RuleText* FindRule(std::string_view id);

// One kind of finding (src/lint/findings.tsv). A name may stand under several rules.
struct FindingText {
  std::string name;  // `LEGAL-BASIS-MISSING`
  std::string rule;  // of Rules()
  Severity severity = Severity::kWarning;
  std::string from;  // `policy`: what the model shows; `prose`: what only the text does; `both`
  std::string help;  // what to do
};
const std::vector<FindingText>& FindingTexts();
// The kind of this name, under `rule` where that is said. Aborts when there is none: names are ours.
const FindingText& TextOf(std::string_view name, std::string_view rule = {});

struct Finding {
  std::string rule;  // of Rules()
  std::string name;  // `LEGAL-BASIS-MISSING`
  Severity severity = Severity::kWarning;
  std::string message;                  // one lower-case line, the policy's words in backticks
  std::string help;                     // what to do; may be empty
  Span span;                            // in policy.yaml; line 0: none (a prose text)
  std::vector<policy::Origin> origins;  // in the prose; the first is the place, the others what it clashes with
  std::string accepted;                 // why it may stay (`accept:`); empty: it is not accepted
  bool is_open = false;                 // an open point of a draft: it goes when a person deletes it
};

// One that is accepted is none.
bool HasErrors(const std::vector<Finding>& findings);

// What policy.yaml does not say or says against itself, and its open points. `today`: for what grows stale. Sorted by place: first by the
// place in the prose where there is one, then in policy.yaml, then by rule and name. What an open point says already is not said twice.
std::vector<Finding> Lint(const policy::Policy& policy, time::Day today);

// What only the prose shows: announced lists that are empty, a recipient in passing, two passages that clash. `import` writes these into
// the draft as open points, so that Lint() says them of the draft. Sorted by place.
std::vector<policy::OpenPoint> LintProse(const importer::Facts& facts);

}  // namespace lofte::lint
