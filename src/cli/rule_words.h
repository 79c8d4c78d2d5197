// The rules of a policy in sentences, for whoever checks them against its text. Pure.
#pragma once

#include <string>
#include <vector>

#include "policy/policy.h"

namespace lofte::cli {

// ` (lines 138, 168-170)`, of the published text; nothing for none. `lines`: in order.
std::string OfTheText(const std::vector<int>& lines);
// `anonymised`: what has been done when it is over.
std::string DoneWords(policy::Then then);
// Why a rule does not apply, or (`is_unknown`) what is unknown about it. `name`: of engine::RuleView::not_so.
std::string NotSoWords(const std::string& name, bool is_unknown);
// Whose ground it is, and what for: `need of books, to keep the books that the law asks for (legal-obligation; to keep, and not to use)`.
std::string GroundWords(const policy::Rule& rule, const policy::Policy& policy);
// What the policy says: `keep: P5Y after payment.date, within P1D, then erase`.
std::string RuleWords(const policy::Rule& rule);

}  // namespace lofte::cli
