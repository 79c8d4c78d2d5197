#include "transparency/tilt_parts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "policy/countries.h"
#include "transparency/document_id.h"
#include "transparency/parties.h"
#include "transparency/rights.h"

namespace lofte::transparency {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// By the schema's pattern: `+`, a bracket, one to four digits, a bracket, then digits, blanks and `-./`.
bool IsPhone(std::string_view phone) {
  std::size_t at = std::min(phone.find_first_not_of('+'), phone.size());
  if (at < phone.size() && phone[at] == '(') ++at;
  if (at == phone.size() || !IsDigit(phone[at])) return false;
  while (at < phone.size() && IsDigit(phone[at])) ++at;
  if (at < phone.size() && phone[at] == ')') ++at;
  return std::all_of(phone.begin() + static_cast<std::ptrdiff_t>(at), phone.end(),
                     [](char c) { return IsDigit(c) || std::string_view(" -./").find(c) != std::string_view::npos; });
}

// Who answers for the controller: its representative in the EEA or, where it needs none, the controller by its own name.
Json RepresentativeJson(const TiltSource& source) {
  const policy::Controller& controller = source.policy.controller;
  const bool named = controller.representative.has_value();
  const std::string email = named && !controller.representative->email.empty() ? controller.representative->email : controller.email;
  Json json = {{"name", named ? controller.representative->name : controller.name}};
  json["email"] = source.Needed(IsEmail(email) ? email : "", "controller: email");
  AddPhone(json, named ? controller.representative->phone : controller.phone);
  return json;
}

}  // namespace

std::string TiltSource::Text(const policy::LocalText& text, const std::string& place) const {
  return Needed(TextIn(text, language), place + ": " + language);
}

std::string TiltSource::Needed(const std::string& value, const std::string& place) const {
  if (value.empty()) missing.push_back(place);
  return value;
}

void Join(std::string& to, const std::string& text, std::string_view separator) {
  if (!to.empty() && !text.empty()) to += separator;
  to += text;
}

void AddEmail(Json& object, const std::string& email) {
  if (IsEmail(email)) object["email"] = email;
}

void AddPhone(Json& object, const std::string& phone) {
  if (IsPhone(phone)) object["phone"] = phone;
}

void AddCountryCode(Json& object, const std::string& country) {
  if (policy::IsCountryCode(country)) object["country"] = country;
}

std::string LawReference(const std::string& law) {
  std::string reference = law;
  std::replace(reference.begin(), reference.end(), '/', '-');
  return reference;
}

// The policy says one day of itself, the first on which it holds; when its words were written down it does not say.
Json MetaJson(const TiltSource& source) {
  const std::optional<time::Day> first = source.policy.FirstDay();
  const std::string day = source.Needed(first ? time::Format(*first) : "", "effective");
  return {{"_id", DocumentId(source.policy, "tilt " + source.language)},
          {"name", source.policy.controller.name},
          {"created", day},
          {"modified", day},
          {"version", source.publication.version},
          {"language", source.language.substr(0, source.language.find('-'))},
          {"status", source.policy.draft ? "inactive" : "active"},
          {"url", source.publication.url},
          {"_hash", ""}};
}

Json ControllerJson(const TiltSource& source) {
  const policy::Controller& controller = source.policy.controller;
  Json json = {{"name", source.Needed(controller.name, "controller: name")}};
  json["address"] = source.Needed(AddressOf(controller), "controller: address");
  json["country"] = source.Needed(policy::IsCountryCode(controller.country) ? controller.country : "", "controller: country");
  json["representative"] = RepresentativeJson(source);
  return json;
}

// The schema requires an officer, and most companies need none: then nobody is named, and the addresses are the controller's.
Json OfficerJson(const TiltSource& source) {
  const policy::Controller& controller = source.policy.controller;
  const policy::Officer officer = controller.officer.value_or(policy::Officer{});
  const std::string email = officer.email.empty() ? controller.email : officer.email;
  Json json = {{"name", officer.name}};
  json["address"] = officer.address.empty() ? AddressOf(controller) : officer.address;
  json["country"] = controller.country;
  json["email"] = source.Needed(IsEmail(email) ? email : "", controller.officer ? "controller: officer: email" : "controller: email");
  AddPhone(json, officer.phone);
  return json;
}

}  // namespace lofte::transparency
