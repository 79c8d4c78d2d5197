// What a policy says, as one line for whoever compares two of them, in the policy's own words and ids. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/change.h"

namespace lofte::diff {

// `a, b`
std::string JoinIds(const std::vector<std::string>& ids);
std::string WordsOf(const policy::LocalText& text);  // in English, else in the first of its languages
// `keep while account.open, when not ticket.open, within P30D, then erase`
std::string RuleText(const policy::Rule& rule);
std::string TermText(const policy::Term& term);
std::string TermText(const std::optional<policy::Term>& term);  // empty: not said
std::string MeasureText(const policy::Measure& measure);        // its figures
// Everything that the control says.
std::string ControlText(const policy::Control& control);

Value TextValue(std::string text);
Value LocalValue(const policy::LocalText& text);
Value TermValue(const std::optional<policy::Term>& term);
Value RulesValue(const std::vector<const policy::Rule*>& rules);
Value CountryValue(const std::string& country);
Value BasisValue(const policy::Activity& activity);
Value ListValue(std::vector<std::string> ids);
Value NumberValue(std::optional<int> number);

}  // namespace lofte::diff
