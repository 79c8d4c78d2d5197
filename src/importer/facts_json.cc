#include <nlohmann/json.hpp>

#include "importer/importer.h"

namespace lofte::importer {
namespace {

using Json = nlohmann::ordered_json;

Json Span(const Place& place) { return {{"begin", place.begin}, {"end", place.end}, {"line", place.line}}; }

Json Of(const std::optional<Text>& text) { return text ? Json(text->text) : Json(nullptr); }

Json OrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json Texts(const std::vector<Text>& texts) {
  Json list = Json::array();
  for (const Text& text : texts) list.push_back(text.text);
  return list;
}

Json Places(const std::vector<Text>& texts) {
  Json list = Json::array();
  for (const Text& text : texts) list.push_back({{"text", text.text}, {"span", Span(text.place)}, {"confidence", text.confidence}});
  return list;
}

Json Of(const Retention& rule) {
  Json json = {{"what", rule.what},     {"period", OrNull(rule.period)}, {"trigger", rule.trigger},
               {"action", rule.action}, {"span", Span(rule.place)},      {"confidence", rule.confidence}};
  if (!rule.least.empty()) json["min_period"] = rule.least;
  if (rule.at_most) json["max"] = true;
  if (!rule.then.empty()) json["then_action"] = rule.then;
  if (!rule.condition.empty()) json["condition"] = rule.condition;
  if (!rule.law.empty()) json["law"] = rule.law;
  if (!rule.refers_to.empty()) json["refers_to"] = rule.refers_to;
  if (rule.not_stored) json["not_stored"] = true;
  if (rule.vague) json["vague"] = true;
  return json;
}

Json Of(const std::vector<Retention>& rules) {
  Json list = Json::array();
  for (const Retention& rule : rules) list.push_back(Of(rule));
  return list;
}

Json Of(const Recipient& recipient) {
  Json json = {{"name", recipient.name},         {"region", OrNull(recipient.region)}, {"purpose", OrNull(recipient.purpose)},
               {"data", OrNull(recipient.data)}, {"span", Span(recipient.place)},      {"confidence", recipient.confidence}};
  if (!recipient.safeguards.empty()) json["safeguards"] = recipient.safeguards;
  if (!recipient.in_list) json["in_passing"] = true;
  return json;
}

Json RecipientsOf(const Facts& facts, bool categories) {
  Json list = Json::array();
  for (const Recipient& recipient : facts.recipients) {
    if (recipient.category == categories) list.push_back(Of(recipient));
  }
  return list;
}

Json Of(const Cookie& cookie) {
  return {{"name", cookie.name},
          {"lifetime", OrNull(cookie.lifetime)},
          {"purpose", OrNull(cookie.purpose)},
          {"provider", OrNull(cookie.provider)},
          {"span", Span(cookie.place)}};
}

Json Of(const Activity& activity) {
  Json purposes = Json::array();
  for (const Text& purpose : activity.purposes) purposes.push_back(purpose.text);
  return {{"name", activity.name},
          {"aliases", activity.aliases},
          {"purposes", purposes},
          {"legal_bases", activity.legal_bases},
          {"retention", Of(activity.retention)},
          {"data_subjects", activity.data_subjects},
          {"data_categories", activity.data_categories},
          {"recipients", activity.recipients},
          {"span", Span(activity.place)},
          {"confidence", activity.confidence}};
}

Json ControllerOf(const Controller& controller) {
  return {{"name", Of(controller.name)},        {"org_no", Of(controller.organisation_number)},
          {"emails", Texts(controller.emails)}, {"dpo", controller.dpo},
          {"country", Of(controller.country)},  {"address", Of(controller.address)},
          {"phone", Of(controller.phone)}};
}

template <typename T>
Json ListOf(const std::vector<T>& items) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(Of(item));
  return list;
}

}  // namespace

std::string FactsJson(const Facts& facts) {
  Json rights = Json::array();
  for (const Right& right : facts.rights) rights.push_back(right.name);
  Json unmapped = Json::array();
  for (const Text& text : facts.unmapped) unmapped.push_back({{"text", text.text}, {"span", Span(text.place)}});
  Json empty_lists = Json::array();
  for (const AnnouncedList& list : facts.lists) {
    if (list.items == 0) empty_lists.push_back({{"span", Span(list.place)}});
  }
  const Json json = {
      {"language", facts.language},
      {"languages", facts.languages},
      {"controller", ControllerOf(facts.controller)},
      {"last_updated", Of(facts.last_updated)},
      {"legal_bases", Texts(facts.legal_bases)},
      {"retention", Of(facts.retention)},
      {"recipients", RecipientsOf(facts, false)},
      {"recipient_categories", RecipientsOf(facts, true)},
      {"transfers_outside_eea", facts.transfers_outside_eea ? Json(*facts.transfers_outside_eea) : Json(nullptr)},
      {"safeguards", Texts(facts.safeguards)},
      {"rights", rights},
      {"authority", Of(facts.authority)},
      {"authority_country", OrNull(facts.authority_country)},
      {"cookies", ListOf(facts.cookies)},
      {"minimum_age", facts.minimum_age ? Json(std::stoi(facts.minimum_age->text)) : Json(nullptr)},
      {"breach_72h", facts.breach_72h.has_value()},
      {"automated_decisions", facts.automated_decisions ? Json(*facts.automated_decisions) : Json(nullptr)},
      {"security", Places(facts.security)},
      {"activities", ListOf(facts.activities)},
      {"empty_lists", empty_lists},
      {"unmapped", unmapped},
  };
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lofte::importer
