// The five examples in five languages: what their notices say comes back.
#include <gtest/gtest.h>

#include "base/file.h"
#include "notice/render.h"
#include "policy/reader.h"
#include "round_trip/trip.h"

namespace lofte::tests::round_trip {
namespace {

void ExpectNothingLost(const policy::Policy& policy, const notice::Words& words, Shape shape) {
  const std::string lost = LostOnTheWay(policy, words, shape);
  EXPECT_TRUE(lost.empty()) << words.language << ", " << NameOf(shape) << ":\n" << lost;
}

class ExampleTest : public testing::TestWithParam<std::string> {};

TEST_P(ExampleTest, NoticeReadAgainIsThePolicy) {
  const std::string folder = std::string(LOFTE_SOURCE_DIR "/examples/") + GetParam();
  Issues issues;
  const auto policy = policy::ReadPolicy("policy.yaml", ReadFile(folder + "/policy.yaml").value(), issues);
  ASSERT_TRUE(policy && !HasErrors(issues));
  for (const std::string& language : kLanguages) {
    const std::string file = "/words/" + language + ".yaml";
    const auto words = notice::ReadWords(file, ReadFile(folder + file).value(), language, *policy, issues);
    ASSERT_TRUE(words && !HasErrors(issues)) << language;
    for (const Shape shape : kShapes) ExpectNothingLost(*policy, *words, shape);
  }
}

INSTANTIATE_TEST_SUITE_P(RoundTrip, ExampleTest, testing::Values("bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"),
                         [](const auto& example) { return example.param; });

}  // namespace
}  // namespace lofte::tests::round_trip
