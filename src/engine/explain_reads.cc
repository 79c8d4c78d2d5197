// One statement for each row that is asked, and one for each `any`. An expression is taken apart at `and`, `or` and `not`; what is left is
// asked as the formulas ask it: bound to the same columns, printed as the same SQL.
#include "engine/explain_reads.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/words.h"
#include "engine/read_facts.h"
#include "expr/fits.h"
#include "expr/syntax_tree.h"
#include "sql/print.h"

namespace lofte::engine {

using datamap::BoundTable;
using datamap::TableMap;
using expr::Expr;
using expr::Op;
using expr::Syntax;
using expr::SyntaxPtr;
using expr::Tri;

namespace {

// What is left of an expression without `and`, `or` and `not`; each once.
void TakeApart(const SyntaxPtr& syntax, std::vector<SyntaxPtr>& atoms) {
  if (syntax->kind == Syntax::Kind::kAnd || syntax->kind == Syntax::Kind::kOr || syntax->kind == Syntax::Kind::kNot) {
    for (const SyntaxPtr& operand : syntax->operands) TakeApart(operand, atoms);
    return;
  }
  const bool is_known = std::any_of(atoms.begin(), atoms.end(), [&](const SyntaxPtr& atom) { return atom->source == syntax->source; });
  if (!is_known) atoms.push_back(syntax);
}

void AddColumns(const Syntax& syntax, std::vector<std::string>& columns) {
  if (syntax.kind == Syntax::Kind::kName)
    AddOnce(columns, syntax.is_outer ? "row." + syntax.name : syntax.link.empty() ? syntax.name : syntax.link + "." + syntax.name);
  for (const SyntaxPtr& operand : syntax.operands) AddColumns(*operand, columns);
}

// The link of a name in the expression, seen from its own row; empty: it reads that row alone.
std::string LinkOf(const Syntax& syntax) {
  if (syntax.kind == Syntax::Kind::kAny) return "";
  if (syntax.kind == Syntax::Kind::kName && !syntax.is_outer) return syntax.link;
  for (const SyntaxPtr& operand : syntax.operands)
    if (std::string link = LinkOf(*operand); !link.empty()) return link;
  return "";
}

// The tables that names of an expression mean.
class Names {
 public:
  Names(const Site& site, const expr::TableName& table, const Names* outer = nullptr) : site_(site), table_(table), outer_(outer) {}

  // Whether the answer may be told: nothing in it asks what is written in a text about somebody.
  bool MayTell(const Syntax& syntax) const {
    if (syntax.kind == Syntax::Kind::kIs && syntax.test == Syntax::Test::kNull) return true;
    if (syntax.kind == Syntax::Kind::kName) return MayTellColumn(syntax);
    const Names inner(site_, syntax.kind == Syntax::Kind::kAny ? TargetOf(syntax.link) : table_,
                      syntax.kind == Syntax::Kind::kAny ? this : outer_);
    return std::all_of(syntax.operands.begin(), syntax.operands.end(), [&](const SyntaxPtr& operand) { return inner.MayTell(*operand); });
  }

 private:
  expr::TableName TargetOf(const std::string& link) const {
    const TableMap* map = site_.bound->map().Find(table_);
    const datamap::Link* of = map == nullptr ? nullptr : map->FindLink(link);
    return of == nullptr ? table_ : of->to;
  }
  bool MayTellColumn(const Syntax& name) const {
    if (name.is_outer) return outer_ != nullptr && outer_->IsPlain(outer_->table_, name.name);
    return IsPlain(name.link.empty() ? table_ : TargetOf(name.link), name.name);
  }
  bool IsPlain(const expr::TableName& table, const std::string& column) const {
    const stores::Table* live = site_.catalogue->Find(table);
    const stores::Column* of = live == nullptr ? nullptr : live->Find(column);
    if (of == nullptr) return false;
    if (of->type != expr::Type::kText && of->type != expr::Type::kBytes && of->type != expr::Type::kOther) return true;
    const std::vector<expr::TableName>& others = site_.bound->map().without_personal_data;
    if (std::find(others.begin(), others.end(), table) != others.end()) return true;
    const TableMap* map = site_.bound->map().Find(table);
    const datamap::Field* field = map == nullptr ? nullptr : map->FindField(column);
    return field != nullptr && field->category.empty();
  }

  const Site& site_;
  expr::TableName table_;
  const Names* outer_;
};

// A three-valued answer as three columns.
struct Answer {
  std::size_t is_true = 0, is_false = 0, misfits = 0;
  static Answer Ask(const Expr& condition, const Expr& misfits, sql::Listing& listing) {
    return {listing.Truth(expr::IsTrue(condition)), listing.Truth(expr::IsFalse(condition)), listing.Truth(misfits)};
  }
  Tri Read(const std::vector<expr::Value>& row) const {
    const auto is = [&](std::size_t column) { return FactReader::IsTrue(row.at(column)); };
    return is(misfits) ? Tri::kUnknown : is(is_true) ? Tri::kTrue : is(is_false) ? Tri::kFalse : Tri::kUnknown;
  }
};

Expr ColumnOf(const stores::Table& table, const std::string& name) {
  const stores::Column* column = table.Find(name);
  if (column == nullptr) Panic("data map: column `" + name + "` was checked and is gone");
  return expr::Column({0, name, column->type, column->nullable});
}

}  // namespace

// The row that a fact is asked of.
struct FactTracer::Base {
  const BoundTable* table = nullptr;
  Expr where;
  bool is_this = false;
  const expr::TableName& name() const { return table->map().name; }
};

Expr FactTracer::Bound(const SyntaxPtr& syntax, const expr::TableName& table) const {
  Issues issues;
  const datamap::TableScope scope(site_.bound->map(), *site_.catalogue, table);
  Expr bound = expr::Bind(syntax, scope, issues);
  if (bound == nullptr) Panic("data map: an expression of " + expr::Format(table) + " was checked and does not bind");
  return bound;
}

Expr FactTracer::Misfits(const Expr& atom) const { return site_.catalogue->types_are_kept ? expr::False() : expr::Misfits(atom); }

Result<Asked> FactTracer::Moment(const std::string& name, bool is_state, const std::string& role) {
  const std::optional<datamap::MomentColumn> moment = table_.Moment(name, is_state, role);
  if (!moment) Panic("nothing holds the moment of `" + name + "`");
  const sql::Path& path = moment->path;
  Asked asked;
  asked.columns = {path.column};
  const expr::TableName table = path.hops.empty() ? table_.map().name : path.hops.back().target;
  if (path.of != sql::Path::Of::kOne) {
    asked.row.table = expr::Format(table);
    asked.words = path.of == sql::Path::Of::kGreatest ? "latest" : "earliest";
    return asked;
  }
  sql::Listing listing(table_.map().name, site_.store->dialect());
  const RowKeyColumns key(site_, table, path.hops, listing);
  listing.Where(row_);
  asked.row.table = expr::Format(table);
  if (listing.size() > 0) {
    LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(listing.Sql()));
    if (!rows.rows.empty()) asked.row = key.Read(rows.rows[0]);
  }
  asked.row.is_this = path.hops.empty();
  if (asked.row.is_this) asked.row.is_there = true;
  return asked;
}

// As BoundTable finds a fact: in the row, or else in the registry's row of the person.
template <typename F>
Result<std::optional<Decided>> FactTracer::Of(const std::string& role, const F& find) {
  using Some = std::optional<Decided>;
  const datamap::DataMap::Registry* registry = site_.bound->map().RegistryOf(table_.map().name.store);
  const BoundTable* people = registry == nullptr ? nullptr : site_.bound->Find(registry->table);
  for (const BoundTable* table : {&table_, people}) {
    const SyntaxPtr syntax = table == nullptr ? nullptr : find(table->map());
    if (syntax == nullptr) continue;
    Base base{&table_, row_, true};
    if (table == people) {
      LOFTE_ASSIGN(base, PersonOf(*people, role));
    }
    LOFTE_ASSIGN(Decided decided, Trace(base, syntax));
    return Some(std::move(decided));
  }
  return Some();
}

Result<FactTracer::Base> FactTracer::PersonOf(const BoundTable& people, const std::string& role) {
  const datamap::DataMap::Registry* registry = site_.bound->map().RegistryOf(table_.map().name.store);
  const datamap::Person* person = table_.map().FindPerson(role);
  if (person == nullptr) Panic("data map: no person `" + role + "` in " + expr::Format(table_.map().name));
  if (&people == &table_ && person->key.link.empty() && person->key.column == registry->key) return Base{&table_, row_, true};
  sql::Listing listing(table_.map().name, site_.store->dialect());
  const std::size_t column = listing.Value(PathOf(*person, table_.map(), *site_.catalogue));
  listing.Where(row_);
  LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(listing.Sql()));
  const expr::Value key = rows.rows.empty() ? expr::Value(expr::Null{}) : rows.rows[0].at(column);
  const Expr own = ColumnOf(people.table(), registry->key);
  return Base{&people, expr::IsNull(key) ? expr::False() : expr::Compare(Op::kEq, own, expr::Literal(key, own->type)), false};
}

Result<std::optional<Decided>> FactTracer::State(const std::string& name, const std::string& role) {
  return Of(role, [&](const TableMap& map) {
    const datamap::State* state = map.FindState(name);
    return state == nullptr ? SyntaxPtr() : state->when;
  });
}

Result<std::optional<Decided>> FactTracer::Condition(const std::string& name, const std::string& role) {
  return Of(role, [&](const TableMap& map) {
    const datamap::Condition* condition = map.FindCondition(name);
    return condition == nullptr ? SyntaxPtr() : condition->when;
  });
}

Result<std::optional<Decided>> FactTracer::Serves(const std::string& activity) {
  using Some = std::optional<Decided>;
  const auto serves = table_.map().serves.find(activity);
  if (serves == table_.map().serves.end()) return Some();
  LOFTE_ASSIGN(Decided decided, Trace({&table_, row_, true}, serves->second));
  return Some(std::move(decided));
}

Result<Decided> FactTracer::Trace(const Base& base, const SyntaxPtr& syntax) {
  struct Atom {
    SyntaxPtr syntax;
    Answer answer;
    std::optional<RowKeyColumns> elsewhere;  // the row that a link leads to
  };
  const Names names(site_, base.name());
  sql::Listing listing(base.name(), site_.store->dialect());
  const RowKeyColumns key(site_, base.name(), {}, listing);
  const Expr bound = Bound(syntax, base.name());
  const Answer whole = Answer::Ask(bound, Misfits(bound), listing);
  std::vector<SyntaxPtr> parts;
  TakeApart(syntax, parts);
  std::vector<Atom> atoms;
  for (const SyntaxPtr& part : parts) {
    const Expr atom = Bound(part, base.name());
    atoms.push_back({part, Answer::Ask(atom, Misfits(atom), listing), std::nullopt});
    const datamap::Link* link = base.table->map().FindLink(LinkOf(*part));
    if (link != nullptr) atoms.back().elsewhere.emplace(site_, link->to, std::vector{HopOf(*link, *site_.catalogue)}, listing);
  }
  listing.Where(base.where);
  LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(listing.Sql()));
  Decided decided{syntax->source, Tri::kUnknown, {}};
  if (rows.rows.empty()) {
    decided.asked.push_back({{expr::Format(base.name()), "", base.is_this, false}, syntax->source, {}, Tri::kUnknown, std::nullopt, false});
    AddColumns(*syntax, decided.asked.back().columns);
    return decided;
  }
  const std::vector<expr::Value>& row = rows.rows[0];
  decided.is = whole.Read(row);
  for (const Atom& atom : atoms) {
    Asked asked;
    asked.row = atom.elsewhere ? atom.elsewhere->Read(row) : key.Read(row);
    asked.row.is_this = base.is_this && !atom.elsewhere;
    if (!atom.elsewhere) asked.row.is_there = true;
    asked.words = atom.syntax->source;
    AddColumns(*atom.syntax, asked.columns);
    if (names.MayTell(*atom.syntax)) asked.is = atom.answer.Read(row);
    decided.asked.push_back(std::move(asked));
    if (atom.syntax->kind == Syntax::Kind::kAny) LOFTE_TRY(TraceAny(base, atom.syntax, decided.asked));
  }
  return decided;
}

// The rows that the link of an `any` leads to, those first for which it holds; and what is asked of each.
struct FactTracer::Atoms {
  const FactTracer& of;
  const Base& base;
  const SyntaxPtr& any;

  // Over a row of the link. Precondition: `own` holds what AddOuter found.
  Expr Inner(const Expr& related, const std::map<std::string, expr::Value>& own) const {
    if (related->op != Op::kRelated) return related;  // folded: never true
    return expr::Substitute(related->operands.front(), [&](const expr::Node& leaf, int level) -> Expr {
      if (leaf.op != Op::kColumn || leaf.column.level != level + 1) return nullptr;
      return expr::Literal(own.at(leaf.column.name), leaf.type);
    });
  }
  // `any` of the same link about one of its atoms.
  Expr About(const SyntaxPtr& atom) const {
    Syntax one = *any;
    one.operands = {atom};
    return of.Bound(std::make_shared<const Syntax>(std::move(one)), base.name());
  }
  static void AddOuter(const Expr& expr, int level, std::vector<std::string>& columns) {
    if (expr->op == Op::kColumn && expr->column.level == level + 1) AddOnce(columns, expr->column.name);
    for (const Expr& operand : expr->operands) AddOuter(operand, level + (expr->op == Op::kRelated ? 1 : 0), columns);
  }
};

Result<std::map<std::string, expr::Value>> FactTracer::ValuesOf(const Base& base, const std::vector<std::string>& columns) {
  std::map<std::string, expr::Value> values;
  if (columns.empty()) return values;
  sql::Listing listing(base.name(), site_.store->dialect());
  std::vector<std::size_t> indexes;
  for (const std::string& column : columns) indexes.push_back(listing.Value({{}, column}));
  listing.Where(base.where);
  LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(listing.Sql()));
  for (std::size_t i = 0; i < columns.size(); ++i) values[columns[i]] = rows.rows.at(0).at(indexes[i]);
  return values;
}

Status FactTracer::TraceAny(const Base& base, const SyntaxPtr& any, std::vector<Asked>& asked) {
  const datamap::Link& link = *base.table->map().FindLink(any->link);
  const stores::Table& live = *site_.catalogue->Find(link.to);
  const Atoms atoms_of{*this, base, any};
  asked.back().row = {expr::Format(link.to), "", false, true};
  std::vector<SyntaxPtr> parts;
  if (!any->operands.empty()) TakeApart(any->operands.front(), parts);
  std::vector<Expr> related;
  for (const SyntaxPtr& part : parts) related.push_back(atoms_of.About(part));
  related.push_back(Bound(any, base.name()));

  // What the row has that the others are found by or compared with.
  std::vector<std::string> columns;
  for (const auto& [own, theirs] : link.on) AddOnce(columns, own);
  for (const Expr& one : related)
    if (one->op == Op::kRelated) Atoms::AddOuter(one->operands.front(), 0, columns);
  LOFTE_ASSIGN(auto own, ValuesOf(base, columns));

  std::vector<Expr> where;
  for (const auto& [mine, theirs] : link.on) {
    const Expr column = ColumnOf(live, theirs);
    where.push_back(expr::IsNull(own[mine]) ? expr::False() : expr::Compare(Op::kEq, column, expr::Literal(own[mine], column->type)));
  }
  for (const auto& [theirs, value] : link.fixed) {
    const Expr column = ColumnOf(live, theirs);
    where.push_back(expr::Compare(Op::kEq, column, expr::Literal(value, column->type)));
  }
  sql::Listing listing(link.to, site_.store->dialect());
  const RowKeyColumns key(site_, link.to, {}, listing);
  std::vector<Answer> answers;
  for (const Expr& one : related) {
    const Expr inner = atoms_of.Inner(one, own);
    answers.push_back(Answer::Ask(inner, Misfits(inner), listing));
  }
  const std::size_t count = listing.Raw("count(*) OVER ()");
  listing.Where(expr::And(std::move(where)));
  LOFTE_ASSIGN(const stores::Rows rows, site_.store->Query(fmt::format("{}\nORDER BY {} DESC{} LIMIT {}", listing.Sql(),
                                                                       answers.back().is_true + 1, key.Ordinals(), kRowsTold)));
  asked.back().rows = rows.rows.empty() ? 0 : static_cast<int>(expr::IntegerOf(rows.rows[0].at(count)));
  const Names outer(site_, base.name());
  const Names names(site_, link.to, &outer);
  for (const auto& row : rows.rows)
    for (std::size_t i = 0; i < parts.size(); ++i) {
      Asked of_row{key.Read(row), parts[i]->source, {}, std::nullopt, std::nullopt, true};
      AddColumns(*parts[i], of_row.columns);
      if (names.MayTell(*parts[i])) of_row.is = answers[i].Read(row);
      asked.push_back(std::move(of_row));
    }
  return {};
}

}  // namespace lofte::engine
