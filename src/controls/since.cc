#include "controls/since.h"

#include <algorithm>

namespace lofte::controls {

using datamap::FieldGroup;
using expr::And;
using expr::Expr;
using expr::Not;
using expr::Or;
using grounds::Edge;

namespace {

// Each of these that applies to some rows only doubles the terms.
constexpr std::size_t kMostConditions = 3;

// With several persons the value goes with the last of them; one column tells only what is a fact of the row.
std::optional<datamap::MomentColumn> MomentOf(const TableGrounds& table, const FieldGroup& group, const grounds::Leaf& leaf) {
  const std::vector<std::string>& roles = group.binding.roles;
  std::optional<datamap::MomentColumn> moment = table.table().Moment(leaf.name, leaf.is_state, roles.front());
  if (!moment || roles.size() == 1) return moment;
  const std::optional<datamap::MomentColumn> last = table.table().Moment(leaf.name, leaf.is_state, roles.back());
  return last && last->path == moment->path ? moment : std::nullopt;
}

bool IsSame(const datamap::MomentColumn& a, const datamap::MomentColumn& b) { return a.path == b.path; }

// What else a value has to wait for that is charged to a rule, and on which rows.
struct Others {
  struct Conditional {
    Expr applies;
    std::vector<EndToWait> ends;
  };
  std::vector<EndToWait> always;
  std::vector<Conditional> sometimes;
  std::vector<Expr> elsewhere;  // rows on which another column tells
};

void AddEnd(Others& others, const Expr& applies, const EndToWait& end) {
  if (expr::IsTrueLiteral(applies)) {
    others.always.push_back(end);
    return;
  }
  const auto same = std::find_if(others.sometimes.begin(), others.sometimes.end(),
                                 [&](const Others::Conditional& known) { return expr::Format(known.applies) == expr::Format(applies); });
  if (same != others.sometimes.end()) {
    same->ends.push_back(end);
  } else if (others.sometimes.size() < kMostConditions) {
    others.sometimes.push_back({applies, {end}});
  } else {
    others.elsewhere.push_back(applies);
  }
}

// `of_use`: it waits for the end of its use alone, not for what only keeps it.
Others OthersOf(const TableGrounds& table, const FieldGroup& group, const policy::Rule& rule, const datamap::MomentColumn& moment,
                bool of_use) {
  Others others;
  for (const policy::Rule* other : group.binding.rules) {
    const bool is_floor = other->kind == policy::RuleKind::kFloor;
    const bool is_need_beside = rule.kind == policy::RuleKind::kNeed && other->kind == policy::RuleKind::kNeed && other != &rule;
    if (of_use && (is_floor || other->mode != policy::Mode::kUse)) continue;
    if (!is_floor && !is_need_beside) continue;
    const Expr applies = table.Applies(group, *other);
    if (expr::IsFalseLiteral(applies)) continue;
    const std::vector<grounds::Leaf> leaves = grounds::AlternativeLeaves(*other);
    const std::optional<datamap::MomentColumn> theirs = leaves.size() == 1 ? MomentOf(table, group, leaves[0]) : std::nullopt;
    if (!theirs || !IsSame(*theirs, moment)) {
      others.elsewhere.push_back(applies);
    } else {
      AddEnd(others, applies, {leaves[0], is_floor ? time::Period() : other->within, is_floor});
    }
  }
  return others;
}

// One term for each choice of what applies to some rows only.
void AddTerms(const SinceTerm& base, const Others& others, std::vector<SinceTerm>& terms) {
  SinceTerm untold = base;
  untold.filter = And({base.filter, Or(others.elsewhere)});
  untold.can_tell = false;
  if (!expr::IsFalseLiteral(untold.filter)) terms.push_back(untold);
  for (std::size_t choice = 0; choice < std::size_t{1} << others.sometimes.size(); ++choice) {
    SinceTerm term = base;
    std::vector<Expr> filter = {base.filter, Not(Or(others.elsewhere))};
    term.ends.insert(term.ends.end(), others.always.begin(), others.always.end());
    for (std::size_t i = 0; i < others.sometimes.size(); ++i) {
      const bool applies = (choice >> i & 1) != 0;
      filter.push_back(applies ? others.sometimes[i].applies : Not(others.sometimes[i].applies));
      if (applies) term.ends.insert(term.ends.end(), others.sometimes[i].ends.begin(), others.sometimes[i].ends.end());
    }
    term.filter = And(std::move(filter));
    if (!expr::IsFalseLiteral(term.filter)) terms.push_back(std::move(term));
  }
}

// The last civil day on which the END stands.
time::Day LastDay(const EndToWait& end, const expr::Moment& moment, const grounds::Question& question) {
  const auto* instant = std::get_if<time::Instant>(&moment);
  if (!end.leaf.clock.is_clock() || instant == nullptr)
    return grounds::DueDay(end.leaf, expr::DayOf(moment, question.zone), question.year_end);
  return question.zone.DayOf({instant->us + end.leaf.clock.seconds * time::kMicrosPerSecond});
}

// The first civil day by whose end it is over, at this edge.
time::Day DayOf(const EndToWait& end, const expr::Moment& moment, Edge edge, const grounds::Question& question) {
  const time::Day last = LastDay(end, moment, question);
  if (edge == Edge::kDue && !end.is_floor) return last;
  // Over a moment later, on the same day.
  if (end.leaf.clock.is_clock() && end.within.is_zero()) return last;
  return grounds::BrokenDay(grounds::Leaf(), end.within, last, question.year_end);
}

// A rule of new terms has its whole grace for what was overdue by it already, as in Lowering::EndedAfter.
std::optional<time::Day> BeginsOn(const policy::Rule& rule, Edge edge) {
  if (!rule.from || edge == Edge::kDue) return rule.from;
  return time::Day{time::LastDay(*rule.from, rule.within).number + 1};
}

std::vector<SinceTerm> TermsFor(const TableGrounds& table, const FieldGroup& group, const policy::Rule& rule, Edge edge, const Expr& rows,
                                bool of_use) {
  if (expr::IsFalseLiteral(rows)) return {};
  const std::vector<grounds::Leaf> leaves = grounds::AlternativeLeaves(rule);
  const SinceTerm untold{And({table.table().HasValue(group), rows}), std::nullopt, {}, false, {}};
  if (leaves.empty()) return {untold};
  std::vector<SinceTerm> terms;
  for (const grounds::Leaf& leaf : leaves) {
    const std::optional<datamap::MomentColumn> moment = MomentOf(table, group, leaf);
    if (!moment) return {untold};
    policy::End end;
    end.kind = leaf.is_state ? policy::End::Kind::kWhile : policy::End::Kind::kAfter;
    end.name = leaf.name;
    end.chain = leaf.chain;
    end.clock = leaf.clock;
    Expr reached = table.table().Resolve(table.lowering().Ended(end, group.binding.roles.front(), edge, rule.within));
    Expr filter = And({table.table().HasValue(group), rows, leaves.size() > 1 ? reached : expr::True()});
    AddTerms({std::move(filter), *moment, {{leaf, rule.within, false}}, true, BeginsOn(rule, edge)},
             OthersOf(table, group, rule, *moment, of_use), terms);
  }
  return terms;
}

}  // namespace

std::vector<SinceTerm> SinceTerms(const TableGrounds& table, const FieldGroup& group, const policy::Rule& rule, Edge edge) {
  return TermsFor(table, group, rule, edge, table.Charged(group, rule, edge), false);
}

std::vector<SinceTerm> ShownSinceTerms(const TableGrounds& table, const FieldGroup& group, const policy::Rule& rule, Edge edge) {
  return TermsFor(table, group, rule, edge, table.ShownTooLong(group, rule, edge), true);
}

void Since::Add(const SinceTerm& term, const expr::Value& least, Edge edge, const grounds::Question& question) {
  if (!term.moment) {
    can_tell_ = can_tell_ && expr::IntegerOf(least) == 0;
    return;
  }
  const std::optional<expr::Moment> moment = expr::Decode(term.moment->codec, least);
  if (!moment) return;
  can_tell_ = can_tell_ && term.can_tell;
  time::Day last = DayOf(term.ends.front(), *moment, edge, question);
  for (const EndToWait& end : term.ends) last = std::max(last, DayOf(end, *moment, edge, question));
  if (term.begins) last = std::max(last, *term.begins);
  // A ground that ended by withdrawal ended before the day that its rule tells of.
  if (last > question.zone.DayOf(question.at)) return;
  if (!day_ || last < *day_) day_ = last;
}

void Since::Add(std::optional<time::Day> day) {
  if (day && (!day_ || *day < *day_)) day_ = day;
}

}  // namespace lofte::controls
