// What is known of a row at a place in a condition: the literals around it that must hold, or cannot, for the place to matter.
//
// Over conditions in normal form (normal_form.h). Copied at each `and` and `or`; small. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "expr/expr.h"

namespace lofte::sql {

// Numbers for conditions: two have the same number exactly when they are the same. Keeps what it has numbered, so that no address is used
// twice.
class Names {
 public:
  int Of(const expr::Expr& expr);

 private:
  std::unordered_map<const expr::Node*, int> by_node_;
  std::unordered_map<std::string, int> by_key_;
  std::vector<expr::Expr> kept_;
};

class Knowledge {
 public:
  // `names` is borrowed; all that are compared share one.
  explicit Knowledge(Names& names) : names_(&names) {}

  // The condition is TRUE here.
  void Assume(const expr::Expr& condition);
  // The condition is not TRUE here (FALSE or NULL).
  void Deny(const expr::Expr& condition);

  // Whether the condition is TRUE for certain, or for certain is not, if either follows.
  std::optional<bool> Of(const expr::Expr& condition) const;

  // What is known of the one row that a unique hop leads to, given that there is one.
  Knowledge Behind(const expr::Hop& hop) const;
  // There is a row at the end of this unique hop, if that follows.
  bool HasRow(const expr::Hop& hop) const;
  // Of another row: nothing.
  Knowledge OfOtherRow() const { return Knowledge(*names_); }

 private:
  struct Column {
    bool is_null = false, not_null = false;
    std::optional<expr::Value> at_least, below;  // at_least <= column, column < below
  };
  struct Row {
    expr::Hop hop;
    std::vector<expr::Expr> is_true, not_true;
  };
  void Learn(const expr::Expr& condition);
  void AssumeCompare(const expr::Node& compare);
  std::optional<bool> OfCompare(const expr::Node& compare) const;
  // A conjunction that is not TRUE, and of which all operands but one are, says that this one is not.
  void Conclude();
  Row& RowOf(const expr::Hop& hop);

  Names* names_;
  std::map<int, Column> columns_;  // by the name of the column's node
  std::map<int, bool> literals_;
  std::vector<Row> rows_;
  std::vector<expr::Expr> denied_ands_;  // not TRUE, and not yet known because of which operand
};

}  // namespace lofte::sql
