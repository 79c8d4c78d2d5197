#include "engine/step.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cstdlib>

#include "base/file.h"
#include "engine/engine_test_support.h"

namespace lofte::engine {
namespace step_test {

using test_support::Fixture;
using test_support::kConsents;
using test_support::kMemos;
using test_support::kNotes;
using test_support::Lines;
using test_support::MapOf;
using test_support::Reference;
using test_support::TableOf;

// Order ---------------------------------------------------------------------------------------------------------------------------------

TEST(StepOrderTest, ChildrenComeBeforeTheParentsThatTheyReference) {
  Fixture fixture(kNotes + MapOf("lines", "account_id: technical, note_id: technical"));
  Reference(fixture.Add(TableOf("notes", {"account_id"}, {"text"}, {"made_on"})), "account_id", "accounts");
  Reference(fixture.Add(TableOf("lines", {"account_id", "note_id"}, {}, {})), "note_id", "notes");
  EXPECT_EQ(fixture.Order(), (Lines{"lines", "notes", "accounts"}));
}

TEST(StepOrderTest, RegistryComesAfterAllThatIsAboutItsPeopleWithoutForeignKeys) {
  Fixture fixture(kMemos + kNotes);
  fixture.Add(TableOf("memos", {"account_id"}, {"text"}, {}));
  fixture.Add(TableOf("notes", {"account_id"}, {"text"}, {"made_on"}));
  EXPECT_EQ(fixture.Order(), (Lines{"memos", "notes", "accounts"}));
}

TEST(StepOrderTest, ReceiptsComeAfterWhatRestsOnThem) {
  Fixture fixture(kConsents + kMemos);
  Reference(fixture.Add(TableOf("memos", {"account_id"}, {"text"}, {})), "account_id", "accounts");
  for (stores::Table& table : fixture.catalogue.tables)
    if (table.name.table == "consents") Reference(table, "account_id", "accounts");
  EXPECT_EQ(fixture.Order(), (Lines{"memos", "consents", "accounts"}));
}

TEST(StepOrderTest, ForeignKeyOutweighsWhatIsRead) {
  // The receipts reference the memos that rest on them.
  Fixture fixture(kConsents + kMemos);
  fixture.Add(TableOf("memos", {"account_id"}, {"text"}, {}));
  for (stores::Table& table : fixture.catalogue.tables)
    if (table.name.table == "consents") {
      table.columns.push_back(test_support::ColumnOf("memo_id", expr::Type::kInt, "bigint"));
      Reference(table, "memo_id", "memos");
    }
  EXPECT_EQ(fixture.Order(), (Lines{"consents", "memos", "accounts"}));
}

TEST(StepOrderTest, CircleOfForeignKeysHasAnOrderToo) {
  Fixture fixture(kNotes);
  Reference(fixture.Add(TableOf("notes", {"account_id"}, {"text"}, {"made_on"})), "account_id", "accounts");
  for (stores::Table& table : fixture.catalogue.tables)
    if (table.name.table == "accounts") Reference(table, "id", "notes");
  const Lines order = fixture.Order();
  EXPECT_EQ(order, fixture.Order());
  EXPECT_EQ(order.size(), 2u);
}

TEST(StepOrderTest, StepsAreNumberedInTheirOrder) {
  Fixture fixture(kNotes + kMemos + kConsents);
  fixture.Add(TableOf("notes", {"account_id"}, {"text"}, {"made_on"}));
  Reference(fixture.Add(TableOf("memos", {"account_id"}, {"text"}, {})), "account_id", "accounts");
  Lines lines;
  for (const Step& step : fixture.Steps()) {
    std::string fields;
    for (const datamap::Field* field : step.fields) fields += " " + field->column;
    lines.push_back(std::to_string(step.number) + " " + step.table.table + " " + std::string(NameOf(step.action)) + fields);
  }
  // Memos are only ever anonymised; receipts, and notes that nothing references, only ever deleted, so that number 2 is of a step with
  // nothing to do.
  EXPECT_EQ(lines, (Lines{"1 notes delete", "3 memos anonymise text account_id", "4 consents delete", "5 accounts delete",
                          "6 accounts erase email"}));
}

// SQL -----------------------------------------------------------------------------------------------------------------------------------

// testdata/batch_sql.golden holds one statement of each kind for each dialect. LOFTE_UPDATE_GOLDEN=1 writes what is said now into the file,
// for review.
TEST(BatchSqlTest, StatementsAreThoseOfTheGoldenFile) {
  const std::string file = LOFTE_SOURCE_DIR "/src/engine/testdata/batch_sql.golden";
  std::string said;
  for (stores::Dialect dialect : {stores::Dialect::kPostgres, stores::Dialect::kSqlite}) {
    Fixture fixture(kNotes + kMemos + kConsents);
    fixture.Add(TableOf("notes", {"account_id"}, {"text"}, {"made_on"}));
    Reference(fixture.Add(TableOf("memos", {"account_id"}, {"text"}, {})), "account_id", "accounts");
    if (dialect == stores::Dialect::kSqlite) fixture.KeepDatesAsTexts();
    for (const auto& [table, action] : std::vector<std::pair<std::string, Action>>{
             {"notes", Action::kDelete}, {"accounts", Action::kDelete}, {"accounts", Action::kErase}, {"memos", Action::kAnonymise}}) {
      const std::string sql = BatchSql(fixture.Of(table, action), dialect, ":range");
      said += fmt::format("=== {} {} {}\n{}\n", stores::NameOf(dialect), NameOf(action), table, sql);
    }
  }
  if (std::getenv("LOFTE_UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(WriteFileAtomically(file, said).has_value());
  }
  EXPECT_EQ(said, ReadFile(file).value());
}

TEST(BatchSqlKeyTest, TextPartsOfACompositeKeyAreEscaped) {
  Fixture fixture(MapOf("notes", "account_id: technical, tenant: technical, text: { category: note.text, blank: key }, made_on: technical",
                        test_support::kNoteEvent));
  stores::Table& notes = fixture.Add(TableOf("notes", {"account_id"}, {"tenant", "text"}, {"made_on"}));
  notes.uniques = {{"notes_pkey", {"tenant", "id"}, true, false}};
  Reference(fixture.Add(TableOf("stars", {"note_id"}, {}, {})), "note_id", "notes");  // so that a note may have to be emptied
  const std::string sql = BatchSql(fixture.Of("notes", Action::kErase), stores::Dialect::kSqlite, "TRUE");
  const std::string expected =
      R"(SET "text" = ('erased-' || replace(replace(CAST(t."tenant" AS text), '~', '~0'), '-', '~1') || '-' || CAST(t."id" AS text)) WHERE TRUE AND)";
  EXPECT_NE(sql.find(expected), std::string::npos) << sql;
}

// Triggers ------------------------------------------------------------------------------------------------------------------------------

TEST(RefuseTriggersTest, OnlyWhatAStepWouldFireIsRefused) {
  for (const auto& [events, refused] : std::vector<std::pair<std::string, bool>>{
           {"insert", false}, {"insert,update", false}, {"delete", true}, {"insert,update,delete", true}}) {
    Fixture fixture(kConsents);  // only ever deleted
    for (stores::Table& table : fixture.catalogue.tables)
      if (table.name.table == "consents") table.triggers = {{"audit", events}};
    const Status status = RefuseTriggers(fixture.Steps());
    EXPECT_EQ(!status.has_value(), refused) << events;
    if (refused) {
      EXPECT_EQ(status.error().code, ErrorCode::kRefused);
    }
  }
}

TEST(RefuseTriggersTest, NamedTriggerIsFired) {
  Fixture fixture(kConsents + "    triggers: [audit]\n");
  for (stores::Table& table : fixture.catalogue.tables)
    if (table.name.table == "consents") table.triggers = {{"audit", "delete"}};
  EXPECT_TRUE(RefuseTriggers(fixture.Steps()).has_value());
}

}  // namespace step_test
}  // namespace lofte::engine
