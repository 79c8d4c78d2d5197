// schema/policy.schema.json says to editors what the reader says to everybody: the same keys, the same words.
#include <nlohmann/json.hpp>
#include <regex>
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
  EXPECT_EQ(EnumOf(Property("retention", "law")), AsSet(LawIds()));
  EXPECT_EQ(EnumOf(Property("promise", "kind")), AsSet(kPromiseKinds));
  EXPECT_EQ(EnumOf(Definitions().at("pattern")), AsSet(kNeverPatterns));
  EXPECT_EQ(EnumOf(Property("cookie", "kind")), AsSet(kCookieKinds));
  EXPECT_EQ(EnumOf(Property("breach", "tell")), AsSet(kTold));
  EXPECT_EQ(EnumOf(Property("breach", "at")), AsSet(kRisks));
  EXPECT_EQ(EnumOf(Property("policy", "rights").at("propertyNames")), AsSet(kRights));
  EXPECT_EQ(EnumOf(Property("message", "kind")), AsSet(kMessageKinds));
  EXPECT_EQ(EnumOf(Definitions().at("carried")), AsSet(kCarried));
  EXPECT_EQ(EnumOf(Property("activity", "automated")), AsSet(kAutomated));
  EXPECT_EQ(EnumOf(Property("provision", "by")), AsSet(kProvisions));
  EXPECT_EQ(EnumOf(Property("open", "severity")), AsSet(TextsOf(SeverityWords())));
  EXPECT_EQ(EnumOf(Definitions().at("format")), AsSet(kFormats));
  EXPECT_EQ(EnumOf(Definitions().at("safeguard")), AsSet(kSafeguards));
  EXPECT_EQ(EnumOf(Definitions().at("settled")), AsSet(kSettled));
}

// The pattern of `then:` and the reader take the same texts.
TEST(PolicySchemaTest, TakesTheActionsOfTheReader) {
  const std::regex pattern(Definitions().at("then").at("pattern").get<std::string>());
  for (const char* text :
       {"erase", "anonymise", "block", "block then erase", "block for P3Y then anonymise", "aggregate",
        "aggregate in cells of 10 then erase", "aggregate then erase", "block  for P1M", "erase then erase", "blocks", "block for",
        "aggregate in cells", "aggregate for P1Y", "block in cells of 3", "anonymise then erase", "then erase"}) {
    Issues issues;
    const bool is_read = ParseThen(text, Span{"policy.yaml", 1, 1}, issues).has_value();
    EXPECT_EQ(is_read, std::regex_match(text, pattern)) << text;
    EXPECT_EQ(is_read, issues.empty()) << text;
  }
}

}  // namespace schema_test
}  // namespace lofte::policy
