#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

namespace lofte::result_test {

Result<int> Half(int number) {
  if (number % 2 != 0) return Fail(ErrorCode::kInvalid, "`" + std::to_string(number) + "` is odd: give an even number");
  return number / 2;
}

Status CheckEven(int number) {
  LOFTE_TRY(Half(number));
  return {};
}

Result<int> Quarter(int number) {
  LOFTE_ASSIGN(const int half, Half(number));
  LOFTE_ASSIGN(const int quarter, Half(half));
  return quarter;
}

TEST(ResultTest, ValueIsReadWhereThereIsOne) {
  const Result<int> half = Half(4);
  ASSERT_TRUE(half);
  EXPECT_EQ(*half, 2);
  EXPECT_EQ(half.value(), 2);
}

TEST(ResultTest, ErrorSaysWhatAndWhy) {
  const Result<int> half = Half(3);
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(half.error().message, "`3` is odd: give an even number");
}

TEST(ResultTest, ValueThatOnlyMovesCanBeTaken) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  EXPECT_EQ(**result, 7);
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 7);
}

TEST(ResultTest, MembersAreReachedByArrow) {
  const Result<std::string> text = std::string("abc");
  EXPECT_EQ(text->size(), 3u);
}

TEST(StatusTest, IsGoodUntilItFails) {
  EXPECT_TRUE(Status{});
  const Status failed = Fail(ErrorCode::kBusy, "somebody holds the lock: try later");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kBusy);
}

TEST(TryTest, LeavesWithTheErrorOrGoesOn) {
  EXPECT_TRUE(CheckEven(2));
  EXPECT_EQ(CheckEven(1).error().code, ErrorCode::kInvalid);
}

TEST(AssignTest, LeavesWithTheFirstErrorOrDeclares) {
  EXPECT_EQ(Quarter(8).value(), 2);
  EXPECT_EQ(Quarter(7).error().message, "`7` is odd: give an even number");
  EXPECT_EQ(Quarter(6).error().message, "`3` is odd: give an even number");
}

TEST(ResultDeathTest, ReadingWhatIsNotThereIsABrokenInvariant) {
  EXPECT_DEATH((void)Half(3).value(), "value\\(\\) of an error: `3` is odd");
  EXPECT_DEATH((void)Half(2).error(), "error\\(\\) of a value");
  EXPECT_DEATH((void)Status{}.error(), "error\\(\\) of a value");
  EXPECT_DEATH(Status(Fail(ErrorCode::kLimit, "too long")).value(), "too long");
}

TEST(PanicDeathTest, SaysWhatIsBrokenAndAborts) { EXPECT_DEATH(Panic("two and two"), "lofte: broken invariant: two and two"); }

TEST(ErrorCodeTest, EachHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kInternal); ++code) names.insert(NameOf(static_cast<ErrorCode>(code)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorCode::kInternal) + 1);
  EXPECT_EQ(NameOf(ErrorCode::kInDoubt), "in-doubt");
}

}  // namespace lofte::result_test
