#include "cli/explain_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/output.h"
#include "cli/rule_words.h"

namespace lofte::cli {

using engine::Asked;
using engine::RuleView;
using engine::Standing;
using engine::ValueView;
using policy::RuleKind;
using policy::Then;

std::string ExplainWords::DayText(time::Instant at) const {
  const time::Day day = zone_.DayOf(at);
  if (zone_.StartOf(day) == at) return time::Format(day);
  std::string local = time::Format(zone_.LocalOf(time::Instant{at.us - at.us % time::kMicrosPerSecond}));
  std::replace(local.begin(), local.end(), 'T', ' ');
  return local;
}

std::string ExplainWords::From(time::Instant at) const { return at <= now_ ? "since " + DayText(at) : "from " + DayText(at) + " on"; }

std::string ExplainWords::Holds(const std::vector<engine::HoldOn>& holds, const std::string& role) const {
  std::string words;
  for (const engine::HoldOn& hold : holds) {
    if (hold.role != role) continue;
    words += words.empty() ? "" : "; ";
    words += hold.state == "restriction" ? "a restriction of processing" : "a legal hold";
    if (!hold.reference.empty()) words += fmt::format(", reference `{}`", hold.reference);
    if (hold.since) words += ", added on " + time::Format(zone_.DayOf(*hold.since));
  }
  return words;
}

// A value --------------------------------------------------------------------------------------------------------------------------------

bool ExplainWords::IsBlockedSomeTime(const ValueView& value) {
  return value.standing == Standing::kBlocked || (value.use_until && value.use_until != value.until);
}

bool ExplainWords::IsPastACap(const ValueView& value) const {
  return std::any_of(value.rules.begin(), value.rules.end(), [&](const RuleView& view) {
    return view.rule->kind == RuleKind::kCap && view.in_force && view.applies == expr::Tri::kTrue &&
           view.ends.when == grounds::Reached::When::kAt && view.ends.at <= now_;
  });
}

std::string ExplainWords::Now(const ValueView& value) const {
  const bool is_due = value.until && *value.until <= now_;
  if (value.is_held && is_due)
    return value.is_sealed ? "held: blocked, where it would be gone but for the hold"
                           : "held: it stays, where it would be gone but for the hold";
  switch (value.standing) {
    case Standing::kNobody:
      return "about nobody: outside every rule";
    case Standing::kUndated:
      return "undated: a fact is unknown, so it is never touched and always counted";
    case Standing::kUnclaimed:
      return "unclaimed: no need applies and nothing ends it; a person has to look";
    case Standing::kGone:
      return IsPastACap(value) ? "gone: past its ceiling, whoever still needs it" : "gone: every need of it has ended";
    case Standing::kBlocked:
      return "blocked: kept, and of no use to anybody";
    case Standing::kUse:
      return value.use_until ? "in use" : "in use, without an end by these rules and facts";
  }
  return "";
}

namespace {

std::string OnlyWithRow(const ValueView& value) {
  return value.only_with_row.empty() ? "" : fmt::format(" ({} with the whole row only)", fmt::join(value.only_with_row, ", "));
}

}  // namespace

std::string ExplainWords::Block(const ValueView& value) const {
  std::string words = value.use_until ? "from " + DayText(*value.use_until) : std::string("from the beginning");
  if (value.is_held && value.use_until == value.until)
    words += ", while a hold or a restriction stands";
  else
    words += value.until ? " until " + DayText(*value.until) : ", without an end by these rules and facts";
  if (!value.is_sealed) return words + "; not carried out, for lofte.yaml names no key to seal by: it stays in its row";
  return words + ": it leaves its row for a sealed copy, shown to a court or an authority alone" + OnlyWithRow(value);
}

std::string ExplainWords::Due(const ValueView& value) const {
  if (value.then == Then::kAggregate && !value.is_counted)
    return "to be counted among others; not carried out, for the policy or the data map does not say how: it stays";
  if (value.is_held) return "but for the hold, " + DoneWords(value.then);
  if (IsBlockedSomeTime(value) && value.is_sealed && value.then == Then::kErase) return "the copy is destroyed";
  return DoneWords(value.then) + OnlyWithRow(value);
}

// A rule ---------------------------------------------------------------------------------------------------------------------------------

std::string ExplainWords::End(const RuleView& view) const {
  using When = grounds::Reached::When;
  if (!view.in_force) return "not in force on this day";
  if (view.applies == expr::Tri::kFalse) return "does not apply: " + NotSoWords(view.not_so.front(), false);
  if (view.applies == expr::Tri::kUnknown)
    return "nobody knows whether it applies: " + NotSoWords(view.not_so.front(), true) + " is unknown";
  if (!view.is_settled) return "its terms have changed, and which binds this row is not settled: nothing follows from it";
  if (view.ends.when == When::kUnknown) return "its end is unknown";
  const std::string by_person = view.is_ended_by_person ? "; ended by the person, who took the consent back or objected" : "";
  if (view.ends.when == When::kNotYet) return "stands" + by_person;
  const bool is_over = view.ends.at <= now_;
  if (view.rule->kind == RuleKind::kFloor)
    return fmt::format("{} the end of {}", is_over ? "over since" : "stands until",
                       time::Format(time::Day{zone_.DayOf(view.ends.at).number - 1}));
  return (is_over ? "ended " : "ends ") + DayText(view.ends.at) + (view.late_from ? ", late from " + DayText(*view.late_from) : "") +
         BlockEnd(view) + by_person;
}

std::string ExplainWords::BlockEnd(const RuleView& view) const {
  if (view.rule->then != Then::kBlock) return "";
  if (view.rule->outcome.block_for.is_zero()) return "; blocked from then on, without a term of its own";
  if (!view.block_ends) return "; then blocked, which is not carried out here, so without an end";
  return "; then blocked until " + DayText(*view.block_ends) +
         (view.block_late_from ? ", late from " + DayText(*view.block_late_from) : "");
}

// A copy ---------------------------------------------------------------------------------------------------------------------------------

std::string ExplainWords::Copy(const engine::SealedView& copy) const {
  std::string words = "sealed on " + time::Format(copy.sealed_on);
  if (!copy.undoes.empty()) words += ", taken by run " + copy.undoes + " (`lofte undo` puts it back)";
  if (copy.is_undated) return words + ": undated, so it is never destroyed and always counted";
  words += copy.due ? ", destroyed from " + time::Format(*copy.due) + " on" : ", without an end by these terms";
  if (copy.is_held) words += ", and not while somebody in it is held";
  if (copy.late) words += fmt::format("; late from {} on: {}", time::Format(*copy.late), fmt::join(copy.charged, ", "));
  return words;
}

std::string CopyHoldsWords(const engine::SealedView& copy, const std::vector<std::string>& categories) {
  if (!copy.is_readable) return "cannot be opened any more: somebody has changed it";
  std::string words = fmt::format("in it: {}", fmt::join(copy.fields, ", "));
  if (!categories.empty()) words += fmt::format(" ({})", fmt::join(categories, ", "));
  if (!copy.beside.empty()) words += fmt::format("; and what else stood in the row: {}", fmt::join(copy.beside, ", "));
  return words;
}

std::string ReleaseWords(const std::string& table) {
  return fmt::format(
      "Nobody sees what is in a blocked copy but a court, a prosecutor or an authority that asks for it by an order: `lofte release {} KEY "
      "--to "
      "WHO --order REFERENCE --approved-by NAME`. It takes somebody who may read the key's file that lofte.yaml names under `sealing:`, "
      "and "
      "the approval of another person; both stand in the ledger, with the order, before anything is shown. To make this page the copy was "
      "opened for the names of its columns and the days above, and for nothing else.",
      table);
}

// What was read --------------------------------------------------------------------------------------------------------------------------

namespace {

std::string RowWords(const engine::RowRead& row) {
  if (row.is_this) return "this row";
  if (!row.is_there) return "no row of " + row.table + ", for there is none such";
  return row.key.empty() ? "a row of " + row.table : row.table + " " + row.key;
}

std::string TriWords(std::optional<expr::Tri> is) {
  if (!is) return "not told here, for it is about what a text says of somebody";
  return *is == expr::Tri::kTrue ? "yes" : *is == expr::Tri::kFalse ? "no" : "unknown";
}

std::string AskedWords(const Asked& asked) {
  std::string words = fmt::format("{}: {}", asked.words, TriWords(asked.is));
  if (!asked.rows) return words + ", in " + RowWords(asked.row);
  words += fmt::format(", of {} of {}", Plural(*asked.rows, "row", "rows"), asked.row.table);
  return *asked.rows > engine::kRowsTold ? words + fmt::format("; of {} of them", engine::kRowsTold) : words;
}

void AddAsked(const std::vector<Asked>& asked, std::vector<std::string>& lines) {
  for (const Asked& one : asked) lines.push_back((one.is_deeper ? "  " : "") + AskedWords(one));
}

}  // namespace

std::string FactWords(const engine::FactView& fact) {
  if (fact.is_unknown) return "unknown";
  if (fact.day) return (fact.is_state ? "ended " : "") + time::Format(*fact.day);
  return fact.is_state ? "stands" : "not yet";
}

std::vector<std::string> WhereWords(const engine::FactView& fact) {
  const Asked& in = fact.stands_in;
  std::vector<std::string> lines;
  const std::string column = fmt::format("{}", fmt::join(in.columns, ", "));
  lines.push_back(in.words.empty() ? fmt::format("{}, in {}", column, RowWords(in.row))
                                   : fmt::format("the {} {} of its rows of {}", in.words, column, in.row.table));
  if (fact.when) AddAsked(fact.when->asked, lines);
  return lines;
}

std::vector<std::string> DecidedWords(const engine::Decided& decided, expr::Tri is) {
  std::vector<std::string> lines;
  if (decided.asked.size() != 1) lines.push_back("the data map asks: " + decided.source);
  AddAsked(decided.asked, lines);
  if (decided.is == expr::Tri::kUnknown && is != expr::Tri::kUnknown)
    lines.push_back(fmt::format("where that is unknown, the data map says {}", is == expr::Tri::kTrue ? "yes" : "no"));
  return lines;
}

std::string CellWords(const engine::CellView& cell, const std::string& table) {
  if (cell.parts.empty()) return fmt::format("is then one more in the number of all rows of {} that were counted", table);
  std::string parts;
  for (const engine::CellView::Part& part : cell.parts)
    parts += (parts.empty() ? "" : ", ") + part.by +
             (part.is_column ? " as in the row"
              : part.value   ? " " + *part.value
                             : " of which nothing is known");
  return fmt::format(
      "is then one more in the cell of {} for {}. A cell is of {} at least: with fewer the row counts in the next coarser one, by all but "
      "the "
      "last of these, and at last in the number of the whole table",
      table, parts, Plural(cell.least, "row", "rows"));
}

}  // namespace lofte::cli
