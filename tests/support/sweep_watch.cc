#include "support/sweep_watch.h"

#include <gtest/gtest.h>

#include "engine/journal.h"
#include "engine/step.h"

namespace lofte::tests {

SweepWatch::SweepWatch(engine::Site site, ledger::Ledger& ledger, grounds::Question asked)
    : site_(std::move(site)), store_(*site_.store), ledger_(ledger), asked_(std::move(asked)) {
  runs_before_ = ledger_.Runs().value().size();
  unfinished_ = ledger_.Unfinished().value();
  if (unfinished_) done_before_ = Journalled(unfinished_->id);
  std::vector<time::Instant> moments = {asked_.at};
  if (unfinished_) moments.push_back(unfinished_->at);
  for (const time::Instant at : moments) {
    grounds::Question question = asked_;
    question.at = at;
    ends_.try_emplace(at.us, store_, site_, question);
  }
  before_ = LookNow(asked_.at);
}

Look SweepWatch::LookNow(time::Instant at) {
  // As a sweep asks for holds: those that are open at T and now.
  const time::Instant now = std::max(at, store_.Now().value());
  return {SnapshotOf(store_), OwnTablesOf(store_, site_, now)};
}

SweepWatch::RowsOfSteps SweepWatch::Journalled(const std::string& run) const {
  RowsOfSteps rows;
  if (!store_.HasSchema().value()) return rows;
  const std::vector<ledger::BatchRecord> batches = engine::ReadBatches(store_, run).value();
  for (const ledger::BatchRecord& batch : batches) rows[static_cast<int>(batch.step)] += batch.rows;
  return rows;
}

SweepWatch::RowsOfSteps SweepWatch::DoneUntilStopped() const {
  if (const auto unfinished = ledger_.Unfinished().value()) {
    RowsOfSteps rows = Journalled(unfinished->id);
    if (unfinished_ && unfinished_->id == unfinished->id)
      for (const auto& [step, done] : done_before_) rows[step] -= done;
    return rows;
  }
  RowsOfSteps rows;
  const std::vector<ledger::RunRecord> runs = ledger_.Runs().value();
  if (runs.size() == runs_before_) return rows;
  const std::vector<ledger::StepRecord> steps = ledger_.Steps(runs.back().id).value();
  for (const ledger::StepRecord& step : steps) rows[static_cast<int>(step.step)] = step.done;
  return rows;
}

std::pair<time::Instant, SaidOfCopies> SweepWatch::WhichRun(const Result<engine::ApplyReport>& report) const {
  SaidOfCopies said;
  said.is_over = report.has_value();
  if (report) said.run = report->run;
  if (report) return {report->plan.at, said};
  std::optional<ledger::RunRecord> run = ledger_.Unfinished().value();
  if (const std::vector<ledger::RunRecord> runs = ledger_.Runs().value(); !run && runs.size() > runs_before_) run = runs.back();
  if (!run) run = unfinished_;
  if (run) said.run = run->id;
  return {run ? run->at : asked_.at, said};
}

std::vector<SweptStep> SweepWatch::Steps(const grounds::Question& asked, const RowsOfSteps& done, SaidOfCopies& said) const {
  std::vector<SweptStep> steps;
  for (const engine::Step& step : engine::MakeSteps(*site_.bound, grounds::Lowering(asked))) {
    const auto found = done.find(step.number);
    const std::int64_t rows = found == done.end() ? 0 : found->second;
    const bool counts = step.action == engine::Action::kAggregate || step.action == engine::Action::kAggregateRow;
    if (counts) said.counted[expr::Format(step.table)] += rows;
    if (step.action == engine::Action::kDestroy) said.destroyed += rows;
    if (step.action == engine::Action::kDestroyUndo) said.destroyed_undo += rows;
    if (step.bound == nullptr) continue;  // of Løfte's own table
    SweptStep& swept = steps.emplace_back();
    swept.table = expr::Format(step.table);
    swept.deletes = engine::IsOfWholeRow(step.action);
    for (const datamap::Field* field : step.fields) swept.fields.push_back(field->column);
    swept.rows = rows;
    swept.on_cycle = !step.foretold_exactly;
    for (const datamap::KeptMoment& kept : step.tells)
      steps.push_back({expr::Format(kept.reader->map().name), false, {kept.event->kept_in}, rows, true, false});
  }
  return steps;
}

std::vector<std::string> SweepWatch::Unexplained(const Result<engine::ApplyReport>& report) {
  RowsOfSteps done;
  std::vector<std::string> wrong;
  if (report) {
    for (std::size_t i = 0; i < report->plan.steps.size(); ++i) {
      const engine::PlannedStep& step = report->plan.steps[i];
      done[step.number] = report->done.at(i);
      if (step.rows > report->done[i] || report->done[i] > std::max(step.rows, step.most_rows))
        wrong.push_back(step.table + ": `" + step.action + "` has done " + std::to_string(report->done[i]) + " rows of " +
                        std::to_string(step.rows) + " that were counted");
    }
    if (!report->resumed && report->plan.undo_until.has_value() != (report->undoable.copies > 0))
      wrong.push_back("the plan says that " + std::string(report->plan.undo_until ? "something" : "nothing") +
                      " can be put back, and of the run " + std::to_string(report->undoable.copies) + " copies can");
    if (report->resumed)
      for (const auto& [step, rows] : done_before_) done[step] -= rows;
  } else {
    done = DoneUntilStopped();
  }
  auto [at, said] = WhichRun(report);
  grounds::Question asked = asked_;
  asked.at = at;
  const std::vector<SweptStep> steps = Steps(asked, done, said);
  const Look after = LookNow(at);
  const auto add = [&wrong](const std::vector<std::string>& lines) { wrong.insert(wrong.end(), lines.begin(), lines.end()); };
  add(Unaccounted(before_.tables, after.tables, store_.name(), steps));
  if (wrong.empty()) add(UnaccountedCopies(store_, site_, before_, after, ends_.at(at.us), steps, said, asked));
  return wrong;
}

void SweepWatch::Check(const Result<engine::ApplyReport>& report) {
  const std::vector<std::string> wrong = Unexplained(report);
  if (wrong.empty()) return;
  std::string all;
  for (const std::string& line : wrong) all += "\n" + line;
  ADD_FAILURE() << "the database has changed otherwise than the sweep " << (report ? "reports" : "has recorded") << all;
}

}  // namespace lofte::tests
