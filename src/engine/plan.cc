#include "engine/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/sha256.h"
#include "sql/print.h"

namespace lofte::engine {

std::int64_t Plan::rows() const {
  std::int64_t sum = 0;
  for (const PlannedStep& step : steps) sum += step.rows;
  return sum;
}

Basis BasisOf(const policy::Policy& policy, const datamap::DataMap& map, const std::vector<Site>& sites) {
  std::string schemas;
  for (const Site& site : sites) schemas += site.store->name() + "=" + site.catalogue->Fingerprint() + ";";
  return {policy.file, policy.sha256, map.sha256, Sha256Hex(schemas)};
}

namespace {

struct Counting {
  sql::Scan scan;
  std::size_t total = 0;
  struct OfStep {
    const Step* step;
    std::size_t rows;
    std::vector<std::size_t> since;
  };
  std::vector<OfStep> steps;
};

std::vector<std::string> ColumnsOf(const Step& step) {
  std::vector<std::string> names;
  for (const datamap::Field* field : step.fields) names.push_back(field->column);
  return names;
}

std::int64_t CountOf(const expr::Value& value) {
  const auto* count = std::get_if<std::int64_t>(&value);
  return count == nullptr ? 0 : *count;
}

PlannedStep ToPlanned(const Step& step, const Site& site) {
  PlannedStep planned;
  planned.store = site.store->name();
  planned.number = step.number;
  planned.table = expr::Format(step.table);
  planned.action = NameOf(step.action);
  planned.fields = ColumnsOf(step);
  planned.promises = step.promises;
  planned.sql = BatchSql(step, site.store->dialect(), ":range");
  return planned;
}

Status CountTable(Site& site, const Counting& counting, const grounds::Question& question, std::map<int, PlannedStep>& planned) {
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(counting.scan.Sql()));
  const std::vector<expr::Value>& row = rows.rows.at(0);
  for (const Counting::OfStep& of : counting.steps) {
    PlannedStep& step = planned.at(of.step->number);
    step.rows = CountOf(row.at(of.rows));
    step.table_rows = CountOf(row.at(counting.total));
    for (std::size_t i = 0; i < of.since.size(); ++i) {
      const auto day = controls::SinceDay(of.step->since[i], row.at(of.since[i]), grounds::Edge::kDue, question);
      if (day && (!step.oldest_due || *day < *step.oldest_due)) step.oldest_due = day;
    }
  }
  return {};
}

Status PlanSite(Site& site, const grounds::Question& question, Plan& plan) {
  const std::vector<Step> steps = MakeSteps(*site.bound, grounds::Lowering(question));
  std::map<expr::TableName, Counting> tables;
  std::map<int, PlannedStep> planned;
  for (const Step& step : steps) {
    planned.emplace(step.number, ToPlanned(step, site));
    auto [at, is_new] = tables.try_emplace(step.table, Counting{sql::Scan(step.table, site.store->dialect()), 0, {}});
    Counting& counting = at->second;
    if (is_new) counting.total = counting.scan.CountAll();
    Counting::OfStep of{&step, counting.scan.Count(step.foretold), {}};
    for (const controls::SinceTerm& term : step.since) of.since.push_back(counting.scan.Min(term.filter, {term.moment.hops, term.moment.column}));
    counting.steps.push_back(std::move(of));
  }
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  for (const auto& [table, counting] : tables) LOFTE_TRY(CountTable(site, counting, question, planned));
  LOFTE_TRY(snapshot->Commit());
  for (auto& [number, step] : planned) plan.steps.push_back(std::move(step));
  return {};
}

const PlannedStep* FindStep(const Plan& plan, const PlannedStep& like) {
  for (const PlannedStep& step : plan.steps)
    if (step.store == like.store && step.number == like.number) return &step;
  return nullptr;
}

Status GuardAgainst(const Plan& now, const Plan& approved) {
  const auto changed = [](const char* what) {
    return Fail(ErrorCode::kConflict, std::string(what) + " has changed since the plan was made: make a new plan and look at it");
  };
  if (now.basis.policy_sha256 != approved.basis.policy_sha256) return changed("the policy");
  if (now.basis.map_sha256 != approved.basis.map_sha256) return changed("the data map");
  if (now.basis.schema_sha256 != approved.basis.schema_sha256) return changed("the schema of a store");
  if (now.at != approved.at) return Fail(ErrorCode::kConflict, "the plan was made for " + time::Format(approved.at) + ", not for " + time::Format(now.at) + ": leave --at out, or make a new plan");
  for (const PlannedStep& step : now.steps) {
    const PlannedStep* before = FindStep(approved, step);
    const std::int64_t seen = before == nullptr ? 0 : before->rows;
    const std::int64_t grown = step.rows - seen;
    if (grown > 100 && static_cast<double>(grown) > 0.01 * static_cast<double>(seen))
      return Fail(ErrorCode::kConflict, fmt::format("step {} ({} `{}`) has grown from {} to {} rows since the plan was made: make a new plan and look at it",
                                                    step.number, step.action, step.table, seen, step.rows));
  }
  return {};
}

}  // namespace

Result<Plan> MakePlan(const Basis& basis, std::vector<Site>& sites, const grounds::Question& question) {
  Plan plan;
  plan.basis = basis;
  plan.at = question.at;
  for (Site& site : sites) LOFTE_TRY(PlanSite(site, question, plan));
  return plan;
}

Status Guard(const Plan& now, const Plan* approved, double max_share) {
  if (approved != nullptr) LOFTE_TRY(GuardAgainst(now, *approved));
  for (const PlannedStep& step : now.steps) {
    if (step.rows <= 100) continue;
    const double share = static_cast<double>(step.rows) / static_cast<double>(std::max<std::int64_t>(step.table_rows, 1));
    if (share > max_share)
      return Fail(ErrorCode::kRefused, fmt::format("step {} would {} {} of {} rows of `{}` ({:.0f} %), more than the guard of {:.0f} %: look at the plan, then say --max-share {:.2f}",
                                                   step.number, step.action, step.rows, step.table_rows, step.table, share * 100, max_share * 100, std::min(1.0, share + 0.01)));
  }
  return {};
}

}  // namespace lofte::engine
