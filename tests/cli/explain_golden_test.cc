// Chosen rows explained, as golden files that a lawyer can check line by line against the policy: testdata/explain. Both kinds of database
// print the same. explain_dates.py beside this file finds the days again, with a calendar of its own.
#include <gtest/gtest.h>

#include <regex>

#include "base/file.h"
#include "cli/company.h"
#include "cli/golden.h"
#include "support/world.h"

namespace lofte::tests {
namespace explain_golden_test {

using stores::Dialect;

const std::string kAt = "2026-11-21T12:00";

std::string Source(const std::string& path) { return ReadFile(LOFTE_SOURCE_DIR "/" + path).value(); }

// The schema, policy and map of an example, with the rows of testdata/explain and no others. As in a demo, a sweep may run ahead of the
// clock.
class Example {
 public:
  Example(Dialect dialect, const std::string& name, bool seals) : world_(dialect) {
    const std::string example = "examples/" + name + "/";
    world_.Schema(Source(example + (world_.is_postgres() ? "schema/postgres.sql" : "schema/sqlite.sql")));
    world_.Execute(Source("tests/cli/testdata/explain/" + name + ".sql"));
    folder_.Write("policy.yaml", Source(example + "policy.yaml"));
    folder_.Write("datamap.yaml", Source(example + "datamap.yaml"));
    const std::string store = world_.is_postgres() ? "{ kind: postgres, connection: '" + world_.location() + "' }"
                                                   : "{ kind: sqlite, path: '" + world_.location() + "' }";
    folder_.Write("lofte.yaml",
                  "lofte: 1\nstores:\n  main: " + store + "\n" + (seals ? "sealing: { key: sealing.key }\n" : "") + "demo: true\n");
    if (seals) {
      EXPECT_EQ(Lofte({"key", "new", folder_ / "sealing.key"}).code, 0);
    }
  }

  Outcome Run(const std::string& command, const std::vector<std::string>& words) const {
    std::vector<std::string> all = {command, path()};
    all.insert(all.end(), words.begin(), words.end());
    return Lofte(all);
  }
  void ExpectExplained(const std::string& table, const std::string& key, const std::string& golden) const {
    const Outcome outcome = Run("explain", {table, key, "--at", kAt});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    // When it was that a test's sweep sealed something is nothing to compare.
    ExpectGolden("explain/" + golden + ".txt", std::regex_replace(outcome.out, std::regex("sealed on [0-9-]{10}"), "sealed on (day)"));
  }
  // What programs get that the pages say in words: what was read, and of the values when each promise breaks.
  void ExpectForPrograms(const std::string& table, const std::string& key, const std::string& golden) const {
    const nlohmann::ordered_json all = nlohmann::ordered_json::parse(Run("explain", {table, key, "--at", kAt, "--json"}).out);
    nlohmann::ordered_json some;
    for (const char* name : {"table", "holds", "facts", "conditions", "cell", "sealed"}) some[name] = all.at(name);
    for (nlohmann::ordered_json& copy : some["sealed"]) copy["sealed_on"] = "(day)";
    for (nlohmann::ordered_json& hold : some["holds"]) hold["since"] = hold["since"].get<std::string>().substr(0, 10);
    some["values"] = nlohmann::ordered_json::array();
    for (const auto& value : all.at("values"))
      some["values"].push_back(
          {{"fields", value.at("fields")}, {"late_each", value.at("late_each")}, {"shown_late_each", value.at("shown_late_each")}});
    ExpectGolden("explain/" + golden + ".json", some.dump(2) + "\n");
  }
  std::string path() const { return folder_.path().string(); }

 private:
  World world_;
  Folder folder_;
};

class ExplainGoldenTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  }
};

TEST_P(ExplainGoldenTest, RowsOfATicketShop) {
  const Example shop(GetParam(), "hellotickets", true);
  shop.ExpectExplained("tickets", "881", "ticket_under_five_rules");
  shop.ExpectExplained("tickets", "883", "ticket_by_mail_that_nothing_blocks");
  shop.ExpectExplained("tickets", "884", "ticket_of_the_form_past_its_term");
  shop.ExpectExplained("translations", "81", "translation_of_two_persons");
  shop.ExpectExplained("ticket_attachments", "91", "attachment_that_nobody_needs");
  shop.ExpectExplained("candidates", "11", "candidate_who_agreed_to_two_years");
  shop.ExpectExplained("candidates", "12", "candidate_who_took_consent_back");
  shop.ExpectExplained("payments", "21", "payment");
  shop.ExpectExplained("invoices", "22", "invoice");
  shop.ExpectExplained("carts", "31", "cart");
  shop.ExpectForPrograms("carts", "31", "cart");
  shop.ExpectForPrograms("candidates", "11", "candidate_who_agreed_to_two_years");
  shop.ExpectExplained("cart_reminders", "31", "reminder");
  shop.ExpectExplained("orders", "41", "order_after_a_dispute");
  shop.ExpectExplained("bot_messages", "51", "sensitive_talk_with_the_bot");
  shop.ExpectExplained("affiliates", "61", "affiliate");
  shop.ExpectExplained("rights_requests", "71", "request_answered_five_years_ago");
}

TEST_P(ExplainGoldenTest, RowOfAPersonWhoIsHeld) {
  const Example shop(GetParam(), "hellotickets", true);
  ASSERT_EQ(Lofte({"hold", "add", shop.path(), "--subject", "32", "--reference", "case-7"}).code, 0);
  shop.ExpectExplained("cart_reminders", "32", "reminder_to_somebody_who_is_held");
  shop.ExpectForPrograms("cart_reminders", "32", "reminder_to_somebody_who_is_held");
}

TEST_P(ExplainGoldenTest, BookingOfTwoPersons) {
  const Example agency(GetParam(), "gigcoms", false);
  agency.ExpectExplained("bookings", "7", "booking_of_two_persons");
}

TEST_P(ExplainGoldenTest, WhatASweepHasSealedIsToldWithoutAValueOfIt) {
  const Example shop(GetParam(), "hellotickets", true);
  const Outcome swept = shop.Run("apply", {"--at", "2026-11-20T04:00", "--max-share", "1"});
  ASSERT_EQ(swept.code, 0) << swept.err;
  shop.ExpectExplained("payments", "21", "payment_sealed");
  shop.ExpectForPrograms("payments", "21", "payment_sealed");
  shop.ExpectExplained("orders", "42", "order_sealed");
  for (const std::vector<std::string>& how : {std::vector<std::string>{"payments", "21"}, {"payments", "21", "--json"}})
    for (const char* value : {"tx-21", "9900", "dora@example.org", "card\""})
      EXPECT_EQ(shop.Run("explain", how).out.find(value), std::string::npos) << value;
}

INSTANTIATE_TEST_SUITE_P(Dialects, ExplainGoldenTest, testing::ValuesIn(BothDialects()),
                         [](const auto& of) { return NameOfDialect(of.param); });

}  // namespace explain_golden_test
}  // namespace lofte::tests
