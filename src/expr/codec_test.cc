#include "expr/codec.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "expr/compare.h"
#include "expr/example_codecs.h"

namespace lofte::expr {
namespace codec_test {

using namespace example_codecs;  // NOLINT: the examples are most of what is written here

TEST(TextFormatTest, PatternsAndFormatsAreOneToOne) {
  for (const TextFormat format : kTextFormats) {
    EXPECT_EQ(ParseTextFormat(PatternOf(format)), format);
  }
  EXPECT_EQ(PatternOf(TextFormat::kNone), "");
  for (const char* other : {"", "DD-MM-YYYY", "YYYY-MM-DD ", "yyyy-mm-dd", "YYYY-MM-DDTHH:MM:SS.ssssssZ"}) {
    EXPECT_EQ(ParseTextFormat(other), std::nullopt) << other;
  }
}

TEST(WellFormedTest, TextHasItsFormatAndIsARealDate) {
  const Codec date = Text(CodecKind::kDate, TextFormat::kDate);
  for (const char* good : {"2025-11-21", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "1970-01-01"}) {
    EXPECT_TRUE(IsWellFormed(date, good)) << good;
  }
  for (const char* bad :
       {"",           "2025-02-30", "2023-02-29", "1900-02-29",  "2025-13-01",  "2025-00-10", "2025-01-00",           "2025-04-31",
        "0000-01-01", "0000-00-00", "2025-1-01",  "2025-11-21 ", " 2025-11-21", "2025/11/21", "2025-11-21T00:00:00Z", "20251121",
        "-025-11-21", "2025-11-2x", "+025-11-21", "infinity",    "2025-11-211", "1700000000"}) {
    EXPECT_FALSE(IsWellFormed(date, bad)) << bad;
  }
  EXPECT_FALSE(IsWellFormed(date, std::string("2025-11-21\0", 11)));
}

TEST(WellFormedTest, TextHasARealTimeOfDay) {
  const Codec utc = Text(CodecKind::kInstant, TextFormat::kUtcZ);
  for (const char* good : {"2025-11-21T00:00:00Z", "2025-11-21T23:59:59Z"}) EXPECT_TRUE(IsWellFormed(utc, good)) << good;
  for (const char* bad :
       {"2025-11-21T24:00:00Z", "2025-11-21T23:60:00Z", "2025-11-21T23:59:60Z", "2025-11-21 00:00:00Z", "2025-11-21T00:00:00",
        "2025-11-21T00:00:00z", "2025-11-21T00:00:00.000Z", "2025-11-21T00:00:00+00:00", "2025-02-30T00:00:00Z"}) {
    EXPECT_FALSE(IsWellFormed(utc, bad)) << bad;
  }
  EXPECT_TRUE(IsWellFormed(Text(CodecKind::kInstant, TextFormat::kUtcMillisZ), "2025-11-21T00:00:00.999Z"));
  EXPECT_FALSE(IsWellFormed(Text(CodecKind::kInstant, TextFormat::kUtcMillisZ), "2025-11-21T00:00:00Z"));
  EXPECT_TRUE(IsWellFormed(Text(CodecKind::kLocal, TextFormat::kLocalSpace), "2025-11-21 00:00:00"));
  EXPECT_FALSE(IsWellFormed(Text(CodecKind::kLocal, TextFormat::kLocalT), "2025-11-21 00:00:00"));
}

TEST(WellFormedTest, FractionOfASecondIsOfOneToSixDigitsOrNotThere) {
  const Codec space = Text(CodecKind::kLocal, TextFormat::kLocalSpaceFraction);
  const Codec offset = Text(CodecKind::kInstant, TextFormat::kUtcTOffset);
  for (const char* good : {"2025-11-21 10:00:00", "2025-11-21 10:00:00.5", "2025-11-21 10:00:00.000000", "2025-11-21 10:00:00.123456"})
    EXPECT_TRUE(IsWellFormed(space, good)) << good;
  for (const char* bad : {"2025-11-21 10:00:00.", "2025-11-21 10:00:00.1234567", "2025-11-21 10:00:00,5", "2025-11-21 10:00:00.5Z",
                          "2025-11-21T10:00:00.5", "2025-11-21 10:00:00.x", "2025-11-21 10:00:005", "2025-11-21"})
    EXPECT_FALSE(IsWellFormed(space, bad)) << bad;
  for (const char* good : {"2025-11-21T10:00:00+00:00", "2025-11-21T10:00:00.25+00:00"}) EXPECT_TRUE(IsWellFormed(offset, good)) << good;
  for (const char* bad : {"2025-11-21T10:00:00", "2025-11-21T10:00:00+01:00", "2025-11-21T10:00:00.+00:00", "2025-11-21T10:00+00:00",
                          "2025-11-21 10:00:00+00:00", "2025-11-21T10:00:00-00:00"})
    EXPECT_FALSE(IsWellFormed(offset, bad)) << bad;
}

TEST(WellFormedTest, OnlyTheRightStorageTypeIs) {
  const std::vector<Value> values = {Null{},     true,        std::int64_t{1700000000}, 1.7e9, "2025-11-21", Blob{"2025-11-21"}, Day{20413},
                                     Instant{1}, LocalTime{1}};
  const auto expect_only = [&](const Codec& codec, std::size_t index) {
    for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(IsWellFormed(codec, values[i]), i == index) << i;
  };
  expect_only(Text(CodecKind::kDate, TextFormat::kDate), 4);
  expect_only(Of(CodecKind::kDate), 6);
  expect_only(Of(CodecKind::kInstant), 7);
  expect_only(Of(CodecKind::kLocal), 8);
  expect_only(Of(CodecKind::kEpochSeconds), 2);
  expect_only(Of(CodecKind::kEpochMillis), 2);
}

TEST(WellFormedTest, FormatThatDoesNotFitItsKindNeverIs) {
  EXPECT_FALSE(Accepts(CodecKind::kDate, TextFormat::kUtcZ));
  EXPECT_FALSE(Accepts(CodecKind::kLocal, TextFormat::kUtcZ));
  EXPECT_FALSE(Accepts(CodecKind::kEpochSeconds, TextFormat::kDate));
  EXPECT_FALSE(IsWellFormed(Text(CodecKind::kLocal, TextFormat::kUtcZ), "2025-11-21T00:00:00Z"));
  EXPECT_FALSE(Decode(Text(CodecKind::kEpochSeconds, TextFormat::kDate), "2025-11-21").has_value());
}

TEST(DecodeTest, EachKindGivesItsMoment) {
  EXPECT_EQ(Decode(Of(CodecKind::kDate), Day{20413}), Moment(Day{20413}));
  EXPECT_EQ(Decode(Text(CodecKind::kDate, TextFormat::kDate), "2025-11-21"), Moment(Day{20413}));
  EXPECT_EQ(Decode(Text(CodecKind::kInstant, TextFormat::kLocalSpace), "2025-11-21 10:20:30"), Moment(At("2025-11-21T10:20:30Z")));
  EXPECT_EQ(Decode(Text(CodecKind::kInstant, TextFormat::kUtcMillisZ), "2025-11-21T10:20:30.007Z"),
            Moment(Instant{At("2025-11-21T10:20:30Z").us + 7000}));
  EXPECT_EQ(Decode(Of(CodecKind::kEpochSeconds), std::int64_t{1700000000}), Moment(Instant{1700000000'000000}));
  EXPECT_EQ(Decode(Of(CodecKind::kEpochMillis), std::int64_t{1700000000123}), Moment(Instant{1700000000'123000}));
  Codec local = Text(CodecKind::kLocal, TextFormat::kLocalSpace);
  local.zone = ZoneNamed("Europe/Oslo");
  EXPECT_EQ(Decode(local, "2025-07-01 12:00:00"), Moment(At("2025-07-01T10:00:00Z")));
}

TEST(DecodeTest, ImplausibleIsNoMoment) {
  const Codec date = Text(CodecKind::kDate, TextFormat::kDate);
  EXPECT_FALSE(Decode(date, "1989-12-31"));
  EXPECT_TRUE(Decode(date, "1990-01-01"));
  EXPECT_TRUE(Decode(date, "2099-12-31"));
  EXPECT_FALSE(Decode(date, "2100-01-01"));
  EXPECT_FALSE(Decode(date, "9999-12-31"));
  EXPECT_FALSE(Decode(Of(CodecKind::kEpochSeconds), std::int64_t{0}));
  EXPECT_FALSE(Decode(Of(CodecKind::kEpochSeconds), std::int64_t{1700000000000}));  // milliseconds in a column of seconds
  EXPECT_FALSE(Decode(Of(CodecKind::kEpochMillis), std::int64_t{1700000000}));
  EXPECT_FALSE(Decode(Of(CodecKind::kInstant), Instant{std::numeric_limits<std::int64_t>::max()}));
  EXPECT_FALSE(Decode(Of(CodecKind::kEpochSeconds), std::numeric_limits<std::int64_t>::max()));
  EXPECT_FALSE(Decode(Of(CodecKind::kDate), Day{std::numeric_limits<std::int32_t>::max()}));
}

TEST(PlausibleTest, DecodeAgreesWithTheBoundsAsLiterals) {
  for (Codec codec : EveryCodec()) {
    for (const Day until : {DayFrom("2030-01-01"), Day{time::kLastDay.number + 1}, Day{std::numeric_limits<std::int32_t>::max()}}) {
      codec.plausible_from = until > time::kLastDay ? Day{std::numeric_limits<std::int32_t>::min()} : DayFrom("2001-01-01");
      codec.plausible_until = until;
      const Value low = PlausibleLow(codec), high = PlausibleHigh(codec);
      const std::int64_t edges[] = {DayFrom("2001-01-01").number * time::kMicrosPerDay, DayFrom("2030-01-01").number * time::kMicrosPerDay,
                                    kFirstMicros, kEndMicros};
      for (const std::int64_t edge : edges) {
        for (const std::int64_t off : {-time::kMicrosPerDay, -1'000'000L, -1000L, -1L, 0L, 1L, 1000L, 1'000'000L, time::kMicrosPerDay}) {
          const Value value = ValueNear(codec, edge + off);
          if (!IsWellFormed(codec, value)) continue;
          EXPECT_EQ(Decode(codec, value).has_value(), Order(value, low) >= 0 && Order(value, high) < 0)
              << static_cast<int>(codec.kind) << PatternOf(codec.format) << edge << " " << off;
        }
      }
    }
  }
}

TEST(PlausibleTest, BoundsHaveTheTypeOfTheColumn) {
  for (const Codec& codec : EveryCodec()) {
    for (const Value& bound : {PlausibleLow(codec), PlausibleHigh(codec)}) {
      EXPECT_TRUE(IsWellFormed(codec, bound)) << static_cast<int>(codec.kind) << PatternOf(codec.format);
    }
  }
  EXPECT_EQ(PlausibleHigh(Text(CodecKind::kInstant, TextFormat::kUtcMillisZ)), Value("2100-01-01T00:00:00.000Z"));
}

TEST(CodecTextTest, ReaderAndWriterAreInverse) {
  for (const TextFormat format : kTextFormats) {
    if (format == TextFormat::kDate) continue;
    std::string before;
    for (std::int64_t us = kFirstMicros; us < kEndMicros; us += 777 * time::kMicrosPerDay + 12'345'000'000) {
      const std::string text = TextAtLeast(format, us);
      EXPECT_EQ(MicrosOf(format, text), us) << text;
      EXPECT_LT(before, text);
      before = text;
    }
  }
}

}  // namespace codec_test
}  // namespace lofte::expr
