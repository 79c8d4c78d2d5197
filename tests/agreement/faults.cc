#include "agreement/faults.h"

#include <algorithm>
#include <regex>

namespace lofte::tests::agreement {

using expr::Expr;
using expr::Node;
using expr::Op;

namespace {

Expr WithOperator(const Node& node, Op op) { return expr::Compare(op, node.operands[0], node.operands[1]); }

// The right side of a comparison with a moment, so many days later.
Expr Moved(const Expr& expr, int days) {
  if (expr->op != Op::kLt || expr->operands[1]->op != Op::kLiteral) return expr;
  expr::Value value = expr->operands[1]->literal;
  if (auto* day = std::get_if<time::Day>(&value)) day->number += days;
  if (auto* instant = std::get_if<time::Instant>(&value)) instant->us += days * time::kMicrosPerDay;
  if (auto* local = std::get_if<time::LocalTime>(&value)) local->us += days * time::kMicrosPerDay;
  if (auto* seconds = std::get_if<std::int64_t>(&value); seconds != nullptr && *seconds > 1'000'000) *seconds += days * 86'400;
  return expr::Compare(Op::kLt, expr->operands[0], expr::Literal(value, expr->operands[1]->type));
}

Expr FirstOnly(const Expr& expr, Op op) { return expr->op == op && expr->operands.size() == 2 ? expr->operands[0] : expr; }

}  // namespace

const std::vector<TreeFault>& TreeFaults() {
  static const std::vector<TreeFault> kFaults = {
      {"before becomes at or before", [](const Expr& e) { return e->op == Op::kLt ? WithOperator(*e, Op::kLe) : e; }},
      {"no lower bound of what is plausible", [](const Expr& e) { return e->op == Op::kGe ? expr::Not(expr::IsNull(e->operands[0])) : e; }},
      {"no guard of the format", [](const Expr& e) { return e->op == Op::kWellFormed ? expr::True() : e; }},
      {"no guard of the type", [](const Expr& e) { return e->op == Op::kFits ? expr::True() : e; }},
      {"cutoffs a day early", [](const Expr& e) { return Moved(e, -1); }},
      {"cutoffs a day late", [](const Expr& e) { return Moved(e, 1); }},
      {"holds are not read",
       [](const Expr& e) { return e->op == Op::kRelated && e->hop.target.table == "subject_state" ? expr::False() : e; }},
      {"holds of everybody",
       [](const Expr& e) {
         if (e->op != Op::kRelated || e->hop.target.table != "subject_state") return e;
         return expr::Related(e->hop, expr::True());
       }},
      {"not true is false",
       [](const Expr& e) {
         return e->op == Op::kNot && e->operands[0]->op == Op::kIsTrue ? expr::IsFalse(e->operands[0]->operands[0]) : e;
       }},
      {"true is not false", [](const Expr& e) { return e->op == Op::kIsTrue ? expr::Not(expr::IsFalse(e->operands[0])) : e; }},
      {"no related row is one that says no",
       [](const Expr& e) {
         if (e->op != Op::kNot || e->operands[0]->op != Op::kRelated) return e;
         return expr::Related(e->operands[0]->hop, expr::Not(e->operands[0]->operands[0]));
       }},
      {"NULL is not asked for", [](const Expr& e) { return e->op == Op::kIsNull ? expr::False() : e; }},
      {"of two that all must, one", [](const Expr& e) { return FirstOnly(e, Op::kAnd); }},
      {"of two that may, the first", [](const Expr& e) { return FirstOnly(e, Op::kOr); }},
      {"some become all", [](const Expr& e) { return e->op == Op::kOr && e->operands.size() == 3 ? expr::And(e->operands) : e; }},
  };
  return kFaults;
}

Expr WithFault(const Expr& tree, const TreeFault& fault) {
  if (tree->operands.empty()) return fault.change(tree);
  std::vector<Expr> operands;
  bool changed = false;
  for (const Expr& operand : tree->operands) {
    operands.push_back(WithFault(operand, fault));
    changed = changed || operands.back() != operand;
  }
  return fault.change(changed ? expr::Rebuild(*tree, std::move(operands)) : tree);
}

namespace {

std::function<std::string(const std::string&)> Replacing(const std::string& pattern, const std::string& with) {
  return [regex = std::regex(pattern), with](const std::string& sql) { return std::regex_replace(sql, regex, with); };
}

// Every second one of the disjunctions.
std::string HalfOfOrs(const std::string& sql) {
  std::string out = sql;
  std::size_t count = 0;
  for (std::size_t at = out.find(" OR "); at != std::string::npos; at = out.find(" OR ", at + 1))
    if (++count % 2 == 0) out.replace(at, 4, " AND ");
  return out;
}

}  // namespace

const std::vector<TextFault>& TextFaults() {
  using In = TextFault::In;
  static const std::vector<TextFault> kFaults = {
      {"SQLite: before becomes at or before", In::kSqliteBatch, Replacing(" < ", " <= ")},
      {"SQLite: any text is a moment", In::kSqliteBatch, Replacing(R"re(lofte_well_formed\([^)]*\))re", "TRUE")},
      {"SQLite: any number is an epoch", In::kSqliteBatch, Replacing("= 'integer'", "<> 'null'")},
      {"SQLite: not true is false", In::kSqliteBatch, Replacing(" IS NOT TRUE", " IS FALSE")},
      {"SQLite: what was lifted still holds", In::kSqliteBatch, Replacing(R"("until" IS NULL)", "\"since\" IS NOT NULL")},
      {"SQLite: restrictions are not read", In::kSqliteBatch, Replacing("'hold', 'restriction'", "'hold'")},
      {"SQLite: some become all", In::kSqliteBatch, HalfOfOrs},
      {"SQLite, set: NULL is not asked for", In::kSqliteSet, Replacing(R"(([a-z0-9]+\."[a-z_]+") IS NULL)", "$1 = 0")},
      {"SQLite, set: before becomes at or before", In::kSqliteSet, Replacing(" < ", " <= ")},
      {"SQLite, set: rows without a person are lost", In::kSqliteSet, Replacing("LEFT JOIN", "JOIN")},
      {"PostgreSQL: before becomes at or before", In::kPostgresBatch, Replacing(" < ", " <= ")},
      {"PostgreSQL: text in the order of a language", In::kPostgresBatch, Replacing(" COLLATE \"C\"", "")},
      {"PostgreSQL: any text is a moment", In::kPostgresBatch, Replacing(R"( ~ '[^']*')", " IS NOT NULL")},
      {"PostgreSQL: not true is false", In::kPostgresBatch, Replacing(" IS NOT TRUE", " IS FALSE")},
      {"PostgreSQL: some become all", In::kPostgresBatch, HalfOfOrs},
      {"PostgreSQL: whatever day it is", In::kPostgresBatch, Replacing(R"(DATE '(\d+)-(\d+)-\d+')", "DATE '$1-$2-15'")},
      {"PostgreSQL: restrictions are not read", In::kPostgresBatch, Replacing("'hold', 'restriction'", "'hold'")},
      {"PostgreSQL, set: rows without a person are lost", In::kPostgresSet, Replacing("LEFT JOIN", "JOIN")},
      {"PostgreSQL, set: a missing row answers", In::kPostgresSet, Replacing(R"re(\(j\d+\."[a-z_]+" IS NOT NULL AND )re", "(TRUE AND ")},
      {"PostgreSQL, set: before becomes at or before", In::kPostgresSet, Replacing(" < ", " <= ")},
  };
  return kFaults;
}

namespace {

template <typename F>
std::function<void(BoundCase&)> OfEachRule(const F& change) {
  return [change](BoundCase& of) {
    for (policy::Rule& rule : of.policy.rules) change(rule);
  };
}

template <typename F>
std::function<void(BoundCase&)> OfCells(const F& change) {
  return [change](BoundCase& of) {
    for (datamap::TableMap& table : of.map.tables)
      if (table.cells) change(*table.cells);
  };
}

}  // namespace

const std::vector<SweepFault>& SweepFaults() {
  using datamap::CellPart;
  using policy::Rule;
  using policy::Then;
  static const std::vector<SweepFault> kFaults = {
      {"a block is a day longer", OfEachRule([](Rule& rule) {
         if (rule.then == Then::kBlock) ++rule.outcome.block_for.days;
       })},
      {"a copy has no grace", OfEachRule([](Rule& rule) { rule.within = {}; })},
      {"a grace is a day longer", OfEachRule([](Rule& rule) {
         if (!rule.within.is_zero()) ++rule.within.days;
       })},
      {"days of UTC", [](BoundCase& of) { of.question.zone = time::Zone::Utc(); }},
      {"a year that ends in December", [](BoundCase& of) { of.question.year_end = {}; }},
      {"nothing is sealed", [](BoundCase& of) { of.question.seals = false; }},
      {"a cell of one fewer", OfEachRule([](Rule& rule) {
         if (rule.outcome.least_cell) --*rule.outcome.least_cell;
       })},
      {"a month is a year", OfCells([](std::vector<CellPart>& cells) {
         for (CellPart& part : cells)
           if (part.kind == CellPart::Kind::kMonth) part.kind = CellPart::Kind::kYear;
       })},
      {"the finest part first", OfCells([](std::vector<CellPart>& cells) { std::reverse(cells.begin(), cells.end()); })},
      {"what is counted is erased uncounted", OfEachRule([](Rule& rule) {
         if (rule.then == Then::kAggregate && rule.outcome.least_cell) rule.then = Then::kErase;
       })},
  };
  return kFaults;
}

}  // namespace lofte::tests::agreement
