// Tests of the content of a text column as SQL: the form of a hash, the number of a payment card.
#pragma once

#include <string>
#include <string_view>

#include "stores/store.h"

namespace lofte::sql {

inline constexpr std::string_view kCardNumber = "card-number";

// `column` matches the pattern. Total: false for NULL. In PostgreSQL `card-number` is a necessary condition only (IsExact says so): the
// caller looks at the candidates with stores::HasCardNumber.
std::string Matches(const std::string& column, std::string_view pattern, stores::Dialect dialect);
bool IsExact(std::string_view pattern, stores::Dialect dialect);

}  // namespace lofte::sql
