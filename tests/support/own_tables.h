// What stands in Løfte's own tables `sealed`, `sealed_person` and `cells`, as values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/site.h"

namespace lofte::tests {

struct StoredCopy {
  std::string id, kind, table, digest, run, key_id, terms;
  std::string due, late, told;  // days; empty: none
  bool is_undated = false;
  bool is_held = false;              // somebody whom it is about has an open hold or restriction
  std::vector<std::string> persons;  // `user 7`, keys as ExactlyOf has them; in order
  std::string ciphertext;
};

struct OwnTables {
  std::map<std::string, StoredCopy> copies;                                          // by id
  std::int64_t strays = 0;                                                           // persons of copies that are not there
  std::map<std::tuple<std::string, std::int64_t, std::string>, std::int64_t> cells;  // rows, by table, level and cell
};

// `now`: holds that are open until later are open.
OwnTables OwnTablesOf(stores::Store& store, const engine::Site& site, time::Instant now);

}  // namespace lofte::tests
