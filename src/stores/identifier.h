// Names as SQL text, the same in every dialect: double quotes, doubled inside. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "expr/expr.h"

namespace lofte::stores {

// `"name"`. Always quoted, so that no name is ever a keyword or folded.
std::string QuoteIdentifier(std::string_view name);

// `"schema"."table"`, or `"table"` in the default schema.
std::string QuoteTable(const expr::TableName& name);

// `alias.`, quoted where it must be; nothing for no alias. An alias that comes quoted stays as it is.
std::string QualifierOf(std::string_view alias);

// Whether `type` can stand as a column's type in a CREATE TABLE: names, numbers, quoted names and balanced parentheses, nothing that ends
// the column. Errors: kInvalid.
Status CheckTypeName(std::string_view type);

// ASCII only, as SQLite compares names.
bool EqualIgnoringCase(std::string_view a, std::string_view b);

}  // namespace lofte::stores
