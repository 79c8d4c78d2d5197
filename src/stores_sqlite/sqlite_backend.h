// A fresh SQLite file in write-ahead mode, for tests; removed with the object.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::stores_sqlite {

class SqliteBackend {
 public:
  static bool IsAvailable() { return true; }
  static const char* Need() { return ""; }

  SqliteBackend() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lofte-sqlite-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) Panic("no temporary folder");
    folder_ = pattern;
    OpenSqlite("main", path(), {.create = true}).value()->ExecuteScript("PRAGMA journal_mode=WAL").value();
  }
  ~SqliteBackend() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  SqliteBackend(const SqliteBackend&) = delete;
  SqliteBackend& operator=(const SqliteBackend&) = delete;

  Result<std::unique_ptr<stores::Store>> Open(bool read_only = false) const {
    return OpenSqlite("main", path(), {.create = false, .read_only = read_only, .busy_timeout_ms = 30});
  }
  std::string path() const { return folder_ + "/store.db"; }

  static expr::Value Stored(const expr::Value& written) {
    if (const auto* flag = std::get_if<bool>(&written)) return std::int64_t{*flag};
    if (const auto* day = std::get_if<time::Day>(&written)) return time::Format(*day);
    if (const auto* instant = std::get_if<time::Instant>(&written)) return time::Format(*instant);
    if (const auto* local = std::get_if<time::LocalTime>(&written)) return time::Format(*local);
    return written;
  }
  static std::string Place(int number) { return "?" + std::to_string(number); }

 private:
  std::string folder_;
};

}  // namespace lofte::stores_sqlite
