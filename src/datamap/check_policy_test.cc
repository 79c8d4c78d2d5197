#include <gtest/gtest.h>

#include "datamap/check.h"
#include "datamap/reader.h"
#include "policy/reader.h"

namespace lofte::datamap {
namespace check_policy_test {

// A policy with one activity, `assistant`, over `chat.prompt` and `chat.reply`.
struct PolicyMaker {
  policy::Policy policy;

  PolicyMaker() {
    policy.file = "policy.yaml";
    policy.data = {{"chat", {"prompt", "reply"}}, {"account", {"email"}}};
    for (const char* category : {"chat.prompt", "chat.reply", "account.email"}) policy.data_spans[category] = Span{"policy.yaml", 3, 1};
    AddActivity("assistant");
  }

  PolicyMaker& AddActivity(const std::string& id, const std::string& consent = "") {
    policy::Activity activity;
    activity.id = id;
    activity.consent = consent;
    activity.span = Span{"policy.yaml", 10, 1};
    policy.activities.push_back(activity);
    return *this;
  }
  policy::Rule& AddRule(policy::RuleKind kind, std::vector<std::string> of, const std::string& end) {
    policy::Rule rule;
    rule.kind = kind;
    rule.activity = "assistant";
    rule.of = std::move(of);
    Issues issues;
    auto parsed = policy::ParseEnd(end, Span{"policy.yaml", 20, 1}, issues);
    EXPECT_TRUE(parsed) << end;
    if (parsed) rule.end = *parsed;
    rule.then = policy::Then::kErase;
    policy.rules.push_back(rule);
    return policy.rules.back();
  }
  PolicyMaker& AddPromise(policy::Control control) {
    policy::Promise promise;
    promise.id = "example-1";
    promise.control = std::move(control);
    promise.span = Span{"policy.yaml", 30, 1};
    policy.promises.push_back(promise);
    return *this;
  }
};

const char kAccounts[] = R"(
  main.accounts:
    persons: { user: id }
    fields: { id: technical, email: { category: account.email, blank: key } }
    events: { account.closed: { column: closed_at, kind: instant } }
    states: { account.open: { when: closed_at is null, until: account.closed } }
)";

DataMap MapOf(const std::string& tables) {
  const std::string source = "lofte: 1\npeople: { main.accounts: id }\ntables:" + std::string(kAccounts) + tables;
  Issues issues;
  auto map = ReadDataMap("datamap.yaml", source, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << Render(issue, source, false);
  return map ? *map : DataMap{};
}

const char kChats[] = R"(
  main.chats:
    record: chat
    persons: { user: account_id }
    fields: { id: technical, account_id: link, prompt: chat.prompt, reply: chat.reply }
    events: { chat.sent: { column: sent_at, kind: instant } }
)";

// "code: message" of each issue, in order.
std::vector<std::string> Said(const policy::Policy& policy, const DataMap& map) {
  Issues issues;
  CheckAgainstPolicy(policy, map, issues);
  std::vector<std::string> said;
  for (const Issue& issue : issues) {
    std::string help = issue.help.empty() ? "" : " | " + issue.help;
    said.push_back(std::string(NameOf(issue.severity)) + " " + issue.code + ": " + issue.message + help);
  }
  return said;
}

std::vector<std::string> Said(const PolicyMaker& maker, const std::string& tables) { return Said(maker.policy, MapOf(tables)); }

using Lines = std::vector<std::string>;

}  // namespace check_policy_test

TEST(CheckAgainstPolicyTest, MapThatDefinesEveryFactHasNoIssues) {
  check_policy_test::PolicyMaker maker;
  maker.AddRule(policy::RuleKind::kNeed, {"chat.prompt", "chat.reply"}, "while account.open").within.days = 30;
  maker.AddRule(policy::RuleKind::kCap, {"chat.prompt", "chat.reply"}, "P90D after chat.sent");
  EXPECT_EQ(check_policy_test::Said(maker, check_policy_test::kChats), check_policy_test::Lines{});
}

TEST(CheckAgainstPolicyTest, CategoryThatThePolicyLacksIsSuggested) {
  check_policy_test::PolicyMaker maker;
  EXPECT_EQ(check_policy_test::Said(maker, R"(
  main.chats:
    persons: { user: account_id }
    fields: { prompt: chat.promt, reply: chat.reply, other: never.heard-of }
)"),
            (check_policy_test::Lines{"error unknown-category: the policy has no category `chat.promt` | did you mean `chat.prompt`?",
                                      "error unknown-category: the policy has no category `never.heard-of` | declare it under `data:` of "
                                      "the policy, or write `technical`",
                                      "warning category-without-table: no table of the data map holds `chat.prompt`, so nothing that the "
                                      "policy says about it can be controlled"
                                      " | name the column that holds it, or take it out of the policy"}));
}

TEST(CheckAgainstPolicyTest, RecordAndActivityThatThePolicyLacksAreErrors) {
  check_policy_test::PolicyMaker maker;
  maker.AddActivity("idle");
  maker.AddRule(policy::RuleKind::kNeed, {"chat.prompt"}, "while account.open");
  EXPECT_EQ(check_policy_test::Said(maker, R"(
  main.chats:
    record: chats
    persons: { user: account_id }
    fields: { prompt: chat.prompt, reply: chat.reply }
    serves: { assistent: 'true', assistant: 'true', idle: 'true' }
)"),
            (check_policy_test::Lines{
                "error unknown-record: the policy has no group of data `chats` | did you mean `chat`?",
                "error unknown-activity: the policy has no activity `assistent` | did you mean `assistant`?",
                "warning serves-without-effect: activity `idle` keeps nothing that `main.chats` holds, so this condition has no "
                "effect | take it out, or let the activity keep one of the table's categories"}));
}

TEST(CheckAgainstPolicyTest, TableWithCategoriesNeedsAPerson) {
  check_policy_test::PolicyMaker maker;
  EXPECT_EQ(check_policy_test::Said(maker, "\n  main.chats: { fields: { prompt: chat.prompt, reply: chat.reply } }\n"),
            (check_policy_test::Lines{
                "error table-without-person: table `main.chats` holds `chat.prompt` and the map does not say about whom | name the key of "
                "the person: `persons: { user: account_id }`, through a link if the row has none: `persons: { user: chat.account_id }`"}));
}

// Two tables of categories, and facts of one of them that the other lacks.
TEST(CheckAgainstPolicyTest, FactsOfAnotherTableAreReportedOncePerTable) {
  check_policy_test::PolicyMaker maker;
  maker.AddRule(policy::RuleKind::kNeed, {"chat.prompt"}, "while note.open");
  maker.AddRule(policy::RuleKind::kNeed, {"chat.reply"}, "latest(while note.open, P1Y after note.sent)");
  maker.AddRule(policy::RuleKind::kCap, {"chat.reply"}, "P1Y after chat.sent").when = {{"note.sensitive", true, {}}};
  const auto said = check_policy_test::Said(maker, std::string(check_policy_test::kChats) + R"(
  main.notes:
    persons: { user: account_id }
    fields: { id: technical }
    events: { note.sent: { column: sent_at, kind: instant }, note.closed: { column: closed_at, kind: instant } }
    states: { note.open: { when: closed_at is null, until: note.closed } }
    conditions: { note.sensitive: { when: sensitive } }
)");
  EXPECT_EQ(
      said,
      (check_policy_test::Lines{
          "error undefined-state: table `main.chats` holds `chat.prompt`, and a rule of activity `assistant` reads state "
          "`note.open`, which is not defined for it | define it in `states:` of this table, or of `main.accounts` if it is a "
          "fact of a person",
          "error undefined-event: table `main.chats` holds `chat.reply`, and a rule of activity `assistant` reads event "
          "`note.sent`, which is not defined for it | define it in `events:` of this table, or of `main.accounts` if it is a fact of a "
          "person",
          "error undefined-condition: table `main.chats` holds `chat.reply`, and a rule of activity `assistant` reads "
          "condition `note.sensitive`, which is not defined for it | define it in `conditions:` of this table, or of "
          "`main.accounts` if it is a fact of a person"}));
}

TEST(CheckAgainstPolicyTest, FactsOfAPersonNeedARegistryInTheSameStore) {
  check_policy_test::PolicyMaker maker;
  maker.AddRule(policy::RuleKind::kNeed, {"chat.prompt"}, "while account.open");
  const auto said = check_policy_test::Said(maker, R"(
  files.chats: { persons: { user: account_id }, fields: { prompt: chat.prompt, reply: chat.reply } }
)");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_NE(said[0].find("define it in `states:` of this table; store `files` has no registry in `people:`"), std::string::npos) << said[0];
}

TEST(CheckAgainstPolicyTest, ConsentOfARuleIsAState) {
  check_policy_test::PolicyMaker maker;
  maker.policy.activities[0].consent = "consent.chat";
  maker.AddRule(policy::RuleKind::kNeed, {"chat.prompt"}, "while account.open").consent = "consent.chat";
  EXPECT_EQ(check_policy_test::Said(maker, check_policy_test::kChats),
            (check_policy_test::Lines{"error unknown-state: unknown state `consent.chat`: no table of the data map defines it | define it "
                                      "in `states:` of a table"}));
}

TEST(CheckAgainstPolicyTest, ConsentOfAnActivityWithoutRulesIsAState) {
  check_policy_test::PolicyMaker maker;
  maker.AddActivity("newsletter", "account.opn");
  EXPECT_EQ(check_policy_test::Said(maker, check_policy_test::kChats),
            (check_policy_test::Lines{
                "error unknown-state: unknown state `account.opn`: no table of the data map defines it | did you mean `account.open`?"}));
}

TEST(CheckAgainstPolicyTest, HoursAfterADateAreAnError) {
  check_policy_test::PolicyMaker maker;
  maker.AddRule(policy::RuleKind::kCap, {"chat.prompt", "chat.reply"}, "PT24H after chat.day");
  EXPECT_EQ(
      check_policy_test::Said(maker, R"(
  main.chats:
    persons: { user: account_id }
    fields: { prompt: chat.prompt, reply: chat.reply }
    events: { chat.day: { column: day, kind: date } }
)"),
      (check_policy_test::Lines{
          "error clock-on-date: event `chat.day` is a date, and a rule of activity `assistant` counts `PT24H` from it | map the event to a "
          "column that holds a time, or count days in the policy"}));
}

TEST(CheckAgainstPolicyTest, StateThatARuleWaitsForNeedsItsEnd) {
  check_policy_test::PolicyMaker maker;
  maker.AddRule(policy::RuleKind::kNeed, {"chat.prompt", "chat.reply"}, "while chat.open").within.days = 30;
  EXPECT_EQ(
      check_policy_test::Said(maker, R"(
  main.chats:
    persons: { user: account_id }
    fields: { prompt: chat.prompt, reply: chat.reply }
    states: { chat.open: { when: closed = false } }
)"),
      (check_policy_test::Lines{
          "error state-without-until: state `chat.open` has no `until`, and a rule of activity `assistant` counts `P30D` from its end | "
          "name the event at which it stopped being true: `until: account.closed`"}));
}

TEST(CheckAgainstPolicyTest, ConditionOfAControlHasToBeDefinedWithItsWhen) {
  check_policy_test::PolicyMaker maker;
  maker.AddPromise(policy::AlwaysControl{"chat.short", {{"account.adult", false, {}}}});
  EXPECT_EQ(check_policy_test::Said(maker, R"(
  main.chats:
    persons: { user: account_id }
    fields: { prompt: chat.prompt, reply: chat.reply }
    conditions: { chat.short: { when: length < 3 } }
  main.others: { fields: { id: technical }, conditions: { account.adult: { when: adult } } }
)"),
            (check_policy_test::Lines{
                "error undefined-condition: promise `example-1` asks for `chat.short` of `main.chats` when "
                "`account.adult`, which that table does not define | define it "
                "in `conditions:` of this table",
            }));
}

TEST(CheckAgainstPolicyTest, ColumnsControlWithoutATableIsAWarning) {
  check_policy_test::PolicyMaker maker;
  maker.AddPromise(policy::ColumnsControl{"account"});
  EXPECT_EQ(
      check_policy_test::Said(maker, check_policy_test::kChats),
      (check_policy_test::Lines{
          "warning record-without-table: promise `example-1` is about the tables of `account`, and no table of the data map is for that "
          "record | write `record: account` on its tables"}));
}

TEST(CheckAgainstPolicyTest, AnonymisingNeedsFieldsAndKeysThatCanBeEmptied) {
  check_policy_test::PolicyMaker maker;
  maker.AddRule(policy::RuleKind::kCap, {"chat.prompt", "chat.reply"}, "P90D after chat.sent").then = policy::Then::kAnonymise;
  EXPECT_EQ(
      check_policy_test::Said(maker, R"(
  main.chats:
    persons: { user: account_id }
    fields: { account_id: technical, prompt: { category: chat.prompt, blank: refuse }, reply: chat.reply }
    events: { chat.sent: { column: sent_at, kind: instant } }
)"),
      (check_policy_test::Lines{"error blank-refused: category `chat.prompt` is to be anonymised, and column `prompt` refuses to be "
                                "emptied | write `blank: null`, or a constant",
                                "warning link-stays: category `chat.reply` is to be anonymised, and the row would still name its "
                                "person `user` | let the key be emptied with the "
                                "rest: `account_id: { link: user, blank: null }`; where it is NOT NULL, `blank: { constant: .. }`, the key "
                                "of a row that stands for nobody"}));
}

TEST(CheckAgainstPolicyTest, PlacesAreInTheFileThatCanMendThem) {
  check_policy_test::PolicyMaker maker;
  maker.AddRule(policy::RuleKind::kNeed, {"chat.prompt"}, "while note.open");
  maker.AddPromise(policy::ColumnsControl{"account"});
  Issues issues;
  CheckAgainstPolicy(maker.policy,
                     check_policy_test::MapOf(std::string(check_policy_test::kChats) +
                                              "  main.notes: { fields: { id: technical }, states: { note.open: { when: open } } }\n"),
                     issues);
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].span.file, "datamap.yaml");
  EXPECT_EQ(issues[1].span.file, "policy.yaml");
  EXPECT_EQ(issues[1].span.line, 30u);
}

}  // namespace lofte::datamap
