// `never: PATTERN`: numbers of cards and of people, wherever a table could hold one.
#include <gtest/gtest.h>

#include <map>

#include "engine/verify.h"
#include "stores/number_samples.h"
#include "verify/accounts.h"

namespace lofte::tests {

using engine::PromiseReport;
using engine::Verdict;

namespace numbers_test {

constexpr char kPolicyHead[] = R"(effective: 2024-01-01
data: { person: [mail], note: [text] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: [person, note]
    retention: [{ promise: closed, of: [person, note], keep: while account.open, then: erase }]
promises:
  closed: { kind: retention, text: closed }
)";

constexpr char kNotesMap[] = R"(  main.notes:
    record: note
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, text: note.text }
)";

class NumbersTest : public AccountsTest {
 protected:
  void Make() override {
    world_->Schema("CREATE TABLE notes (id " + Key() + " PRIMARY KEY, account_id " + Key() + ", text TEXT);" +
                   "INSERT INTO accounts VALUES (1, 'a', NULL), (2, 'b', NULL);");
  }

  void Files(const std::string& promises) {
    world_->Files(std::string(kController) + kPolicyHead + promises, std::string(kAccountsMap) + kNotesMap);
  }
  PromiseReport Ask(const std::string& promise) {
    report_ = world_->Verify(kT).value();
    return world_->Of(report_, promise);
  }

  engine::VerifyReport report_;
};

// Card numbers ----------------------------------------------------------------------------------------------------------------------------

constexpr char kCards[] = "  cards: { kind: security, text: cards, control: { never: card-number } }\n";

TEST_P(NumbersTest, CardNumberIsFoundInEveryColumnThatCouldHoldOne) {
  Files(kCards);
  const std::vector<std::pair<std::string, std::string>> columns =
      world_->is_postgres() ? std::vector<std::pair<std::string, std::string>>{{"json", R"('{"card": "4111111111111111"}')"},
                                                                               {"jsonb", R"('{"card": 4111111111111111}')"},
                                                                               {"text[]", "ARRAY['x', '4111 1111 1111 1111']"},
                                                                               {"bigint", "4111111111111111"},
                                                                               {"numeric", "4111111111111111"},
                                                                               {"numeric(20,2)", "4111111111111111"},
                                                                               {"text", "'4111-1111-1111-1111'"}}
                            : std::vector<std::pair<std::string, std::string>>{{"JSON", R"('{"card": "4111111111111111"}')"},
                                                                               {"", "'4111111111111111'"},
                                                                               {"", "4111111111111111"},
                                                                               {"INTEGER", "4111111111111111"},
                                                                               {"NUMERIC", "4111111111111111"},
                                                                               {"NUMERIC", "'4111-1111-1111-1111'"},
                                                                               {"BOOLEAN", "'4111 1111 1111 1111'"},
                                                                               {"TEXT", "'4111 1111 1111 1111'"}};
  for (const auto& [type, value] : columns) {
    world_->Execute("CREATE TABLE things (id " + std::string(world_->is_postgres() ? "bigint" : "INTEGER") + " PRIMARY KEY, x " + type +
                    ")");
    world_->Execute("INSERT INTO things VALUES (1, NULL), (2, " + value + ")");
    EXPECT_EQ(Ask("cards").violations, 1) << type << " " << value;
    EXPECT_EQ(Ask("cards").why, "1 row of main.things") << type << " " << value;
    world_->Execute("DROP TABLE things");
  }
}

// National ids ----------------------------------------------------------------------------------------------------------------------------

constexpr char kIds[] = "  ids: { kind: minimisation, text: ids, control: { never: national-id } }\n";

TEST_P(NumbersTest, PatternsOfThePolicyAreThoseOfTheStores) {
  std::vector<std::string> names;
  for (stores::NumberPattern pattern : stores::AllNumberPatterns()) names.emplace_back(NameOf(pattern));
  EXPECT_EQ(names, policy::kNeverPatterns);
}

TEST_P(NumbersTest, NationalIdIsFoundInEveryColumnThatCouldHoldOne) {
  Files(kIds);
  const std::vector<std::pair<std::string, std::string>> columns =
      world_->is_postgres() ? std::vector<std::pair<std::string, std::string>>{{"json", R"('{"pnr": "811218-9876"}')"},
                                                                               {"jsonb", R"('{"fnr": 65116524818}')"},
                                                                               {"text[]", "ARRAY['x', 'X1234567L']"},
                                                                               {"bigint", "65116524818"},
                                                                               {"numeric", "198112189876"},
                                                                               {"text", "'CPR: 090648-3319.'"}}
                            : std::vector<std::pair<std::string, std::string>>{{"JSON", R"('{"pnr": "811218-9876"}')"},
                                                                               {"", "'X1234567L'"},
                                                                               {"INTEGER", "65116524818"},
                                                                               {"NUMERIC", "198112189876"},
                                                                               {"BOOLEAN", "'131052-308T'"},
                                                                               {"TEXT", "'CPR: 090648-3319.'"}};
  for (const auto& [type, value] : columns) {
    world_->Execute("CREATE TABLE things (id " + std::string(world_->is_postgres() ? "bigint" : "INTEGER") + " PRIMARY KEY, x " + type +
                    ")");
    world_->Execute("INSERT INTO things VALUES (1, NULL), (2, " + value + ")");
    EXPECT_EQ(Ask("ids").violations, 1) << type << " " << value;
    EXPECT_EQ(Ask("ids").why, "1 row of main.things") << type << " " << value;
    world_->Execute("DROP TABLE things");
  }
}

// The same texts by the function of SQLite and by the candidates of PostgreSQL: one row for each that holds a number, and no other.
TEST_P(NumbersTest, EveryPatternIsCountedByItsExactTest) {
  constexpr unsigned kSeed = 5;
  Files(std::string(kCards) + kIds);
  world_->Execute("CREATE TABLE things (id " + std::string(world_->is_postgres() ? "bigint" : "INTEGER") + " PRIMARY KEY, x text, y text)");
  std::map<stores::NumberPattern, int> held;
  std::string insert;
  const std::vector<std::string> samples = stores::number_samples::Samples(1000, kSeed);
  for (std::size_t i = 0; i + 1 < samples.size(); i += 2) {
    for (stores::NumberPattern pattern : stores::AllNumberPatterns())
      held[pattern] += Holds(pattern, samples[i]) || Holds(pattern, samples[i + 1]) ? 1 : 0;
    insert += (i == 0 ? "INSERT INTO things VALUES (" : ", (") + std::to_string(i) + ", '" + samples[i] + "', '" + samples[i + 1] + "')";
  }
  world_->Execute(insert);
  EXPECT_GT(held[stores::NumberPattern::kCardNumber], 20);
  EXPECT_GT(held[stores::NumberPattern::kNationalId], 20);
  EXPECT_EQ(Ask("cards").violations, held[stores::NumberPattern::kCardNumber]) << "seed " << kSeed;
  EXPECT_EQ(Ask("ids").violations, held[stores::NumberPattern::kNationalId]) << "seed " << kSeed;
}

TEST_P(NumbersTest, NumberStandsWhereItIsDeclared) {
  Files(
      "  ids: { kind: minimisation, text: ids, control: { never: national-id, except: [person.mail] } }\n"
      "  all-ids: { kind: minimisation, text: ids, control: { never: national-id } }\n");
  world_->Execute("INSERT INTO accounts (id, email) VALUES (77, '811218-9876'); INSERT INTO notes VALUES (1, 77, 'ring 4711 0815')");
  EXPECT_EQ(Ask("ids").verdict, Verdict::kKept) << Ask("ids").why;
  EXPECT_EQ(Ask("all-ids").why, "1 row of main.accounts");
  world_->Execute("INSERT INTO notes VALUES (77, 77, '811218-9876')");
  EXPECT_EQ(Ask("ids").why, "1 row of main.notes");
}

TEST_P(NumbersTest, NumberOfARowOrAFractionIsNoCard) {
  Files(kCards);
  const std::string key = world_->is_postgres() ? "bigint" : "INTEGER", real = world_->is_postgres() ? "double precision" : "REAL";
  world_->Execute("CREATE TABLE parents (id " + key + " PRIMARY KEY, share " + real + ")");
  world_->Execute("CREATE TABLE children (id " + key + " PRIMARY KEY, parent_id " + key + " REFERENCES parents (id))");
  world_->Execute("INSERT INTO parents VALUES (4111111111111111, 0.4111111111111111)");
  world_->Execute("INSERT INTO children VALUES (4111111111111111, 4111111111111111)");
  EXPECT_EQ(Ask("cards").verdict, Verdict::kKept) << Ask("cards").why;
}

TEST_P(NumbersTest, GroupIsFreeOfWhatItsTextsHold) {
  Files(
      "  notes: { kind: minimisation, text: n, control: { columns: note } }\n"
      "  free: { kind: minimisation, text: n, control: { columns: note, free-of: [card-number, national-id] } }\n");
  world_->Execute("INSERT INTO accounts (id, email) VALUES (77, '811218-9876')");
  world_->Execute("INSERT INTO notes VALUES (1, 77, 'ring 4711 0815')");
  EXPECT_EQ(Ask("free").verdict, Verdict::kKept) << Ask("free").why;
  EXPECT_EQ(Ask("free").examined, Ask("notes").examined + 1) << "the columns, and the row";
  world_->Execute("INSERT INTO notes VALUES (2, 77, 'born as 811218-9876'), (3, 77, '4111111111111111')");
  EXPECT_EQ(Ask("free").why, "2 rows of main.notes");
  EXPECT_EQ(Ask("notes").verdict, Verdict::kKept);
  world_->Execute("ALTER TABLE notes ADD COLUMN ssn TEXT");
  EXPECT_EQ(Ask("free").violations, 3);
}

INSTANTIATE_TEST_SUITE_P(Both, NumbersTest, testing::ValuesIn(BothDialects()),
                         [](const auto& param) { return NameOfDialect(param.param); });

}  // namespace numbers_test
}  // namespace lofte::tests
