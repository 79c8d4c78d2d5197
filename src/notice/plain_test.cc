// The notice as text: what a line begins with means something, so nothing else may begin one.
#include "notice/notice_test_support.h"

namespace lofte::notice {
namespace plain_test {

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string WithoutBlanks(const std::string& line) { return line.substr(std::min(line.find_first_not_of(' '), line.size())); }

TEST(PlainTest, NoLineBeginsLikeAnItemThatIsNone) {
  for (const std::string& name : support::kExamples) {
    for (const std::string& language : Languages()) {
      const support::Example example = support::ExampleOf(name, language);
      for (const std::string& line : LinesOf(RenderText(example.notice, Voice(*Phrases::Find(language), example.words)))) {
        const std::string word = WithoutBlanks(line).substr(0, WithoutBlanks(line).find(' '));
        // `2. maj` may: no reader takes it for more than a day.
        const bool numbered = word.find_first_not_of("(0123456789") == word.size() - 1 && word.back() == ')';
        EXPECT_FALSE(numbered) << name << ", " << language << ": " << line;
      }
    }
  }
}

TEST(PlainTest, WhatGoesOnBelowALabelStandsFurtherIn) {
  const support::Example example = support::ExampleOf("bookbeat", "en");
  const std::string text = RenderText(example.notice, Voice(*Phrases::Find("en"), example.words));
  EXPECT_NE(text.find("\n* What for: Bookkeeping\n  Legal basis: Duty by law\n  How long: Until 7 years"), std::string::npos);
  EXPECT_NE(text.find("\n    financial year ended (the one in which the invoice was issued)\n"), std::string::npos);
}

}  // namespace plain_test
}  // namespace lofte::notice
