// The parts of the reader of datamap.yaml: one function for each kind of entry. Only reader*.cc and their tests include this.
//
// Every function reports what is wrong and returns what could be understood. Sections are read in the order in which they refer to each
// other (links, persons, fields, events, states), whatever their order in the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "datamap/datamap.h"
#include "text/document.h"

namespace lofte::datamap::reading {

// The keys and words of the format. schema/datamap.schema.json repeats them; a test compares.
inline const std::vector<std::string> kTopKeys = {"lofte", "people", "tables", "without-personal-data"};
inline const std::vector<std::string> kTableKeys = {"record", "persons",    "links",  "fields",   "events",
                                                    "states", "conditions", "serves", "triggers", "aggregate"};
inline const std::vector<std::string> kPersonKeys = {"key", "null"};
inline const std::vector<std::string> kLinkKeys = {"to", "on", "where"};
inline const std::vector<std::string> kFieldKeys = {"category", "of", "origin", "blank", "link"};
inline const std::vector<std::string> kBlankKeys = {"constant"};
inline const std::vector<std::string> kEventKeys = {"column", "latest", "earliest", "kept-in",  "kind",
                                                    "zone",   "format", "null",     "plausible"};
inline const std::vector<std::string> kStateKeys = {"when", "until", "null"};
inline const std::vector<std::string> kConditionKeys = {"when", "null"};
inline const std::vector<std::string> kAggregateKeys = {"by"};
inline const std::vector<std::string> kKinds = {"instant", "date", "local", "epoch-seconds", "epoch-millis"};
inline const std::vector<std::string> kOrigins = {"given", "observed", "derived"};
inline const std::vector<std::string> kBlanks = {"null", "key", "refuse"};
inline const std::vector<std::string> kFormats = {"YYYY-MM-DD",
                                                  "YYYY-MM-DD HH:MM:SS",
                                                  "YYYY-MM-DDTHH:MM:SS",
                                                  "YYYY-MM-DDTHH:MM:SSZ",
                                                  "YYYY-MM-DDTHH:MM:SS.sssZ",
                                                  "YYYY-MM-DD HH:MM:SS[.ssssss]",
                                                  "YYYY-MM-DDTHH:MM:SS[.ssssss]",
                                                  "YYYY-MM-DD HH:MM:SS[.ssssss]+00:00",
                                                  "YYYY-MM-DDTHH:MM:SS[.ssssss]+00:00"};
inline const std::vector<std::string> kPersonNulls = {"absent", "unknown"};
inline const std::vector<std::string> kEventNulls = {"not-yet", "unknown"};
inline const std::vector<std::string> kConditionNulls = {"false", "true", "unknown"};

void Report(Issues& issues, const Span& span, std::string code, std::string message, std::string help = "");
// "did you mean `x`?", or the known words, or "".
std::string Suggest(std::string_view word, const std::vector<std::string>& known);

// Each reports `wrong-shape` when the node is of another kind; `what` names the entry in the message.
bool RequireMap(const text::Node& node, std::string_view what, Issues& issues);
bool RequireText(const text::Node& node, std::string_view what, Issues& issues);
// The value of a key that has to be there, or nullptr after `missing-key`.
const text::Node* Require(const text::Node& map, std::string_view key, std::string_view what, Issues& issues);

// One of `words`; nullopt after `unknown-value`.
std::optional<std::size_t> ReadWord(const text::Node& node, const std::vector<std::string>& words, std::string_view what, Issues& issues);
// The meaning of NULL under key `null` of `map`, one of `words`; `otherwise` when it is not there or wrong.
OfNull ReadOfNull(const text::Node& map, const std::vector<std::string>& words, OfNull otherwise, Issues& issues);
// `store.table` or `store.schema.table`; a part with a dot in it stands in double quotes.
std::optional<expr::TableName> ReadTableName(std::string_view name, const Span& span, Issues& issues);
// `column` or `link.column`; the link is one of `links`.
std::optional<ColumnPath> ReadColumnPath(const text::Node& node, std::string_view what, const TableMap& table, Issues& issues);
// nullptr after an issue.
expr::SyntaxPtr ReadExpression(const text::Node& node, std::string_view what, Issues& issues);
// An integer, a decimal number, true or false as such; everything else, and everything in quotes, as text.
expr::Value ReadConstant(const text::Node& node);

// `group.leaf`, dotted lower-case words with hyphens: categories, events, states, conditions. Reports `bad-name`.
bool RequireDottedName(std::string_view name, const Span& span, std::string_view what, Issues& issues);
// A lower-case word with hyphens or underscores: roles, records, activities. Reports `bad-name`.
bool RequireWord(std::string_view name, const Span& span, std::string_view what, Issues& issues);

void ReadPersons(const text::Node& node, TableMap& table, Issues& issues);
void ReadLinks(const text::Node& node, TableMap& table, Issues& issues);
void ReadFields(const text::Node& node, TableMap& table, Issues& issues);
void ReadEvents(const text::Node& node, TableMap& table, Issues& issues);
void ReadStates(const text::Node& node, TableMap& table, Issues& issues);
void ReadConditions(const text::Node& node, TableMap& table, Issues& issues);
void ReadServes(const text::Node& node, TableMap& table, Issues& issues);
void ReadTable(const text::Node::Entry& entry, DataMap& map, Issues& issues);

// Names of a list, for suggestions.
template <typename T>
std::vector<std::string> Names(const std::vector<T>& items, std::string T::*member) {
  std::vector<std::string> names;
  for (const T& item : items) names.push_back(item.*member);
  return names;
}

}  // namespace lofte::datamap::reading
