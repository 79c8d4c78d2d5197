#include "expr/evaluate.h"

#include <gtest/gtest.h>

#include "expr/example_scope.h"

namespace lofte::expr {
namespace evaluate_test {

constexpr Tri F = Tri::kFalse, T = Tri::kTrue, U = Tri::kUnknown;

Expr Flag(const char* name) { return Column({0, name, Type::kBool}); }
Expr Int(const char* name, int level = 0) { return Column({level, name, Type::kInt}); }
Expr Text(const char* name) { return Column({0, name, Type::kText}); }
Expr Number(std::int64_t number) { return Literal(number, Type::kInt); }

Value ValueOfTruth(Tri truth) { return truth == U ? Value(Null{}) : Value(truth == T); }

ExampleRow RowWith(std::map<std::string, Value, std::less<>> columns) {
  ExampleRow row;
  row.columns = std::move(columns);
  return row;
}

TEST(EvaluateTest, ConnectivesFollowTheTablesOnColumns) {
  for (const Tri a : {F, T, U}) {
    EXPECT_EQ(Evaluate(Not(Flag("a")), RowWith({{"a", ValueOfTruth(a)}})), Not(a));
    for (const Tri b : {F, T, U}) {
      const ExampleRow row = RowWith({{"a", ValueOfTruth(a)}, {"b", ValueOfTruth(b)}});
      EXPECT_EQ(Evaluate(And({Flag("a"), Flag("b")}), row), And(a, b));
      EXPECT_EQ(Evaluate(Or({Flag("a"), Flag("b")}), row), Or(a, b));
    }
  }
}

TEST(EvaluateTest, TestsAreTotal) {
  for (const Tri a : {F, T, U}) {
    const ExampleRow row = RowWith({{"a", ValueOfTruth(a)}});
    EXPECT_EQ(Evaluate(IsNull(Flag("a")), row), a == U ? T : F);
    EXPECT_EQ(Evaluate(IsTrue(Flag("a")), row), a == T ? T : F);
    EXPECT_EQ(Evaluate(IsFalse(Flag("a")), row), a == F ? T : F);
    EXPECT_EQ(Evaluate(WellFormed(Flag("a"), Codec{}), row), F);
  }
}

TEST(EvaluateTest, BooleanColumnThatHoldsANumberIsTrueWhenNotZero) {
  EXPECT_EQ(Evaluate(Flag("a"), RowWith({{"a", std::int64_t{1}}})), T);
  EXPECT_EQ(Evaluate(Flag("a"), RowWith({{"a", std::int64_t{-2}}})), T);
  EXPECT_EQ(Evaluate(Flag("a"), RowWith({{"a", std::int64_t{0}}})), F);
  const Expr is_true = Compare(Op::kEq, Flag("a"), True());
  EXPECT_EQ(Evaluate(is_true, RowWith({{"a", std::int64_t{2}}})), T);
  EXPECT_EQ(Evaluate(is_true, RowWith({{"a", std::int64_t{0}}})), F);
  EXPECT_EQ(Evaluate(is_true, RowWith({})), U);
}

TEST(EvaluateTest, ComparisonsOrderValuesAndAreUnknownForNull) {
  const auto compare = [](Op op, Value a, Value b) { return Evaluate(Compare(op, Int("a"), Int("b")), RowWith({{"a", a}, {"b", b}})); };
  const std::int64_t one = 1, two = 2;
  EXPECT_EQ(compare(Op::kLt, one, two), T);
  EXPECT_EQ(compare(Op::kLe, two, two), T);
  EXPECT_EQ(compare(Op::kGt, one, two), F);
  EXPECT_EQ(compare(Op::kGe, two, two), T);
  EXPECT_EQ(compare(Op::kEq, one, two), F);
  EXPECT_EQ(compare(Op::kNe, one, two), T);
  EXPECT_EQ(compare(Op::kNe, one, Null{}), U);
  EXPECT_EQ(compare(Op::kEq, Null{}, Null{}), U);
}

TEST(EvaluateTest, MomentsCompareWithTheirOwnKind) {
  const auto before = [](Type type, Value a, Value b) {
    return Evaluate(Compare(Op::kLt, Column({0, "a", type}), Literal(std::move(b), type)), RowWith({{"a", std::move(a)}}));
  };
  EXPECT_EQ(before(Type::kDate, time::Day{1}, time::Day{2}), T);
  EXPECT_EQ(before(Type::kInstant, time::Instant{2}, time::Instant{2}), F);
  EXPECT_EQ(before(Type::kLocal, time::LocalTime{1}, time::LocalTime{2}), T);
}

TEST(EvaluateTest, InIsTrueUnknownOrFalse) {
  const Expr in = In(Int("a"), {Number(1), Number(2)});
  const Expr with_null = In(Int("a"), {Number(1), Literal(Null{}, Type::kInt)});
  EXPECT_EQ(Evaluate(in, RowWith({{"a", std::int64_t{2}}})), T);
  EXPECT_EQ(Evaluate(in, RowWith({{"a", std::int64_t{3}}})), F);
  EXPECT_EQ(Evaluate(in, RowWith({})), U);
  EXPECT_EQ(Evaluate(with_null, RowWith({{"a", std::int64_t{1}}})), T);
  EXPECT_EQ(Evaluate(with_null, RowWith({{"a", std::int64_t{3}}})), U);
}

TEST(EvaluateTest, StartsWithComparesBytes) {
  const Expr starts = StartsWith(Text("a"), "P\xC3\xA5");
  EXPECT_EQ(Evaluate(starts, RowWith({{"a", "P\xC3\xA5l"}})), T);
  EXPECT_EQ(Evaluate(starts, RowWith({{"a", "p\xC3\xA5l"}})), F);
  EXPECT_EQ(Evaluate(starts, RowWith({{"a", "P"}})), F);
  EXPECT_EQ(Evaluate(starts, RowWith({})), U);
  EXPECT_EQ(Evaluate(StartsWith(Text("a"), "%"), RowWith({{"a", "abc"}})), F);
  EXPECT_EQ(Evaluate(StartsWith(Text("a"), ""), RowWith({{"a", ""}})), T);
}

TEST(EvaluateTest, WellFormedReadsFormatAndCalendarOnly) {
  Codec codec;
  codec.kind = CodecKind::kDate;
  codec.format = TextFormat::kDate;
  const Expr is_date = WellFormed(Text("a"), codec);
  EXPECT_EQ(Evaluate(is_date, RowWith({{"a", "1970-01-01"}})), T);
  EXPECT_EQ(Evaluate(is_date, RowWith({{"a", "2025-02-30"}})), F);
  EXPECT_EQ(Evaluate(is_date, RowWith({{"a", std::int64_t{20250101}}})), F);
  EXPECT_EQ(Evaluate(is_date, RowWith({})), F);
}

class RelatedTest : public testing::Test {
 protected:
  RelatedTest() { chat_.columns = {{"id", std::int64_t{7}}}; }
  void AddAccount(Value owner) {
    auto account = std::make_shared<ExampleRow>(RowWith({{"owner_id", std::move(owner)}}));
    chat_.related["accounts"].push_back(std::move(account));
  }
  static Expr OwnerIsSeven() { return Related(ExampleSchema::AccountHop(), Compare(Op::kEq, Int("owner_id"), Number(7))); }
  ExampleRow chat_;
};

TEST_F(RelatedTest, NoRowIsFalse) {
  EXPECT_EQ(Evaluate(OwnerIsSeven(), chat_), F);
  EXPECT_EQ(Evaluate(Related(ExampleSchema::AccountHop(), True()), chat_), F);
}

TEST_F(RelatedTest, UnknownBodyIsFalse) {
  AddAccount(Null{});
  EXPECT_EQ(Evaluate(OwnerIsSeven(), chat_), F);
  EXPECT_EQ(Evaluate(Related(ExampleSchema::AccountHop(), True()), chat_), T);
}

TEST_F(RelatedTest, OneRowThatMakesItTrueIsEnough) {
  AddAccount(Null{});
  AddAccount(std::int64_t{6});
  AddAccount(std::int64_t{7});
  EXPECT_EQ(Evaluate(OwnerIsSeven(), chat_), T);
}

TEST_F(RelatedTest, OuterColumnsAreReadAtTheirLevel) {
  AddAccount(std::int64_t{7});
  EXPECT_EQ(Evaluate(Related(ExampleSchema::AccountHop(), Compare(Op::kEq, Int("owner_id"), Int("id", 1))), chat_), T);
  chat_.columns["id"] = std::int64_t{8};
  EXPECT_EQ(Evaluate(Related(ExampleSchema::AccountHop(), Compare(Op::kEq, Int("owner_id"), Int("id", 1))), chat_), F);
}

TEST_F(RelatedTest, WayBackToTheSameRowIsSafe) {
  auto account = std::make_shared<ExampleRow>(RowWith({{"owner_id", std::int64_t{1}}}));
  account->related["chats"] = {std::shared_ptr<ExampleRow>(&chat_, [](ExampleRow*) {})};
  chat_.related["accounts"] = {account, account};
  const Hop back{{"main", "", "chats"}, {{"id", "account_id"}}, {}, false};
  const Expr never = Compare(Op::kEq, Int("id"), Number(8));
  EXPECT_EQ(Evaluate(Related(ExampleSchema::AccountHop(), Related(back, Related(ExampleSchema::AccountHop(), never))), chat_), F);
}

TEST_F(RelatedTest, ColumnOfARowThatIsNotThereDies) {
  EXPECT_DEATH(Evaluate(Compare(Op::kEq, Int("id", 1), Number(7)), chat_), "not in scope");
}

TEST(FactTest, IsAskedOfTheRow) {
  ExampleRow row;
  row.facts = {{"chat.sent", true}, {"chat.read", false}};
  Fact sent, read;
  sent.name = "chat.sent";
  read.name = "chat.read";
  EXPECT_EQ(Evaluate(FactOf(sent), row), T);
  EXPECT_EQ(Evaluate(FactOf(read), row), F);
}

class BareRow : public Row {
 public:
  Value Column(std::string_view) const override { return Null{}; }
  std::vector<const Row*> Related(const Hop&) const override { return {}; }
};

TEST(FactTest, RowWithoutFactsDies) {
  Fact fact;
  fact.name = "chat.sent";
  EXPECT_DEATH(Evaluate(FactOf(fact), BareRow()), "chat.sent");
}

}  // namespace evaluate_test
}  // namespace lofte::expr
