#include "agreement/reference.h"

#include <algorithm>

#include "agreement/reference_value.h"

namespace lofte::tests::agreement {

namespace {

bool About(const Scenario& scenario, const Field& field, const std::string& role) {
  const std::vector<std::string> roles = RolesOf(scenario, field);
  return !field.category.empty() && std::find(roles.begin(), roles.end(), role) != roles.end();
}

// Section 3, "The link": part of every group about that person, and anonymised with the last of them.
bool AnswerLink(const Scenario& scenario, const std::vector<WeighedValue>& values, const Field& link, Question::What what) {
  bool all = true, any = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!About(scenario, scenario.fields[i], link.link_of)) continue;
    if (what == Question::What::kUndated) any = any || values[i].Undated();
    if (what == Question::What::kGoneDue) all = all && values[i].Gone(Edge::kDue);
    if (what == Question::What::kGoneBroken) all = all && values[i].Gone(Edge::kBroken);
  }
  return what == Question::What::kUndated ? any : all;
}

// Section 3, "A row is deleted": `goes` of a value that does.
template <typename F>
bool RowGoes(const Scenario& scenario, const std::vector<WeighedValue>& values, const Cells& row, const F& goes_so) {
  bool some_goes = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field& field = scenario.fields[i];
    if (field.category.empty()) continue;
    const bool goes = goes_so(values[i]);
    some_goes = some_goes || goes;
    const bool is_left = values[i].AboutNobody() && expr::IsNull(row.find(field.column)->second);
    if (!goes && !is_left) return false;
  }
  return some_goes;
}

// 0004, "Steps of a plan": what is blocked and what is counted leave a row as what is erased does.
bool AnswerRow(const Scenario& scenario, const std::vector<WeighedValue>& values, const Cells& row, Question::What what) {
  if (what == Question::What::kRowErased)
    return RowGoes(scenario, values, row, [](const WeighedValue& value) { return value.EndsIn(Then::kErase); });
  const bool leaves = RowGoes(scenario, values, row, [&](const WeighedValue& value) {
    return value.EndsIn(Then::kErase) || value.Sealed(scenario) || value.Counted(scenario);
  });
  bool some_sealed = false, some_counted = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (scenario.fields[i].category.empty()) continue;
    some_sealed = some_sealed || values[i].Sealed(scenario);
    some_counted = some_counted || values[i].Counted(scenario);
  }
  return leaves && (what == Question::What::kRowSealed ? some_sealed : some_counted && !some_sealed);
}

bool Answer(const Scenario& scenario, const WeighedValue& value, const Question& question) {
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
    case What::kCounted:
      return value.Counted(scenario);
    case What::kRowErased:
    case What::kRowSealed:
    case What::kRowCounted:
      break;
  }
  return false;
}

}  // namespace

Answers AskReference(const Scenario& scenario, const std::vector<Question>& questions, const Stored& stored, const Cells& row) {
  std::vector<WeighedValue> values;
  for (const Field& field : scenario.fields) values.emplace_back(scenario, stored, row, field);
  Answers answers;
  for (const Question& question : questions) {
    bool answer = true;
    if (question.field < 0) {
      answer = AnswerRow(scenario, values, row, question.what);
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
