#include "engine/undo_ends.h"

#include <algorithm>

#include "base/words.h"
#include "controls/table_grounds.h"

namespace lofte::engine {

using datamap::BoundTable;
using datamap::FieldGroup;

namespace {

// `ends` with those of one more value: the first day on which one of them is late.
void Join(const SealedEnds& one, SealedEnds& ends) {
  ends.is_undated = ends.is_undated || one.is_undated;
  AddEachOnce(ends.examined_by, one.examined_by);
  if (one.last_sweep && (!ends.last_sweep || *one.last_sweep < *ends.last_sweep)) ends.last_sweep = one.last_sweep;
  if (!one.late || (ends.late && *ends.late < *one.late)) return;
  if (!ends.late || *one.late < *ends.late) ends.charged.clear();
  ends.late = one.late;
  AddEachOnce(ends.charged, one.charged);
}

}  // namespace

SealedEnds UndoEnds::Find(const BoundTable& table, const std::vector<const FieldGroup*>& groups, const grounds::Facts& facts) {
  SealedEnds ends;
  for (const FieldGroup* group : groups) Join(FindOne(table, *group, facts), ends);
  return ends;
}

SealedEnds UndoEnds::FindOne(const BoundTable& table, const FieldGroup& group, const grounds::Facts& facts) {
  const auto find = [&](const FieldGroup& of) { return finders_.try_emplace(&of, of.binding, question_).first->second.Find(facts); };
  if (group.link_of.empty()) return find(group);
  SealedEnds ends;
  bool is_ever_late = true;
  std::vector<std::string> examined_by;
  for (const std::size_t index : group.link_of) {
    SealedEnds of = find(table.groups()[index]);
    AddEachOnce(examined_by, of.examined_by);
    is_ever_late = is_ever_late && of.late.has_value();
    const bool is_undated = ends.is_undated || of.is_undated;
    if (!ends.late || (of.late && *of.late > *ends.late)) ends = std::move(of);
    ends.is_undated = is_undated;
  }
  ends.examined_by = std::move(examined_by);
  if (is_ever_late) return ends;
  ends.late = ends.last_sweep = std::nullopt;
  ends.charged.clear();
  return ends;
}

std::optional<time::Day> UndoEnds::DayOf(const SealedEnds& ends, int undo_days) const {
  const time::Day today = question_.zone.DayOf(question_.at);
  // What was taken has an end that is known; should this say otherwise, it is not kept for it.
  if (ends.is_undated) return std::nullopt;
  time::Day day = LastDay(undo_days);
  if (ends.last_sweep) day = std::min(day, *ends.last_sweep);
  return day > today ? std::optional(day) : std::nullopt;
}

expr::Expr HasNoDayLeft(const BoundTable& table, const std::vector<const FieldGroup*>& groups, const grounds::Question& question) {
  // The day of a copy is the one before that on which it is late, and it has to be after today.
  grounds::Question tomorrow = question;
  tomorrow.at.us = question.zone.StartOf({question.zone.DayOf(question.at).number + 2}).us - 1;
  std::vector<expr::Expr> late;
  for (const grounds::Question& asked : {question, tomorrow}) {
    const grounds::Lowering lowering(asked);
    const controls::TableGrounds of(table, lowering);
    for (const FieldGroup* group : groups)
      late.push_back(expr::And({table.HasValue(*group), of.GoneButForHolds(*group, grounds::Edge::kBroken)}));
  }
  return expr::Or(std::move(late));
}

std::vector<const FieldGroup*> GroupsAsked(const BoundTable& table, const std::vector<const FieldGroup*>& groups) {
  std::vector<const FieldGroup*> asked;
  const auto add = [&](const FieldGroup* group) {
    if (std::find(asked.begin(), asked.end(), group) == asked.end()) asked.push_back(group);
  };
  for (const FieldGroup* group : groups) {
    if (group->link_of.empty()) add(group);
    for (const std::size_t index : group->link_of) add(&table.groups()[index]);
  }
  return asked;
}

}  // namespace lofte::engine
