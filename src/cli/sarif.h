// Issues and findings as SARIF 2.1.0 (OASIS, errata 01): what code scanning reads. Regions count code points; places in a text that a
// policy was read from have bytes too.
#pragma once

#include <string>

#include "base/issue.h"
#include "cli/findings.h"
#include "lint/finding.h"

namespace lofte::cli {

// `folder`: what the names of the policy's files are relative to, as the user named it; "" or "." for none.
struct SarifSource {
  std::string folder;
  ProseText prose;
};

// A log of one run; ends in a line break. The same input gives the same bytes.
std::string Sarif(const Issues& issues, const std::vector<lint::Finding>& findings, const SarifSource& source);

}  // namespace lofte::cli
