// Facts of a row (section 1, "Three answers about a fact").
#include <cstdlib>
#include <limits>

#include "agreement/reference.h"

namespace lofte::tests::agreement {

using expr::CodecKind;
using expr::Value;

namespace {

using Micros = __int128;

bool IsLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int DaysIn(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

const char* UsualFormat(CodecKind kind) {
  switch (kind) {
    case CodecKind::kDate:
      return "YYYY-MM-DD";
    case CodecKind::kLocal:
      return "YYYY-MM-DD HH:MM:SS";
    default:
      return "YYYY-MM-DDTHH:MM:SSZ";
  }
}

// Letters of the format that stand for digits must meet digits, others themselves. Microseconds on the text's own clock.
std::optional<Micros> ReadText(const std::string& format, const std::string& text) {
  if (text.size() != format.size()) return std::nullopt;
  std::map<char, std::vector<int>> parts;  // by letter; `M` is month, then minute
  char before = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char letter = format[i];
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (std::string_view("YMDHSs").find(letter) == std::string_view::npos) {
      if (text[i] != letter) return std::nullopt;
    } else {
      if (!is_digit) return std::nullopt;
      if (letter != before) parts[letter].push_back(0);
      parts[letter].back() = parts[letter].back() * 10 + (text[i] - '0');
    }
    before = letter;
  }
  const int year = parts['Y'][0], month = parts['M'][0], day = parts['D'][0];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > DaysIn(year, month)) return std::nullopt;
  Micros us = Micros{time::ToDay({year, static_cast<unsigned>(month), static_cast<unsigned>(day)})->number} * 86'400;
  if (!parts['H'].empty()) {
    const int hour = parts['H'][0], minute = parts['M'][1], second = parts['S'][0];
    if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
    us += hour * 3600 + minute * 60 + second;
  }
  us *= 1'000'000;
  if (!parts['s'].empty()) us += Micros{parts['s'][0]} * 1000;
  return us;
}

// Microseconds on the column's own clock; nullopt: not well formed.
std::optional<Micros> Read(const Event& event, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (event.kind == CodecKind::kEpochSeconds || event.kind == CodecKind::kEpochMillis) return std::nullopt;
    return ReadText(event.format.empty() ? UsualFormat(event.kind) : event.format, *text);
  }
  const bool is_text_column = !event.format.empty();
  if (is_text_column) return std::nullopt;
  switch (event.kind) {
    case CodecKind::kDate:
      if (const auto* day = std::get_if<time::Day>(&value)) return Micros{day->number} * 86'400'000'000;
      break;
    case CodecKind::kInstant:
      if (const auto* instant = std::get_if<time::Instant>(&value)) return Micros{instant->us};
      break;
    case CodecKind::kLocal:
      if (const auto* local = std::get_if<time::LocalTime>(&value)) return Micros{local->us};
      break;
    case CodecKind::kEpochSeconds:
      if (const auto* count = std::get_if<std::int64_t>(&value)) return Micros{*count} * 1'000'000;
      break;
    case CodecKind::kEpochMillis:
      if (const auto* count = std::get_if<std::int64_t>(&value)) return Micros{*count} * 1000;
      break;
  }
  return std::nullopt;
}

std::optional<Moment> MomentOf(const Event& event, const Value& value) {
  const std::optional<Micros> us = Read(event, value);
  if (!us) return std::nullopt;
  const time::Day from = event.plausible ? event.plausible->first : *time::ToDay({1990, 1, 1});
  const time::Day until = event.plausible ? event.plausible->second : *time::ToDay({2100, 1, 1});
  constexpr Micros kDay = 86'400'000'000;
  if (*us < from.number * kDay || *us >= until.number * kDay) return std::nullopt;
  Moment moment;
  const auto narrow = static_cast<std::int64_t>(*us);
  moment.is_day = event.kind == CodecKind::kDate;
  if (moment.is_day) moment.day = {static_cast<std::int32_t>(narrow / static_cast<std::int64_t>(kDay))};
  moment.instant = event.kind == CodecKind::kLocal ? time::Zone::Named(event.zone)->InstantOf({narrow}) : time::Instant{narrow};
  return moment;
}

// What `column` of the row, or of the row that the link leads to, holds; nullptr: there is no such row.
const Value* At(const Stored& stored, const Cells& row, const std::string& link, const std::string& column) {
  if (link.empty()) return &row.find(column)->second;
  const Cells* target = FindRow(stored, "parents", "id", row.find("parent_id")->second);
  return target == nullptr ? nullptr : &target->find(column)->second;
}

// What is not of its column's type is no NULL: what reads it is unknown, whatever the map says of NULL.
Tri TruthOf(const Expression& when, OfNull of_null, const Cells& row, const Stored& stored) {
  if (when.misfits != nullptr && when.misfits(row, stored)) return Tri::kUnknown;
  const Tri truth = when.truth(row, stored);
  if (truth != Tri::kUnknown || of_null == OfNull::kUnknown) return truth;
  return of_null == OfNull::kTrue ? Tri::kTrue : Tri::kFalse;
}

}  // namespace

const Cells* FindRow(const Stored& stored, std::string_view table, std::string_view column, const Value& key) {
  if (expr::IsNull(key)) return nullptr;
  for (const Cells& row : stored.find(table)->second)
    if (row.find(column)->second == key) return &row;
  return nullptr;
}

// A key at the end of a link that leads nowhere is not known.
Somebody PersonOf(const Scenario&, const Person& person, const Stored& stored, const Cells& row) {
  const Value* key = At(stored, row, person.link, person.column);
  if (key == nullptr) return {Somebody::Is::kUnknown, expr::Null{}, nullptr};
  if (expr::IsNull(*key)) return {person.null_is_unknown ? Somebody::Is::kUnknown : Somebody::Is::kNobody, expr::Null{}, nullptr};
  return {Somebody::Is::kPresent, *key, FindRow(stored, "people", "id", *key)};
}

time::Day DayOf(const Moment& moment, const time::Zone& zone) { return moment.is_day ? moment.day : zone.DayOf(moment.instant); }

namespace {

// Each moment that a row of many tells, and the one that is kept; the last or the first of them.
Happened EventOfMany(const Subject& subject, const Event& event) {
  std::vector<const Value*> told;
  for (const Cells& note : subject.stored.find("notes")->second)
    if (note.find("thing_id")->second == subject.row.find("id")->second) told.push_back(&note.find(event.column)->second);
  if (!event.kept_in.empty()) told.push_back(&subject.row.find(event.kept_in)->second);
  std::optional<Moment> best;
  for (const Value* value : told) {
    if (expr::IsNull(*value)) continue;
    const std::optional<Moment> moment = MomentOf(event, *value);
    if (!moment) return {};
    const bool is_later = best && moment->instant.us > best->instant.us;
    if (!best || is_later == (event.of == Event::Of::kLatest)) best = moment;
  }
  if (best) return {Tri::kTrue, *best};
  return {event.null_is_unknown ? Tri::kUnknown : Tri::kFalse, {}};
}

}  // namespace

Happened EventOf(const Subject& subject, const Event& event) {
  if (event.of != Event::Of::kOne) return EventOfMany(subject, event);
  const Cells* row = event.of_person ? subject.person.row : &subject.row;
  const Value* value = row == nullptr ? nullptr : At(subject.stored, *row, event.link, event.column);
  if (value == nullptr) return {};
  if (expr::IsNull(*value)) return {event.null_is_unknown ? Tri::kUnknown : Tri::kFalse, {}};
  const std::optional<Moment> moment = MomentOf(event, *value);
  return moment ? Happened{Tri::kTrue, *moment} : Happened{};
}

Stood StateOf(const Subject& subject, const State& state) {
  const Cells* row = state.of_person ? subject.person.row : &subject.row;
  if (row == nullptr) return {};
  const Tri stands = TruthOf(state.when, state.of_null, *row, subject.stored);
  if (stands != Tri::kFalse) return {stands, {}};
  const Happened end = EventOf(subject, *FindNamed(subject.scenario.events, state.until));
  return end.is == Tri::kTrue ? Stood{Tri::kFalse, end.when} : Stood{};
}

Tri RawConditionOf(const Subject& subject, const Condition& condition) {
  const Cells* row = condition.of_person ? subject.person.row : &subject.row;
  return row == nullptr ? Tri::kUnknown : condition.when.truth(*row, subject.stored);
}

Tri ConditionOf(const Subject& subject, const Condition& condition) {
  if (condition.of_person && subject.person.row == nullptr) return Tri::kUnknown;
  return TruthOf(condition.when, condition.of_null, condition.of_person ? *subject.person.row : subject.row, subject.stored);
}

namespace {

// Not, where the rule is not in force, or an older and a newer term share the rows and it is the other one's.
bool IsInForce(const Subject& subject, const Rule& rule) {
  const Scenario& scenario = subject.scenario;
  const time::Day today = scenario.zone.DayOf(scenario.at);
  const bool has_newer = &rule != &scenario.rules.back() && (&rule + 1)->from.has_value();
  const Rule* newer = rule.from ? &rule : has_newer ? &rule + 1 : nullptr;
  if (newer == nullptr) return true;
  if (today < *newer->from) return newer != &rule;
  if (newer->newer != Rule::Newer::kLonger) return newer == &rule;
  const Happened event = EventOf(subject, *FindNamed(scenario.events, rule.end.name));
  const bool is_earlier = event.is == Tri::kTrue && DayOf(event.when, scenario.zone) < *newer->from;
  return is_earlier == (newer != &rule);
}

}  // namespace

Tri AppliesTo(const Subject& subject, const Rule& rule) {
  if (!IsInForce(subject, rule)) return Tri::kFalse;
  Tri applies = Tri::kTrue;
  if (rule.is_need()) {
    const auto serves = subject.scenario.serves.find(subject.scenario.activities[rule.activity].id);
    if (serves != subject.scenario.serves.end()) applies = ConditionOf(subject, serves->second);
  }
  for (const When& when : rule.when) {
    const Tri truth = ConditionOf(subject, *FindNamed(subject.scenario.conditions, when.name));
    applies = expr::And(applies, when.negated ? expr::Not(truth) : truth);
  }
  return applies;
}

}  // namespace lofte::tests::agreement
