// Keys as people type them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "expr/value.h"
#include "stores/catalogue.h"
#include "stores/store.h"

namespace lofte::engine {

// What the text can mean as a value of the column; never empty. A column of SQLite that keeps whatever it is given, with no type or of
// bytes, may hold a number, a text or bytes. Errors: kInvalid, `WHOSE is a whole number`, `WHOSE holds no number of that size`.
Result<std::vector<expr::Value>> ReadKey(const stores::Column& column, stores::Dialect dialect, const std::string& text,
                                         const std::string& whose);

// How somebody names a row: `881`, its key of one column; or columns and what they hold, `order_id=7,line=2`, a value that has a comma or
// begins with a quote in double quotes, `street="Main St, 5",name="""Bo"""`. Errors: kInvalid; kLimit above 4096 bytes.
Result<std::vector<std::pair<std::string, std::string>>> ReadNamedTexts(const stores::Table& table, const std::string& text);

// A row's key: its columns, in order.
using RowKey = std::vector<std::pair<std::string, expr::Value>>;

// A whole key of a row, so named, with all that it can mean (ReadKey), never empty; columns beside it are passed over. Each value as the
// store would return it. Errors: kInvalid, after which a transaction of PostgreSQL may be at its end; kLimit, also above 256 meanings.
Result<std::vector<RowKey>> ReadRowKeys(stores::Store& store, const stores::Table& table, const std::string& text);

}  // namespace lofte::engine
