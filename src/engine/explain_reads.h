// Where what the rules ask of a row was read: which columns of which row say so, and what of the data map's expressions holds there.
//
// For whoever has to see why a condition is so. Holds no value but keys that are numbers or UUIDs and are mapped to no category: what the
// data map asks of a text that is, is named, and whether it holds is not told. Asked in the caller's snapshot; one thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/row_read.h"
#include "engine/site.h"
#include "expr/syntax.h"
#include "expr/value.h"

namespace lofte::engine {

// One thing that was asked of a row.
struct Asked {
  RowRead row;
  std::string words;                 // as the data map writes it: `withdrawn_at is null`; of a moment `latest`, `earliest` or nothing
  std::vector<std::string> columns;  // that it reads, as the data map names them from the row that it is asked of
  std::optional<expr::Tri> is;       // nullopt: of a moment, whose day the fact has; or it is not told
  std::optional<int> rows;  // of `any`: how many rows the link leads to; what was asked of each of the first follows, a level deeper
  bool is_deeper = false;   // asked of a row of the last `any`
};
constexpr int kRowsTold = 5;

// What decided a state, a condition or whether a row serves an activity.
struct Decided {
  std::string source;                  // the whole expression, as the data map writes it
  expr::Tri is = expr::Tri::kUnknown;  // what it comes to, before the data map says what is so where it is unknown
  std::vector<Asked> asked;
};

class FactTracer {
 public:
  // `row`: of the table; it is there. Borrows the site and the table.
  FactTracer(Site& site, const datamap::BoundTable& table, expr::Expr row) : site_(site), table_(table), row_(std::move(row)) {}

  // Where the day of an event, or of the end of a state, stands. Precondition: there is such a fact for that role.
  Result<Asked> Moment(const std::string& name, bool is_state, const std::string& role);
  // nullopt: nothing of that name is defined, as where every row serves an activity.
  Result<std::optional<Decided>> State(const std::string& name, const std::string& role);
  Result<std::optional<Decided>> Condition(const std::string& name, const std::string& role);
  Result<std::optional<Decided>> Serves(const std::string& activity);

 private:
  struct Base;
  struct Atoms;
  template <typename F>
  Result<std::optional<Decided>> Of(const std::string& role, const F& find);
  Result<Base> PersonOf(const datamap::BoundTable& people, const std::string& role);
  Result<Decided> Trace(const Base& base, const expr::SyntaxPtr& syntax);
  Status TraceAny(const Base& base, const expr::SyntaxPtr& any, std::vector<Asked>& asked);
  // Of the row, which is there.
  Result<std::map<std::string, expr::Value>> ValuesOf(const Base& base, const std::vector<std::string>& columns);
  expr::Expr Bound(const expr::SyntaxPtr& syntax, const expr::TableName& table) const;
  expr::Expr Misfits(const expr::Expr& atom) const;

  Site& site_;
  const datamap::BoundTable& table_;
  expr::Expr row_;
};

}  // namespace lofte::engine
