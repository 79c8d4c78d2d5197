// Whole files, read within a bound and written so that a crash leaves the old or the new, never a mixture. Any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace lofte {

// The bytes of `path`. Errors: kNotFound; kLimit when it is longer than `limit_bytes`; kInvalid when it is a directory; kUnavailable
// otherwise.
Result<std::string> ReadFile(const std::filesystem::path& path, std::size_t limit_bytes = limits::kFileBytes);

// Who may read a file that is written. Both are narrowed by the process's umask.
enum class FileAccess { kOwner, kEveryone };

// May a product (a page, a record) be written to `path`? Not over what is no regular file (a device, a pipe, a link), nor over a source:
// YAML. kInvalid, with what to do.
Status CheckProduct(const std::filesystem::path& path);

// Replaces `path` by `bytes`: a temporary beside it, fsync, rename, fsync of the directory. A symbolic link is replaced, not followed.
// Errors: kNotFound when the directory is missing; kUnavailable when nothing was changed; kInDoubt when the new file is in place but may
// not survive a power failure.
Status WriteFileAtomically(const std::filesystem::path& path, std::string_view bytes, FileAccess access = FileAccess::kEveryone);

}  // namespace lofte
