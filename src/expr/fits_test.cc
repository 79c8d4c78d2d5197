#include "expr/fits.h"

#include <gtest/gtest.h>

#include "expr/evaluate.h"
#include "expr/example_scope.h"

namespace lofte::expr {
namespace fits_test {

Expr Bound(const std::string& text) {
  static const ExampleSchema kSchema;
  Issues issues;
  Expr bound = Bind(Parse(text, {"map.yaml", 1, 1}, issues), kSchema.chats, issues);
  EXPECT_TRUE(issues.empty()) << text;
  return bound;
}
std::string MisfitsOf(const std::string& text) { return Format(Misfits(Bound(text))); }

TEST(FitsTest, ValueFitsItsOwnTypeAndNullFitsAll) {
  for (Type type :
       {Type::kBool, Type::kInt, Type::kReal, Type::kText, Type::kUuid, Type::kBytes, Type::kDate, Type::kInstant, Type::kLocal})
    EXPECT_TRUE(Fits(Value(Null{}), type)) << NameOf(type);
  for (Type type : {Type::kBool, Type::kInt, Type::kReal}) {
    EXPECT_TRUE(Fits(Value(std::int64_t{2}), type)) << NameOf(type);
    EXPECT_TRUE(Fits(Value(2.5), type)) << NameOf(type);
    EXPECT_FALSE(Fits(Value(std::string("2x")), type)) << NameOf(type);
    EXPECT_FALSE(Fits(Value(std::string()), type)) << NameOf(type);
    EXPECT_FALSE(Fits(Value(Blob{"2"}), type)) << NameOf(type);
  }
  EXPECT_TRUE(Fits(Value(std::string()), Type::kText));
  EXPECT_FALSE(Fits(Value(Blob{"a"}), Type::kText));
  EXPECT_FALSE(Fits(Value(std::int64_t{2}), Type::kText));
  EXPECT_FALSE(Fits(Value(std::string("2025-01-01")), Type::kDate));
}

TEST(MisfitsTest, AsksOfEachColumnThatIsReadOnce) {
  EXPECT_EQ(MisfitsOf("auto is true"), "not fits(auto)");
  EXPECT_EQ(MisfitsOf("auto is not true or not auto"), "not fits(auto)");
  EXPECT_EQ(MisfitsOf("score > 3 and status in ('a', 'b')"), "not fits(score) or not fits(status)");
  EXPECT_EQ(MisfitsOf("id = account_id"), "not fits(id) or not fits(account_id)");
  EXPECT_EQ(MisfitsOf("status starts with 'a'"), "not fits(status)");
}

TEST(MisfitsTest, NullIsAskedOfAnyValue) {
  EXPECT_EQ(MisfitsOf("auto is null"), "false");
  EXPECT_EQ(MisfitsOf("account.closed_at is not null"), "false");
  EXPECT_EQ(MisfitsOf("(score > 3) is null"), "not fits(score)");
}

TEST(MisfitsTest, LooksIntoTheRowsThatAreRead) {
  EXPECT_EQ(Format(Misfits(Bound("account.active"))),
            Format(Related(Bound("account.active")->hop, Not(Fits(Column({0, "active", Type::kBool}))))));
  EXPECT_EQ(MisfitsOf("any(tools)"), "false");
}

TEST(MisfitsTest, IsTrueOfRowsWithSuchAValueOnly) {
  ExampleRow row;
  row.columns["auto"] = true;
  row.columns["score"] = Null{};
  const Expr misfits = Misfits(Bound("auto is not true and score > 3"));
  EXPECT_EQ(Evaluate(misfits, row), Tri::kFalse);
  row.columns["auto"] = std::string("t");
  EXPECT_EQ(Evaluate(misfits, row), Tri::kTrue);
  row.columns["auto"] = std::int64_t{1};
  row.columns["score"] = std::string("n/a");
  EXPECT_EQ(Evaluate(misfits, row), Tri::kTrue);
}

}  // namespace fits_test
}  // namespace lofte::expr
