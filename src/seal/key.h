// A key that seals values: authenticated encryption, and digests that nobody can make without it.
//
// XChaCha20-Poly1305 with random nonces and BLAKE2b (RFC 7693) of libsodium, under two keys derived from the one in the file. Immutable
// after reading; any thread. Moved, never copied; wiped when it goes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace lofte::seal {

class Key {
 public:
  // One line, `lofte-sealing-key-1:` and 64 hexadecimal digits. Errors: kNotFound; kInvalid where it is no key; kRefused where others than
  // its owner may read or write it.
  static Result<Key> Read(const std::filesystem::path& file);
  // Makes a new one, readable by its owner alone. Errors: kConflict when the file is there already, for what was sealed by it would be
  // lost.
  static Status Create(const std::filesystem::path& file);

  // 16 hexadecimal digits by which a copy says which key it needs. They say nothing of the key.
  const std::string& id() const { return id_; }

  // Nonce and ciphertext. `about` is not in it, and Open fails unless it is told the same.
  std::string Seal(std::string_view plain, std::string_view about) const;
  // Errors: kInvalid: another key, another `about`, or bytes that were changed.
  Result<std::string> Open(std::string_view sealed, std::string_view about) const;

  // 64 hexadecimal digits: equal for equal texts.
  std::string Digest(std::string_view text) const;

 private:
  Key() : sealing_(std::string()), digesting_(std::string()) {}

  Secret<std::string> sealing_, digesting_;
  std::string id_;
};

// 32 hexadecimal digits that nobody has had before.
std::string NewId();

// What Seal adds to the length of a text.
inline constexpr std::size_t kSealBytes = 24 + 16;

}  // namespace lofte::seal
