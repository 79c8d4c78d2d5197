// The example system in a real database: its constraints hold, and apart from what is past a retention rule its promises are kept, but for
// a few offers and disclosures.
#include <gtest/gtest.h>

#include <cstdio>

#include "base/file.h"
#include "demo/generator.h"
#include "stores_sqlite/sqlite_store.h"
#include "time/zone.h"

namespace lofte::demo {
namespace gigcoms_sqlite_test {

const std::string kFolder = LOFTE_SOURCE_DIR "/examples/gigcoms";

class GigComsSqliteTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    path_ = testing::TempDir() + "gigcoms_sqlite_test.db";
    std::remove(path_.c_str());
    store_ = stores_sqlite::OpenSqlite("main", path_, {true, false, 2000}).value().release();
    store_->ExecuteScript(ReadFile(kFolder + "/schema/sqlite.sql").value()).value();
    Issues issues;
    const Spec spec = ReadSpec("generator.yaml", ReadFile(kFolder + "/generator.yaml").value(), issues).value();
    GenerateOptions options;
    options.at = *time::ParseInstant("2026-11-22T11:00:00Z", time::Zone::Utc());
    loaded_ = Generate(spec, options, *store_);
  }
  static void TearDownTestSuite() {
    delete store_;
    std::remove(path_.c_str());
  }

  static std::int64_t Number(const std::string& sql) { return std::get<std::int64_t>(store_->Query(sql).value().rows.at(0).at(0)); }
  static std::int64_t Count(const std::string& from) { return Number("SELECT count(*) FROM " + from); }

  static std::string path_;
  static stores::Store* store_;
  static Status loaded_;
};
std::string GigComsSqliteTest::path_;
stores::Store* GigComsSqliteTest::store_ = nullptr;
Status GigComsSqliteTest::loaded_;

TEST_F(GigComsSqliteTest, ConstraintsHold) {
  ASSERT_TRUE(loaded_.has_value()) << loaded_.error().message;
  EXPECT_EQ(Count("accounts"), 1000);
  EXPECT_EQ(Number("PRAGMA foreign_keys"), 1);
  EXPECT_TRUE(store_->Query("PRAGMA foreign_key_check").value().rows.empty());
  const stores::Catalogue catalogue = store_->ReadCatalogue().value();
  EXPECT_EQ(catalogue.tables.size(), 20u);
  for (const stores::Table& table : catalogue.tables) EXPECT_GT(Count(table.name.table), 0) << table.name.table;
}

TEST_F(GigComsSqliteTest, UsageAndNewslettersHaveConsentAtTheirTime) {
  const std::string consented = " AND given_at <= moment AND (withdrawn_at IS NULL OR withdrawn_at > moment))";
  EXPECT_EQ(Count("(SELECT account_id, occurred_at AS moment FROM usage_events) u WHERE NOT EXISTS (SELECT 1 FROM consents c WHERE "
                  "c.account_id = u.account_id AND purpose = 'analytics'" +
                  consented),
            0);
  const std::string unwanted =
      "(SELECT account_id, sent_at AS moment, template FROM emails WHERE class = 'marketing') m WHERE NOT EXISTS (SELECT 1 FROM consents c "
      "WHERE c.account_id = m.account_id AND purpose = 'marketing'" +
      consented;
  EXPECT_EQ(Count(unwanted), 3);
  EXPECT_EQ(Count(unwanted + " AND template = 'season-offer' AND moment BETWEEN '2026-01-01' AND '2026-11-18'"), 3);
  EXPECT_EQ(Count("emails WHERE class = 'transactional' AND booking_id IS NULL"), 0);
}

TEST_F(GigComsSqliteTest, MessagesGoBetweenPartiesOverOpenConnections) {
  EXPECT_EQ(Count("messages m JOIN bookings b ON b.id = m.booking_id WHERE NOT ((sender_id = artist_id AND recipient_id = booker_id) OR "
                  "(sender_id = booker_id AND recipient_id = artist_id))"),
            0);
  EXPECT_GT(Count("messages WHERE channel = 'whatsapp'"), 0);
  EXPECT_EQ(
      Count(
          "messages m WHERE channel <> 'platform' AND NOT EXISTS (SELECT 1 FROM channel_connections c WHERE c.account_id = m.sender_id AND "
          "c.channel = m.channel AND connected_at < sent_at AND (disconnected_at IS NULL OR disconnected_at > sent_at))"),
      0);
  EXPECT_EQ(Count("channel_connections x WHERE disconnected_at IS NULL AND NOT EXISTS (SELECT 1 FROM consents c WHERE c.account_id = "
                  "x.account_id AND "
                  "purpose = x.channel AND given_at IS NOT NULL AND withdrawn_at IS NULL)"),
            0);
}

TEST_F(GigComsSqliteTest, AssistantSendsWhatWasApprovedWhileItWasEnabled) {
  EXPECT_GT(Count("ai_drafts WHERE status = 'sent'"), 0);
  EXPECT_EQ(Count("ai_drafts WHERE status = 'sent' AND (approved_at IS NULL OR sent_at IS NULL OR approved_at > sent_at)"), 0);
  EXPECT_EQ(Count("ai_drafts d WHERE (auto OR status <> 'draft') AND NOT EXISTS (SELECT 1 FROM agent_settings s WHERE s.account_id = "
                  "d.account_id AND auto_reply)"),
            0);
  EXPECT_EQ(Count("ai_chats c JOIN accounts a ON a.id = c.account_id WHERE sent_at >= deleted_at"), 0);
  EXPECT_EQ(Count("ai_tool_calls WHERE tool NOT IN ('create_booking', 'create_contract', 'calendar.read', 'calendar.write')"), 0);
}

TEST_F(GigComsSqliteTest, SessionsEndWithinThirtyDaysAndAllButTwoDisclosuresAreDocumented) {
  EXPECT_EQ(Count("sessions WHERE expires_at <= created_at OR julianday(expires_at) - julianday(created_at) > 30.00001"), 0);
  EXPECT_EQ(Count("disclosures WHERE recipient IS NULL OR legal_reference IS NULL OR disclosed_at IS NULL"), 0);
  EXPECT_EQ(Count("disclosures WHERE approved_by IS NULL"), 2);
}

TEST_F(GigComsSqliteTest, RowsThatAreDueStayFarBelowTheGuard) {
  auto percent = [](const std::string& from, const std::string& due) { return 100 * Count(from + " WHERE " + due) / Count(from); };
  const std::string account = " JOIN accounts a ON a.id = account_id";
  EXPECT_LE(percent("accounts", "deleted_at IS NOT NULL"), 12);
  EXPECT_LE(percent("ai_chats" + account, "deleted_at IS NOT NULL OR sent_at < '2026-08-24T22:00:00Z'"), 12);
  EXPECT_LE(percent("bookings b JOIN accounts a ON a.id = artist_id JOIN accounts o ON o.id = booker_id",
                    "a.deleted_at IS NOT NULL AND o.deleted_at IS NOT NULL"),
            12);
  EXPECT_LE(
      percent("usage_events u JOIN accounts a ON a.id = u.account_id JOIN consents c ON c.account_id = a.id AND purpose = 'analytics'",
              "deleted_at IS NOT NULL OR withdrawn_at IS NOT NULL"),
      12);
}

}  // namespace gigcoms_sqlite_test
}  // namespace lofte::demo
