#include "agreement/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "agreement/family.h"
#include "agreement/files.h"
#include "agreement/reference.h"

namespace lofte::tests::agreement {

namespace {

constexpr std::size_t kRowsPerCase = 120;
constexpr std::size_t kQuestionsPerCase = 16;
const char* const kKinds[] = {"need, use", "need, keep", "cap", "floor", "aggregates"};

void CollectLabels(const Scenario& scenario, const End& end, std::set<std::string>& labels) {
  if (end.kind == End::Kind::kWhile) labels.insert("state");
  if (end.kind == End::Kind::kAfter) labels.insert(FindNamed(scenario.events, end.name)->label);
  for (const End& part : end.parts) CollectLabels(scenario, part, labels);
}

std::set<std::string> RolesUnder(const Scenario& scenario, const Rule& rule) {
  std::set<std::string> roles;
  for (const Field& field : scenario.fields)
    if (Names(rule, field))
      for (const std::string& role : RolesOf(scenario, field)) roles.insert(role);
  return roles;
}

struct Printed {
  std::string operator()(expr::Null) const { return "NULL"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return fmt::format("{}", value); }
  std::string operator()(const std::string& value) const { return "'" + value + "'"; }
  std::string operator()(const expr::Blob& value) const { return "bytes '" + value.bytes + "'"; }
  std::string operator()(time::Day value) const { return time::Format(value); }
  std::string operator()(time::Instant value) const { return time::Format(value); }
  std::string operator()(time::LocalTime value) const { return time::Format(value) + " (local)"; }
};

std::string Line(const std::string& table, const Cells& row) {
  std::string out = table + ":";
  for (const auto& [column, value] : row) out += " " + column + "=" + std::visit(Printed{}, value);
  return out + "\n";
}

std::string Lines(const Stored& stored, const std::string& table, const std::string& column, const expr::Value& key) {
  std::string out;
  for (const Cells& row : stored.find(table)->second)
    if (!expr::IsNull(key) && row.find(column)->second == key) out += Line(table, row);
  return out;
}

}  // namespace

const char* NameOf(Question::What what) {
  static const char* const kNames[] = {"undated",        "gone, due",    "gone, broken", "held",         "blocked",         "unclaimed",
                                       "to erase",       "to anonymise", "applies",      "charged, due", "charged, broken", "row to erase",
                                       "shown too long", "counted",      "row to seal",  "row to count"};
  return kNames[static_cast<int>(what)];
}

bool Names(const Rule& rule, const Field& field) { return std::find(rule.of.begin(), rule.of.end(), field.category) != rule.of.end(); }

std::vector<std::string> RolesOf(const Scenario& scenario, const Field& field) {
  if (!field.of.empty()) return field.of;
  if (!field.link_of.empty()) return {field.link_of};
  std::vector<std::string> roles;
  for (const Person& person : scenario.persons) roles.push_back(person.role);
  return roles;
}

std::vector<Question> QuestionsOf(const Scenario& scenario) {
  using What = Question::What;
  std::vector<Question> questions = {{What::kRowErased, -1, -1}, {What::kRowSealed, -1, -1}, {What::kRowCounted, -1, -1}};
  for (std::size_t i = 0; i < scenario.fields.size(); ++i) {
    const Field& field = scenario.fields[i];
    const int index = static_cast<int>(i);
    for (What what : {What::kUndated, What::kGoneDue, What::kGoneBroken}) questions.push_back({what, index, -1});
    if (field.category.empty()) continue;
    for (What what : {What::kHeld, What::kBlocked, What::kUnclaimed, What::kErased, What::kAnonymised, What::kCounted})
      questions.push_back({what, index, -1});
    for (std::size_t rule = 0; rule < scenario.rules.size(); ++rule) {
      if (!Names(scenario.rules[rule], field)) continue;
      for (What what : {What::kApplies, What::kChargedDue, What::kChargedBroken, What::kShown})
        questions.push_back({what, index, static_cast<int>(rule)});
    }
  }
  return questions;
}

std::uint64_t Seed() {
  static const std::uint64_t kSeed = [] {
    const char* given = std::getenv("LOFTE_SEED");
    const std::uint64_t seed = given == nullptr ? 20'261'122 : std::strtoull(given, nullptr, 10);
    fmt::print("seed {} (LOFTE_SEED sets another)\n", seed);
    return seed;
  }();
  return kSeed;
}

// Counters --------------------------------------------------------------------------------------------------------------------------------

void Counters::CountRule(const Scenario& scenario, const Stored& stored, const Cells& row, const Rule& rule) {
  std::set<std::string> labels;
  CollectLabels(scenario, rule.end, labels);
  for (const std::string& role : RolesUnder(scenario, rule)) {
    const auto person = std::find_if(scenario.persons.begin(), scenario.persons.end(), [&](const Person& p) { return p.role == role; });
    const Subject subject{scenario, stored, row, PersonOf(scenario, *person, stored, row)};
    if (subject.person.is != Somebody::Is::kPresent) continue;
    Truth truth = kNoCondition;
    if (!rule.when.empty()) {
      const Tri of = RawConditionOf(subject, *FindNamed(scenario.conditions, rule.when.front().name));
      truth = of == Tri::kTrue ? kTrue : of == Tri::kFalse ? kFalse : kNull;
    }
    for (const std::string& label : labels) {
      const std::string position = PositionOf(scenario, role);
      ++seen_[{static_cast<int>(rule.kind), label, position}][truth];
      if (rule.then == Then::kAggregate) ++seen_[{kAggregates, label, position}][truth];
    }
  }
}

void Counters::Count(const Scenario& scenario, const Stored& stored) {
  for (const Cells& row : stored.find(scenario.table)->second)
    for (const Rule& rule : scenario.rules) CountRule(scenario, stored, row, rule);
}

int Counters::SeenOf(const Focus& focus) const {
  const auto seen = seen_.find({focus.aggregates ? kAggregates : static_cast<int>(focus.kind), focus.label, focus.position});
  return seen == seen_.end() ? 0 : *std::min_element(seen->second.begin(), seen->second.begin() + kNoCondition);
}

Focus Counters::Rarest(bool of_people) const {
  Focus rarest;
  for (int kind = 0; kind <= kAggregates; ++kind)
    for (const std::string& position : Positions()) {
      const bool is_self = position == "self";
      if (of_people && !is_self) continue;
      for (const std::string& label : is_self ? PeopleLabels() : EventLabels()) {
        const Focus focus =
            kind == kAggregates ? Focus{Kind::kNeedUse, label, position, true} : Focus{static_cast<Kind>(kind), label, position};
        if (rarest.label.empty() || SeenOf(focus) < SeenOf(rarest)) rarest = focus;
      }
    }
  return rarest;
}

Focus Counters::Next(std::size_t number) const { return Rarest(number % 10 == 0); }
int Counters::Least() const { return SeenOf(Rarest(false)); }

std::string Counters::Table() const {
  const std::vector<std::string>& positions = Positions();
  std::string out = fmt::format("{:<12}{:<13}", "rule", "event");
  for (const std::string& position : positions) out += fmt::format("{:>26}", position);
  out += "\n" + std::string(25, ' ');
  for (std::size_t i = 0; i < positions.size(); ++i) out += fmt::format("{:>8}{:>6}{:>6}{:>6}", "true", "false", "NULL", "none");
  out += "\n";
  for (int kind = 0; kind <= kAggregates; ++kind)
    for (const std::string& label : EventLabels()) {
      out += fmt::format("{:<12}{:<13}", kKinds[kind], label);
      for (const std::string& position : positions) {
        const auto seen = seen_.find({kind, label, position});
        const std::array<int, kTruths> counts = seen == seen_.end() ? std::array<int, kTruths>{} : seen->second;
        out += fmt::format("{:>8}{:>6}{:>6}{:>6}", counts[kTrue], counts[kFalse], counts[kNull], counts[kNoCondition]);
      }
      out += "\n";
    }
  return out;
}

// Cases -----------------------------------------------------------------------------------------------------------------------------------

void showValue(const Draw& draw, std::ostream& out) {
  out << "seed " << draw.seed << ", " << draw.rows << " rows, " << draw.questions << " questions, about "
      << kKinds[static_cast<int>(draw.focus.kind)] << (draw.focus.aggregates ? " that aggregates, " : ", ") << draw.focus.label << ", "
      << draw.focus.position;
}

rc::Gen<Draw> AnyDraw(const Focus& focus) {
  const auto down_from = [](std::size_t most) {
    return rc::gen::shrink(rc::gen::just(most), [](std::size_t value) { return rc::shrink::towards(value, std::size_t{1}); });
  };
  // Another seed is another case, and no smaller one.
  const auto seed = rc::gen::noShrink(rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>()));
  return rc::gen::build<Draw>(rc::gen::set(&Draw::seed, seed), rc::gen::set(&Draw::focus, rc::gen::just(focus)),
                              rc::gen::set(&Draw::rows, down_from(kRowsPerCase)),
                              rc::gen::set(&Draw::questions, down_from(kQuestionsPerCase)));
}

// As many as there is time for.
std::vector<Question> SomeOf(std::vector<Question> questions, Dice& dice) {
  while (questions.size() > kQuestionsPerCase)
    questions.erase(questions.begin() + static_cast<std::ptrdiff_t>(dice.Below(questions.size())));
  return questions;
}

Case MakeCase(const Draw& draw) {
  Case drawn;
  drawn.draw = draw;
  Dice dice(draw.seed);
  drawn.scenario = DrawScenario(dice, draw.focus);
  drawn.questions = SomeOf(QuestionsOf(drawn.scenario), dice);
  drawn.questions.resize(std::min(drawn.questions.size(), draw.questions));
  drawn.rows = DrawRows(dice, drawn.scenario, draw.rows);
  return drawn;
}

Case Cases::Next(const Counters& counters) {
  return MakeCase(AnyDraw(counters.Next(++number_))(random_.split(), rc::kNominalSize).value());
}

Case Cases::Next(const Focus& focus, std::size_t rows) {
  Draw draw = AnyDraw(focus)(random_.split(), rc::kNominalSize).value();
  draw.rows = rows;
  return MakeCase(draw);
}

std::string Describe(const Case& drawn, const Question& question) {
  std::string out = NameOf(question.what);
  if (question.field >= 0) out += " `" + drawn.scenario.fields[static_cast<std::size_t>(question.field)].column + "`";
  if (question.rule >= 0)
    out +=
        " rule " + std::to_string(question.rule) + " (" + Written(drawn.scenario.rules[static_cast<std::size_t>(question.rule)].end) + ")";
  return out;
}

std::string Describe(const Case& drawn, const Stored& stored, const Cells& row) {
  const Scenario& scenario = drawn.scenario;
  std::string out = fmt::format("seed {} at {} ({})\n\n{}\n{}\n", drawn.draw.seed, time::Format(scenario.at), scenario.zone.name(),
                                PolicyYaml(scenario), MapYaml(scenario));
  out += Line(scenario.table, row);
  if (scenario.table == "things") {
    out += Lines(stored, "parents", "id", row.find("parent_id")->second) + Lines(stored, "notes", "thing_id", row.find("id")->second);
  }
  for (const Person& person : scenario.persons) {
    const Somebody somebody = PersonOf(scenario, person, stored, row);
    out += person.role + " is " + std::visit(Printed{}, somebody.key) + "\n";
    out += Lines(stored, "people", "id", somebody.key) + Lines(stored, "subject_state", "subject_key", somebody.key);
  }
  return out;
}

}  // namespace lofte::tests::agreement
