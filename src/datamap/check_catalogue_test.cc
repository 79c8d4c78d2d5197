#include <gtest/gtest.h>

#include "datamap/check.h"
#include "datamap/reader.h"

namespace lofte::datamap {
namespace check_catalogue_test {

using expr::Type;
using Lines = std::vector<std::string>;

stores::Column ColumnOf(const std::string& name, Type type, const std::string& declared, bool nullable = true) {
  stores::Column column;
  column.name = name;
  column.type = type;
  column.declared = declared;
  column.nullable = nullable;
  return column;
}

// accounts(id, email), consents(account_id, purpose: unique together), chats(id, account_id, prompt, sent_at).
struct CatalogueMaker {
  stores::Catalogue catalogue;

  CatalogueMaker() {
    stores::Table& accounts = Add("accounts");
    accounts.columns.push_back(ColumnOf("email", Type::kText, "text", false));
    accounts.uniques.push_back({"accounts_email_key", {"email"}, false, false});
    stores::Table& consents = Add("consents");
    consents.columns.push_back(ColumnOf("account_id", Type::kInt, "bigint"));
    consents.columns.push_back(ColumnOf("purpose", Type::kText, "text"));
    consents.uniques.push_back({"consents_key", {"account_id", "purpose"}, false, false});
    stores::Table& chats = Add("chats");
    chats.columns.push_back(ColumnOf("account_id", Type::kInt, "bigint"));
    chats.columns.push_back(ColumnOf("prompt", Type::kText, "text"));
    chats.columns.push_back(ColumnOf("sent_at", Type::kInstant, "timestamp with time zone"));
  }

  stores::Table& Add(const std::string& name) {
    stores::Table table;
    table.name = {"main", "", name};
    table.columns.push_back(ColumnOf("id", Type::kInt, "bigint", false));
    table.uniques.push_back({name + "_pkey", {"id"}, true, false});
    catalogue.tables.push_back(table);
    return catalogue.tables.back();
  }
  stores::Table& Table(const std::string& name) {
    for (stores::Table& table : catalogue.tables) {
      if (table.name.table == name) return table;
    }
    Panic("no table `" + name + "`");
  }
  stores::Column& Column(const std::string& table, const std::string& name) {
    for (stores::Column& column : Table(table).columns) {
      if (column.name == name) return column;
    }
    Panic("no column `" + name + "`");
  }
};

const char kAccounts[] = "  main.accounts: { persons: { user: id }, fields: { id: technical, email: { category: account.email, blank: key } } }\n";
const char kConsents[] = "  main.consents: { fields: { id: technical, account_id: technical, purpose: technical } }\n";
const char kChats[] =
    "  main.chats: { persons: { user: account_id }, fields: { id: technical, account_id: link, prompt: chat.prompt, sent_at: technical } }\n";

DataMap MapOf(const std::string& tables, const std::string& rest = "") {
  const std::string source = "lofte: 1\npeople: { main.accounts: id }\ntables:\n" + tables + rest;
  Issues issues;
  auto map = ReadDataMap("datamap.yaml", source, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << Render(issue, source, false);
  return map ? *map : DataMap{};
}

Lines Said(const CatalogueMaker& maker, const DataMap& map) {
  Issues issues;
  CheckAgainstCatalogue(map, maker.catalogue, issues);
  Lines said;
  for (const Issue& issue : issues) said.push_back(std::string(NameOf(issue.severity)) + " " + issue.code + ": " + issue.message);
  return said;
}

// With the other two tables mapped without fault.
Lines SaidOfChats(const CatalogueMaker& maker, const std::string& chats) { return Said(maker, MapOf(std::string(kAccounts) + kConsents + chats)); }
// What is said of a field `prompt` with this `blank`.
Lines SaidOfBlank(const CatalogueMaker& maker, const std::string& blank) {
  return SaidOfChats(maker, "  main.chats: { persons: { user: account_id }, fields: { id: technical, account_id: technical, sent_at: technical, "
                            "prompt: { category: chat.prompt, blank: " + blank + " } } }\n");
}
// What is said of an event on column `sent_at`.
Lines SaidOfEvent(const CatalogueMaker& maker, const std::string& event) {
  return SaidOfChats(maker, "  main.chats:\n    persons: { user: account_id }\n    fields: { id: technical, account_id: technical, prompt: chat.prompt, sent_at: "
                            "technical }\n    events: { chat.sent: { column: sent_at, " + event + " } }\n");
}

}  // namespace check_catalogue_test

TEST(CheckAgainstCatalogueTest, MapThatFitsHasNoIssues) {
  check_catalogue_test::CatalogueMaker maker;
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, check_catalogue_test::kChats), check_catalogue_test::Lines{});
}

TEST(CheckAgainstCatalogueTest, MissingTablesAndColumnsAreErrorsWithSuggestions) {
  check_catalogue_test::CatalogueMaker maker;
  Issues issues;
  CheckAgainstCatalogue(check_catalogue_test::MapOf(std::string(check_catalogue_test::kAccounts) +
                                                    "  main.chat: { fields: { id: technical } }\n"
                                                    "  main.chats: { fields: { id: technical, account_id: technical, promt: technical, sent_at: technical } }\n",
                                                    "without-personal-data: [main.consent]\n"),
                        maker.catalogue, issues);
  ASSERT_EQ(issues.size(), 5u);
  EXPECT_EQ(issues[0].code + issues[0].help, "unknown-tabledid you mean `main.chats`?");
  EXPECT_EQ(issues[1].code + issues[1].help, "unknown-columndid you mean `prompt`?");
  EXPECT_EQ(issues[2].code, "unmapped-column");
  EXPECT_EQ(issues[3].code + issues[3].help, "unknown-tabledid you mean `main.consents`?");
  EXPECT_EQ(issues[3].severity, Severity::kWarning);
  EXPECT_EQ(issues[4].code, "unmapped-table");
}

TEST(CheckAgainstCatalogueTest, UnmappedColumnsAndTablesAreWarnings) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Add("countries");
  maker.Table("chats").columns.push_back(check_catalogue_test::ColumnOf("phone", expr::Type::kText, "text"));
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, check_catalogue_test::kChats),
            (check_catalogue_test::Lines{"warning unmapped-column: column `phone` of `main.chats` is not in the map",
                                         "warning unmapped-table: table `main.countries` is not in the map"}));
}

TEST(CheckAgainstCatalogueTest, TableWithoutPersonalDataIsNotUnmapped) {
  check_catalogue_test::CatalogueMaker maker;
  const std::string tables = std::string(check_catalogue_test::kAccounts) + check_catalogue_test::kChats;
  EXPECT_EQ(check_catalogue_test::Said(maker, check_catalogue_test::MapOf(tables, "without-personal-data: [main.consents]\n")), check_catalogue_test::Lines{});
}

TEST(CheckAgainstCatalogueTest, TablesOfOtherStoresAreLeftAlone) {
  check_catalogue_test::CatalogueMaker maker;
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, std::string(check_catalogue_test::kChats) + "  files.a: { fields: { x: technical } }\n"),
            check_catalogue_test::Lines{});
}

TEST(CheckAgainstCatalogueTest, EmptyCatalogueHasNoneOfTheTables) {
  check_catalogue_test::CatalogueMaker maker;
  maker.catalogue.tables.clear();
  EXPECT_EQ(check_catalogue_test::Said(maker, check_catalogue_test::MapOf(check_catalogue_test::kAccounts)),
            check_catalogue_test::Lines{"error unknown-table: store `main` has no table `main.accounts`"});
}

TEST(CheckAgainstCatalogueTest, TableMappedUnderTwoNamesIsAnError) {
  check_catalogue_test::CatalogueMaker maker;
  maker.catalogue.default_schema = "public";
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, std::string(check_catalogue_test::kChats) +
                                                         "  main.public.chats: { fields: { id: technical, account_id: technical, prompt: technical, sent_at: "
                                                         "technical } }\n"),
            check_catalogue_test::Lines{"error table-twice: table `main.public.chats` is mapped twice, once with its schema"});
}

TEST(CheckAgainstCatalogueTest, KeyOfPeopleHasToBeUnique) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Table("accounts").uniques = {{"partial", {"id"}, false, true}, {"accounts_email_key", {"email"}, true, false}};
  maker.Column("accounts", "email").nullable = false;
  const auto said = check_catalogue_test::Said(maker, check_catalogue_test::MapOf("  main.accounts: { fields: { id: technical, email: technical } }\n",
                                                                                  "without-personal-data: [main.chats, main.consents]\n"));
  EXPECT_EQ(said, check_catalogue_test::Lines{
                      "error people-key-not-unique: column `id` of `main.accounts` is not unique, so a key could mean several people"});
}

TEST(CheckAgainstCatalogueTest, LinkReadAsOneRowHasToBeUnique) {
  check_catalogue_test::CatalogueMaker maker;
  const std::string fields = "    fields: { id: technical, account_id: technical, prompt: technical, sent_at: technical }\n";
  const std::string many = "  main.chats:\n    links: { consent: { to: main.consents, on: { account_id: account_id } } }\n" + fields;
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, many), check_catalogue_test::Lines{});
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, many + "    persons: { user: consent.account_id }\n"),
            check_catalogue_test::Lines{"error link-not-unique: link `consent` can lead to several rows of `main.consents`, so it can't be read as one"});
}

TEST(CheckAgainstCatalogueTest, FixedColumnsMakeALinkUnique) {
  check_catalogue_test::CatalogueMaker maker;
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, "  main.chats:\n    links: { consent: { to: main.consents, on: { account_id: account_id }, where: { purpose: "
                                                     "analytics } } }\n    fields: { id: technical, account_id: technical, prompt: technical, sent_at: technical }\n"
                                                     "    persons: { user: consent.account_id }\n"),
            check_catalogue_test::Lines{});
}

TEST(CheckAgainstCatalogueTest, LinkColumnsHaveToExistAndAgreeInType) {
  check_catalogue_test::CatalogueMaker maker;
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, R"(  main.chats:
    links:
      one: { to: main.consents, on: { acount_id: account_id } }
      two: { to: main.consents, on: { account_id: account }, where: { reason: x } }
      three: { to: main.consents, on: { prompt: account_id }, where: { purpose: 3 } }
      four: { to: main.nowhere, on: { account_id: id } }
    fields: { id: technical, account_id: technical, prompt: technical, sent_at: technical }
)"),
            (check_catalogue_test::Lines{"error unknown-column: table `main.chats` has no column `acount_id`",
                                         "error unknown-column: table `main.consents` has no column `account`",
                                         "error unknown-column: table `main.consents` has no column `reason`",
                                         "error link-type: link `three` compares `prompt` of type `text` with `account_id` of type `bigint`",
                                         "error link-type: `where` of link `three` gives an integer for `purpose` of type `text`",
                                         "error unknown-table: store `main` has no table `main.nowhere`"}));
}

TEST(CheckAgainstCatalogueTest, KeyOfAPersonHasTheTypeOfTheRegistry) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Column("chats", "account_id").type = expr::Type::kText;
  maker.Column("chats", "account_id").declared = "text";
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, check_catalogue_test::kChats),
            check_catalogue_test::Lines{
                "error person-type: the key of `user` is of type `text`, and people are registered by a key of type `bigint`"});
}

TEST(CheckAgainstCatalogueTest, NullOnNotNullIsRefused) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Column("chats", "prompt").nullable = false;
  const check_catalogue_test::Lines refused{"error blank-not-null: column `prompt` is NOT NULL and can't be erased to NULL"};
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "null"), refused);
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "refuse"), check_catalogue_test::Lines{});
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "{ constant: '' }"), check_catalogue_test::Lines{});
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "key"), check_catalogue_test::Lines{});
}

TEST(CheckAgainstCatalogueTest, LinkOnNotNullIsRefused) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Column("chats", "account_id").nullable = false;
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, check_catalogue_test::kChats),
            check_catalogue_test::Lines{"error blank-not-null: column `account_id` is NOT NULL and can't be erased to NULL"});
}

TEST(CheckAgainstCatalogueTest, ConstantOnUniqueIsRefused) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Table("chats").uniques.push_back({"chats_prompt_key", {"account_id", "prompt"}, false, false});
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "{ constant: '' }"),
            check_catalogue_test::Lines{
                "error blank-unique: column `prompt` is unique (`chats_prompt_key`), so a second row could not be erased to the same constant"});
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "key"), check_catalogue_test::Lines{});
}

TEST(CheckAgainstCatalogueTest, ConstantHasToFitTheColumn) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Column("chats", "prompt").max_length = 3;
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "{ constant: abc }"), check_catalogue_test::Lines{});
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "{ constant: abcd }"),
            check_catalogue_test::Lines{"error blank-too-long: the constant is longer than the 3 characters of `prompt`"});
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "{ constant: true }"),
            check_catalogue_test::Lines{"error blank-type: the constant is no value of column `prompt` of type `text`"});
}

TEST(CheckAgainstCatalogueTest, KeyFormHasToFitTheColumn) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Column("chats", "prompt").max_length = 27;  // `erased-` and 20 digits
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "key"), check_catalogue_test::Lines{});
  maker.Column("chats", "prompt").max_length = 26;
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "key"),
            check_catalogue_test::Lines{"error blank-too-long: `erased-` and the row's key take 27 characters, and column `prompt` has room for 26"});
}

TEST(CheckAgainstCatalogueTest, KeyFormNeedsATextAndAKey) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Table("chats").uniques.clear();
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "key"),
            check_catalogue_test::Lines{"error blank-without-key: table `main.chats` has no key to make the erased form of `prompt` from"});
  maker.Column("chats", "prompt").type = expr::Type::kInt;
  maker.Column("chats", "prompt").declared = "integer";
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "key"),
            check_catalogue_test::Lines{"error blank-key-type: `blank: key` makes a text, and column `prompt` is of type `integer`"});
}

TEST(CheckAgainstCatalogueTest, GeneratedColumnCantBeErased) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Column("chats", "prompt").generated = true;
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "null"),
            check_catalogue_test::Lines{"error blank-generated: column `prompt` is generated and can't be written"});
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "refuse"), check_catalogue_test::Lines{});
}

TEST(CheckAgainstCatalogueTest, ChecksThatAnErasureCanMeetAreWarnings) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Table("chats").checks.push_back({"chats_prompt_check", "prompt in ('a', 'b')", {"prompt"}});
  const check_catalogue_test::Lines warned{"warning blank-check: the check `chats_prompt_check` reads column `prompt`; its erased form has to satisfy it"};
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "{ constant: a }"), warned);
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "null"), check_catalogue_test::Lines{});  // NULL satisfies every comparison in a CHECK
  maker.Table("chats").checks[0].expression = "prompt IS NOT NULL OR id > 3";
  EXPECT_EQ(check_catalogue_test::SaidOfBlank(maker, "null"), warned);
}

TEST(CheckAgainstCatalogueTest, TriggersOnWhatAnErasureDoesAreNamed) {
  check_catalogue_test::CatalogueMaker maker;
  maker.Table("chats").triggers = {{"audit", "update,delete"}, {"stamp", "insert"}};
  EXPECT_EQ(check_catalogue_test::SaidOfChats(maker, check_catalogue_test::kChats),
            check_catalogue_test::Lines{"warning table-trigger: trigger `audit` of `main.chats` runs on update,delete, so on what an erasure does"});
}

TEST(CheckAgainstCatalogueTest, EventColumnHasToBeOfItsKind) {
  check_catalogue_test::CatalogueMaker maker;
  EXPECT_EQ(check_catalogue_test::SaidOfEvent(maker, "kind: instant"), check_catalogue_test::Lines{});
  EXPECT_EQ(check_catalogue_test::SaidOfEvent(maker, "kind: date"),
            check_catalogue_test::Lines{"error event-type: column `sent_at` of type `timestamp with time zone` can't hold the date of event `chat.sent`"});
}

TEST(CheckAgainstCatalogueTest, EventThroughALinkReadsTheLinkedColumn) {
  check_catalogue_test::CatalogueMaker maker;
  const auto said = check_catalogue_test::SaidOfChats(maker, R"(  main.chats:
    links: { consent: { to: main.consents, on: { id: id } } }
    fields: { id: technical, account_id: technical, prompt: technical, sent_at: technical }
    events: { chat.sent: { column: consent.account_id, kind: epoch-seconds }, chat.read: { column: consent.read_at, kind: date } }
)");
  EXPECT_EQ(said, check_catalogue_test::Lines{"error unknown-column: table `main.consents` has no column `read_at`"});
}

TEST(ConstantOfTest, ConstantTakesTheTypeOfTheColumn) {
  const auto constant = [](expr::Value value, expr::Type type) {
    return ConstantOf({Method::kConstant, std::move(value)}, check_catalogue_test::ColumnOf("x", type, "x"));
  };
  EXPECT_EQ(*constant(std::int64_t{0}, expr::Type::kBool), expr::Value(false));
  EXPECT_EQ(*constant(std::int64_t{0}, expr::Type::kReal), expr::Value(0.0));
  EXPECT_EQ(*constant(std::int64_t{0}, expr::Type::kText), expr::Value(std::string("0")));
  EXPECT_EQ(*constant(std::string("1990-01-01"), expr::Type::kDate), expr::Value(time::Day{7305}));
  EXPECT_EQ(*constant(std::string("1970-01-02T00:00:00Z"), expr::Type::kInstant), expr::Value(time::Instant{time::kMicrosPerDay}));
  EXPECT_EQ(*constant(std::string(""), expr::Type::kBytes), expr::Value(expr::Blob{}));
  EXPECT_FALSE(constant(std::string("today"), expr::Type::kDate));
  EXPECT_FALSE(constant(std::int64_t{2}, expr::Type::kBool));
  EXPECT_FALSE(constant(std::string(""), expr::Type::kOther));
}

TEST(CodecOfTest, NativeTypesAndTextsResolve) {
  Event event;
  event.kind = expr::CodecKind::kInstant;
  auto codec = CodecOf(event, check_catalogue_test::ColumnOf("x", expr::Type::kText, "TEXT"));
  ASSERT_TRUE(codec);
  EXPECT_EQ(codec->format, expr::TextFormat::kUtcZ);
  event.format = "YYYY-MM-DD HH:MM:SS";
  codec = CodecOf(event, check_catalogue_test::ColumnOf("x", expr::Type::kText, "TEXT"));
  ASSERT_TRUE(codec);
  EXPECT_EQ(codec->format, expr::TextFormat::kLocalSpace);
  codec = CodecOf(event, check_catalogue_test::ColumnOf("x", expr::Type::kInstant, "timestamptz"));  // the format is of text columns
  ASSERT_TRUE(codec);
  EXPECT_EQ(codec->format, expr::TextFormat::kNone);
}

TEST(CodecOfTest, LocalTimesKeepTheirZone) {
  Event event;
  event.kind = expr::CodecKind::kLocal;
  event.zone = "Europe/Copenhagen";
  event.plausible_from = time::Day{10};
  event.plausible_until = time::Day{20};
  const auto codec = CodecOf(event, check_catalogue_test::ColumnOf("x", expr::Type::kText, "TEXT"));
  ASSERT_TRUE(codec);
  EXPECT_EQ(codec->zone.name(), "Europe/Copenhagen");
  EXPECT_EQ(codec->format, expr::TextFormat::kLocalSpace);
  EXPECT_EQ(codec->plausible_from, time::Day{10});
  EXPECT_EQ(codec->plausible_until, time::Day{20});
}

TEST(CodecOfTest, TypesThatCantBeOfTheKindAreRefused) {
  Event event;
  event.kind = expr::CodecKind::kEpochMillis;
  EXPECT_FALSE(CodecOf(event, check_catalogue_test::ColumnOf("x", expr::Type::kText, "TEXT")));
  EXPECT_TRUE(CodecOf(event, check_catalogue_test::ColumnOf("x", expr::Type::kInt, "bigint")));
  event.kind = expr::CodecKind::kDate;
  EXPECT_FALSE(CodecOf(event, check_catalogue_test::ColumnOf("x", expr::Type::kInstant, "timestamptz")));
  EXPECT_FALSE(CodecOf(event, check_catalogue_test::ColumnOf("x", expr::Type::kInt, "bigint")));
  event.format = "YYYY-MM-DDTHH:MM:SSZ";
  EXPECT_FALSE(CodecOf(event, check_catalogue_test::ColumnOf("x", expr::Type::kText, "TEXT")));
}

}  // namespace lofte::datamap
