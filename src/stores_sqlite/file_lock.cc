#include "stores_sqlite/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace lofte::stores_sqlite {

Result<FileLock> FileLock::Take(const std::string& store, const std::string& database) {
  if (database.empty()) return FileLock(-1);
  const std::string path = database + "-lofte.lock";
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) {
    return Fail(ErrorCode::kUnavailable, "store `" + store + "`: cannot make the lock file `" + path + "`: " + std::strerror(errno));
  }
  FileLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) return Fail(ErrorCode::kBusy, "store `" + store + "`: another run is at work on it; try again when it is done");
  return Fail(ErrorCode::kUnavailable, "store `" + store + "`: cannot lock `" + path + "`: " + std::strerror(errno));
}

void FileLock::Release() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

}  // namespace lofte::stores_sqlite
