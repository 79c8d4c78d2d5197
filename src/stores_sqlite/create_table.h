// What SQLite keeps only as the text of a CREATE statement: CHECK constraints, and the events of triggers.
//
// Reads tokens, not grammar, of statements that SQLite itself has accepted: quotes, comments and parentheses are all that can mislead.
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stores/catalogue.h"

namespace lofte::stores_sqlite {

// The CHECK constraints of a CREATE TABLE, in order. The columns of a check are those of `columns` that its expression names. O(bytes x
// columns).
std::vector<stores::Check> ChecksOf(std::string_view create_table, const std::vector<stores::Column>& columns);

// Those of `columns` that the statement of an index names. (Of a partial one, those of its condition too.)
std::vector<std::string> ColumnsOfIndex(std::string_view create_index, const std::vector<stores::Column>& columns);

// Those of `columns` that the generated column `name` is made of; empty for one that is not generated.
std::vector<std::string> ColumnsOfGenerated(std::string_view create_table, std::string_view name,
                                            const std::vector<stores::Column>& columns);

// `insert`, `update` or `delete` of a CREATE TRIGGER.
std::string TriggerEventOf(std::string_view create_trigger);

}  // namespace lofte::stores_sqlite
