#include "stores_sqlite/unused_space.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <unordered_set>
#include <vector>

namespace lofte::stores_sqlite {
namespace {

using Page = const unsigned char*;

constexpr std::size_t kFileHeader = 100;
// A damaged freelist may run in a circle.
constexpr std::int64_t kMostTrunks = 1'000'000;

std::size_t Two(Page at) { return static_cast<std::size_t>(at[0]) << 8 | at[1]; }
std::int64_t Four(Page at) { return static_cast<std::int64_t>(Two(at)) << 16 | static_cast<std::int64_t>(Two(at + 2)); }

// Shorter runs are numbers, such as what is left of pointers and of keys.
constexpr std::size_t kRun = 4;

bool HasBytes(Page page, std::size_t begin, std::size_t end) {
  std::size_t run = 0;
  for (; begin < end && run < kRun; ++begin) {
    // Most of it is zeros.
    for (std::uint64_t eight = 0; run == 0 && begin + sizeof eight <= end; begin += sizeof eight) {
      std::memcpy(&eight, page + begin, sizeof eight);
      if (eight != 0) break;
    }
    if (begin < end) run = page[begin] == 0 ? 0 : run + 1;
  }
  return run == kRun;
}

// Pointers to cells that were deleted may still stand behind the others. They say where, not what, and no text looks like them unless pages
// are larger than 8 KiB.
std::size_t EndOfPointers(Page page, std::size_t begin, std::size_t end, std::size_t usable) {
  while (usable <= 8192 && begin + 2 <= end && Two(page + begin) < usable) begin += 2;
  return begin;
}

// Between the cell pointers and the cells, and in the free blocks among these.
bool HasBytesBetweenCells(Page page, std::size_t header, std::size_t usable) {
  const bool is_leaf = page[header] == 10 || page[header] == 13;
  const std::size_t pointers_end = header + (is_leaf ? 8 : 12) + 2 * Two(page + header + 3);
  const std::size_t content = Two(page + header + 5) == 0 ? 65'536 : Two(page + header + 5);
  if (pointers_end > usable || content > usable) return false;  // no such page
  if (HasBytes(page, EndOfPointers(page, pointers_end, content, usable), content)) return true;
  for (std::size_t block = Two(page + header + 1), before = 0; block > before && block + 4 <= usable; block = Two(page + block)) {
    before = block;
    if (HasBytes(page, block + 4, std::min(usable, block + Two(page + block + 2)))) return true;
  }
  return false;
}

class Look {
 public:
  Look(const ReadAt& read, std::int64_t file_size) : read_(read) {
    unsigned char header[kFileHeader];
    if (file_size < static_cast<std::int64_t>(kFileHeader) || !read(0, header, kFileHeader)) return;
    if (std::memcmp(header, "SQLite format 3", 16) != 0) return;
    page_size_ = Two(header + 16) == 1 ? 65'536 : Two(header + 16);
    if (page_size_ < 512) return;
    usable_ = page_size_ - header[20];
    found_.pages = file_size / static_cast<std::int64_t>(page_size_);
    ReadFreelist(Four(header + 32));
  }

  UnusedSpace Run(std::int64_t most_bytes) {
    if (found_.pages == 0) return found_;
    const std::int64_t most = std::max<std::int64_t>(1, most_bytes / static_cast<std::int64_t>(page_size_));
    const std::int64_t stride = (found_.pages + most - 1) / most;
    const std::int64_t at_once = stride == 1 ? 64 : 1;
    std::vector<unsigned char> buffer(page_size_ * static_cast<std::size_t>(at_once));
    for (std::int64_t page = 1; page <= found_.pages; page += stride * at_once) {
      const std::int64_t count = std::min(at_once, found_.pages - page + 1);
      if (!read_(OffsetOf(page), buffer.data(), page_size_ * static_cast<std::size_t>(count))) break;
      for (std::int64_t i = 0; i < count; ++i) LookAt(page + i, buffer.data() + page_size_ * static_cast<std::size_t>(i));
    }
    return found_;
  }

 private:
  std::int64_t OffsetOf(std::int64_t page) const { return (page - 1) * static_cast<std::int64_t>(page_size_); }

  void ReadFreelist(std::int64_t trunk) {
    std::vector<unsigned char> page(page_size_);
    for (std::int64_t seen = 0; trunk > 0 && trunk <= found_.pages && seen < kMostTrunks; ++seen) {
      if (!read_(OffsetOf(trunk), page.data(), page_size_)) return;
      const auto leaves = static_cast<std::size_t>(Four(page.data() + 4));
      if (leaves > usable_ / 4 - 2) return;
      for (std::size_t i = 0; i < leaves; ++i) free_.insert(Four(page.data() + 8 + 4 * i));
      trunk = Four(page.data());
    }
  }

  void LookAt(std::int64_t number, Page page) {
    ++found_.looked_at;
    const std::size_t header = number == 1 ? kFileHeader : 0;
    const unsigned char type = page[header];
    if (free_.count(number) != 0) {
      found_.with_bytes += HasBytes(page, 0, usable_);
    } else if (type == 2 || type == 5 || type == 10 || type == 13) {
      found_.with_bytes += HasBytesBetweenCells(page, header, usable_);
    }
  }

  const ReadAt& read_;
  std::size_t page_size_ = 0, usable_ = 0;
  std::unordered_set<std::int64_t> free_;
  UnusedSpace found_;
};

}  // namespace

UnusedSpace LookAtUnusedSpace(const ReadAt& read, std::int64_t file_size, std::int64_t most_bytes) {
  return Look(read, file_size).Run(most_bytes);
}

}  // namespace lofte::stores_sqlite
