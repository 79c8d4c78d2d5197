#include "stores_postgres/own_schema.h"

#include "stores/identifier.h"

namespace lofte::stores_postgres {
namespace {

constexpr std::int64_t kVersion = 2;

Result<bool> IsTrue(stores::Store& store, const std::string& sql, const std::vector<expr::Value>& parameters = {}) {
  LOFTE_ASSIGN(const stores::Rows rows, store.Query(sql, parameters));
  return !rows.rows.empty() && rows.rows[0][0] == expr::Value(true);
}

// 0: there is none.
Result<std::int64_t> VersionOf(stores::Store& store) {
  LOFTE_ASSIGN(const bool present, IsTrue(store, "SELECT to_regclass('lofte.meta') IS NOT NULL"));
  if (!present) return std::int64_t{0};
  LOFTE_ASSIGN(const stores::Rows rows, store.Query("SELECT coalesce(max(version), 0) FROM lofte.meta"));
  const auto* version = std::get_if<std::int64_t>(&rows.rows[0][0]);
  return version == nullptr ? 0 : *version;
}

Status RefuseNewer(const stores::Store& store, std::int64_t version) {
  if (version <= kVersion) return {};
  return Fail(ErrorCode::kConflict, "store `" + store.name() + "`: its schema lofte is of version " + std::to_string(version) +
                                        ", made by a newer program; use that one");
}

std::string SubjectState(const std::string& key_type) {
  return "CREATE TABLE lofte.subject_state ("
         "  \"subject_key\" " +
         key_type +
         " NOT NULL, \"purpose\" text NOT NULL DEFAULT '',"
         "  \"state\" text NOT NULL CHECK (\"state\" IN ('hold', 'restriction', 'ended')),"
         "  \"since\" timestamptz NOT NULL, \"until\" timestamptz, \"reference\" text NOT NULL DEFAULT '',"
         "  PRIMARY KEY (\"subject_key\", \"purpose\", \"state\", \"reference\"));";
}

// What version 2 has beside version 1. Whose a sealed copy is, is known by a key of the type that subject_state has.
std::string SecondVersion(const std::string& key_type) {
  return "CREATE TABLE lofte.sealed ("
         "  \"id\" text NOT NULL PRIMARY KEY, \"kind\" text NOT NULL CHECK (\"kind\" IN ('blocked', 'undo', 'gone')),"
         "  \"source_table\" text NOT NULL, \"row_digest\" text NOT NULL, \"run\" text NOT NULL, \"ordinal\" bigint NOT NULL,"
         "  \"sealed_at\" timestamptz NOT NULL, \"due\" date, \"late\" date, \"told\" date, \"is_undated\" boolean NOT NULL,"
         "  \"examined_by\" text NOT NULL, \"charged\" text NOT NULL, \"terms\" text NOT NULL, \"key_id\" text NOT NULL, \"ciphertext\" "
         "bytea NOT NULL);"
         "CREATE INDEX ON lofte.sealed (\"due\");"
         "CREATE INDEX ON lofte.sealed (\"run\", \"ordinal\");"
         "CREATE INDEX ON lofte.sealed (\"source_table\", \"row_digest\");"
         "CREATE TABLE lofte.sealed_person ("
         "  \"sealed\" text NOT NULL REFERENCES lofte.sealed ON DELETE CASCADE, \"role\" text NOT NULL, \"subject_key\" " +
         key_type +
         " NOT NULL, PRIMARY KEY (\"sealed\", \"role\"));"
         "CREATE INDEX ON lofte.sealed_person (\"subject_key\");"
         "CREATE TABLE lofte.cells ("
         "  \"source_table\" text NOT NULL, \"level\" integer NOT NULL, \"cell\" text NOT NULL, \"rows\" bigint NOT NULL,"
         "  PRIMARY KEY (\"source_table\", \"level\", \"cell\"));"
         "DELETE FROM lofte.meta; INSERT INTO lofte.meta (version) VALUES (2);";
}

// `text COLLATE "public"."ci"`, or a type alone.
Result<bool> HasKeyType(stores::Store& store, const std::string& key_type) {
  constexpr std::string_view kCollate = " COLLATE ";
  const std::size_t at = key_type.find(kCollate);
  const std::string type = key_type.substr(0, at), collation = at == std::string::npos ? "" : key_type.substr(at + kCollate.size());
  return IsTrue(
      store,
      "SELECT a.atttypid = to_regtype($1) AND a.attcollation = CASE WHEN $2 = '' THEN t.typcollation ELSE to_regcollation($2)::oid END "
      "FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid "
      "WHERE a.attrelid = to_regclass('lofte.subject_state') AND a.attname = 'subject_key'",
      {type, collation});
}

Status SetKeyType(stores::Store& store, const std::string& key_type) {
  LOFTE_ASSIGN(const bool same, HasKeyType(store, key_type));
  if (same) return {};
  LOFTE_ASSIGN(const std::unique_ptr<stores::Transaction> transaction, store.Begin());
  LOFTE_TRY(store.ExecuteScript("LOCK TABLE lofte.subject_state, lofte.sealed_person IN ACCESS EXCLUSIVE MODE"));
  // What is closed concerns nobody any more.
  LOFTE_TRY(store.Execute("DELETE FROM lofte.subject_state WHERE until <= clock_timestamp()"));
  for (const char* table : {"lofte.subject_state", "lofte.sealed_person"}) {
    LOFTE_ASSIGN(const bool is_empty, IsTrue(store, "SELECT NOT EXISTS (SELECT FROM " + std::string(table) + ")"));
    if (is_empty) continue;
    return Fail(ErrorCode::kConflict, "store `" + store.name() + "`: the subject key is `" + key_type + "` now, but " + table +
                                          " was made for another type; move its rows before the key's type is changed");
  }
  // In place, so that privileges given on the table stay.
  for (const char* table : {"lofte.subject_state", "lofte.sealed_person"})
    LOFTE_TRY(store.ExecuteScript("ALTER TABLE " + std::string(table) + " ALTER COLUMN \"subject_key\" TYPE " + key_type + " USING NULL"));
  return transaction->Commit();
}

// From nothing to version 1. The schema may have been made by the database's owner, who then gives our role CREATE on it.
std::string FirstVersion(const std::string& key_type, bool has_schema) {
  return std::string(has_schema ? "" : "CREATE SCHEMA lofte;") +
         "CREATE TABLE lofte.meta (version integer NOT NULL PRIMARY KEY);"
         "CREATE TABLE lofte.journal ("
         "  \"run\" text NOT NULL, \"step\" integer NOT NULL, \"batch\" bigint NOT NULL,"
         "  \"from_position\" bigint, \"to_position\" bigint, \"rows\" bigint NOT NULL, \"at\" timestamptz NOT NULL,"
         "  PRIMARY KEY (\"run\", \"step\", \"batch\"));" +
         SubjectState(key_type) + "INSERT INTO lofte.meta (version) VALUES (1);";
}

}  // namespace

std::string LockArguments(LockKey key) { return std::to_string(kLockClass) + ", " + std::to_string(static_cast<int>(key)); }

Status PrepareOwnSchema(stores::Store& store, const std::string& key_type) {
  LOFTE_TRY(stores::CheckTypeName(key_type));
  LOFTE_ASSIGN(const std::int64_t seen, VersionOf(store));
  if (seen == kVersion) return SetKeyType(store, key_type);
  LOFTE_ASSIGN(const std::unique_ptr<stores::Transaction> transaction, store.Begin());
  LOFTE_TRY(store.Query("SELECT pg_advisory_xact_lock(" + LockArguments(LockKey::kSchema) + ")"));
  LOFTE_ASSIGN(const std::int64_t version, VersionOf(store));
  LOFTE_TRY(RefuseNewer(store, version));
  if (version == kVersion) {
    LOFTE_TRY(transaction->Commit());
    return SetKeyType(store, key_type);
  }
  if (version == 0) {
    LOFTE_ASSIGN(const bool has_schema, IsTrue(store, "SELECT to_regnamespace('lofte') IS NOT NULL"));
    LOFTE_TRY(store.ExecuteScript(FirstVersion(key_type, has_schema)));
  }
  LOFTE_TRY(store.ExecuteScript(SecondVersion(key_type)));
  LOFTE_TRY(transaction->Commit());
  return SetKeyType(store, key_type);
}

Result<bool> HasOwnSchema(stores::Store& store) {
  LOFTE_ASSIGN(const std::int64_t version, VersionOf(store));
  LOFTE_TRY(RefuseNewer(store, version));  // holds that cannot be read must not be passed over
  return version > 0;
}

}  // namespace lofte::stores_postgres
