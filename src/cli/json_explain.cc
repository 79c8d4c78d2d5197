// The page of one row, for programs.
#include <nlohmann/json.hpp>

#include "cli/json.h"
#include "cli/json_parts.h"

namespace lofte::cli {

namespace {

const char* TriName(expr::Tri truth) { return truth == expr::Tri::kTrue ? "yes" : truth == expr::Tri::kFalse ? "no" : "unknown"; }

Json RuleTree(const engine::RuleView& view) {
  using When = grounds::Reached::When;
  const policy::Rule& rule = *view.rule;
  const bool is_known = view.ends.when == When::kAt;
  return {{"rule", NameOf(rule.kind)},
          {"activity", rule.activity},
          {"mode", rule.kind == policy::RuleKind::kFloor ? Json(nullptr) : Json(rule.mode == policy::Mode::kKeep ? "keep" : "use")},
          {"end", rule.source},
          {"law", rule.law.empty() ? Json(nullptr) : Json(rule.law)},
          {"then", rule.then == policy::Then::kNone ? Json(nullptr) : Json(NameOf(rule.then))},
          {"promises", rule.promises},
          {"line", rule.span.line},
          {"role", view.role},
          {"in_force", view.in_force},
          {"applies", TriName(view.applies)},
          {"not_so", view.not_so},
          {"ends", is_known                          ? "at"
                   : view.ends.when == When::kNotYet ? "not-yet"
                                                     : "unknown"},
          {"ends_at", is_known ? Json(time::Format(view.ends.at)) : Json(nullptr)},
          {"late_from", MomentOrNull(view.late_from)},
          {"ended_by_person", view.is_ended_by_person},
          {"settled", view.is_settled},
          {"block_ends", MomentOrNull(view.block_ends)},
          {"block_late_from", MomentOrNull(view.block_late_from)}};
}

Json LateTree(const std::vector<engine::LatePromise>& late) {
  Json list = Json::array();
  for (const engine::LatePromise& of : late) list.push_back({{"promise", of.promise}, {"from", time::Format(of.from)}});
  return list;
}

Json HoldsTree(const std::vector<engine::HoldOn>& holds) {
  Json list = Json::array();
  for (const engine::HoldOn& hold : holds)
    list.push_back({{"role", hold.role}, {"state", hold.state}, {"reference", hold.reference}, {"since", MomentOrNull(hold.since)}});
  return list;
}

Json AskedTree(const engine::Asked& asked) {
  return {{"table", asked.row.table},
          {"key", asked.row.key.empty() ? Json(nullptr) : Json(asked.row.key)},
          {"this_row", asked.row.is_this},
          {"there", asked.row.is_there},
          {"columns", asked.columns},
          {"asks", asked.words.empty() ? Json(nullptr) : Json(asked.words)},
          {"is", asked.is ? Json(TriName(*asked.is)) : Json(nullptr)},
          {"rows", asked.rows ? Json(*asked.rows) : Json(nullptr)},
          {"of_any", asked.is_deeper}};
}

Json ReadsTree(const std::vector<engine::Asked>& asked) {
  Json list = Json::array();
  for (const engine::Asked& one : asked) list.push_back(AskedTree(one));
  return list;
}

Json FactTree(const engine::FactView& fact) {
  std::vector<engine::Asked> reads = {fact.stands_in};
  if (fact.when) reads.insert(reads.end(), fact.when->asked.begin(), fact.when->asked.end());
  return {{"name", fact.name},          {"role", fact.role},          {"kind", fact.is_state ? "state" : "event"},
          {"unknown", fact.is_unknown}, {"day", DayOrNull(fact.day)}, {"when", fact.when ? Json(fact.when->source) : Json(nullptr)},
          {"reads", ReadsTree(reads)}};
}

Json ConditionTree(const engine::ConditionView& of) {
  return {{"name", of.name},
          {"role", of.role},
          {"kind", of.is_serves ? "serves" : "condition"},
          {"is", TriName(of.is)},
          {"when", of.decided.source},
          {"comes_to", TriName(of.decided.is)},
          {"reads", ReadsTree(of.decided.asked)}};
}

Json CellTree(const std::optional<engine::CellView>& cell) {
  if (!cell) return nullptr;
  Json parts = Json::array();
  for (const engine::CellView::Part& part : cell->parts)
    parts.push_back({{"by", part.by}, {"value", part.value ? Json(*part.value) : Json(nullptr)}});
  return {{"by", parts}, {"least", cell->least}};
}

Json CopyTree(const engine::SealedView& copy, const std::optional<engine::ValueView>& value) {
  Json rules = Json::array();
  if (value)
    for (const engine::RuleView& rule : value->rules) rules.push_back(RuleTree(rule));
  return {{"sealed_on", time::Format(copy.sealed_on)},
          {"due", DayOrNull(copy.due)},
          {"late", DayOrNull(copy.late)},
          {"undated", copy.is_undated},
          {"held", copy.is_held},
          {"examined_by", copy.examined_by},
          {"charged", copy.charged},
          {"undoes", copy.undoes.empty() ? Json(nullptr) : Json(copy.undoes)},
          {"readable", copy.is_readable},
          {"fields", copy.fields},
          {"beside", copy.beside},
          {"categories", value ? Json(value->categories) : Json::array()},
          {"holds", HoldsTree(copy.holds)},
          {"late_each", value ? LateTree(value->late) : Json::array()},
          {"rules", rules}};
}

Json ValueTree(const engine::ValueView& value) {
  Json rules = Json::array();
  for (const engine::RuleView& rule : value.rules) rules.push_back(RuleTree(rule));
  return {{"fields", value.fields},
          {"roles", value.roles},
          {"is_link", value.is_link},
          {"has_value", value.has_value},
          {"standing", NameOf(value.standing)},
          {"held", value.is_held},
          {"use_until", MomentOrNull(value.use_until)},
          {"until", MomentOrNull(value.until)},
          {"then", value.then == policy::Then::kNone ? Json(nullptr) : Json(NameOf(value.then))},
          {"late_from", MomentOrNull(value.late_from)},
          {"charged", value.promises},
          {"categories", value.categories},
          {"is_sealed", value.is_sealed},
          {"is_counted", value.is_counted},
          {"only_with_row", value.only_with_row},
          {"shown_from", MomentOrNull(value.shown_from)},
          {"shown_charged", value.shown_promises},
          {"late_each", LateTree(value.late)},
          {"shown_late_each", LateTree(value.shown_late)},
          {"rules", rules}};
}

}  // namespace

std::string ExplainJson(const engine::Explanation& of, const policy::Policy& policy, const time::Zone& zone) {
  Json people = Json::array(), facts = Json::array(), conditions = Json::array(), values = Json::array(), copies = Json::array();
  for (const auto& [role, person] : of.people)
    people.push_back({{"role", role}, {"present", person.is_present}, {"unknown", person.is_unknown}, {"held", person.is_held}});
  for (const engine::FactView& fact : of.facts) facts.push_back(FactTree(fact));
  for (const engine::ConditionView& condition : of.conditions) conditions.push_back(ConditionTree(condition));
  for (const engine::ValueView& value : of.values) values.push_back(ValueTree(value));
  for (std::size_t i = 0; i < of.sealed.copies.size(); ++i) copies.push_back(CopyTree(of.sealed.copies[i], of.sealed_values[i]));
  return Text({{"table", of.table},
               {"policy_sha256", policy.sha256},
               {"at", time::Format(of.at)},
               {"zone", zone.name()},
               {"persons", people},
               {"facts", facts},
               {"values", values},
               {"row", of.has_row},
               {"row_leaves", of.row_leaves},
               {"row_until", MomentOrNull(of.row_until)},
               {"row_then", of.row_leaves || of.row_until ? Json(NameOf(of.row_then)) : Json(nullptr)},
               {"row_anonymous_from", MomentOrNull(of.row_anonymous_from)},
               {"sealed", copies},
               {"sealed_unknown", of.sealed.unknown},
               {"holds", HoldsTree(of.holds)},
               {"conditions", conditions},
               {"cell", CellTree(of.cell)}});
}

}  // namespace lofte::cli
