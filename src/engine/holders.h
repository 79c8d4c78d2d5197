// How many rows hold data of some categories, and about how many people: what a change of the policy is about.
//
// Nothing is changed, and no value leaves the store: the database counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/site.h"

namespace lofte::engine {

struct Holders {
  std::int64_t rows = 0;  // with a value of one of the categories, in the tables of all stores
  std::int64_t people =
      0;  // different ones, by their keys; those of two stores are counted twice, and one that nobody knows is not counted
};

// Of each list of categories, in the caller's order; nullopt where no table of the data map holds any of them. Whether a rule applies to a
// row, or who of two persons of one table a change is about, is not asked. One snapshot per store; for each list a scan of each table for
// its rows, and one for the people of each of its roles. Errors: the store's.
Result<std::vector<std::optional<Holders>>> CountHolders(std::vector<Site>& sites, const std::vector<std::vector<std::string>>& lists);

}  // namespace lofte::engine
