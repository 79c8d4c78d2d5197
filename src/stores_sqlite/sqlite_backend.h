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
    struct AsKept {
      expr::Value operator()(bool flag) const { return std::int64_t{flag}; }
      expr::Value operator()(time::Day day) const { return time::Format(day); }
      expr::Value operator()(time::Instant instant) const { return time::Format(instant); }
      expr::Value operator()(time::LocalTime local) const { return time::Format(local); }
      expr::Value operator()(const auto& other) const { return other; }
    };
    return std::visit(AsKept{}, written);
  }
  static std::string Place(int number) { return "?" + std::to_string(number); }

 private:
  std::string folder_;
};

}  // namespace lofte::stores_sqlite
