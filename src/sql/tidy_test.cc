// Tidy and Normalise keep the meaning: random trees on random rows, asked of the native evaluator before and after.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "expr/evaluate.h"
#include "expr/example_scope.h"
#include "sql/normal_form.h"
#include "sql/print.h"

namespace lofte::sql {
namespace tidy_test {

using expr::Expr;
using expr::Op;
using expr::Tri;
using expr::Type;
using expr::Value;

// Trees of any truth value over rows with columns that can be NULL and one that cannot, a row at the end of a unique hop and rows at the
// end of another.
class Trees {
 public:
  explicit Trees(std::uint64_t seed) : engine_(seed) {}

  Expr Condition(int depth, int level) {
    if (depth == 0 || Chance(15)) return Leaf(level);
    switch (Below(9)) {
      case 0:
      case 1:
        return expr::And({Condition(depth - 1, level), Condition(depth - 1, level)});
      case 2:
        return expr::And({Condition(depth - 1, level), Condition(depth - 1, level), Condition(depth - 1, level)});
      case 3:
      case 4:
        return expr::Or({Condition(depth - 1, level), Condition(depth - 1, level)});
      case 5:
        return expr::Not(Condition(depth - 1, level));
      case 6:
        return Chance(50) ? expr::IsTrue(Condition(depth - 1, level)) : expr::IsFalse(Condition(depth - 1, level));
      default:
        return level < 2 ? expr::Related(Hop(), Condition(depth - 1, level + 1)) : Leaf(level);
    }
  }

  std::shared_ptr<expr::ExampleRow> Row(int level = 0) {
    auto row = std::make_shared<expr::ExampleRow>();
    for (const char* column : {"a", "b"})
      row->columns[column] = Chance(25) ? Value(expr::Null{}) : Chance(5) ? Value(std::string("x")) : Value(Number());
    row->columns["n"] = Number();
    row->columns["f"] = Chance(33) ? Value(expr::Null{}) : Chance(15) ? Value(std::string("t")) : Value(Chance(50));
    row->columns["w"] = Chance(25) ? Value(expr::Null{}) : Value(Word());
    if (level == 2) return row;
    if (Chance(65)) row->related["one"].push_back(Row(level + 1));
    for (std::size_t i = Below(3); i > 0; --i) row->related["many"].push_back(Row(level + 1));
    return row;
  }

 private:
  std::size_t Below(std::size_t below) { return static_cast<std::size_t>(engine_() % below); }
  bool Chance(std::size_t percent) { return Below(100) < percent; }
  std::int64_t Number() { return static_cast<std::int64_t>(Below(4)); }
  std::string Word() {
    static const char* const kWords[] = {"", "a", "B", "2025-01-01", "2025-02-30"};
    return kWords[Below(5)];
  }
  expr::Hop Hop() {
    if (Chance(65)) return {{"main", "", "one"}, {{"a", "id"}}, {}, true};
    return {{"main", "", "many"}, {{"n", "id"}}, {}, false};
  }

  // The nullable ones of this row, or now and then of a row around it.
  Expr Column(const char* name, Type type, int level) {
    const int up = level > 0 && Chance(20) ? 1 : 0;
    return expr::Column({up, name, type, std::string_view(name) != "n"});
  }
  Expr Int(int level) {
    static const char* const kColumns[] = {"a", "b", "n"};
    return Column(kColumns[Below(3)], Type::kInt, level);
  }

  Expr Leaf(int level) {
    static constexpr Op kCompares[] = {Op::kLt, Op::kLt, Op::kGe, Op::kGe, Op::kEq, Op::kNe, Op::kLe, Op::kGt};
    switch (Below(11)) {
      case 10: {
        Expr text = Column("w", Type::kText, level);
        if (Chance(30)) return expr::In(std::move(text), {expr::Literal(Word(), Type::kText), expr::Literal(Word(), Type::kText)});
        return expr::Compare(Chance(60) ? Op::kEq : Op::kNe, std::move(text), expr::Literal(Word(), Type::kText));
      }
      case 0:
      case 1:
      case 2:
        return expr::Compare(kCompares[Below(8)], Int(level), expr::Literal(Number(), Type::kInt));
      case 3:
        return expr::Compare(kCompares[Below(8)], Int(level), Int(level));
      case 4:
        return expr::IsNull(Chance(40) ? Int(level) : Chance(50) ? Column("f", Type::kBool, level) : Column("w", Type::kText, level));
      case 5:
        return Column("f", Type::kBool, level);
      case 6:
        return expr::In(Int(level), {expr::Literal(Number(), Type::kInt), expr::Literal(Number(), Type::kInt)});
      case 7: {
        expr::Codec codec;
        codec.kind = expr::CodecKind::kDate;
        codec.format = expr::TextFormat::kDate;
        return expr::WellFormed(Column("w", Type::kText, level), codec);
      }
      case 8:
        return expr::Fits(Chance(70) ? Int(level) : Chance(50) ? Column("f", Type::kBool, level) : Column("w", Type::kText, level));
      default:
        return Chance(50) ? expr::StartsWith(Column("w", Type::kText, level), "2") : expr::Literal(Chance(50), Type::kBool);
    }
  }

  std::mt19937_64 engine_;
};

std::uint64_t Seed() {
  const char* given = std::getenv("LOFTE_SEED");
  return given == nullptr ? 20'261'122 : std::strtoull(given, nullptr, 10);
}

bool IsTrueOf(const Expr& tree, const expr::Row& row) { return expr::Evaluate(tree, row) == Tri::kTrue; }

TEST(TidyTest, IsTrueOfTheSameRows) {
  Trees trees(Seed());
  for (int i = 0; i < 6000; ++i) {
    const Expr tree = trees.Condition(4, 0);
    const Expr tidy = Tidy(tree);
    for (int j = 0; j < 12; ++j) {
      const auto row = trees.Row();
      ASSERT_EQ(IsTrueOf(tidy, *row), IsTrueOf(tree, *row)) << "seed " << Seed() << ", tree " << i << ":\n"
                                                            << expr::Format(tree) << "\n"
                                                            << expr::Format(tidy);
    }
  }
}

TEST(TidyTest, OfWhatIsTidySaysTheSame) {
  Trees trees(Seed() + 1);
  for (int i = 0; i < 2000; ++i) {
    const Expr tidy = Tidy(trees.Condition(4, 0));
    const Expr again = Tidy(tidy);
    for (int j = 0; j < 8; ++j) {
      const auto row = trees.Row();
      ASSERT_EQ(IsTrueOf(again, *row), IsTrueOf(tidy, *row)) << "seed " << Seed() << ", tree " << i << ":\n" << expr::Format(tidy);
    }
  }
}

// The conditions share parts with the tree, as what is undated does with what is gone.
TEST(TidyTest, OfRowsThatAreNeverSoItIsTrueOfTheSame) {
  Trees trees(Seed() + 3);
  int looked_at = 0, shorter = 0;
  for (int i = 0; i < 2000; ++i) {
    const Expr one = trees.Condition(2, 0), other = trees.Condition(2, 0), third = trees.Condition(2, 0);
    const Expr tree = expr::Or({expr::And({third, one, expr::Not(other)}), expr::And({other, trees.Condition(2, 0)})});
    const std::vector<Expr> never = {expr::And({third, other}), trees.Condition(1, 0)};
    const Expr tidy = Tidy(tree, never);
    shorter += expr::Format(tidy).size() < expr::Format(Tidy(tree)).size() ? 1 : 0;
    for (int j = 0; j < 12; ++j) {
      const auto row = trees.Row();
      if (IsTrueOf(never[0], *row) || IsTrueOf(never[1], *row)) continue;
      ++looked_at;
      ASSERT_EQ(IsTrueOf(tidy, *row), IsTrueOf(tree, *row))
          << "seed " << Seed() << ", tree " << i << ":\n"
          << expr::Format(tree) << "\nnever " << expr::Format(never[0]) << "\nnever " << expr::Format(never[1]) << "\n"
          << expr::Format(tidy);
    }
  }
  EXPECT_GT(looked_at, 6'000);
  EXPECT_GT(shorter, 300);
}

// What one scan asks: conditions that share parts, some of which say of all rows what is so or is not.
TEST(TidierTest, OfManyConditionsEachIsTrueOfTheSameRows) {
  Trees trees(Seed() + 5);
  int looked_at = 0, same = 0;
  for (int i = 0; i < 1500; ++i) {
    const Expr one = trees.Condition(2, 0), other = trees.Condition(2, 0), never = trees.Condition(1, 0), always = trees.Condition(1, 0);
    const std::vector<Expr> asked = {one, expr::And({one, other}), expr::Or({expr::Not(one), expr::And({other, never})}),
                                     expr::And({one, other}), expr::Or({always, one})};
    Tidier tidier;
    std::vector<Expr> tidy = {tidier.Tidy(asked[0])};
    tidier.Never(never);
    for (const std::size_t k : {1u, 2u}) tidy.push_back(tidier.Tidy(asked[k]));
    tidier.Always(always);
    for (const std::size_t k : {3u, 4u}) tidy.push_back(tidier.Tidy(asked[k]));
    same += tidier.Tidy(tidy[4]) == tidy[4] ? 1 : 0;
    for (int j = 0; j < 12; ++j) {
      const auto row = trees.Row();
      const bool is_never = IsTrueOf(never, *row), is_always = IsTrueOf(always, *row);
      for (std::size_t k = 0; k < asked.size(); ++k) {
        if ((k >= 1 && is_never) || (k >= 3 && !is_always)) continue;
        ++looked_at;
        ASSERT_EQ(IsTrueOf(tidy[k], *row), IsTrueOf(asked[k], *row))
            << "seed " << Seed() << ", trees " << i << ", condition " << k << ":\n"
            << expr::Format(asked[k]) << "\nnever " << expr::Format(never) << "\nalways " << expr::Format(always) << "\n"
            << expr::Format(tidy[k]);
      }
    }
  }
  EXPECT_GT(looked_at, 30'000);
  EXPECT_EQ(same, 1500) << "a result is tidy";
}

TEST(NormaliseTest, AsksWhatItSays) {
  Trees trees(Seed() + 2);
  for (int i = 0; i < 4000; ++i) {
    const Expr tree = trees.Condition(4, 0);
    const Expr asked[] = {Normalise(tree, Asks::kTrue), Normalise(tree, Asks::kFalse), Normalise(tree, Asks::kNotTrue),
                          Normalise(tree, Asks::kNotFalse)};
    for (int j = 0; j < 6; ++j) {
      const auto row = trees.Row();
      const Tri truth = expr::Evaluate(tree, *row);
      const std::string told = "seed " + std::to_string(Seed()) + ", tree " + std::to_string(i) + ": " + expr::Format(tree);
      ASSERT_EQ(IsTrueOf(asked[0], *row), truth == Tri::kTrue) << told;
      ASSERT_EQ(IsTrueOf(asked[1], *row), truth == Tri::kFalse) << told;
      ASSERT_EQ(IsTrueOf(asked[2], *row), truth != Tri::kTrue) << told;
      ASSERT_EQ(IsTrueOf(asked[3], *row), truth != Tri::kFalse) << told;
    }
  }
}

// One look at a related row, one bound on a column
// -----------------------------------------------------------------------------------------------

Expr Bounded(const char* column, Op op, std::int64_t number, bool nullable) {
  return expr::Compare(op, expr::Column({0, column, Type::kInt, nullable}), expr::Literal(number, Type::kInt));
}
Expr A(Op op, std::int64_t number) { return Bounded("a", op, number, true); }
Expr N(Op op, std::int64_t number) { return Bounded("n", op, number, false); }
Expr One(Expr body) { return expr::Related({{"main", "", "one"}, {{"one_id", "id"}}, {}, true}, std::move(body)); }
Expr Many(Expr body) { return expr::Related({{"main", "", "many"}, {{"id", "one_id"}}, {}, false}, std::move(body)); }
std::string Tidied(const Expr& tree) { return expr::Format(Tidy(tree)); }

TEST(TidyTest, AsksOneRelatedRowOnce) {
  EXPECT_EQ(Tidied(expr::And({One(A(Op::kLt, 3)), One(A(Op::kGe, 1))})), Tidied(One(expr::And({A(Op::kLt, 3), A(Op::kGe, 1)}))));
  EXPECT_EQ(Tidied(expr::Or({One(A(Op::kEq, 3)), One(A(Op::kEq, 1))})), "any(main.one[id = row.one_id], a = 3 or a = 1)");
}

TEST(TidyTest, LeavesRowsThatMayBeManyApart) {
  EXPECT_EQ(Tidied(expr::And({Many(A(Op::kLt, 3)), Many(A(Op::kGe, 1))})),
            "any(main.many[one_id = row.id], a < 3) and any(main.many[one_id = row.id], a >= 1)");
}

TEST(TidyTest, MergesBoundsOnAColumn) {
  EXPECT_EQ(Tidied(expr::Or({N(Op::kLt, 5), N(Op::kLt, 7)})), "n < 7");
  EXPECT_EQ(Tidied(expr::Or({N(Op::kLt, 5), N(Op::kGe, 5)})), "true");
  EXPECT_EQ(Tidied(expr::And({A(Op::kLt, 5), A(Op::kLt, 7)})), "a < 5");
  EXPECT_EQ(Tidied(expr::And({A(Op::kLt, 5), A(Op::kGe, 5)})), "false");
}

Expr Kind(Op op, const char* word, bool nullable = false) {
  return expr::Compare(op, expr::Column({0, "kind", Type::kText, nullable}), expr::Literal(std::string(word), Type::kText));
}

TEST(TidyTest, KnowsThatAColumnHasOneValue) {
  EXPECT_EQ(Tidied(expr::And({Kind(Op::kEq, "customer"), Kind(Op::kNe, "employee"), A(Op::kLt, 5)})), "kind = 'customer' and a < 5");
  EXPECT_EQ(Tidied(expr::And({Kind(Op::kEq, "customer"), expr::Or({Kind(Op::kEq, "employee"), A(Op::kLt, 5)})})),
            "kind = 'customer' and a < 5");
  EXPECT_EQ(Tidied(expr::And({N(Op::kEq, 1), N(Op::kEq, 2)})), "false");
  EXPECT_EQ(Tidied(expr::Or({N(Op::kEq, 1), N(Op::kNe, 1)})), "true");
  EXPECT_EQ(Tidied(expr::And({A(Op::kNe, 1), expr::In(A(Op::kEq, 1)->operands[0], {A(Op::kEq, 1)->operands[1]})})), "false");
}

// As a collation may see it.
TEST(TidyTest, WordsThatMayBeOneDoNotExcludeEachOther) {
  for (const auto& [one, other] : {std::pair("open", "Open"), {"x1", "x01"}, {"a-b", "ab"}, {"vip", "wip"}, {"a", "\u00e1"}})
    EXPECT_NE(Tidied(expr::And({Kind(Op::kEq, one), Kind(Op::kEq, other)})), "false") << one;
}

TEST(TidyTest, AComparisonIsNullWhereItsColumnIs) {
  EXPECT_EQ(Tidied(expr::IsNull(Kind(Op::kEq, "customer", true))), "kind is null");
  EXPECT_EQ(Tidied(expr::Not(expr::IsNull(Kind(Op::kEq, "customer")))), "true");
}

TEST(TidyTest, LeavesOutAGuardThatFollows) {
  const Expr column = expr::Column({0, "a", Type::kInt, true});
  EXPECT_EQ(Tidied(expr::And({expr::Not(expr::IsNull(column)), A(Op::kLt, 5)})), "a < 5");
}

// Of a disjunction that is true no operand is known to be anything.
TEST(TidyTest, LearnsNothingOfTheOperandsOfADisjunction) {
  const Expr flag = expr::Column({0, "f", Type::kBool, true});
  EXPECT_EQ(Tidied(expr::And({expr::Or({flag, A(Op::kEq, 1)}), expr::IsNull(flag)})), "(a = 1 or f) and f is null");
}

// The guard of a date, where rows without a good one have been counted and there are none.
TEST(TidyTest, LeavesOutWhatIsNeverOtherwise) {
  const Expr present = expr::Not(expr::IsNull(expr::Column({0, "b", Type::kInt, true})));
  const Expr good = One(expr::And({A(Op::kGe, 1), A(Op::kLt, 9)}));
  const Expr undated = expr::And({present, expr::Not(good)});
  EXPECT_EQ(expr::Format(Tidy(expr::And({present, good, N(Op::kLt, 3)}), {undated})), "n < 3 and b is not null");
  EXPECT_EQ(expr::Format(Tidy(expr::And({good, N(Op::kLt, 3)}), {undated})), Tidied(expr::And({good, N(Op::kLt, 3)})));
}

// A field group with a cap of its own, beside a need that all groups share, gone: everything is known, and the person's account is closed
// or the cap applies and has ended.
Expr GroupIsGone(int group) {
  const std::string flag = "k" + std::to_string(group);
  const Expr applies = expr::Compare(Op::kNe, expr::Column({0, flag, Type::kInt, true}), expr::Literal(std::int64_t{1}, Type::kInt));
  const Expr known = expr::And({A(Op::kGe, 1), A(Op::kLt, 900)}), closed = One(expr::And({A(Op::kLt, 700), A(Op::kGe, 1)}));
  const Expr undated = expr::Or({expr::Not(One(expr::Or({expr::IsNull(expr::Column({0, "a", Type::kInt, true})), known}))),
                                 expr::And({expr::Not(expr::IsTrue(applies)), expr::Not(expr::IsFalse(applies))}),
                                 expr::And({expr::IsTrue(applies), expr::Not(known)})});
  const Expr ended = expr::And({A(Op::kLt, 500 + group), expr::Or({closed, A(Op::kLt, 300 - group)}), known});
  return expr::And({expr::Not(undated), expr::Or({closed, expr::And({expr::IsTrue(applies), ended})}), expr::Not(Many(A(Op::kEq, 1)))});
}

std::size_t NodesOf(const Expr& tree) {
  std::size_t nodes = 1;
  for (const Expr& operand : tree->operands) nodes += NodesOf(operand);
  return nodes;
}

// What a step of a sweep asks: one group is gone, and some other is not.
Expr GoneAlone(int groups) {
  std::vector<Expr> all;
  for (int i = 0; i < groups; ++i) all.push_back(GroupIsGone(i));
  return expr::And({GroupIsGone(0), expr::Not(expr::And(std::move(all)))});
}

TEST(TidyTest, LooksAtEachNodeOfATreeAFewDozenTimes) {
  for (const int groups : {2, 5, 10, 20}) {
    std::size_t looks = 0;
    const Expr tree = GoneAlone(groups);
    Tidy(tree, {}, &looks);
    EXPECT_LT(looks, 80 * NodesOf(tree)) << groups;
  }
}

// Too large to be tidied in full, and right all the same.
TEST(TidyTest, OfATreeTooLargeLeavesTheRestAsItIs) {
  std::size_t looks = 0;
  const Expr tree = GoneAlone(6'000);
  const Expr tidy = Tidy(tree, {}, &looks);
  EXPECT_GT(looks, 1'000'000u);
  EXPECT_LT(looks, 1'500'000u);
  Trees trees(Seed() + 4);
  for (int i = 0; i < 20; ++i) {
    const auto row = trees.Row();
    for (int group = 0; group < 6'000; ++group) row->columns["k" + std::to_string(group)] = std::int64_t{group == 7 ? i % 2 : 0};
    row->columns["a"] = std::int64_t{i};
    ASSERT_EQ(IsTrueOf(tidy, *row), IsTrueOf(tree, *row)) << i;
  }
}

TEST(TidyTest, SaysOnceWhatAllAlternativesHaveInCommon) {
  const auto is_null = [](const char* column) { return expr::IsNull(expr::Column({0, column, Type::kInt, true})); };
  const Expr either = expr::Or({expr::And({is_null("a"), is_null("c")}), expr::And({is_null("b"), is_null("c")})});
  EXPECT_EQ(expr::Format(Tidy(either)), expr::Format(expr::And({is_null("c"), expr::Or({is_null("a"), is_null("b")})})));
  const Expr apart = expr::Or({expr::And({is_null("a"), is_null("c")}), is_null("b")});
  EXPECT_EQ(expr::Format(Tidy(apart)), expr::Format(apart));
}

TEST(TidyTest, PutsWhatIsCheapFirst) {
  EXPECT_EQ(Tidied(expr::And({One(A(Op::kLt, 3)), A(Op::kLt, 5)})), "a < 5 and any(main.one[id = row.one_id], a < 3)");
}

}  // namespace tidy_test
}  // namespace lofte::sql
