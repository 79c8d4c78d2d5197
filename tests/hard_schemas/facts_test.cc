// Facts that are found in other tables' rows, which go too.
#include "base/file.h"
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace facts_test {

const char kConsentPolicy[] = R"(lofte: 1
controller: { name: Test ApS, country: DK }
effective: 2024-01-01
data: { person: [mail], usage: [page], consent: [given] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: [person, consent]
    retention:
      - { promise: closed, of: [person, consent], keep: while account.open, then: erase }
  analytics:
    purpose: count pages
    basis: consent
    consent: consent.analytics
    subjects: user
    data: usage
    retention:
      - { promise: counted, of: usage, keep: while account.open, then: erase }
promises:
  closed: { kind: retention, text: gone when the account is closed }
  counted: { kind: retention, text: gone when the account is closed or the consent withdrawn }
)";

// `when`: of the state consent.analytics.
std::string ConsentMap(const std::string& when) {
  return R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    links: { receipt: { to: main.consents, on: { id: account_id } } }
    fields: { id: technical, email: { category: person.mail, blank: key }, closed_on: technical }
    events:
      account.closed: { column: closed_on, kind: date }
      analytics.withdrawn: { column: receipt.withdrawn_on, kind: date }
    states:
      account.open: { when: closed_on is null, until: account.closed }
      consent.analytics: { when: ')" +
         when + R"(', until: analytics.withdrawn }
  main.consents:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, given_on: { category: consent.given, blank: refuse }, withdrawn_on: technical }
  main.usage:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, page: usage.page }
)";
}

const char kReadAlone[] = "any(receipt, given_on is not null and withdrawn_on is null)";
const char kSaysWhatMissingMeans[] = "any(receipt, given_on is not null and withdrawn_on is null) or not any(receipt)";

class FactTest : public HardSchemaTest {
 protected:
  void MakeConsents(const std::string& references) {
    world().Schema(
        AccountsSql(dialect()) +
        Sql("CREATE TABLE consents (id {key}, account_id {int} NOT NULL UNIQUE " + references +
            ", given_on {date}, withdrawn_on {date});"
            "CREATE TABLE usage (id {key}, account_id {int} NOT NULL " +
            references +
            ", page {text});"
            "INSERT INTO consents VALUES (1, 1, '2024-01-01', NULL), (2, 2, '2024-01-01', NULL), (3, 3, '2024-01-01', '2024-11-21');"
            "INSERT INTO usage VALUES (1, 1, '/'), (2, 2, '/'), (3, 3, '/');"));
    world().Files(kConsentPolicy, ConsentMap(kReadAlone));
  }
  Lines Warnings(const std::string& when) {
    Lines lines;
    for (const Issue& issue : world().IssuesOf(kConsentPolicy, ConsentMap(when)))
      if (issue.code == "fact-from-erasable") lines.push_back(issue.message);
    return lines;
  }
};

const Effect kReceiptsGoLast = {
    .steps = {"main.usage delete 2", "main.consents delete 1", "main.accounts delete 1"},
    .diff = {"- accounts: 2|closed@x|2024-11-21", "- consents: 2|2|2024-01-01|NULL", "- usage: 2|2|/", "- usage: 3|3|/"},
    .broken = "closed counted",
    .left = {}};

TEST_P(FactTest, ReceiptOfAConsentGoesAfterWhatRestsOnIt) {
  MakeConsents("REFERENCES accounts (id)");
  ExpectSweep(kReceiptsGoLast);
}

// Nothing in the schema says what references what; the facts do.
TEST_P(FactTest, OrderNeedsNoForeignKeys) {
  MakeConsents("");
  ExpectSweep(kReceiptsGoLast);
}

TEST_P(FactTest, FactThatLooksIntoErasableRowsIsNamed) {
  MakeConsents("REFERENCES accounts (id)");
  const Lines warnings = Warnings(kReadAlone);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("state `consent.analytics`, which a rule of activity `analytics` reads (policy.yaml:21), looks into "
                             "`main.consents` through link `receipt`"),
            std::string::npos)
      << warnings[0];
  EXPECT_EQ(Warnings(kSaysWhatMissingMeans), Lines{});
}

TEST_P(FactTest, RowHeldByAForeignKeyIsAStoredFact) {
  const char* tables = R"(CREATE TABLE notes (id {key}, account_id {int} NOT NULL, text {text}, made_on {date});
                          CREATE TABLE lines (id {key}, note_id {int}%s, account_id {int} NOT NULL, text {text});)";
  const std::string map = Map(NotesMap() + R"(  main.lines:
    persons: { user: account_id }
    links: { note: { to: main.notes, on: { note_id: id } } }
    fields: { id: technical, note_id: technical, account_id: technical, text: note.text }
    events: { note.made: { column: note.made_on, kind: date, 'null': unknown } }
)");
  const auto with = [&](const std::string& reference) {
    std::string sql = tables;
    return sql.replace(sql.find("%s"), 2, reference);
  };
  world().Schema(AccountsSql(dialect()) + Sql(with(" REFERENCES notes (id)")));
  EXPECT_EQ(IssuesOf(map), Lines{});
  world().Execute(Sql("DROP TABLE lines; DROP TABLE notes;" + with("")));
  EXPECT_EQ(IssuesOf(map), Lines{"warning fact-from-erasable"});
}

// The example's receipts go before some of what rests on them; its map says what a missing one means, and its other links are foreign keys.
TEST_P(FactTest, ExampleHasNoFactThatCanBeLost) {
  const std::string folder = LOFTE_SOURCE_DIR "/examples/gigcoms/";
  world().Schema(ReadFile(folder + (dialect() == Dialect::kPostgres ? "schema/postgres.sql" : "schema/sqlite.sql")).value());
  for (const Issue& issue : world().IssuesOf(ReadFile(folder + "policy.yaml").value(), ReadFile(folder + "datamap.yaml").value())) {
    EXPECT_NE(issue.severity, Severity::kError) << issue.message;
    EXPECT_NE(issue.code, "fact-from-erasable") << issue.message;
  }
}

INSTANTIATE_TEST_SUITE_P(Both, FactTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

}  // namespace facts_test
}  // namespace lofte::tests::hard
