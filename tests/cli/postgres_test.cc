// What only a server can be: one database under two names, a role that may not look.
#include <gtest/gtest.h>

#include "cli/company.h"
#include "support/world.h"

namespace lofte::tests {
namespace postgres_test {

class PostgresCommandTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(stores::Dialect::kPostgres); !missing.empty()) GTEST_SKIP() << missing;
    world_ = std::make_unique<World>(stores::Dialect::kPostgres);
    world_->Schema(
        "CREATE TABLE accounts (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, closed_on date);"
        "CREATE TABLE notes (id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts (id), body text, written_on date);");
  }
  void Config(const std::string& stores) { company_.Write("lofte.yaml", "lofte: 1\nstores:\n" + stores); }
  std::string Store(const std::string& name, const std::string& more = "") const {
    return "  " + name + ": { kind: postgres, connection: '" + world_->location() + more + "' }\n";
  }
  std::unique_ptr<World> world_;
  Company company_;
};

TEST_F(PostgresCommandTest, OneDatabaseUnderTwoNamesIsWrong) {
  Config(Store("main"));
  ASSERT_EQ(company_.RunAt("verify").code, 0);
  Config(Store("main") + Store("alt", " application_name=alt"));
  for (const char* command : {"plan", "apply", "verify"}) {
    const Outcome outcome = company_.RunAt(command, {"--json"});
    EXPECT_EQ(outcome.code, 2) << command;
    EXPECT_EQ(outcome.Json().at("issues").at(0).at("code"), "store-twice") << command;
  }
  const Outcome check = company_.Run("check", {"--json"});
  EXPECT_EQ(check.code, 2);
  EXPECT_NE(check.out.find("stores `main` and `alt` are the same database"), std::string::npos) << check.out;
}

// A promise is broken, or nobody could look: a nightly job has to tell.
TEST_F(PostgresCommandTest, RoleThatMayNotLookIsNoFinding) {
  const std::string role = "lofte_cli_" + world_->location().substr(world_->location().rfind('=') + 1);
  world_->Execute("CREATE ROLE " + role + " LOGIN; GRANT SELECT ON accounts TO " + role);
  Config(Store("main", " user=" + role));
  const Outcome verify = company_.RunAt("verify", {"--json"}), plan = company_.RunAt("plan", {"--json"}),
                check = company_.Run("check", {"--json"});
  world_->Execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
  for (const Outcome& outcome : {verify, plan, check}) {
    EXPECT_EQ(outcome.code, 3);
    EXPECT_EQ(outcome.Json().at("error").at("code"), "unavailable");
    EXPECT_NE(outcome.out.find("permission denied for table notes"), std::string::npos) << outcome.out;
  }
}

}  // namespace postgres_test
}  // namespace lofte::tests
