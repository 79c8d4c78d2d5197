#include "diff/values.h"

#include <fmt/format.h>

#include <algorithm>

namespace lofte::diff {

using policy::Then;

namespace {

std::string Named(const char* name, const std::string& text) { return text.empty() ? "" : std::string(", ") + name + " " + text; }

std::string WhenText(const std::vector<policy::ConditionRef>& when) {
  std::vector<std::string> refs;
  for (const policy::ConditionRef& ref : when) refs.push_back((ref.negated ? "not " : "") + ref.name);
  std::sort(refs.begin(), refs.end());
  std::string text;
  for (const std::string& ref : refs) text += (text.empty() ? "" : " and ") + ref;
  return text;
}

std::string OutcomeText(const policy::Outcome& outcome) {
  std::string text = std::string(NameOf(outcome.then));
  if (outcome.then == Then::kBlock && !outcome.block_for.is_zero()) text += " for " + time::Format(outcome.block_for);
  if (outcome.then == Then::kAggregate && outcome.least_cell) text += fmt::format(" in cells of {}", *outcome.least_cell);
  if (outcome.then == Then::kBlock || outcome.then == Then::kAggregate) text += " then " + std::string(NameOf(outcome.last));
  return text;
}

struct ControlWords {
  std::string operator()(const policy::Unproven&) const { return ""; }  // why nothing checks it is no part of what is promised
  std::string operator()(const policy::RetentionControl&) const { return ""; }
  std::string operator()(const policy::ColumnsControl& of) const { return of.record + " free of " + JoinIds(of.free_of); }
  std::string operator()(const policy::ValuesControl& of) const { return of.category + " in " + JoinIds(of.in); }
  std::string operator()(const policy::FormatControl& of) const { return of.category + " is " + JoinIds(of.formats); }
  std::string operator()(const policy::AlwaysControl& of) const {
    return of.condition + Named("when", WhenText(of.when)) + Named("by", of.by_source) + Named("event", of.event) +
           (of.window.is_zero() ? "" : " window " + time::Format(of.window));
  }
  std::string operator()(const policy::NeverControl& of) const { return of.pattern + of.category + Named("except", JoinIds(of.except)); }
  std::string operator()(const policy::RowSecurityControl&) const { return ""; }
  // Who vouched last, and by what document, is renewed without a change of what is promised.
  std::string operator()(const policy::Attested& of) const {
    return of.role + (of.every ? " every " + time::Format(*of.every) : "") + Named("shown by", of.shown_by);
  }
  std::string operator()(const policy::Claim&) const { return ""; }
};

}  // namespace

std::string JoinIds(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
  return text;
}

std::string WordsOf(const policy::LocalText& text) {
  const auto english = text.find("en");
  return english != text.end() ? english->second : text.empty() ? "" : text.begin()->second;
}

std::string RuleText(const policy::Rule& rule) {
  std::string text = std::string(NameOf(rule.kind)) + " " + rule.source + Named("when", WhenText(rule.when));
  if (rule.mode == policy::Mode::kKeep && rule.kind == policy::RuleKind::kNeed) text += ", out of use";
  if (!rule.within.is_zero()) text += ", within " + time::Format(rule.within);
  return rule.then == Then::kNone ? text : text + ", then " + OutcomeText(rule.outcome);
}

std::string TermText(const policy::Term& term) { return term.word.empty() ? time::Format(term.period) : term.word; }
std::string TermText(const std::optional<policy::Term>& term) { return term ? TermText(*term) : ""; }

std::string MeasureText(const policy::Measure& measure) {
  std::vector<std::string> parts;
  if (!measure.at_least.empty()) parts.push_back("at least " + measure.at_least);
  if (!measure.every.is_zero()) parts.push_back("every " + time::Format(measure.every));
  if (measure.share) parts.push_back(fmt::format("{} %", *measure.share));
  return JoinIds(parts);
}

std::string ControlText(const policy::Control& control) {
  const std::string words = std::visit(ControlWords{}, control);
  return std::string(NameOf(control)) + (words.empty() ? "" : " " + words);
}

Value TextValue(std::string text) {
  Value value;
  value.text = std::move(text);
  return value;
}

Value LocalValue(const policy::LocalText& text) {
  Value value = TextValue(WordsOf(text));
  value.type = Value::Type::kLocal;
  value.local = text;
  return value;
}

Value TermValue(const std::optional<policy::Term>& term) {
  Value value = TextValue(TermText(term));
  value.type = Value::Type::kTerm;
  value.term = term;
  return value;
}

Value RulesValue(const std::vector<const policy::Rule*>& rules) {
  std::vector<std::string> texts;
  Value value;
  value.type = Value::Type::kRules;
  for (const policy::Rule* rule : rules) {
    texts.push_back(RuleText(*rule));
    value.rules.push_back(*rule);
  }
  for (const std::string& text : texts) value.text += (value.text.empty() ? "" : "; ") + text;
  return value;
}

Value CountryValue(const std::string& country) {
  Value value = TextValue(country);
  value.type = Value::Type::kCountry;
  return value;
}

Value BasisValue(const policy::Activity& activity) {
  Value value = TextValue(activity.basis_given ? std::string(NameOf(activity.basis)) : "");
  value.type = Value::Type::kBasis;
  return value;
}

Value ListValue(std::vector<std::string> ids) {
  Value value = TextValue(JoinIds(ids));
  value.type = Value::Type::kList;
  value.ids = std::move(ids);
  return value;
}

Value NumberValue(std::optional<int> number) {
  Value value = TextValue(number ? std::to_string(*number) : "");
  value.type = Value::Type::kNumber;
  return value;
}

}  // namespace lofte::diff
