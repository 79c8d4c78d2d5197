#include "grounds/dates.h"

#include <algorithm>

namespace lofte::grounds {

using policy::End;
using policy::Rule;
using policy::RuleKind;

namespace {

// As Lowering's: due, broken, or the end of a floor.
enum class Bound { kDue, kBroken, kFloor };

// What comes after an END.
struct Delay {
  time::Period within, block = {};
};

class Dater {
 public:
  Dater(const Facts& facts, const Question& calendar) : facts_(facts), calendar_(calendar) {}

  Reached Of(const End& end, const std::string& role, Bound bound, const Delay& delay) const {
    if (end.kind == End::Kind::kAfter) return After(end, role, bound, delay);
    if (end.kind == End::Kind::kWhile) return While(end.name, role, bound, delay);
    std::vector<Reached> parts;
    for (const End& part : end.parts) parts.push_back(Of(part, role, bound, delay));
    return end.kind == End::Kind::kLatest ? Latest(parts) : Earliest(parts);
  }

  Reached While(const std::string& state, const std::string& role, Bound bound, const Delay& delay) const {
    const StateFact& fact = facts_.states.at({state, role});
    if (fact.is_unknown) return {Reached::When::kUnknown, {}};
    if (!fact.ended) return {};
    return OnDay(expr::DayOf(*fact.ended, facts_.zone()), bound, delay);
  }

  static Reached Earliest(const std::vector<Reached>& parts) { return Best(parts, true); }

 private:
  // From the start of the last day; or, where the day itself still counts, from its end.
  Reached OnDay(time::Day last, Bound bound, const Delay& delay) const {
    if (!delay.block.is_zero()) last = time::LastDay(last, delay.block);
    if (bound == Bound::kBroken && !delay.within.is_zero()) last = time::LastDay(last, delay.within);
    if (bound != Bound::kDue) ++last.number;
    return {Reached::When::kAt, facts_.zone().StartOf(last)};
  }

  Reached After(const End& end, const std::string& role, Bound bound, const Delay& delay) const {
    const EventFact& fact = facts_.events.at({end.name, role});
    if (fact.is_unknown) return {Reached::When::kUnknown, {}};
    if (!fact.moment) return {};
    if (!end.clock.is_clock())
      return OnDay(time::Apply(end.chain, expr::DayOf(*fact.moment, facts_.zone()), calendar_.year_end), bound, delay);
    const auto* instant = std::get_if<time::Instant>(&*fact.moment);
    const std::int64_t from_us = (instant != nullptr ? *instant : facts_.zone().StartOf(std::get<time::Day>(*fact.moment))).us;
    const time::Instant reached{from_us + end.clock.seconds * time::kMicrosPerSecond};
    const bool by_days = !delay.block.is_zero() || (bound == Bound::kBroken && !delay.within.is_zero());
    if (by_days) return OnDay(facts_.zone().DayOf(reached), bound, delay);
    return {Reached::When::kAt, {reached.us + (bound == Bound::kDue ? 0 : 1)}};
  }

  static Reached Latest(const std::vector<Reached>& parts) { return Best(parts, false); }

  // One unknown part makes the whole unknown.
  static Reached Best(const std::vector<Reached>& parts, bool earliest) {
    Reached best{earliest ? Reached::When::kNotYet : Reached::When::kAt, {INT64_MIN}};
    for (const Reached& part : parts) {
      if (part.when == Reached::When::kUnknown) return part;
      if (earliest && part.when == Reached::When::kAt && (best.when == Reached::When::kNotYet || part.at < best.at)) best = part;
      if (!earliest && part.when == Reached::When::kNotYet) best.when = Reached::When::kNotYet;
      if (!earliest && part.at > best.at) best.at = part.at;
    }
    return best;
  }

  const Facts& facts_;
  const Question& calendar_;
};

bool IsTrueAt(const FormulaAt& formula, const Facts& facts, const Question& question, time::Instant at) {
  Question asked = question;
  asked.at = at;
  return expr::Evaluate(formula(Lowering(asked)), facts) == expr::Tri::kTrue;
}

}  // namespace

Reached EndOf(const Rule& rule, const std::string& role, const Facts& facts, Edge edge, const Question& calendar, Of of) {
  const Dater dater(facts, calendar);
  if (rule.kind == RuleKind::kFloor) return dater.Of(rule.end, role, Bound::kFloor, {});
  const Bound bound = edge == Edge::kDue ? Bound::kDue : Bound::kBroken;
  const Delay delay{rule.within, of == Of::kBlock ? rule.outcome.block_for : time::Period()};
  const Reached end = dater.Of(rule.end, role, bound, delay);
  return rule.consent ? Dater::Earliest({end, dater.While(*rule.consent, role, bound, delay)}) : end;
}

std::vector<time::Instant> TurningPoints(const Binding& binding, const Facts& facts, const Question& calendar) {
  std::vector<time::Instant> points;
  const auto on = [&](time::Day day) { points.push_back(facts.zone().StartOf(day)); };
  for (const Rule* rule : binding.rules) {
    for (const std::string& role : binding.roles) {
      for (const Edge edge : {Edge::kDue, Edge::kBroken}) {
        for (const Of of : {Of::kUse, Of::kBlock})
          if (const Reached end = EndOf(*rule, role, facts, edge, calendar, of); end.when == Reached::When::kAt) points.push_back(end.at);
      }
    }
    if (rule->from) on(*rule->from);
    if (rule->from) on({time::LastDay(*rule->from, rule->within).number + 1});
    if (rule->until) on(*rule->until);
    if (rule->unsettled) on(*rule->unsettled);
  }
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

std::optional<time::Instant> FirstTrue(const FormulaAt& formula, const std::vector<time::Instant>& points, const Facts& facts,
                                       const Question& question) {
  if (IsTrueAt(formula, facts, question, question.at)) return question.at;
  for (const time::Instant point : points)
    if (point > question.at && IsTrueAt(formula, facts, question, point)) return point;
  return std::nullopt;
}

std::optional<time::Instant> TrueSince(const FormulaAt& formula, const std::vector<time::Instant>& points, const Facts& facts,
                                       const Question& question) {
  if (!IsTrueAt(formula, facts, question, question.at)) return std::nullopt;
  std::optional<time::Instant> since;
  for (auto point = points.rbegin(); point != points.rend(); ++point) {
    if (*point > question.at) continue;
    if (!IsTrueAt(formula, facts, question, *point)) return since;
    since = *point;
  }
  // True at the first of them: what was so before it always was.
  const bool always = since && IsTrueAt(formula, facts, question, {since->us - 1});
  return always ? std::nullopt : since;
}

}  // namespace lofte::grounds
