#include "datamap/catalogue_test_support.h"

namespace lofte::datamap {

TEST(CheckAgainstCatalogueTest, MapThatFitsHasNoIssues) {
  catalogue_support::CatalogueMaker maker;
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, catalogue_support::kChats), catalogue_support::Lines{});
}

TEST(CheckAgainstCatalogueTest, MissingTablesAndColumnsAreErrorsWithSuggestions) {
  catalogue_support::CatalogueMaker maker;
  Issues issues;
  CheckAgainstCatalogue(
      catalogue_support::MapOf(
          std::string(catalogue_support::kAccounts) +
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
  catalogue_support::CatalogueMaker maker;
  maker.Add("countries");
  maker.Table("chats").columns.push_back(catalogue_support::ColumnOf("phone", expr::Type::kText, "text"));
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, catalogue_support::kChats),
            (catalogue_support::Lines{"warning unmapped-column: column `phone` of `main.chats` is not in the map",
                                      "warning unmapped-table: table `main.countries` is not in the map"}));
}

TEST(CheckAgainstCatalogueTest, TechnicalTableThatRefersToPeopleIsAWarning) {
  catalogue_support::CatalogueMaker maker;
  maker.Table("consents").foreign_keys.push_back({"", {"account_id"}, {"main", "", "accounts"}, {"id"}});
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, catalogue_support::kChats),
            catalogue_support::Lines{"warning technical-about-people: every column of `main.consents` is `technical`, and `account_id` "
                                     "refers to `main.accounts`: its rows are about people, and no rule ever ends them"});
  maker.Table("consents").foreign_keys[0].target = {"main", "", "chats"};
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, catalogue_support::kChats), catalogue_support::Lines{});
}

TEST(CheckAgainstCatalogueTest, TableWithoutPersonalDataIsNotUnmapped) {
  catalogue_support::CatalogueMaker maker;
  const std::string tables = std::string(catalogue_support::kAccounts) + catalogue_support::kChats;
  EXPECT_EQ(catalogue_support::Said(maker, catalogue_support::MapOf(tables, "without-personal-data: [main.consents]\n")),
            catalogue_support::Lines{});
}

TEST(CheckAgainstCatalogueTest, TablesOfOtherStoresAreLeftAlone) {
  catalogue_support::CatalogueMaker maker;
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, std::string(catalogue_support::kChats) + "  files.a: { fields: { x: technical } }\n"),
            catalogue_support::Lines{});
}

TEST(CheckAgainstCatalogueTest, EmptyCatalogueHasNoneOfTheTables) {
  catalogue_support::CatalogueMaker maker;
  maker.catalogue.tables.clear();
  EXPECT_EQ(catalogue_support::Said(maker, catalogue_support::MapOf(catalogue_support::kAccounts)),
            catalogue_support::Lines{"error unknown-table: store `main` has no table `main.accounts`"});
}

TEST(CheckAgainstCatalogueTest, TableMappedUnderTwoNamesIsAnError) {
  catalogue_support::CatalogueMaker maker;
  maker.catalogue.default_schema = "public";
  EXPECT_EQ(catalogue_support::SaidOfChats(
                maker, std::string(catalogue_support::kChats) +
                           "  main.public.chats: { fields: { id: technical, account_id: technical, prompt: technical, sent_at: "
                           "technical } }\n"),
            catalogue_support::Lines{"error table-twice: table `main.public.chats` is mapped twice, once with its schema"});
}

TEST(CheckAgainstCatalogueTest, KeyOfPeopleHasToBeUnique) {
  catalogue_support::CatalogueMaker maker;
  maker.Table("accounts").uniques = {{"partial", {"id"}, false, true}, {"accounts_email_key", {"email"}, true, false}};
  maker.Column("accounts", "email").nullable = false;
  const auto said =
      catalogue_support::Said(maker, catalogue_support::MapOf("  main.accounts: { fields: { id: technical, email: technical } }\n",
                                                              "without-personal-data: [main.chats, main.consents]\n"));
  EXPECT_EQ(said, catalogue_support::Lines{
                      "error people-key-not-unique: column `id` of `main.accounts` is not unique, so a key could mean several people"});
}

TEST(CheckAgainstCatalogueTest, LinkReadAsOneRowHasToBeUnique) {
  catalogue_support::CatalogueMaker maker;
  const std::string fields = "    fields: { id: technical, account_id: technical, prompt: technical, sent_at: technical }\n";
  const std::string many = "  main.chats:\n    links: { consent: { to: main.consents, on: { account_id: account_id } } }\n" + fields;
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, many), catalogue_support::Lines{});
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, many + "    persons: { user: consent.account_id }\n"),
            catalogue_support::Lines{
                "error link-not-unique: link `consent` can lead to several rows of `main.consents`, so it can't be read as one"});
}

TEST(CheckAgainstCatalogueTest, FixedColumnsMakeALinkUnique) {
  catalogue_support::CatalogueMaker maker;
  EXPECT_EQ(catalogue_support::SaidOfChats(
                maker,
                "  main.chats:\n    links: { consent: { to: main.consents, on: { account_id: account_id }, where: { purpose: "
                "analytics } } }\n    fields: { id: technical, account_id: technical, prompt: technical, sent_at: technical }\n"
                "    persons: { user: consent.account_id }\n"),
            catalogue_support::Lines{});
}

TEST(CheckAgainstCatalogueTest, LinkColumnsHaveToExistAndAgreeInType) {
  catalogue_support::CatalogueMaker maker;
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, R"(  main.chats:
    links:
      one: { to: main.consents, on: { acount_id: account_id } }
      two: { to: main.consents, on: { account_id: account }, where: { reason: x } }
      three: { to: main.consents, on: { prompt: account_id }, where: { purpose: 3 } }
      four: { to: main.nowhere, on: { account_id: id } }
    fields: { id: technical, account_id: technical, prompt: technical, sent_at: technical }
)"),
            (catalogue_support::Lines{"error unknown-column: table `main.chats` has no column `acount_id`",
                                      "error unknown-column: table `main.consents` has no column `account`",
                                      "error unknown-column: table `main.consents` has no column `reason`",
                                      "error link-type: link `three` compares `prompt` of type `text` with `account_id` of type `bigint`",
                                      "error link-type: `where` of link `three` gives an integer for `purpose` of type `text`",
                                      "error unknown-table: store `main` has no table `main.nowhere`"}));
}

TEST(CheckAgainstCatalogueTest, KeyOfAPersonHasTheTypeOfTheRegistry) {
  catalogue_support::CatalogueMaker maker;
  maker.Column("chats", "account_id").type = expr::Type::kText;
  maker.Column("chats", "account_id").declared = "text";
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, catalogue_support::kChats),
            catalogue_support::Lines{
                "error person-type: the key of `user` is of type `text`, and people are registered by a key of type `bigint`"});
}

TEST(CheckAgainstCatalogueTest, TriggersOnWhatAnErasureDoesAreNamed) {
  catalogue_support::CatalogueMaker maker;
  maker.Table("chats").triggers = {{"audit", "update,delete"}, {"stamp", "insert"}};
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, catalogue_support::kChats),
            catalogue_support::Lines{
                "warning table-trigger: trigger `audit` of `main.chats` runs on update,delete, so a sweep that would fire it is refused"});
}

TEST(CheckAgainstCatalogueTest, TriggerThatTheMapNamesIsKnownAndHasToBeThere) {
  catalogue_support::CatalogueMaker maker;
  const std::string chats =
      "  main.chats: { persons: { user: account_id }, fields: { id: technical, account_id: link, prompt: chat.prompt, sent_at: technical "
      "}, triggers: [audit] }\n";
  maker.Table("chats").triggers = {{"audit", "update,delete"}};
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, chats), catalogue_support::Lines{});
  // A sweep does not fire it, and an undo does.
  maker.Table("chats").triggers = {{"audit", "insert"}};
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, chats), catalogue_support::Lines{});
  maker.Table("chats").triggers.clear();
  EXPECT_EQ(catalogue_support::SaidOfChats(maker, chats),
            catalogue_support::Lines{"warning unknown-trigger: table `main.chats` has no trigger `audit`"});
}

TEST(CheckAgainstCatalogueTest, EventColumnHasToBeOfItsKind) {
  catalogue_support::CatalogueMaker maker;
  EXPECT_EQ(catalogue_support::SaidOfEvent(maker, "kind: instant"), catalogue_support::Lines{});
  EXPECT_EQ(catalogue_support::SaidOfEvent(maker, "kind: date"),
            catalogue_support::Lines{
                "error event-type: column `sent_at` of type `timestamp with time zone` can't hold the date of event `chat.sent`"});
}

TEST(CheckAgainstCatalogueTest, EventThroughALinkReadsTheLinkedColumn) {
  catalogue_support::CatalogueMaker maker;
  const auto said = catalogue_support::SaidOfChats(maker, R"(  main.chats:
    links: { consent: { to: main.consents, on: { id: id } } }
    fields: { id: technical, account_id: technical, prompt: technical, sent_at: technical }
    events: { chat.sent: { column: consent.account_id, kind: epoch-seconds }, chat.read: { column: consent.read_at, kind: date } }
)");
  EXPECT_EQ(said, catalogue_support::Lines{"error unknown-column: table `main.consents` has no column `read_at`"});
}

}  // namespace lofte::datamap
