// The recorded faults of tests/mutations/gigcoms.yaml, whose head says what each key means.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stores/store.h"

namespace lofte::tests {

struct Mutation {
  std::string promise, name;
  std::map<stores::Dialect, std::string>
      sql;  // with its parts; `{edge}` not yet replaced. Empty for a kind of database in which it cannot happen
  std::string fault, twin;
  std::optional<std::string> stays;
  std::string hold;   // empty: not tried
  std::string value;  // empty: the promise is not one that a sweep mends
  std::string left;
  std::int64_t rows = 1;
  std::vector<std::string> undated;

  bool MendedBySweep() const { return !value.empty(); }
  bool Exists(stores::Dialect dialect) const { return !sql.at(dialect).empty(); }
  std::string Sql(stores::Dialect dialect, const std::string& edge) const;
  // The same with other ids, so that many can be in one database; `number` below 1000.
  Mutation WithIdsOf(std::size_t number) const;
};

// Panics on a mistake in the file.
std::vector<Mutation> ReadMutations(const std::string& path);

}  // namespace lofte::tests
