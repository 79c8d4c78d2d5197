// What the parts of the DPV writer share: nodes, references and literals of JSON-LD. Private to this module.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "transparency/labels.h"

namespace lofte::transparency {

using Json = nlohmann::ordered_json;

// Borrowed for as long as a document is written.
struct DpvSource {
  const policy::Policy& policy;
  const Labels& labels;
};

// The id of a node of the document: `this:KIND-ID`.
std::string LocalId(std::string_view kind, std::string_view id);
Json Node(const std::string& id, const std::vector<std::string>& types);  // types without empty ones
Json Reference(const std::string& id);
Json TypedLiteral(const std::string& value, const std::string& type);
// Appends to the list of `property`; nothing where `value` is null or an empty text.
void Add(Json& node, const char* property, Json value);
// One literal with its language for each text.
void AddTexts(Json& node, const char* property, const policy::LocalText& texts);
void AddReferences(Json& node, const char* property, std::string_view kind, const std::vector<std::string>& ids);
// Ways to reach somebody: addresses of mail and of pages as IRIs, all else as it is written.
void AddContacts(Json& node, const std::vector<std::string>& ways);
// Under which it holds, in the policy's words; nothing where there is none.
void AddCondition(Json& node, const std::string& condition);
// The country or union as a location; nothing for `global`, which is no place.
void AddCountry(Json& node, const char* property, const std::string& country);

// Who: the controller with officer, representative and authority; joint controllers; recipients.
void AddEntities(const DpvSource& source, Json& graph);
// A node for each activity, with its storage.
void AddProcesses(const DpvSource& source, Json& graph);
void AddStorage(const DpvSource& source, const policy::Activity& activity, Json& process);
// Transfers out of the EEA, each with its basis.
void AddTransfers(const DpvSource& source, Json& graph);
// Categories, kinds of people, sources.
void AddConcepts(const DpvSource& source, Json& graph);
// Rights, measures, breach duties.
void AddRights(const DpvSource& source, Json& graph);
void AddMeasures(const DpvSource& source, Json& graph);
// The recipients that are outside the EEA.
std::vector<std::string> TransfersOf(const policy::Policy& policy);
// Ids of all sources that activities name, in order, once each.
std::vector<std::string> SourcesOf(const policy::Policy& policy);

}  // namespace lofte::transparency
