#include "base/utf8.h"

#include <gtest/gtest.h>

namespace lofte::utf8_test {

TEST(DecodeUtf8Test, EveryScalarValueComesBack) {
  int wrong = 0;
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string bytes;
    AppendUtf8(value, bytes);
    const CodePoint point = DecodeUtf8(bytes, 0);
    if (!point.valid || point.value != value || point.bytes != bytes.size()) ++wrong;
  }
  EXPECT_EQ(wrong, 0);
}

TEST(DecodeUtf8Test, EverySurrogateIsRefused) {
  int accepted = 0;
  for (char32_t value = 0xD800; value <= 0xDFFF; ++value) {
    std::string bytes;
    AppendUtf8(value, bytes);
    if (DecodeUtf8(bytes, 0).valid) ++accepted;
  }
  EXPECT_EQ(accepted, 0);
}

TEST(DecodeUtf8Test, MalformedByteIsOneReplacementCharacter) {
  const CodePoint point = DecodeUtf8("\xE2\x82", 0);
  EXPECT_FALSE(point.valid);
  EXPECT_EQ(point.value, U'\uFFFD');
  EXPECT_EQ(point.bytes, 1u);
}

TEST(CountCodePointsTest, MalformedBytesCountOneEach) {
  EXPECT_EQ(CountCodePoints(""), 0u);
  EXPECT_EQ(CountCodePoints("aé€😀"), 4u);
  EXPECT_EQ(CountCodePoints("a\xFF\xE2\x82"), 4u);
}

TEST(FirstBytesTest, EndWhereACodePointDoes) {
  const std::string text = "aé😀b";
  const std::vector<std::size_t> sizes = {0, 1, 1, 3, 3, 3, 3, 7, 8, 8};
  for (std::size_t most = 0; most < sizes.size(); ++most) EXPECT_EQ(FirstBytes(text, most), text.substr(0, sizes[most])) << most;
  EXPECT_EQ(FirstBytes("", 3), "");
}

TEST(PrintableTest, TextIsKeptAndWhatATerminalObeysIsNot) {
  EXPECT_EQ(Printable("løfte 😀"), "løfte 😀");
  EXPECT_EQ(Printable("a\nb\tc\033d\x7F"), "a\uFFFDb\uFFFDc\uFFFDd\uFFFD");
  EXPECT_EQ(Printable("\u0085\u2028\u202E\u2066\xFF"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(Utf8Test, LinesStayWhereTheirSignsDoNot) { EXPECT_EQ(PrintableLines("a\x1b[31m\nb\n"), "a\uFFFD[31m\nb\n"); }

}  // namespace lofte::utf8_test
