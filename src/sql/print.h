// Expression trees as SQL, per dialect and in two shapes with one meaning.
//
//   batch shape   related rows as EXISTS, found by index: for DELETE and UPDATE, whose WHERE holds the whole predicate
//   set shape     unique related rows as LEFT JOIN, each joined once however many columns ask for it: for one pass over a table
//
// Both print the tidied tree (Tidy), in which a NULL is as good as false, so a missing row leads to the same answer in both. Facts must
// have been resolved. Pure.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expr/expr.h"
#include "stores/store.h"

namespace lofte::sql {

using stores::Dialect;

// A quoted name: `"order"`, quotes doubled.
std::string Identifier(std::string_view name);
std::string TableRef(const expr::TableName& table, Dialect dialect);
// A literal of the dialect.
std::string Literal(const expr::Value& value, Dialect dialect);

// The erased form `key` of a row as SQL (expr/erased_key.h): of each column of its key, the SQL and the type.
std::string ErasedKey(const std::vector<std::pair<std::string, expr::Type>>& key);

// The predicate over the row `alias`, in batch shape.
std::string Condition(const expr::Expr& expr, Dialect dialect, const std::string& alias);

// A condition that is TRUE for the same rows (where it is not, it may be FALSE or NULL), with guards that others make needless left out,
// bounds on a column merged, each related row asked once, and cheap operands first. For WHERE and FILTER, not below a NOT. `never`:
// conditions that are TRUE of no row there is; of a row of which one were, the result says nothing. Of a tree too large for it the rest is
// left as it is. `looks`: comes out as the number of nodes that were looked at.
expr::Expr Tidy(const expr::Expr& expr, const std::vector<expr::Expr>& never = {}, std::size_t* looks = nullptr);

// The same for many conditions about the rows of one table: what they have in common is looked at once, and a condition that was seen
// before, or is a result, is not looked at again. Keeps what it was told of and what it made. One thread.
class Tidier {
 public:
  Tidier();
  ~Tidier();
  Tidier(Tidier&&) noexcept;

  // TRUE of no row, as `never` of the function; TRUE of every row. For what is tidied from here on.
  void Never(const expr::Expr& condition);
  void Always(const expr::Expr& condition);
  expr::Expr Tidy(const expr::Expr& expr);
  // Of the last condition.
  std::size_t looks() const;

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

using expr::Path;

// A joined row of the set shape.
struct Join {
  std::size_t parent = 0;  // 1 + index of the join it hangs on; 0: the table itself
  expr::Hop hop;
  std::string alias;
};

// From each row of a set for which `where` is true, on to the rows of the same table that it is linked to.
struct Spread {
  std::vector<std::pair<std::string, std::string>> on;  // (column of the row, column of the other)
  expr::Expr where;
};

// The keys of some rows of a table, found once and asked about by name: a hop that `is_set`, whose target is {store, "", name}.
struct Set {
  std::string name;
  expr::TableName table;
  std::vector<std::string> columns;  // a key of the table
  expr::Expr predicate;
  std::vector<Spread> spreads = {};  // how it grows from the rows of the predicate, until it grows no more
};

// What Scan and Listing have in common: one table under the alias `t`, and the rows that are joined to it.
class Select {
 public:
  // A set that the filters, or the sets after it, ask about.
  void With(Set set) { sets_.push_back(std::move(set)); }

  // No row is such: filters added from here on need not ask.
  void Never(const expr::Expr& condition) { tidier_.Never(condition); }

  // As it is printed where it is a filter. What is tidy already is left as it is.
  expr::Expr Tidied(const expr::Expr& filter) { return tidier_.Tidy(filter); }

  // Only rows for which the filter is true are looked at, so filters added from here on need not ask it.
  void Where(const expr::Expr& filter);

  // The table is read as it lies, by no index. SQLite without statistics takes one for conditions that most rows fulfil, and then looks for
  // each row by itself: ten times as long.
  void ReadAsItLies() { as_it_lies_ = true; }

  std::size_t size() const { return columns_.size(); }
  // `also`: a condition as SQL over the alias `t`, for the rows that are looked at; empty: for all of them.
  std::string Sql(const std::string& also = {}) const;

 protected:
  Select(expr::TableName table, Dialect dialect);
  // The index of the column; that of an equal one, if there is one.
  std::size_t Column(std::string sql);

  Dialect dialect_;
  Tidier tidier_;
  std::vector<Join> joins_;

 private:
  expr::TableName table_;
  std::vector<Set> sets_;
  std::vector<std::string> columns_;
  std::string where_;
  bool as_it_lies_ = false;

 protected:
  std::string suffix_;
};

// One pass over one table that answers many questions.
class Scan : public Select {
 public:
  Scan(expr::TableName table, Dialect dialect) : Select(std::move(table), dialect) {}

  // Each returns the index of its column in the one row of the result. What was asked before is not asked twice.
  std::size_t CountAll();
  std::size_t Count(const expr::Expr& filter);
  // Rows for which `filter` and the SQL condition over the alias `t` are both true.
  std::size_t Count(const expr::Expr& filter, const std::string& condition);
  // The least value of the column among rows for which the filter is true; NULL when there is none.
  std::size_t Min(const expr::Expr& filter, const Path& path);
};

// Some rows of one table, and what is so of each.
class Listing : public Select {
 public:
  Listing(expr::TableName table, Dialect dialect) : Select(std::move(table), dialect) {}

  // Each returns the index of its column in each row of the result.
  std::size_t Value(const Path& path);
  // Whether the condition, which is total, is true: a boolean in PostgreSQL, 0 or 1 in SQLite.
  std::size_t Truth(const expr::Expr& condition);
  // A column of the table itself, so that nothing of it is lost: in PostgreSQL as the text that the database writes.
  std::size_t Whole(const std::string& column);
  // SQL over the alias `t`.
  std::size_t Raw(std::string sql) { return Column(std::move(sql)); }
  // PostgreSQL: the rows are locked as a DELETE would.
  void Lock() { suffix_ = "\nFOR UPDATE OF t"; }
};

}  // namespace lofte::sql
