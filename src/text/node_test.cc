#include <gtest/gtest.h>

#include "base/limits.h"
#include "text/document.h"

namespace lofte::text::node_test {

Node Map(std::string_view source) {
  Issues issues;
  return *ReadYaml("f.yaml", source, issues);
}

TEST(NodeTest, FindGivesTheValueOrNothing) {
  const Node map = Map("a: 1\nb: [2]\n");
  ASSERT_NE(map.Find("b"), nullptr);
  EXPECT_TRUE(map.Find("b")->is_sequence());
  EXPECT_EQ(map.Find("c"), nullptr);
  EXPECT_EQ(map.Find("b")->Find("a"), nullptr) << "a list has no keys";
}

TEST(RefuseUnknownKeysTest, KnownKeysPass) {
  Issues issues;
  RefuseUnknownKeys(Map("a: 1\nb: 2\n"), {"a", "b", "c"}, issues);
  EXPECT_TRUE(issues.empty());
}

TEST(RefuseUnknownKeysTest, MisspeltKeyIsShownWithASuggestion) {
  const std::string source = "purpose: x\nretenton: y\n";
  Issues issues;
  RefuseUnknownKeys(Map(source), {"purpose", "retention"}, issues);
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(Render(issues[0], source, false),
            "f.yaml:2:1: error: unknown key `retenton` [unknown-key]\n"
            "    2 | retenton: y\n"
            "      | ^^^^^^^^\n"
            "help: did you mean `retention`?\n");
}

TEST(RefuseUnknownKeysTest, KeyLikeNoOtherListsTheKnown) {
  Issues issues;
  RefuseUnknownKeys(Map("something: y\n"), {"a", "b"}, issues);
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].help, "known here: `a`, `b`");
}

TEST(RefuseUnknownKeysTest, FloodIsCut) {
  std::string source;
  for (std::size_t i = 0; i < limits::kIssues + 7; ++i) source += "unknown" + std::to_string(i) + ": 1\n";
  Issues issues;
  RefuseUnknownKeys(Map(source), {"known"}, issues);
  EXPECT_EQ(issues.size(), limits::kIssues + 1);
  EXPECT_TRUE(HasErrors(issues));
}

TEST(RefuseUnknownKeysTest, ListHasNoKeysToRefuse) {
  Issues issues;
  RefuseUnknownKeys(Map("[a, b]"), {"c"}, issues);
  EXPECT_TRUE(issues.empty());
}

}  // namespace lofte::text::node_test
