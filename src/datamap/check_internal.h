// What the checks share. Only check*.cc include this.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"
#include "datamap/datamap.h"
#include "policy/policy.h"
#include "stores/catalogue.h"

namespace lofte::datamap::checking {

inline void AddError(Issues& issues, const Span& span, std::string code, std::string message, std::string help = "") {
  Add(issues, {Severity::kError, std::move(code), std::move(message), span, std::move(help)});
}

inline void AddWarning(Issues& issues, const Span& span, std::string code, std::string message, std::string help = "") {
  Add(issues, {Severity::kWarning, std::move(code), std::move(message), span, std::move(help)});
}

inline std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

// "did you mean `x`?", or `otherwise` when no candidate is near.
inline std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates, std::string otherwise = "") {
  std::string near = Nearest(word, candidates);
  return near.empty() ? otherwise : "did you mean " + Quoted(near) + "?";
}

inline bool Contains(const std::vector<std::string>& items, const std::string& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

// Some field of the table is of this category.
bool Holds(const TableMap& table, const std::string& category);
// A category of the rule that the table holds; nullptr: none. Borrowed from the rule.
const std::string* HeldBy(const TableMap& table, const policy::Rule& rule);
// Events, states and conditions that the policy reads and no table of the map defines: one issue a name, where the policy says it.
void CheckNames(const policy::Policy& policy, const DataMap& map, Issues& issues);
// What rules read, on each table that they apply to, of names that some table defines: check_facts.cc.
void CheckRuleFacts(const policy::Policy& policy, const DataMap& map, Issues& issues);

// A foreign key over the link's columns keeps the linked row, emptied at most, while a row of `from` references it.
bool IsHeldByForeignKey(const stores::Catalogue& catalogue, const TableMap& from, const Link& link);
// Keys of persons that rows of other tables read past the time of the row they stand in: check_persons.cc.
void CheckPersonSources(const policy::Policy& policy, const DataMap& map, const stores::Catalogue& catalogue, Issues& issues);

// The erased form of one field against its column: check_blank.cc.
void CheckBlank(const Field& field, const stores::Column& column, const stores::Table& table, Issues& issues);
// A column that a foreign key references can't be emptied: the rows that reference it would change, or refuse.
void CheckBlankIsNoTarget(const Field& field, const stores::Table& table, const stores::Catalogue& catalogue, Issues& issues);

}  // namespace lofte::datamap::checking
