// Golden diagnostics: testdata/reader_issues.golden holds cases of a data map and what is said about it. LOFTE_UPDATE_GOLDEN=1 writes what
// is said now into the file, for review.
#include "datamap/reader.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "base/file.h"

namespace lofte::datamap {
namespace reader_test {

const std::string kGolden = LOFTE_SOURCE_DIR "/src/datamap/testdata/reader_issues.golden";

struct Case {
  std::string name, source, issues;
};

std::vector<Case> ReadCases(const std::string& text) {
  std::vector<Case> cases;
  std::string* part = nullptr;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("=== ", 0) == 0) {
      cases.push_back({line.substr(4), "", ""});
      part = &cases.back().source;
    } else if (line == "--- issues") {
      part = &cases.back().issues;
    } else if (part) {
      *part += line + "\n";
    }
  }
  return cases;
}

std::string IssuesOf(const std::string& source) {
  Issues issues;
  ReadDataMap("datamap.yaml", source, issues);
  std::string rendered;
  for (const Issue& issue : issues) rendered += Render(issue, source, false);
  return rendered;
}

DataMap Read(const std::string& source) {
  Issues issues;
  auto map = ReadDataMap("datamap.yaml", source, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << Render(issue, source, false);
  return map ? *map : DataMap{};
}

const char kWhole[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.audit.chats:
    record: chat
    persons:
      user: account_id
      friend: { key: account.friend_id, 'null': unknown }
    fields:
      account_id: link
      prompt: chat.prompt
      reply: { category: chat.reply, of: user, origin: derived, blank: { constant: '' } }
      level: { category: chat.level, of: [user, friend], origin: observed, blank: { constant: -3 } }
      email: { category: account.email, blank: key }
      proof: { category: chat.proof, blank: refuse }
      id: technical
    links:
      account: { to: main.accounts, on: { account_id: id }, where: { kind: person, level: 2, code: '7' } }
    events:
      chat.sent: { column: account.sent_at, kind: local, zone: Europe/Copenhagen, format: 'YYYY-MM-DD HH:MM:SS', plausible: [2000-01-01, 2050-01-01], 'null': unknown }
      chat.read: { column: read_at, kind: epoch-millis }
    states:
      chat.open: { when: read_at is null, until: chat.read, 'null': true }
    conditions:
      chat.long: { when: 'length > 3', 'null': false }
    serves:
      assistant: 'true'
      support: { when: 'length > 3', 'null': false }
    triggers: [audit_chats, Stamp it]
  main.accounts: { fields: { id: technical } }
without-personal-data: [main.countries]
)";

}  // namespace reader_test

TEST(DataMapReaderTest, EveryMistakeIsReportedWithItsPlace) {
  auto text = ReadFile(reader_test::kGolden);
  ASSERT_TRUE(text);
  std::vector<reader_test::Case> cases = reader_test::ReadCases(*text);
  ASSERT_GT(cases.size(), 20u);
  std::string now;
  for (const reader_test::Case& one : cases) {
    const std::string issues = reader_test::IssuesOf(one.source);
    EXPECT_EQ(issues, one.issues) << one.name;
    now += "=== " + one.name + "\n" + one.source + "--- issues\n" + issues;
  }
  if (std::getenv("LOFTE_UPDATE_GOLDEN")) {
    ASSERT_TRUE(WriteFileAtomically(reader_test::kGolden, now));
  }
}

TEST(DataMapReaderTest, TableHasAllSections) {
  const DataMap map = reader_test::Read(reader_test::kWhole);
  const TableMap* table = map.Find({"main", "audit", "chats"});
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->record, "chat");
  EXPECT_EQ(table->FindPerson("user")->key.column, "account_id");
  EXPECT_EQ(table->FindPerson("user")->of_null, OfNull::kAbsent);
  EXPECT_EQ(table->FindPerson("friend")->key.link, "account");
  EXPECT_EQ(table->FindPerson("friend")->of_null, OfNull::kUnknown);
  ASSERT_EQ(map.people.size(), 1u);
  EXPECT_EQ(map.RegistryOf("main")->key, "id");
  EXPECT_EQ(map.RegistryOf("other"), nullptr);
  ASSERT_EQ(map.without_personal_data.size(), 1u);
  EXPECT_EQ(expr::Format(map.without_personal_data[0]), "main.countries");
}

TEST(DataMapReaderTest, FieldFormsAreUnderstood) {
  const DataMap map = reader_test::Read(reader_test::kWhole);
  const TableMap& table = map.tables.at(0);
  EXPECT_EQ(table.FindField("account_id")->link_of, "user");
  EXPECT_EQ(table.FindField("account_id")->category, "");
  EXPECT_EQ(table.FindField("prompt")->category, "chat.prompt");
  EXPECT_EQ(table.FindField("prompt")->blank.method, Method::kNull);
  EXPECT_EQ(table.FindField("reply")->of, std::vector<std::string>{"user"});
  EXPECT_EQ(table.FindField("reply")->origin, Origin::kDerived);
  EXPECT_EQ(table.FindField("reply")->blank.constant, expr::Value(std::string()));
  EXPECT_EQ(table.FindField("level")->blank.constant, expr::Value(std::int64_t{-3}));
  EXPECT_EQ(table.FindField("email")->blank.method, Method::kKey);
  EXPECT_EQ(table.FindField("proof")->blank.method, Method::kRefuse);
  EXPECT_EQ(table.FindField("id")->category, "");
  EXPECT_EQ(table.FindField("id")->link_of, "");
}

TEST(DataMapReaderTest, FactsAreUnderstood) {
  const DataMap map = reader_test::Read(reader_test::kWhole);
  const TableMap& table = map.tables.at(0);
  const Event* sent = table.FindEvent("chat.sent");
  ASSERT_NE(sent, nullptr);
  EXPECT_EQ(sent->column.link, "account");
  EXPECT_EQ(sent->kind, expr::CodecKind::kLocal);
  EXPECT_EQ(sent->zone, "Europe/Copenhagen");
  EXPECT_EQ(sent->format, "YYYY-MM-DD HH:MM:SS");
  EXPECT_EQ(time::Format(*sent->plausible_from), "2000-01-01");
  EXPECT_EQ(sent->of_null, OfNull::kUnknown);
  EXPECT_EQ(table.FindEvent("chat.read")->of_null, OfNull::kNotYet);
  EXPECT_EQ(table.FindState("chat.open")->until, "chat.read");
  EXPECT_EQ(table.FindState("chat.open")->of_null, OfNull::kTrue);
  EXPECT_NE(table.FindState("chat.open")->when, nullptr);
  EXPECT_EQ(table.FindCondition("chat.long")->of_null, OfNull::kFalse);
  EXPECT_EQ(table.serves_null.at("assistant"), OfNull::kUnknown);
  EXPECT_EQ(table.serves_null.at("support"), OfNull::kFalse);
  EXPECT_NE(table.serves.at("assistant"), nullptr);
}

TEST(DataMapReaderTest, LinksMayStandAfterTheirUse) {
  const DataMap map = reader_test::Read(reader_test::kWhole);  // `persons` names link `account`, which comes later
  const Link* link = map.tables.at(0).FindLink("account");
  ASSERT_NE(link, nullptr);
  EXPECT_EQ(link->on, (std::vector<std::pair<std::string, std::string>>{{"account_id", "id"}}));
  EXPECT_EQ(link->fixed.at(0).second, expr::Value(std::string("person")));
  EXPECT_EQ(link->fixed.at(1).second, expr::Value(std::int64_t{2}));
  EXPECT_EQ(link->fixed.at(2).second, expr::Value(std::string("7")));
}

TEST(DataMapReaderTest, TriggersAreNamedAsTheyAre) {
  const DataMap map = reader_test::Read(reader_test::kWhole);
  EXPECT_EQ(map.tables.at(0).triggers, (std::vector<std::string>{"audit_chats", "Stamp it"}));
  EXPECT_EQ(map.tables.at(0).trigger_spans.size(), 2u);
}

TEST(DataMapReaderTest, PartOfATableNameThatHoldsADotStandsInQuotes) {
  const DataMap map = reader_test::Read(R"(lofte: 1
tables:
  main."my.chats": { fields: { id: technical } }
  'main."a.b"."say ""x"""': { fields: { id: technical } }
  main.crm.chats: { fields: { id: technical } }
)");
  ASSERT_EQ(map.tables.size(), 3u);
  EXPECT_EQ(map.tables[0].name, (expr::TableName{"main", "", "my.chats"}));
  EXPECT_EQ(map.tables[1].name, (expr::TableName{"main", "a.b", "say \"x\""}));
  for (const TableMap& table : map.tables) {
    const std::string written = expr::Format(table.name);
    EXPECT_EQ(reader_test::Read("lofte: 1\ntables:\n  '" + written + "': { fields: { id: technical } }\n").tables.at(0).name, table.name)
        << written;
  }
}

TEST(DataMapReaderTest, FileIsIdentifiedByItsDigest) {
  EXPECT_EQ(reader_test::Read("lofte: 1\ntables: {}\n").sha256, "a2bff1a8f0af65f5a8ee31c9bb94046c0c65fa76e26928fe0180cb0be24bb485");
}

}  // namespace lofte::datamap
