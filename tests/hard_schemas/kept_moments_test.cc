// Moments that are told by many rows of another table (`latest:`, `earliest:`), which go before the row that waits for them.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace kept_moments_test {

// A login is kept thirty days; an account two years after the last login, its first note a year after the first.
const char kLoginPolicy[] = R"(lofte: 1
controller: { name: Test ApS, country: DK }
effective: 2020-01-01
data: { person: [mail, welcome], login: [place] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: person
    retention:
      - { promise: asleep, of: person.mail, keep: P2Y after login.last, then: erase }
      - { promise: welcomed, of: person.welcome, keep: P1Y after login.first, then: erase }
  safety:
    purpose: see who came in
    basis: legitimate-interests
    subjects: user
    data: login
    retention:
      - { promise: thirty, of: login, keep: P30D after login.made, then: erase }
promises:
  asleep: { kind: retention, text: gone two years after the last login }
  welcomed: { kind: retention, text: the greeting is gone a year after the first login }
  thirty: { kind: retention, text: logins are gone after thirty days }
)";

// `kept`: `, kept-in: last_login`, of the last login; `null`: what no login at all means.
std::string LoginMap(const std::string& kept = ", kept-in: last_login", const std::string& null = "unknown") {
  return R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    links: { logins: { to: main.logins, on: { id: account_id } } }
    fields:
      id: technical
      email: { category: person.mail, blank: key }
      welcome: person.welcome
      first_login: technical
      last_login: technical
    events:
      login.last: { latest: logins.made_on, kind: date, null: )" +
         null + kept + R"( }
      login.first: { earliest: logins.made_on, kind: date, null: )" +
         null + R"(, kept-in: first_login }
  main.logins:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, place: login.place, made_on: technical }
    events: { login.made: { column: made_on, kind: date, null: unknown } }
)";
}

class KeptMomentTest : public HardSchemaTest {
 protected:
  void MakeLogins(const std::string& rows, const std::string& map = LoginMap()) {
    world().Schema(
        Sql("CREATE TABLE accounts (id {key}, email {text} NOT NULL UNIQUE, welcome {text}, first_login {date}, last_login {date});"
            "CREATE TABLE logins (id {key}, account_id {int} NOT NULL REFERENCES accounts (id), place {text}, made_on {date});"
            "CREATE INDEX logins_of ON logins (account_id);" +
            rows));
    world().Files(kLoginPolicy, map);
  }
  Lines Applied(const std::string& at) {
    const Lines before = world().Readable();
    const engine::ApplyReport report = world().Apply(at).value();
    Lines lines = DoneBy(report);
    for (std::string& line : DiffOf(before, world().Readable())) lines.push_back(std::move(line));
    return lines;
  }
};

TEST_P(KeptMomentTest, WhatTheRowsToldStandsWhenTheyAreGone) {
  MakeLogins(
      "INSERT INTO accounts VALUES (1, 'one@x', 'hi', NULL, NULL), (2, 'two@x', 'hi', NULL, '2024-11-20');"
      "INSERT INTO logins VALUES (1, 1, 'A', '2024-09-01'), (2, 1, 'B', '2024-10-01'), (3, 1, 'C', '2024-11-15'), (4, 2, 'D', "
      "'2024-10-22');");
  EXPECT_EQ(Applied("2024-11-21"),
            (Lines{"main.logins delete 3", "- accounts: 1|one@x|hi|NULL|NULL", "- accounts: 2|two@x|hi|NULL|2024-11-20",
                   "- logins: 1|1|A|2024-09-01", "- logins: 2|1|B|2024-10-01", "- logins: 4|2|D|2024-10-22",
                   "+ accounts: 1|one@x|hi|2024-09-01|2024-10-01", "+ accounts: 2|two@x|hi|2024-10-22|2024-11-20"}))
      << "what is newer already stands";
  EXPECT_EQ(Applied("2024-12-15"), (Lines{"main.logins delete 1", "- accounts: 1|one@x|hi|2024-09-01|2024-10-01",
                                          "- logins: 3|1|C|2024-11-15", "+ accounts: 1|one@x|hi|2024-09-01|2024-11-15"}));
  EXPECT_EQ(Applied("2025-09-01"), (Lines{"main.accounts erase 1", "- accounts: 1|one@x|hi|2024-09-01|2024-11-15",
                                          "+ accounts: 1|one@x|NULL|2024-09-01|2024-11-15"}));
  EXPECT_EQ(world().Broken("2025-10-23"), "welcomed") << "of the second, a day after a year";
  EXPECT_EQ(world().Broken("2026-11-15"), "welcomed");
  EXPECT_EQ(world().Broken("2026-11-16"), "asleep welcomed");
  EXPECT_EQ(world().Planned("2026-11-14", "main.accounts", "delete"), 0);
  EXPECT_EQ(world().Planned("2026-11-15", "main.accounts", "delete"), 1);
}

TEST_P(KeptMomentTest, AnAccountGoesWithItsLastLoginsInOneSweep) {
  MakeLogins(
      "INSERT INTO accounts VALUES (1, 'one@x', NULL, NULL, NULL), (2, 'two@x', NULL, NULL, NULL);"
      "INSERT INTO logins VALUES (1, 1, 'A', '2022-11-21'), (2, 1, 'B', '2020-01-01'), (3, 2, 'C', '2022-11-22');");
  EXPECT_EQ(Applied("2024-11-21"), (Lines{"main.logins delete 3", "main.accounts delete 1", "- accounts: 1|one@x|NULL|NULL|NULL",
                                          "- accounts: 2|two@x|NULL|NULL|NULL", "- logins: 1|1|A|2022-11-21", "- logins: 2|1|B|2020-01-01",
                                          "- logins: 3|2|C|2022-11-22", "+ accounts: 2|two@x|NULL|2022-11-22|2022-11-22"}));
  EXPECT_EQ(Applied("2024-11-22"), (Lines{"main.accounts delete 1", "- accounts: 2|two@x|NULL|2022-11-22|2022-11-22"}));
}

TEST_P(KeptMomentTest, NoLoginAtAllMeansWhatTheMapSays) {
  const std::string rows = "INSERT INTO accounts VALUES (1, 'one@x', 'hi', NULL, NULL);";
  MakeLogins(rows);
  const engine::VerifyReport report = world().Verify("2030-01-01").value();
  EXPECT_EQ(world().Of(report, "asleep").undated, 1);
  world().Files(kLoginPolicy, LoginMap(", kept-in: last_login", "not-yet"));
  const engine::VerifyReport again = world().Verify("2030-01-01").value();
  EXPECT_EQ(world().Of(again, "asleep").undated, 0);
  EXPECT_EQ(world().Of(again, "asleep").violations, 0);
}

TEST_P(KeptMomentTest, RowsWithoutAMomentTellNothing) {
  MakeLogins(
      "INSERT INTO accounts VALUES (1, 'one@x', NULL, NULL, NULL);"
      "INSERT INTO logins VALUES (1, 1, 'A', '2022-11-20'), (2, 1, NULL, NULL);");
  EXPECT_EQ(world().Planned("2024-11-21", "main.accounts", "erase"), 1) << "emptied; its row waits for the login that nobody can date";
}

TEST_P(KeptMomentTest, WhatIsNoMomentStopsTheClockAndStays) {
  MakeLogins(
      "INSERT INTO accounts VALUES (1, 'one@x', 'hi', NULL, NULL), (2, 'two@x', NULL, NULL, '9999-12-31');"
      "INSERT INTO logins VALUES (1, 1, 'A', '2020-11-20'), (2, 1, 'B', '9999-12-31'), (3, 2, 'C', '2020-11-20');");
  EXPECT_EQ(Applied("2024-11-21"),
            (Lines{"main.logins delete 2", "- accounts: 1|one@x|hi|NULL|NULL", "- accounts: 2|two@x|NULL|NULL|9999-12-31",
                   "- logins: 1|1|A|2020-11-20", "- logins: 3|2|C|2020-11-20", "+ accounts: 1|one@x|hi|2020-11-20|2020-11-20",
                   "+ accounts: 2|two@x|NULL|2020-11-20|9999-12-31"}));
  const engine::VerifyReport report = world().Verify("2024-11-22").value();
  EXPECT_EQ(world().Of(report, "asleep").undated, 2);
  EXPECT_EQ(world().Of(report, "welcomed").undated, 1);
}

TEST_P(KeptMomentTest, ATriggerOnTheRowThatKeepsItIsRefused) {
  MakeLogins(
      "INSERT INTO accounts VALUES (1, 'one@x', NULL, NULL, NULL);"
      "INSERT INTO logins VALUES (1, 1, 'A', '2024-01-01');");
  world().Execute(world().is_postgres() ? "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                                          "CREATE TRIGGER copies AFTER UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION f()"
                                        : "CREATE TRIGGER copies AFTER UPDATE ON accounts BEGIN SELECT 1; END");
  const Result<engine::ApplyReport> report = world().Apply("2024-11-21");
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message.find("trigger `copies` of `main.accounts` runs on update"), std::string::npos) << report.error().message;
}

TEST_P(KeptMomentTest, RowsThatGoByRulesOfTheirOwnNeedAColumn) {
  MakeLogins("");
  const auto codes = [&](const std::string& map) {
    Lines lines;
    for (const Issue& issue : world().IssuesOf(kLoginPolicy, map)) lines.push_back(issue.code);
    return lines;
  };
  EXPECT_EQ(codes(LoginMap()), Lines());
  EXPECT_EQ(codes(LoginMap("")), (Lines{"event-forgets", "fact-from-erasable"}));
  EXPECT_EQ(codes(LoginMap(", kept-in: welcome")).front(), "kept-in-erasable");
  EXPECT_EQ(codes(LoginMap(", kept-in: id")), Lines(2, "kept-in-type")) << "of another type, and NOT NULL";
  EXPECT_EQ(codes(LoginMap(", kept-in: no_column")), Lines{"unknown-column"});
}

INSTANTIATE_TEST_SUITE_P(Dialects, KeptMomentTest, testing::ValuesIn(BothDialects()),
                         [](const auto& of) { return NameOfDialect(of.param); });

}  // namespace kept_moments_test
}  // namespace lofte::tests::hard
