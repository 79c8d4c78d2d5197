// What is known of a row at a place in a condition: the literals around it that must hold, or cannot, for the place to matter.
//
// Over conditions in normal form (normal_form.h). Copied at each `and` and `or`; small. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "expr/expr.h"

namespace lofte::sql {

class Knowledge {
 public:
  // The condition is TRUE here.
  void Assume(const expr::Expr& condition);
  // The condition is not TRUE here (FALSE or NULL).
  void Deny(const expr::Expr& condition);

  // What the literal is for certain, if that follows.
  std::optional<bool> Of(const expr::Expr& literal) const;

  // What is known of the one row that a unique hop leads to, given that there is one.
  Knowledge Behind(const expr::Hop& hop) const;

 private:
  struct Column {
    bool is_null = false, not_null = false;
    std::optional<expr::Value> at_least, below;  // at_least <= column, column < below
  };
  struct Row {
    expr::Hop hop;
    std::vector<expr::Expr> is_true, not_true;
  };
  void AssumeCompare(const expr::Node& compare);
  std::optional<bool> OfCompare(const expr::Node& compare) const;
  Row& RowOf(const expr::Hop& hop);

  std::map<std::string, Column> columns_;      // by level and name
  std::map<std::string, bool> literals_;       // by key
  std::vector<Row> rows_;
};

// A text that two conditions have in common exactly when they are the same.
std::string KeyOf(const expr::Expr& expr);

}  // namespace lofte::sql
