// Random cases. Everything comes from one seed; the number that a case prints makes it again.
#pragma once

#include <array>
#include <random>
#include <string>

#include "agreement/model.h"

namespace lofte::tests::agreement {

// One source of randomness. The same seed makes the same cases with the same compiler (arguments of one call are drawn in its order).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  // 0 .. below - 1
  std::size_t Below(std::size_t below) { return static_cast<std::size_t>(engine_() % below); }
  int Between(int low, int high) { return low + static_cast<int>(Below(static_cast<std::size_t>(high - low + 1))); }
  bool Chance(int percent) { return Below(100) < static_cast<std::size_t>(percent); }
  template <typename T>
  const T& Pick(const std::vector<T>& items) {
    return items.at(Below(items.size()));
  }
  template <typename T, std::size_t N>
  T Pick(const T (&items)[N]) {
    return items[Below(N)];
  }

 private:
  std::mt19937_64 engine_;
};

// What a drawn policy is sure to have: a rule of this kind that reads such an event, on a value of a person in such a place.
struct Focus {
  Kind kind = Kind::kNeedUse;
  std::string label;     // of EventLabels()
  std::string position;  // of Positions()
  bool aggregates = false;
};
// Where a person's key stands: alone in the row, as one of two, in the row that a link leads to; `self`: the row is the person's own.
const std::vector<std::string>& Positions();
std::string PositionOf(const Scenario& scenario, const std::string& role);

Scenario DrawScenario(Dice& dice, const Focus& focus);

// The rows of a case as each database is given them: one meaning, two spellings.
struct DrawnRows {
  // SQLite's rows hold values that are not of their column's type, which the other database cannot: there the answers may differ.
  bool has_misfits = false;
  Stored sqlite, postgres;
  std::size_t near_edge = 0;  // rows of scenario.table with an event within a day of an edge of a rule at T
};
DrawnRows DrawRows(Dice& dice, const Scenario& scenario, std::size_t count);

}  // namespace lofte::tests::agreement
