// The grounds of the field groups of one table, as resolved formulas over its columns; or, of one row that was read, over its facts.
//
// Adds to grounds::Lowering what a whole row knows: that the link to a person is gone only when everything about that person in the row is.
// Borrows the table and the lowering. What was asked before is the same tree again, so a TableGrounds is for one thread, and for as long as
// the person state of the BoundMap stays. Pure.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "datamap/bind.h"
#include "grounds/lower.h"

namespace lofte::controls {

class TableGrounds {
 public:
  TableGrounds(const datamap::BoundTable& table, const grounds::Lowering& lowering) : table_(table), lowering_(lowering) {}
  // Of one row: `has_value` says of each group whether the row holds something of it, and facts stay leaves, for grounds::Facts to answer.
  // Borrowed.
  TableGrounds(const datamap::BoundTable& table, const grounds::Lowering& lowering, const std::vector<bool>& has_value)
      : table_(table), lowering_(lowering), of_row_(&has_value) {}

  const datamap::BoundTable& table() const { return table_; }
  const std::vector<datamap::FieldGroup>& groups() const { return table_.groups(); }
  const grounds::Lowering& lowering() const { return lowering_; }

  expr::Expr Gone(const datamap::FieldGroup& group, grounds::Edge edge) const;
  // As Gone, but for holds. At kDue: what Gone and Held have in common.
  expr::Expr GoneButForHolds(const datamap::FieldGroup& group, grounds::Edge edge) const;
  expr::Expr Undated(const datamap::FieldGroup& group) const;
  expr::Expr Held(const datamap::FieldGroup& group) const;
  expr::Expr Blocked(const datamap::FieldGroup& group) const;
  // Blocked, where blocks are carried out: the value leaves the row for a sealed copy. Never the key of a person: it goes with what is said
  // about them.
  expr::Expr IsSealed(const datamap::FieldGroup& group) const;
  // Blocked or gone. Of the key of a person: every value that needs it is one of these.
  expr::Expr OutOfUse(const datamap::FieldGroup& group) const;
  // Of the key of a person: there is no such person in the row.
  expr::Expr AboutNobody(const datamap::FieldGroup& group) const;
  expr::Expr Unclaimed(const datamap::FieldGroup& group) const;
  // Lowering::EndsWith; of the key of a person: of every value that needs it.
  expr::Expr EndsWith(const datamap::FieldGroup& group, policy::Then then) const;
  // Gone when due, the strongest rule that ended says aggregate, and it is carried out: the map says by what, the rules in cells of how
  // many. Never the key of a person.
  expr::Expr IsCounted(const datamap::FieldGroup& group) const;
  // Gone when due, and the strongest rule that ended says erase. Of the key of a person also: what is said about them is sealed or counted.
  expr::Expr Erased(const datamap::FieldGroup& group) const;
  // Gone when due, and what follows is something that a sweep carries out.
  expr::Expr Goes(const datamap::FieldGroup& group) const;
  expr::Expr Applies(const datamap::FieldGroup& group, const policy::Rule& rule) const;
  expr::Expr Charged(const datamap::FieldGroup& group, const policy::Rule& rule, grounds::Edge edge) const;
  // As Charged, of a value that is gone at that edge. Not for the key of a person.
  expr::Expr ChargedIfGone(const datamap::FieldGroup& group, const policy::Rule& rule, grounds::Edge edge) const;
  // Lowering::ShownTooLong. False for the key of a person: what it is needed for is charged.
  expr::Expr ShownTooLong(const datamap::FieldGroup& group, const policy::Rule& rule, grounds::Edge edge) const;
  // Some group of the row is gone to erasure, and every other is as well or is an empty one about nobody: an earlier sweep took that
  // person's part. False for a table without groups.
  expr::Expr RowErased() const;
  // The same with values that leave the row for a sealed copy, or are counted: RowLeaves in any way; RowSealed, so that some value is
  // sealed; RowCounted, so that none is and some is counted.
  expr::Expr RowLeaves() const;
  expr::Expr RowSealed() const;
  expr::Expr RowCounted() const;
  // Some value of the row can be sealed, can be counted, at all.
  bool CanSeal() const;
  bool CanCount() const;

  // The ids of the promises whose rules bind the group, in policy order, without repeats.
  std::vector<std::string> PromisesOf(const datamap::FieldGroup& group) const;

 private:
  expr::Expr Resolve(const expr::Expr& formula) const;
  expr::Expr HasValue(const datamap::FieldGroup& group) const;
  expr::Expr MakeGoes(const datamap::FieldGroup& group) const;
  expr::Expr MakeCharged(const datamap::FieldGroup& group, const policy::Rule& rule, grounds::Edge edge) const;
  bool Counts(const grounds::Binding& binding) const;
  // Of a value of these rules: it leaves its row to be erased, sealed or counted.
  expr::Expr Leaves(const grounds::Binding& binding) const;
  template <typename F>
  expr::Expr RowGoes(const F& goes) const;
  template <typename F>
  expr::Expr Every(const datamap::FieldGroup& group, const F& of) const;
  // Some group of the row can be about somebody where this one is about nobody.
  bool CanBeLeftAlone(const datamap::FieldGroup& group) const;
  // A group that needs the link has this rule, and it applies.
  expr::Expr NeededBy(const datamap::FieldGroup& link, const policy::Rule& rule) const;
  template <typename F>
  expr::Expr Some(const datamap::FieldGroup& group, const F& of) const;

  enum class Asked { kGone, kGoneButForHolds, kUndated, kHeld, kBlocked, kErased, kGoes, kApplies, kCharged };
  using Question = std::tuple<Asked, const datamap::FieldGroup*, const policy::Rule*, grounds::Edge>;
  expr::Expr Once(const Question& question, const std::function<expr::Expr()>& make) const;

  const datamap::BoundTable& table_;
  const grounds::Lowering& lowering_;
  const std::vector<bool>* of_row_ = nullptr;
  mutable std::map<Question, expr::Expr> made_;
};

// Those of all tables of a store, each made when it is asked for. As TableGrounds.
class StoreGrounds {
 public:
  StoreGrounds(const datamap::BoundMap& bound, const grounds::Lowering& lowering) : bound_(bound), lowering_(lowering) {}

  const TableGrounds& Of(const datamap::BoundTable& table) const { return tables_.try_emplace(&table, table, lowering_).first->second; }
  const datamap::BoundMap& bound() const { return bound_; }
  const grounds::Lowering& lowering() const { return lowering_; }

 private:
  const datamap::BoundMap& bound_;
  const grounds::Lowering& lowering_;
  mutable std::map<const datamap::BoundTable*, TableGrounds> tables_;
};

}  // namespace lofte::controls
