// What controls ask: questions about rows, which the engine answers in one scan per table, and answers that the catalogue or the policy
// already give.
//
// Plain values. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "controls/since.h"
#include "controls/table_grounds.h"
#include "expr/expr.h"

namespace lofte::controls {

// A test of the content of columns, as texts, that no expression can make: a stores::NumberPattern, or a hash format.
struct ContentTest {
  std::vector<std::string> columns;   // the row fails if any of them fails
  std::vector<std::string> patterns;  // names of sql::Matches
  bool must_match = false;            // false: a match fails; true: matching none of the patterns fails
};

// Counted over one table. All formulas are resolved, total and two-valued.
//
// `suspects`, when there are any, are formulas of which one at least is true wherever `violated`, `undated` or `held` is. Promises share
// them: a first scan counts what is undated in one column and the rest by field group, and only where it counted some are the questions
// themselves asked, of those rows alone. A table on which everything is kept costs one cheap pass however many promises speak of it.
struct Suspects {
  expr::Expr undated;  // holds a value, and something about it is unknown
  expr::Expr gone;     // holds a value that is broken, or where somebody may be held: due, but for holds; never where `undated` is
};

struct RowQuestion {
  expr::TableName table;
  std::vector<Suspects> suspects;  // of each field group
  expr::Expr examined = expr::True();
  expr::Expr violated = expr::False();
  expr::Expr undated = expr::False();
  expr::Expr held = expr::False();
  std::vector<ContentTest> content;  // a row that is examined and fails one of these is violated too
  std::vector<SinceTerm> since;
  std::optional<datamap::MomentColumn> event = {};  // of a control over events: when what the row tells of happened
};

// What is known without reading rows.
struct Answer {
  std::int64_t examined = 0;
  std::vector<std::string> findings;  // one line each; each counts as a violation
};

// Everything that one promise asks of one store.
struct Inquiry {
  std::string promise;
  std::vector<RowQuestion> rows;
  Answer answer;
  std::string unproven;  // not empty: why this control can say nothing here
  bool stands = false;   // here is something that it is about, so `unproven` stands whatever other stores answer
};

// The questions of a promise's control. One function per kind.
struct Context {
  const datamap::BoundMap& bound;
  const grounds::Lowering& lowering;
  const StoreGrounds& grounds;       // of both
  bool row_security_exists = false;  // the kind of database has it
};
Inquiry Ask(const Context& context, const policy::Promise& promise);

Inquiry AskRetention(const Context& context, const policy::Promise& promise);
Inquiry AskColumns(const Context& context, const policy::ColumnsControl& control);
Inquiry AskValues(const Context& context, const policy::ValuesControl& control);
Inquiry AskFormat(const Context& context, const policy::FormatControl& control);
Inquiry AskAlways(const Context& context, const policy::AlwaysControl& control);
Inquiry AskNever(const Context& context, const policy::NeverControl& control);
// Of a category: no column of the store is mapped to it, and every column is mapped or in a table without personal data.
Inquiry AskNeverStored(const Context& context, const policy::NeverControl& control);
Inquiry AskRowSecurity(const Context& context);
Inquiry AskAttested(const policy::Attested& attested, const grounds::Question& question);

}  // namespace lofte::controls
