#include "transparency/dpv_parts.h"

#include <nlohmann/json.hpp>

#include "base/words.h"
#include "policy/countries.h"
#include "transparency/dpv_terms.h"
#include "transparency/rights.h"

namespace lofte::transparency {

std::string LocalId(std::string_view kind, std::string_view id) { return "this:" + std::string(kind) + "-" + std::string(id); }

Json Node(const std::string& id, const std::vector<std::string>& types) {
  Json node = {{"@id", id}};
  for (const std::string& type : types) Add(node, "@type", type);
  return node;
}

Json Reference(const std::string& id) { return {{"@id", id}}; }

Json TypedLiteral(const std::string& value, const std::string& type) { return {{"@value", value}, {"@type", type}}; }

void Add(Json& node, const char* property, Json value) {
  if (value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty())) return;
  node[property].push_back(std::move(value));
}

void AddTexts(Json& node, const char* property, const policy::LocalText& texts) {
  for (const auto& [language, text] : texts) node[property].push_back({{"@value", text}, {"@language", language}});
}

void AddReferences(Json& node, const char* property, std::string_view kind, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) node[property].push_back(Reference(LocalId(kind, id)));
}

void AddContacts(Json& node, const std::vector<std::string>& ways) {
  for (const std::string& way : ways) {
    if (IsEmail(way)) {
      Add(node, "dpv:hasContact", Reference("mailto:" + way));
    } else {
      Add(node, "dpv:hasContact", IsUrl(way) ? Reference(way) : Json(way));
    }
  }
}

void AddCondition(Json& node, const std::string& condition) {
  if (condition.empty()) return;
  Json value = {{"@type", "dpv:ProcessingCondition"}, {"skos:notation", condition}};
  Add(node, "dpv:hasProcessingCondition", std::move(value));
}

void AddCountry(Json& node, const char* property, const std::string& country) {
  if (country.empty() || country == "global") return;
  const std::string term = DpvTerm("country", country);
  if (!term.empty()) return Add(node, property, Reference(term));
  Json unknown = {{"@type", "dpv:Country"}, {"skos:notation", country}};
  Add(node, property, std::move(unknown));
}

std::vector<std::string> TransfersOf(const policy::Policy& policy) {
  std::vector<std::string> ids;
  for (const policy::Recipient& recipient : policy.recipients) {
    if (policy::LeavesTheEea(recipient.country)) ids.push_back(recipient.id);
  }
  return ids;
}

std::vector<std::string> SourcesOf(const policy::Policy& policy) {
  std::vector<std::string> ids;
  for (const policy::Activity& activity : policy.activities) AddEachOnce(ids, activity.sources);
  return ids;
}

}  // namespace lofte::transparency
