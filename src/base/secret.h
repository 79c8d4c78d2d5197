// Values that must not be shown by accident: no formatter, no stream operator, no conversion. Reading one names a reason, in the source,
// where a reviewer finds it (as tink's RestrictedData does with its access tokens).
//
// Secret: keys, passwords, tokens. Wiped when it goes; moved, never copied. Personal: a value about a person; a plain value otherwise.
// Not thread-safe, as any value.
#pragma once

#include <openssl/crypto.h>

#include <cstddef>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

namespace lofte {

// Why a protected value is read: a literal of at least eight characters, checked when compiling.
class Reason {
 public:
  template <std::size_t N>
  consteval Reason(const char (&text)[N]) : text_(text) {  // NOLINT: implicit, so that a call reads `Reveal("signing a checkpoint")`
    static_assert(N > 8, "say why in words");
  }
  const char* text() const { return text_; }

 private:
  const char* text_;
};

template <typename T>
class Secret {
  static_assert(std::is_same_v<T, std::string> || std::is_trivially_copyable_v<T>, "a secret must be wipeable");

 public:
  explicit Secret(T value) : value_(std::move(value)) { Wipe(value); }
  Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { Wipe(other.value_); }
  Secret& operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    Wipe(value_);
    value_ = std::move(other.value_);
    Wipe(other.value_);
    return *this;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { Wipe(value_); }

  // Borrowed from this object.
  const T& Reveal(Reason) const& { return value_; }
  const T& Reveal(Reason) const&& = delete;

  friend void PrintTo(const Secret&, std::ostream* out) { *out << "<secret>"; }  // GoogleTest would print the bytes

 private:
  static void Wipe(T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
      value.resize(value.capacity());  // also what a longer value left behind
      OPENSSL_cleanse(value.data(), value.size());
      value.clear();
    } else {
      OPENSSL_cleanse(&value, sizeof value);
    }
  }
  T value_;
};

template <typename T>
class Personal {
 public:
  explicit Personal(T value) : value_(std::move(value)) {}

  // Borrowed from this object.
  const T& Reveal(Reason) const& { return value_; }
  const T& Reveal(Reason) const&& = delete;

  bool operator==(const Personal&) const = default;
  friend void PrintTo(const Personal&, std::ostream* out) { *out << "<personal>"; }

 private:
  T value_;
};

template <typename T>
std::ostream& operator<<(std::ostream&, const Secret<T>&) = delete;
template <typename T>
std::ostream& operator<<(std::ostream&, const Personal<T>&) = delete;

}  // namespace lofte
