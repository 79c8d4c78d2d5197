// The live schema of a store, as values.
//
// Read once at the start of a command; the fingerprint tells whether it has changed since a plan was made. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "expr/expr.h"

namespace lofte::stores {

struct Column {
  std::string name;
  std::string declared;  // the type as the database prints it
  expr::Type type = expr::Type::kOther;
  std::string collation;  // of a column that takes texts of other bytes for equal (SQLite's NOCASE; nondeterministic ones), as SQL names it
  bool compares_as_number = false;  // SQLite: of a type such as DATETIME, in which '7' is '007'
  bool nullable = true;
  bool has_default = false;  // the database gives a value when an INSERT leaves the column out: DEFAULT, identity, INTEGER PRIMARY KEY
  bool generated = false;    // GENERATED ALWAYS AS (..), or identity always: cannot be written
  // Made by the database of other columns, so that nobody ever writes it. (An identity, which is generated too, has a default.)
  bool is_computed() const { return generated && !has_default; }
  int max_length = 0;  // characters of varchar(n) and char(n); 0: no bound. SQLite bounds nothing
};

enum class OnDelete { kNoAction, kRestrict, kCascade, kSetNull, kSetDefault };

struct ForeignKey {
  std::string name;  // empty where the database keeps none (SQLite)
  std::vector<std::string> columns;
  expr::TableName target;
  std::vector<std::string> target_columns;  // as many as `columns`
  OnDelete on_delete = OnDelete::kNoAction;
};

struct Unique {
  std::string name;                  // of its index; empty for an INTEGER PRIMARY KEY
  std::vector<std::string> columns;  // empty for an index on an expression
  bool primary = false;
  bool partial = false;
};

// Of the table, of one column, or of a column's domain (then the expression says VALUE).
struct Check {
  std::string name;
  std::string expression;
  std::vector<std::string> columns;
};

// What else can refuse a row for what is made of its columns: a constraint that no plan can foretell, and that a check can only name.
struct Derived {
  enum class Kind {
    kUniqueExpression,  // a unique index on an expression
    kNullsNotDistinct,  // a unique constraint for which two NULLs are the same (PostgreSQL)
    kGenerated,         // a generated column that is NOT NULL or unique; `name` is the column's
    kExclusion,         // an exclusion constraint (PostgreSQL)
    kPartitionKey,      // by which rows are put into partitions, one of which has to take the row (PostgreSQL); without a name
  };
  Kind kind = Kind::kUniqueExpression;
  std::string name;
  std::vector<std::string> columns;  // that it is made of
};

// An enabled trigger, or a rewrite rule of PostgreSQL, which can do as much harm (its name is then `rule NAME`).
struct Trigger {
  std::string name;
  std::string events;  // `insert`, `update`, `delete`, joined by `,`
};

// An index that can serve any row's lookup: total, of a kind that answers `=`. Those of keys and unique constraints are among them.
struct Index {
  std::string name;
  std::vector<std::string> columns;  // an expression is an empty name
};

struct Table {
  expr::TableName name;
  std::vector<Column> columns;
  std::vector<Unique> uniques;  // the primary key among them
  std::vector<ForeignKey> foreign_keys;
  std::vector<Check> checks;
  std::vector<Derived> derived;
  std::vector<Trigger> triggers;
  std::vector<Index> indexes;
  bool row_security = false;  // enabled and forced or not: PostgreSQL's relrowsecurity
  int row_security_policies = 0;
  bool is_inherited = false;                // PostgreSQL: tables that are no partitions inherit from it, and their rows count as its own
  bool without_row_position = false;        // SQLite WITHOUT ROWID: no physical order to range over
  std::vector<expr::TableName> partitions;  // the leaves of a partitioned table, which are not tables of their own here

  const Column* Find(std::string_view column) const;
  // The columns of the primary key, or of the first total unique constraint on NOT NULL columns; empty: none.
  std::vector<std::string> KeyColumns() const;
  // Whether these columns are unique together in every row that has no NULL among them.
  bool IsUnique(const std::vector<std::string>& columns) const;
};

struct Catalogue {
  std::vector<Table> tables;   // ordered by name; Løfte's own tables are left out. Names in the default schema have an empty schema
  std::string default_schema;  // its name: `main`, `public`
  bool types_are_kept = true;  // a column holds only what it is declared to (not in SQLite)
  // Exact names; the default schema may be named or left out.
  const Table* Find(const expr::TableName& name) const;
  // SHA-256 (hex) of the canonical text of everything above but partitions, plain indexes and `derived`, which come and go
  // without changing what a plan means.
  std::string Fingerprint() const;
};

}  // namespace lofte::stores
