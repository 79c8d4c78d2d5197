// Tests of the content of a column as SQL: the form of a hash, the numbers of people and cards.
#pragma once

#include <string>
#include <string_view>

#include "stores/store.h"

namespace lofte::sql {

// `column`, of any type, as the text that `Matches` looks at.
std::string AsText(const std::string& column, stores::Dialect dialect);

// `column`, as a text, matches the pattern: the name of a stores::ColumnFormat, or of a stores::NumberPattern that it holds. Total: false
// for NULL, and of a number in SQLite for a fraction, whose digits are no number of anything. In PostgreSQL a NumberPattern is a necessary
// condition only (IsExact says so): the caller looks at the candidates with stores::Holds.
std::string Matches(const std::string& column, std::string_view pattern, stores::Dialect dialect);
bool IsExact(std::string_view pattern, stores::Dialect dialect);

}  // namespace lofte::sql
