#include <gtest/gtest.h>

#include <set>

#include "base/file.h"
#include "demo/generator.h"
#include "demo/memory_store.h"
#include "stores/number_pattern.h"
#include "time/zone.h"

namespace lofte::demo {
namespace generate_test {

Spec SpecOf(const std::string& source) {
  Issues issues;
  Result<Spec> spec = ReadSpec("generator.yaml", source, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << Render(issue, source, false);
  return spec.value();
}

GenerateOptions OptionsOf(std::int64_t subjects, std::uint64_t seed = 1) {
  GenerateOptions options;
  options.subjects = subjects;
  options.seed = seed;
  options.at = *time::ParseInstant("2026-11-22T11:00:00.250Z", time::Zone::Utc());
  return options;
}

std::map<std::string, MemoryTable> Tables(const Spec& spec, const GenerateOptions& options,
                                          stores::Dialect dialect = stores::Dialect::kSqlite) {
  MemoryStore store(dialect);
  Generate(spec, options, store).value();
  return store.tables;
}

constexpr const char* kSmall = R"(
lofte: 1
system: small
tables:
  - table: people
    rows: subjects
    columns:
      id: sequence
      _adult: { chance: 0.5 }
      born: { day: { ago: [P20Y, P60Y] } }
      seen: { instant: { ago: [PT0S, P1Y] } }
      active: { chance: 0.5 }
  - table: pets
    per: people
    rows: [0, 3]
    when: { owner._adult: true }
    columns:
      id: sequence
      owner: parent
      number: slot
      friend: { pick: { from: people, where: { _adult: false }, unlike: owner } }
  - table: visits
    per: pets
    columns:
      id: sequence
      pet: parent
      _first: { row: { of: pets, under: pet.owner, slot: 0 } }
      is_first:
        - { when: { pet.number: 0 }, value: true }
        - { value: false }
      owner_seen: { copy: pet.owner.seen }
      first_owner: { copy: _first.owner }
)";

TEST(GenerateTest, SameSeedGivesTheSameRowsAndAnotherSeedOthers) {
  const Spec spec = SpecOf(kSmall);
  EXPECT_EQ(Tables(spec, OptionsOf(300)), Tables(spec, OptionsOf(300)));
  EXPECT_FALSE(Tables(spec, OptionsOf(300)).at("people") == Tables(spec, OptionsOf(300, 2)).at("people"));
}

TEST(GenerateTest, DialectsHoldTheSameMomentsInTheirOwnForms) {
  const Spec spec = SpecOf(kSmall);
  const MemoryTable sqlite = Tables(spec, OptionsOf(100)).at("people"),
                    postgres = Tables(spec, OptionsOf(100), stores::Dialect::kPostgres).at("people");
  ASSERT_EQ(sqlite.rows.size(), 100u);
  for (std::size_t i = 0; i < sqlite.rows.size(); ++i) {
    EXPECT_EQ(sqlite.At(i, "born"), expr::Value(time::Format(std::get<time::Day>(postgres.At(i, "born")))));
    const auto seen = std::get<time::Instant>(postgres.At(i, "seen"));
    EXPECT_EQ(sqlite.At(i, "seen"), expr::Value(time::Format(seen)));
    EXPECT_EQ(seen.us % time::kMicrosPerSecond, 0);
    EXPECT_EQ(sqlite.At(i, "active"), postgres.At(i, "active"));
  }
}

TEST(GenerateTest, VirtualColumnsAreNotStored) {
  EXPECT_EQ(Tables(SpecOf(kSmall), OptionsOf(100)).at("people").columns, (std::vector<std::string>{"id", "born", "seen", "active"}));
}

TEST(GenerateTest, ReferencesLeadToRowsThatExist) {
  const auto tables = Tables(SpecOf(kSmall), OptionsOf(500), stores::Dialect::kPostgres);
  const MemoryTable &people = tables.at("people"), &pets = tables.at("pets"), &visits = tables.at("visits");
  EXPECT_GT(pets.rows.size(), 250u);
  EXPECT_LT(pets.rows.size(), 500u);
  ASSERT_EQ(visits.rows.size(), pets.rows.size());
  std::set<std::int64_t> known;
  for (const expr::Value& id : pets.All("id")) EXPECT_TRUE(known.insert(std::get<std::int64_t>(id)).second);
  for (std::size_t i = 0; i < visits.rows.size(); ++i) {
    EXPECT_TRUE(known.count(std::get<std::int64_t>(visits.At(i, "pet"))));
    EXPECT_NE(pets.At(i, "owner"), pets.At(i, "friend"));
    const auto owner = std::get<std::int64_t>(pets.At(i, "owner"));
    EXPECT_EQ(visits.At(i, "owner_seen"), people.At(static_cast<std::size_t>(owner - 1), "seen"));
    EXPECT_EQ(visits.At(i, "is_first"), expr::Value(pets.At(i, "number") == expr::Value(std::int64_t{0})));
    EXPECT_EQ(visits.At(i, "first_owner"), pets.At(i, "owner"));
  }
}

TEST(GenerateTest, SubjectsAreBounded) {
  const Spec spec = SpecOf("lofte: 1\nsystem: x\ntables: [{ table: a, rows: subjects, columns: { id: sequence } }]\n");
  MemoryStore store(stores::Dialect::kSqlite);
  EXPECT_EQ(Generate(spec, OptionsOf(kMinSubjects - 1), store).error().code, ErrorCode::kLimit);
  EXPECT_EQ(Generate(spec, OptionsOf(kMaxSubjects + 1), store).error().code, ErrorCode::kLimit);
  EXPECT_TRUE(Generate(spec, OptionsOf(kMinSubjects), store).has_value());
}

TEST(GenerateTest, TransactionsAreBoundedAndProgressEndsAtOne) {
  const Spec spec = SpecOf("lofte: 1\nsystem: x\ntables: [{ table: a, rows: subjects, columns: { id: sequence } }]\n");
  MemoryStore store(stores::Dialect::kSqlite);
  GenerateOptions options = OptionsOf(100'001);
  std::vector<double> done;
  options.progress = [&](const Progress& progress) { done.push_back(progress.done); };
  ASSERT_TRUE(Generate(spec, options, store).has_value());
  EXPECT_EQ(store.transactions, 3);
  EXPECT_EQ(store.largest_batch, 50'000u);
  ASSERT_EQ(done.size(), 3u);
  EXPECT_LT(done[0], done[1]);
  EXPECT_DOUBLE_EQ(done[2], 1.0);
}

// The example system as it is delivered.
class GigComsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::string source = ReadFile(LOFTE_SOURCE_DIR "/examples/gigcoms/generator.yaml").value();
    tables_ = new std::map<std::string, MemoryTable>(Tables(SpecOf(source), OptionsOf(2000)));
  }
  static void TearDownTestSuite() { delete tables_; }

  static std::int64_t Count(const std::string& table, const std::string& column, const std::string& prefix) {
    std::int64_t count = 0;
    for (const expr::Value& value : tables_->at(table).All(column)) {
      const auto* text = std::get_if<std::string>(&value);
      count += text && text->compare(0, prefix.size(), prefix) == 0;
    }
    return count;
  }

  static std::map<std::string, MemoryTable>* tables_;
};
std::map<std::string, MemoryTable>* GigComsTest::tables_ = nullptr;

TEST_F(GigComsTest, RowsLieOnEverySideOfEveryEdge) {
  // 90 days, in Copenhagen: 24 August is due today, the 23rd was due yesterday.
  for (const char* edge : {"2026-08-22T22:00:00Z", "2026-08-23T21:59:59Z", "2026-08-23T22:00:00Z", "2026-08-24T21:59:59Z",
                           "2026-08-24T22:00:00Z", "2026-08-25T21:59:59Z"}) {
    EXPECT_GT(Count("ai_chats", "sent_at", edge), 0) << edge;
  }
  for (const char* day : {"2018-12-30", "2018-12-31", "2019-01-01", "2020-12-30", "2020-12-31", "2021-01-01"})
    EXPECT_GT(Count("bookings", "event_date", day), 0) << day;
  // Closed today and yesterday; 30 days ago, the day before and the day after.
  for (const char* day : {"2026-11-21", "2026-11-22", "2026-10-22", "2026-10-23", "2026-10-24"})
    EXPECT_GT(Count("accounts", "deleted_at", day), 0) << day;
}

TEST_F(GigComsTest, NoTextHoldsANumberOfACardOrAPerson) {
  for (const auto& [name, table] : *tables_) {
    for (const std::vector<expr::Value>& row : table.rows) {
      for (const expr::Value& value : row) {
        const auto* text = std::get_if<std::string>(&value);
        for (stores::NumberPattern pattern : stores::AllNumberPatterns()) EXPECT_FALSE(text && stores::Holds(pattern, *text)) << name;
      }
    }
  }
}

TEST_F(GigComsTest, NamesHaveNordicLetters) {
  std::string all;
  for (const expr::Value& value : tables_->at("accounts").All("display_name")) all += std::get<std::string>(value);
  for (const char* letter : {"å", "ä", "ö", "ø", "æ"}) EXPECT_NE(all.find(letter), std::string::npos) << letter;
}

TEST_F(GigComsTest, PartiesOfABookingAreTwoPersons) {
  const MemoryTable& bookings = tables_->at("bookings");
  for (std::size_t i = 0; i < bookings.rows.size(); ++i) EXPECT_NE(bookings.At(i, "artist_id"), bookings.At(i, "booker_id"));
}

TEST_F(GigComsTest, AboutTwelveToSixteenRowsForEachSubject) {
  std::size_t rows = 0;
  for (const auto& [name, table] : *tables_) rows += table.rows.size();
  EXPECT_GT(rows, 2000u * 12);
  EXPECT_LT(rows, 2000u * 16);
}

}  // namespace generate_test
}  // namespace lofte::demo
