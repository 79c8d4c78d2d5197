// Time zones of the IANA database, through Howard Hinnant's date library and the system's tzdata.
//
// A Zone borrows from the process-wide database, which is read once and never reloaded; any thread. The library reads the listed
// transitions only, which Debian's tzdata carries up to 2037: later summers are taken to be on standard time.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "time/civil.h"

namespace date {
class time_zone;
}

namespace lofte::time {

class Zone {
 public:
  // Errors: kNotFound for a name that tzdata does not have; kUnavailable when there is no tzdata.
  static Result<Zone> Named(std::string_view name);
  static Zone Utc();

  const std::string& name() const { return name_; }

  // The civil day: the last one that has started (StartOf) at `instant`. So `DayOf(i) < d` is `i < StartOf(d)` always, also where a clock
  // was set back across midnight (Newfoundland before 2011), when the hour that returns is counted to the new day.
  Day DayOf(Instant instant) const;
  // What a clock on the wall shows. Saturates at the ends of the type.
  LocalTime LocalOf(Instant instant) const;
  // The first instant of the civil day (not always 00:00 local: a day may start at 01:00 after a transition). A day that a zone
  // left out starts with the next one. Outside the years 1 to 9999: the start of the nearest day.
  Instant StartOf(Day day) const;
  // The instant of a local time. One that occurs twice is the later instant, one that does not occur is the instant of the
  // transition. Never decreases when `local` grows, so a search over it is sound.
  Instant InstantOf(LocalTime local) const;

 private:
  const date::time_zone* zone_ = nullptr;
  std::string name_;
};

// The version of the tzdata in use (`2024a`), for the record of a run; `unknown` when the system does not say.
std::string TzdataVersion();

// An ISO 8601 date (00:00 in `zone`), or date and time with `Z`, an offset, or none (then in `zone`). Errors: kInvalid.
Result<Instant> ParseInstant(std::string_view text, const Zone& zone);

}  // namespace lofte::time
