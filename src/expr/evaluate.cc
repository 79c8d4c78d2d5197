#include "expr/evaluate.h"

#include "expr/compare.h"
#include "expr/erased_key.h"
#include "expr/fits.h"

namespace lofte::expr {
namespace {

// Walks one tree over a stack of rows: the innermost last.
class Evaluator {
 public:
  explicit Evaluator(const Row& row) : rows_{&row} {}

  Tri Truth(const Node& node) {
    switch (node.op) {
      case Op::kLiteral:
        return TruthOf(node.literal);
      case Op::kColumn:
        return TruthOf(Read(node.column));
      case Op::kFact:
        return Of(rows_.back()->Fact(node.fact));
      case Op::kEq:
      case Op::kNe:
      case Op::kLt:
      case Op::kLe:
      case Op::kGt:
      case Op::kGe:
        return CompareValues(node.op, ValueOfNode(Operand(node, 0)), ValueOfNode(Operand(node, 1)), Operand(node, 0).type);
      case Op::kIn:
        return TruthOfIn(node);
      case Op::kAnd:
        return TruthOfAnd(node);
      case Op::kOr:
        return TruthOfOr(node);
      case Op::kNot:
        return Not(Truth(Operand(node, 0)));
      case Op::kIsNull:
        return Of(IsNull(ValueOfNode(Operand(node, 0))));
      case Op::kIsTrue:
        return Of(Truth(Operand(node, 0)) == Tri::kTrue);
      case Op::kIsFalse:
        return Of(Truth(Operand(node, 0)) == Tri::kFalse);
      case Op::kStartsWith:
        return StartsWithValue(ValueOfNode(Operand(node, 0)), ValueOfNode(Operand(node, 1)));
      case Op::kErasedKey:
        return TruthOfErasedKey(node);
      case Op::kWellFormed:
        return Of(IsWellFormed(node.codec, ValueOfNode(Operand(node, 0))));
      case Op::kFits:
        return Of(Fits(ValueOfNode(Operand(node, 0)), Operand(node, 0).type));
      case Op::kRelated:
        return Of(SomeRelated(node));
    }
    Panic("Evaluate: unknown operation");
  }

 private:
  static Tri Of(bool truth) { return truth ? Tri::kTrue : Tri::kFalse; }
  static const Node& Operand(const Node& node, std::size_t index) { return *node.operands.at(index); }

  Value Read(const ColumnRef& column) const {
    const auto level = static_cast<std::size_t>(column.level);
    if (level >= rows_.size()) Panic("Evaluate: a column of a row that is not in scope");
    return rows_[rows_.size() - 1 - level]->Column(column.name);
  }

  Value ValueOfNode(const Node& node) {
    if (node.op == Op::kLiteral) return node.literal;
    if (node.op == Op::kColumn) return Read(node.column);
    return ValueOf(Truth(node));
  }

  Tri TruthOfIn(const Node& node) {
    const Value needle = ValueOfNode(Operand(node, 0));
    Tri truth = Tri::kFalse;
    for (std::size_t i = 1; i < node.operands.size() && truth != Tri::kTrue; ++i) {
      truth = Or(truth, CompareValues(Op::kEq, needle, ValueOfNode(Operand(node, i)), Operand(node, 0).type));
    }
    return truth;
  }

  Tri TruthOfErasedKey(const Node& node) {
    std::vector<Value> key;
    std::vector<Type> types;
    for (std::size_t i = 1; i < node.operands.size(); ++i) {
      key.push_back(ValueOfNode(Operand(node, i)));
      types.push_back(Operand(node, i).type);
    }
    const Value value = ValueOfNode(Operand(node, 0));
    const std::optional<std::string> form = ErasedKey(key, types);
    return form ? CompareValues(Op::kEq, value, *form, Type::kText) : Tri::kUnknown;
  }

  Tri TruthOfAnd(const Node& node) {
    Tri truth = Tri::kTrue;
    for (std::size_t i = 0; i < node.operands.size() && truth != Tri::kFalse; ++i) truth = And(truth, Truth(Operand(node, i)));
    return truth;
  }

  Tri TruthOfOr(const Node& node) {
    Tri truth = Tri::kFalse;
    for (std::size_t i = 0; i < node.operands.size() && truth != Tri::kTrue; ++i) truth = Or(truth, Truth(Operand(node, i)));
    return truth;
  }

  bool SomeRelated(const Node& node) {
    for (const Row* related : rows_.back()->Related(node.hop)) {
      rows_.push_back(related);
      const Tri truth = Truth(Operand(node, 0));
      rows_.pop_back();
      if (truth == Tri::kTrue) return true;
    }
    return false;
  }

  std::vector<const Row*> rows_;
};

}  // namespace

bool Row::Fact(const expr::Fact& fact) const { Panic("Evaluate: this row knows no facts, asked for `" + fact.name + "`"); }

Tri Evaluate(const Expr& expr, const Row& row) { return Evaluator(row).Truth(*expr); }

}  // namespace lofte::expr
