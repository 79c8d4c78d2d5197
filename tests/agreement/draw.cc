#include "agreement/draw.h"

#include <algorithm>

#include "agreement/family.h"

namespace lofte::tests::agreement {

const std::vector<std::string>& Positions() {
  static const std::vector<std::string> kPositions = {"only", "first", "second", "linked", "self"};
  return kPositions;
}

std::string PositionOf(const Scenario& scenario, const std::string& role) {
  if (role == "self") return "self";
  if (role == "b") return "second";
  if (role == "c") return "linked";
  return scenario.persons.size() > 1 ? "first" : "only";
}

namespace {

const std::vector<std::string> kZones = {"UTC",          "Europe/Copenhagen", "Europe/London", "America/New_York", "America/St_Johns",
                                         "Asia/Kolkata", "Asia/Kathmandu",    "Pacific/Apia",  "Pacific/Auckland", "America/Sao_Paulo",
                                         "Asia/Beirut",  "Africa/Casablanca"};

// Days on which something happens to the calendar or to clocks.
constexpr time::CivilDate kSpecialDays[] = {{2024, 2, 28},  {2024, 2, 29},  {2025, 2, 28}, {2025, 3, 1},  {2025, 3, 31}, {2025, 4, 30},
                                            {2025, 12, 31}, {2026, 1, 1},   {2025, 6, 30}, {2025, 7, 1},  {2025, 3, 30}, {2025, 10, 26},
                                            {2025, 3, 9},   {2025, 11, 2},  {2018, 11, 4}, {2018, 2, 17}, {2025, 4, 6},  {2025, 9, 28},
                                            {2011, 12, 30}, {2011, 12, 31}, {2026, 11, 21}};

class Drawer {
 public:
  Drawer(Dice& dice, const Focus& focus) : dice_(dice), focus_(focus) {}

  Scenario Draw() {
    DrawTime();
    DrawPersons();
    DrawEvents();
    DrawStates();
    DrawConditions();
    DrawFields();
    DrawActivities();
    DrawRules();
    DrawYield();
    DrawServes();
    DrawCells();
    return std::move(out_);
  }

 private:
  bool is_people() const { return focus_.position == "self"; }

  void DrawTime() {
    out_.zone = *time::Zone::Named(dice_.Pick(kZones));
    const time::CivilDate year_ends[] = {{0, 12, 31}, {0, 6, 30}, {0, 2, 29}, {0, 3, 31}, {0, 9, 30}};
    const time::CivilDate year_end = dice_.Pick(year_ends);
    out_.year_end_month = year_end.month;
    out_.year_end_day = year_end.day;
    const time::Day day = dice_.Chance(35) ? *time::ToDay(dice_.Pick(kSpecialDays)) : time::Day{dice_.Between(13'000, 30'000)};
    const std::int64_t start = out_.zone.StartOf(day).us;
    const std::int64_t seconds[] = {0, 0, 1, -1, 5400, 9000, 10'799, 10'800, 43'200, 86'399, 0};
    const std::int64_t into = dice_.Chance(60) ? dice_.Pick(seconds) : dice_.Between(0, 86'399);
    out_.at = {start + into * time::kMicrosPerSecond};
    out_.seals = dice_.Chance(75);
  }

  void DrawPersons() {
    const bool unknown = dice_.Chance(15);
    if (is_people()) {
      out_.table = "people";
      out_.persons = {{"self", "", "id", false}};
      return;
    }
    out_.table = "things";
    if (focus_.position != "linked" || dice_.Chance(50)) out_.persons.push_back({"a", "", "a_id", unknown});
    if (focus_.position == "first" || focus_.position == "second") out_.persons.push_back({"b", "", "b_id", dice_.Chance(15)});
    if (focus_.position == "linked") out_.persons.push_back({"c", "parent", "owner_id", dice_.Chance(15)});
  }

  void AddEvent(const std::string& name, const EventColumn& column, bool of_person, const std::string& link) {
    Event event;
    event.name = name;
    event.label = column.label;
    event.of_person = of_person;
    event.link = link;
    event.column = column.column;
    event.kind = dice_.Pick(column.kinds);
    if (column.format != nullptr) event.format = column.format;
    if (event.kind == expr::CodecKind::kLocal) event.zone = dice_.Pick(kZones);
    event.null_is_unknown = dice_.Chance(40);
    if (dice_.Chance(20)) event.plausible.emplace(*time::ToDay({1995, 1, 1}), *time::ToDay({dice_.Chance(50) ? 2070 : 2101, 1, 1}));
    out_.events.push_back(std::move(event));
  }

  void DrawEvents() {
    const std::size_t first = dice_.Below(PeopleEvents().size());
    for (std::size_t i = 0; i < 2; ++i)
      AddEvent("person.e" + std::to_string(i), PeopleEvents()[(first + i) % PeopleEvents().size()], true, "");
    if (is_people()) return;
    std::vector<EventColumn> columns = ThingEvents();
    if (const auto wanted = std::find_if(columns.begin(), columns.end(), [&](const EventColumn& c) { return c.label == focus_.label; });
        wanted != columns.end())
      std::rotate(columns.begin(), wanted, wanted + 1);
    for (std::size_t i = 1; i + 1 < columns.size(); ++i) std::swap(columns[i], columns[i + dice_.Below(columns.size() - i)]);
    for (std::size_t i = 0; i < 3; ++i) AddEvent("thing.e" + std::to_string(i), columns[i], false, "");
    if (focus_.label == "linked" || dice_.Chance(20)) AddEvent("thing.linked", dice_.Pick(ParentEvents()), false, "parent");
    if (focus_.label == "many" || dice_.Chance(20)) {
      AddEvent("thing.many", dice_.Pick(NoteEvents()), false, "notes");
      Event& many = out_.events.back();
      many.of = dice_.Chance(50) ? Event::Of::kLatest : Event::Of::kEarliest;
      if (dice_.Chance(50)) many.kept_in = KeptIn(many.column);
    }
  }

  const Event& SomeEvent(bool of_person) {
    std::vector<const Event*> events;
    for (const Event& event : out_.events)
      if (event.of_person == of_person) events.push_back(&event);
    return *dice_.Pick(events);
  }

  const Expression& SomeExpression(bool of_person, bool uncertain) {
    const std::vector<Expression>& all = of_person ? PeopleConditions() : ThingConditions();
    return all[dice_.Below(uncertain ? (of_person ? kUncertainPeople : kUncertainThings) : all.size())];
  }

  OfNull SomeNull() { return static_cast<OfNull>(dice_.Below(3)); }

  void AddState(const std::string& name, bool of_person) {
    out_.states.push_back({name, of_person, SomeExpression(of_person, dice_.Chance(70)), SomeEvent(of_person).name, SomeNull()});
  }

  void DrawStates() {
    AddState("person.active", true);
    AddState("consent.given", true);
    if (!is_people()) AddState("thing.open", false);
  }

  void DrawConditions() {
    const std::size_t count = 3;
    for (std::size_t i = 0; i < count; ++i) {
      const bool of_person = is_people() || dice_.Chance(25);
      out_.conditions.push_back(
          {"cond.c" + std::to_string(i), of_person, SomeExpression(of_person, i == 0 || dice_.Chance(60)), SomeNull()});
    }
  }

  void DrawFields() {
    if (is_people()) {
      out_.fields = {{"name", "d.one", {}, ""}, {"mail", "d.two", {}, ""}};
      return;
    }
    out_.fields = {{"one", "d.one", {}, ""}, {"two", "d.two", {}, ""}};
    const std::string& alone = dice_.Pick(out_.persons).role;
    if (dice_.Chance(60)) out_.fields.push_back({"three", dice_.Chance(50) ? "d.one" : "d.two", {alone}, ""});
    if (out_.persons.front().role == "a" && dice_.Chance(50)) out_.fields.push_back({"a_id", "", {}, "a"});
  }

  void DrawActivities() {
    const std::size_t count = 1 + dice_.Below(3);
    for (std::size_t i = 0; i < count; ++i) {
      Activity activity;
      activity.id = "act" + std::to_string(i);
      if (i == 0 || dice_.Chance(60)) activity.data.push_back("d.one");
      if (i == 0 || dice_.Chance(60)) activity.data.push_back("d.two");
      if (dice_.Chance(25)) activity.consent = "consent.given";
      out_.activities.push_back(std::move(activity));
    }
  }

  // Rules ---------------------------------------------------------------------------------------------------------------------------------

  Step SomePeriod() {
    static constexpr int kMonths[] = {0, 0, 0, 1, 3, 6, 12, 12, 18, 24, 60};
    static constexpr int kDays[] = {0, 0, 1, 7, 30, 31, 90};
    return {Step::Kind::kAdd, dice_.Pick(kMonths), dice_.Pick(kDays)};
  }

  End Count(const Event& event) {
    End end;
    end.name = event.name;
    static constexpr std::int64_t kClocks[] = {3600, 5400, 61, 86'400, 90'000};
    if (event.kind != expr::CodecKind::kDate && dice_.Chance(15)) {
      end.clock_seconds = dice_.Pick(kClocks);
      return end;
    }
    for (std::size_t i = dice_.Chance(40) ? dice_.Below(3) : 0; i > 0; --i)
      end.steps.push_back(dice_.Chance(30) ? SomePeriod() : Step{static_cast<Step::Kind>(1 + dice_.Below(3)), 0, 0});
    end.steps.push_back(SomePeriod());
    return end;
  }

  End While(const std::string& state) {
    End end;
    end.kind = End::Kind::kWhile;
    end.name = state;
    return end;
  }

  End SomeLeaf() {
    if (dice_.Chance(25)) return While(dice_.Pick(out_.states).name);
    return Count(dice_.Pick(out_.events));
  }

  End FocusLeaf() {
    if (focus_.label == "state") return While(out_.states[is_people() || dice_.Chance(50) ? 0 : 2].name);
    for (const Event& event : out_.events)
      if (event.label == focus_.label) return Count(event);
    return SomeLeaf();
  }

  End Around(End leaf) {
    if (!dice_.Chance(30)) return leaf;
    End end;
    end.kind = dice_.Chance(50) ? End::Kind::kLatest : End::Kind::kEarliest;
    end.parts = {std::move(leaf), SomeLeaf()};
    if (dice_.Chance(30)) std::swap(end.parts[0], end.parts[1]);
    if (dice_.Chance(20)) end.parts.push_back(Around(SomeLeaf()));
    return end;
  }

  Rule FocusRule(std::vector<std::string> of) {
    Rule rule = SomeRule(focus_.kind, 0, std::move(of), FocusLeaf());
    if (focus_.aggregates) {
      rule.then = Then::kAggregate;
      rule.blocks = false;
      rule.block_months = rule.block_days = 0;
    }
    return rule;
  }

  Rule SomeRule(Kind kind, std::size_t activity, std::vector<std::string> of, End leaf) {
    Rule rule;
    rule.kind = kind;
    rule.activity = activity;
    rule.of = std::move(of);
    rule.end = Around(std::move(leaf));
    if (dice_.Chance(75)) {
      const std::size_t first = dice_.Chance(60) ? 0 : dice_.Below(out_.conditions.size());
      rule.when.push_back({out_.conditions[first].name, dice_.Chance(40)});
      if (dice_.Chance(40)) rule.when.push_back({out_.conditions[(first + 1) % out_.conditions.size()].name, dice_.Chance(40)});
    }
    rule.then = dice_.Chance(50) ? Then::kErase : dice_.Chance(50) ? Then::kAggregate : Then::kAnonymise;
    if (kind == Kind::kFloor && dice_.Chance(60)) rule.then = Then::kNone;
    if (kind != Kind::kFloor && dice_.Chance(40)) {
      static constexpr int kMonths[] = {0, 0, 1};
      static constexpr int kDays[] = {0, 1, 30};
      rule.within_months = dice_.Pick(kMonths);
      rule.within_days = dice_.Pick(kDays);
    }
    if (kind != Kind::kFloor && rule.then != Then::kAggregate && dice_.Chance(27)) {
      static constexpr int kMonths[] = {0, 1, 36};
      static constexpr int kDays[] = {1, 30};
      rule.blocks = true;
      rule.block_months = dice_.Pick(kMonths);
      rule.block_days = rule.block_months == 0 || dice_.Chance(20) ? dice_.Pick(kDays) : 0;
    }
    rule.promise = "p" + std::to_string(dice_.Below(6));
    return rule;
  }

  // The rule, and now and then a newer term in its place. A newer term meets one older rule only, so that it is clear what becomes of both.
  void AddRule(Rule rule) {
    const auto is_beside = [&](const Rule& other) {
      return other.activity == rule.activity && (other.is_need() ? rule.is_need() : other.kind == rule.kind);
    };
    const std::size_t beside = static_cast<std::size_t>(std::count_if(out_.rules.begin(), out_.rules.end(), is_beside));
    if (std::any_of(out_.rules.begin(), out_.rules.end(), [&](const Rule& other) { return other.from && is_beside(other); })) return;
    out_.rules.push_back(std::move(rule));
    const Rule& older = out_.rules.back();
    if (beside > 0 || older.end.kind != End::Kind::kAfter || !dice_.Chance(20)) return;
    static constexpr int kAway[] = {-800, -366, -31, -1, 0, 0, 1, 31};
    static constexpr int kMonths[] = {1, 6, 12, 24};
    Rule newer = SomeRule(older.kind, older.activity, older.of, older.end);
    newer.when = older.when;
    newer.end = older.end;
    newer.from = time::Day{out_.zone.DayOf(out_.at).number + dice_.Pick(kAway)};
    newer.newer = static_cast<Rule::Newer>(dice_.Below(3));
    // Hours are not compared, so that one that is as long is not known to be.
    if (newer.end.clock_seconds != 0 && newer.newer == Rule::Newer::kSame) newer.newer = Rule::Newer::kLonger;
    if (newer.newer != Rule::Newer::kSame && newer.end.clock_seconds == 0) newer.end.steps.back().months += dice_.Pick(kMonths);
    out_.rules.push_back(std::move(newer));
  }

  std::vector<std::string> SomeCategories() {
    if (dice_.Chance(50)) return {"d.one", "d.two"};
    return {dice_.Chance(50) ? "d.one" : "d.two"};
  }

  void DrawRules() {
    bool is_focus_drawn = false;
    for (std::size_t i = 0; i < out_.activities.size(); ++i) {
      const Activity& activity = out_.activities[i];
      if (!activity.data.empty()) {
        const bool focus = i == 0 && (focus_.kind == Kind::kNeedUse || focus_.kind == Kind::kNeedKeep);
        const Kind kind = focus ? focus_.kind : dice_.Chance(60) ? Kind::kNeedUse : Kind::kNeedKeep;
        AddRule(focus ? FocusRule(activity.data) : SomeRule(kind, i, activity.data, SomeLeaf()));
        is_focus_drawn = is_focus_drawn || focus;
        if (dice_.Chance(30)) AddRule(SomeRule(dice_.Chance(50) ? Kind::kNeedUse : Kind::kNeedKeep, i, activity.data, SomeLeaf()));
      }
      const bool focus = i == 0 && !is_focus_drawn;
      if (focus) AddRule(FocusRule({"d.one", "d.two"}));
      if (dice_.Chance(30)) AddRule(SomeRule(Kind::kCap, i, SomeCategories(), SomeLeaf()));
      if (dice_.Chance(25) || (activity.data.empty() && !focus)) AddRule(SomeRule(Kind::kFloor, i, SomeCategories(), SomeLeaf()));
    }
  }

  // One rule yields at most, so that none yield in a circle.
  void DrawYield() {
    if (!dice_.Chance(50)) return;
    Rule& rule = out_.rules[dice_.Below(out_.rules.size())];
    const std::string promise = dice_.Pick(out_.rules).promise;
    if (promise != rule.promise && rule.then != Then::kNone) rule.yields_to = promise;
  }

  void DrawServes() {
    for (const Activity& activity : out_.activities)
      if (dice_.Chance(25)) out_.serves[activity.id] = {activity.id, is_people(), SomeExpression(is_people(), true), SomeNull()};
  }

  // Now and then something that an aggregation needs is not said.
  void DrawCells() {
    static constexpr int kLeast[] = {2, 2, 2, 3, 10};
    out_.least_cell = dice_.Chance(10) ? 0 : dice_.Pick(kLeast);
    if (dice_.Chance(10)) return;
    std::vector<CellPart> parts = {{CellPart::Kind::kColumn, "topic"}, {CellPart::Kind::kColumn, "label"}};
    std::vector<std::string> events;
    for (const Event& event : out_.events)
      if (event.of_person == is_people() && event.link.empty()) events.push_back(event.name);
    if (!events.empty())
      for (const CellPart::Kind kind : {CellPart::Kind::kMonth, CellPart::Kind::kYear}) parts.push_back({kind, dice_.Pick(events)});
    out_.cells.emplace();
    for (std::size_t i = dice_.Chance(20) ? 0 : 1 + dice_.Below(2); i > 0; --i) {
      const std::size_t drawn = dice_.Below(parts.size());
      out_.cells->push_back(parts[drawn]);
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(drawn));
    }
  }

  Dice& dice_;
  const Focus& focus_;
  Scenario out_;
};

}  // namespace

Scenario DrawScenario(Dice& dice, const Focus& focus) { return Drawer(dice, focus).Draw(); }

}  // namespace lofte::tests::agreement
