#include "agreement/files.h"

#include <fmt/format.h>

#include <algorithm>

#include "agreement/family.h"

namespace lofte::tests::agreement {

namespace {

std::string Joined(const std::vector<std::string>& items, const char* separator = ", ") {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : separator) + item;
  return out;
}

// Whole years and weeks are written as such now and then, for the reader's sake.
std::string WrittenPeriod(int months, int days) {
  std::string out = "P";
  if (months % 12 == 0 && months > 0 && months % 24 != 0) {
    out += std::to_string(months / 12) + "Y";
  } else if (months > 0) {
    out += std::to_string(months) + "M";
  }
  if (days % 7 == 0 && days > 0) {
    out += std::to_string(days / 7) + "W";
  } else if (days > 0 || months == 0) {
    out += std::to_string(days) + "D";
  }
  return out;
}

std::string WrittenClock(std::int64_t seconds) {
  std::string out = "PT";
  if (seconds >= 3600) out += std::to_string(seconds / 3600) + "H";
  if (seconds % 3600 >= 60) out += std::to_string(seconds % 3600 / 60) + "M";
  if (seconds % 60 != 0) out += std::to_string(seconds % 60) + "S";
  return out;
}

std::string WrittenStep(const Step& step, const std::string& inner) {
  switch (step.kind) {
    case Step::Kind::kAdd:
      return WrittenPeriod(step.months, step.days) + " after " + inner;
    case Step::Kind::kMonthEnd:
      return "month-end(" + inner + ")";
    case Step::Kind::kCalendarYearEnd:
      return "calendar-year-end(" + inner + ")";
    case Step::Kind::kFinancialYearEnd:
      return "financial-year-end(" + inner + ")";
  }
  return inner;
}

std::string WrittenThen(Then then, int least_cell) {
  if (then == Then::kErase) return "erase";
  if (then == Then::kAnonymise) return "anonymise";
  return least_cell == 0 ? "aggregate" : fmt::format("aggregate in cells of {} then erase", least_cell);
}

std::string WrittenRule(const Rule& rule, int least_cell) {
  static const char* const kKeys[] = {"keep", "keep", "cap", "floor"};
  std::string out = fmt::format("      - promise: {}\n        of: [{}]\n        {}: {}\n", rule.promise, Joined(rule.of),
                                kKeys[static_cast<int>(rule.kind)], Written(rule.end));
  std::vector<std::string> when;
  for (const When& each : rule.when) when.push_back((each.negated ? "not " : "") + each.name);
  if (!when.empty()) out += "        when: " + Joined(when, " and ") + "\n";
  if (rule.kind == Kind::kNeedKeep) out += "        mode: keep\n";
  const std::string block = rule.blocks ? "block for " + WrittenPeriod(rule.block_months, rule.block_days) + " then " : "";
  if (rule.then != Then::kNone) out += "        then: " + block + WrittenThen(rule.then, least_cell) + "\n";
  if (rule.kind == Kind::kFloor) out += "        law: DK/bookkeeping\n";
  if (rule.within_months != 0 || rule.within_days != 0)
    out += "        within: " + WrittenPeriod(rule.within_months, rule.within_days) + "\n";
  if (rule.from) out += "        from: " + time::Format(*rule.from) + "\n";
  if (rule.from && rule.newer == Rule::Newer::kTold) out += "        told: by mail\n";
  if (!rule.yields_to.empty()) out += "        yields-to: " + rule.yields_to + "\n";
  return out;
}

std::string WrittenNull(OfNull of_null) {
  static const char* const kWords[] = {"false", "true", "unknown"};
  return kWords[static_cast<int>(of_null)];
}

std::string KindOf(expr::CodecKind kind) {
  static const char* const kWords[] = {"date", "instant", "local", "epoch-seconds", "epoch-millis"};
  return kWords[static_cast<int>(kind)];
}

std::string WrittenEvent(const Event& event) {
  static const char* const kPlaces[] = {"column", "latest", "earliest"};
  std::string out = fmt::format("      {}: {{ {}: {}{}, kind: {}, null: {}", event.name, kPlaces[static_cast<int>(event.of)],
                                event.link.empty() ? "" : event.link + ".", event.column, KindOf(event.kind),
                                event.null_is_unknown ? "unknown" : "not-yet");
  if (!event.kept_in.empty()) out += ", kept-in: " + event.kept_in;
  if (!event.format.empty()) out += fmt::format(", format: '{}'", event.format);
  if (event.kind == expr::CodecKind::kLocal) out += ", zone: " + event.zone;
  if (event.plausible)
    out += fmt::format(", plausible: [{}, {}]", time::Format(event.plausible->first), time::Format(event.plausible->second));
  return out + " }\n";
}

std::string WrittenCondition(const std::string& name, const Condition& condition) {
  return fmt::format("      {}: {{ when: \"{}\", null: {} }}\n", name, condition.when.text, WrittenNull(condition.of_null));
}

std::string WrittenField(const Scenario& scenario, const std::string& table, const std::string& column) {
  const auto field = std::find_if(scenario.fields.begin(), scenario.fields.end(), [&](const Field& f) { return f.column == column; });
  if (scenario.table != table || field == scenario.fields.end()) return fmt::format("      {}: technical\n", column);
  if (field->category.empty()) return fmt::format("      {}: {{ link: {}, blank: null }}\n", column, field->link_of);
  if (field->of.empty()) return fmt::format("      {}: {}\n", column, field->category);
  return fmt::format("      {}: {{ category: {}, of: [{}] }}\n", column, field->category, Joined(field->of));
}

std::string WrittenCells(const std::vector<CellPart>& cells) {
  std::vector<std::string> parts;
  for (const CellPart& part : cells) parts.push_back(Written(part));
  return fmt::format("    aggregate: {{ by: [{}] }}\n", Joined(parts));
}

template <typename T, typename F>
std::string Section(const char* title, const std::vector<T>& items, bool of_person, const F& written) {
  std::string out;
  for (const T& item : items)
    if (item.of_person == of_person) out += written(item);
  return out.empty() ? "" : fmt::format("    {}:\n{}", title, out);
}

std::string WrittenTable(const Scenario& scenario, const std::string& table) {
  const bool is_people = table == "people";
  std::string out = fmt::format("  main.{}:\n", table);
  if (scenario.table == table) {
    out += "    persons:\n";
    for (const Person& person : scenario.persons)
      out += fmt::format("      {}: {{ key: {}{}, null: {} }}\n", person.role, person.link.empty() ? "" : person.link + ".", person.column,
                         person.null_is_unknown ? "unknown" : "absent");
    std::string serves;
    for (const auto& [activity, condition] : scenario.serves) serves += WrittenCondition(activity, condition);
    if (!serves.empty()) out += "    serves:\n" + serves;
    if (scenario.cells) out += WrittenCells(*scenario.cells);
  }
  if (!is_people) {
    out += "    links:\n      parent: { to: main.parents, on: { parent_id: id } }\n      notes: { to: main.notes, on: { id: thing_id } }\n";
  }
  out += "    fields:\n";
  for (const std::string& column : ColumnsOf(table)) out += WrittenField(scenario, table, column);
  out += Section("events", scenario.events, is_people, WrittenEvent);
  out += Section("states", scenario.states, is_people, [](const State& state) {
    return fmt::format("      {}: {{ when: \"{}\", until: {}, null: {} }}\n", state.name, state.when.text, state.until,
                       WrittenNull(state.of_null));
  });
  out += Section("conditions", scenario.conditions, is_people,
                 [](const Condition& condition) { return WrittenCondition(condition.name, condition); });
  return out;
}

}  // namespace

std::string Written(const End& end) {
  if (end.kind == End::Kind::kWhile) return "while " + end.name;
  if (end.kind == End::Kind::kAfter) {
    if (end.clock_seconds != 0) return WrittenClock(end.clock_seconds) + " after " + end.name;
    std::string out = end.name;
    for (const Step& step : end.steps) out = WrittenStep(step, out);
    return out;
  }
  std::vector<std::string> parts;
  for (const End& part : end.parts) parts.push_back(Written(part));
  return fmt::format("{}({})", end.kind == End::Kind::kLatest ? "latest" : "earliest", Joined(parts));
}

std::string Written(const CellPart& part) {
  if (part.kind == CellPart::Kind::kColumn) return part.name;
  return (part.kind == CellPart::Kind::kMonth ? "month(" : "year(") + part.name + ")";
}

std::string PolicyYaml(const Scenario& scenario) {
  std::string out = fmt::format(
      "lofte: 1\ncontroller: {{ name: A, country: DK, time-zone: {}, financial-year-end: \"{:02}-{:02}\" }}\neffective: 2026-01-01\n"
      "data:\n  d: [one, two]\nsubjects: [user]\nactivities:\n",
      scenario.zone.name(), scenario.year_end_month, scenario.year_end_day);
  for (std::size_t i = 0; i < scenario.activities.size(); ++i) {
    const Activity& activity = scenario.activities[i];
    out += fmt::format("  {}:\n    purpose: x\n    basis: {}\n    subjects: user\n", activity.id,
                       activity.consent.empty() ? "contract" : "consent");
    if (!activity.consent.empty()) out += "    consent: " + activity.consent + "\n";
    if (!activity.data.empty()) out += fmt::format("    data: [{}]\n", Joined(activity.data));
    out += "    retention:\n";
    for (const Rule& rule : scenario.rules)
      if (rule.activity == i) out += WrittenRule(rule, scenario.least_cell);
  }
  std::vector<std::string> promises;
  for (const Rule& rule : scenario.rules)
    if (std::find(promises.begin(), promises.end(), rule.promise) == promises.end()) promises.push_back(rule.promise);
  out += "promises:\n";
  for (const std::string& id : promises) out += fmt::format("  {}: {{ kind: retention, text: x }}\n", id);
  return out;
}

std::string MapYaml(const Scenario& scenario) {
  return "lofte: 1\npeople: { main.people: id }\ntables:\n" + WrittenTable(scenario, "people") + WrittenTable(scenario, "things") +
         "without-personal-data: [main.parents, main.notes]\n";
}

}  // namespace lofte::tests::agreement
