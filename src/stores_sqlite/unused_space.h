// Space of an SQLite file that holds no data and yet bytes: what was deleted or rewritten without `secure_delete`, and copies that SQLite
// leaves behind when it moves rows between pages, which no setting overwrites. A VACUUM leaves copies too, of rows that are there.
//
// Source: the SQLite file format (sqlite.org, fileformat2): b-tree pages, the freelist. Not looked at: the tail of an overflow chain, and
// what a write-ahead log has yet to bring. Reads only; any thread.
#pragma once

#include <cstdint>
#include <functional>

namespace lofte::stores_sqlite {

struct UnusedSpace {
  std::int64_t pages = 0;       // of the file
  std::int64_t looked_at = 0;   // all of them, or every so manieth of a large file
  std::int64_t with_bytes = 0;  // pages, of those looked at, with four bytes or more in a row that are not 0
};

// Fills the buffer with `amount` bytes from `offset`; false when that can't be done.
using ReadAt = std::function<bool(std::int64_t offset, unsigned char* buffer, std::size_t amount)>;

// Looks at `most_bytes` of the file at most. A file that is no database, or that is being written meanwhile, gives what could be read of
// it.
UnusedSpace LookAtUnusedSpace(const ReadAt& read, std::int64_t file_size, std::int64_t most_bytes);

}  // namespace lofte::stores_sqlite
