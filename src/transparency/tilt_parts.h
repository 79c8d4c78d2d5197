// What the parts of the TILT writer share. Private to this module.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "transparency/labels.h"
#include "transparency/phrases.h"

namespace lofte::transparency {

using Json = nlohmann::ordered_json;

// Borrowed for as long as a document is written; `missing` grows.
struct TiltSource {
  const policy::Policy& policy;
  const std::string& language;
  const Labels& labels;
  const Publication& publication;
  const Phrases& phrases;
  std::vector<std::string>& missing;  // places of policy.yaml: `controller: email`

  // A text of the policy in the document's language. Where there is none, `place` is missing.
  std::string Text(const policy::LocalText& text, const std::string& place) const;
  // A value that the schema requires. Where it is empty, `place` is missing.
  std::string Needed(const std::string& value, const std::string& place) const;
};

// Appends `text` behind `separator`, if both have something to separate.
void Join(std::string& to, const std::string& text, std::string_view separator);
// Adds what the schema lets out where it is empty or not as it asks for.
void AddEmail(Json& object, const std::string& email);
void AddPhone(Json& object, const std::string& phone);
void AddCountryCode(Json& object, const std::string& country);

Json MetaJson(const TiltSource& source);
Json ControllerJson(const TiltSource& source);
Json OfficerJson(const TiltSource& source);
Json DisclosedJson(const TiltSource& source);
// Of one category in one activity: an entry for each rule.
Json TiltStorage(const TiltSource& source, const policy::Activity& activity, const std::string& category);
Json TiltTransfers(const TiltSource& source);
Json TiltOrigins(const TiltSource& source);
// Adds the members of the document that are about rights.
void AddTiltRights(const TiltSource& source, Json& document);
Json TiltAutomation(const TiltSource& source);
// `GDPR-6-1-a`, `DK-bookkeeping`: as the schema writes references to laws.
std::string LawReference(const std::string& law);

}  // namespace lofte::transparency
