// ParseInstant: `YYYY-MM-DD[THH:MM[:SS[.f..]][Z|+HH:MM|-HH:MM]]`, the profile of ISO 8601 that RFC 3339 calls a timestamp, with a default
// zone.
#include <optional>
#include <string>

#include "time/zone.h"

namespace lofte::time {
namespace {

// Takes fields off the front of a text; after the first that does not fit, nothing fits.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool Take(char letter) {
    if (rest_.empty() || rest_.front() != letter) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // Exactly two digits, at most `largest`; -1 otherwise.
  int TakeTwo(int largest) {
    if (rest_.size() < 2 || !IsDigit(rest_[0]) || !IsDigit(rest_[1])) return -1;
    const int number = (rest_[0] - '0') * 10 + (rest_[1] - '0');
    rest_.remove_prefix(2);
    return number <= largest ? number : -1;
  }
  // One to six digits after the point, as microseconds; -1 otherwise.
  std::int64_t TakeFraction() {
    std::int64_t us = 0;
    int digits = 0;
    for (; !rest_.empty() && IsDigit(rest_.front()); rest_.remove_prefix(1)) {
      if (++digits > 6) return -1;
      us = us * 10 + (rest_.front() - '0');
    }
    if (digits == 0) return -1;
    for (; digits < 6; ++digits) us *= 10;
    return us;
  }
  bool at_end() const { return rest_.empty(); }

 private:
  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }
  std::string_view rest_;
};

// Microseconds since midnight.
std::optional<std::int64_t> TakeClock(Reader& reader) {
  const int hours = reader.TakeTwo(23);
  if (hours < 0 || !reader.Take(':')) return std::nullopt;
  const int minutes = reader.TakeTwo(59);
  if (minutes < 0) return std::nullopt;
  std::int64_t us = (hours * 3600 + minutes * 60) * kMicrosPerSecond;
  if (!reader.Take(':')) return us;
  const int whole = reader.TakeTwo(59);
  if (whole < 0) return std::nullopt;
  us += whole * kMicrosPerSecond;
  if (!reader.Take('.')) return us;
  const std::int64_t fraction = reader.TakeFraction();
  if (fraction < 0) return std::nullopt;
  return us + fraction;
}

struct Offset {
  bool given = false;
  std::int64_t us = 0;
};

std::optional<Offset> TakeOffset(Reader& reader) {
  if (reader.at_end()) return Offset{};
  if (reader.Take('Z')) return Offset{true, 0};
  const int sign = reader.Take('+') ? 1 : reader.Take('-') ? -1 : 0;
  if (sign == 0) return std::nullopt;
  const int hours = reader.TakeTwo(23);
  if (hours < 0 || !reader.Take(':')) return std::nullopt;
  const int minutes = reader.TakeTwo(59);
  if (minutes < 0) return std::nullopt;
  return Offset{true, sign * (hours * 3600 + minutes * 60) * kMicrosPerSecond};
}

}  // namespace

Result<Instant> ParseInstant(std::string_view text, const Zone& zone) {
  LOFTE_ASSIGN(const Day day, ParseDay(text.substr(0, 10)));
  if (text.size() == 10) return zone.StartOf(day);
  const auto invalid = [&] {
    return Fail(ErrorCode::kInvalid,
                "`" + std::string(text.substr(0, 40)) +
                    "` is not a time: write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, with Z or an offset like +02:00 if it is not local");
  };
  Reader reader(text.substr(10));
  if (!reader.Take('T')) return invalid();
  const std::optional<std::int64_t> clock = TakeClock(reader);
  if (!clock) return invalid();
  const std::optional<Offset> offset = TakeOffset(reader);
  if (!offset || !reader.at_end()) return invalid();
  const LocalTime local{day.number * kMicrosPerDay + *clock};
  return offset->given ? Instant{local.us - offset->us} : zone.InstantOf(local);
}

}  // namespace lofte::time
