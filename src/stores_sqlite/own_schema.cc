#include "stores_sqlite/own_schema.h"

#include "stores/identifier.h"

namespace lofte::stores_sqlite {
namespace {

constexpr std::int64_t kVersion = 2;

// 0: there is none.
Result<std::int64_t> VersionOf(stores::Store& store) {
  LOFTE_ASSIGN(const stores::Rows present, store.Query("SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = 'lofte_meta'"));
  if (present.rows.empty()) return std::int64_t{0};
  LOFTE_ASSIGN(const stores::Rows version, store.Query("SELECT coalesce(max(version), 0) FROM main.lofte_meta"));
  const auto* number = std::get_if<std::int64_t>(&version.rows[0][0]);
  return number == nullptr ? 0 : *number;
}

Status RefuseNewer(const stores::Store& store, std::int64_t version) {
  if (version <= kVersion) return {};
  return Fail(ErrorCode::kConflict, "store `" + store.name() + "`: its lofte tables are of version " + std::to_string(version) +
                                        ", made by a newer program; use that one");
}

// The key's columns come first: SQLite 3.40's integrity_check looks for the NOT NULL of a column behind them in the wrong place, and calls
// the application's database damaged.
std::string SubjectState(const std::string& key_type) {
  return "CREATE TABLE main.lofte_subject_state ("
         "  \"subject_key\" " +
         key_type +
         " NOT NULL, \"purpose\" TEXT NOT NULL DEFAULT '',"
         "  \"state\" TEXT NOT NULL CHECK (\"state\" IN ('hold', 'restriction', 'ended')), \"reference\" TEXT NOT NULL DEFAULT '',"
         "  \"since\" TEXT NOT NULL, \"until\" TEXT,"
         "  PRIMARY KEY (\"subject_key\", \"purpose\", \"state\", \"reference\")) WITHOUT ROWID;";
}

std::string SealedPerson(const std::string& key_type) {
  return "CREATE TABLE main.lofte_sealed_person ("
         "  \"sealed\" TEXT NOT NULL REFERENCES lofte_sealed (\"id\") ON DELETE CASCADE, \"role\" TEXT NOT NULL, \"subject_key\" " +
         key_type +
         " NOT NULL, PRIMARY KEY (\"sealed\", \"role\")) WITHOUT ROWID;"
         "CREATE INDEX main.lofte_sealed_person_key ON lofte_sealed_person (\"subject_key\");";
}

// What version 2 has beside version 1. Whose a sealed copy is, is known by a key of the type that subject_state has.
std::string SecondVersion(const std::string& key_type) {
  return "CREATE TABLE main.lofte_sealed ("
         "  \"id\" TEXT NOT NULL PRIMARY KEY, \"kind\" TEXT NOT NULL CHECK (\"kind\" IN ('blocked', 'undo', 'gone')),"
         "  \"source_table\" TEXT NOT NULL, \"row_digest\" TEXT NOT NULL, \"run\" TEXT NOT NULL, \"ordinal\" INTEGER NOT NULL,"
         "  \"sealed_at\" TEXT NOT NULL, \"due\" TEXT, \"late\" TEXT, \"told\" TEXT, \"is_undated\" INTEGER NOT NULL,"
         "  \"examined_by\" TEXT NOT NULL, \"charged\" TEXT NOT NULL, \"terms\" TEXT NOT NULL, \"key_id\" TEXT NOT NULL, \"ciphertext\" "
         "BLOB NOT NULL);"
         "CREATE INDEX main.lofte_sealed_due ON lofte_sealed (\"due\");"
         "CREATE INDEX main.lofte_sealed_run ON lofte_sealed (\"run\", \"ordinal\");"
         "CREATE INDEX main.lofte_sealed_row ON lofte_sealed (\"source_table\", \"row_digest\");" +
         SealedPerson(key_type) +
         "CREATE TABLE main.lofte_cells ("
         "  \"source_table\" TEXT NOT NULL, \"level\" INTEGER NOT NULL, \"cell\" TEXT NOT NULL, \"rows\" INTEGER NOT NULL,"
         "  PRIMARY KEY (\"source_table\", \"level\", \"cell\")) WITHOUT ROWID;"
         "DELETE FROM main.lofte_meta; INSERT INTO main.lofte_meta (version) VALUES (2);";
}

// A table of before, whose key does not come first, is made again, with its rows and the type that its key has.
Status PutKeyFirst(stores::Store& store) {
  const auto is_behind = [&]() -> Result<bool> {
    LOFTE_ASSIGN(const stores::Rows rows,
                 store.Query("SELECT count(*) FROM main.pragma_table_info('lofte_subject_state') AS reference, "
                             "main.pragma_table_info('lofte_subject_state') AS since "
                             "WHERE reference.name = 'reference' AND since.name = 'since' AND reference.cid > since.cid"));
    return rows.rows.at(0).at(0) != expr::Value(std::int64_t{0});
  };
  LOFTE_ASSIGN(const bool seen, is_behind());
  if (!seen) return {};
  LOFTE_ASSIGN(const std::unique_ptr<stores::Transaction> transaction, store.Begin());
  LOFTE_ASSIGN(const bool still, is_behind());
  if (!still) return {};
  LOFTE_ASSIGN(const stores::Rows rows,
               store.Query("SELECT substr(sql, key.at, instr(sql, ' NOT NULL, \"purpose\"') - key.at) FROM main.sqlite_schema, "
                           "(SELECT instr(sql, '\"subject_key\" ') + length('\"subject_key\" ') AS at FROM main.sqlite_schema WHERE "
                           "type = 'table' AND name = 'lofte_subject_state') AS key "
                           "WHERE type = 'table' AND name = 'lofte_subject_state'"));
  const auto* key_type = rows.rows.empty() ? nullptr : std::get_if<std::string>(&rows.rows[0][0]);
  if (key_type == nullptr || key_type->empty())
    return Fail(ErrorCode::kConflict, "store `" + store.name() + "`: lofte_subject_state was not made by this program");
  LOFTE_TRY(stores::CheckTypeName(*key_type));
  LOFTE_TRY(store.ExecuteScript(
      "ALTER TABLE main.lofte_subject_state RENAME TO lofte_subject_state_before;" + SubjectState(*key_type) +
      "INSERT INTO main.lofte_subject_state (\"subject_key\", \"purpose\", \"state\", \"reference\", \"since\", \"until\") "
      "SELECT \"subject_key\", \"purpose\", \"state\", \"reference\", \"since\", \"until\" FROM main.lofte_subject_state_before;"
      "DROP TABLE main.lofte_subject_state_before;"));
  return transaction->Commit();
}

// The table as it was made says how its key compares, which no pragma does.
Result<bool> HasKeyType(stores::Store& store, const std::string& key_type) {
  LOFTE_ASSIGN(const stores::Rows rows, store.Query("SELECT instr(lower(sql), lower(?1)) > 0 FROM main.sqlite_master "
                                                    "WHERE type = 'table' AND name = 'lofte_subject_state'",
                                                    {"\"subject_key\" " + key_type + " NOT NULL,"}));
  return !rows.rows.empty() && rows.rows[0][0] == expr::Value(std::int64_t{1});
}

Status SetKeyType(stores::Store& store, const std::string& key_type) {
  LOFTE_TRY(PutKeyFirst(store));
  LOFTE_ASSIGN(const bool same, HasKeyType(store, key_type));
  if (same) return {};
  LOFTE_ASSIGN(const std::unique_ptr<stores::Transaction> transaction, store.Begin());
  // What is closed concerns nobody any more.
  LOFTE_TRY(store.Execute("DELETE FROM main.lofte_subject_state WHERE until <= strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"));
  LOFTE_ASSIGN(const stores::Rows rows, store.Query("SELECT (SELECT count(*) FROM main.lofte_subject_state) + "
                                                    "(SELECT count(*) FROM main.lofte_sealed_person)"));
  if (rows.rows[0][0] != expr::Value(std::int64_t{0})) {
    return Fail(ErrorCode::kConflict, "store `" + store.name() + "`: the subject key is `" + key_type +
                                          "` now, but lofte_subject_state and lofte_sealed_person were made for another; move their rows "
                                          "before the key's type is changed");
  }
  LOFTE_TRY(store.ExecuteScript("DROP TABLE main.lofte_subject_state; DROP TABLE main.lofte_sealed_person;" + SubjectState(key_type) +
                                SealedPerson(key_type)));
  return transaction->Commit();
}

// What verify counts, in the order in which it counts: without it SQLite reads all that is sealed and sorts it. A store of before gets it
// at its next sweep.
Status IndexCounts(stores::Store& store) {
  return store.ExecuteScript(
      "CREATE INDEX IF NOT EXISTS main.lofte_sealed_count ON lofte_sealed (\"source_table\", \"examined_by\", \"charged\", "
      "\"is_undated\", \"late\", \"kind\", \"terms\")");
}

Status Finish(stores::Store& store, const std::string& key_type) {
  LOFTE_TRY(SetKeyType(store, key_type));
  return IndexCounts(store);
}

// From nothing to version 1.
std::string FirstVersion(const std::string& key_type) {
  return "CREATE TABLE main.lofte_meta (version INTEGER NOT NULL PRIMARY KEY);"
         "CREATE TABLE main.lofte_journal ("
         "  \"run\" TEXT NOT NULL, \"step\" INTEGER NOT NULL, \"batch\" INTEGER NOT NULL,"
         "  \"from_position\" INTEGER, \"to_position\" INTEGER, \"rows\" INTEGER NOT NULL, \"at\" TEXT NOT NULL,"
         "  PRIMARY KEY (\"run\", \"step\", \"batch\")) WITHOUT ROWID;" +
         SubjectState(key_type) + "INSERT INTO main.lofte_meta (version) VALUES (1);";
}

}  // namespace

Status PrepareOwnSchema(stores::Store& store, const std::string& key_type) {
  LOFTE_TRY(stores::CheckTypeName(key_type));
  LOFTE_ASSIGN(const std::int64_t seen, VersionOf(store));
  if (seen == kVersion) return Finish(store, key_type);
  LOFTE_ASSIGN(const std::unique_ptr<stores::Transaction> transaction, store.Begin());
  LOFTE_ASSIGN(const std::int64_t version, VersionOf(store));
  LOFTE_TRY(RefuseNewer(store, version));
  if (version == kVersion) {
    LOFTE_TRY(transaction->Commit());
    return Finish(store, key_type);
  }
  if (version == 0) LOFTE_TRY(store.ExecuteScript(FirstVersion(key_type)));
  LOFTE_TRY(store.ExecuteScript(SecondVersion(key_type)));
  LOFTE_TRY(transaction->Commit());
  return Finish(store, key_type);
}

Result<bool> HasOwnSchema(stores::Store& store) {
  LOFTE_ASSIGN(const std::int64_t version, VersionOf(store));
  LOFTE_TRY(RefuseNewer(store, version));  // holds that cannot be read must not be passed over
  return version > 0;
}

}  // namespace lofte::stores_sqlite
