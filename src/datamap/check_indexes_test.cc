#include "datamap/catalogue_test_support.h"

namespace lofte::datamap {
namespace check_indexes_test {

using catalogue_support::CatalogueMaker;
using catalogue_support::Lines;

// Calls(id, chat_id, tool) of a chat, whose person is read in the chat.
struct Shop {
  CatalogueMaker maker;

  Shop() {
    stores::Table& calls = maker.Add("calls");
    calls.columns.push_back(catalogue_support::ColumnOf("chat_id", expr::Type::kInt, "bigint", false));
    calls.columns.push_back(catalogue_support::ColumnOf("tool", expr::Type::kText, "text"));
    for (const char* table : {"accounts", "chats", "calls"}) Index(table, {"id"});
    Index("chats", {"account_id", "sent_at"});
    Index("calls", {"chat_id"});
  }

  void Index(const std::string& table, std::vector<std::string> columns) {
    maker.Table(table).indexes.push_back({table + "_index", std::move(columns)});
  }
  void DropIndexes(const std::string& table) { maker.Table(table).indexes.clear(); }

  Lines Said(const std::string& more = "") {
    const DataMap map = catalogue_support::MapOf(
        "  main.accounts: { persons: { user: id }, fields: { id: technical, email: account.email } }\n"
        "  main.chats: { persons: { user: account_id }, fields: { id: technical, account_id: link, prompt: "
        "chat.prompt, sent_at: technical }" +
        more +
        " }\n"
        "  main.calls: { persons: { user: chat.account_id }, links: { chat: { to: main.chats, on: { chat_id: id } } "
        "}, fields: { id: technical, chat_id: technical, tool: chat.tool } }\n");
    Issues issues;
    CheckIndexes(map, maker.catalogue, issues);
    Lines said;
    for (const Issue& issue : issues) said.push_back(std::to_string(issue.span.line) + " " + issue.message + " / " + issue.help);
    return said;
  }
};

TEST(CheckIndexesTest, ColumnsWithAnIndexThatStartsWithThemAreServed) {
  Shop shop;
  EXPECT_EQ(shop.Said(), Lines{});
}

TEST(CheckIndexesTest, KeyOfAPersonIsLookedUp) {
  Shop shop;
  shop.DropIndexes("chats");
  shop.Index("chats", {"id"});
  const Lines expected{
      "5 no index of `main.chats` starts with `account_id`, so each row of `main.accounts` that goes is looked for in all of it / "
      "give it an index on `account_id`"};
  EXPECT_EQ(shop.Said(), expected) << "once, though calls read the person there too";
  shop.Index("chats", {"sent_at", "account_id"});
  EXPECT_EQ(shop.Said(), expected) << "it does not start with the column";
  shop.Index("chats", {""});
  EXPECT_EQ(shop.Said(), expected) << "an expression is no column";
}

TEST(CheckIndexesTest, RowsThatReadTheirPersonInAnotherAreLookedUp) {
  Shop shop;
  shop.DropIndexes("calls");
  EXPECT_EQ(shop.Said(),
            Lines{"6 no index of `main.calls` starts with `chat_id`, so each row of `main.chats` that goes is looked for in all "
                  "of it / give it an index on `chat_id`"});
}

TEST(CheckIndexesTest, ForeignKeysAreLookedUpWhereTheirTargetCanGo) {
  Shop shop;
  stores::Table& chats = shop.maker.Table("chats");
  chats.foreign_keys.push_back({"", {"prompt"}, {"main", "", "consents"}, {"purpose"}});
  EXPECT_EQ(shop.Said(), Lines{}) << "consents are not mapped: nothing goes there";
  chats.foreign_keys.push_back({"", {"prompt"}, {"main", "", "accounts"}, {"email"}});
  EXPECT_EQ(shop.Said(),
            Lines{"5 no index of `main.chats` starts with `prompt`, so each row of `main.accounts` that goes is looked for in all "
                  "of it / give it an index on `prompt`"});
}

TEST(CheckIndexesTest, TargetOfALinkIsLookedUp) {
  Shop shop;
  const char link[] = ", links: { consent: { to: main.consents, on: { account_id: account_id }, where: { purpose: chat } } }";
  const Lines expected{
      "5 no index of `main.consents` starts with `account_id`, so each row of `main.chats` looks for its own in all of it / "
      "give it an index on `account_id`"};
  EXPECT_EQ(shop.Said(link), expected);
  shop.Index("consents", {"purpose"});
  EXPECT_EQ(shop.Said(link), expected) << "all rows of a purpose are many";
  shop.Index("consents", {"account_id"});
  EXPECT_EQ(shop.Said(link), Lines{});
}

}  // namespace check_indexes_test
}  // namespace lofte::datamap
