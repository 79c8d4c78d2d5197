#include "transparency/tilt.h"

#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "base/words.h"
#include "transparency/tilt_parts.h"

namespace lofte::transparency {
namespace {

std::string Written(const Json& document) { return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json DocumentJson(const TiltSource& source) {
  Json document;
  document["meta"] = MetaJson(source);
  document["controller"] = ControllerJson(source);
  document["dataProtectionOfficer"] = OfficerJson(source);
  document["dataDisclosed"] = DisclosedJson(source);
  document["thirdCountryTransfers"] = TiltTransfers(source);
  document["sources"] = TiltOrigins(source);
  AddTiltRights(source, document);
  document["automatedDecisionMaking"] = TiltAutomation(source);
  document["changesOfPurpose"] = Json::array();
  return document;
}

// `missing`: not empty.
Error Lacking(const std::vector<std::string>& missing) {
  std::vector<std::string> each_once;
  AddEachOnce(each_once, missing);
  return {ErrorCode::kInvalid, "a TILT document requires what the policy does not say: add " + Quoted(each_once) +
                                   " to policy.yaml; texts of a language may stand in its words instead"};
}

}  // namespace

Result<std::string> Tilt(const policy::Policy& policy, const std::string& language, const Labels& labels, const Publication& publication) {
  const Result<Phrases> phrases = Phrases::In(language);
  if (!phrases) return Fail(phrases.error());
  std::vector<std::string> missing;
  Json document = DocumentJson({policy, language, labels, publication, *phrases, missing});
  if (!missing.empty()) return Fail(Lacking(missing));
  // Of the document with an empty `_hash`, byte for byte as it is written here.
  document["meta"]["_hash"] = Sha256Hex(Written(document));
  return Written(document);
}

}  // namespace lofte::transparency
