// Names that no table of the map defines: one issue each, in policy.yaml, at the word.
#include <gtest/gtest.h>

#include "datamap/check.h"
#include "datamap/reader.h"
#include "policy/reader.h"

namespace lofte::datamap {
namespace check_names_test {

const char kMap[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    fields: { email: { category: account.email, blank: key } }
    events: { account.closed: { column: closed_at, kind: instant }, account.made: { column: made_at, kind: instant } }
    states: { account.open: { when: closed_at is null, until: account.closed } }
    conditions: { account.adult: { when: adult } }
  main.chats:
    persons: { user: account_id }
    fields: { prompt: chat.prompt, reply: chat.reply }
)";

const char kHead[] = R"(lofte: 1
controller: { name: A, country: DK }
effective: 2026-01-01
data: { account: email, chat: [prompt, reply] }
activities:
  assistant:
    basis: contract
    data: [account, chat]
)";

// What is shown of a policy whose activity goes on with `rest`.
std::string Shown(const std::string& rest) {
  const std::string source = kHead + rest;
  Issues issues;
  const auto policy = policy::ReadPolicy("policy.yaml", source, issues);
  const auto map = ReadDataMap("datamap.yaml", kMap, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << Render(issue, source, false);
  if (!policy || !map) return "";
  CheckAgainstPolicy(*policy, *map, issues);
  std::string shown;
  for (const Issue& issue : issues) shown += Render(issue, issue.span.file == "policy.yaml" ? source : std::string(kMap), false);
  return shown;
}

TEST(CheckNamesTest, MisspeltStateIsShownOnceAtTheWord) {
  EXPECT_EQ(Shown("    retention:\n      - { of: [account, chat], keep: while acount.open, then: erase }\n"
                  "      - { of: chat, cap: 'latest(P1Y after account.made, while acount.open)', then: erase }\n"),
            R"(policy.yaml:10:44: error: unknown state `acount.open`: no table of the data map defines it [unknown-state]
   10 |       - { of: [account, chat], keep: while acount.open, then: erase }
      |                                            ^^^^^^^^^^^
help: did you mean `account.open`?
)");
}

TEST(CheckNamesTest, MisspeltEventIsShownOnceInsideItsFunctions) {
  EXPECT_EQ(Shown("    retention:\n      - { of: [account, chat], keep: P1Y after month-end(acount.made), then: erase }\n"),
            R"(policy.yaml:10:58: error: unknown event `acount.made`: no table of the data map defines it [unknown-event]
   10 |       - { of: [account, chat], keep: P1Y after month-end(acount.made), then: erase }
      |                                                          ^^^^^^^^^^^
help: did you mean `account.made`?
)");
}

TEST(CheckNamesTest, MisspeltConditionIsShownOnceForRulesAndControls) {
  EXPECT_EQ(Shown("    retention:\n      - { of: [account, chat], when: not account.adlt, keep: while account.open, then: erase }\n"
                  "promises:\n  p: { kind: minors, text: x, control: { always: account.adlt, when: account.adult } }\n"
                  "  q: { kind: minors, text: x, control: { always: account.adult, when: account.nobody } }\n"),
            R"(policy.yaml:10:42: error: unknown condition `account.adlt`: no table of the data map defines it [unknown-condition]
   10 |       - { of: [account, chat], when: not account.adlt, keep: while account.open, then: erase }
      |                                          ^^^^^^^^^^^^
help: did you mean `account.adult`?
policy.yaml:13:71: error: unknown condition `account.nobody`: no table of the data map defines it [unknown-condition]
   13 |   q: { kind: minors, text: x, control: { always: account.adult, when: account.nobody } }
      |                                                                       ^^^^^^^^^^^^^^
help: define it in `conditions:` of a table
)");
}

TEST(CheckNamesTest, MisspeltConsentIsShownWhereTheActivityNamesIt) {
  const std::string shown = Shown(
      "    retention:\n      - { of: [account, chat], keep: while account.open, then: erase }\n"
      "  letter:\n    basis: consent\n    consent: acount.open\n    data: chat\n    retention:\n"
      "      - { of: chat, keep: while account.open, then: erase }\n");
  EXPECT_EQ(shown.rfind("policy.yaml:13:14: error: unknown state `acount.open`", 0), 0u) << shown;
  EXPECT_EQ(shown.find("error", 25), std::string::npos) << shown;
}

// A state is no condition, however it is called.
TEST(CheckNamesTest, NameOfAnotherKindIsUnknown) {
  const std::string shown = Shown("    retention:\n      - { of: [account, chat], keep: while account.adult, then: erase }\n");
  EXPECT_EQ(shown.rfind("policy.yaml:10:44: error: unknown state `account.adult`", 0), 0u) << shown;
}

}  // namespace check_names_test
}  // namespace lofte::datamap
