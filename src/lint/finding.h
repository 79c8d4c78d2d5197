// What a reader who knows the law finds in a policy: rules with the ids of docs/lint.md, each with its article, its severity and its place.
#pragma once

#include <string>
#include <vector>

#include "base/issue.h"
#include "importer/facts.h"
#include "policy/policy.h"
#include "time/civil.h"

namespace lofte::lint {

// One rule of the table (src/lint/rules.tsv, from which docs/lint.md is checked): several findings may belong to it.
struct RuleText {
  std::string id;       // `A13-05`
  std::string article;  // `13(1)(c); 14(1)(c)`
  std::string asks;     // what has to be there
};
const std::vector<RuleText>& Rules();

struct Finding {
  std::string rule;  // of Rules()
  std::string name;  // `LEGAL-BASIS-MISSING`
  Severity severity = Severity::kWarning;
  std::string message;                  // one lower-case line, the policy's words in backticks
  std::string help;                     // what to do
  Span span;                            // in policy.yaml; line 0: none (a prose text)
  std::vector<policy::Origin> origins;  // in the prose; the first is the place, the others what it clashes with
};

// What policy.yaml does not say or says against itself, and its open points. `today` for what grows stale. Sorted by place.
std::vector<Finding> Lint(const policy::Policy& policy, time::Day today);

// What only the prose shows: announced lists that are empty, a recipient in passing, two passages that clash. `import` writes these into
// the draft as open points, so that Lint() says them of the draft. Sorted by place.
std::vector<policy::OpenPoint> LintProse(const importer::Facts& facts);

}  // namespace lofte::lint
