// schema/datamap.schema.json says to editors what the reader says to everybody: the same keys, the same words.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"
#include "datamap/reader_internal.h"

namespace lofte::datamap {
namespace datamap_schema_test {

using nlohmann::json;
using Words = std::set<std::string>;

const json& Definitions() {
  static const json schema = json::parse(ReadFile(LOFTE_SOURCE_DIR "/schema/datamap.schema.json").value());
  return schema.at("$defs");
}

const std::map<std::string, std::vector<std::string>> kKeys = {
    {"datamap", reading::kTopKeys},         {"table", reading::kTableKeys}, {"person", reading::kPersonKeys},
    {"link", reading::kLinkKeys},           {"field", reading::kFieldKeys}, {"constant", reading::kBlankKeys},
    {"aggregate", reading::kAggregateKeys}, {"event", reading::kEventKeys}, {"state", reading::kStateKeys},
    {"condition", reading::kConditionKeys},
};

Words AsSet(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

Words KeysIn(const json& map) {
  Words keys;
  for (const auto& [key, value] : map.items()) keys.insert(key);
  return keys;
}

// Words as they are written: true, false and null without quotes are words too.
Words EnumOf(const json& node) {
  Words words;
  for (const json& word : node.at("enum")) words.insert(word.is_string() ? word.get<std::string>() : word.dump());
  return words;
}

const json& Property(const char* kind, const char* key) { return Definitions().at(kind).at("properties").at(key); }

TEST(DataMapSchemaTest, KnowsTheKeysOfTheReaderAndNoOthers) {
  for (const auto& [kind, keys] : kKeys) {
    const json& definition = Definitions().at(kind);
    EXPECT_EQ(KeysIn(definition.at("properties")), AsSet(keys)) << kind;
    EXPECT_EQ(definition.at("additionalProperties"), false) << kind;
  }
}

TEST(DataMapSchemaTest, KnowsEveryKindOfMapOfTheReader) {
  Words closed, known;
  for (const auto& [name, definition] : Definitions().items()) {
    if (definition.contains("properties")) closed.insert(name);
  }
  for (const auto& [kind, keys] : kKeys) known.insert(kind);
  EXPECT_EQ(closed, known);
}

TEST(DataMapSchemaTest, OffersTheWordsOfTheReader) {
  EXPECT_EQ(EnumOf(Property("event", "kind")), AsSet(reading::kKinds));
  EXPECT_EQ(EnumOf(Property("event", "format")), AsSet(reading::kFormats));
  EXPECT_EQ(EnumOf(Property("event", "null")), AsSet(reading::kEventNulls));
  EXPECT_EQ(EnumOf(Property("person", "null")), AsSet(reading::kPersonNulls));
  EXPECT_EQ(EnumOf(Property("state", "null")), AsSet(reading::kConditionNulls));
  EXPECT_EQ(EnumOf(Property("condition", "null")), AsSet(reading::kConditionNulls));
  EXPECT_EQ(EnumOf(Property("field", "origin")), AsSet(reading::kOrigins));
  EXPECT_EQ(EnumOf(Definitions().at("blank").at("anyOf").at(0)), AsSet(reading::kBlanks));
}

TEST(DataMapSchemaTest, FormatsAreThoseOfTheCodecs) {
  for (const std::string& pattern : reading::kFormats) {
    const auto format = expr::ParseTextFormat(pattern);
    ASSERT_TRUE(format) << pattern;
    EXPECT_EQ(expr::PatternOf(*format), pattern);
  }
}

}  // namespace datamap_schema_test
}  // namespace lofte::datamap
