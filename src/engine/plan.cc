#include "engine/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/sha256.h"
#include "engine/redate.h"
#include "engine/sealed.h"
#include "engine/undo_ends.h"
#include "sql/print.h"

namespace lofte::engine {

std::int64_t Plan::rows() const {
  std::int64_t sum = 0;
  for (const PlannedStep& step : steps) sum += step.rows;
  return sum;
}

Basis BasisOf(const policy::Policy& policy, const datamap::DataMap& map, const std::vector<Site>& sites) {
  std::string schemas;
  // A sweep that seals has other steps, and one that can be undone destroys on another day.
  for (const Site& site : sites)
    schemas += site.store->name() + "=" + site.catalogue->Fingerprint() + (site.seals ? ",sealed" : "") +
               (site.undo_days > 0 ? fmt::format(",undo P{}D;", site.undo_days) : ";");
  return {policy.file, policy.sha256, map.sha256, Sha256Hex(schemas)};
}

namespace {

std::vector<std::string> ColumnsOf(const Step& step) {
  std::vector<std::string> names;
  for (const datamap::Field* field : step.fields) names.push_back(field->column);
  return names;
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

// The steps of one table ask about the same sets.
void AddSets(sql::Scan& scan, const std::vector<const Step*>& steps) {
  if (steps.empty()) return;
  for (const sql::Set& set : steps.front()->sets) scan.With(set);
}

Status CountTable(Site& site, const expr::TableName& table, const std::vector<const Step*>& steps, std::map<int, PlannedStep>& planned) {
  sql::Scan scan(table, site.store->dialect());
  AddSets(scan, steps);
  const std::size_t total = scan.CountAll();
  std::vector<std::size_t> columns, most_columns;
  for (const Step* step : steps) {
    columns.push_back(scan.Count(step->foretold));
    most_columns.push_back(step->foretold_exactly ? columns.back() : scan.Count(step->at_most));
  }
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(scan.Sql()));
  const auto count = [&](std::size_t column) { return expr::IntegerOf(rows.rows.at(0).at(column)); };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    PlannedStep& step = planned.at(steps[i]->number);
    step.rows = count(columns[i]);
    step.most_rows = count(most_columns[i]);
    step.table_rows = count(total);
  }
  return {};
}

// A second scan for a step that has rows: since when they are due. Its condition stands there once, and not in each column.
Status DateStep(Site& site, const Step& step, const grounds::Question& question, PlannedStep& planned) {
  if (planned.rows == 0 || step.since.empty()) return {};
  sql::Scan scan(step.table, site.store->dialect());
  AddSets(scan, {&step});
  scan.Where(step.foretold);
  std::vector<std::size_t> columns;
  for (const controls::SinceTerm& term : step.since)
    columns.push_back(term.moment ? scan.Min(term.filter, term.moment->path) : scan.Count(term.filter));
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(scan.Sql()));
  controls::Since since;
  for (std::size_t i = 0; i < columns.size(); ++i) since.Add(step.since[i], rows.rows.at(0).at(columns[i]), grounds::Edge::kDue, question);
  planned.oldest_due = since.day();
  return {};
}

// Some of what the step takes is sealed by a sweep now, so that it can be put back: all of it may be late, or would be before a day is
// over.
Result<bool> TakesSomeForAWhile(Site& site, const Step& step, const grounds::Question& question, const PlannedStep& planned) {
  if (step.undo.empty() || std::max(planned.rows, planned.most_rows) == 0) return false;
  sql::Scan scan(step.table, site.store->dialect());
  AddSets(scan, {&step});
  scan.Where(step.foretold_exactly ? step.foretold : step.at_most);
  const std::size_t count = scan.Count(expr::Not(HasNoDayLeft(*step.bound, step.undo, question)));
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(scan.Sql()));
  return expr::IntegerOf(rows.rows.at(0).at(count)) > 0;
}

// Sealed copies whose days are by former terms: a sweep finds them anew before it destroys any. Who has no key to open them cannot, and
// says so.
Status ForetellDestruction(Site& site, const grounds::Question& question, std::map<int, PlannedStep>& planned, Plan& plan) {
  LOFTE_ASSIGN(std::optional<std::string> former, RemarkOfFormerTerms(site, question));
  if (!former) return {};
  if (site.key == nullptr || !CheckSealingKey(site)) {
    plan.remarks.push_back(*std::move(former));
    return {};
  }
  LOFTE_ASSIGN(const DueAnew anew, ForetellRedated(site, question));
  for (auto& [number, step] : planned) {
    const std::int64_t more = step.action == NameOf(Action::kDestroy)       ? anew.blocked
                              : step.action == NameOf(Action::kDestroyUndo) ? anew.undo
                                                                            : 0;
    step.rows += more;
    step.most_rows += more;
  }
  return {};
}

Status PlanSite(Site& site, const grounds::Question& question, Plan& plan) {
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  LOFTE_TRY(ReadPersonState(site, question.at, Asks::kForASweep, AskHolds::kIfAny));
  const std::vector<Step> steps = MakeSteps(*site.bound, grounds::Lowering(question), site.undo_days > 0);
  LOFTE_TRY(RefuseTriggers(steps));
  LOFTE_ASSIGN(const bool has_sealed, site.store->HasOwnTable("sealed"));
  std::map<expr::TableName, std::vector<const Step*>> tables;
  std::map<int, PlannedStep> planned;
  for (const Step& step : steps) {
    planned.emplace(step.number, ToPlanned(step, site));
    if (step.bound != nullptr || has_sealed) tables[step.table].push_back(&step);
  }
  for (const auto& [table, of_table] : tables) {
    LOFTE_TRY(CountTable(site, table, of_table, planned));
    for (const Step* step : of_table) LOFTE_TRY(DateStep(site, *step, question, planned.at(step->number)));
  }
  for (const Step& step : steps) {
    if (plan.undo_until) break;
    LOFTE_ASSIGN(const bool takes, TakesSomeForAWhile(site, step, question, planned.at(step.number)));
    if (takes) plan.undo_until = UndoEnds(question).LastDay(site.undo_days);
  }
  LOFTE_TRY(ForetellDestruction(site, question, planned, plan));
  LOFTE_TRY(snapshot->Commit());
  for (auto& [number, step] : planned) plan.steps.push_back(std::move(step));
  return {};
}

// What came due between the look at a plan and its run: 1 % more, or a hundred rows, but of a small table no more than a fifth. Where
// nothing was due, nobody has said yes to anything.
std::int64_t MostOfApproved(std::int64_t seen, std::int64_t table_rows) {
  if (seen == 0) return 0;
  return std::min(MostAfter(seen), seen + std::max({std::int64_t{1}, seen / 100, table_rows / 5}));
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
  if (now.basis.schema_sha256 != approved.basis.schema_sha256) return changed("the schema of a store, or `sealing:` of lofte.yaml,");
  if (now.at != approved.at)
    return Fail(ErrorCode::kConflict, "the plan was made for " + time::Format(approved.at) + ", not for " + time::Format(now.at) +
                                          ": leave --at out, or make a new plan");
  for (auto step = approved.steps.begin(); step != approved.steps.end(); ++step) {
    const PlannedStep* same = FindStep(now, *step);
    if (same == nullptr || same->table != step->table || same->action != step->action || FindStep(approved, *step) != &*step)
      return Fail(ErrorCode::kConflict, fmt::format("step {} of the plan ({} `{}`) is no step of this policy, or is there twice: somebody "
                                                    "has edited the file; make a new plan",
                                                    step->number, step->action, step->table));
  }
  for (const PlannedStep& step : now.steps) {
    const PlannedStep* before = FindStep(approved, step);
    // On a cycle of foreign keys more rows can go than are foretold: they were seen too, and are bounded too.
    const std::int64_t seen = before == nullptr ? 0 : std::max(before->rows, before->most_rows);
    const std::int64_t most = std::max(step.rows, step.most_rows);
    if (most > MostOfApproved(seen, step.table_rows))
      return Fail(ErrorCode::kConflict,
                  fmt::format("step {} ({} `{}`) has grown from {} to {} rows since the plan was made: make a new plan and look at it",
                              step.number, step.action, step.table, seen, most));
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

std::int64_t MostAfter(std::int64_t counted) { return counted + std::max<std::int64_t>(100, counted / 100); }

Status Guard(const Plan& now, const Plan* approved, double max_share) {
  if (approved != nullptr) LOFTE_TRY(GuardAgainst(now, *approved));
  for (const PlannedStep& step : now.steps) {
    const std::int64_t most = std::max(step.rows, step.most_rows);
    // What can be put back no longer was past the guard when it was taken, and goes all at once.
    if (most <= 100 || step.action == NameOf(Action::kDestroyUndo)) continue;
    const double share = static_cast<double>(most) / static_cast<double>(std::max<std::int64_t>(step.table_rows, 1));
    if (!(share <= max_share))  // also of a bound that is no number
      return Fail(ErrorCode::kRefused,
                  fmt::format("step {}, {}, would change {} of {} rows of `{}` ({:.0f} %), more than the guard of {:.0f} %: "
                              "look at the plan, then say --max-share {:.2f}",
                              step.number, step.action, most, step.table_rows, step.table, share * 100, max_share * 100,
                              std::min(1.0, share + 0.01)));
  }
  return {};
}

}  // namespace lofte::engine
