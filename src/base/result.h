// Result<T>: a value or an Error, spelled like std::expected (C++23) so that it can become it.
//
// Expected failure is a return value. An Error's code says what the caller should do about it.
// Not thread-safe; a Result is owned by one thread at a time.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace lofte {

enum class ErrorCode {
  kInvalid,      // the input is wrong: correct it and call again
  kNotFound,     // the named thing does not exist
  kConflict,     // the world is not as the caller assumed (stale plan, changed schema): look again, then decide
  kRefused,      // a guard said no: needs a person's explicit word
  kBusy,         // somebody else holds the lock: try later
  kUnavailable,  // a store or a file cannot be reached: try later; nothing was changed
  kInDoubt,      // the act may or may not have happened (lost COMMIT): find out before doing it again
  kLimit,        // an input exceeds a stated bound
  kInterrupted,  // stopped half-way; safe to run again
  kInternal,     // a fault of Løfte or of the system under it
};

// The code's name in lower case with hyphens, for messages and JSON.
std::string_view NameOf(ErrorCode code);

// A failure in one lower-case line: what, where, what to do next. Never holds a value of a record.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
};

// Prints `what` on stderr and aborts: for broken invariants of our own, in release builds too.
[[noreturn]] void Panic(std::string_view what);

template <typename E>
class Unexpected {
 public:
  explicit Unexpected(E error) : error_(std::move(error)) {}
  E& error() { return error_; }

 private:
  E error_;
};

// An unexpected Error, for `return Fail(ErrorCode::kInvalid, "..")`.
inline Unexpected<Error> Fail(ErrorCode code, std::string message) { return Unexpected<Error>(Error{code, std::move(message)}); }
inline Unexpected<Error> Fail(Error error) { return Unexpected<Error>(std::move(error)); }

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit, as in std::expected
  Result(Unexpected<Error> failure) : state_(std::in_place_index<1>, std::move(failure.error())) {}  // NOLINT: likewise

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  // Precondition: has_value(). Panics otherwise.
  T& value() & { return Get(); }
  const T& value() const& { return const_cast<Result*>(this)->Get(); }
  T&& value() && { return std::move(Get()); }
  T& operator*() & { return Get(); }
  const T& operator*() const& { return const_cast<Result*>(this)->Get(); }
  T&& operator*() && { return std::move(Get()); }
  T* operator->() { return &Get(); }
  const T* operator->() const { return &const_cast<Result*>(this)->Get(); }

  // Precondition: !has_value(). Panics otherwise.
  const Error& error() const {
    if (has_value()) Panic("Result::error() of a value");
    return std::get<1>(state_);
  }

 private:
  T& Get() {
    if (!has_value()) Panic("Result::value() of an error: " + std::get<1>(state_).message);
    return std::get<0>(state_);
  }
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Unexpected<Error> failure) : error_(std::move(failure.error())), ok_(false) {}  // NOLINT: implicit, as in std::expected
  bool has_value() const { return ok_; }
  explicit operator bool() const { return ok_; }
  void value() const {
    if (!ok_) Panic("Result::value() of an error: " + error_.message);
  }
  const Error& error() const {
    if (ok_) Panic("Result::error() of a value");
    return error_;
  }

 private:
  Error error_;
  bool ok_ = true;
};

using Status = Result<void>;

}  // namespace lofte

// Leaves the calling function with the error of a Result expression, if it is one.
#define LOFTE_TRY(expression)                                                                                    \
  do {                                                                                                           \
    if (auto lofte_try_result = (expression); !lofte_try_result) return ::lofte::Fail(lofte_try_result.error()); \
  } while (false)

#define LOFTE_CONCAT_INNER(a, b) a##b
#define LOFTE_CONCAT(a, b) LOFTE_CONCAT_INNER(a, b)

// `LOFTE_ASSIGN(auto x, F());` declares x as F's value, or leaves with its error.
#define LOFTE_ASSIGN(declaration, expression) LOFTE_ASSIGN_INNER(LOFTE_CONCAT(lofte_assign_, __LINE__), declaration, expression)
#define LOFTE_ASSIGN_INNER(temporary, declaration, expression) \
  auto temporary = (expression);                               \
  if (!temporary) return ::lofte::Fail(temporary.error());     \
  declaration = std::move(temporary).value()
