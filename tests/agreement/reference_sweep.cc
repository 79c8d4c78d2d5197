// What a sweep seals and counts (docs/design/0004-sealed-copies.md; what a cell is called: docs/formats/store-schema.md).
#include <algorithm>

#include "agreement/files.h"
#include "agreement/reference_value.h"

namespace lofte::tests::agreement {

namespace {

// Every instant at which some rule of the field, in force or not, can turn for somebody.
std::vector<std::int64_t> TurnsOf(const Scenario& scenario, const Stored& stored, const Cells& row, const Field& field) {
  std::vector<std::int64_t> turns;
  for (const Rule& rule : scenario.rules) {
    if (!Names(rule, field)) continue;
    if (rule.from) turns.push_back(scenario.zone.StartOf(*rule.from).us);
    for (const Person& person : scenario.persons) {
      const Somebody somebody = PersonOf(scenario, person, stored, row);
      if (somebody.is != Somebody::Is::kPresent) continue;
      const Ends ends = RuleEnds({scenario, stored, row, somebody, {}}, rule);
      for (const std::int64_t end : {ends.due, ends.broken, ends.over, ends.use_due, ends.use_broken}) turns.push_back(end);
    }
  }
  const auto is_none = [](std::int64_t turn) { return turn == kNever || turn == kAlways; };
  turns.erase(std::remove_if(turns.begin(), turns.end(), is_none), turns.end());
  std::sort(turns.begin(), turns.end());
  turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
  return turns;
}

std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (const char letter : text) out += letter == '"' || letter == '\\' ? std::string("\\") + letter : std::string(1, letter);
  return out + "\"";
}

std::string Json(const expr::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return Quoted(*text);
  return "null";
}

}  // namespace

CopyDays DaysOf(const Scenario& scenario, const Stored& stored, const Cells& row, const Field& field) {
  const std::vector<std::int64_t> turns = TurnsOf(scenario, stored, row, field);
  Scenario later = scenario;
  // Holds are not asked; that a ground was ended is known when it is sealed.
  const auto is_gone_at = [&](std::int64_t us, Edge edge) {
    later.at = {us};
    return WeighedValue(later, stored, row, field, scenario.at).Gone(edge, false);
  };
  const auto first = [&](Edge edge) -> std::optional<time::Instant> {
    if (is_gone_at(scenario.at.us, edge)) return scenario.at;
    for (const std::int64_t turn : turns)
      if (turn > scenario.at.us && is_gone_at(turn, edge)) return time::Instant{turn};
    return std::nullopt;
  };
  // What ends within a day is rounded up to the next; what has ended when it is sealed, has on that day.
  const auto day_of = [&](const std::optional<time::Instant>& from) -> std::optional<time::Day> {
    if (!from) return std::nullopt;
    const time::Day day = scenario.zone.DayOf(*from);
    const bool is_whole = *from == scenario.at || scenario.zone.StartOf(day) == *from;
    return is_whole ? day : time::Day{day.number + 1};
  };
  CopyDays days;
  days.due_from = first(Edge::kDue);
  days.late_from = first(Edge::kBroken);
  days.due = day_of(days.due_from);
  days.late = day_of(days.late_from);
  if (!days.late_from) return days;
  later.at = *days.late_from;
  const WeighedValue then(later, stored, row, field, scenario.at);
  for (std::size_t i = 0; i < scenario.rules.size(); ++i)
    if (Names(scenario.rules[i], field) && then.Charged(i, Edge::kBroken, false)) days.charged.insert(scenario.rules[i].promise);
  return days;
}

bool IsHeldAt(const Scenario& scenario, const Stored& stored, const Cells& row, const Field& field, time::Instant at) {
  return WeighedValue(scenario, stored, row, field, at).IsAnybodyHeld();
}

std::vector<std::string> CountedCells::PartsOf(const Stored& stored, const Cells& row) const {
  std::vector<std::string> parts;
  for (const CellPart& part : *scenario_.cells) {
    std::string value = "null";
    if (part.kind == CellPart::Kind::kColumn) {
      value = Json(row.find(part.name)->second);
    } else {
      const Subject subject{scenario_, stored, row, PersonOf(scenario_, scenario_.persons.front(), stored, row), {}};
      const Happened event = EventOf(subject, *FindNamed(scenario_.events, part.name));
      const std::size_t letters = part.kind == CellPart::Kind::kMonth ? 7 : 4;
      if (event.is == Tri::kTrue) value = Quoted(time::Format(DayOf(event.when, scenario_.zone)).substr(0, letters));
    }
    parts.push_back(Quoted(Written(part)) + ":" + value);
  }
  return parts;
}

// In the finest cell that then has enough, or in that of the whole table.
void CountedCells::Add(const Stored& stored, const std::vector<const Cells*>& batch) {
  std::vector<std::vector<std::string>> left;
  for (const Cells* row : batch) left.push_back(PartsOf(stored, *row));
  for (std::size_t parts = scenario_.cells->size();; --parts) {
    std::map<std::string, std::vector<std::vector<std::string>>> by_cell;
    for (const std::vector<std::string>& row : left) {
      std::string cell;
      for (std::size_t i = 0; i < parts; ++i) cell += (i > 0 ? "," : "") + row[i];
      by_cell["{" + cell + "}"].push_back(row);
    }
    left.clear();
    for (const auto& [cell, rows] : by_cell) {
      const auto there = rows_.find(cell);
      const std::int64_t sum = (there == rows_.end() ? 0 : there->second) + static_cast<std::int64_t>(rows.size());
      if (parts == 0 || sum >= scenario_.least_cell) {
        rows_[cell] = sum;
      } else {
        left.insert(left.end(), rows.begin(), rows.end());
      }
    }
    if (parts == 0) return;
  }
}

}  // namespace lofte::tests::agreement
