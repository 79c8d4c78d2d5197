// Rows: most of them with events within a day of the edges of the rules at T, the rest anywhere; keys that lead somewhere, nowhere or are
// NULL; and values that are no moments.
#include <algorithm>
#include <limits>

#include "agreement/draw.h"
#include "agreement/family.h"
#include "time/moment.h"

namespace lofte::tests::agreement {

using expr::CodecKind;
using expr::Null;
using expr::Value;

namespace {

constexpr std::size_t kPeople = 14;
constexpr std::size_t kParents = 10;
constexpr std::int64_t kDay = time::kMicrosPerDay;
constexpr std::int64_t kSecond = time::kMicrosPerSecond;

struct Pair {
  Value sqlite, postgres;
};
Pair Same(const Value& value) { return {value, value}; }
Value OrNull(bool is_null, Value value) {
  if (is_null) return Null{};
  return value;
}

// A rule's leaf that reads an event, itself or as the end of a state.
struct Reading {
  const Rule* rule;
  const End* end;
};

void Collect(const Scenario& scenario, const Rule& rule, const End& end, const std::string& event, std::vector<Reading>& out) {
  if (end.kind == End::Kind::kAfter && end.name == event) out.push_back({&rule, &end});
  if (end.kind == End::Kind::kWhile && FindNamed(scenario.states, end.name)->until == event) out.push_back({&rule, &end});
  for (const End& part : end.parts) Collect(scenario, rule, part, event, out);
}

time::Chain ChainOf(const End& end) {
  time::Chain chain;
  for (const Step& step : end.steps) chain.push_back({static_cast<time::Step::Kind>(step.kind), {step.months, step.days, 0}});
  return chain;
}

class RowDrawer {
 public:
  RowDrawer(Dice& dice, const Scenario& scenario) : dice_(dice), scenario_(scenario) {
    for (const Event& event : scenario.events)
      for (const Rule& rule : scenario.rules) {
        Collect(scenario, rule, rule.end, event.name, readings_[event.name]);
        if (!scenario.activities[rule.activity].consent.empty() && rule.is_need()) {
          static const End kConsent = [] {
            End end;
            end.kind = End::Kind::kWhile;
            end.name = "consent.given";
            return end;
          }();
          Collect(scenario, rule, kConsent, event.name, readings_[event.name]);
        }
      }
  }

  DrawnRows Draw(std::size_t count) {
    out_.has_misfits = dice_.Chance(50);
    const bool of_people = scenario_.table == "people";
    for (std::size_t i = 1; i <= (of_people ? count : kPeople); ++i) Add("people", i, [&] { Person(); });
    for (std::size_t i = 1; i <= kParents; ++i) Add("parents", i, [&] { Parent(); });
    for (std::size_t i = 1; i <= (of_people ? 0 : count); ++i) Add("things", i, [&] { Thing(); });
    for (std::size_t i = 1; i <= (of_people ? 1 : count); ++i) Add("notes", i, [&] { Note(count); });
    States();
    for (const char* table : {"people", "parents", "things", "notes", "subject_state"}) {
      out_.sqlite.try_emplace(table);
      out_.postgres.try_emplace(table);
    }
    return std::move(out_);
  }

 private:
  template <typename F>
  void Add(const std::string& table, std::size_t id, const F& fill) {
    sqlite_ = &out_.sqlite[table].emplace_back();
    postgres_ = &out_.postgres[table].emplace_back();
    is_near_row_ = dice_.Chance(60);
    has_near_ = false;
    Put("id", Same(static_cast<std::int64_t>(id)));
    fill();
    if (table == "people" && has_near_) near_people_.push_back(static_cast<std::int64_t>(id));
    if (table == "parents" && has_near_) near_parents_.push_back(static_cast<std::int64_t>(id));
    if (table == scenario_.table && has_near_) ++out_.near_edge;
  }
  void Put(const std::string& column, Pair value) {
    (*sqlite_)[column] = std::move(value.sqlite);
    (*postgres_)[column] = std::move(value.postgres);
  }

  // A key among 1 .. `of`, or of nobody, or NULL. Near rows are followed.
  void PutKey(const std::string& column, std::size_t of, const std::vector<std::int64_t>& near) {
    if (dice_.Chance(10)) return Put(column, Same(Null{}));
    if (dice_.Chance(6)) return Put(column, Same(std::int64_t{99}));
    const auto key = static_cast<std::int64_t>(1 + dice_.Below(of));
    if (std::find(near.begin(), near.end(), key) != near.end()) has_near_ = true;
    Put(column, Same(key));
  }

  void PutFlag(const std::string& column) {
    const std::size_t drawn = dice_.Below(3);
    // A text is no truth value in SQLite, and any number but 0 is true.
    const bool may_be_text = out_.has_misfits && dice_.Chance(15);
    if (drawn == 0) return Put(column, {OrNull(!may_be_text, std::string(dice_.Chance(50) ? "true" : "no")), Null{}});
    const std::int64_t truth = dice_.Chance(15) ? 2 : 1;
    Put(column, {drawn == 1 ? truth : std::int64_t{0}, drawn == 1});
  }

  void PutWord(const std::string& column) {
    static const std::vector<std::string> kWords = {"a", "A", "b", "B", "ab", "Z", "", "\xc3\xa6", "b ", "-"};
    if (out_.has_misfits && dice_.Chance(4)) return Put(column, {expr::Blob{"b"}, Null{}});
    Put(column, Same(OrNull(dice_.Chance(25), dice_.Pick(kWords))));
  }

  // What rows are counted by: few of each, so that cells fill.
  void PutCell() {
    static const std::vector<std::string> kLabels = {"a", "b", "\"\xc3\xa6\\"};
    Put("topic", Same(OrNull(dice_.Chance(15), std::int64_t{dice_.Between(-1, 1)})));
    Put("label", Same(OrNull(dice_.Chance(15), dice_.Pick(kLabels))));
  }

  // A text or bytes are no number in SQLite, whatever the column is declared to hold.
  void PutNumber(const std::string& column) {
    static const std::vector<Value> kOthers = {std::string(), std::string("n/a"), expr::Blob{"7"}};
    if (out_.has_misfits && dice_.Chance(4)) return Put(column, {dice_.Pick(kOthers), Null{}});
    Put(column, Same(OrNull(dice_.Chance(25), std::int64_t{dice_.Between(0, 8)})));
  }

  // Moments -------------------------------------------------------------------------------------------------------------------------------

  void PutEvent(const EventColumn& column) { PutMoment(column, column.column); }

  // What is read as `column` is, in another one.
  void PutMoment(const EventColumn& column, const std::string& into) {
    const auto event =
        std::find_if(scenario_.events.begin(), scenario_.events.end(), [&](const Event& e) { return e.column == column.column; });
    Event unread;
    unread.column = column.column;
    unread.kind = column.kinds.front();
    if (column.format != nullptr) unread.format = column.format;
    unread.zone = "UTC";
    const Event& drawn = event == scenario_.events.end() ? unread : *event;
    if (dice_.Chance(9)) return Put(into, Same(Null{}));
    const bool was_near = has_near_;
    const time::Instant moment = MomentFor(drawn);
    if (!dice_.Chance(9)) return Put(into, Encode(drawn, moment));
    has_near_ = was_near;
    Put(into, Junk(drawn, moment));
  }

  time::Instant MomentFor(const Event& event) {
    const std::vector<Reading>& readings = readings_[event.name];
    if (readings.empty() || !is_near_row_)
      return {scenario_.at.us + (dice_.Between(-2500, 300) * kDay) + dice_.Between(0, 86'399) * kSecond};
    has_near_ = true;
    const Reading& reading = dice_.Pick(readings);
    const time::Instant edge = EdgeOf(reading);
    static constexpr std::int64_t kSeconds[] = {0, 0, -1, 1, -3600, 3600, -1800, 1800, -86'400, 86'399};
    const std::int64_t away = dice_.Chance(70) ? dice_.Pick(kSeconds) : dice_.Between(-86'400, 86'400);
    const bool has_millis = event.kind == CodecKind::kEpochMillis || event.column == "text_ms";
    return {edge.us + away * kSecond + (has_millis && dice_.Chance(30) ? (dice_.Chance(50) ? 1000 : -1000) : 0)};
  }

  // The first moment for which the leaf has not ended yet at T, at one of its edges.
  time::Instant EdgeOf(const Reading& reading) {
    const Rule& rule = *reading.rule;
    if (rule.from && dice_.Chance(30)) return scenario_.zone.StartOf(*rule.from);
    const bool late = rule.kind == Kind::kFloor || dice_.Chance(50);
    const bool after_block = rule.blocks && dice_.Chance(50);
    time::Day last = scenario_.zone.DayOf(scenario_.at);
    if (late) --last.number;
    time::Chain chain = ChainOf(*reading.end);
    if (after_block) chain.push_back({time::Step::Kind::kAdd, {rule.block_months, rule.block_days, 0}});
    if (late && rule.kind != Kind::kFloor) chain.push_back({time::Step::Kind::kAdd, {rule.within_months, rule.within_days, 0}});
    const bool has_grace = rule.within_months != 0 || rule.within_days != 0;
    if (reading.end->clock_seconds != 0 && !(late && has_grace) && !after_block)
      return {Whole(scenario_.at.us) - reading.end->clock_seconds * kSecond};
    const time::Instant start = scenario_.zone.StartOf(time::Cutoff(chain, last, {scenario_.year_end_month, scenario_.year_end_day}));
    return {start.us - reading.end->clock_seconds * kSecond};
  }

  static std::int64_t Whole(std::int64_t us) { return us - us % kSecond; }

  static std::string TextOf(const Event& event, time::LocalTime local) {
    std::string text = time::Format(local);
    const std::int64_t millis = ((local.us % kSecond) + kSecond) % kSecond / 1000;
    text.resize(19);
    const std::string& format = event.format;
    if (event.kind == CodecKind::kDate) return text.substr(0, 10);
    if (format == "YYYY-MM-DD HH:MM:SS" || (format.empty() && event.kind == CodecKind::kLocal)) text[10] = ' ';
    if (format == "YYYY-MM-DDTHH:MM:SS.sssZ") text += "." + std::to_string(1000 + millis).substr(1);
    if (format.empty() ? event.kind == CodecKind::kInstant : format.back() == 'Z') text += "Z";
    return text;
  }

  Pair Encode(const Event& event, time::Instant moment) {
    if (event.kind == CodecKind::kEpochSeconds) return Same(Floor(moment.us, kSecond));
    if (event.kind == CodecKind::kEpochMillis) return Same(Floor(moment.us, 1000));
    time::LocalTime local{moment.us};
    if (event.kind == CodecKind::kLocal) local = time::Zone::Named(event.zone)->LocalOf(moment);
    if (event.kind == CodecKind::kDate) local = {scenario_.zone.DayOf(moment).number * kDay};
    const std::string text = TextOf(event, local);
    if (!event.format.empty()) return Same(text);
    if (event.kind == CodecKind::kDate) return {text, time::DayOf(local)};
    if (event.kind == CodecKind::kLocal) return {text, local};
    return {text, moment};
  }

  static std::int64_t Floor(std::int64_t us, std::int64_t unit) { return us / unit - (us % unit < 0 ? 1 : 0); }

  // No moment in either database, whatever the plausible range.
  Pair Junk(const Event& event, time::Instant moment) {
    const bool is_epoch = event.kind == CodecKind::kEpochSeconds || event.kind == CodecKind::kEpochMillis;
    if (is_epoch) {
      static const std::vector<Value> kNumbers = {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::max(),
                                                  std::numeric_limits<std::int64_t>::min()};
      static const std::vector<Value> kOthers = {std::string("abc"), 1700000000.5, std::string(""), expr::Blob{"17"}};
      const Value number = dice_.Pick(kNumbers);
      return {dice_.Chance(40) ? dice_.Pick(kOthers) : number, number};
    }
    const std::string valid = std::get<std::string>(Encode(event, moment).sqlite);
    const Value text = JunkText(event, valid);
    static const std::vector<Value> kUntyped = {expr::Blob{"2025-11-21"}, std::string("2025-11-21\0", 11), std::int64_t{17}, 2460000.5};
    const Value sqlite = dice_.Chance(20) ? dice_.Pick(kUntyped) : text;
    if (!event.format.empty()) return {sqlite, text};
    static const std::vector<Value> kNative = {std::string("infinity"),   std::string("-infinity"),     std::string("1970-01-01"),
                                               std::string("9999-12-31"), std::string("0044-03-15 BC"), std::string("12000-01-01")};
    return {sqlite, dice_.Pick(kNative)};
  }

  Value JunkText(const Event& event, const std::string& valid) {
    const std::string rest = valid.substr(10);
    switch (dice_.Below(16)) {
      case 0:
        return std::string();
      case 1:
        return valid + " ";
      case 2:
        return " " + valid;
      case 3:
        return valid.substr(0, valid.size() - 1);
      case 4:
        return "0000-00-00" + rest;
      case 5:
        return "1970-01-01" + rest;
      case 6:
        return "9999-12-31" + rest;
      case 7:
        return "2025-02-30" + rest;
      case 8:
        return "2025-13-01" + rest;
      case 9:
        return std::string("infinity");
      case 10:
        return std::string("now");
      case 11:
        return std::string("1700000000");
      case 12:
        return event.kind == CodecKind::kDate ? valid + "T00:00:00" : "2025-11-21" + rest.substr(0, 1) + "24:00:00" + rest.substr(9);
      case 13:
        return event.kind == CodecKind::kDate ? std::string("20251121") : "2016-12-31" + rest.substr(0, 1) + "23:59:60" + rest.substr(9);
      case 14:
        return valid + "\n";
      default:
        return "2025-1-" + valid.substr(7);
    }
  }

  // Tables --------------------------------------------------------------------------------------------------------------------------------

  void Person() {
    for (const EventColumn& column : PeopleEvents()) PutEvent(column);
    for (const char* flag : {"active", "adult", "agreed"}) PutFlag(flag);
    PutWord("region");
    PutCell();
    for (const char* text : {"name", "mail"}) Put(text, Same(std::string("x")));
  }
  void Parent() {
    PutKey("owner_id", kPeople, near_people_);
    for (const EventColumn& column : ParentEvents()) PutEvent(column);
    PutFlag("p_flag");
    PutWord("p_word");
  }
  void Thing() {
    PutKey("a_id", kPeople, near_people_);
    PutKey("b_id", kPeople, near_people_);
    PutKey("parent_id", kParents, near_parents_);
    for (const EventColumn& column : ThingEvents()) PutEvent(column);
    for (const EventColumn& column : NoteEvents())
      dice_.Chance(50) ? Put(KeptIn(column.column), Same(Null{})) : PutMoment(column, KeptIn(column.column));
    PutFlag("flag");
    PutFlag("open");
    PutNumber("level");
    PutWord("word");
    PutCell();
    for (const char* text : {"one", "two", "three"}) Put(text, Same(OrNull(dice_.Chance(40), std::string("x"))));
  }
  void Note(std::size_t things) {
    Put("thing_id", Same(static_cast<std::int64_t>(1 + dice_.Below(things))));
    PutFlag("hot");
    PutNumber("rank");
    for (const EventColumn& column : NoteEvents()) PutEvent(column);
  }

  void States() {
    const std::size_t people = out_.sqlite["people"].size();
    std::vector<std::string> kinds = {"hold", "restriction", "ended", "ended"};
    for (std::size_t key = 1; key <= people; ++key) {
      if (!dice_.Chance(25)) continue;
      sqlite_ = &out_.sqlite["subject_state"].emplace_back();
      postgres_ = &out_.postgres["subject_state"].emplace_back();
      const std::string kind = dice_.Pick(kinds);
      const std::string moment = "2020-01-01T00:00:00Z";
      Put("subject_key", Same(static_cast<std::int64_t>(key)));
      Put("purpose", Same(kind == "ended" && dice_.Chance(80) ? dice_.Pick(scenario_.activities).id : std::string()));
      Put("state", Same(kind));
      Put("since", Same(moment));
      // Whole seconds, as the program writes them: about T, or long ago.
      const std::int64_t away = dice_.Pick(std::vector<std::int64_t>{-400 * 86'400, -1, 0, 1, 86'400});
      const std::string until = dice_.Chance(30) ? moment : time::Format(time::Instant{Whole(scenario_.at.us) + away * kSecond});
      Put("until", Same(OrNull(dice_.Chance(60), until)));
      Put("reference", Same("case " + std::to_string(key)));
    }
  }

  Dice& dice_;
  const Scenario& scenario_;
  std::map<std::string, std::vector<Reading>> readings_;
  DrawnRows out_;
  Cells* sqlite_ = nullptr;
  Cells* postgres_ = nullptr;
  bool is_near_row_ = false, has_near_ = false;
  std::vector<std::int64_t> near_people_, near_parents_;
};

}  // namespace

DrawnRows DrawRows(Dice& dice, const Scenario& scenario, std::size_t count) { return RowDrawer(dice, scenario).Draw(count); }

}  // namespace lofte::tests::agreement
