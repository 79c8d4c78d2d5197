// The expression language as written in a data map, and its way to a typed tree.
//
//     expr    := or ;  or := and ('or' and)* ;  and := not ('and' not)* ;  not := 'not' not | compare
//     compare := operand [ ('=' | '!=' | '<>' | '<' | '<=' | '>' | '>=') operand | 'is' ['not'] ('null' | 'true' | 'false')
//              | ['not'] 'in' '(' literal (',' literal)* ')' | 'starts' 'with' text ]
//     operand := literal | name | 'any' '(' link [',' expr] ')' | '(' expr ')'
//     name    := ident | link '.' ident | 'row' '.' ident        (`row.`: the row outside the nearest `any`)
//     literal := ['-'] integer | 'text' | true | false | date 'YYYY-MM-DD' | instant 'YYYY-MM-DDTHH:MM:SSZ'
//     ident   := [A-Za-z_][A-Za-z0-9_]* | "quoted name"
//
// Keywords are lower case. and, or, not, is, in, null, true and false need double quotes as names; the other keywords are names wherever
// the grammar has no keyword. A quote within quotes is doubled.
//
// Both sides of a comparison have one type. Date literals compare with date columns only and instants with instant columns; a date kept
// as text (SQLite) is text, and compares with text in its own format. Uuid columns compare with text literals, real columns with integers
// that a real holds exactly. Booleans and uuids have equality and no order. Of bytes and types that expressions cannot read only `is null`
// can be asked.
//
// `link.column` reads the one row a unique link leads to (NULL when there is none). No SQL passes through: names become columns of the
// catalogue or an issue. Bounds: limits::kExpressionBytes; limits::kExpressionDepth for `(`, `not` and `any(` within each other. Pure; any
// thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"
#include "expr/expr.h"

namespace lofte::expr {

struct Syntax;
using SyntaxPtr = std::shared_ptr<const Syntax>;

// Parses `source`, which stands at `span` of a file (its first character; one line). nullptr after an issue, which points at the token at
// fault: column of `span` plus code points before it. The first issue ends the parse. Codes: expression-syntax, expression-too-long,
// expression-too-deep, invalid-utf8, bad-character, bad-number, bad-date, bad-instant, unclosed-quote, compared-with-null.
SyntaxPtr Parse(std::string_view source, const Span& span, Issues& issues);

// What names mean on one table.
class Scope {
 public:
  virtual ~Scope() = default;
  struct ColumnInfo {
    Type type = Type::kOther;
    bool nullable = true;  // as in ColumnRef
  };
  virtual std::optional<ColumnInfo> FindColumn(std::string_view column) const = 0;
  virtual std::vector<std::string> Columns() const = 0;  // for suggestions
  struct LinkTarget {
    Hop hop;
    const Scope* scope = nullptr;  // borrowed; outlives the call to Bind
  };
  virtual std::optional<LinkTarget> Link(std::string_view link) const = 0;
  virtual std::vector<std::string> Links() const = 0;
};

// Resolves names and checks types. The result is boolean, three-valued (wrap in IsTrue or IsFalse to make it total). nullptr after an
// issue: unknown column or link (with a suggestion), a comparison of two types, a link that is not unique read as a value, a type that
// expressions cannot read. `link.column` compared with something becomes Related(link, column compared), which is total: false when the
// linked row is missing or the column NULL, for `!=` and `not in` too; `link.column is null` is true when the row is missing. The other
// side of such a comparison is a column of the row, at level 1 inside. All issues of the expression are reported. Codes: unknown-column,
// unknown-link, link-not-unique, two-links, no-outer-row, type-mismatch, unreadable-type, no-order, not-a-condition, bad-uuid, bad-number.
Expr Bind(const SyntaxPtr& syntax, const Scope& scope, Issues& issues);

}  // namespace lofte::expr
