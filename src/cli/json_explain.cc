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
          {"rules", rules}};
}

}  // namespace

std::string ExplainJson(const engine::Explanation& of, const policy::Policy& policy, const time::Zone& zone) {
  Json people = Json::array(), facts = Json::array(), values = Json::array(), copies = Json::array();
  for (const auto& [role, person] : of.people)
    people.push_back({{"role", role}, {"present", person.is_present}, {"unknown", person.is_unknown}, {"held", person.is_held}});
  for (const engine::FactView& fact : of.facts)
    facts.push_back({{"name", fact.name},
                     {"role", fact.role},
                     {"kind", fact.is_state ? "state" : "event"},
                     {"unknown", fact.is_unknown},
                     {"day", DayOrNull(fact.day)}});
  for (const engine::ValueView& value : of.values) values.push_back(ValueTree(value));
  for (const engine::SealedView& copy : of.sealed.copies)
    copies.push_back({{"sealed_on", time::Format(copy.sealed_on)},
                      {"due", DayOrNull(copy.due)},
                      {"late", DayOrNull(copy.late)},
                      {"undated", copy.is_undated},
                      {"held", copy.is_held},
                      {"examined_by", copy.examined_by},
                      {"charged", copy.charged},
                      {"undoes", copy.undoes.empty() ? Json(nullptr) : Json(copy.undoes)}});
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
               {"sealed_unknown", of.sealed.unknown}});
}

}  // namespace lofte::cli
