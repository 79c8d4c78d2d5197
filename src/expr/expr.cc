#include "expr/expr.h"

#include "expr/compare.h"
#include "expr/fits.h"

namespace lofte::expr {
namespace {

Expr Make(Node node) { return std::make_shared<const Node>(std::move(node)); }

Expr MakeOperation(Op op, std::vector<Expr> operands) {
  Node node;
  node.op = op;
  node.operands = std::move(operands);
  return Make(std::move(node));
}

bool IsLiteral(const Expr& expr) { return expr->op == Op::kLiteral; }

Expr Truth(Tri truth) { return Literal(ValueOf(truth), Type::kBool); }

bool IsUnknownLiteral(const Expr& expr) { return IsLiteral(expr) && expr->type == Type::kBool && TruthOf(expr->literal) == Tri::kUnknown; }

// Whether a boolean tree is never NULL. Facts are left out, so that a wrapper stays until something total has taken their place.
bool IsTotal(const Expr& expr) {
  switch (expr->op) {
    case Op::kLiteral:
      return !IsNull(expr->literal) && TruthOf(expr->literal) != Tri::kUnknown;
    case Op::kIsNull:
    case Op::kIsTrue:
    case Op::kIsFalse:
    case Op::kWellFormed:
    case Op::kFits:
    case Op::kRelated:
      return true;
    case Op::kAnd:
    case Op::kOr:
    case Op::kNot:
      for (const Expr& operand : expr->operands) {
        if (!IsTotal(operand)) return false;
      }
      return true;
    default:
      return false;
  }
}

// And and Or are one algorithm: `neutral` drops out, its opposite decides.
Expr Junction(Op op, std::vector<Expr> operands) {
  const auto is_neutral = op == Op::kAnd ? IsTrueLiteral : IsFalseLiteral;
  const auto decides = op == Op::kAnd ? IsFalseLiteral : IsTrueLiteral;
  std::vector<Expr> kept;
  kept.reserve(operands.size());
  for (Expr& operand : operands) {
    if (decides(operand)) return operand;
    if (is_neutral(operand)) continue;
    if (operand->op == op) {
      kept.insert(kept.end(), operand->operands.begin(), operand->operands.end());
    } else {
      kept.push_back(std::move(operand));
    }
  }
  if (kept.empty()) return op == Op::kAnd ? True() : False();
  if (kept.size() == 1) return kept.front();
  return MakeOperation(op, std::move(kept));
}

std::optional<Tri> FoldIn(const Expr& needle, const std::vector<Expr>& literals) {
  if (literals.empty()) return Tri::kFalse;
  if (!IsLiteral(needle)) return std::nullopt;
  Tri truth = Tri::kFalse;
  for (const Expr& literal : literals) {
    if (!IsLiteral(literal)) return std::nullopt;
    truth = Or(truth, CompareValues(Op::kEq, needle->literal, literal->literal, needle->type));
  }
  return truth;
}

}  // namespace

namespace {

std::string NamePart(const std::string& part) {
  if (part.find_first_of(".\"") == std::string::npos) return part;
  std::string quoted = "\"";
  for (char c : part) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string Format(const TableName& name) {
  const std::string prefix = name.store + ".";
  return name.schema.empty() ? prefix + NamePart(name.table) : prefix + NamePart(name.schema) + "." + NamePart(name.table);
}

Expr Literal(Value value, Type type) {
  Node node;
  node.type = type;
  node.literal = std::move(value);
  if (type == Type::kBool && TruthOf(node.literal) != Tri::kUnknown) node.literal = TruthOf(node.literal) == Tri::kTrue;
  return Make(std::move(node));
}

Expr True() {
  static const Expr kTrue = Literal(true, Type::kBool);
  return kTrue;
}

Expr False() {
  static const Expr kFalse = Literal(false, Type::kBool);
  return kFalse;
}

Expr Column(ColumnRef column) {
  Node node;
  node.op = Op::kColumn;
  node.type = column.type;
  node.column = std::move(column);
  return Make(std::move(node));
}

Expr FactOf(Fact fact) {
  Node node;
  node.op = Op::kFact;
  node.fact = std::move(fact);
  return Make(std::move(node));
}

Expr Compare(Op op, Expr left, Expr right) {
  if (IsLiteral(left) && IsLiteral(right)) return Truth(CompareValues(op, left->literal, right->literal, left->type));
  if ((IsLiteral(left) && IsNull(left->literal)) || (IsLiteral(right) && IsNull(right->literal))) return Truth(Tri::kUnknown);
  return MakeOperation(op, {std::move(left), std::move(right)});
}

Expr In(Expr needle, std::vector<Expr> literals) {
  if (const auto folded = FoldIn(needle, literals)) return Truth(*folded);
  literals.insert(literals.begin(), std::move(needle));
  return MakeOperation(Op::kIn, std::move(literals));
}

Expr And(std::vector<Expr> operands) { return Junction(Op::kAnd, std::move(operands)); }

Expr Or(std::vector<Expr> operands) { return Junction(Op::kOr, std::move(operands)); }

Expr Not(Expr operand) {
  if (IsLiteral(operand)) return Truth(Not(TruthOf(operand->literal)));
  if (operand->op == Op::kNot) return operand->operands.front();
  return MakeOperation(Op::kNot, {std::move(operand)});
}

Expr IsNull(Expr operand) {
  if (IsLiteral(operand)) return IsNull(operand->literal) ? True() : False();
  if (IsTotal(operand)) return False();
  return MakeOperation(Op::kIsNull, {std::move(operand)});
}

Expr IsTrue(Expr operand) {
  if (IsUnknownLiteral(operand)) return False();
  if (IsTotal(operand)) return operand;
  return MakeOperation(Op::kIsTrue, {std::move(operand)});
}

Expr IsFalse(Expr operand) {
  if (IsUnknownLiteral(operand)) return False();
  if (IsTotal(operand)) return Not(std::move(operand));
  return MakeOperation(Op::kIsFalse, {std::move(operand)});
}

Expr IsErasedKey(Expr column, std::vector<Expr> key) {
  key.insert(key.begin(), std::move(column));
  return MakeOperation(Op::kErasedKey, std::move(key));
}

Expr StartsWith(Expr column, std::string prefix) {
  if (IsLiteral(column)) return Truth(StartsWithValue(column->literal, prefix));
  return MakeOperation(Op::kStartsWith, {std::move(column), Literal(std::move(prefix), Type::kText)});
}

Expr WellFormed(Expr column, Codec codec) {
  if (IsLiteral(column)) return IsWellFormed(codec, column->literal) ? True() : False();
  Node node;
  node.op = Op::kWellFormed;
  node.codec = std::move(codec);
  node.operands = {std::move(column)};
  return Make(std::move(node));
}

Expr Fits(Expr column) {
  if (IsLiteral(column)) return Fits(column->literal, column->type) ? True() : False();
  return MakeOperation(Op::kFits, {std::move(column)});
}

Expr Related(Hop hop, Expr body) {
  if (IsFalseLiteral(body) || IsUnknownLiteral(body)) return False();
  Node node;
  node.op = Op::kRelated;
  node.hop = std::move(hop);
  node.operands = {std::move(body)};
  return Make(std::move(node));
}

bool IsTrueLiteral(const Expr& expr) { return IsLiteral(expr) && expr->type == Type::kBool && TruthOf(expr->literal) == Tri::kTrue; }
bool IsFalseLiteral(const Expr& expr) { return IsLiteral(expr) && expr->type == Type::kBool && TruthOf(expr->literal) == Tri::kFalse; }

Expr Rebuild(const Node& node, std::vector<Expr> operands) {
  switch (node.op) {
    case Op::kLiteral:
    case Op::kColumn:
    case Op::kFact:
      return Make(node);
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe:
      return Compare(node.op, std::move(operands.at(0)), std::move(operands.at(1)));
    case Op::kIn: {
      Expr needle = std::move(operands.at(0));
      operands.erase(operands.begin());
      return In(std::move(needle), std::move(operands));
    }
    case Op::kAnd:
      return And(std::move(operands));
    case Op::kOr:
      return Or(std::move(operands));
    case Op::kNot:
      return Not(std::move(operands.at(0)));
    case Op::kIsNull:
      return IsNull(std::move(operands.at(0)));
    case Op::kIsTrue:
      return IsTrue(std::move(operands.at(0)));
    case Op::kIsFalse:
      return IsFalse(std::move(operands.at(0)));
    case Op::kStartsWith:
      return StartsWith(std::move(operands.at(0)), std::get<std::string>(operands.at(1)->literal));
    case Op::kErasedKey: {
      Expr column = std::move(operands.at(0));
      operands.erase(operands.begin());
      return IsErasedKey(std::move(column), std::move(operands));
    }
    case Op::kWellFormed:
      return WellFormed(std::move(operands.at(0)), node.codec);
    case Op::kFits:
      return Fits(std::move(operands.at(0)));
    case Op::kRelated:
      return Related(node.hop, std::move(operands.at(0)));
  }
  Panic("Rebuild: unknown operation");
}

}  // namespace lofte::expr
