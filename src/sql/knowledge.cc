#include "sql/knowledge.h"

#include <fmt/format.h>

#include <algorithm>

#include "sql/print.h"

namespace lofte::sql {

using expr::Expr;
using expr::Node;
using expr::Op;

namespace {

std::string HopKey(const expr::Hop& hop) {
  std::string key = expr::Format(hop.target) + (hop.unique ? "!" : "?");
  for (const auto& [own, theirs] : hop.on) key += "|" + own + ">" + theirs;
  for (const auto& [theirs, value] : hop.fixed) key += "|" + theirs + "=" + Literal(value, Dialect::kPostgres);
  return key;
}

// Whether `compare` orders a column by a literal: then the literal, else nullptr.
const expr::Value* Bound(const Node& compare) {
  const bool ordered = compare.op == Op::kLt || compare.op == Op::kGe;
  if (!ordered || compare.operands[0]->op != Op::kColumn || compare.operands[1]->op != Op::kLiteral) return nullptr;
  return &compare.operands[1]->literal;
}

// Only values of one kind are ordered; of two kinds nothing is said.
std::optional<bool> LessOrEqual(const expr::Value& a, const expr::Value& b) {
  if (a.index() != b.index() || std::holds_alternative<double>(a)) return std::nullopt;
  return std::visit(
      [&](const auto& left) -> std::optional<bool> {
        using T = std::decay_t<decltype(left)>;
        if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::int64_t> || std::is_same_v<T, time::Day> ||
                      std::is_same_v<T, time::Instant> || std::is_same_v<T, time::LocalTime>)
          return left <= std::get<T>(b);
        return std::nullopt;
      },
      a);
}

// Never NULL.
bool IsTotal(Op op) { return op == Op::kIsNull || op == Op::kIsTrue || op == Op::kIsFalse || op == Op::kWellFormed || op == Op::kRelated; }

bool Surely(const std::optional<bool>& truth) { return truth.value_or(false); }

}  // namespace

int Names::Of(const Expr& expr) {
  if (const auto known = by_node_.find(expr.get()); known != by_node_.end()) return known->second;
  const Node& node = *expr;
  std::string key = std::to_string(static_cast<int>(node.op));
  if (node.op == Op::kLiteral) key += fmt::format("={}:{}", node.literal.index(), Literal(node.literal, Dialect::kPostgres));
  if (node.op == Op::kColumn) key += "=" + std::to_string(node.column.level) + ":" + node.column.name;
  if (node.op == Op::kWellFormed) key += fmt::format("={}:{}", static_cast<int>(node.codec.kind), static_cast<int>(node.codec.format));
  if (node.op == Op::kRelated) key += "=" + HopKey(node.hop);
  for (const Expr& operand : node.operands) key += "," + std::to_string(Of(operand));
  const int name = by_key_.try_emplace(std::move(key), static_cast<int>(by_key_.size())).first->second;
  by_node_.emplace(expr.get(), name);
  kept_.push_back(expr);
  return name;
}

Knowledge::Row& Knowledge::RowOf(const expr::Hop& hop) {
  for (Row& row : rows_)
    if (row.hop == hop) return row;
  return rows_.emplace_back(Row{hop, {}, {}});
}

void Knowledge::AssumeCompare(const Node& compare) {
  for (const Expr& operand : compare.operands)
    if (operand->op == Op::kColumn) columns_[names_->Of(operand)].not_null = true;
  const expr::Value* bound = Bound(compare);
  if (bound == nullptr) return;
  Column& column = columns_[names_->Of(compare.operands[0])];
  if (compare.op == Op::kLt && (!column.below || Surely(LessOrEqual(*bound, *column.below)))) column.below = *bound;
  if (compare.op == Op::kGe && (!column.at_least || Surely(LessOrEqual(*column.at_least, *bound)))) column.at_least = *bound;
}

void Knowledge::Conclude() {
  for (std::size_t i = 0; i < denied_ands_.size();) {
    const Expr denied = denied_ands_[i];
    const Expr* only = nullptr;
    int open = 0;
    for (const Expr& operand : denied->operands) {
      if (Of(operand) == true) continue;
      only = &operand;
      ++open;
    }
    if (open != 1) {
      ++i;
      continue;
    }
    denied_ands_.erase(denied_ands_.begin() + static_cast<std::ptrdiff_t>(i));
    Deny(*only);
    i = 0;  // what was concluded may decide the others
  }
}

void Knowledge::Assume(const Expr& condition) {
  Learn(condition);
  Conclude();
}

void Knowledge::Learn(const Expr& condition) {
  literals_[names_->Of(condition)] = true;
  switch (condition->op) {
    case Op::kAnd:
      for (const Expr& operand : condition->operands) Learn(operand);
      return;
    case Op::kOr:
      return;  // some operand is true: none is known to be
    case Op::kNot:
      return Deny(condition->operands[0]);
    case Op::kIsNull:
      if (condition->operands[0]->op == Op::kColumn) columns_[names_->Of(condition->operands[0])].is_null = true;
      return;
    case Op::kWellFormed:
      if (condition->operands[0]->op == Op::kColumn) columns_[names_->Of(condition->operands[0])].not_null = true;
      return;
    case Op::kRelated:
      if (condition->hop.unique) RowOf(condition->hop).is_true.push_back(condition->operands[0]);
      return;
    default:
      AssumeCompare(*condition);
  }
}

void Knowledge::Deny(const Expr& condition) {
  literals_[names_->Of(condition)] = false;
  switch (condition->op) {
    case Op::kOr:
      for (const Expr& operand : condition->operands) Deny(operand);
      return;
    case Op::kAnd:
      denied_ands_.push_back(condition);
      return Conclude();
    case Op::kIsTrue:
      return Deny(condition->operands[0]);
    case Op::kNot: {
      const Expr& inner = condition->operands[0];
      if (inner->op == Op::kIsTrue) return Assume(inner->operands[0]);
      if (IsTotal(inner->op)) Assume(inner);
      return;
    }
    case Op::kIsNull:
      if (condition->operands[0]->op == Op::kColumn) columns_[names_->Of(condition->operands[0])].not_null = true;
      return;
    case Op::kRelated:
      if (condition->hop.unique) RowOf(condition->hop).not_true.push_back(condition->operands[0]);
      return;
    case Op::kLt:
    case Op::kGe: {
      // Not `a < 5`, and a is something: then it is `a >= 5`.
      const expr::Value* bound = Bound(*condition);
      if (bound == nullptr) return;
      Column& column = columns_[names_->Of(condition->operands[0])];
      if (!column.not_null && condition->operands[0]->column.nullable) return;
      if (condition->op == Op::kLt && (!column.at_least || Surely(LessOrEqual(*column.at_least, *bound)))) column.at_least = *bound;
      if (condition->op == Op::kGe && (!column.below || Surely(LessOrEqual(*bound, *column.below)))) column.below = *bound;
      return;
    }
    default:
      return;
  }
}

std::optional<bool> Knowledge::OfCompare(const Node& compare) const {
  for (const Expr& operand : compare.operands) {
    if (operand->op != Op::kColumn) continue;
    const auto known = columns_.find(names_->Of(operand));
    if (known != columns_.end() && known->second.is_null) return false;
  }
  const expr::Value* bound = Bound(compare);
  const auto known = bound == nullptr ? columns_.end() : columns_.find(names_->Of(compare.operands[0]));
  if (known == columns_.end()) return std::nullopt;
  const Column& column = known->second;
  const bool is_set = column.not_null || !compare.operands[0]->column.nullable;
  const bool surely_below = column.below && Surely(LessOrEqual(*column.below, *bound));
  const bool surely_not_below = column.at_least && Surely(LessOrEqual(*bound, *column.at_least));
  if (compare.op == Op::kLt) {
    if (surely_below && is_set) return true;
    if (surely_not_below) return false;
  } else {
    if (surely_not_below && is_set) return true;
    if (surely_below) return false;
  }
  return std::nullopt;
}

std::optional<bool> Knowledge::Of(const Expr& condition) const {
  if (const auto known = literals_.find(names_->Of(condition)); known != literals_.end()) return known->second;
  const auto column = [&](const Expr& operand) { return operand->op == Op::kColumn ? columns_.find(names_->Of(operand)) : columns_.end(); };
  switch (condition->op) {
    case Op::kAnd:
    case Op::kOr: {
      const bool decides = condition->op == Op::kOr;
      bool all_known = true;
      for (const Expr& operand : condition->operands) {
        const std::optional<bool> truth = Of(operand);
        if (truth == decides) return decides;
        all_known = all_known && truth.has_value();
      }
      if (all_known) return !decides;
      return std::nullopt;
    }
    case Op::kNot: {
      const std::optional<bool> inner = Of(condition->operands[0]);
      // `not x` of an x that may be NULL is true only where x is known to be false, which `not true` is not.
      if (inner && (IsTotal(condition->operands[0]->op) || *inner)) return !*inner;
      return std::nullopt;
    }
    case Op::kIsTrue:
      return Of(condition->operands[0]);
    case Op::kIsNull: {
      const auto known = column(condition->operands[0]);
      if (known != columns_.end() && known->second.not_null) return false;
      return std::nullopt;
    }
    case Op::kWellFormed: {
      const auto known = column(condition->operands[0]);
      if (known != columns_.end() && known->second.is_null) return false;
      return std::nullopt;
    }
    case Op::kLt:
    case Op::kGe:
    case Op::kEq:
    case Op::kNe:
    case Op::kLe:
    case Op::kGt:
      return OfCompare(*condition);
    default:
      return std::nullopt;
  }
}

bool Knowledge::HasRow(const expr::Hop& hop) const {
  return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) { return row.hop == hop && !row.is_true.empty(); });
}

Knowledge Knowledge::Behind(const expr::Hop& hop) const {
  Knowledge inner(*names_);
  for (const Row& row : rows_) {
    if (!(row.hop == hop)) continue;
    for (const Expr& body : row.is_true) inner.Assume(body);
    for (const Expr& body : row.not_true) inner.Deny(body);
  }
  return inner;
}

}  // namespace lofte::sql
