#include "small_disk.h"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace lofte::tests {

namespace fs = std::filesystem;

SmallDisk::SmallDisk(std::size_t bytes) : folder_(fs::temp_directory_path() / ("lofte_disk_" + std::to_string(getpid()))) {
  fs::create_directories(folder_);
  if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      mount("tmpfs", folder_.c_str(), "tmpfs", 0, ("size=" + std::to_string(bytes)).c_str()) != 0) {
    missing_ = std::string("this process may not mount a small disk: ") + std::strerror(errno);
  }
}

SmallDisk::~SmallDisk() {
  if (missing_.empty()) umount2(folder_.c_str(), MNT_DETACH);
  std::error_code ignored;
  fs::remove(folder_, ignored);
}

void SmallDisk::Fill(std::size_t free_bytes) const {
  std::ofstream filler(folder_ / "filler", std::ios::binary);
  const std::string block(4096, 'x');
  while (fs::space(folder_).available > free_bytes && filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush())
    continue;
}

}  // namespace lofte::tests
