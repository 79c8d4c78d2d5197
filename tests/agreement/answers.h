// The code's own answers to a case: formulas through the readers, the lowering and the binding, and what each evaluator makes of them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "agreement/model.h"
#include "datamap/bind.h"
#include "engine/site.h"
#include "expr/expr.h"
#include "policy/policy.h"
#include "stores/store.h"

namespace lofte::tests::agreement {

// A case's files, read and bound to the schema of one database. Panics, with the files, when they have errors: the drawing is wrong then.
struct BoundCase {
  policy::Policy policy;
  datamap::DataMap map;
  grounds::Question question;
  std::unique_ptr<datamap::BoundMap> bound;  // borrows the others
  const datamap::BoundTable* table = nullptr;
  const datamap::FieldGroup& GroupOf(const std::string& column) const;
};
// `change`: of what was read, before it is bound; for faults.
std::unique_ptr<BoundCase> BindCase(const Scenario& scenario, const stores::Catalogue& catalogue,
                                    const std::function<void(BoundCase&)>& change = {});

// One resolved formula for each question, on the schema of one database.
std::vector<expr::Expr> Formulas(const Scenario& scenario, const std::vector<Question>& questions, const stores::Catalogue& catalogue);

// Row by row. `?` for an answer that is NULL: formulas are total, so there should be none.
std::vector<Answers> AskNatively(const std::vector<expr::Expr>& formulas, const Stored& stored, const std::string& table);

// Whether each condition holds of each row, in batch shape; a few to a statement, for SQLite is slow with hundreds of related rows in one.
std::vector<std::string> BatchSql(const std::vector<expr::Expr>& formulas, const std::string& table, stores::Dialect dialect);
// One pass of counts in set shape: of all rows for the first formula, of rows with an even id for the second, and so on in turn.
struct SetQuery {
  std::string sql;
  std::vector<std::size_t> columns;  // of the one row, by formula
};
SetQuery SetOf(const std::vector<expr::Expr>& formulas, const std::string& table, stores::Dialect dialect);
std::vector<Answers> AskBatch(stores::Store& store, const std::vector<std::string>& statements);
std::vector<std::int64_t> AskSet(stores::Store& store, const SetQuery& query);
// What AskSet has to say, from the rows in the order of their ids 1, 2, ..
std::vector<std::int64_t> CountsOf(const std::vector<Answers>& rows);

struct Place;

// One of the databases, with the family's tables and Løfte's own. What is loaded, and what is done then, is undone with the next
// load.
class Bench {
 public:
  explicit Bench(stores::Dialect dialect);
  ~Bench();

  stores::Dialect dialect() const { return dialect_; }
  stores::Store& store() { return *site_.store; }
  const stores::Catalogue& catalogue() const { return *site_.catalogue; }
  // For what the engine does there. It has a key, and no map.
  engine::Site& site() { return site_; }

  // Empties the tables, fills them, and returns what they hold as the store reads it.
  Stored Load(const Stored& rows);

 private:
  expr::TableName Spelled(const std::string& table) const;

  stores::Dialect dialect_;
  std::unique_ptr<Place> place_;
  std::unique_ptr<seal::Key> key_;
  engine::Site site_;
  std::unique_ptr<stores::Transaction> open_;
};

}  // namespace lofte::tests::agreement
