#include "support/sweep_watch.h"

#include <gtest/gtest.h>

#include "engine/journal.h"
#include "engine/step.h"

namespace lofte::tests {

SweepWatch::SweepWatch(stores::Store& store, ledger::Ledger& ledger, grounds::Question asked)
    : store_(store), ledger_(ledger), asked_(std::move(asked)), before_(SnapshotOf(store)) {
  runs_before_ = ledger_.Runs().value().size();
  unfinished_ = ledger_.Unfinished().value();
  if (unfinished_) done_before_ = Journalled(unfinished_->id);
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

std::vector<SweptStep> SweepWatch::Steps(const engine::Site& site, time::Instant at, const RowsOfSteps& done) const {
  grounds::Question asked = asked_;
  asked.at = at;
  std::vector<SweptStep> steps;
  for (const engine::Step& step : engine::MakeSteps(*site.bound, grounds::Lowering(asked))) {
    if (step.bound == nullptr) continue;  // of Løfte's own table
    SweptStep& swept = steps.emplace_back();
    swept.table = expr::Format(step.table);
    swept.deletes = engine::IsOfWholeRow(step.action);
    for (const datamap::Field* field : step.fields) swept.fields.push_back(field->column);
    if (const auto found = done.find(step.number); found != done.end()) swept.rows = found->second;
    swept.on_cycle = !step.foretold_exactly;
    const std::int64_t rows = swept.rows;
    for (const datamap::KeptMoment& kept : step.tells)
      steps.push_back({expr::Format(kept.reader->map().name), false, {kept.event->kept_in}, rows, true, false});
  }
  return steps;
}

void SweepWatch::Check(const engine::Site& site, const Result<engine::ApplyReport>& report) const {
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
  const time::Instant at = report ? report->plan.at : unfinished_ ? unfinished_->at : asked_.at;
  for (std::string& line : Unaccounted(before_, SnapshotOf(store_), store_.name(), Steps(site, at, done))) wrong.push_back(std::move(line));
  if (wrong.empty()) return;
  std::string all;
  for (const std::string& line : wrong) all += "\n" + line;
  ADD_FAILURE() << "the database has changed otherwise than the sweep " << (report ? "reports" : "has recorded") << all;
}

}  // namespace lofte::tests
