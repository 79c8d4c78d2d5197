// SHA-256 (FIPS 180-4) of bytes at hand, through OpenSSL. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace lofte {

// 64 lower-case hexadecimal digits. Panics when the cryptographic library has no SHA-256: nothing that we sign or compare would be true.
std::string Sha256Hex(std::string_view bytes);

}  // namespace lofte
