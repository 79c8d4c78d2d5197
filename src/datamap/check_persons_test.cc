#include "datamap/catalogue_test_support.h"
#include "policy/reader.h"

namespace lofte::datamap {
namespace check_persons_test {

using catalogue_support::CatalogueMaker;
using catalogue_support::Lines;
using catalogue_support::SaidOfChats;

const char kNullable[] =
    "warning nullable-person: the key of `user` can be NULL, and what is about nobody counts as anonymous: never swept, never broken";

std::string ChatsOf(const std::string& person, const std::string& account_id = "technical") {
  return "  main.chats: { links: { self: { to: main.accounts, on: { id: id } } }, persons: { user: " + person +
         " }, fields: { id: technical, account_id: " + account_id + ", prompt: chat.prompt, sent_at: technical } }\n";
}

TEST(CheckPersonTest, NullOfAKeyHasToBeSaid) {
  CatalogueMaker maker;
  EXPECT_EQ(SaidOfChats(maker, ChatsOf("account_id")), Lines{kNullable});
  EXPECT_EQ(SaidOfChats(maker, ChatsOf("{ key: account_id, null: absent }")), Lines{});
  EXPECT_EQ(SaidOfChats(maker, ChatsOf("{ key: account_id, null: unknown }")), Lines{});
  EXPECT_EQ(SaidOfChats(maker, ChatsOf("account_id", "{ link: user, blank: null }")), Lines{}) << "NULL is what a sweep leaves";
  maker.Column("chats", "account_id").nullable = false;
  EXPECT_EQ(SaidOfChats(maker, ChatsOf("account_id")), Lines{});
}

TEST(CheckPersonTest, NumberOfTheRowIsNobodysKeyUnlessSomethingSaysSo) {
  CatalogueMaker maker;
  EXPECT_EQ(SaidOfChats(maker, ChatsOf("id")),
            Lines{"error person-is-own-key: `id` is the key of `main.chats` itself, and nothing says that it is one of `main.accounts`: a "
                  "row would count as that of whoever has the same key"});
  EXPECT_EQ(SaidOfChats(maker, ChatsOf("self.id")), Lines{}) << "the map says so";
  maker.Table("chats").foreign_keys.push_back({"", {"account_id"}, {"main", "", "accounts"}, {"id"}});
  EXPECT_NE(SaidOfChats(maker, ChatsOf("id")), Lines{}) << "another column refers to people";
  maker.Table("chats").foreign_keys.push_back({"", {"id"}, {"main", "", "accounts"}, {"id"}});
  EXPECT_EQ(SaidOfChats(maker, ChatsOf("id")), Lines{}) << "the schema says so";
}

// Persons of another row -------------------------------------------------------------------------------------------------------------

// Calls(id, chat_id, tool) of a chat. `account_id`: the field of chats. Rules: chats and calls while the account is open, and `more`.
struct Calls {
  CatalogueMaker maker;
  std::string account_id = "{ link: user, blank: null }";
  std::string person = "chat.account_id";
  std::string sent = "chat.sent_at";
  std::string more;
  std::string basis = "contract";
  bool has_key = true;

  Calls() {
    stores::Table& calls = maker.Add("calls");
    calls.columns.push_back(catalogue_support::ColumnOf("chat_id", expr::Type::kInt, "bigint", false));
    calls.columns.push_back(catalogue_support::ColumnOf("tool", expr::Type::kText, "text"));
    calls.columns.push_back(catalogue_support::ColumnOf("made_at", expr::Type::kInstant, "timestamp with time zone"));
  }

  Lines Said() {
    maker.Table("calls").foreign_keys.clear();
    if (has_key) maker.Table("calls").foreign_keys.push_back({"", {"chat_id"}, {"main", "", "chats"}, {"id"}});
    const std::string source =
        R"(lofte: 1
controller: { name: Test ApS, country: DK }
effective: 2024-01-01
data: { account: [email], chat: [prompt], call: [tool] }
subjects: [user]
activities:
  account: { purpose: x, basis: contract, subjects: user, data: account, retention: [{ promise: p, of: account, keep: while account.open, then: erase }] }
  chats: { purpose: x, basis: contract, subjects: user, data: chat, retention: [{ promise: p, of: chat, keep: while account.open, then: erase }] }
  calls: { purpose: x, basis: )" +
        basis + R"(, subjects: user, data: call, retention: [{ promise: p, of: call, keep: while account.open, then: erase }] }
  limits: { purpose: x, basis: contract, subjects: user, data: [chat, call], retention: [{ promise: p, of: [chat, call], cap: P90D after chat.sent, then: erase }] )" +
        "}\n" + more + "promises: { p: { kind: retention, text: x } }\n";
    const DataMap map = catalogue_support::MapOf(
        "  main.accounts:\n    persons: { user: id }\n    fields: { id: technical, email: { category: account.email, blank: key } }\n"
        "  main.chats:\n    persons: { user: account_id }\n    fields: { id: technical, account_id: " +
        account_id +
        ", prompt: chat.prompt, sent_at: technical }\n    events: { chat.sent: { column: sent_at, kind: instant } }\n"
        "  main.calls:\n    persons: { user: " +
        person +
        " }\n    links: { chat: { to: main.chats, on: { chat_id: id } } }\n"
        "    fields: { id: technical, chat_id: technical, tool: call.tool, made_at: technical }\n    events: { chat.sent: { column: " +
        sent + ", kind: instant } }\n");
    Issues issues;
    const std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", source, issues);
    for (const Issue& issue : issues) ADD_FAILURE() << Render(issue, source, false);
    CheckSources(*policy, map, maker.catalogue, issues);
    Lines said;
    for (const Issue& issue : issues)
      if (issue.code != "fact-from-erasable") said.push_back(std::string(NameOf(issue.severity)) + " " + issue.code);
    return said;
  }
};

const Lines kWarning{"warning person-through-erasable"};

TEST(CheckPersonSourcesTest, KeyThatGoesWithWhatReadsItIsNoIssue) { EXPECT_EQ(Calls().Said(), Lines{}); }

TEST(CheckPersonSourcesTest, LongerNeedKeepsTheKeyPastItsTime) {
  Calls calls;
  calls.more =
      "  books: { purpose: x, basis: legal-obligation, subjects: user, data: call, retention: [{ promise: p, of: call, keep: P5Y after "
      "chat.sent, then: erase }] }\n";
  EXPECT_EQ(calls.Said(), kWarning);
  calls.account_id = "technical";
  EXPECT_EQ(calls.Said(), Lines{}) << "the key stays as long as the row, and that as long as the call";
  calls.has_key = false;
  EXPECT_EQ(calls.Said(), Lines{}) << "whether the schema says so or not";
}

TEST(CheckPersonSourcesTest, SameRulesOnOtherFactsEndAtOtherTimes) {
  Calls calls;
  calls.sent = "made_at";
  EXPECT_EQ(calls.Said(), kWarning);
  calls.sent = "chat.sent_at, plausible: [2026-06-01, 2100-01-01]";
  EXPECT_EQ(calls.Said(), kWarning) << "what is a moment there is none here";
  calls.sent = "chat.sent_at, null: unknown";
  EXPECT_EQ(calls.Said(), kWarning);
}

TEST(CheckPersonSourcesTest, GroundThatThePersonCanEndAloneIsAnotherGround) {
  Calls calls;
  calls.basis = "legitimate-interests";
  EXPECT_EQ(calls.Said(), kWarning);
}

}  // namespace check_persons_test
}  // namespace lofte::datamap
