#include "text/document.h"

#include <gtest/gtest.h>

#include <string>

namespace lofte::text::document_test {

struct Reading {
  std::optional<Node> root;
  Issues issues;
};

Reading Read(std::string_view source) {
  Reading reading;
  reading.root = ReadYaml("f.yaml", source, reading.issues);
  return reading;
}

// `line:column+length`
std::string Place(const Span& span) {
  return std::to_string(span.line) + ":" + std::to_string(span.column) + "+" + std::to_string(span.length);
}

// The only issue of `source` as `code line:column`, and whether there is a tree: `-` when not.
std::string Refusal(std::string_view source) {
  const Reading reading = Read(source);
  if (reading.issues.size() != 1) return std::to_string(reading.issues.size()) + " issues";
  const Issue& issue = reading.issues[0];
  const std::string place = std::to_string(issue.span.line) + ":" + std::to_string(issue.span.column);
  return issue.code + " " + place + (reading.root ? "" : " -");
}

TEST(ReadYamlTest, MapOfScalarsKeepsOrderTextAndPlaces) {
  const auto reading = Read("b: one\na: two words # and a remark\n");
  ASSERT_TRUE(reading.root);
  EXPECT_TRUE(reading.issues.empty());
  ASSERT_EQ(reading.root->entries.size(), 2u);
  EXPECT_EQ(reading.root->entries[0].key, "b");
  EXPECT_EQ(reading.root->entries[1].value.scalar, "two words");
  EXPECT_EQ(Place(reading.root->entries[1].key_span), "2:1+1");
  EXPECT_EQ(Place(reading.root->entries[1].value.span), "2:4+9");
  EXPECT_EQ(reading.root->span.file, "f.yaml");
}

TEST(ReadYamlTest, ColumnsCountCodePoints) {
  const auto reading = Read("{ løfte: \"æøå 😀\", næste: ord }");
  ASSERT_TRUE(reading.root);
  EXPECT_EQ(Place(reading.root->entries[0].key_span), "1:3+5");
  EXPECT_EQ(Place(reading.root->entries[0].value.span), "1:10+7");
  EXPECT_EQ(Place(reading.root->entries[1].value.span), "1:26+3");
}

TEST(ReadYamlTest, ByteOrderMarkHasNoColumn) {
  const auto reading = Read(
      "\xEF\xBB\xBF"
      "a: b");
  ASSERT_TRUE(reading.root);
  EXPECT_EQ(reading.root->entries[0].key, "a");
  EXPECT_EQ(Place(reading.root->entries[0].value.span), "1:4+1");
}

TEST(ReadYamlTest, CarriageReturnBeforeLineFeedBelongsToTheLineEnd) {
  const auto reading = Read("a: b c\r\nd: e\r\n");
  ASSERT_TRUE(reading.root);
  EXPECT_EQ(reading.root->Find("a")->scalar, "b c");
  EXPECT_EQ(Place(reading.root->Find("d")->span), "2:4+1");
}

TEST(ReadYamlTest, QuotedTextIsMarkedAndPlacedInside) {
  const auto reading = Read("a: \"true\"\nb: 'it''s'\nc: true\nd: |\n  text\n");
  ASSERT_TRUE(reading.root);
  EXPECT_TRUE(reading.root->Find("a")->quoted);
  EXPECT_EQ(Place(reading.root->Find("a")->TextSpan()), "1:5+4");
  EXPECT_EQ(reading.root->Find("b")->scalar, "it's");
  EXPECT_EQ(Place(reading.root->Find("b")->span), "2:4+7");
  EXPECT_FALSE(reading.root->Find("c")->quoted);
  EXPECT_EQ(Place(reading.root->Find("c")->TextSpan()), "3:4+4");
  EXPECT_EQ(Place(reading.root->Find("d")->TextSpan()), "4:4+1");
}

TEST(ReadYamlTest, NullsAreNullOnlyWithoutQuotes) {
  const auto reading = Read("a:\nb: ~\nc: null\nd: 'null'\ne: ''\n");
  ASSERT_TRUE(reading.root);
  EXPECT_EQ(reading.root->Find("a")->kind, Node::Kind::kNull);
  EXPECT_EQ(Place(reading.root->Find("a")->span), "1:1+1") << "a value left out is shown at its key";
  EXPECT_EQ(reading.root->Find("b")->kind, Node::Kind::kNull);
  EXPECT_EQ(Place(reading.root->Find("c")->span), "3:4+4");
  EXPECT_TRUE(reading.root->Find("d")->is_scalar());
  EXPECT_TRUE(reading.root->Find("e")->is_scalar());
}

TEST(ReadYamlTest, NestedCollectionsHaveTheirPlaces) {
  const auto reading = Read("list:\n  - x: 1\n  - [y, z]\n");
  ASSERT_TRUE(reading.root);
  const Node& list = *reading.root->Find("list");
  ASSERT_EQ(list.items.size(), 2u);
  EXPECT_EQ(Place(list.span), "2:3+1");
  EXPECT_EQ(list.items[0].Find("x")->scalar, "1");
  EXPECT_EQ(Place(list.items[1].items[1].span), "3:9+1");
}

TEST(ReadYamlTest, AliasIsACopyWithThePlaceOfWhatItStandsFor) {
  const auto reading = Read("a: &x { k: v }\nb: *x\nc: &y text\nd: *y\n");
  ASSERT_TRUE(reading.root);
  EXPECT_TRUE(reading.issues.empty());
  EXPECT_EQ(reading.root->Find("b")->Find("k")->scalar, "v");
  EXPECT_EQ(Place(reading.root->Find("b")->Find("k")->span), "1:12+1");
  EXPECT_EQ(Place(reading.root->Find("d")->span), "3:7+4");
}

TEST(ReadYamlTest, DuplicateKeyIsReportedAndTheFirstIsRead) {
  const auto reading = Read("a: 1\nb: 2\na: { c: [3] }\nd: 4\n");
  ASSERT_TRUE(reading.root);
  ASSERT_EQ(reading.issues.size(), 1u);
  EXPECT_EQ(reading.issues[0].code, "duplicate-key");
  EXPECT_EQ(Place(reading.issues[0].span), "3:1+1");
  EXPECT_EQ(reading.root->Find("a")->scalar, "1");
  EXPECT_EQ(reading.root->Find("d")->scalar, "4");
  EXPECT_EQ(reading.root->entries.size(), 3u);
}

TEST(ReadYamlTest, KeysThatDifferOnlyInQuotesAreTheSame) { EXPECT_EQ(Refusal("a: 1\n'a': 2\n"), "duplicate-key 2:1"); }

TEST(ReadYamlTest, SeveralFaultsAreReportedInOneRun) {
  const auto reading = Read("a: !!int 1\na: 2\nb: !x [c]\n");
  ASSERT_TRUE(reading.root);
  EXPECT_EQ(reading.issues.size(), 3u);
}

TEST(ReadYamlTest, WhatIsNotOneTreeIsRefusedWithItsPlace) {
  EXPECT_EQ(Refusal(""), "empty-file 1:1 -");
  EXPECT_EQ(Refusal("# only a remark\n"), "empty-file 1:1 -");
  EXPECT_EQ(Refusal("a: 1\n---\nb: 2\n"), "several-documents 2:1 -");
  EXPECT_EQ(Refusal("\"x\" \"y\""), "several-documents 1:5 -");
  EXPECT_EQ(Refusal("a: b: c"), "yaml 1:5 -");
  EXPECT_EQ(Refusal("[a]]"), "yaml 1:4 -");
  EXPECT_EQ(Refusal("a: \"open"), "yaml 1:9 -");
  EXPECT_EQ(Refusal("a: *nobody"), "yaml 1:4 -");
}

TEST(ReadYamlTest, KeyThatIsNoScalarIsRefused) {
  EXPECT_EQ(Refusal("? [a]\n: b\n"), "key 1:3 -");
  EXPECT_EQ(Refusal(": b\n"), "key 1:1 -");
  EXPECT_EQ(Refusal("~: b\n"), "key 1:1 -");
  EXPECT_EQ(Refusal("a: &x k\n*x : b\n"), "key 2:1 -");
}

TEST(ReadYamlTest, KeySpelledNullIsItsText) {
  const auto reading = Read("{ column: a, null: not-yet }\n");
  ASSERT_TRUE(reading.root.has_value());
  ASSERT_NE(reading.root->Find("null"), nullptr);
  EXPECT_EQ(reading.root->Find("null")->scalar, "not-yet");
}

TEST(ReadYamlTest, TagIsRefused) {
  EXPECT_EQ(Refusal("a: !!str x"), "tag 1:4");
  EXPECT_EQ(Refusal("a: ! x"), "tag 1:4");
  EXPECT_EQ(Refusal("a: &n ! x"), "tag 1:4");
  EXPECT_EQ(Refusal("a: !set { b }"), "tag 1:4");
  EXPECT_EQ(Refusal("!x k: v"), "tag 1:1");
}

TEST(ReadYamlTest, AliasInsideItsOwnValueIsRefused) { EXPECT_EQ(Refusal("a: &x [*x]"), "alias 1:8 -"); }

TEST(ReadYamlTest, BytesThatAreNotUtf8AreRefusedWithTheirPlace) {
  EXPECT_EQ(Refusal("a: b\nø: \xC3\x28"), "encoding 2:4 -");
  EXPECT_EQ(Refusal(std::string_view("a\0:\0 \0b\0", 8)), "control-character 1:2 -") << "UTF-16 is not guessed";
}

TEST(ReadYamlTest, ControlCharacterIsRefused) {
  EXPECT_EQ(Refusal("a: \x04"), "control-character 1:4 -") << "yaml-cpp takes U+0004 for the end of the file";
  EXPECT_EQ(Refusal("a: b\rc: d"), "control-character 1:5 -");
  EXPECT_EQ(Refusal("a: \x1B[31m"), "control-character 1:4 -");
  EXPECT_EQ(Refusal("a: \x7F"), "control-character 1:4 -");
  EXPECT_EQ(Refusal("a: \xC2\x9B"), "control-character 1:4 -");
  EXPECT_TRUE(Read("a: \xC2\xA0\tb").root) << "a tab and a no-break space are no controls";
}

TEST(ReadYamlTest, PlainValueThatACommaCutsIsReported) {
  EXPECT_EQ(Refusal("a: { text: one, two }"), "no-colon 1:17");
  EXPECT_EQ(Refusal("{ keep: latest(a, b), then: c }"), "no-colon 1:19");
  EXPECT_EQ(Read("a: { text: one, two }").issues.at(0).help, "a value with a comma stands in quotes inside { }");
  EXPECT_EQ(Read("a: { text: one, two, z: 3 }").root->entries.at(0).value.entries.size(), 2u);
  EXPECT_TRUE(Read("{ text: 'one, two', null: not-yet, none: , last: }").issues.empty());
}

TEST(ReadYamlTest, IndentingTabIsCalledOne) {
  const Reading reading = Read("a:\n\tb: 1\n");
  ASSERT_EQ(reading.issues.size(), 1u);
  EXPECT_EQ(reading.issues[0].message, "a tab; YAML indents with spaces");
  EXPECT_EQ(Place(reading.issues[0].span), "2:1+1");
}

TEST(FindInvalidUtf8Test, WellFormedTextHasNone) { EXPECT_EQ(FindInvalidUtf8("aé€😀\xF4\x8F\xBF\xBF"), std::string_view::npos); }

TEST(FindInvalidUtf8Test, EachFaultIsFoundAtItsFirstByte) {
  EXPECT_EQ(FindInvalidUtf8("ab\x80"), 2u) << "a continuation alone";
  EXPECT_EQ(FindInvalidUtf8("\xC0\xAF"), 0u) << "overlong, two bytes";
  EXPECT_EQ(FindInvalidUtf8("\xE0\x9F\xBF"), 0u) << "overlong, three bytes";
  EXPECT_EQ(FindInvalidUtf8("\xF0\x8F\xBF\xBF"), 0u) << "overlong, four bytes";
  EXPECT_EQ(FindInvalidUtf8("\xED\xA0\x80"), 0u) << "a surrogate";
  EXPECT_EQ(FindInvalidUtf8("\xF4\x90\x80\x80"), 0u) << "above U+10FFFF";
  EXPECT_EQ(FindInvalidUtf8("a\xE2\x82"), 1u) << "cut off";
  EXPECT_EQ(FindInvalidUtf8("\xFF"), 0u);
}

}  // namespace lofte::text::document_test
