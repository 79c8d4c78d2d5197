#include "base/issue.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"

namespace lofte {
namespace {

bool IsOverflow(const Issue& issue) { return issue.code == "more-issues"; }

Issue Overflow(const Issue& first) {
  Issue more;
  more.severity = first.severity;
  more.code = "more-issues";
  more.message = "there are more issues than are shown";
  more.span.file = first.span.file;
  more.help = "mend these first and check again";
  return more;
}

}  // namespace

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "info";
  }
  return "error";
}

bool HasErrors(const Issues& issues) {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.severity == Severity::kError; });
}

void Add(Issues& issues, Issue issue) {
  const auto same_file = [&](const Issue& other) { return other.span.file == issue.span.file; };
  if (issues.size() < limits::kIssues ||
      static_cast<std::size_t>(std::count_if(issues.begin(), issues.end(), same_file)) < limits::kIssues) {
    issues.push_back(std::move(issue));
    return;
  }
  const auto overflow =
      std::find_if(issues.begin(), issues.end(), [&](const Issue& other) { return IsOverflow(other) && same_file(other); });
  if (overflow == issues.end()) {
    issues.push_back(Overflow(issue));
  } else {
    overflow->severity = std::min(overflow->severity, issue.severity);  // the gravest comes first in the enumeration
  }
}

}  // namespace lofte
