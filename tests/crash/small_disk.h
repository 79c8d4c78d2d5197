// A small file system of its own, seen by this process and its children only.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace lofte::tests {

class SmallDisk {
 public:
  explicit SmallDisk(std::size_t bytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // Empty, or why there is none: not everybody may mount one.
  const std::string& missing() const { return missing_; }
  const std::filesystem::path& folder() const { return folder_; }
  // Until at most so many bytes are free, to a page.
  void Fill(std::size_t free_bytes = 0) const;
  void MakeRoom() const { std::filesystem::remove(folder_ / "filler"); }

 private:
  std::filesystem::path folder_;
  std::string missing_;
};

}  // namespace lofte::tests
