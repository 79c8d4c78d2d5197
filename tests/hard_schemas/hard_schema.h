// What the tests of hard schemas share: one policy, one table of accounts, one day, and the effect of a sweep as a diff of the whole
// database.
//
// T is 2024-11-21 in Copenhagen. Notes are kept ninety days: one of 2024-08-23 is due on T, one of 2024-08-24 is not. What is about an
// account is kept while it is open: account 1 is open, 2 was closed on T, 3 will be closed the day after T.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "support/world.h"

namespace lofte::tests::hard {

using Lines = std::vector<std::string>;
using stores::Dialect;

inline constexpr char kT[] = "2024-11-21T12:00:00";
inline constexpr char kNextDay[] = "2024-11-22T12:00:00";
inline constexpr char kCardNumber[] = "4111 1111 1111 1111";

// Promises: `closed` (person, memo: while the account is open), `ninety` (note: ninety days), `five` (book: five years and no less),
// `cards` (no card numbers).
extern const char kPolicy[];

// `{id}`, `{text}`, `{int}`, `{date}`, `{instant}`, `{bool}` and `{key}` (an INTEGER PRIMARY KEY or bigint) as the dialect declares them.
std::string Sql(std::string text, Dialect dialect);

// The table of accounts with its three rows; `more` goes into the CREATE TABLE, after a comma.
std::string AccountsSql(Dialect dialect, const std::string& more = "");
// The data map: accounts, and these tables.
std::string Map(const std::string& tables, const std::string& without_personal_data = "");
// As Map, with `triggers:` and further fields of accounts.
std::string MapWithAccountFields(const std::string& fields, const std::string& tables);

// main.NAME with `id`, `account_id`, `text` and `made_on` in the map.
std::string NotesMap(const std::string& name = "main.notes", const std::string& more = "");

// main.deals of a seller and a buyer, each of whom has said something: `id`, `seller_id`, `buyer_id`, `asked`, `offered`. `seller_blank`:
// of the seller's key; `more`: of `asked`, after a comma.
std::string DealsMap(const std::string& seller_blank = "null", const std::string& more = "");

// `main.notes delete 1`, of the steps that did something.
Lines DoneBy(const engine::ApplyReport& report);

// What is gone (`- notes: 1|..`) and what is new (`+ ..`) of World::Readable, in one order for every database.
Lines DiffOf(Lines before, Lines after);

// The effect of a sweep at T.
struct Effect {
  Lines steps = {};           // `main.notes delete 1`, of steps with rows, in their order
  Lines diff = {};            // DiffOf the whole database
  std::string broken = {};    // promises that are broken the day after T, were there no sweep
  Lines left = {};            // steps of a second plan
  bool with_trigger = false;  // one writes beside the sweep; `diff` has what it wrote
  bool can_undo = true;       // not where fields of rows without a key are erased
};

class SchemaTest : public testing::Test {
 protected:
  void SetUpOn(Dialect dialect);
  World& world() { return *world_; }
  Dialect dialect() const { return world_->dialect(); }
  std::string Sql(const std::string& text) const { return hard::Sql(text, world_->dialect()); }

  // `more`: further columns and constraints of accounts.
  void Make(const std::string& schema_and_rows, const std::string& map, const std::string& more = "");
  // Plans, sweeps and compares: the plan foretells the sweep, the effect is this one and no other, `broken` are kept afterwards. And all of
  // it can be put back, to the byte: in a copy of this world, with years between due and late. And where the policy blocks for a year what
  // it erases, in another copy: the same leaves, is in the sealed copies, and these are destroyed when the year is over. And where it
  // counts what it erases, in a third: the same steps, the same leaves, and the cells have as many rows more as the steps say.
  void ExpectSweep(const Effect& effect, engine::ApplyOptions options = {});
  // Steps of a plan at T with rows.
  Lines PlanLines();
  // `severity code` of each issue of these files that is not about columns or tables left out of the map, or a missing index.
  Lines IssuesOf(const std::string& map);

 private:
  void ExpectOtherWays(const Effect& effect, const engine::ApplyOptions& options);
  void ExpectUndo(const Effect& effect, const engine::ApplyOptions& options);
  void ExpectBlock(const Effect& effect, const engine::ApplyOptions& options);
  void ExpectAggregate(const Effect& effect, const engine::ApplyOptions& options);

  std::optional<World> world_;
};

// On both databases.
class HardSchemaTest : public SchemaTest, public testing::WithParamInterface<Dialect> {
 protected:
  void SetUp() override { SetUpOn(GetParam()); }
};
class SqliteSchemaTest : public SchemaTest {
 protected:
  void SetUp() override { SetUpOn(Dialect::kSqlite); }
};
class PostgresSchemaTest : public SchemaTest {
 protected:
  void SetUp() override { SetUpOn(Dialect::kPostgres); }
};

}  // namespace lofte::tests::hard
