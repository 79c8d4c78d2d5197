#include "expr/expr.h"

#include <gtest/gtest.h>

#include "expr/evaluate.h"
#include "expr/example_scope.h"

namespace lofte::expr {
namespace expr_test {

Expr Status() { return Column({0, "status", Type::kText}); }
Expr Flag(const char* name = "flag") { return Column({0, name, Type::kBool}); }
Expr Number(std::int64_t number) { return Literal(number, Type::kInt); }
Expr Unknown() { return Literal(Null{}, Type::kBool); }
Expr IsOpen() { return Compare(Op::kEq, Status(), Literal("open", Type::kText)); }
Expr Before(const char* event) {
  Fact fact;
  fact.kind = Fact::Kind::kEventBefore;
  fact.name = event;
  fact.cutoff = time::ParseDay("2026-08-23").value();
  return FactOf(fact);
}

TEST(BuilderTest, AndDropsTrueAndIsDecidedByFalse) {
  EXPECT_EQ(And({True(), IsOpen(), True()})->op, Op::kEq);
  EXPECT_TRUE(IsFalseLiteral(And({IsOpen(), False(), Unknown()})));
  EXPECT_TRUE(IsTrueLiteral(And({})));
  EXPECT_EQ(And({Unknown(), IsOpen()})->operands.size(), 2u);
}

TEST(BuilderTest, OrDropsFalseAndIsDecidedByTrue) {
  EXPECT_EQ(Or({False(), IsOpen(), False()})->op, Op::kEq);
  EXPECT_TRUE(IsTrueLiteral(Or({IsOpen(), True(), Unknown()})));
  EXPECT_TRUE(IsFalseLiteral(Or({})));
}

TEST(BuilderTest, JunctionsFlattenTheirOwnKindOnly) {
  const Expr inner = And({Flag("a"), Flag("b")});
  EXPECT_EQ(And({inner, Flag("c")})->operands.size(), 3u);
  EXPECT_EQ(Or({inner, Flag("c")})->operands.size(), 2u);
}

TEST(BuilderTest, NotFoldsConstantsAndDoubleNots) {
  EXPECT_TRUE(IsFalseLiteral(Not(True())));
  EXPECT_TRUE(IsTrueLiteral(Not(False())));
  EXPECT_EQ(Format(Not(Unknown())), "null");
  EXPECT_EQ(Not(Not(IsOpen()))->op, Op::kEq);
}

TEST(BuilderTest, ComparisonsOfLiteralsFold) {
  EXPECT_TRUE(IsTrueLiteral(Compare(Op::kLt, Number(1), Number(2))));
  EXPECT_TRUE(IsFalseLiteral(Compare(Op::kEq, Literal("a", Type::kText), Literal("b", Type::kText))));
  EXPECT_EQ(Format(Compare(Op::kEq, Status(), Literal(Null{}, Type::kText))), "null");
}

TEST(BuilderTest, InOfNothingIsFalseAndOfLiteralsFolds) {
  EXPECT_TRUE(IsFalseLiteral(In(Status(), {})));
  EXPECT_TRUE(IsTrueLiteral(In(Number(2), {Number(1), Number(2)})));
  EXPECT_TRUE(IsFalseLiteral(In(Number(3), {Number(1), Number(2)})));
  EXPECT_EQ(Format(In(Number(3), {Number(1), Literal(Null{}, Type::kInt)})), "null");
  EXPECT_EQ(Format(In(Status(), {Literal("a", Type::kText)})), "status in ('a')");
}

TEST(BuilderTest, TestsOfTotalTreesFold) {
  const Expr is_null = IsNull(Status());
  EXPECT_EQ(IsTrue(is_null), is_null);
  EXPECT_EQ(Format(IsFalse(is_null)), "status is not null");
  EXPECT_TRUE(IsFalseLiteral(IsNull(is_null)));
  EXPECT_TRUE(IsFalseLiteral(IsTrue(Unknown())));
  EXPECT_TRUE(IsFalseLiteral(IsFalse(Unknown())));
  EXPECT_TRUE(IsTrueLiteral(IsNull(Unknown())));
  EXPECT_EQ(IsTrue(IsOpen())->op, Op::kIsTrue);
  EXPECT_EQ(IsTrue(Flag())->op, Op::kIsTrue);
}

TEST(BuilderTest, RelatedOfWhatIsNeverTrueIsFalse) {
  EXPECT_TRUE(IsFalseLiteral(Related(ExampleSchema::AccountHop(), False())));
  EXPECT_TRUE(IsFalseLiteral(Related(ExampleSchema::AccountHop(), Unknown())));
  EXPECT_EQ(Related(ExampleSchema::AccountHop(), True())->op, Op::kRelated);
}

TEST(BuilderTest, BooleanLiteralsOfNumbersBecomeBooleans) {
  EXPECT_TRUE(IsTrueLiteral(Literal(std::int64_t{5}, Type::kBool)));
  EXPECT_TRUE(IsFalseLiteral(Literal(std::int64_t{0}, Type::kBool)));
  EXPECT_FALSE(IsTrueLiteral(Number(1)));
}

TEST(SubstituteTest, ReplacesLeavesAndFolds) {
  const Expr tree = And({Before("chat.sent"), Or({Before("chat.read"), IsOpen()})});
  const Expr replaced = Substitute(tree, [](const Node& leaf, int) -> Expr {
    if (leaf.op != Op::kFact) return nullptr;
    return leaf.fact.name == "chat.sent" ? True() : False();
  });
  EXPECT_EQ(Format(replaced), "status = 'open'");
}

TEST(SubstituteTest, LeavesUnchangedTreesShared) {
  const Expr tree = And({Before("chat.sent"), IsOpen()});
  EXPECT_EQ(Substitute(tree, [](const Node&, int) -> Expr { return nullptr; }), tree);
}

TEST(SubstituteTest, TellsHowManyRowsAreAbove) {
  const Expr tree = And({Flag("a"), Related(ExampleSchema::AccountHop(), Related(ExampleSchema::AccountHop(), Flag("c")))});
  std::vector<std::string> seen;
  Substitute(tree, [&](const Node& leaf, int level) -> Expr {
    seen.push_back(leaf.column.name + std::to_string(level));
    return nullptr;
  });
  EXPECT_EQ(seen, (std::vector<std::string>{"a0", "c2"}));
}

TEST(SubstituteTest, WrapperAroundAFactStaysUntilTheFactIsReplaced) {
  const Expr tree = IsTrue(Before("chat.sent"));
  EXPECT_EQ(tree->op, Op::kIsTrue);
  EXPECT_EQ(Format(Substitute(tree, [](const Node&, int) { return IsOpen(); })), "(status = 'open') is true");
  EXPECT_EQ(Format(Substitute(tree, [](const Node&, int) { return IsNull(Status()); })), "status is null");
}

TEST(RebuildTest, EveryOperationComesBackTheSame) {
  const Codec codec;
  const std::vector<Expr> trees = {IsOpen(),
                                   And({Flag("a"), Flag("b")}),
                                   Or({Flag("a"), Flag("b")}),
                                   Not(Flag()),
                                   In(Status(), {Literal("a", Type::kText), Literal("b", Type::kText)}),
                                   IsNull(Status()),
                                   IsTrue(Flag()),
                                   IsFalse(Flag()),
                                   StartsWith(Status(), "op"),
                                   WellFormed(Column({0, "at", Type::kInstant}), codec),
                                   Related(ExampleSchema::AccountHop(), Flag()),
                                   Before("chat.sent"),
                                   Flag(),
                                   Number(3)};
  for (const Expr& tree : trees) EXPECT_EQ(Format(Rebuild(*tree, tree->operands)), Format(tree));
}

TEST(FormatTest, TableNamesHaveTheirSchemaWhenThereIsOne) {
  EXPECT_EQ(Format(TableName{"main", "", "chats"}), "main.chats");
  EXPECT_EQ(Format(TableName{"main", "crm", "chats"}), "main.crm.chats");
  EXPECT_EQ(Format(TableName{"main", "crm", "my.chats"}), "main.crm.\"my.chats\"");
  EXPECT_EQ(Format(TableName{"main", "", "say \"x\""}), "main.\"say \"\"x\"\"\"");
}

TEST(FormatTest, FactsSayWhoseAndUntilWhen) {
  Fact fact;
  fact.kind = Fact::Kind::kStateEnded;
  fact.name = "account.open";
  fact.role = "artist";
  fact.cutoff = time::Instant{0};
  EXPECT_EQ(Format(FactOf(fact)), "ended_before(account.open of artist, 1970-01-01T00:00:00Z)");
  EXPECT_EQ(Format(Before("chat.sent")), "before(chat.sent, 2026-08-23)");
  fact.kind = Fact::Kind::kPresent;
  fact.name = "";
  EXPECT_EQ(Format(FactOf(fact)), "present(artist)");
  fact.kind = Fact::Kind::kConditionTrue;
  fact.name = "mail.marketing";
  fact.role = "";
  EXPECT_EQ(Format(FactOf(fact)), "condition(mail.marketing)");
}

TEST(FormatTest, LiteralsAndNamesAreQuoted) {
  EXPECT_EQ(Format(Literal("it's", Type::kText)), "'it''s'");
  EXPECT_EQ(Format(Literal(Blob{std::string("\x00\xff", 2)}, Type::kBytes)), "bytes '00ff'");
  EXPECT_EQ(Format(Literal(time::Day{20413}, Type::kDate)), "date '2025-11-21'");
  EXPECT_EQ(Format(Literal(time::LocalTime{0}, Type::kLocal)), "local '1970-01-01T00:00:00'");
  EXPECT_EQ(Format(Literal(2.5, Type::kReal)), "2.5");
  EXPECT_EQ(Format(Column({0, "Odd \"name\"", Type::kText})), "\"Odd \"\"name\"\"\"");
  EXPECT_EQ(Format(Column({0, "null", Type::kText})), "\"null\"");
  EXPECT_EQ(Format(Column({2, "id", Type::kInt})), "row.row.id");
}

TEST(FormatTest, ParenthesesFollowPrecedence) {
  const Expr a = Flag("a"), b = Flag("b"), c = Flag("c");
  EXPECT_EQ(Format(And({Or({a, b}), c})), "(a or b) and c");
  EXPECT_EQ(Format(Or({And({a, b}), c})), "a and b or c");
  EXPECT_EQ(Format(Not(Or({a, b}))), "not (a or b)");
  EXPECT_EQ(Format(And({Not(a), b})), "not a and b");
  EXPECT_EQ(Format(Compare(Op::kEq, And({a, b}), c)), "(a and b) = c");
  EXPECT_EQ(Format(IsTrue(Not(a))), "(not a) is true");
  EXPECT_EQ(Format(Not(IsTrue(a))), "not a is true");
}

TEST(FormatTest, RelatedAndWellFormedNameTheirHopAndCodec) {
  Codec codec;
  codec.format = TextFormat::kUtcZ;
  const Hop hop{{"main", "", "consents"}, {{"account_id", "account_id"}}, {{"purpose", std::string("analytics")}}, true};
  const Expr body = WellFormed(Column({0, "given_at", Type::kText}), codec);
  EXPECT_EQ(
      Format(Related(hop, body)),
      "any(main.consents[account_id = row.account_id, purpose = 'analytics'], well_formed(given_at, instant 'YYYY-MM-DDTHH:MM:SSZ'))");
  EXPECT_EQ(Format(Related(hop, True())), "any(main.consents[account_id = row.account_id, purpose = 'analytics'])");
}

}  // namespace expr_test
}  // namespace lofte::expr
