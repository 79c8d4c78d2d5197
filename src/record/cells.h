// What stands in a cell of a record. Private to this module.
#pragma once

#include "record/record.h"

namespace lofte::record {

// Name, number, address, country, e-mail and phone, as far as they are there, in lines.
std::string PartyText(const Party& party);
// The officer, or that there is none; "" where neither is said.
std::string OfficerText(const Record& record, const Phrases& phrases);
// Lines, parted by '\n'; "" where the policy says nothing. Panics for a column that there is none of.
std::string CellText(const std::string& column, const Entry& entry, const Record& record, const Phrases& phrases, bool with_front);

}  // namespace lofte::record
