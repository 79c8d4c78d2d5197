// The END of a rule as text and as a sum, for formats that have no grammar of their own. Private to this module. Pure; any thread.
#pragma once

#include <string>

#include "policy/policy.h"

namespace lofte::transparency {

// When the rule ends in truth: a need on consent also ends when the consent does.
policy::End EndOf(const policy::Rule& rule);
// As it is written in policy.yaml: `P5Y after financial-year-end(booking.date)`.
std::string WrittenEnd(const policy::End& end);
// Of an END after an event: all its periods together. Where a year or a month is run to its end, that comes on top.
time::Period TotalOf(const policy::End& end);
// The END's function next to its event: `financial-year-end`; empty: none.
std::string FunctionOf(const policy::End& end);

}  // namespace lofte::transparency
