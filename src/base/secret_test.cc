#include "base/secret.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <sstream>
#include <string>
#include <type_traits>

namespace lofte::secret_test {

template <typename T, typename = void>
struct IsStreamable : std::false_type {};
template <typename T>
struct IsStreamable<T, std::void_t<decltype(std::declval<std::ostream&>() << std::declval<const T&>())>> : std::true_type {};

template <typename T>
constexpr bool kCanBeShown = IsStreamable<T>::value || fmt::is_formattable<T>::value || std::is_convertible_v<T, std::string> ||
                             std::is_convertible_v<T, std::string_view>;

static_assert(kCanBeShown<std::string>, "the question itself works");
static_assert(!kCanBeShown<Secret<std::string>> && !kCanBeShown<Personal<std::string>>);
static_assert(!kCanBeShown<Secret<int>> && !kCanBeShown<Personal<int>>);
static_assert(!std::is_copy_constructible_v<Secret<std::string>> && !std::is_copy_assignable_v<Secret<std::string>>);
static_assert(std::is_copy_constructible_v<Personal<std::string>>);
static_assert(!std::is_constructible_v<Reason, std::string>, "a reason is a literal");

TEST(SecretTest, ValueIsReadWithAReason) {
  const Secret<std::string> secret("hunter2");
  EXPECT_EQ(secret.Reveal("comparing in a test"), "hunter2");
}

TEST(SecretTest, MovedFromHoldsNothing) {
  Secret<std::string> first("hunter2");
  const Secret<std::string> second(std::move(first));
  EXPECT_EQ(second.Reveal("comparing in a test"), "hunter2");
  EXPECT_EQ(first.Reveal("comparing in a test"), "");  // NOLINT: what is left is the question
}

TEST(SecretTest, AssignmentReplacesAndLeavesNothing) {
  Secret<std::array<char, 3>> first({'a', 'b', 'c'});
  Secret<std::array<char, 3>> second({'x', 'y', 'z'});
  second = std::move(first);
  EXPECT_EQ(second.Reveal("comparing in a test")[0], 'a');
  EXPECT_EQ(first.Reveal("comparing in a test")[0], '\0');  // NOLINT: what is left is the question
}

TEST(SecretTest, TestFailureDoesNotShowIt) {
  EXPECT_EQ(testing::PrintToString(Secret<std::string>("hunter2")), "<secret>");
  EXPECT_EQ(testing::PrintToString(Personal<std::string>("Kari")), "<personal>");
}

TEST(PersonalTest, IsAValueThatCanBeCompared) {
  const Personal<std::string> name("Kari");
  const Personal<std::string> copy = name;
  EXPECT_TRUE(name == copy);
  EXPECT_FALSE(name == Personal<std::string>("Ola"));
  EXPECT_EQ(copy.Reveal("comparing in a test"), "Kari");
}

TEST(ReasonTest, KeepsItsWords) { EXPECT_STREQ(Reason("signing a checkpoint").text(), "signing a checkpoint"); }

}  // namespace lofte::secret_test
