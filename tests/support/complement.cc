#include "support/complement.h"

#include <algorithm>
#include <map>
#include <set>

#include "support/changes.h"

namespace lofte::tests {

namespace {

using Row = Changes::Row;
using Lines = std::vector<std::string>;

// Enough of a kind to see what is wrong.
constexpr std::size_t kMostRowsNamed = 10;

bool IsOf(const SweptStep& step, const TableSnapshot& table, const std::string& store) {
  const expr::TableName& name = table.table.name;
  if (step.table == expr::Format({store, name.schema, name.table})) return true;
  // The default schema may be written out.
  return name.schema.empty() &&
         (step.table == expr::Format({store, "public", name.table}) || step.table == expr::Format({store, "main", name.table}));
}

class TableCheck {
 public:
  TableCheck(const TableSnapshot& before, const TableSnapshot& after, std::vector<SweptStep> steps)
      : before_(before), after_(after), steps_(std::move(steps)) {
    for (const SweptStep& step : steps_) {
      deleted_ += step.deletes ? step.rows : 0;
      on_cycle_ |= step.on_cycle;
      if (step.rows > 0) fields_.insert(step.fields.begin(), step.fields.end());
    }
  }

  Lines Run() {
    changes_ = ChangesOf(before_, after_, fields_);
    CheckGone();
    for (const Row& row : changes_.added) Say("new", after_.Line(row));
    CheckChanged();
    CheckColumns();
    return std::move(lines_);
  }

 private:
  void CheckGone() {
    const auto gone = static_cast<std::int64_t>(changes_.gone.size());
    if (gone == deleted_) return;
    lines_.push_back(before_.Name() + ": " + std::to_string(gone) + " rows are gone, and the steps say " + std::to_string(deleted_));
    for (const Row& row : changes_.gone) Say("gone", before_.Line(row));
  }

  void CheckChanged() {
    std::int64_t together = 0, most = 0;
    for (const SweptStep& step : steps_) {
      if (step.deletes) continue;
      together += step.rows;
      if (!step.at_most) most = std::max(most, step.rows);
    }
    const auto changed = static_cast<std::int64_t>(changes_.changed.size());
    // Of those that were emptied first and then deleted nothing is left to see.
    const std::int64_t unseen = on_cycle_ ? deleted_ : 0;
    if (changed <= together && changed + unseen >= most) return;
    lines_.push_back(before_.Name() + ": " + std::to_string(changed) + " rows are changed, and the steps say " + std::to_string(most) +
                     (together > most ? " to " + std::to_string(together) : ""));
    for (const auto& [was, is] : changes_.changed) Say("changed", before_.Line(was) + " -> " + after_.Line(is));
  }

  void CheckColumns() {
    for (std::size_t i = 0; i < before_.table.columns.size(); ++i) {
      const stores::Column& column = before_.table.columns[i];
      std::int64_t most = 0, changed = 0;
      for (const SweptStep& step : steps_)
        if (!step.deletes && std::count(step.fields.begin(), step.fields.end(), column.name) > 0) most += step.rows;
      for (const auto& [was, is] : changes_.changed) changed += was[i] != is[i];
      if (changed <= most || MayFollow(column, fields_)) continue;
      lines_.push_back(before_.Name() + "." + column.name + ": changed in " + std::to_string(changed) + " rows, and the steps say " +
                       std::to_string(most));
      for (const auto& [was, is] : changes_.changed)
        if (was[i] != is[i]) Say("changed", before_.Line(was) + " -> " + after_.Line(is));
    }
  }

  void Say(const std::string& kind, const std::string& line) {
    if (++said_[kind] <= kMostRowsNamed) lines_.push_back("  " + kind + " " + line);
  }

  const TableSnapshot& before_;
  const TableSnapshot& after_;
  const std::vector<SweptStep> steps_;
  std::int64_t deleted_ = 0;
  bool on_cycle_ = false;
  std::set<std::string> fields_;
  Changes changes_;
  Lines lines_;
  std::map<std::string, std::size_t> said_;
};

bool HaveTheSameTables(const Snapshot& before, const Snapshot& after) {
  const auto same = [](const TableSnapshot& a, const TableSnapshot& b) {
    const auto name = [](const stores::Column& x, const stores::Column& y) { return x.name == y.name; };
    return a.table.name == b.table.name &&
           std::equal(a.table.columns.begin(), a.table.columns.end(), b.table.columns.begin(), b.table.columns.end(), name);
  };
  return std::equal(before.begin(), before.end(), after.begin(), after.end(), same);
}

}  // namespace

Lines Unaccounted(const Snapshot& before, const Snapshot& after, const std::string& store, const std::vector<SweptStep>& steps) {
  if (!HaveTheSameTables(before, after)) return {"the tables are others than before"};
  Lines lines;
  for (const SweptStep& step : steps)
    if (std::none_of(before.begin(), before.end(), [&](const TableSnapshot& table) { return IsOf(step, table, store); }))
      lines.push_back(step.table + ": a step is of no table that is there");
  for (std::size_t i = 0; i < before.size(); ++i) {
    std::vector<SweptStep> of_table;
    std::copy_if(steps.begin(), steps.end(), std::back_inserter(of_table),
                 [&](const SweptStep& step) { return IsOf(step, before[i], store); });
    const Lines found = TableCheck(before[i], after[i], std::move(of_table)).Run();
    lines.insert(lines.end(), found.begin(), found.end());
  }
  return lines;
}

}  // namespace lofte::tests
