// Which rows a sweep will have deleted and which keys it will have emptied when it has ended, asked before it begins. Only the engine's
// steps are made from this.
//
// A parent goes only when no child is left that stays. Deleted children are a named set per table, computed once and asked about by name
// (sql::Set), each after those it asks about. Borrows the BoundMap, the lowering and the tables. Pure; one thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "controls/table_grounds.h"
#include "datamap/bind.h"
#include "sql/print.h"

namespace lofte::engine {

// A value in this column can't be emptied while its row stands.
bool Refuses(const datamap::Field& field);
// The column is a person's key that can be emptied.
bool IsLink(const datamap::Field& field);

// What keeps the key of a person in its row although its time has come: values about the person that can't be emptied, and rows of other
// tables that find the person through it and still say something. Without the key all these would count as anonymous.
class LinkGuard {
 public:
  LinkGuard(const datamap::BoundMap& bound, const grounds::Lowering& lowering, const datamap::BoundTable& table)
      : bound_(bound), lowering_(lowering), table_(table) {}

  // False where nothing can.
  expr::Expr KeptByRefusal(const datamap::FieldGroup& group) const;

  // When the steps before this one are done; or, foretold, when those will have emptied what has ended.
  enum class When { kNow, kForetold };
  expr::Expr KeptByReaders(const std::string& column, When when) const;

 private:
  expr::Expr Says(const datamap::BoundTable& other, const datamap::Person& person, const datamap::Link& link, When when) const;
  expr::Expr Stays(const datamap::BoundTable& other, const datamap::FieldGroup& group) const;

  const datamap::BoundMap& bound_;
  const grounds::Lowering& lowering_;
  const datamap::BoundTable& table_;
};

// The rows that a sweep will delete, the sets that they are told by, and whether that is all.
struct Foretelling {
  expr::Expr rows;
  std::vector<sql::Set> sets;
  bool is_exact = true;
};

// Which rows of each table can be deleted: everything in them has ended and nothing that stays references them.
class Deletable {
 public:
  // `order`: of the tables of `bound`, as the sweep visits them.
  Deletable(const datamap::BoundMap& bound, const grounds::Lowering& lowering, const std::vector<const datamap::BoundTable*>& order);

  // No child is left at all: true when the steps of the children are done.
  expr::Expr Now(const datamap::BoundTable& table) const;
  // No child is left that this sweep does not delete or unlink. Not exact where tables reference each other in a circle, or
  // where a row is unlinked from another of its own table.
  Foretelling Foretold(const datamap::BoundTable& table);
  // Rows of the table wait for others of it.
  bool HasLayers(const datamap::BoundTable& table) const;

 private:
  enum class Children { kAll, kOwn, kOthers };  // of the same table, of other tables
  template <typename F>
  expr::Expr SomeChild(const datamap::BoundTable& table, Children which, const F& counts) const;
  // Of the row itself: everything in it leaves, and what other rows are told by it can be kept there.
  expr::Expr Leaves(const datamap::BoundTable& table) const;
  static expr::Expr IsAnother(const stores::Table& child, const datamap::BoundTable& table);

  expr::Expr Foretold(const datamap::BoundTable& table, std::vector<sql::Set>& sets);
  expr::Expr Stays(const stores::Table& child, const stores::ForeignKey& key, std::vector<sql::Set>& sets);
  expr::Expr Deleted(const datamap::BoundTable& child, std::vector<sql::Set>& sets);
  expr::Expr KeptByLayers(const datamap::BoundTable& table, const expr::Expr& kept_by_others, std::vector<sql::Set>& sets);
  expr::Expr Unlinked(const datamap::BoundTable& child, const stores::ForeignKey& key) const;

  const datamap::BoundMap& bound_;
  const grounds::Lowering& lowering_;
  std::map<const datamap::BoundTable*, std::size_t> position_;
  std::set<const datamap::BoundTable*> visiting_;
  std::map<const datamap::BoundTable*, Foretelling> foretold_;
  bool met_cycle_ = false;
};

}  // namespace lofte::engine
