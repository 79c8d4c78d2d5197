#include "engine/verify.h"

#include <algorithm>
#include <map>

#include "controls/question.h"
#include "engine/table_scan.h"

namespace lofte::engine {

using controls::Inquiry;
using controls::RowQuestion;
using stores::Dialect;

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kKept:
      return "kept";
    case Verdict::kBroken:
      return "broken";
    case Verdict::kAttested:
      return "attested";
    case Verdict::kUnproven:
      return "unproven";
  }
  return "";
}

std::int64_t VerifyReport::Count(Verdict verdict) const {
  return std::count_if(promises.begin(), promises.end(), [&](const PromiseReport& report) { return report.verdict == verdict; });
}

namespace {

// Asks every promise of one store and adds the answers to the reports.
Status AskSite(Site& site, const grounds::Lowering& lowering, std::vector<PromiseReport>& reports) {
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  LOFTE_TRY(ReadPersonState(site, AskHolds::kIfAny));
  const controls::Context context{*site.bound, lowering, site.store->dialect() == Dialect::kPostgres};
  std::vector<Inquiry> inquiries;
  inquiries.reserve(reports.size());
  std::map<expr::TableName, TableScan> scans;
  for (PromiseReport& report : reports) {
    const Inquiry& inquiry = inquiries.emplace_back(controls::Ask(context, *report.promise));
    report.examined += inquiry.answer.examined;
    report.violations += static_cast<std::int64_t>(inquiry.answer.findings.size());
    for (const std::string& finding : inquiry.answer.findings) report.why += (report.why.empty() ? "" : "; ") + finding;
    if (report.why.empty()) report.why = inquiry.unproven;
    for (const RowQuestion& question : inquiry.rows)
      scans.try_emplace(question.table, question.table, site.store->dialect())
          .first->second.Add(question, {report.examined, report.violations, report.undated, report.held, report.since});
  }
  for (auto& [table, scan] : scans) LOFTE_TRY(scan.Run(*site.store, *site.catalogue, lowering.question()));
  return snapshot->Commit();
}

Verdict VerdictOf(const PromiseReport& report) {
  if (report.violations > 0) return Verdict::kBroken;
  const bool attested = std::holds_alternative<policy::Attested>(report.promise->control);
  if (attested) return report.why.empty() ? Verdict::kAttested : Verdict::kUnproven;
  if (report.examined == 0 || report.undated > 0 || !report.why.empty()) return Verdict::kUnproven;
  return Verdict::kKept;
}

void Explain(PromiseReport& report) {
  if (report.verdict != Verdict::kUnproven || !report.why.empty()) return;
  report.why = report.undated > 0 ? std::to_string(report.undated) + " rows have no date that can be read" : "nothing was found to examine";
}

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

// A promise that has no control of its own is as good as the one that covers it.
void InheritKept(std::vector<PromiseReport>& reports) {
  for (const PromiseReport& covering : reports) {
    if (covering.verdict != Verdict::kKept) continue;
    for (PromiseReport& report : reports) {
      const auto& covers = covering.promise->covers;
      const bool covered = std::find(covers.begin(), covers.end(), report.promise->id) != covers.end();
      if (!covered || report.verdict != Verdict::kUnproven || report.examined > 0) continue;
      if (!std::holds_alternative<policy::RetentionControl>(report.promise->control)) continue;
      report.verdict = Verdict::kKept;
      report.examined = covering.examined;
      report.why = "kept with " + covering.promise->id + ", which covers it";
    }
  }
}

}  // namespace

Result<VerifyReport> Verify(const policy::Policy& policy, std::vector<Site>& sites, const grounds::Question& question) {
  VerifyReport report;
  report.at = question.at;
  for (const policy::Promise& promise : policy.promises) report.promises.emplace_back().promise = &promise;
  const grounds::Lowering lowering(question);
  for (Site& site : sites) {
    LOFTE_TRY(AskSite(site, lowering, report.promises));
    LOFTE_ASSIGN(const std::vector<std::string> remarks, site.store->Remarks());
    for (const std::string& remark : remarks) report.remarks.push_back("store `" + site.store->name() + "`: " + remark);
  }
  for (PromiseReport& one : report.promises) {
    one.verdict = VerdictOf(one);
    Explain(one);
  }
  for (std::size_t i = 0; i < report.promises.size(); ++i)
    if (report.promises[i].verdict == Verdict::kBroken && report.promises[i].implied_by.empty()) Imply(report.promises[i], report.promises);
  InheritKept(report.promises);
  return report;
}

}  // namespace lofte::engine
