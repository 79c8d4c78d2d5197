#include "cli/rule_words.h"

#include <fmt/format.h>

#include "cli/session.h"
#include "policy/laws.h"

namespace lofte::cli {

using policy::RuleKind;
using policy::Then;

namespace {

// `138, 168-170`
std::string Ranges(const std::vector<int>& numbers) {
  std::string out;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    if (last == i + 1) last = i;
    out += (out.empty() ? "" : ", ") + std::to_string(numbers[i]) + (last == i ? "" : "-" + std::to_string(numbers[last]));
    i = last + 1;
  }
  return out;
}

// What follows the end of a rule, in the words of the policy.
std::string OutcomeWords(const policy::Outcome& outcome) {
  std::string words = "then " + std::string(NameOf(outcome.then));
  if (outcome.then == Then::kBlock && !outcome.block_for.is_zero()) words += " for " + time::Format(outcome.block_for);
  if (outcome.then == Then::kAggregate && outcome.least_cell) words += fmt::format(" in cells of {}", *outcome.least_cell);
  if (outcome.then == Then::kBlock || outcome.then == Then::kAggregate) words += " then " + std::string(NameOf(outcome.last));
  return words;
}

}  // namespace

std::string OfTheText(const std::vector<int>& lines) {
  return lines.empty() ? "" : fmt::format(" ({} {})", lines.size() == 1 ? "line" : "lines", Ranges(lines));
}

std::string DoneWords(Then then) {
  switch (then) {
    case Then::kErase:
      return "erased";
    case Then::kAnonymise:
      return "anonymised";
    case Then::kAggregate:
      return "counted among others and erased";
    default:
      return "gone";
  }
}

std::string NotSoWords(const std::string& name, bool is_unknown) {
  const auto after = [&](std::string_view start) { return name.substr(start.size()); };
  if (name.rfind("serves ", 0) == 0)
    return is_unknown ? "whether the row serves " + after("serves ") : "the row does not serve " + after("serves ");
  if (is_unknown) return name.rfind("not ", 0) == 0 ? after("not ") : name;
  return name.rfind("not ", 0) == 0 ? after("not ") + " is so" : name + " is not so";
}

std::string GroundWords(const policy::Rule& rule, const policy::Policy& policy) {
  const policy::Activity* activity = policy.FindActivity(rule.activity);
  if (rule.kind == RuleKind::kFloor) {
    const policy::Law* law = policy::FindLaw(rule.law);
    if (law == nullptr) return "floor of " + rule.activity;
    return fmt::format("floor of {}: {}, {} ({})", rule.activity, law->cite, law->records,
                       law->duty ? "a duty to keep" : "a limitation period");
  }
  std::string words = (rule.kind == RuleKind::kCap ? "cap of " : "need of ") + rule.activity;
  if (rule.kind == RuleKind::kCap || activity == nullptr) return words + ", whoever needs it";
  return fmt::format("{}, to {} ({}{})", words, WordsOf(activity->purpose, policy), NameOf(activity->basis),
                     rule.mode == policy::Mode::kKeep ? "; to keep, and not to use" : "");
}

std::string RuleWords(const policy::Rule& rule) {
  static constexpr const char* kWords[] = {"keep: ", "cap: ", "floor: "};
  std::string words = kWords[static_cast<int>(rule.kind)] + rule.source;
  for (std::size_t i = 0; i < rule.when.size(); ++i)
    words += (i == 0 ? ", when " : " and ") + std::string(rule.when[i].negated ? "not " : "") + rule.when[i].name;
  if (rule.consent) words += ", and no longer than " + *rule.consent;
  if (!rule.within.is_zero()) words += ", within " + time::Format(rule.within);
  return rule.then == Then::kNone ? words : words + ", " + OutcomeWords(rule.outcome);
}

}  // namespace lofte::cli
