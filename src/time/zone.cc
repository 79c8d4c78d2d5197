#include "time/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <fstream>
#include <limits>
#include <vector>

#include "base/issue.h"

namespace lofte::time {
namespace {

using std::chrono::seconds;

std::int64_t FloorSeconds(std::int64_t us) { return us / kMicrosPerSecond - (us % kMicrosPerSecond < 0 ? 1 : 0); }

std::int64_t Micros(seconds duration) { return std::int64_t{duration.count()} * kMicrosPerSecond; }

// Saturates: stored values can be anything.
std::int64_t Plus(std::int64_t us, std::int64_t by_us) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(us, by_us, &sum)) return sum;
  return by_us > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

date::local_info InfoOf(const date::time_zone& zone, LocalTime local) {
  return zone.get_info(date::local_seconds{seconds{FloorSeconds(local.us)}});
}

Error NoTzdata(const std::exception& cause) {
  return {ErrorCode::kUnavailable, "cannot read the time zone database (" + std::string(cause.what()) + "): install tzdata"};
}

Unexpected<Error> NoSuchZone(std::string_view name, const date::tzdb& database) {
  std::vector<std::string> names;
  for (const date::time_zone& zone : database.zones) names.push_back(zone.name());
  const std::string nearest = Nearest(name, names);
  return Fail(ErrorCode::kNotFound,
              "no time zone `" + std::string(name.substr(0, 60)) +
                  "`: " + (nearest.empty() ? "write an IANA name, as in `Europe/Copenhagen`" : "did you mean `" + nearest + "`?"));
}

// The library knows the version only where the system has a file for it alone; Debian states it in the first line of tzdata.zi.
std::string ReadVersion() {
  constexpr std::string_view kFront = "# version ";
  std::ifstream file("/usr/share/zoneinfo/tzdata.zi");
  std::string line;
  std::getline(file, line);
  if (line.compare(0, kFront.size(), kFront) == 0) return line.substr(kFront.size());
  try {
    return date::get_tzdb().version;
  } catch (const std::exception&) {
    return "unknown";
  }
}

}  // namespace

Result<Zone> Zone::Named(std::string_view name) {
  const date::tzdb* database = nullptr;
  try {
    database = &date::get_tzdb();
  } catch (const std::exception& cause) {
    return Fail(NoTzdata(cause));
  }
  const auto& zones = database->zones;
  const auto found = std::find_if(zones.begin(), zones.end(), [&](const date::time_zone& zone) { return zone.name() == name; });
  if (found == zones.end()) return NoSuchZone(name, *database);
  try {
    (void)found->get_info(date::sys_seconds{});  // the library reads the zone's file at its first use: here, where that may fail
  } catch (const std::exception& cause) {
    return Fail(NoTzdata(cause));
  }
  Zone zone;
  zone.zone_ = &*found;
  zone.name_ = found->name();
  return zone;
}

Zone Zone::Utc() {
  Zone zone;
  zone.name_ = "UTC";
  return zone;
}

LocalTime Zone::LocalOf(Instant instant) const {
  if (zone_ == nullptr) return {instant.us};
  return {Plus(instant.us, Micros(zone_->get_info(date::sys_seconds{seconds{FloorSeconds(instant.us)}}).offset))};
}

Day Zone::DayOf(Instant instant) const {
  Day day = time::DayOf(LocalOf(instant));
  // A clock set back across midnight would make a day return after the next had begun.
  while (zone_ != nullptr && day <= kLastDay && StartOf({day.number + 1}) <= instant) ++day.number;
  return day;
}

Instant Zone::StartOf(Day day) const {
  const LocalTime midnight{std::clamp(day.number, kFirstDay.number, kLastDay.number + 1) * kMicrosPerDay};
  if (zone_ == nullptr) return {midnight.us};
  const date::local_info info = InfoOf(*zone_, midnight);
  if (info.result == date::local_info::nonexistent) return {Micros(info.first.end.time_since_epoch())};
  return {midnight.us - Micros(info.first.offset)};
}

Instant Zone::InstantOf(LocalTime local) const {
  if (zone_ == nullptr) return {local.us};
  const date::local_info info = InfoOf(*zone_, local);
  if (info.result == date::local_info::nonexistent) return {Micros(info.first.end.time_since_epoch())};
  const bool twice = info.result == date::local_info::ambiguous;
  return {Plus(local.us, -Micros(twice ? info.second.offset : info.first.offset))};
}

std::string TzdataVersion() {
  static const std::string version = ReadVersion();
  return version;
}

}  // namespace lofte::time
