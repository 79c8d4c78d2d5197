// What a sweep would do at T: per step the rows, since when they are due, and the SQL. Nothing is changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/site.h"
#include "engine/step.h"
#include "grounds/lower.h"

namespace lofte::engine {

struct PlannedStep {
  std::string store;
  int number = 0;
  std::string table;  // as in the data map, with the store's name
  std::string action;
  std::vector<std::string> fields;
  std::vector<std::string> promises;
  std::int64_t rows = 0;
  std::int64_t most_rows = 0;  // more than `rows` only where tables reference each other in a circle: the sweep finds out
  std::int64_t table_rows = 0;
  std::optional<time::Day> oldest_due;
  std::string sql;  // one batch; `:range` stands for its range
};

// What a plan was made from. A sweep by that plan refuses when any of it is another.
struct Basis {
  std::string policy;  // the file
  std::string policy_sha256;
  std::string map_sha256;
  std::string schema_sha256;
};

struct Plan {
  Basis basis;
  time::Instant at;
  std::vector<PlannedStep> steps;       // those with rows, and those without
  std::optional<time::Day> undo_until;  // what of it is deleted or erased can be put back before this day, where no promise ends before;
                                        // nullopt: nothing of it can
  std::vector<std::string> remarks;     // what whoever made it has to say beside it; a line each
  std::int64_t rows() const;
};

Basis BasisOf(const policy::Policy& policy, const datamap::DataMap& map, const std::vector<Site>& sites);

// One scan per table, all in one snapshot per store. kRefused when a step would fire a trigger that the data map does not name. Of sealed
// copies whose days are by former terms those are counted that a sweep will destroy, where the site has their key; else a remark says so.
Result<Plan> MakePlan(const Basis& basis, std::vector<Site>& sites, const grounds::Question& question);

// Why a sweep by `now` must not go ahead, or nothing. `approved`, when given, is the plan that a person has seen: another basis, or a step
// that has grown by more than 1 % and 100 rows (or a fifth of a table of fewer than 500), that had no rows and has some, or that the policy
// does not have, refuses (kConflict). A step that may change more than 100 rows, and more than `max_share` of its table, refuses
// (kRefused).
Status Guard(const Plan& now, const Plan* approved, double max_share);

// The most rows that a running step may change for which so many were counted: 1 % and 100 rows more, for what came due in the meantime.
std::int64_t MostAfter(std::int64_t counted);

}  // namespace lofte::engine
