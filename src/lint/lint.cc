#include <algorithm>
#include <tuple>

#include "importer/draft.h"
#include "lint/policy_rules.h"

namespace lofte::lint {
namespace {

Finding FromOpen(const policy::OpenPoint& point) {
  Finding finding{point.rule, point.name, point.severity, point.says, "", point.span, point.origins, "", true};
  for (const FindingText& text : FindingTexts())
    if (text.name == point.name && text.rule == point.rule) finding.help = text.help;
  return finding;
}

bool ShareALine(const std::vector<policy::Origin>& a, const std::vector<policy::Origin>& b) {
  return std::any_of(a.begin(), a.end(), [&](const policy::Origin& one) {
    return std::any_of(b.begin(), b.end(), [&](const policy::Origin& other) { return one.line == other.line; });
  });
}

// What the text shows and the model shows more mildly, or less exactly: a text that names safeguards or legal bases and does not say whose
// they are, and one that tells of no transfer at all.
bool IsTheSameFault(const std::string& open, const std::string& found) {
  return open == found || (open == "SAFEGUARD-UNMAPPED" && found == "SAFEGUARD-MISSING") ||
         (open == "TRANSFER-MISSING" && found == "TRANSFER-UNCLEAR") || (open == "BASIS-UNMAPPED" && found == "LEGAL-BASIS-MISSING");
}

bool SaysTheSame(const policy::OpenPoint& point, const Finding& finding) {
  return IsTheSameFault(point.name, finding.name) &&
         (finding.origins.empty() || point.origins.empty() || ShareALine(point.origins, finding.origins));
}

auto PlaceOf(const Finding& finding) {
  const std::size_t prose = finding.origins.empty() ? 0 : finding.origins.front().begin;
  return std::tuple(finding.origins.empty(), prose, finding.span.line, finding.span.column, finding.rule, finding.name, finding.message);
}

bool IsMeant(const policy::Acceptance& acceptance, const Finding& finding) {
  const bool is_rule = acceptance.rule.empty() || acceptance.rule == finding.rule;
  const bool is_name = acceptance.name.empty() || acceptance.name == finding.name;
  return is_rule && is_name && (acceptance.of.empty() || finding.message.find("`" + acceptance.of + "`") != std::string::npos);
}

std::string NameOf(const policy::Acceptance& acceptance) {
  const std::string rule = acceptance.rule + (acceptance.rule.empty() || acceptance.name.empty() ? "" : " ") + acceptance.name;
  return "`" + rule + "`" + (acceptance.of.empty() ? "" : " of `" + acceptance.of + "`");
}

// The first that means a finding accepts it; one that means none is a finding too, which nothing accepts.
void Accept(const policy::Policy& policy, std::vector<Finding>& findings) {
  const std::size_t found = findings.size();
  for (const policy::Acceptance& acceptance : policy.accepted) {
    bool is_used = false;
    for (std::size_t i = 0; i < found; ++i) {
      if (!IsMeant(acceptance, findings[i])) continue;
      is_used = true;
      if (findings[i].accepted.empty()) findings[i].accepted = acceptance.why;
    }
    if (is_used) continue;
    const FindingText& text = TextOf("ACCEPTS-NOTHING");
    findings.push_back({text.rule,
                        text.name,
                        text.severity,
                        "there is no finding " + NameOf(acceptance) + " to accept",
                        text.help,
                        acceptance.span,
                        {},
                        "",
                        false});
  }
}

}  // namespace

std::vector<Finding> Lint(const policy::Policy& policy, time::Day today) {
  Collected found(policy, today);
  for (const auto find : {FindInController, FindInActivities, FindInRecipients, FindInRetention, FindInRights, FindInStatements})
    find(found);
  std::vector<Finding> findings = found.Take();
  const auto is_open = [&](const Finding& finding) {
    return std::any_of(policy.open.begin(), policy.open.end(), [&](const auto& point) { return SaysTheSame(point, finding); });
  };
  findings.erase(std::remove_if(findings.begin(), findings.end(), is_open), findings.end());
  for (const policy::OpenPoint& point : policy.open) findings.push_back(FromOpen(point));
  Accept(policy, findings);
  std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return PlaceOf(a) < PlaceOf(b); });
  return findings;
}

void Collected::Add(std::string_view name, std::string message, const Span& span, const std::vector<policy::Origin>& origins,
                    std::string_view rule) {
  const FindingText& text = TextOf(name, rule);
  findings_.push_back({text.rule, text.name, text.severity, std::move(message), text.help, span, origins, "", false});
}

void Collected::AddOfAll(std::string_view name, std::string message, std::string_view key, std::string_view rule) {
  std::vector<policy::Origin> origins;
  if (policy_.draft) {
    const auto& known = policy_.draft->origins;
    if (const auto at = known.find(std::string(key)); at != known.end()) origins.push_back(at->second);
  }
  Add(name, std::move(message), policy_.controller.span, origins, rule);
}

std::string Listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 4;  // more of them help nobody on one line
  const std::size_t shown = names.size() <= kMost + 1 ? names.size() : kMost;
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == names.size();
    text += (i == 0 ? "" : is_last ? " and " : ", ") + ("`" + names[i] + "`");
  }
  return shown == names.size() ? text : text + " and " + std::to_string(names.size() - shown) + " more";
}

std::vector<const policy::Activity*> OwnActivities(const policy::Policy& policy) {
  std::vector<const policy::Activity*> own;
  for (const policy::Activity& activity : policy.activities)
    if (activity.role == policy::Role::kController && activity.id != importer::kUnassignedActivity) own.push_back(&activity);
  return own;
}

}  // namespace lofte::lint
