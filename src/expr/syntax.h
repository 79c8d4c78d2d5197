// The expression language as written in a data map, and its way to a typed tree.
//
//     expr    := or ;  or := and ('or' and)* ;  and := not ('and' not)* ;  not := 'not' not | compare
//     compare := operand [ ('=' | '!=' | '<>' | '<' | '<=' | '>' | '>=') operand | 'is' ['not'] ('null' | 'true' | 'false')
//              | ['not'] 'in' '(' literal (',' literal)* ')' | 'starts' 'with' text ]
//     operand := literal | name | 'any' '(' link [',' expr] ')' | '(' expr ')'
//     name    := ident | link '.' ident | 'row' '.' ident        (`row.`: the row outside the nearest `any`)
//     literal := integer | 'text' | true | false | date 'YYYY-MM-DD' | instant 'YYYY-MM-DDTHH:MM:SSZ'
//     ident   := [A-Za-z_][A-Za-z0-9_]* | "quoted name"          keywords are lower case
//
// `link.column` reads the one row a unique link leads to (NULL when there is none). No SQL passes through: names become columns of the
// catalogue or an issue. Bounds: limits::kExpressionBytes, kExpressionDepth. Pure; any thread.
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

// Parses `source`, which stands at `span` of a file (its first character; one line). nullptr after an issue.
SyntaxPtr Parse(std::string_view source, const Span& span, Issues& issues);

// What names mean on one table.
class Scope {
 public:
  virtual ~Scope() = default;
  virtual std::optional<Type> ColumnType(std::string_view column) const = 0;
  virtual std::vector<std::string> Columns() const = 0;  // for suggestions
  struct LinkTarget {
    Hop hop;
    const Scope* scope = nullptr;  // borrowed; outlives the call to Bind
  };
  virtual std::optional<LinkTarget> Link(std::string_view link) const = 0;
  virtual std::vector<std::string> Links() const = 0;
};

// Resolves names and checks types. The result is boolean, three-valued (wrap in IsTrue or IsFalse to make it total). nullptr after an issue:
// unknown column or link (with a suggestion), a comparison of two types, a link that is not unique read as a value, a type that expressions cannot read.
// `link.column` compared with something becomes Related(link, column compared), which is total: false when the linked row is missing;
// `link.column is null` is true when the row is missing.
Expr Bind(const SyntaxPtr& syntax, const Scope& scope, Issues& issues);

}  // namespace lofte::expr
