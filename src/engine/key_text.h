// Keys as people type them.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "expr/value.h"
#include "stores/catalogue.h"
#include "stores/store.h"

namespace lofte::engine {

// What the text can mean as a value of the column; never empty. A column of SQLite that keeps whatever it is given, with no type or of
// bytes, may hold a number, a text or bytes. Errors: kInvalid, `WHOSE is a whole number`.
Result<std::vector<expr::Value>> ReadKey(const stores::Column& column, stores::Dialect dialect, const std::string& text,
                                         const std::string& whose);

}  // namespace lofte::engine
