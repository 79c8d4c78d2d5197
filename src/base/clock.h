// The wall clock as a parameter: only the shells around the pure core hold one; everything else takes the time as a value.
#pragma once

#include <atomic>
#include <cstdint>

namespace lofte {

// Implementations answer on any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  // Microseconds since 1970-01-01T00:00:00Z, without leap seconds. May go back when the machine's clock is set.
  virtual std::int64_t NowUs() const = 0;
};

class SystemClock final : public Clock {
 public:
  std::int64_t NowUs() const override;
};

// A clock that stands until it is moved: for tests, demos and the question `--at`.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(std::int64_t now_us) : now_us_(now_us) {}
  std::int64_t NowUs() const override { return now_us_.load(); }
  void Set(std::int64_t now_us) { now_us_.store(now_us); }
  void Advance(std::int64_t by_us) { now_us_.fetch_add(by_us); }

 private:
  std::atomic<std::int64_t> now_us_;
};

}  // namespace lofte
