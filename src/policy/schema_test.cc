// schema/policy.schema.json says to editors what the reader says to everybody: the same keys, the same words.
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"
#include "policy/laws.h"
#include "policy/policy_test_support.h"
#include "policy/reader_keys.h"

namespace lofte::policy {
namespace schema_test {

using nlohmann::json;
using Words = std::set<std::string>;

const json& Definitions() {
  static const json schema = json::parse(ReadFile(LOFTE_SOURCE_DIR "/schema/policy.schema.json").value());
  return schema.at("$defs");
}

Words KeysIn(const json& map) {
  Words keys;
  for (const auto& [key, value] : map.items()) keys.insert(key);
  return keys;
}

Words EnumOf(const json& node) {
  Words words;
  for (const json& word : node.at("enum")) words.insert(word.get<std::string>());
  return words;
}

Words AsSet(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

const json& Property(const char* kind, const char* key) { return Definitions().at(kind).at("properties").at(key); }

TEST(PolicySchemaTest, KnowsTheKeysOfTheReaderAndNoOthers) {
  for (const auto& [kind, keys] : KnownKeys()) {
    const json& definition = Definitions().at(kind);
    EXPECT_EQ(KeysIn(definition.at("properties")), AsSet(keys)) << kind;
    EXPECT_EQ(definition.at("additionalProperties"), false) << kind;
  }
}

TEST(PolicySchemaTest, KnowsEveryKindOfMapOfTheReader) {
  Words closed;
  for (const auto& [name, definition] : Definitions().items()) {
    if (definition.contains("properties")) closed.insert(name);
  }
  EXPECT_EQ(closed, KeysIn(json(KnownKeys())));
}

TEST(PolicySchemaTest, OffersTheWordsOfTheReader) {
  EXPECT_EQ(EnumOf(Property("activity", "basis")), AsSet(TextsOf(BasisWords())));
  EXPECT_EQ(EnumOf(Property("activity", "role")), AsSet(TextsOf(RoleWords())));
  EXPECT_EQ(EnumOf(Property("recipient", "role")), AsSet(TextsOf(RoleWords())));
  EXPECT_EQ(EnumOf(Property("retention", "mode")), AsSet(TextsOf(ModeWords())));
  EXPECT_EQ(EnumOf(Property("retention", "then")), AsSet(TextsOf(ThenWords())));
  EXPECT_EQ(EnumOf(Property("retention", "law")), AsSet(LawIds()));
  EXPECT_EQ(EnumOf(Property("promise", "kind")), AsSet(kPromiseKinds));
  EXPECT_EQ(EnumOf(Property("control", "never")), AsSet(kNeverPatterns));
  EXPECT_EQ(EnumOf(Definitions().at("format")), AsSet(kFormats));
  EXPECT_EQ(EnumOf(Definitions().at("safeguard")), AsSet(kSafeguards));
  EXPECT_EQ(EnumOf(Definitions().at("settled")), AsSet(kSettled));
}

}  // namespace schema_test
}  // namespace lofte::policy
