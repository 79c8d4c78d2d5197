// Folding never changes what a tree means: random trees built without the builders, against the same trees rebuilt and substituted.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "expr/evaluate.h"
#include "expr/example_scope.h"

namespace lofte::expr {
namespace folding_test {

Expr Raw(Op op, std::vector<Expr> operands) {
  Node node;
  node.op = op;
  node.operands = std::move(operands);
  return std::make_shared<const Node>(std::move(node));
}

Expr RawLiteral(Value value, Type type) {
  Node node;
  node.type = type;
  node.literal = std::move(value);
  return std::make_shared<const Node>(std::move(node));
}

constexpr Type kTypes[] = {Type::kBool, Type::kInt, Type::kText};

Value AnyValue(Type type) {
  const int pick = *rc::gen::inRange(0, 5);
  if (pick == 0) return Null{};
  switch (type) {
    case Type::kBool:
      return *rc::gen::arbitrary<bool>() ? Value(pick % 2 == 0) : Value(std::int64_t{pick % 3});
    case Type::kInt:
      return std::int64_t{pick % 3};
    default: {
      static const std::vector<std::string> kTexts = {"", "2025-11-21", "2025-02-30", "a", "ab"};
      return kTexts[static_cast<std::size_t>(pick)];
    }
  }
}

std::string ColumnName(Type type, int number) { return std::string(NameOf(type)) + std::to_string(number); }

Expr AnyColumn(Type type, int levels) { return Column({*rc::gen::inRange(0, levels), ColumnName(type, *rc::gen::inRange(0, 2)), type}); }

// A column twice as often as a literal.
Expr AnyOperand(Type type, int levels) { return *rc::gen::inRange(0, 3) == 0 ? RawLiteral(AnyValue(type), type) : AnyColumn(type, levels); }

Expr AnyFact() {
  Fact fact;
  fact.name = *rc::gen::element<std::string>("f0", "f1");
  return FactOf(fact);
}

Codec DateText() {
  Codec codec;
  codec.kind = CodecKind::kDate;
  codec.format = TextFormat::kDate;
  return codec;
}

Expr AnyAtom(int levels) {
  const Type type = *rc::gen::elementOf(std::vector<Type>(std::begin(kTypes), std::end(kTypes)));
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return AnyOperand(Type::kBool, levels);
    case 1:
      return AnyFact();
    case 2:
      return Raw(Op::kIsNull, {AnyOperand(type, levels)});
    case 3: {
      std::vector<Expr> operands = {AnyOperand(type, levels)};
      for (int i = *rc::gen::inRange(0, 3); i > 0; --i) operands.push_back(RawLiteral(AnyValue(type), type));
      return Raw(Op::kIn, std::move(operands));
    }
    case 4:
      return Raw(Op::kStartsWith,
                 {AnyOperand(Type::kText, levels), RawLiteral(*rc::gen::element<std::string>("", "a", "ab"), Type::kText)});
    case 5: {
      Node node;
      node.op = Op::kWellFormed;
      node.codec = DateText();
      node.operands = {AnyOperand(Type::kText, levels)};
      return std::make_shared<const Node>(std::move(node));
    }
    default: {
      const bool has_order = type != Type::kBool;
      const Op op =
          has_order ? *rc::gen::element(Op::kEq, Op::kNe, Op::kLt, Op::kLe, Op::kGt, Op::kGe) : *rc::gen::element(Op::kEq, Op::kNe);
      return Raw(op, {AnyOperand(type, levels), AnyOperand(type, levels)});
    }
  }
}

Expr AnyTree(int depth, int levels) {
  if (depth == 0) return AnyAtom(levels);
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return AnyAtom(levels);
    case 1:
      return Raw(Op::kNot, {AnyTree(depth - 1, levels)});
    case 2:
      return Raw(*rc::gen::element(Op::kIsTrue, Op::kIsFalse, Op::kIsNull), {AnyTree(depth - 1, levels)});
    case 3: {
      Node node;
      node.op = Op::kRelated;
      node.hop = ExampleSchema::AccountHop();
      node.operands = {AnyTree(depth - 1, levels + 1)};
      return std::make_shared<const Node>(std::move(node));
    }
    case 4:
      return Raw(*rc::gen::element(Op::kEq, Op::kNe), {AnyTree(depth - 1, levels), AnyTree(depth - 1, levels)});
    default: {
      std::vector<Expr> operands;
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) operands.push_back(AnyTree(depth - 1, levels));
      return Raw(*rc::gen::element(Op::kAnd, Op::kOr), std::move(operands));
    }
  }
}

std::shared_ptr<ExampleRow> AnyRow(int hops) {
  auto row = std::make_shared<ExampleRow>();
  for (const Type type : kTypes) {
    for (int number = 0; number < 2; ++number) row->columns[ColumnName(type, number)] = AnyValue(type);
  }
  for (const char* fact : {"f0", "f1"}) row->facts[fact] = *rc::gen::arbitrary<bool>();
  if (hops == 0) return row;
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) row->related["accounts"].push_back(AnyRow(hops - 1));
  return row;
}

constexpr int kDepth = 4;  // of a tree
constexpr int kHops = 3;   // of related rows
constexpr int kRows = 10;  // that each tree is tried on

Expr Folded(const Expr& raw) {
  std::vector<Expr> operands;
  for (const Expr& operand : raw->operands) operands.push_back(Folded(operand));
  return Rebuild(*raw, std::move(operands));
}

// The tree with everything known of the outermost row put in: its facts, and the columns for which `known`.
Expr PutIn(const Expr& tree, const ExampleRow& row, const std::map<std::string, bool>& known) {
  return Substitute(tree, [&](const Node& leaf, int level) -> Expr {
    if (leaf.op == Op::kFact) return level == 0 ? Literal(row.facts.at(leaf.fact.name), Type::kBool) : nullptr;
    if (leaf.column.level != level || !known.at(leaf.column.name)) return nullptr;
    return Literal(row.Column(leaf.column.name), leaf.type);
  });
}

bool HasRawConstant(const Expr& tree) {
  for (const Expr& operand : tree->operands) {
    const bool decides = (tree->op == Op::kAnd || tree->op == Op::kOr) && (IsTrueLiteral(operand) || IsFalseLiteral(operand));
    if (decides || HasRawConstant(operand)) return true;
  }
  return false;
}

TEST(FoldingTest, RebuiltTreesMeanTheSame) {
  EXPECT_TRUE(rc::check("rebuilding folds soundly", [] {
    const Expr raw = AnyTree(kDepth, 1);
    const Expr folded = Folded(raw);
    RC_LOG() << Format(raw) << "\n" << Format(folded) << "\n";
    RC_ASSERT(!HasRawConstant(folded));
    for (int i = 0; i < kRows; ++i) {
      const auto row = AnyRow(kHops);
      RC_ASSERT(static_cast<int>(Evaluate(folded, *row)) == static_cast<int>(Evaluate(raw, *row)));
    }
  }));
}

TEST(FoldingTest, SubstitutedTreesMeanTheSame) {
  EXPECT_TRUE(rc::check("substituting folds soundly", [] {
    const Expr raw = AnyTree(kDepth, 1);
    for (int i = 0; i < kRows; ++i) {
      const auto row = AnyRow(kHops);
      std::map<std::string, bool> known;
      for (const auto& [name, value] : row->columns) known[name] = *rc::gen::arbitrary<bool>();
      const Expr filled = PutIn(raw, *row, known);
      RC_LOG() << Format(raw) << "\n" << Format(filled) << "\n";
      RC_ASSERT(static_cast<int>(Evaluate(filled, *row)) == static_cast<int>(Evaluate(raw, *row)));
    }
  }));
}

TEST(FoldingTest, TestsAndRelatedAreTotalOnEveryRow) {
  EXPECT_TRUE(rc::check("total operations are never unknown", [] {
    const Expr body = AnyTree(kDepth, 1);
    const auto row = AnyRow(kHops);
    for (const Expr& total : {IsTrue(body), IsFalse(body), IsNull(body)}) RC_ASSERT(Evaluate(total, *row) != Tri::kUnknown);
    RC_ASSERT(Evaluate(Related(ExampleSchema::AccountHop(), AnyTree(kDepth - 1, 2)), *row) != Tri::kUnknown);
  }));
}

}  // namespace folding_test
}  // namespace lofte::expr
