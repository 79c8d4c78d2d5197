#include "engine/explain_views.h"

#include <algorithm>

#include "base/words.h"
#include "engine/foretell.h"

namespace lofte::engine {

using controls::TableGrounds;
using datamap::BoundTable;
using datamap::FieldGroup;
using expr::And;
using expr::Expr;
using expr::Or;
using expr::Tri;
using grounds::Edge;
using grounds::Facts;
using grounds::Lowering;
using grounds::Question;

namespace {

Facts WithoutHolds(Facts facts) {
  for (auto& [role, person] : facts.people) person.is_held = false;
  return facts;
}

bool Names(const policy::Rule& rule, const std::string& promise) {
  return std::find(rule.promises.begin(), rule.promises.end(), promise) != rule.promises.end();
}

}  // namespace

Explainer::Explainer(const BoundTable& table, const RowFacts& read, const Question& question)
    : table_(table), read_(read), unheld_(WithoutHolds(read.facts)), question_(question) {}

ValueView Explainer::View(const FieldGroup& group, bool has_value) const {
  ValueView view;
  for (const datamap::Field* field : group.fields) {
    view.fields.push_back(field->column);
    if (!field->category.empty()) AddOnce(view.categories, field->category);
    if (!field->link_of.empty()) view.keys_of.push_back(field->link_of);
    if (Refuses(*field)) view.only_with_row.push_back(field->column);
  }
  view.roles = group.binding.roles;
  view.is_link = !group.link_of.empty();
  view.has_value = has_value;
  view.is_held = std::any_of(view.roles.begin(), view.roles.end(), [&](const std::string& role) {
    const grounds::PersonFact& person = read_.facts.people.at(role);
    return person.is_present && person.is_held;
  });
  view.is_sealed = question_.seals && !view.is_link;
  view.is_counted = IsCounted(group);
  view.standing = StandingOf(group);
  if (view.standing != Standing::kUndated && view.standing != Standing::kNobody) Date(group, view);
  if (view.is_link) return view;
  for (const policy::Rule* rule : group.binding.rules)
    for (const std::string& role : group.binding.roles)
      if (const grounds::PersonFact& person = read_.facts.people.at(role); person.is_present || person.is_unknown)
        view.rules.push_back(ViewOf(group, *rule, role));
  return view;
}

void Explainer::ViewRow(Explanation& of) const {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < table_.groups().size(); ++i)
    if (table_.groups()[i].link_of.empty()) all.push_back(i);
  const std::vector<time::Instant> points = PointsOf(all);
  const Ask leaves = [](const TableGrounds& at) { return at.RowLeaves(); };
  const Ask emptied = [&](const TableGrounds& at) {
    std::vector<Expr> every;
    for (const std::size_t i : all) every.push_back(Or({at.Goes(at.groups()[i]), at.IsSealed(at.groups()[i])}));
    return And(std::move(every));
  };
  of.row_leaves = IsAt(leaves, question_.at, read_.facts);
  of.row_until = Turn(leaves, points, read_.facts);
  if (!of.row_leaves && CanBeAboutNobody()) of.row_anonymous_from = Turn(emptied, points, read_.facts);
  if (of.row_anonymous_from && of.row_until && *of.row_until <= *of.row_anonymous_from) of.row_anonymous_from = std::nullopt;
  if (of.row_anonymous_from) of.row_until = std::nullopt;
  const time::Instant at = std::max(of.row_until.value_or(question_.at), question_.at);
  if (IsAt([](const TableGrounds& row) { return row.RowSealed(); }, at, read_.facts)) of.row_then = policy::Then::kBlock;
  if (IsAt([](const TableGrounds& row) { return row.RowCounted(); }, at, read_.facts)) of.row_then = policy::Then::kAggregate;
}

grounds::FormulaAt Explainer::Formula(const Ask& ask) const {
  return [this, ask](const Lowering& at) { return ask(TableGrounds(table_, at, read_.has_value)); };
}
bool Explainer::IsAt(const Ask& ask, time::Instant at, const Facts& facts) const {
  Question asked = question_;
  asked.at = at;
  return expr::Evaluate(Formula(ask)(Lowering(asked)), facts) == Tri::kTrue;
}

bool Explainer::IsCounted(const FieldGroup& group) const {
  const Lowering lowering(question_);
  return !expr::IsFalseLiteral(TableGrounds(table_, lowering, read_.has_value).IsCounted(group));
}

// The keys of all its persons can be emptied.
bool Explainer::CanBeAboutNobody() const {
  const std::vector<datamap::Person>& persons = table_.map().persons;
  const std::vector<datamap::Field>& fields = table_.map().fields;
  return std::all_of(persons.begin(), persons.end(), [&](const datamap::Person& person) {
    return std::any_of(fields.begin(), fields.end(),
                       [&](const datamap::Field& field) { return field.link_of == person.role && !Refuses(field); });
  });
}

Standing Explainer::StandingOf(const FieldGroup& group) const {
  const auto is = [&](Expr (TableGrounds::*member)(const FieldGroup&) const) {
    return IsAt([&](const TableGrounds& at) { return (at.*member)(group); }, question_.at, read_.facts);
  };
  if (is(&TableGrounds::AboutNobody)) return Standing::kNobody;
  if (is(&TableGrounds::Undated)) return Standing::kUndated;
  if (IsAt([&](const TableGrounds& at) { return at.Gone(group, Edge::kDue); }, question_.at, read_.facts)) return Standing::kGone;
  if (is(&TableGrounds::OutOfUse)) return Standing::kBlocked;
  if (is(&TableGrounds::Unclaimed)) return Standing::kUnclaimed;
  return Standing::kUse;
}

// Of what is so, since when it has been; of what is not, from when on.
std::optional<time::Instant> Explainer::Turn(const Ask& ask, const std::vector<time::Instant>& points, const Facts& facts) const {
  if (IsAt(ask, question_.at, facts)) return grounds::TrueSince(Formula(ask), points, facts, question_);
  return grounds::FirstTrue(Formula(ask), points, facts, question_);
}

// The key of a person turns when a value that needs it does.
std::vector<time::Instant> Explainer::PointsOf(const FieldGroup& group) const {
  return group.link_of.empty() ? grounds::TurningPoints(group.binding, read_.facts, question_) : PointsOf(group.link_of);
}
std::vector<time::Instant> Explainer::PointsOf(const std::vector<std::size_t>& groups) const {
  std::vector<time::Instant> points;
  for (const std::size_t i : groups)
    for (const time::Instant point : grounds::TurningPoints(table_.groups()[i].binding, read_.facts, question_)) points.push_back(point);
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

// Holds are left out, but for what is to be sealed: a hold does not let it be seen.
void Explainer::Date(const FieldGroup& group, ValueView& view) const {
  const std::vector<time::Instant> points = PointsOf(group);
  const Ask gone = [&](const TableGrounds& at) { return view.is_link ? at.Goes(group) : at.Gone(group, Edge::kDue); };
  view.use_until = Turn([&](const TableGrounds& at) { return at.OutOfUse(group); }, points, unheld_);
  view.until = Turn(gone, points, unheld_);
  if (view.until) {
    const time::Instant at = std::max(*view.until, question_.at);
    for (const policy::Then then : {policy::Then::kAnonymise, policy::Then::kAggregate, policy::Then::kErase})
      if (IsAt([&](const TableGrounds& row) { return row.EndsWith(group, then); }, at, unheld_)) view.then = then;
  }
  if (!view.has_value) return;
  view.shown_from = DateOf(
      group, points, [&](const TableGrounds& at, const policy::Rule& rule) { return at.ShownTooLong(group, rule, Edge::kBroken); },
      view.shown_promises, view.shown_late);
  // What is only to be counted, and is not, and what is held: nobody is charged with it.
  if (view.is_held || (view.then == policy::Then::kAggregate && !view.is_counted)) return;
  view.late_from = DateOf(
      group, points, [&](const TableGrounds& at, const policy::Rule& rule) { return at.Charged(group, rule, Edge::kBroken); },
      view.promises, view.late);
}

// From when on some rule is charged, and the promises of those that are then, or now; and for each promise, from when on one of its own is.
template <typename F>
std::optional<time::Instant> Explainer::DateOf(const FieldGroup& group, const std::vector<time::Instant>& points, const F& charged,
                                               std::vector<std::string>& promises, std::vector<LatePromise>& each) const {
  // `promise` empty: of all.
  const auto from_when = [&](const std::string& promise) {
    const Ask some = [&](const TableGrounds& at) {
      std::vector<Expr> any;
      for (const policy::Rule* rule : group.binding.rules)
        if (promise.empty() || Names(*rule, promise)) any.push_back(charged(at, *rule));
      return Or(std::move(any));
    };
    return Turn(some, points, unheld_);
  };
  const std::optional<time::Instant> from = from_when("");
  if (!from) return from;
  for (const policy::Rule* rule : group.binding.rules)
    if (IsAt([&](const TableGrounds& at) { return charged(at, *rule); }, std::max(*from, question_.at), unheld_))
      AddEachOnce(promises, rule->promises);
  std::vector<std::string> all;
  for (const policy::Rule* rule : group.binding.rules) AddEachOnce(all, rule->promises);
  for (const std::string& promise : all)
    if (const std::optional<time::Instant> day = from_when(promise)) each.push_back({promise, *day});
  std::stable_sort(each.begin(), each.end(), [](const LatePromise& a, const LatePromise& b) { return a.from < b.from; });
  return from;
}

RuleView Explainer::ViewOf(const FieldGroup& group, const policy::Rule& rule, const std::string& role) const {
  RuleView view;
  view.rule = &rule;
  view.role = role;
  view.in_force = Lowering(question_).InForce(rule);
  view.is_settled = !(rule.unsettled && *rule.unsettled <= question_.zone.DayOf(question_.at));
  view.applies = Tri::kTrue;
  const auto add = [&](Tri truth, const std::string& name) {
    view.applies = expr::And(view.applies, truth);
    if (truth != Tri::kTrue) view.not_so.push_back(name);
  };
  for (const policy::Split& split : rule.splits) {
    if (question_.zone.DayOf(question_.at) < split.day) continue;
    const grounds::EventFact& event = read_.facts.events.at({split.event, role});
    const bool is_earlier = !event.is_unknown && event.moment && expr::DayOf(*event.moment, question_.zone) < split.day;
    const bool is_older = split.side == policy::Split::Side::kOlder;
    add(is_earlier == is_older ? Tri::kTrue : Tri::kFalse,
        split.event + (is_older ? " before " : " not before ") + time::Format(split.day));
  }
  if (rule.kind == policy::RuleKind::kNeed) add(read_.facts.serves.at({rule.activity, role}), "serves " + rule.activity);
  for (const policy::ConditionRef& condition : rule.when) {
    const Tri truth = read_.facts.conditions.at({condition.name, role});
    add(condition.negated ? expr::Not(truth) : truth, (condition.negated ? "not " : "") + condition.name);
  }
  view.ends = grounds::EndOf(rule, role, read_.facts, Edge::kDue, question_);
  if (rule.kind == policy::RuleKind::kFloor) return view;
  if (rule.kind == policy::RuleKind::kNeed) view.is_ended_by_person = read_.facts.ended_grounds.at({rule.activity, role});
  const bool is_sealed = question_.seals && grounds::BlocksForAPeriod(rule);
  // Of what is said and not carried out nothing is ever late.
  const bool is_left = rule.then == policy::Then::kBlock ? !is_sealed : rule.then == policy::Then::kAggregate && !IsCounted(group);
  if (is_left) return view;
  view.late_from = LateFrom(rule, role, grounds::Of::kUse);
  if (!is_sealed) return view;
  if (const auto ends = grounds::EndOf(rule, role, read_.facts, Edge::kDue, question_, grounds::Of::kBlock);
      ends.when == grounds::Reached::When::kAt)
    view.block_ends = ends.at;
  view.block_late_from = LateFrom(rule, role, grounds::Of::kBlock);
  return view;
}

// A rule that begins has its whole grace for what was overdue by it already.
std::optional<time::Instant> Explainer::LateFrom(const policy::Rule& rule, const std::string& role, grounds::Of of) const {
  const grounds::Reached late = grounds::EndOf(rule, role, read_.facts, Edge::kBroken, question_, of);
  if (late.when != grounds::Reached::When::kAt) return std::nullopt;
  if (!rule.from) return late.at;
  return std::max(late.at, question_.zone.StartOf({time::LastDay(*rule.from, rule.within).number + 1}));
}

}  // namespace lofte::engine
