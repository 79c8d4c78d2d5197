// Named formats that a column's texts may be promised to have: how a password or a key is hashed.
//
// A format says how the text is made up, not that it was made well: 64 hexadecimal digits may be a hash or a key in clear. Pure; any
// thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace lofte::stores {

enum class ColumnFormat {
  kArgon2id,   // $argon2id$v=19$m=65536,t=3,p=4$SALT$HASH                           (PHC string)
  kBcrypt,     // $2b$12$ and 53 characters
  kScrypt,     // $scrypt$ln=16,r=8,p=1$SALT$HASH or scrypt:32768:8:1$SALT$HEX
  kPbkdf2,     // $pbkdf2-sha256$29000$SALT$HASH or pbkdf2_sha256$600000$SALT$HASH or pbkdf2:sha256:260000$SALT$HEX
  kSha256Hex,  // 64 hexadecimal digits
  kSha512Hex,  // 128 hexadecimal digits
};

const std::vector<ColumnFormat>& AllColumnFormats();
// `argon2id`, `bcrypt`, `scrypt`, `pbkdf2`, `sha256-hex`, `sha512-hex`.
std::string_view NameOf(ColumnFormat format);
std::optional<ColumnFormat> ParseColumnFormat(std::string_view name);

// Whether the whole text has the format. O(bytes).
bool Matches(ColumnFormat format, std::string_view text);

// The POSIX extended regular expression, anchored, that matches exactly the same texts: for a database without that function.
std::string_view PosixRegexOf(ColumnFormat format);

}  // namespace lofte::stores
