// Everything from outside is bounded; each bound at n and at n + 1.
#include "base/limits.h"

#include <gtest/gtest.h>

#include <string>

#include "text/document.h"

namespace lofte::text::limits_test {

// `ok`, or the code of the last issue.
std::string Outcome(std::string_view source) {
  Issues issues;
  const auto root = ReadYaml("f.yaml", source, issues);
  if (root) return issues.empty() ? "ok" : "tree and " + issues.back().code;
  return issues.empty() ? "nothing said" : issues.back().code;
}

std::string Repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string Nested(std::size_t depth) { return Repeated("[", depth) + "x" + Repeated("]", depth); }

// Collections nested by indentation.
std::string Indented(std::size_t depth) {
  std::string source;
  for (std::size_t i = 0; i < depth; ++i) source += std::string(i, ' ') + "k:\n";
  return source;
}

// A list whose tree has exactly `nodes` nodes.
std::string ListOf(std::size_t nodes) { return "[" + Repeated("1,", nodes - 1) + "]"; }

TEST(YamlDepthTest, LimitIsReadAndOneMoreIsRefused) {
  EXPECT_EQ(Outcome(Nested(limits::kYamlDepth)), "ok");
  EXPECT_EQ(Outcome(Nested(limits::kYamlDepth + 1)), "too-deep");
  EXPECT_EQ(Outcome(Indented(limits::kYamlDepth)), "ok");
  EXPECT_EQ(Outcome(Indented(limits::kYamlDepth + 1)), "too-deep");
}

TEST(YamlDepthTest, AliasCountsTheDepthOfWhatItStandsFor) {
  const std::string inner = "- &a " + Nested(40) + "\n";
  const auto at = [&](std::size_t depth) { return inner + "- " + Repeated("[", depth) + "*a" + Repeated("]", depth) + "\n"; };
  EXPECT_EQ(Outcome(at(limits::kYamlDepth - 41)), "ok");
  EXPECT_EQ(Outcome(at(limits::kYamlDepth - 40)), "too-deep");
}

TEST(YamlDepthTest, HundredThousandOpeningsDoNotExhaustTheStack) {
  for (const std::string_view opening : {"[", "{", "- ", "? ", "[[\n", "{a: ", "- ? ", "[? ", "&a [", ": ", "{? ", "!a [", "[a: "}) {
    EXPECT_NE(Outcome(Repeated(opening, 100'000)), "ok") << opening;
  }
}

TEST(YamlNodesTest, LimitIsReadAndOneMoreIsRefused) {
  EXPECT_EQ(Outcome(ListOf(limits::kYamlNodes)), "ok");
  EXPECT_EQ(Outcome(ListOf(limits::kYamlNodes + 1)), "too-many-nodes");
}

TEST(YamlNodesTest, AliasCountsAsWhatItStandsFor) {
  // The list, its anchored list of 1000 counted twice, and k aliases of 1000.
  const auto source = [](std::size_t aliases) { return "[&a " + ListOf(1000) + "," + Repeated("*a,", aliases) + "]"; };
  const std::size_t room = (limits::kYamlNodes - 1 - 2000) / 1000;
  EXPECT_EQ(Outcome(source(room)), "ok");
  EXPECT_EQ(Outcome(source(room + 1)), "too-many-nodes");
}

TEST(YamlNodesTest, BillionLaughsIsRefused) {
  std::string source = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char name = 'b'; name <= 'j'; ++name) {
    const std::string before = std::string("*") + static_cast<char>(name - 1);
    source += std::string(1, name) + ": &" + name + " [" + Repeated(before + ",", 9) + "]\n";
  }
  EXPECT_EQ(Outcome(source), "too-many-nodes");
}

TEST(YamlNodesTest, AnchorsWithinAnchorsAreCounted) {
  std::string source;
  for (int i = 0; i < 60; ++i) source += "&a" + std::to_string(i) + " [";
  source += Repeated("1,", 50'000) + Repeated("]", 60);
  EXPECT_EQ(Outcome(source), "too-many-nodes");
}

TEST(ScalarBytesTest, LimitIsReadAndOneMoreIsRefused) {
  EXPECT_EQ(Outcome("a: " + std::string(limits::kScalarBytes, 'x')), "ok");
  EXPECT_EQ(Outcome("a: " + std::string(limits::kScalarBytes + 1, 'x')), "scalar-too-long");
}

TEST(FileBytesTest, LimitIsReadAndOneMoreIsRefused) {
  const std::string front = "a: b\n#";
  EXPECT_EQ(Outcome(front + std::string(limits::kFileBytes - front.size(), 'x')), "ok");
  EXPECT_EQ(Outcome(front + std::string(limits::kFileBytes - front.size() + 1, 'x')), "too-large");
}

TEST(FileBytesTest, AliasesOfALongTextAreBoundedToo) {
  const std::string source = "[&a " + std::string(limits::kScalarBytes, 'x') + "," + Repeated("*a,", 1000) + "]";
  EXPECT_EQ(Outcome(source), "too-large");
}

TEST(IssuesTest, FloodEndsWithOneIssueThatSaysSo) {
  std::string source;
  for (std::size_t i = 0; i < limits::kIssues + 50; ++i) source += "a: 1\n";
  Issues issues;
  ASSERT_TRUE(ReadYaml("f.yaml", source, issues));
  EXPECT_EQ(issues.size(), limits::kIssues + 1);
  EXPECT_EQ(issues.back().code, "more-issues");
}

}  // namespace lofte::text::limits_test
