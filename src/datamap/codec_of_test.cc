#include "datamap/catalogue_test_support.h"

namespace lofte::datamap {

TEST(ConstantOfTest, ConstantTakesTheTypeOfTheColumn) {
  const auto constant = [](expr::Value value, expr::Type type) {
    return ConstantOf({Method::kConstant, std::move(value)}, catalogue_support::ColumnOf("x", type, "x"));
  };
  EXPECT_EQ(*constant(std::int64_t{0}, expr::Type::kBool), expr::Value(false));
  EXPECT_EQ(*constant(std::int64_t{0}, expr::Type::kReal), expr::Value(0.0));
  EXPECT_EQ(*constant(std::int64_t{0}, expr::Type::kText), expr::Value(std::string("0")));
  EXPECT_EQ(*constant(std::string("1990-01-01"), expr::Type::kDate), expr::Value(time::Day{7305}));
  EXPECT_EQ(*constant(std::string("1970-01-02T00:00:00Z"), expr::Type::kInstant), expr::Value(time::Instant{time::kMicrosPerDay}));
  EXPECT_EQ(*constant(std::string(""), expr::Type::kBytes), expr::Value(expr::Blob{}));
  EXPECT_FALSE(constant(std::string("today"), expr::Type::kDate));
  EXPECT_FALSE(constant(std::int64_t{2}, expr::Type::kBool));
  EXPECT_EQ(*constant(std::string("0.00"), expr::Type::kOther), expr::Value(std::string("0.00"))) << "the database reads it";
  EXPECT_EQ(*constant(std::int64_t{0}, expr::Type::kOther), expr::Value(std::int64_t{0}));
  EXPECT_FALSE(constant(true, expr::Type::kOther));
}

TEST(CodecOfTest, NativeTypesAndTextsResolve) {
  Event event;
  event.kind = expr::CodecKind::kInstant;
  auto codec = CodecOf(event, catalogue_support::ColumnOf("x", expr::Type::kText, "TEXT"));
  ASSERT_TRUE(codec);
  EXPECT_EQ(codec->format, expr::TextFormat::kUtcZ);
  event.format = "YYYY-MM-DD HH:MM:SS";
  codec = CodecOf(event, catalogue_support::ColumnOf("x", expr::Type::kText, "TEXT"));
  ASSERT_TRUE(codec);
  EXPECT_EQ(codec->format, expr::TextFormat::kLocalSpace);
  codec = CodecOf(event, catalogue_support::ColumnOf("x", expr::Type::kInstant, "timestamptz"));  // the format is of text columns
  ASSERT_TRUE(codec);
  EXPECT_EQ(codec->format, expr::TextFormat::kNone);
}

TEST(CodecOfTest, LocalTimesKeepTheirZone) {
  Event event;
  event.kind = expr::CodecKind::kLocal;
  event.zone = "Europe/Copenhagen";
  event.plausible_from = time::Day{10};
  event.plausible_until = time::Day{20};
  const auto codec = CodecOf(event, catalogue_support::ColumnOf("x", expr::Type::kText, "TEXT"));
  ASSERT_TRUE(codec);
  EXPECT_EQ(codec->zone.name(), "Europe/Copenhagen");
  EXPECT_EQ(codec->format, expr::TextFormat::kLocalSpace);
  EXPECT_EQ(codec->plausible_from, time::Day{10});
  EXPECT_EQ(codec->plausible_until, time::Day{20});
}

TEST(CodecOfTest, TypesThatCantBeOfTheKindAreRefused) {
  Event event;
  event.kind = expr::CodecKind::kEpochMillis;
  EXPECT_FALSE(CodecOf(event, catalogue_support::ColumnOf("x", expr::Type::kText, "TEXT")));
  EXPECT_TRUE(CodecOf(event, catalogue_support::ColumnOf("x", expr::Type::kInt, "bigint")));
  event.kind = expr::CodecKind::kDate;
  EXPECT_FALSE(CodecOf(event, catalogue_support::ColumnOf("x", expr::Type::kInstant, "timestamptz")));
  EXPECT_FALSE(CodecOf(event, catalogue_support::ColumnOf("x", expr::Type::kInt, "bigint")));
  event.format = "YYYY-MM-DDTHH:MM:SSZ";
  EXPECT_FALSE(CodecOf(event, catalogue_support::ColumnOf("x", expr::Type::kText, "TEXT")));
}

}  // namespace lofte::datamap
