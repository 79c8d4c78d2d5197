// Draws moments: between bounds, some of them exactly on the edges of retention rules.
//
// Borrows the zone. Not thread-safe (edges are remembered).
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "demo/random.h"
#include "demo/spec.h"
#include "time/zone.h"

namespace lofte::demo {

// Both ends included. Seconds since 1970-01-01T00:00:00Z, or day numbers.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;
  bool empty() const { return low > high; }
};

class Moments {
 public:
  Moments(const time::Zone& zone, time::Instant at, time::YearEnd year_end);

  time::Instant at() const { return at_; }

  // The seconds (or days) that lie in the moment's bounds; `after` and `before` are the values of its paths, NULLs left out. Instants lie
  // strictly after and before; days may be the same day. nullopt: `later` or `earlier` has nothing to count from.
  std::optional<Range> BoundsOf(const Moment& moment, const std::vector<expr::Value>& after, const std::vector<expr::Value>& before) const;

  // A moment in `bounds`: the drawn alternative, or else the first one after it, round about, that has one there. nullopt: none has.
  std::optional<expr::Value> Draw(const Moment& moment, Range bounds, Random& random);

  // The instant at which a value begins; nullopt when it is neither a day nor an instant.
  std::optional<time::Instant> InstantOf(const expr::Value& value) const;

 private:
  std::optional<std::int64_t> DrawFrom(const Alternative& alternative, bool day, Range bounds, Random& random);
  const std::vector<std::int64_t>& EdgesOf(const Alternative& alternative, bool day);
  std::int64_t Now(bool day) const;
  std::int64_t FirstUnitAfter(const expr::Value& value, bool day) const;
  std::int64_t LastUnitBefore(const expr::Value& value, bool day) const;

  const time::Zone& zone_;
  time::Instant at_;
  time::Day today_;
  time::YearEnd year_end_;
  std::unordered_map<const Alternative*, std::vector<std::int64_t>> edges_;
};

}  // namespace lofte::demo
