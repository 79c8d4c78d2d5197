#include "sql/print.h"

#include <fmt/format.h>

#include <algorithm>

#include "expr/erased_key.h"
#include "sql/wellformed.h"

namespace lofte::sql {

using expr::Expr;
using expr::Hop;
using expr::Node;
using expr::Op;

namespace {

// Answers that are known before a row is read.
constexpr const char* kNone = "0";
constexpr const char* kNoLeast = "NULL";

// How the row `to` hangs on the row `from`. The column of the row that is referenced stands on the left: SQLite compares by the collation
// of the left operand, and a foreign key by that of its target. A hop that is not unique leads to the rows that reference this one.
std::string OnCondition(const Hop& hop, const std::string& from, const std::string& to, Dialect dialect) {
  std::string out;
  for (const auto& [own, theirs] : hop.on) {
    const std::string here = from + "." + Identifier(own), there = to + "." + Identifier(theirs);
    const bool is_referenced = hop.unique || hop.target.schema == stores::kOwnSchema;
    out += fmt::format("{}{} = {}", out.empty() ? "" : " AND ", is_referenced ? there : here, is_referenced ? here : there);
  }
  for (const auto& [theirs, value] : hop.fixed)
    out += fmt::format("{}{}.{} = {}", out.empty() ? "" : " AND ", to, Identifier(theirs), Literal(value, dialect));
  return out;
}

// Prints one tree. `joins` non-null: set shape, unique hops outside EXISTS become joins.
class Printer {
 public:
  Printer(Dialect dialect, std::string alias, std::vector<Join>* joins) : dialect_(dialect), joins_(joins) {
    scopes_.push_back({std::move(alias), 0, true});
  }

  std::string Print(const Expr& expr) { return PrintNode(*expr); }
  // In set shape only: the row at the end of unique hops is joined.
  std::string PrintPath(const Path& path);
  // The least or greatest of many rows, which hang on the row `from`.
  std::string PrintExtreme(const Path& path, const std::string& from);

 private:
  struct Scope {
    std::string alias;
    std::size_t join;  // as Join::parent
    bool joinable;     // not inside an EXISTS
  };

  bool Joins(const Node& node) const { return joins_ != nullptr && scopes_.back().joinable && node.hop.unique && !node.hop.on.empty(); }
  std::string PrintNode(const Node& node);
  std::string PrintRelated(const Node& node);
  // Whether the row is in a set, asked once for each row of another: of a list that is looked up. By EXISTS, PostgreSQL reads the whole set
  // for each of them.
  bool IsLookedUp(const Node& node) const {
    return node.hop.is_set && scopes_.size() > 1 && !Joins(node) && expr::IsTrueLiteral(node.operands[0]);
  }
  std::string PrintLookup(const Node& node);
  std::string PrintCompare(const Node& node, const char* op, bool ordered);
  std::string PrintIn(const Node& node);
  std::string PrintNot(const Expr& operand);
  std::string Operand(const Expr& operand) { return PrintNode(*operand); }
  // In parentheses, unless it stands in some already or needs none. (SQLite's parser holds 100 open brackets and words; none is wasted.)
  std::string Enclosed(const Expr& operand) {
    const Op op = operand->op;
    const bool stands_alone =
        op == Op::kColumn || op == Op::kLiteral || op == Op::kAnd || op == Op::kOr || op == Op::kRelated || op == Op::kWellFormed;
    return stands_alone ? Operand(operand) : "(" + Operand(operand) + ")";
  }
  std::string Joined(const Node& node, const char* separator);
  std::string ColumnRef(const expr::ColumnRef& column) {
    if (column.level < 0 || static_cast<std::size_t>(column.level) >= scopes_.size()) Panic("sql: a column outside its scope");
    const char* cast = column.as_text && dialect_ == Dialect::kPostgres ? "::text" : "";
    return scopes_[scopes_.size() - 1 - column.level].alias + "." + Identifier(column.name) + cast;
  }
  // What the column holds, whatever it means.
  std::string Stored(const Expr& operand) { return operand->op == Op::kColumn ? ColumnRef(operand->column) : Enclosed(operand); }
  // What the column means. SQLite keeps anything in a boolean column: every number but 0 is true, and what is no number is unknown (`'true'
  // IS FALSE` holds there). That it stays so under IS TRUE is for the guard beside it to see (expr/fits.h).
  std::string Truth(const Node& node) {
    const std::string column = ColumnRef(node.column);
    if (dialect_ != Dialect::kSqlite || node.type != expr::Type::kBool) return column;
    return fmt::format("CASE WHEN {} THEN {} <> 0 END", IsNumber(column), column);
  }
  std::size_t JoinOf(std::size_t parent, const Hop& hop);

  Dialect dialect_;
  std::vector<Join>* joins_;
  std::vector<Scope> scopes_;
  int exists_ = 0;
};

std::size_t Printer::JoinOf(std::size_t parent, const Hop& hop) {
  for (std::size_t i = 0; i < joins_->size(); ++i)
    if ((*joins_)[i].parent == parent && (*joins_)[i].hop == hop) return i + 1;
  joins_->push_back({parent, hop, "j" + std::to_string(joins_->size() + 1)});
  return joins_->size();
}

// The condition on a row can only be true of a row that exists: it compares one of its columns.
bool Demands(const Expr& body) {
  const auto own = [](const Expr& operand) { return operand->op == Op::kColumn && operand->column.level == 0; };
  switch (body->op) {
    case Op::kAnd:
      return std::any_of(body->operands.begin(), body->operands.end(), Demands);
    case Op::kOr:
      return !body->operands.empty() && std::all_of(body->operands.begin(), body->operands.end(), Demands);
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe:
    case Op::kIn:
    case Op::kStartsWith:
    case Op::kErasedKey:
      return std::any_of(body->operands.begin(), body->operands.end(), own);
    case Op::kNot:
      return (body->operands[0]->op == Op::kIsNull || body->operands[0]->op == Op::kFits) && own(body->operands[0]->operands[0]);
    default:
      return false;
  }
}

std::string Printer::PrintRelated(const Node& node) {
  if (IsLookedUp(node)) return "(" + PrintLookup(node) + " IS TRUE)";
  const Scope outer = scopes_.back();
  if (Joins(node)) {
    const std::size_t join = JoinOf(outer.join, node.hop);
    const std::string alias = (*joins_)[join - 1].alias;
    scopes_.push_back({alias, join, true});
    const std::string body = Operand(node.operands[0]);
    scopes_.pop_back();
    if (Demands(node.operands[0])) return body;
    const std::string found = fmt::format("{}.{} IS NOT NULL", alias, Identifier(node.hop.on.front().second));
    if (expr::IsTrueLiteral(node.operands[0])) return found;
    return fmt::format("({} AND {})", found, body);
  }
  const std::string alias = "r" + std::to_string(++exists_);
  scopes_.push_back({alias, 0, false});
  const std::string body = expr::IsTrueLiteral(node.operands[0]) ? "" : " AND " + Operand(node.operands[0]);
  scopes_.pop_back();
  return fmt::format("EXISTS (SELECT 1 FROM {} {} WHERE {}{})", TableRef(node.hop.target, dialect_), alias,
                     OnCondition(node.hop, outer.alias, alias, dialect_), body);
}

std::string Printer::PrintLookup(const Node& node) {
  std::string own, theirs;
  for (const auto& [here, there] : node.hop.on) {
    own += (own.empty() ? "" : ", ") + scopes_.back().alias + "." + Identifier(here);
    theirs += (theirs.empty() ? "" : ", ") + Identifier(there);
  }
  if (node.hop.on.size() > 1) own = "(" + own + ")";
  return fmt::format("{} IN (SELECT {} FROM {})", own, theirs, TableRef(node.hop.target, dialect_));
}

std::string Printer::PrintCompare(const Node& node, const char* op, bool ordered) {
  // Whatever the column's own collation: what is known of one bound is concluded from another.
  const bool by_bytes = ordered && node.operands[0]->type == expr::Type::kText;
  const char* collation = !by_bytes ? "" : dialect_ == Dialect::kPostgres ? " COLLATE \"C\"" : " COLLATE BINARY";
  return fmt::format("{} {} {}{}", Enclosed(node.operands[0]), op, Enclosed(node.operands[1]), collation);
}

std::string Printer::PrintIn(const Node& node) {
  std::string list;
  for (std::size_t i = 1; i < node.operands.size(); ++i) list += (i > 1 ? ", " : "") + Operand(node.operands[i]);
  return fmt::format("{} IN ({})", Enclosed(node.operands[0]), list);
}

std::string Printer::Joined(const Node& node, const char* separator) {
  std::string out = "(";
  for (std::size_t i = 0; i < node.operands.size(); ++i) out += (i > 0 ? separator : "") + Operand(node.operands[i]);
  return out + ")";
}

std::string Printer::PrintNot(const Expr& operand) {
  // What is read off a joined row is NULL where the row is missing.
  if (operand->op == Op::kRelated && Joins(*operand)) return "(" + Operand(operand) + ") IS NOT TRUE";
  // A key that is NULL is in no set.
  if (operand->op == Op::kRelated && IsLookedUp(*operand)) return "(" + PrintLookup(*operand) + ") IS NOT TRUE";
  // PostgreSQL makes a join of NOT EXISTS. It guesses the costs of other subqueries in the condition far too high, and joins whose costs
  // differ by less than a hundredth of all are the same to it: it then takes any, such as to read all children for each row.
  if (operand->op == Op::kRelated && dialect_ == Dialect::kPostgres) return Operand(operand) + " IS FALSE";
  if (operand->op == Op::kIsNull) return Stored(operand->operands[0]) + " IS NOT NULL";
  if (operand->op == Op::kIsTrue) return Enclosed(operand->operands[0]) + " IS NOT TRUE";
  if (operand->op == Op::kIsFalse) return Enclosed(operand->operands[0]) + " IS NOT FALSE";
  return "NOT " + Enclosed(operand);
}

std::string Printer::PrintNode(const Node& node) {
  switch (node.op) {
    case Op::kLiteral:
      return Literal(node.literal, dialect_);
    case Op::kColumn:
      return Truth(node);
    case Op::kFact:
      Panic("sql: an unresolved fact `" + node.fact.name + "`");
    case Op::kEq:
      return PrintCompare(node, "=", false);
    case Op::kNe:
      return PrintCompare(node, "<>", false);
    case Op::kLt:
      return PrintCompare(node, "<", true);
    case Op::kLe:
      return PrintCompare(node, "<=", true);
    case Op::kGt:
      return PrintCompare(node, ">", true);
    case Op::kGe:
      return PrintCompare(node, ">=", true);
    case Op::kIn:
      return PrintIn(node);
    case Op::kAnd:
      return Joined(node, " AND ");
    case Op::kOr:
      return Joined(node, " OR ");
    case Op::kNot:
      return PrintNot(node.operands[0]);
    case Op::kIsNull:
      return Stored(node.operands[0]) + " IS NULL";
    case Op::kIsTrue:
      return Enclosed(node.operands[0]) + " IS TRUE";
    case Op::kIsFalse:
      return Enclosed(node.operands[0]) + " IS FALSE";
    case Op::kStartsWith:
      if (dialect_ == Dialect::kPostgres) return fmt::format("starts_with({}, {})", Operand(node.operands[0]), Operand(node.operands[1]));
      return fmt::format("substr({0}, 1, length({1})) = {1}", Operand(node.operands[0]), Operand(node.operands[1]));
    case Op::kErasedKey: {
      std::vector<std::pair<std::string, expr::Type>> key;
      for (std::size_t i = 1; i < node.operands.size(); ++i) key.emplace_back(Operand(node.operands[i]), node.operands[i]->type);
      return fmt::format("{} = {}", Operand(node.operands[0]), ErasedKey(key));
    }
    case Op::kWellFormed:
      return WellFormed(Operand(node.operands[0]), node.codec, dialect_);
    case Op::kFits:
      if (dialect_ == Dialect::kPostgres) return "TRUE";
      return FitsType(Stored(node.operands[0]), node.operands[0]->type);
    case Op::kRelated:
      return PrintRelated(node);
  }
  Panic("sql: an operator without a print");
}

std::string Printer::PrintPath(const Path& path) {
  const bool is_one = path.of == Path::Of::kOne;
  std::size_t at = 0;
  for (std::size_t i = 0; i + (is_one ? 0 : 1) < path.hops.size(); ++i) at = JoinOf(at, path.hops[i]);
  const std::string alias = at == 0 ? scopes_.back().alias : (*joins_)[at - 1].alias;
  return is_one ? alias + "." + Identifier(path.column) : PrintExtreme(path, alias);
}

std::string Printer::PrintExtreme(const Path& path, const std::string& from) {
  const bool is_greatest = path.of == Path::Of::kGreatest;
  const std::string alias = "r" + std::to_string(++exists_);
  const std::string many =
      fmt::format("(SELECT {}({}.{}) FROM {} {} WHERE {})", is_greatest ? "max" : "min", alias, Identifier(path.column),
                  TableRef(path.hops.back().target, dialect_), alias, OnCondition(path.hops.back(), from, alias, dialect_));
  if (path.kept_in.empty()) return many;
  const std::string kept = from + "." + Identifier(path.kept_in);
  // SQLite's is NULL where one of them is, PostgreSQL's where both are.
  if (dialect_ == Dialect::kSqlite) return fmt::format("coalesce({0}({1}, {2}), {1}, {2})", is_greatest ? "max" : "min", kept, many);
  return fmt::format("{}({}, {})", is_greatest ? "greatest" : "least", kept, many);
}

}  // namespace

std::string ErasedKey(const std::vector<std::pair<std::string, expr::Type>>& key) {
  std::string out = std::string("('") + expr::kErasedPrefix + "'";
  for (std::size_t i = 0; i < key.size(); ++i) {
    std::string part = fmt::format("CAST({} AS text)", key[i].first);
    // Some part of a composite key could hold the hyphen that joins it.
    if (key.size() > 1 && !expr::IsPlainKeyPart(key[i].second)) part = fmt::format("replace(replace({}, '~', '~0'), '-', '~1')", part);
    out += (i > 0 ? " || '-' || " : " || ") + part;
  }
  return out + ")";
}

std::string Condition(const Expr& expr, Dialect dialect, const std::string& alias) {
  return Printer(dialect, alias, nullptr).Print(Tidy(expr));
}

namespace {

std::string Listed(const std::vector<std::string>& columns, const std::string& alias) {
  std::string text;
  for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + alias + "." + Identifier(column);
  return text;
}

std::string SetSql(const Set& set, Dialect dialect) {
  const std::string table = TableRef(set.table, dialect), name = Identifier(set.name);
  std::string sql = fmt::format("{} AS MATERIALIZED (SELECT {} FROM {} t WHERE {}", name, Listed(set.columns, "t"), table,
                                Condition(set.predicate, dialect, "t"));
  std::string key, next;
  for (const std::string& column : set.columns)
    key += fmt::format("{}t.{} = s.{}", key.empty() ? "" : " AND ", Identifier(column), Identifier(column));
  for (const Spread& spread : set.spreads) {
    std::string on;
    for (const auto& [own, theirs] : spread.on)
      on += fmt::format("{}n.{} = t.{}", on.empty() ? "" : " AND ", Identifier(theirs), Identifier(own));
    if (!expr::IsTrueLiteral(spread.where)) on += " AND " + Condition(spread.where, dialect, "t");
    next += (next.empty() ? "" : " OR ") + on;
  }
  // PostgreSQL takes one step of recursion, and no subquery for it.
  if (!next.empty())
    sql +=
        fmt::format(" UNION SELECT {} FROM {} s JOIN {} t ON {} JOIN {} n ON {}", Listed(set.columns, "n"), name, table, key, table, next);
  return sql + ")";
}

}  // namespace

// Scan and Listing ----------------------------------------------------------------------------------------------------------------------

Select::Select(expr::TableName table, Dialect dialect) : dialect_(dialect), table_(std::move(table)) {}

std::size_t Select::Column(std::string sql) {
  const auto known = std::find(columns_.begin(), columns_.end(), sql);
  if (known != columns_.end()) return static_cast<std::size_t>(known - columns_.begin());
  columns_.push_back(std::move(sql));
  return columns_.size() - 1;
}

void Select::Where(const Expr& filter) {
  Printer printer(dialect_, "t", &joins_);
  where_ = printer.Print(tidier_.Tidy(filter));
  tidier_.Always(filter);
}

std::size_t Scan::CountAll() { return Column("count(*)"); }

std::size_t Scan::Count(const Expr& filter) {
  const Expr tidy = tidier_.Tidy(filter);
  if (expr::IsTrueLiteral(tidy)) return CountAll();
  if (expr::IsFalseLiteral(tidy)) return Column(kNone);
  Printer printer(dialect_, "t", &joins_);
  return Column(fmt::format("count(*) FILTER (WHERE {})", printer.Print(tidy)));
}

std::size_t Scan::Count(const Expr& filter, const std::string& condition) {
  Printer printer(dialect_, "t", &joins_);
  return Column(fmt::format("count(*) FILTER (WHERE {} AND {})", printer.Print(tidier_.Tidy(filter)), condition));
}

std::size_t Scan::Min(const Expr& filter, const Path& path) {
  const Expr tidy = tidier_.Tidy(filter);
  if (expr::IsFalseLiteral(tidy)) return Column(kNoLeast);
  Printer printer(dialect_, "t", &joins_);
  const std::string value = printer.PrintPath(path);
  return Column(fmt::format("min({}) FILTER (WHERE {})", value, printer.Print(tidy)));
}

std::size_t Listing::Value(const Path& path) { return Column(Printer(dialect_, "t", &joins_).PrintPath(path)); }

std::size_t Listing::Truth(const Expr& condition) {
  const Expr tidy = tidier_.Tidy(condition);
  return Column(fmt::format("coalesce({}, FALSE)", Printer(dialect_, "t", &joins_).Print(tidy)));
}

std::size_t Listing::Whole(const std::string& column) {
  return Column("t." + Identifier(column) + (dialect_ == Dialect::kPostgres ? "::text" : ""));
}

std::string Select::Sql(const std::string& also) const {
  std::string sql;
  const bool grows = std::any_of(sets_.begin(), sets_.end(), [](const Set& set) { return !set.spreads.empty(); });
  for (const Set& set : sets_) sql += (!sql.empty() ? ",\n     " : grows ? "WITH RECURSIVE " : "WITH ") + SetSql(set, dialect_);
  sql += sql.empty() ? "SELECT " : "\nSELECT ";
  for (std::size_t i = 0; i < columns_.size(); ++i) sql += (i > 0 ? ",\n       " : "") + columns_[i];
  // Without an aggregate there would be a row for each of the table's; and nothing needs to be read.
  const auto is_known = [](const std::string& column) { return column == kNone || column == kNoLeast; };
  if (std::all_of(columns_.begin(), columns_.end(), is_known)) return sql;
  sql += "\nFROM " + TableRef(table_, dialect_) + " t";
  for (const Join& join : joins_) {
    const std::string from = join.parent == 0 ? "t" : joins_[join.parent - 1].alias;
    sql += fmt::format("\nLEFT JOIN {} {} ON {}", TableRef(join.hop.target, dialect_), join.alias,
                       OnCondition(join.hop, from, join.alias, dialect_));
  }
  std::string where = also.empty() ? where_ : where_.empty() ? also : also + " AND (" + where_ + ")";
  if (as_it_lies_ && dialect_ == Dialect::kSqlite && !where.empty()) where = "(" + where + ") IS TRUE";
  return (where.empty() ? sql : sql + "\nWHERE " + where) + suffix_;
}

}  // namespace lofte::sql
