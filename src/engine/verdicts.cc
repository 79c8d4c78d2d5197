#include "engine/verdicts.h"

#include <algorithm>

namespace lofte::engine {

namespace {

// A broken promise breaks those it declares to cover, and those that they cover.
void Imply(const PromiseReport& broken, std::vector<PromiseReport>& reports) {
  for (const std::string& id : broken.promise->covers) {
    for (PromiseReport& report : reports) {
      if (report.promise->id != id || report.verdict == Verdict::kBroken) continue;
      report.verdict = Verdict::kBroken;
      report.implied_by = broken.promise->id;
      report.why = "broken with " + broken.promise->id + ", which covers it";
      report.since = broken.since;
      Imply(report, reports);
    }
  }
}

bool IsNamedByARule(const policy::Policy& policy, const std::string& promise) {
  return std::any_of(policy.rules.begin(), policy.rules.end(), [&](const policy::Rule& rule) {
    return std::find(rule.promises.begin(), rule.promises.end(), promise) != rule.promises.end();
  });
}

std::vector<const PromiseReport*> Covering(const std::string& promise, const std::vector<PromiseReport>& reports) {
  std::vector<const PromiseReport*> covering;
  for (const PromiseReport& report : reports) {
    const auto& covers = report.promise->covers;
    if (std::find(covers.begin(), covers.end(), promise) != covers.end()) covering.push_back(&report);
  }
  return covering;
}

// Whether the report took over what the promises that cover it have in common: they are all kept.
bool Inherits(PromiseReport& report, const std::vector<PromiseReport>& reports) {
  const std::vector<const PromiseReport*> covering = Covering(report.promise->id, reports);
  const bool all_kept = std::all_of(covering.begin(), covering.end(), [](const auto* of) { return of->verdict == Verdict::kKept; });
  if (covering.empty() || !all_kept) return false;
  std::string ids;
  for (const PromiseReport* of : covering) {
    ids += (ids.empty() ? "" : ", ") + of->promise->id;
    report.examined = std::max(report.examined, of->examined);  // they may have looked at the same rows
  }
  report.verdict = Verdict::kKept;
  report.why = "kept with " + ids + (covering.size() == 1 ? ", which covers it" : ", which cover it");
  return true;
}

// No rule names it, so there is nothing of its own to examine: it is as good as what covers it.
bool RestsOnOthers(const policy::Policy& policy, const PromiseReport& report) {
  return report.verdict == Verdict::kUnproven && std::holds_alternative<policy::RetentionControl>(report.promise->control) &&
         !IsNamedByARule(policy, report.promise->id);
}

// Why it has inherited nothing.
void NameUnproven(PromiseReport& report, const std::vector<PromiseReport>& reports) {
  std::string ids;
  for (const PromiseReport* of : Covering(report.promise->id, reports))
    if (of->verdict != Verdict::kKept)
      ids += (ids.empty() ? "" : ", ") + of->promise->id +
             (of->verdict == Verdict::kUnproven ? "" : " (" + std::string(NameOf(of->verdict)) + ")");
  if (!ids.empty()) report.why = "as good as what covers it, and of that is not kept: " + ids;
}

}  // namespace

void ImplyBroken(std::vector<PromiseReport>& reports) {
  for (std::size_t i = 0; i < reports.size(); ++i)
    if (reports[i].verdict == Verdict::kBroken && reports[i].implied_by.empty()) Imply(reports[i], reports);
}

// A promise that no rule names is as good as all that cover it. Until nothing changes: those may have inherited too.
void InheritKept(const policy::Policy& policy, std::vector<PromiseReport>& reports) {
  for (bool changed = true; changed;) {
    changed = false;
    for (PromiseReport& report : reports)
      if (RestsOnOthers(policy, report) && Inherits(report, reports)) changed = true;
  }
  for (PromiseReport& report : reports)
    if (RestsOnOthers(policy, report)) NameUnproven(report, reports);
}

}  // namespace lofte::engine
