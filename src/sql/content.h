// Tests of the content of a column as SQL: the form of a hash, the number of a payment card.
#pragma once

#include <string>
#include <string_view>

#include "stores/store.h"

namespace lofte::sql {

inline constexpr std::string_view kCardNumber = "card-number";

// `column`, of any type, as the text that `Matches` looks at.
std::string AsText(const std::string& column, stores::Dialect dialect);

// `column`, as a text, matches the pattern. Total: false for NULL, and in SQLite for a fraction, whose digits are no number of anything. In
// PostgreSQL `card-number` is a necessary condition only (IsExact says so): the caller looks at the candidates with stores::HasCardNumber.
std::string Matches(const std::string& column, std::string_view pattern, stores::Dialect dialect);
bool IsExact(std::string_view pattern, stores::Dialect dialect);

}  // namespace lofte::sql
