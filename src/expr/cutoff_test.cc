// Cutoffs as literals, against the definition: a value is before the literal exactly when its moment is before the cutoff.
#include <gtest/gtest.h>

#include <limits>
#include <utility>
#include <vector>

#include "expr/compare.h"
#include "expr/example_codecs.h"

namespace lofte::expr {
namespace cutoff_test {

using namespace example_codecs;  // NOLINT: the examples are most of what is written here

TEST(EncodeCutoffTest, LiteralHasTheFormatOfTheColumn) {
  const Zone oslo = ZoneNamed("Europe/Oslo");
  const Day day = DayFrom("2025-11-21");
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kDate), day, oslo), Value(day));
  EXPECT_EQ(EncodeCutoff(Text(CodecKind::kDate, TextFormat::kDate), day, oslo), Value("2025-11-21"));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kInstant), day, oslo), Value(At("2025-11-20T23:00:00Z")));
  EXPECT_EQ(EncodeCutoff(Text(CodecKind::kInstant, TextFormat::kUtcZ), day, oslo), Value("2025-11-20T23:00:00Z"));
  EXPECT_EQ(EncodeCutoff(Text(CodecKind::kInstant, TextFormat::kLocalSpace), day, oslo), Value("2025-11-20 23:00:00"));
  EXPECT_EQ(EncodeCutoff(Text(CodecKind::kInstant, TextFormat::kUtcMillisZ), day, oslo), Value("2025-11-20T23:00:00.000Z"));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kEpochSeconds), day, oslo), Value(std::int64_t{1763679600}));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kEpochMillis), day, oslo), Value(std::int64_t{1763679600000}));
  EXPECT_EQ(EncodeCutoff(Text(CodecKind::kLocal, TextFormat::kLocalT), day, oslo), Value("2025-11-20T23:00:00"));
}

TEST(EncodeCutoffTest, InstantsRoundUpToTheResolution) {
  const Instant exact = At("2025-11-21T10:00:00Z");
  const Instant after{exact.us + 1};
  EXPECT_EQ(EncodeCutoff(Text(CodecKind::kInstant, TextFormat::kUtcZ), exact), Value("2025-11-21T10:00:00Z"));
  EXPECT_EQ(EncodeCutoff(Text(CodecKind::kInstant, TextFormat::kUtcZ), after), Value("2025-11-21T10:00:01Z"));
  EXPECT_EQ(EncodeCutoff(Text(CodecKind::kInstant, TextFormat::kUtcMillisZ), after), Value("2025-11-21T10:00:00.001Z"));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kEpochSeconds), after), Value(std::int64_t{1763719201}));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kEpochMillis), after), Value(std::int64_t{1763719200001}));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kInstant), after), Value(after));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kEpochSeconds), Instant{-1}), Value(std::int64_t{0}));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kEpochSeconds), Instant{-1'000'000}), Value(std::int64_t{-1}));
}

TEST(EncodeCutoffTest, InstantCutoffOfADatePanics) { EXPECT_DEATH(EncodeCutoff(Of(CodecKind::kDate), Instant{0}), "no cutoff of a date"); }

TEST(EncodeCutoffTest, YearsOutsideTheCalendarSaturate) {
  const Zone utc = Zone::Utc();
  const Codec date = Text(CodecKind::kDate, TextFormat::kDate);
  const Day past_end{time::kLastDay.number + 1};
  const Day extremes[] = {Day{std::numeric_limits<std::int32_t>::min()}, Day{std::numeric_limits<std::int32_t>::max()}};
  EXPECT_EQ(EncodeCutoff(date, extremes[0], utc), Value("0001-01-01"));
  EXPECT_EQ(EncodeCutoff(date, extremes[1], utc), Value("9999-12-32"));
  EXPECT_EQ(EncodeCutoff(date, past_end, utc), Value("9999-12-32"));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kDate), extremes[1], utc), Value(past_end));
  EXPECT_EQ(EncodeCutoff(Text(CodecKind::kInstant, TextFormat::kUtcMillisZ), past_end, utc), Value("9999-12-32T00:00:00.000Z"));
  EXPECT_EQ(EncodeCutoff(Of(CodecKind::kInstant), extremes[1], utc), Value(Instant{kEndMicros - 1}));
  for (const Codec& codec : EveryCodec()) {
    const Value low = EncodeCutoff(codec, extremes[0], ZoneNamed("Pacific/Auckland"));
    const Value high = EncodeCutoff(codec, extremes[1], ZoneNamed("Pacific/Honolulu"));
    EXPECT_TRUE(Order(low, high) < 0) << static_cast<int>(codec.kind) << PatternOf(codec.format);
  }
}

TEST(EncodeCutoffTest, EveryTextOfTheLastDayIsBeforeTheSaturatedCutoff) {
  for (const Codec& codec : EveryCodec()) {
    if (codec.format == TextFormat::kNone) continue;
    const std::string last = TextAtLeast(codec.format, kEndMicros - time::kMicrosPerDay);
    EXPECT_LT(last, TextAtLeast(codec.format, kEndMicros));
    EXPECT_TRUE(IsWellFormed(codec, last));
  }
}

// Every literal of the column's resolution near a day's start, checked one by one against the definition.
class CutoffScan {
 public:
  CutoffScan(Codec codec, Zone controller) : codec_(std::move(codec)), controller_(std::move(controller)) {}

  // Local times every `step_us` and at the second before and after, from two days before `day` to two days after.
  void Run(Day day, std::int64_t step_us) const {
    const Value cutoff = EncodeCutoff(codec_, day, controller_);
    const std::int64_t middle = day.number * time::kMicrosPerDay;
    for (std::int64_t us = middle - 2 * time::kMicrosPerDay; us <= middle + 2 * time::kMicrosPerDay; us += step_us) {
      for (const std::int64_t off : {std::int64_t{-1'000'000}, std::int64_t{0}, std::int64_t{1'000'000}})
        Check(ValueNear(codec_, us + off), cutoff, day);
    }
    // And around the literal itself.
    const std::int64_t literal_us = LocalMicros(cutoff);
    for (int second = -5; second <= 5; ++second) Check(ValueNear(codec_, literal_us + second * time::kMicrosPerSecond), cutoff, day);
  }

 private:
  std::int64_t LocalMicros(const Value& value) const {
    if (const auto* text = std::get_if<std::string>(&value)) return *MicrosOf(codec_.format, *text);
    if (const auto* local = std::get_if<LocalTime>(&value)) return local->us;
    return std::get<Instant>(value).us;
  }

  void Check(const Value& value, const Value& cutoff, Day day) const {
    const auto moment = Decode(codec_, value);
    ASSERT_TRUE(moment.has_value());
    ASSERT_EQ(Order(value, cutoff) < 0, DayOf(*moment, controller_) < day)
        << "column in " << codec_.zone.name() << ", controller in " << controller_.name() << ", day " << time::Format(day) << ", local us "
        << LocalMicros(value) << ", cutoff us " << LocalMicros(cutoff);
  }

  Codec codec_;
  Zone controller_;
};

// Days of transitions: gaps and folds at 02:00, at midnight, over midnight, of half an hour, and a day that never was.
const std::vector<std::pair<const char*, const char*>>& Transitions() {
  static const std::vector<std::pair<const char*, const char*>> kTransitions = {
      {"Europe/Copenhagen", "2025-03-30"},   {"Europe/Copenhagen", "2025-10-26"},
      {"America/Sao_Paulo", "2018-02-18"},   {"America/Sao_Paulo", "2017-10-15"},
      {"America/St_Johns", "2006-10-29"},    {"America/St_Johns", "2006-04-02"},
      {"Asia/Beirut", "2024-03-31"},         {"Africa/Cairo", "2023-10-27"},
      {"America/Havana", "2024-11-03"},      {"America/Havana", "2024-03-10"},
      {"Australia/Lord_Howe", "2024-04-07"}, {"Pacific/Apia", "2011-12-30"},
      {"America/Asuncion", "2024-03-24"},    {"America/Scoresbysund", "2024-03-31"},
      {"Asia/Kathmandu", "2024-01-01"},      {"UTC", "2024-02-29"},
  };
  return kTransitions;
}

void ScanTransitions(CodecKind kind, TextFormat format) {
  for (const auto& [column_zone, column_day] : Transitions()) {
    for (const auto& [controller_zone, controller_day] : Transitions()) {
      Codec codec = Text(kind, format);
      if (kind == CodecKind::kLocal) codec.zone = ZoneNamed(column_zone);
      const CutoffScan scan(codec, ZoneNamed(controller_zone));
      for (const char* day : {column_day, controller_day}) {
        for (int off = -1; off <= 2; ++off) scan.Run({DayFrom(day).number + off}, 900 * time::kMicrosPerSecond);
      }
      if (testing::Test::HasFatalFailure()) return;
    }
    if (kind != CodecKind::kLocal) return;  // the column's zone plays no part
  }
}

TEST(EncodeCutoffTest, LocalTimesAgreeWithTheirDayAroundTransitions) { ScanTransitions(CodecKind::kLocal, TextFormat::kNone); }
TEST(EncodeCutoffTest, LocalTextsAgreeWithTheirDayAroundTransitions) { ScanTransitions(CodecKind::kLocal, TextFormat::kLocalSpace); }
TEST(EncodeCutoffTest, InstantsAgreeWithTheirDayAroundTransitions) { ScanTransitions(CodecKind::kInstant, TextFormat::kNone); }
TEST(EncodeCutoffTest, InstantTextsAgreeWithTheirDayAroundTransitions) { ScanTransitions(CodecKind::kInstant, TextFormat::kUtcMillisZ); }

TEST(EncodeCutoffTest, FractionsAgreeWithTheirDayAroundTransitions) { ScanTransitions(CodecKind::kLocal, TextFormat::kLocalSpaceFraction); }

// Every way to write each of some moments, against every one of them as a cutoff.
TEST(EncodeCutoffTest, TextsOfOneMomentAreAllOnOneSideOfACutoff) {
  const std::int64_t second = At("2025-11-21T10:00:00Z").us;
  for (const TextFormat format :
       {TextFormat::kLocalSpaceFraction, TextFormat::kLocalTFraction, TextFormat::kUtcSpaceOffset, TextFormat::kUtcTOffset}) {
    const Codec codec = Text(CodecKind::kInstant, format);
    const std::string whole = TextAtLeast(format, second), clock = whole.substr(0, 19), suffix = whole.substr(19);
    for (const char* fraction :
         {"", ".0", ".000000", ".000001", ".09", ".1", ".10", ".100000", ".100001", ".4999", ".5", ".50", ".999999"}) {
      const Value value = clock + fraction + suffix;
      const std::int64_t us = *MicrosOf(format, clock + fraction + suffix);
      for (const std::int64_t cutoff : {0, 1, 90'000, 99'999, 100'000, 100'001, 100'002, 499'900, 500'000, 999'999, 1'000'000})
        EXPECT_EQ(Order(value, EncodeCutoff(codec, Instant{second + cutoff})) < 0, us < second + cutoff)
            << PatternOf(format) << fraction << " " << cutoff;
    }
  }
}

TEST(EncodeCutoffTest, LocalTimesAgreeWithEveryInstantAroundAFold) {
  for (const TextFormat format : {TextFormat::kNone, TextFormat::kLocalT}) {
    Codec codec = Text(CodecKind::kLocal, format);
    codec.zone = ZoneNamed("Europe/Copenhagen");
    const std::int64_t fold = At("2025-10-26T01:00:00Z").us;
    for (std::int64_t cutoff = fold - 2 * 3600'000'000LL; cutoff <= fold + 2 * 3600'000'000LL; cutoff += 599'999'983) {
      const Value literal = EncodeCutoff(codec, Instant{cutoff});
      for (std::int64_t second = 0; second < 6 * 3600; second += 7) {
        const LocalTime local{DayFrom("2025-10-26").number * time::kMicrosPerDay + second * time::kMicrosPerSecond};
        const Value value = format == TextFormat::kNone ? Value(local) : Value(TextAtLeast(format, local.us));
        ASSERT_EQ(Order(value, literal) < 0, std::get<Instant>(*Decode(codec, value)) < Instant{cutoff}) << cutoff << " " << second;
      }
    }
  }
}

TEST(EncodeCutoffTest, InstantCutoffsAgreeAtEveryMicrosecond) {
  const std::int64_t base = At("2025-11-21T10:00:00Z").us;
  for (const Codec& codec : EveryCodec()) {
    if (codec.kind == CodecKind::kDate) continue;
    const bool is_fine = PatternOf(codec.format).find("ssssss") != std::string_view::npos;
    const std::int64_t resolution = is_fine ? 1
                                    : codec.format == TextFormat::kUtcMillisZ || codec.kind == CodecKind::kEpochMillis
                                        ? 1000
                                        : time::kMicrosPerSecond;
    for (const std::int64_t cutoff : {base - 1, base, base + 1, base + 999, base + 1000, base + 1001, base + 999'999, base + 1'000'000}) {
      const Value literal = EncodeCutoff(codec, Instant{cutoff});
      for (std::int64_t us = base - 2 * resolution; us <= base + 3 * resolution; us += resolution) {
        EXPECT_EQ(Order(ValueNear(codec, us), literal) < 0, us < cutoff) << PatternOf(codec.format) << us << " " << cutoff;
      }
    }
  }
}

}  // namespace cutoff_test
}  // namespace lofte::expr
