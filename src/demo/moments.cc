#include "demo/moments.h"

#include <algorithm>

namespace lofte::demo {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kFirstDay = 7305;  // 1990-01-01: earlier moments are implausible
constexpr std::int64_t kLastDay = 47481;  // 2099-12-31

std::int64_t SecondsOf(time::Instant instant) { return instant.us / time::kMicrosPerSecond; }
time::Instant FromSeconds(std::int64_t seconds) { return {seconds * time::kMicrosPerSecond}; }

// A distance in seconds or whole days, never shorter, and never longer, than it is.
std::int64_t AtLeast(std::int64_t seconds, bool day) { return day ? (seconds + kSecondsPerDay - 1) / kSecondsPerDay : seconds; }
std::int64_t AtMost(std::int64_t seconds, bool day) { return day ? seconds / kSecondsPerDay : seconds; }

}  // namespace

Moments::Moments(const time::Zone& zone, time::Instant at, time::YearEnd year_end)
    : zone_(zone), at_(FromSeconds(SecondsOf(at))), today_(zone.DayOf(at_)), year_end_(year_end) {}

std::optional<time::Instant> Moments::InstantOf(const expr::Value& value) const {
  if (const auto* instant = std::get_if<time::Instant>(&value)) return *instant;
  if (const auto* day = std::get_if<time::Day>(&value)) return zone_.StartOf(*day);
  return std::nullopt;
}

std::int64_t Moments::Now(bool day) const { return day ? today_.number : SecondsOf(at_); }

std::int64_t Moments::FirstUnitAfter(const expr::Value& value, bool day) const {
  if (const auto* instant = std::get_if<time::Instant>(&value)) return day ? zone_.DayOf(*instant).number : SecondsOf(*instant) + 1;
  time::Day own = std::get<time::Day>(value);
  return day ? own.number : SecondsOf(zone_.StartOf({own.number + 1}));
}

std::int64_t Moments::LastUnitBefore(const expr::Value& value, bool day) const {
  if (const auto* instant = std::get_if<time::Instant>(&value)) return day ? zone_.DayOf(*instant).number : SecondsOf(*instant) - 1;
  time::Day own = std::get<time::Day>(value);
  return day ? own.number : SecondsOf(zone_.StartOf(own)) - 1;
}

std::optional<Range> Moments::BoundsOf(const Moment& moment, const std::vector<expr::Value>& after,
                                       const std::vector<expr::Value>& before) const {
  const bool day = moment.day;
  const std::int64_t unit = day ? 1 : kSecondsPerDay, strict = day ? 0 : 1;
  if ((moment.later_s && after.empty()) || (moment.earlier_s && before.empty())) return std::nullopt;
  std::int64_t begin = kFirstDay * unit, end = kLastDay * unit;
  for (const expr::Value& value : after) begin = std::max(begin, FirstUnitAfter(value, day));
  for (const expr::Value& value : before) end = std::min(end, LastUnitBefore(value, day));
  Range range{begin, std::min(end, moment.future ? end : Now(day))};
  if (moment.later_s) {
    range.low = std::max(range.low, begin - strict + AtLeast(moment.later_s->first, day));
    range.high = std::min(range.high, begin - strict + AtMost(moment.later_s->second, day));
  }
  if (moment.earlier_s) {
    range.low = std::max(range.low, end + strict - AtMost(moment.earlier_s->second, day));
    range.high = std::min(range.high, end + strict - AtLeast(moment.earlier_s->first, day));
  }
  return range;
}

const std::vector<std::int64_t>& Moments::EdgesOf(const Alternative& alternative, bool day) {
  auto [found, fresh] = edges_.try_emplace(&alternative);
  if (!fresh) return found->second;
  const std::int32_t last_due = time::Cutoff(alternative.edge, today_, year_end_).number - 1;
  for (std::int32_t number = last_due - 1; number <= last_due + 1; ++number) {
    if (day) {
      found->second.push_back(number);
      continue;
    }
    const std::int64_t begin = SecondsOf(zone_.StartOf({number})), end = SecondsOf(zone_.StartOf({number + 1}));
    found->second.insert(found->second.end(), {begin, begin + (end - begin) / 2, end - 1});
  }
  return found->second;
}

std::optional<std::int64_t> Moments::DrawFrom(const Alternative& alternative, bool day, Range bounds, Random& random) {
  if (alternative.kind == Alternative::Kind::kEdge) {
    std::vector<std::int64_t> inside;
    for (std::int64_t edge : EdgesOf(alternative, day)) {
      if (edge >= bounds.low && edge <= bounds.high) inside.push_back(edge);
    }
    if (inside.empty()) return std::nullopt;
    return inside[random.Below(inside.size())];
  }
  const std::int64_t from = AtLeast(alternative.from_s, day), to = AtMost(alternative.to_s, day);
  if (alternative.kind == Alternative::Kind::kAgo) bounds = {std::max(bounds.low, Now(day) - to), std::min(bounds.high, Now(day) - from)};
  if (alternative.kind == Alternative::Kind::kAhead) bounds = {std::max(bounds.low, Now(day) + from), std::min(bounds.high, Now(day) + to)};
  if (bounds.empty()) return std::nullopt;
  return random.Between(bounds.low, bounds.high);
}

std::optional<expr::Value> Moments::Draw(const Moment& moment, Range bounds, Random& random) {
  if (bounds.empty()) return std::nullopt;
  const std::size_t count = moment.any.size();
  std::size_t first = 0;
  const double unit = random.Unit();
  while (first + 1 < count && unit >= moment.upto[first]) ++first;
  for (std::size_t i = 0; i < count; ++i) {
    std::optional<std::int64_t> drawn = DrawFrom(moment.any[(first + i) % count], moment.day, bounds, random);
    if (!drawn) continue;
    if (moment.day) return expr::Value(time::Day{static_cast<std::int32_t>(*drawn)});
    return expr::Value(FromSeconds(*drawn));
  }
  return std::nullopt;
}

}  // namespace lofte::demo
