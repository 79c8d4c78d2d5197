#include "agreement/reference.h"

#include <algorithm>

#include "agreement/reference_ends.h"

namespace lofte::tests::agreement {

namespace {

// Without an end, or with one later than T.
bool IsOpen(const expr::Value& until, time::Instant at) {
  if (expr::IsNull(until)) return true;
  if (const auto* instant = std::get_if<time::Instant>(&until)) return instant->us > at.us;
  return time::ParseInstant(std::get<std::string>(until), time::Zone::Utc()).value().us > at.us;
}

bool HasState(const Subject& subject, const std::vector<std::string>& states, const std::string& purpose) {
  for (const Cells& row : subject.stored.find("subject_state")->second) {
    if (row.find("subject_key")->second != subject.person.key || !IsOpen(row.find("until")->second, subject.scenario.at)) continue;
    const expr::Value& of = row.find("purpose")->second;
    if (!purpose.empty() && of != expr::Value(purpose) && of != expr::Value(std::string())) continue;
    for (const std::string& state : states)
      if (row.find("state")->second == expr::Value(state)) return true;
  }
  return false;
}

// Section 2, "Basis".
Ends RuleEnds(const Subject& subject, const Rule& rule) {
  Ends ends = EndsOf(subject, rule, rule.end);
  const Activity& activity = subject.scenario.activities[rule.activity];
  if (rule.is_need() && !activity.consent.empty()) ends = Earlier(ends, WhileEnds(subject, rule, activity.consent));
  if (rule.is_need() && HasState(subject, {"ended"}, activity.id)) {
    ends.use_due = ends.use_broken = kAlways;
    if (!rule.blocks) ends.due = ends.broken = kAlways;
  }
  // Section 1, "from": a term that begins has its whole grace for what was overdue by it already.
  if (rule.from && rule.kind != Kind::kFloor) {
    const std::int64_t begun = EndOfGrace(*rule.from, rule, subject.scenario);
    ends.broken = std::max(ends.broken, begun);
    ends.use_broken = std::max(ends.use_broken, begun);
  }
  // A block that is not carried out never ends.
  if (rule.blocks && !subject.scenario.seals) ends.due = ends.broken = kNever;
  return ends;
}

// The set of grounds ----------------------------------------------------------------------------------------------------------------------

enum class Edge { kDue, kBroken };

struct Applying {
  const Rule* rule;
  std::size_t index;
  Ends ends;
  std::int64_t At(Edge edge) const {
    if (rule->kind == Kind::kFloor) return ends.over;
    return edge == Edge::kDue ? ends.due : ends.broken;
  }
  std::int64_t UseAt(Edge edge) const { return edge == Edge::kDue ? ends.use_due : ends.use_broken; }
};

// One person of a value, with the rules that apply.
class Weighed {
 public:
  Weighed(const Subject& subject, const Field& field) : at_(subject.scenario.at.us) {
    for (std::size_t i = 0; i < subject.scenario.rules.size(); ++i) {
      const Rule& rule = subject.scenario.rules[i];
      if (!Names(rule, field)) continue;
      const Tri applies = AppliesTo(subject, rule);
      if (applies == Tri::kFalse) continue;
      may_apply_.push_back(i);
      if (applies == Tri::kUnknown) is_undated_ = true;
      if (applies == Tri::kTrue) rules_.push_back({&rule, i, RuleEnds(subject, rule)});
    }
    for (const Applying& each : rules_) is_undated_ = is_undated_ || !each.ends.is_known;
    is_held_ = HasState(subject, {"hold", "restriction"}, "");
  }

  bool is_undated() const { return is_undated_; }
  bool is_held() const { return is_held_; }
  bool MayApply(std::size_t rule) const { return std::find(may_apply_.begin(), may_apply_.end(), rule) != may_apply_.end(); }

  bool Gone(Edge edge, bool with_holds) const {
    const std::int64_t until = std::max(std::min(LastNeed(edge), FirstCap(edge)), LastFloor());
    return until <= at_ && !(with_holds && is_held_);
  }
  bool OutOfUse(Edge edge) const { return std::min(LastUse(edge), FirstCapOnUse(edge)) <= at_; }
  bool HasToBlock(std::size_t index) const {
    const Applying* rule = Find(index);
    return rule != nullptr && rule->rule->blocks && rule->UseAt(Edge::kBroken) <= at_;
  }
  bool Unclaimed() const { return !HasNeed() && FirstCap(Edge::kDue) > at_; }

  bool Charged(std::size_t index, Edge edge) const {
    const Applying* charged = Find(index);
    if (charged == nullptr || charged->rule->kind == Kind::kFloor) return false;
    if (charged->rule->kind == Kind::kCap) return charged->At(edge) <= at_;
    const bool some_keep =
        std::any_of(rules_.begin(), rules_.end(), [](const Applying& each) { return each.rule->kind == Kind::kNeedKeep; });
    return LastNeed(edge) <= at_ && (charged->rule->kind == Kind::kNeedKeep || !some_keep);
  }

  // Section 3: the strongest among the ended rules that bind.
  Then Strongest() const {
    Then strongest = Then::kNone;
    for (const Applying& each : rules_)
      if (Binds(each) && !Yields(each)) strongest = std::max(strongest, each.rule->then);
    return strongest;
  }

 private:
  bool HasNeed() const {
    return std::any_of(rules_.begin(), rules_.end(), [](const Applying& each) { return each.rule->is_need(); });
  }
  // max(needs). Without a need: never ended, for no need is not gone at once.
  std::int64_t LastNeed(Edge edge) const {
    if (!HasNeed()) return kNever;
    std::int64_t last = kAlways;
    for (const Applying& each : rules_)
      if (each.rule->is_need()) last = std::max(last, each.At(edge));
    return last;
  }
  // Of those in mode `use`.
  std::int64_t LastUse(Edge edge) const {
    if (!HasNeed()) return kNever;
    std::int64_t last = kAlways;
    for (const Applying& each : rules_)
      if (each.rule->kind == Kind::kNeedUse) last = std::max(last, each.UseAt(edge));
    return last;
  }
  std::int64_t FirstCapOnUse(Edge edge) const {
    std::int64_t first = kNever;
    for (const Applying& each : rules_)
      if (each.rule->kind == Kind::kCap) first = std::min(first, each.UseAt(edge));
    return first;
  }
  std::int64_t FirstCap(Edge edge) const {
    std::int64_t first = kNever;
    for (const Applying& each : rules_)
      if (each.rule->kind == Kind::kCap) first = std::min(first, each.At(edge));
    return first;
  }
  std::int64_t LastFloor() const {
    std::int64_t last = kAlways;
    for (const Applying& each : rules_)
      if (each.rule->kind == Kind::kFloor) last = std::max(last, each.ends.over);
    return last;
  }
  const Applying* Find(std::size_t index) const {
    for (const Applying& each : rules_)
      if (each.index == index) return &each;
    return nullptr;
  }
  // The caps that have ended, all needs if every one has, and floors with a `then`.
  bool Binds(const Applying& each) const {
    if (each.rule->is_need()) return LastNeed(Edge::kDue) <= at_;
    return each.rule->then != Then::kNone && each.At(Edge::kDue) <= at_;
  }
  bool Yields(const Applying& each) const {
    if (each.rule->yields_to.empty()) return false;
    return std::any_of(rules_.begin(), rules_.end(), [&](const Applying& other) {
      return &other != &each && other.rule->promise == each.rule->yields_to && Binds(other);
    });
  }

  std::int64_t at_;
  std::vector<Applying> rules_;
  std::vector<std::size_t> may_apply_;
  bool is_undated_ = false;
  bool is_held_ = false;
};

// A value with all its persons.
class Value {
 public:
  Value(const Scenario& scenario, const Stored& stored, const Cells& row, const Field& field) {
    for (const std::string& role : RolesOf(scenario, field)) {
      const auto person = std::find_if(scenario.persons.begin(), scenario.persons.end(), [&](const Person& p) { return p.role == role; });
      const Somebody somebody = PersonOf(scenario, *person, stored, row);
      if (somebody.is == Somebody::Is::kNobody) continue;
      auto& persons = somebody.is == Somebody::Is::kPresent ? persons_ : unknown_;
      persons.emplace_back(Subject{scenario, stored, row, somebody}, field);
    }
    is_undated_ = !unknown_.empty();
    for (const Weighed& person : persons_) is_undated_ = is_undated_ || person.is_undated();
  }

  bool Undated() const { return is_undated_; }
  bool AboutNobody() const { return persons_.empty() && unknown_.empty(); }
  bool Gone(Edge edge, bool with_holds = true) const {
    return !is_undated_ && !persons_.empty() && Every([&](const Weighed& person) { return person.Gone(edge, with_holds); });
  }
  bool Held() const {
    return Some([](const Weighed& person) { return person.is_held(); }) && Gone(Edge::kDue, false);
  }
  bool Blocked() const {
    return !is_undated_ && !Gone(Edge::kDue) && !persons_.empty() &&
           Every([](const Weighed& person) { return person.OutOfUse(Edge::kDue); });
  }
  bool Shown(const Scenario& scenario, std::size_t rule) const {
    return scenario.seals && !is_undated_ && Some([&](const Weighed& person) { return person.HasToBlock(rule); }) &&
           Every([](const Weighed& person) { return person.OutOfUse(Edge::kBroken); });
  }
  bool Unclaimed() const {
    return !is_undated_ && Some([](const Weighed& person) { return person.Unclaimed(); });
  }
  bool EndsIn(Then then) const {
    Then strongest = Then::kNone;
    for (const Weighed& person : persons_) strongest = std::max(strongest, person.Strongest());
    return Gone(Edge::kDue) && strongest == then;
  }
  // To an unknown person too, as far as the row can tell: on the promises of such a rule the row counts as undated.
  bool Applies(std::size_t rule) const {
    const auto may_apply = [&](const Weighed& person) { return person.MayApply(rule); };
    return Some(may_apply) || std::any_of(unknown_.begin(), unknown_.end(), may_apply);
  }
  bool Charged(std::size_t rule, Edge edge) const {
    return Gone(edge) && Some([&](const Weighed& person) { return person.Charged(rule, edge); });
  }

 private:
  template <typename F>
  bool Every(const F& of) const {
    return std::all_of(persons_.begin(), persons_.end(), of);
  }
  template <typename F>
  bool Some(const F& of) const {
    return std::any_of(persons_.begin(), persons_.end(), of);
  }

  std::vector<Weighed> persons_;
  std::vector<Weighed> unknown_;  // there is somebody, and nobody knows who
  bool is_undated_ = false;
};

bool About(const Scenario& scenario, const Field& field, const std::string& role) {
  const std::vector<std::string> roles = RolesOf(scenario, field);
  return !field.category.empty() && std::find(roles.begin(), roles.end(), role) != roles.end();
}

// Section 3, "The link": part of every group about that person, and anonymised with the last of them.
bool AnswerLink(const Scenario& scenario, const std::vector<Value>& values, const Field& link, Question::What what) {
  bool all = true, any = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!About(scenario, scenario.fields[i], link.link_of)) continue;
    if (what == Question::What::kUndated) any = any || values[i].Undated();
    if (what == Question::What::kGoneDue) all = all && values[i].Gone(Edge::kDue);
    if (what == Question::What::kGoneBroken) all = all && values[i].Gone(Edge::kBroken);
  }
  return what == Question::What::kUndated ? any : all;
}

// Section 3, "A row is deleted".
bool RowIsErased(const Scenario& scenario, const std::vector<Value>& values, const Cells& row) {
  bool some_goes = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field& field = scenario.fields[i];
    if (field.category.empty()) continue;
    const bool goes = values[i].EndsIn(Then::kErase);
    some_goes = some_goes || goes;
    const bool is_left = values[i].AboutNobody() && expr::IsNull(row.find(field.column)->second);
    if (!goes && !is_left) return false;
  }
  return some_goes;
}

bool Answer(const Scenario& scenario, const Value& value, const Question& question) {
  using What = Question::What;
  const auto rule = static_cast<std::size_t>(question.rule);
  switch (question.what) {
    case What::kUndated:
      return value.Undated();
    case What::kGoneDue:
      return value.Gone(Edge::kDue);
    case What::kGoneBroken:
      return value.Gone(Edge::kBroken);
    case What::kHeld:
      return value.Held();
    case What::kBlocked:
      return value.Blocked();
    case What::kUnclaimed:
      return value.Unclaimed();
    case What::kErased:
      return value.EndsIn(Then::kErase);
    case What::kAnonymised:
      return value.EndsIn(Then::kAnonymise);
    case What::kApplies:
      return value.Applies(rule);
    case What::kChargedDue:
      return value.Charged(rule, Edge::kDue);
    case What::kChargedBroken:
      return value.Charged(rule, Edge::kBroken);
    case What::kShown:
      return value.Shown(scenario, rule);
    case What::kRowErased:
      break;
  }
  return false;
}

}  // namespace

Answers AskReference(const Scenario& scenario, const std::vector<Question>& questions, const Stored& stored, const Cells& row) {
  std::vector<Value> values;
  for (const Field& field : scenario.fields) values.emplace_back(scenario, stored, row, field);
  Answers answers;
  for (const Question& question : questions) {
    bool answer = true;
    if (question.what == Question::What::kRowErased) {
      answer = RowIsErased(scenario, values, row);
    } else {
      const Field& field = scenario.fields[static_cast<std::size_t>(question.field)];
      answer = field.category.empty() ? AnswerLink(scenario, values, field, question.what)
                                      : Answer(scenario, values[static_cast<std::size_t>(question.field)], question);
    }
    answers += answer ? '1' : '0';
  }
  return answers;
}

}  // namespace lofte::tests::agreement
