#include "expr/value.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "expr/compare.h"

namespace lofte::expr {
namespace value_test {

constexpr Tri F = Tri::kFalse, T = Tri::kTrue, U = Tri::kUnknown;

TEST(TriTest, AndIsTheTableOfSql) {
  const Tri table[3][3] = {{F, F, F}, {F, T, U}, {F, U, U}};
  const Tri all[3] = {F, T, U};
  for (int a = 0; a < 3; ++a) {
    for (int b = 0; b < 3; ++b) EXPECT_EQ(And(all[a], all[b]), table[a][b]) << a << b;
  }
}

TEST(TriTest, OrIsTheTableOfSql) {
  const Tri table[3][3] = {{F, T, U}, {T, T, T}, {U, T, U}};
  const Tri all[3] = {F, T, U};
  for (int a = 0; a < 3; ++a) {
    for (int b = 0; b < 3; ++b) EXPECT_EQ(Or(all[a], all[b]), table[a][b]) << a << b;
  }
}

TEST(TriTest, NotLeavesUnknown) {
  EXPECT_EQ(Not(F), T);
  EXPECT_EQ(Not(T), F);
  EXPECT_EQ(Not(U), U);
}

TEST(OrderTest, TextComparesByBytes) {
  EXPECT_TRUE(Order("Z", "a") < 0);
  EXPECT_TRUE(Order("z", "\xC3\xA5") < 0);
  EXPECT_TRUE(Order("a", "ab") < 0);
  EXPECT_TRUE(Order(std::string("a\0b", 3), std::string("a\0c", 3)) < 0);
}

TEST(OrderTest, IntegersAndRealsCompareExactly) {
  const std::int64_t big = (std::int64_t{1} << 53) + 1;
  EXPECT_TRUE(Order(big, 9007199254740992.0) > 0);
  EXPECT_TRUE(Order(9007199254740992.0, big) < 0);
  EXPECT_TRUE(Order(std::numeric_limits<std::int64_t>::max(), 9223372036854775808.0) < 0);
  EXPECT_TRUE(Order(std::numeric_limits<std::int64_t>::min(), -9223372036854775808.0) == 0);
  EXPECT_TRUE(Order(std::int64_t{-1}, -1.5) > 0);
  EXPECT_TRUE(Order(std::int64_t{-2}, -1.5) < 0);
}

TEST(OrderTest, NanIsEqualToItselfAndAboveEveryNumber) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(Order(nan, nan) == 0);
  EXPECT_TRUE(Order(nan, std::numeric_limits<double>::infinity()) > 0);
  EXPECT_TRUE(Order(std::numeric_limits<std::int64_t>::max(), nan) < 0);
}

TEST(OrderTest, StorageClassesAreOrderedAsInSqlite) {
  EXPECT_TRUE(Order(std::int64_t{1700000000}, "") < 0);
  EXPECT_TRUE(Order("zzz", Blob{""}) < 0);
}

TEST(TruthTest, NumbersAreTrueWhenNotZeroAndTextIsUnknown) {
  EXPECT_EQ(TruthOf(std::int64_t{0}), F);
  EXPECT_EQ(TruthOf(std::int64_t{2}), T);
  EXPECT_EQ(TruthOf(true), T);
  EXPECT_EQ(TruthOf("true"), U);
  EXPECT_EQ(TruthOf(Null{}), U);
}

TEST(CompareValuesTest, NullMakesEveryComparisonUnknown) {
  for (const Op op : {Op::kEq, Op::kNe, Op::kLt, Op::kLe, Op::kGt, Op::kGe}) {
    EXPECT_EQ(CompareValues(op, Null{}, std::int64_t{1}, Type::kInt), U);
    EXPECT_EQ(CompareValues(op, std::int64_t{1}, Null{}, Type::kInt), U);
    EXPECT_EQ(CompareValues(op, Null{}, Null{}, Type::kBool), U);
  }
}

TEST(CompareValuesTest, BooleansCompareByTruth) {
  EXPECT_EQ(CompareValues(Op::kEq, std::int64_t{7}, true, Type::kBool), T);
  EXPECT_EQ(CompareValues(Op::kEq, std::int64_t{0}, false, Type::kBool), T);
  EXPECT_EQ(CompareValues(Op::kNe, std::int64_t{7}, true, Type::kBool), F);
}

TEST(NameOfTest, EveryTypeHasItsOwnName) {
  std::vector<std::string_view> names;
  for (int type = 0; type <= static_cast<int>(Type::kOther); ++type) names.push_back(NameOf(static_cast<Type>(type)));
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace value_test
}  // namespace lofte::expr
