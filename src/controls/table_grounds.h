// The grounds of the field groups of one table, as resolved formulas over its columns.
//
// Adds to grounds::Lowering what a whole row knows: that the link to a person is gone only when everything about that person in the row is.
// Borrows the table and the lowering. Pure.
#pragma once

#include <string>
#include <vector>

#include "datamap/bind.h"
#include "grounds/lower.h"

namespace lofte::controls {

class TableGrounds {
 public:
  TableGrounds(const datamap::BoundTable& table, const grounds::Lowering& lowering) : table_(table), lowering_(lowering) {}

  const datamap::BoundTable& table() const { return table_; }
  const std::vector<datamap::FieldGroup>& groups() const { return table_.groups(); }
  const grounds::Lowering& lowering() const { return lowering_; }

  expr::Expr Gone(const datamap::FieldGroup& group, grounds::Edge edge) const;
  // As Gone, but for holds. At kDue: what Gone and Held have in common.
  expr::Expr GoneButForHolds(const datamap::FieldGroup& group, grounds::Edge edge) const;
  expr::Expr Undated(const datamap::FieldGroup& group) const;
  expr::Expr Held(const datamap::FieldGroup& group) const;
  expr::Expr Blocked(const datamap::FieldGroup& group) const;
  expr::Expr Unclaimed(const datamap::FieldGroup& group) const;
  // Gone when due, and the strongest rule that ended says erase.
  expr::Expr Erased(const datamap::FieldGroup& group) const;
  // Gone when due, and what follows is something that a sweep carries out: erased or anonymised, and not aggregated.
  expr::Expr Goes(const datamap::FieldGroup& group) const;
  expr::Expr Applies(const datamap::FieldGroup& group, const policy::Rule& rule) const;
  expr::Expr Charged(const datamap::FieldGroup& group, const policy::Rule& rule, grounds::Edge edge) const;
  // Some group of the row is gone to erasure, and every other is as well or is an empty one about nobody: an earlier sweep took that
  // person's part. False for a table without groups.
  expr::Expr RowErased() const;

  // The ids of the promises whose rules bind the group, in policy order, without repeats.
  std::vector<std::string> PromisesOf(const datamap::FieldGroup& group) const;

 private:
  template <typename F>
  expr::Expr Every(const datamap::FieldGroup& group, const F& of) const;
  // Some group of the row can be about somebody where this one is about nobody.
  bool CanBeLeftAlone(const datamap::FieldGroup& group) const;
  // A group that needs the link has this rule, and it applies.
  expr::Expr NeededBy(const datamap::FieldGroup& link, const policy::Rule& rule) const;
  template <typename F>
  expr::Expr Some(const datamap::FieldGroup& group, const F& of) const;

  const datamap::BoundTable& table_;
  const grounds::Lowering& lowering_;
};

}  // namespace lofte::controls
