// What a sealed copy holds: the values that left a row, whose they are, and the facts by which their end is found. As bytes, and back.
// Every value comes back as it was, whatever its bytes.
//
// docs/design/0004-sealed-copies.md. Plain values; pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expr/value.h"
#include "grounds/facts.h"

namespace lofte::engine {

struct SealedCopy {
  enum class Kind {
    kBlocked,     // the values of one group
    kUndoRow,     // a row that was deleted: all its columns but computed ones, in `values` those that held something about somebody
    kUndoFields,  // what fields of a row that stays held before they were erased
    kGone         // no value: a row was deleted and could not be kept. Its key may be another's from then on
  };
  Kind kind = Kind::kBlocked;
  using Columns = std::vector<std::pair<std::string, expr::Value>>;  // names and values
  std::string table;                                                 // with the store's name
  Columns key;     // of the row, as it is when the values have left it: columns and values
  Columns values;  // columns and values; of PostgreSQL as the database writes them as text
  Columns beside;  // what else stood in a row that was deleted with them
  Columns people;  // by role: the keys
  grounds::Facts facts{time::Zone::Utc()};
  // What can be put back: the rows that the values refer to and that were there when they left, as table and columns: its key, and by what
  // it is referred to.
  std::vector<std::pair<std::string, Columns>> parents = {};
};

std::string_view NameOf(SealedCopy::Kind kind);

std::string Encode(const SealedCopy& copy);
// `zone`: the controller's. Errors: kInvalid: no copy, or of a newer program.
Result<SealedCopy> Decode(const std::string& bytes, const time::Zone& zone);

}  // namespace lofte::engine
