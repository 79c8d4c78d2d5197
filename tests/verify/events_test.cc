// Promises about what happened: each in its window, by the day of the event, and broken until somebody has dealt with it, whatever became
// of the row; and what must be true only by a deadline.
#include <gtest/gtest.h>

#include <algorithm>

#include "verify/accounts.h"

namespace lofte::tests {

using engine::PromiseReport;
using engine::Verdict;
using stores::Dialect;

namespace events_test {

const std::string kPolicy = std::string(kController) + R"(effective: 2020-01-01
data: { person: [mail], mailing: [subject], question: [words] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: [person, question]
    retention: [{ promise: closed, of: [person, question], keep: while account.open, then: erase }]
  mailing:
    purpose: send offers
    basis: legitimate-interests
    subjects: user
    data: mailing
    retention: [{ promise: mailed, of: mailing, keep: P90D after mail.sent, within: P30D, then: erase }]
promises:
  closed: { kind: retention, text: closed }
  mailed: { kind: retention, text: mailed }
  agreed:
    kind: messaging
    text: nobody is written to who has not agreed
    control: { always: mail.agreed, event: mail.sent, window: P1Y }
  answered:
    kind: right
    text: whoever asks has an answer in ten days
    control: { always: question.is-answered, by: P10D after question.asked }
)";

const std::string kMap = std::string(kAccountsMap) + R"(  main.mails:
    persons: { user: account_id }
    fields: { id: technical, account_id: { link: user }, subject: mailing.subject, sent: technical, agreed: technical }
    events: { mail.sent: { column: sent, kind: instant, null: unknown } }
    conditions: { mail.agreed: { when: agreed = 1 } }
  main.questions:
    persons: { user: account_id }
    fields: { id: technical, account_id: { link: user }, words: question.words, asked: technical, answered: technical }
    events: { question.asked: { column: asked, kind: date, null: unknown } }
    conditions: { question.is-answered: { when: answered is not null } }
)";

class EventsTest : public AccountsTest {
 protected:
  void Make() override {
    world_->Schema("CREATE TABLE mails (id " + Key() + " PRIMARY KEY, account_id " + Key() + " REFERENCES accounts, subject TEXT, sent " +
                   (world_->is_postgres() ? "timestamptz" : "TEXT") + ", agreed integer);" + "CREATE TABLE questions (id " + Key() +
                   " PRIMARY KEY, account_id " + Key() + " REFERENCES accounts, words TEXT, asked " + Date() + ", answered " + Date() +
                   "); INSERT INTO accounts VALUES (1, 'a', NULL);");
    world_->Files(kPolicy, kMap);
  }

  // Not agreed to, unless said.
  void Mail(int id, const std::string& sent, int agreed = 0) {
    world_->Execute("INSERT INTO mails VALUES (" + std::to_string(id) + ", 1, 'offer', '" + sent + "', " + std::to_string(agreed) + ")");
  }
  void Question(int id, const std::string& asked, const std::string& answered) {
    world_->Execute("INSERT INTO questions VALUES (" + std::to_string(id) + ", 1, 'why', '" + asked + "', " + answered + ")");
  }
  PromiseReport Ask(const std::string& promise, const std::string& at = kT) {
    report_ = world_->Verify(at).value();
    return world_->Of(report_, promise);
  }
  Result<ledger::IncidentRecord> Acknowledge(const std::string& reference, const std::string& from, const std::string& until) {
    std::vector<engine::Site> sites = world_->Sites(engine::Access::kRead);
    ledger::IncidentRecord of;
    of.reference = reference;
    of.promise = "agreed";
    of.from = time::ParseDay(from).value();
    of.until = time::ParseDay(until).value();
    of.approved_by = "Ida";
    return engine::AddIncident(world_->policy(), sites, world_->ledger(), world_->Question(kT), of);
  }

  engine::VerifyReport report_;
};

// In Copenhagen the day of 21 November 2023 begins at 23:00 UTC of the day before.
TEST_P(EventsTest, LooksBackForItsWindowByTheCivilDay) {
  Mail(1, "2023-11-21T22:59:59Z");
  EXPECT_EQ(Ask("agreed").verdict, Verdict::kUnproven) << "a year ago today: out of the window, and nothing else is there";
  Mail(2, "2023-11-21T23:00:00Z");
  const PromiseReport report = Ask("agreed");
  EXPECT_EQ(report.verdict, Verdict::kBroken);
  EXPECT_EQ(report.violations, 1);
  EXPECT_EQ(report.examined, 1);
  EXPECT_EQ(time::Format(report.since.value()), "2023-11-22");
  EXPECT_EQ(Ask("agreed", "2024-11-22").verdict, Verdict::kUnproven);
}

TEST_P(EventsTest, RowThatCannotBeDatedIsNeitherInNorOut) {
  Mail(1, "2024-11-01T10:00:00Z", 1);
  world_->Execute("INSERT INTO mails VALUES (2, 1, 'offer', NULL, 0)");
  const PromiseReport report = Ask("agreed");
  EXPECT_EQ(report.verdict, Verdict::kUnproven);
  EXPECT_EQ(report.undated, 1);
}

TEST_P(EventsTest, SweepTakesTheTraceAndNotTheBreach) {
  Mail(1, "2024-07-01T10:00:00Z");
  Mail(2, "2024-07-01T11:00:00Z");
  Mail(3, "2024-11-20T10:00:00Z");
  ASSERT_TRUE(world_->Apply(kT).has_value());
  ASSERT_EQ(world_->Rows("SELECT id FROM mails"), std::vector<std::string>{"3"});
  const PromiseReport report = Ask("agreed");
  EXPECT_EQ(report.verdict, Verdict::kBroken);
  EXPECT_EQ(report.violations, 3);
  EXPECT_EQ(report.why, "1 row of main.mails; 2 rows of main.mails that do not show it any more");
  EXPECT_EQ(time::Format(report.since.value()), "2024-07-01");
  // The window is over for the one day and not for the other.
  EXPECT_EQ(Ask("agreed", "2025-07-01").violations, 1);
}

TEST_P(EventsTest, WhatIsStillThereIsCountedOnce) {
  Mail(1, "2024-11-01T10:00:00Z");
  ASSERT_TRUE(world_->Apply(kT).has_value());
  ASSERT_TRUE(world_->Apply(kT).has_value());
  EXPECT_EQ(Ask("agreed").violations, 1);
  Mail(2, "2024-11-01T12:00:00Z");
  EXPECT_EQ(Ask("agreed").violations, 2);
}

TEST_P(EventsTest, IncidentAcknowledgesWhatIsKnownOfItsDays) {
  Mail(1, "2024-07-01T10:00:00Z");
  Mail(2, "2024-11-01T10:00:00Z");
  ASSERT_TRUE(world_->Apply(kT).has_value());
  EXPECT_EQ(Acknowledge("i-1", "2024-06-01", "2024-10-31").value().rows(), 1) << "its row is gone";
  EXPECT_EQ(Ask("agreed").violations, 1);
  EXPECT_EQ(Ask("agreed").acknowledged, 1);
  EXPECT_EQ(Ask("agreed").verdict, Verdict::kBroken);
  EXPECT_EQ(Acknowledge("i-2", "2024-11-01", "2024-11-01").value().rows(), 1);
  EXPECT_EQ(Ask("agreed").verdict, Verdict::kIncident);
  EXPECT_EQ(Ask("agreed").incidents, (std::vector<std::string>{"i-1", "i-2"}));
  Mail(3, "2024-11-01T12:00:00Z");
  EXPECT_EQ(Ask("agreed").verdict, Verdict::kBroken) << "it has come to light since";
  EXPECT_EQ(Ask("agreed").violations, 1);
  ASSERT_TRUE(world_->ledger().EndIncident("i-1", {0}).has_value());
  EXPECT_EQ(Ask("agreed").violations, 2);
}

TEST_P(EventsTest, RowOfADayThatWasSweptAndAcknowledgedIsNew) {
  Mail(1, "2024-07-01T10:00:00Z");
  ASSERT_TRUE(world_->Apply(kT).has_value());
  ASSERT_TRUE(Acknowledge("i-1", "2024-07-01", "2024-11-21").has_value());
  EXPECT_EQ(Ask("agreed").verdict, Verdict::kIncident);
  Mail(2, "2024-07-01T12:00:00Z");
  EXPECT_EQ(Ask("agreed").violations, 1);
  EXPECT_EQ(Ask("agreed").acknowledged, 1);
  // Another day of the incident's, on which there was nothing when it was recorded.
  Mail(3, "2024-11-20T12:00:00Z");
  EXPECT_EQ(Ask("agreed").violations, 2);
  EXPECT_EQ(time::Format(Ask("agreed").since.value()), "2024-07-01");
  ASSERT_TRUE(world_->Apply(kT).has_value());
  EXPECT_EQ(Ask("agreed").violations, 2);
}

TEST_P(EventsTest, IncidentOfNothingIsRefused) {
  Mail(1, "2024-11-01T10:00:00Z");
  EXPECT_EQ(Acknowledge("i-1", "2024-10-01", "2024-10-31").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(Acknowledge("i-1", "2024-10-01", "2024-11-22").error().code, ErrorCode::kInvalid) << "a day to come";
  ASSERT_TRUE(Acknowledge("i-1", "2024-11-01", "2024-11-03").has_value());
  EXPECT_EQ(Acknowledge("i-2", "2024-11-01", "2024-11-03").error().code, ErrorCode::kInvalid) << "nothing is open";
  Mail(2, "2024-11-01T12:00:00Z");
  EXPECT_EQ(Acknowledge("i-1", "2024-11-01", "2024-11-03").error().code, ErrorCode::kConflict) << "the same reference, and open";
  EXPECT_EQ(Acknowledge("i-2", "2024-11-01", "2024-11-03").value().rows(), 1) << "what has come to light since";
  EXPECT_EQ(Ask("agreed").verdict, Verdict::kIncident);
}

// What is to come has not happened, and if it never does nothing has.
TEST_P(EventsTest, EventToComeIsNoBreach) {
  Mail(1, "2024-11-01T10:00:00Z", 1);
  Mail(2, "2024-11-22T10:00:00Z");
  EXPECT_EQ(Ask("agreed").verdict, Verdict::kKept);
  EXPECT_EQ(Ask("agreed").examined, 2);
  ASSERT_TRUE(world_->Apply(kT).has_value());
  EXPECT_EQ(world_->ledger().Breaches().value().size(), 0u);
  EXPECT_EQ(Ask("agreed", "2024-11-22").verdict, Verdict::kBroken);
}

TEST_P(EventsTest, UndoGivesBackWhatWasTaken) {
  world_->Seal(7);
  Mail(1, "2024-08-23T10:00:00Z");  // due today
  ASSERT_TRUE(world_->Apply(kT).has_value());
  EXPECT_EQ(Ask("agreed").why, "1 row of main.mails that do not show it any more");
  ASSERT_TRUE(world_->Undo(1).has_value());
  std::vector<engine::Site> sites = world_->Sites(engine::Access::kRead);
  ASSERT_TRUE(world_->ledger().NoteReturned(engine::FindBreaches(sites, world_->Question(kT)).value()));
  EXPECT_EQ(Ask("agreed").violations, 1);
}

TEST_P(EventsTest, PromiseThatIsAskedNoMoreIsRemarkedOn) {
  Mail(1, "2024-11-01T10:00:00Z");
  ASSERT_TRUE(world_->Apply(kT).has_value());
  std::string policy = kPolicy;
  policy.replace(policy.find("  agreed:"), 9, "  asked:");
  world_->Files(policy, kMap);
  const std::vector<std::string> remarks = world_->Verify(kT).value().remarks;
  EXPECT_EQ(std::count_if(remarks.begin(), remarks.end(),
                          [](const std::string& of) { return of.find("`agreed` was broken") != std::string::npos; }),
            1);
}

TEST_P(EventsTest, DeadlineBreaksOnTheDayAfterItsEnd) {
  Question(1, "2024-11-10", "NULL");
  EXPECT_EQ(Ask("answered", "2024-11-20T23:59:59").verdict, Verdict::kKept) << "the tenth day";
  const PromiseReport report = Ask("answered", "2024-11-21T00:00:00");
  EXPECT_EQ(report.verdict, Verdict::kBroken);
  EXPECT_EQ(time::Format(report.since.value()), "2024-11-21");
  Question(2, "2024-11-10", "'2024-11-11'");
  EXPECT_EQ(Ask("answered").violations, 1);
  EXPECT_EQ(Ask("answered").examined, 2);
}

// Who waits for an answer does so whatever else keeps the row.
TEST_P(EventsTest, HoldSuspendsNoDeadline) {
  Question(1, "2024-11-01", "NULL");
  ASSERT_TRUE(world_->Hold("1", "case-1"));
  EXPECT_EQ(Ask("answered", "2030-01-01").verdict, Verdict::kBroken);
}

INSTANTIATE_TEST_SUITE_P(Dialects, EventsTest, testing::ValuesIn(BothDialects()),
                         [](const auto& of) { return std::string(NameOfDialect(of.param)); });

}  // namespace events_test
}  // namespace lofte::tests
