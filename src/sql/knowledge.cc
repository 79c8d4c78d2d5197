#include "sql/knowledge.h"

#include <algorithm>

#include "sql/compared.h"

namespace lofte::sql {

using expr::Expr;
using expr::Node;
using expr::Op;

// Learning ------------------------------------------------------------------------------------------------------------------------------

bool Knowledge::Told(const Expr& condition, bool truth) {
  const int name = names_->Of(condition);
  if (literals_.size() <= static_cast<std::size_t>(name)) literals_.resize(static_cast<std::size_t>(name) + 64);
  std::int8_t& literal = literals_[static_cast<std::size_t>(name)];
  const std::int8_t now = truth ? 1 : -1;
  if (literal == now) return false;
  undo_.push_back({Undo::What::kLiteral, static_cast<std::size_t>(name), static_cast<std::size_t>(literal + 1), 0});
  literal = now;
  Outdate(name);
  Wake(name);
  return true;
}

template <typename F>
void Knowledge::Change(const Expr& column, const F& change) {
  if (column->op != Op::kColumn) return;
  const int name = names_->Of(column);
  Column& known = columns_[name];
  Column before = known;
  if (!change(known)) return;
  undo_.push_back({Undo::What::kColumn, static_cast<std::size_t>(name), 0, 0});
  columns_before_.push_back(std::move(before));
  Outdate(name);
  Wake(name);
}

void Knowledge::Say(const Expr& column, bool is_null, bool not_null, bool fits) {
  Change(column, [&](Column& known) {
    const bool is_new = (is_null && !known.is_null) || (not_null && !known.not_null) || (fits && !known.fits);
    known.is_null = known.is_null || is_null;
    known.not_null = known.not_null || not_null;
    known.fits = known.fits || fits;
    return is_new;
  });
}

const Knowledge::Column* Knowledge::Find(const Expr& column) const {
  if (column->op != Op::kColumn) return nullptr;
  const auto known = columns_.find(names_->Of(column));
  return known == columns_.end() ? nullptr : &known->second;
}

std::size_t Knowledge::RowOf(const expr::Hop& hop) {
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].hop == hop) return i;
  rows_.push_back({hop, std::make_unique<Knowledge>(*names_), false});
  return rows_.size() - 1;
}

void Knowledge::Note(const expr::Hop& hop, const Expr& body, bool truth) {
  const std::size_t at = RowOf(hop);
  undo_.push_back({Undo::What::kRow, at, rows_[at].of->Mark(), rows_[at].is_there ? 1u : 0u});
  if (truth) {
    rows_[at].is_there = true;
    rows_[at].of->Assume(body);
  } else {
    rows_[at].of->Deny(body);
  }
}

// The column is below the bound, or it is not.
void Knowledge::Bind(const Node& compare, bool is_below) {
  const expr::Value* bound = Bound(compare);
  if (bound == nullptr) return;
  Change(compare.operands[0], [&](Column& column) {
    std::optional<expr::Value>& edge = is_below ? column.below : column.at_least;
    const bool is_nearer = !edge || (edge != *bound && Surely(is_below ? LessOrEqual(*bound, *edge) : LessOrEqual(*edge, *bound)));
    if (is_nearer) edge = *bound;
    return is_nearer;
  });
}

// The column equals the literal, or that it does is not TRUE.
void Knowledge::Equate(const Node& compare, bool is_equal) {
  const expr::Value* value = EqualTo(compare);
  if (value == nullptr) return;
  Change(compare.operands[0], [&](Column& column) {
    if (is_equal) {
      const bool is_new = !column.equal;
      if (is_new) column.equal = *value;
      return is_new;
    }
    if (std::find(column.unequal.begin(), column.unequal.end(), *value) != column.unequal.end()) return false;
    column.unequal.push_back(*value);
    return true;
  });
}

void Knowledge::AssumeCompare(const Node& compare) {
  for (const Expr& operand : compare.operands) Say(operand, false, true, false);
  if (SaysItFits(compare)) Say(compare.operands[0], false, true, true);
  Bind(compare, compare.op == Op::kLt);
  Equate(compare, compare.op == Op::kEq);
}

void Knowledge::Assume(const Expr& condition) {
  Learn(condition);
  Conclude();
}

void Knowledge::Deny(const Expr& condition) {
  Refute(condition);
  Conclude();
}

void Knowledge::Learn(const Expr& condition) {
  names_->Look();
  if (!Told(condition, true)) return;
  switch (condition->op) {
    case Op::kAnd:
      for (const Expr& operand : condition->operands) Learn(operand);
      return;
    case Op::kOr:
      return;  // some operand is true: none is known to be
    case Op::kNot:
      return Refute(condition->operands[0]);
    case Op::kIsNull:
      return Say(condition->operands[0], true, false, true);
    case Op::kWellFormed:
      return Say(condition->operands[0], false, true, condition->operands[0]->type == expr::TypeOf(condition->codec));
    case Op::kFits:
      return Say(condition->operands[0], false, false, true);  // NULL fits too
    case Op::kColumn:
      return Say(condition, false, true, true);
    case Op::kRelated:
      if (condition->hop.unique) Note(condition->hop, condition->operands[0], true);
      return;
    default:
      AssumeCompare(*condition);
  }
}

void Knowledge::Refute(const Expr& condition) {
  names_->Look();
  const bool is_bound = condition->op == Op::kLt || condition->op == Op::kGe;
  if (!Told(condition, false) && !is_bound) return;  // of a bound more may follow now
  switch (condition->op) {
    case Op::kOr:
      for (const Expr& operand : condition->operands) Refute(operand);
      return;
    case Op::kAnd:
      undo_.push_back({Undo::What::kDenied, 0, 0, 0});
      denied_.push_back({condition});
      awake_.push_back(denied_.size() - 1);
      return;
    case Op::kIsTrue:
      return Refute(condition->operands[0]);
    case Op::kNot: {
      const Expr& inner = condition->operands[0];
      if (inner->op == Op::kIsTrue) return Learn(inner->operands[0]);
      if (IsTotal(inner->op)) Learn(inner);
      return;
    }
    case Op::kIsNull:
    case Op::kFits:
      return Say(condition->operands[0], false, true, false);
    case Op::kRelated:
      if (condition->hop.unique) Note(condition->hop, condition->operands[0], false);
      return;
    case Op::kEq:
      return Equate(*condition, false);
    case Op::kNe: {
      const Column* column = Find(condition->operands[0]);
      if ((column == nullptr || !column->not_null) && condition->operands[0]->column.nullable) return;
      return Equate(*condition, true);
    }
    case Op::kLt:
    case Op::kGe: {
      // Not `a < 5`, and a is something: then it is `a >= 5`.
      if (Bound(*condition) == nullptr) return;
      const Column* column = Find(condition->operands[0]);
      if ((column == nullptr || !column->not_null) && condition->operands[0]->column.nullable) return;
      return Bind(*condition, condition->op == Op::kGe);
    }
    default:
      return;
  }
}

// Concluding ----------------------------------------------------------------------------------------------------------------------------

void Knowledge::Wake(int name) {
  const auto found = watchers_.find(name);
  if (found == watchers_.end()) return;
  std::vector<Watcher>& watchers = found->second;
  std::erase_if(watchers, [&](const Watcher& w) { return w.denied >= denied_.size() || denied_[w.denied].serials[w.side] != w.serial; });
  for (const Watcher& watcher : watchers) awake_.push_back(watcher.denied);
}

void Knowledge::Outdate(int name) {
  for (const int around : names_->AroundOf(name)) {
    const auto at = static_cast<std::size_t>(around);
    if (at >= found_.size() || found_[at] == Found::kOutdated) continue;
    found_[at] = Found::kOutdated;
    Outdate(around);
  }
}

// All that Of looks at to tell whether the operand is TRUE.
void Knowledge::Watch(const Watcher& watcher, const Expr& operand) {
  names_->Look();
  watchers_[names_->Of(operand)].push_back(watcher);
  if (operand->op == Op::kRelated || operand->op == Op::kColumn || operand->op == Op::kLiteral) return;
  for (const Expr& inner : operand->operands) Watch(watcher, inner);
}

// What is watched is not given back when something is forgotten: two that are open stay open when less is known.
void Knowledge::LookAgain(std::size_t denied) {
  if (denied_[denied].concluded) return;
  const Expr conjunction = denied_[denied].conjunction;
  std::size_t open[2] = {SIZE_MAX, SIZE_MAX};
  std::size_t count = 0;
  for (std::size_t i = 0; i < conjunction->operands.size() && count < 2; ++i)
    if (Of(conjunction->operands[i]) != true) open[count++] = i;
  Denied& it = denied_[denied];
  if (count == 1) {
    undo_.push_back({Undo::What::kConcluded, denied, 0, 0});
    it.concluded = true;
    return Refute(conjunction->operands[open[0]]);
  }
  if (count == 0) return;
  if (it.watched[0] == open[1] || it.watched[1] == open[0]) std::swap(open[0], open[1]);
  for (const std::size_t side : {0u, 1u}) {
    if (it.watched[side] == open[side]) continue;
    it.watched[side] = open[side];
    it.serials[side] = ++serials_;
    Watch({denied, side, it.serials[side]}, conjunction->operands[open[side]]);
  }
}

void Knowledge::Conclude() {
  while (!awake_.empty()) {
    const std::size_t denied = awake_.back();
    awake_.pop_back();
    LookAgain(denied);
  }
}

void Knowledge::Forget(std::size_t mark) {
  while (undo_.size() > mark) {
    const Undo undo = undo_.back();
    undo_.pop_back();
    switch (undo.what) {
      case Undo::What::kLiteral:
        literals_[undo.at] = static_cast<std::int8_t>(static_cast<int>(undo.was) - 1);
        break;
      case Undo::What::kColumn:
        columns_[static_cast<int>(undo.at)] = std::move(columns_before_.back());
        columns_before_.pop_back();
        break;
      case Undo::What::kRow:
        rows_[undo.at].of->Forget(undo.was);
        rows_[undo.at].is_there = undo.and_was != 0;
        break;
      case Undo::What::kDenied:
        denied_.pop_back();
        break;
      case Undo::What::kConcluded:
        denied_[undo.at].concluded = false;
        break;
    }
  }
}

// Asking --------------------------------------------------------------------------------------------------------------------------------

std::optional<bool> Knowledge::OfCompare(const Node& compare) const {
  for (const Expr& operand : compare.operands)
    if (const Column* known = Find(operand); known != nullptr && known->is_null) return false;
  const expr::Value* bound = Bound(compare);
  const expr::Value* equal = EqualTo(compare);
  const Column* known = bound == nullptr && equal == nullptr ? nullptr : Find(compare.operands[0]);
  if (known == nullptr) return std::nullopt;
  const Column& column = *known;
  const bool is_set = column.not_null || !compare.operands[0]->column.nullable;
  if (equal != nullptr) {
    const std::optional<bool> is_equal = IsEqual(column, *equal);
    if (!is_equal || (compare.op == Op::kNe && !*is_equal && !is_set)) return std::nullopt;
    return *is_equal == (compare.op == Op::kEq);
  }
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

std::optional<bool> Knowledge::IsEqual(const Column& column, const expr::Value& value) {
  if (column.equal && *column.equal == value) return true;
  if (column.equal && ExcludeEachOther(*column.equal, value)) return false;
  if (std::find(column.unequal.begin(), column.unequal.end(), value) != column.unequal.end()) return false;
  return std::nullopt;
}

std::optional<bool> Knowledge::OfIn(const Node& in) const {
  const Column* known = Find(in.operands[0]);
  if (known == nullptr) return std::nullopt;
  if (known->is_null) return false;
  bool is_none = true;
  for (std::size_t i = 1; i < in.operands.size(); ++i) {
    if (in.operands[i]->op != Op::kLiteral) return std::nullopt;
    const std::optional<bool> is_equal = IsEqual(*known, in.operands[i]->literal);
    if (Surely(is_equal)) return true;
    is_none = is_none && is_equal.has_value();
  }
  return is_none ? std::optional(false) : std::nullopt;
}

std::optional<bool> Knowledge::Of(const Expr& condition) const {
  names_->Look();
  const auto name = static_cast<std::size_t>(names_->Of(condition));
  if (found_.size() <= name) found_.resize(name + 64);
  const bool is_told = name < literals_.size() && literals_[name] != 0;
  if (!is_told && found_[name] == Found::kOpen) return std::nullopt;
  const std::optional<bool> truth = is_told ? literals_[name] > 0 : Follows(condition);
  found_[name] = truth ? Found::kTruth : Found::kOpen;
  return truth;
}

std::optional<bool> Knowledge::Follows(const Expr& condition) const {
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
      const Column* known = Find(condition->operands[0]);
      if (known != nullptr && known->not_null) return false;
      return std::nullopt;
    }
    case Op::kFits: {
      const Column* known = Find(condition->operands[0]);
      if (known != nullptr && known->fits) return true;
      return std::nullopt;
    }
    case Op::kWellFormed: {
      const Column* known = Find(condition->operands[0]);
      if (known != nullptr && known->is_null) return false;
      return std::nullopt;
    }
    case Op::kLt:
    case Op::kGe:
    case Op::kEq:
    case Op::kNe:
    case Op::kLe:
    case Op::kGt:
      return OfCompare(*condition);
    case Op::kIn:
      return OfIn(*condition);
    default:
      return std::nullopt;
  }
}

bool Knowledge::HasRow(const expr::Hop& hop) const {
  return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) { return row.is_there && row.hop == hop; });
}

Knowledge& Knowledge::Behind(const expr::Hop& hop) { return *rows_[RowOf(hop)].of; }

}  // namespace lofte::sql
