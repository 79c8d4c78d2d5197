// A lock that a process holds on a file beside the database, and loses when it dies.
#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace lofte::stores_sqlite {

class FileLock {
 public:
  // Takes flock(2) on `<database>-lofte.lock`, made when it is missing and never removed: whoever removed it could let two in.
  // A database in memory (empty name) has no other user, and gets a lock that locks nothing.
  // Errors: kBusy when another connection, of this process too, holds it; kUnavailable when the file cannot be made.
  static Result<FileLock> Take(const std::string& store, const std::string& database);
  ~FileLock() { Release(); }
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  void Release();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace lofte::stores_sqlite
