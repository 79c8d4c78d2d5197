#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace lofte {
namespace {

namespace fs = std::filesystem;

// A file descriptor that is closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  // False when the system reports an error that it had put off until now.
  bool Close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

// Removes a file when it goes, unless it was kept.
class Temporary {
 public:
  explicit Temporary(fs::path path) : path_(std::move(path)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  void Keep() { path_.clear(); }

 private:
  fs::path path_;
};

Unexpected<Error> SystemFailure(std::string_view act, const fs::path& path, int number, ErrorCode code = ErrorCode::kUnavailable) {
  if (number == ENOENT || number == ENOTDIR) code = ErrorCode::kNotFound;
  std::string what = std::generic_category().message(number);
  what[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(what[0])));
  return Fail(code, "cannot " + std::string(act) + " `" + path.string() + "`: " + what);
}

template <typename Call>
auto Retry(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

Status WriteAll(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = Retry([&] { return ::write(fd, bytes.data(), bytes.size()); });
    if (written < 0) return SystemFailure("write", path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// A name beside `path` that no other process or thread of this machine is using.
fs::path NameBeside(const fs::path& path) {
  static std::atomic<std::uint64_t> counter = 0;
  return fs::path(path.string() + ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter++));
}

Status WriteDurably(Descriptor& file, std::string_view bytes, const fs::path& path) {
  LOFTE_TRY(WriteAll(file.get(), bytes, path));
  if (Retry([&] { return ::fsync(file.get()); }) != 0) return SystemFailure("write", path, errno);
  if (!file.Close()) return SystemFailure("write", path, errno);
  return {};
}

Status SyncDirectory(const fs::path& directory, const fs::path& path) {
  const Descriptor handle(Retry([&] { return ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
  if (handle.is_open() && Retry([&] { return ::fsync(handle.get()); }) == 0) return {};
  return Fail(ErrorCode::kInDoubt,
              "wrote `" + path.string() + "`, but its directory could not be synced: read it back before relying on it");
}

Result<std::string> ReadAll(int fd, const fs::path& path, std::size_t limit_bytes) {
  std::string bytes;
  std::array<char, 64 * 1024> block;
  while (true) {
    const ssize_t count = Retry([&] { return ::read(fd, block.data(), block.size()); });
    if (count < 0) return SystemFailure("read", path, errno);
    if (count == 0) return bytes;
    if (static_cast<std::size_t>(count) > limit_bytes - bytes.size())
      return Fail(ErrorCode::kLimit, "`" + path.string() + "` is longer than " + std::to_string(limit_bytes) + " bytes: split it");
    bytes.append(block.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

Result<std::string> ReadFile(const fs::path& path, std::size_t limit_bytes) {
  const Descriptor file(Retry([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }));
  if (!file.is_open()) return SystemFailure("read", path, errno);
  struct stat about {};
  if (::fstat(file.get(), &about) != 0) return SystemFailure("read", path, errno);
  if (S_ISDIR(about.st_mode)) return Fail(ErrorCode::kInvalid, "`" + path.string() + "` is a directory: name a file");
  // Whoever should fill it may never come.
  if (S_ISFIFO(about.st_mode) || S_ISSOCK(about.st_mode))
    return Fail(ErrorCode::kInvalid, "`" + path.string() + "` is a pipe: name a file");
  return ReadAll(file.get(), path, limit_bytes);
}

Status CheckProduct(const fs::path& path) {
  std::error_code ignored;
  const fs::file_status status = fs::symlink_status(path, ignored);
  if (!fs::exists(status)) return {};
  const auto fail = [&](const std::string& why) { return Fail(ErrorCode::kInvalid, "`" + path.string() + "` " + why); };
  if (fs::is_symlink(status)) return fail("is a link, which would be replaced: name the file that it leads to");
  if (fs::is_directory(status)) return fail("is a folder: name a file in it");
  if (!fs::is_regular_file(status)) return fail("is no regular file: name another, or leave `--output` out and redirect");
  const std::string extension = path.extension().string();
  if (extension == ".yaml" || extension == ".yml") return fail("is a source, which would be lost: name another file");
  return {};
}

Status WriteFileAtomically(const fs::path& path, std::string_view bytes, FileAccess access) {
  const fs::path directory = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const fs::path beside = NameBeside(path);
  const mode_t mode = access == FileAccess::kOwner ? 0600 : 0644;
  Descriptor file(Retry([&] { return ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode); }));
  if (!file.is_open()) return SystemFailure("write", path, errno);
  Temporary temporary(beside);
  LOFTE_TRY(WriteDurably(file, bytes, path));
  if (::rename(beside.c_str(), path.c_str()) != 0) return SystemFailure("replace", path, errno);
  temporary.Keep();
  return SyncDirectory(directory, path);
}

}  // namespace lofte
