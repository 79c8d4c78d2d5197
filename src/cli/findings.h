// The findings of lint as people and programs see them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/issue.h"
#include "cli/json_parts.h"
#include "lint/finding.h"

namespace lofte::cli {

// A text that findings have places in, beside the file of the policy. `name` empty: it is not at hand, and places are lines.
struct ProseText {
  std::string name;
  std::string bytes;
};

struct FindingCounts {
  std::size_t errors = 0, warnings = 0, infos = 0, accepted = 0;
};
FindingCounts CountOf(const std::vector<lint::Finding>& findings);
// `2 findings are errors, 5 warnings, 1 info, 1 accepted`.
std::string FindingsLine(const std::vector<lint::Finding>& findings);

// The finding as an issue: at its place in the policy or, where it has none there, in the prose. The code is `A13-05 LEGAL-BASIS-MISSING`.
Issue AsIssue(const lint::Finding& finding, const ProseText& prose);
// All of them with their source lines, article, places in the prose and help; errors last, as of issues.
std::string RenderFindings(const std::vector<lint::Finding>& findings, const std::vector<std::pair<std::string, std::string>>& sources,
                           const ProseText& prose, bool colour);
Json FindingsTree(const std::vector<lint::Finding>& findings);

// What lint says with its article the checker need not say again: its remark goes.
void DropWhatLintSays(const std::vector<lint::Finding>& findings, Issues& issues);

}  // namespace lofte::cli
