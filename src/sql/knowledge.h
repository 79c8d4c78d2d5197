// What is known of a row at a place in a condition: the literals around it that must hold, or cannot, for the place to matter.
//
// Over conditions in normal form (normal_form.h). A place within a place knows more, and what it knew is forgotten when it is left (Mark,
// Forget), so nothing is copied. Of what nothing follows it is remembered until more is known of something in it. A conjunction that is
// known not to be TRUE is looked at again only when one of two of its operands may have become TRUE: while two are open it says nothing
// (the two watched literals of SAT solvers; Moskewicz et al., Chaff, 2001). One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "expr/expr.h"
#include "sql/names.h"

namespace lofte::sql {

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

  // What is known of the one row that a unique hop leads to, given that there is one. Lives as long as this; what is told to it is to be
  // forgotten again.
  Knowledge& Behind(const expr::Hop& hop);
  // There is a row at the end of this unique hop, if that follows.
  bool HasRow(const expr::Hop& hop) const;
  // Of another row: nothing.
  Knowledge OfOtherRow() const { return Knowledge(*names_); }

  // All that is learnt after a mark is forgotten by Forget, the latest mark first.
  std::size_t Mark() const { return undo_.size(); }
  void Forget(std::size_t mark);

 private:
  struct Column {
    bool is_null = false, not_null = false, fits = false;
    std::optional<expr::Value> at_least, below;  // at_least <= column, column < below
    std::optional<expr::Value> equal;            // column = equal
    std::vector<expr::Value> unequal;            // of none of these `column = it` is TRUE
  };
  struct Row {
    expr::Hop hop;
    std::unique_ptr<Knowledge> of;
    bool is_there = false;
  };
  // A conjunction that is not TRUE. `concluded`: it is known which operand is not.
  struct Denied {
    expr::Expr conjunction;
    bool concluded = false;
    std::size_t watched[2] = {SIZE_MAX, SIZE_MAX};  // operands
    std::size_t serials[2] = {0, 0};                // of what watches them
  };
  // No longer counts when the serial of that side is another one.
  struct Watcher {
    std::size_t denied = 0, side = 0, serial = 0;
  };
  struct Undo {
    enum class What { kLiteral, kColumn, kRow, kDenied, kConcluded } what;
    std::size_t at = 0;  // the name, or the index
    std::size_t was = 0, and_was = 0;
  };

  void Learn(const expr::Expr& condition);
  void Refute(const expr::Expr& condition);
  // False when it is known already, with all that follows.
  bool Told(const expr::Expr& condition, bool truth);
  void AssumeCompare(const expr::Node& compare);
  std::optional<bool> OfCompare(const expr::Node& compare) const;
  std::optional<bool> OfIn(const expr::Node& in) const;
  // Whether a column is equal to the value.
  static std::optional<bool> IsEqual(const Column& column, const expr::Value& value);
  // A conjunction that is not TRUE, and of which all operands but one are, says that this one is not.
  void Conclude();
  void LookAgain(std::size_t denied);
  void Watch(const Watcher& watcher, const expr::Expr& operand);
  // What is known of a column changes, if `change` says so; of what is no column nothing is known.
  template <typename F>
  void Change(const expr::Expr& column, const F& change);
  void Say(const expr::Expr& column, bool is_null, bool not_null, bool fits);
  const Column* Find(const expr::Expr& column) const;
  void Bind(const expr::Node& compare, bool is_below);
  void Equate(const expr::Node& compare, bool is_equal);
  void Note(const expr::Hop& hop, const expr::Expr& body, bool truth);
  std::size_t RowOf(const expr::Hop& hop);
  void Wake(int name);
  // More is known of it: what was found of the conditions around it may be no longer all that follows.
  void Outdate(int name);
  std::optional<bool> Follows(const expr::Expr& condition) const;

  Names* names_;
  std::unordered_map<int, Column> columns_;  // by the name of the column's node
  std::vector<std::int8_t> literals_;        // by name; 0: nothing is known
  // By name: what Of found, if nothing has been learnt since of anything in it. When something is forgotten, what was open is so still.
  enum class Found : std::uint8_t { kOutdated, kTruth, kOpen };
  mutable std::vector<Found> found_;
  std::vector<Row> rows_;
  std::vector<Denied> denied_;
  std::unordered_map<int, std::vector<Watcher>> watchers_;  // by name: what may conclude something when more is known of it
  std::size_t serials_ = 0;
  std::vector<std::size_t> awake_;
  std::vector<Undo> undo_;
  std::vector<Column> columns_before_;
};

}  // namespace lofte::sql
