// The queries of hellotickets.sql: which promises each counts for, and its text in one dialect. The format stands at the head of that file.
#pragma once

#include <string>
#include <vector>

#include "stores/store.h"

namespace lofte::bench {

struct HandQuery {
  std::vector<std::string> promises;
  std::string what;
  std::string sql;  // one SELECT of one number
};

// Panics where the file is not as its head says.
std::vector<HandQuery> ReadHandQueries(const std::string& file, stores::Dialect dialect);

}  // namespace lofte::bench
