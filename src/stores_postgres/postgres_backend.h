// An empty PostgreSQL database on the server that PGHOST names, for tests. One database serves the whole process, because making one takes
// long; it is emptied for each object and dropped at the end.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "base/result.h"
#include "stores_postgres/postgres_store.h"

namespace lofte::stores_postgres {

class PostgresBackend {
 public:
  static bool IsAvailable() { return std::getenv("PGHOST") != nullptr; }
  static const char* Need() { return "PGHOST is not set; run the tests under tools/with-postgres"; }

  PostgresBackend() {
    auto store = Open().value();
    // Sessions of the test before may not have noticed yet that they are over.
    store
        ->ExecuteScript(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        .value();
    store
        ->ExecuteScript(
            "DO $$ DECLARE s name; BEGIN FOR s IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> "
            "'information_schema' "
            "LOOP EXECUTE format('DROP SCHEMA %I CASCADE', s); END LOOP; END $$; CREATE SCHEMA public")
        .value();
  }
  PostgresBackend(const PostgresBackend&) = delete;
  PostgresBackend& operator=(const PostgresBackend&) = delete;

  Result<std::unique_ptr<stores::Store>> Open(bool read_only = false) const {
    return OpenPostgres("main", "dbname=" + database(), {.lock_timeout_ms = 30, .read_only = read_only});
  }
  static const std::string& database() {
    static const Database shared;
    return shared.name;
  }

  static expr::Value Stored(const expr::Value& written) { return written; }
  static std::string Place(int number) { return "$" + std::to_string(number); }

 private:
  struct Database {
    Database() { Administer("CREATE DATABASE " + name); }
    ~Database() { Administer("DROP DATABASE " + name + " WITH (FORCE)"); }
    static void Administer(const std::string& sql) { OpenPostgres("administration", "").value()->ExecuteScript(sql).value(); }
    const std::string name = "lofte_test_" + std::to_string(getpid());
  };
};

}  // namespace lofte::stores_postgres
