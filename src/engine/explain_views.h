// What the formulas say of the values of one row, or of one sealed copy, from the facts that were read of it. Pure; borrows all it is
// given.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "controls/table_grounds.h"
#include "engine/explain.h"

namespace lofte::engine {

// What was read of a row.
struct RowFacts {
  grounds::Facts facts;
  std::vector<bool> has_value;                           // by group
  std::vector<std::pair<std::string, expr::Value>> key;  // empty: the table has none
};

// Asked of the whole row, at some T.
using Ask = std::function<expr::Expr(const controls::TableGrounds&)>;

class Explainer {
 public:
  Explainer(const datamap::BoundTable& table, const RowFacts& read, const grounds::Question& question);

  ValueView View(const datamap::FieldGroup& group, bool has_value) const;
  void ViewRow(Explanation& of) const;

 private:
  grounds::FormulaAt Formula(const Ask& ask) const;
  bool IsAt(const Ask& ask, time::Instant at, const grounds::Facts& facts) const;
  bool IsCounted(const datamap::FieldGroup& group) const;
  bool CanBeAboutNobody() const;
  Standing StandingOf(const datamap::FieldGroup& group) const;
  std::optional<time::Instant> Turn(const Ask& ask, const std::vector<time::Instant>& points, const grounds::Facts& facts) const;
  std::vector<time::Instant> PointsOf(const datamap::FieldGroup& group) const;
  std::vector<time::Instant> PointsOf(const std::vector<std::size_t>& groups) const;
  void Date(const datamap::FieldGroup& group, ValueView& view) const;
  template <typename F>
  std::optional<time::Instant> DateOf(const datamap::FieldGroup& group, const std::vector<time::Instant>& points, const F& charged,
                                      std::vector<std::string>& promises, std::vector<LatePromise>& each) const;
  RuleView ViewOf(const datamap::FieldGroup& group, const policy::Rule& rule, const std::string& role) const;
  std::optional<time::Instant> LateFrom(const policy::Rule& rule, const std::string& role, grounds::Of of) const;

  const datamap::BoundTable& table_;
  const RowFacts& read_;
  grounds::Facts unheld_;
  const grounds::Question& question_;
};

}  // namespace lofte::engine
