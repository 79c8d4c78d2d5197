// What a sealed copy holds: the values that left a row, whose they are, and the facts by which their end is found. As bytes, and back.
//
// docs/design/0004-sealed-copies.md. Plain values; pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "expr/value.h"
#include "grounds/facts.h"

namespace lofte::engine {

struct SealedCopy {
  std::string table;                                        // with the store's name
  std::vector<std::pair<std::string, expr::Value>> key;     // of the row: columns and values
  std::vector<std::pair<std::string, expr::Value>> values;  // columns and values; of PostgreSQL as the database writes them as text
  std::vector<std::pair<std::string, expr::Value>> beside;  // technical columns of a row that was deleted with them
  std::vector<std::pair<std::string, expr::Value>> people;  // by role: the keys
  grounds::Facts facts{time::Zone::Utc()};
};

std::string Encode(const SealedCopy& copy);
// `zone`: the controller's. Errors: kInvalid: no copy, or of a newer program.
Result<SealedCopy> Decode(const std::string& bytes, const time::Zone& zone);

}  // namespace lofte::engine
