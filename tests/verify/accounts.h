// What the tests of verify share: a world of either kind with a table of accounts, which is their registry of people.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "support/world.h"

namespace lofte::tests {

inline constexpr char kT[] = "2024-11-21T12:00:00";

// Of every policy here.
inline constexpr char kController[] = R"(lofte: 1
controller: { name: Test ApS, country: DK, email: privacy@test.example }
)";

// The data map of `CREATE TABLE accounts (id .., email TEXT, closed_on ..)`; other tables may follow it.
inline constexpr char kAccountsMap[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    fields: { id: technical, email: { category: person.mail, blank: key }, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date, null: not-yet } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
)";

class AccountsTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    world_ = std::make_unique<World>(GetParam());
    world_->Schema("CREATE TABLE accounts (id " + Key() + " PRIMARY KEY, email TEXT, closed_on " + Date() + ");");
    Make();
  }
  // The rest of the schema, and the rows.
  virtual void Make() = 0;
  std::string Date() const { return world_->is_postgres() ? "date" : "TEXT"; }
  std::string Key() const { return world_->is_postgres() ? "bigint" : "INTEGER"; }

  std::unique_ptr<World> world_;
};

}  // namespace lofte::tests
