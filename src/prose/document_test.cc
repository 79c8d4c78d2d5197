// What holds for every format.
#include "prose/document.h"

#include <gtest/gtest.h>

#include <string>

#include "base/limits.h"
#include "prose/prose_test_support.h"

namespace lofte::prose::document_test {

Format FormatRead(std::string_view source, std::string_view name) {
  const auto document = Read(source, name);
  if (!document) ADD_FAILURE() << document.error().message;
  return document ? document->format : Format::kPlain;
}

TEST(DocumentTest, TheNameSaysTheFormat) {
  EXPECT_EQ(FormatRead("tekst", "a.html"), Format::kHtml);
  EXPECT_EQ(FormatRead("tekst", "a.HTM"), Format::kHtml);
  EXPECT_EQ(FormatRead("<p>tekst</p>", "a.md"), Format::kMarkdown);
}

TEST(DocumentTest, OtherwiseTheBytesDo) {
  EXPECT_EQ(FormatRead("\n<!DOCTYPE html><p>a", "side"), Format::kHtml);
  EXPECT_EQ(FormatRead("Noe <b>a</b><p>a</p><p>b</p><p>c</p>", "side.txt"), Format::kHtml);
  EXPECT_EQ(FormatRead("tekst\n\n## Overskrift\n", "a.txt"), Format::kMarkdown);
  EXPECT_EQ(FormatRead("Se [oss](https://a.example)\n\n**Navn** og\n", "a"), Format::kMarkdown);
  EXPECT_EQ(FormatRead("Hva<br /> nå\n- a\n- b\n1. c\n# \n", "a.txt"), Format::kPlain);
}

TEST(DocumentTest, WhatIsNoTextIsRefused) {
  EXPECT_EQ(Read(std::string("a\0b", 3), "a").error().message, "byte 1 of the file is NUL, so it is no text; give a text file, in UTF-8");
  EXPECT_EQ(Read(std::string("\xFF\xFE"
                             "a\0",
                             4),
                 "a")
                .error()
                .message,
            "the file is UTF-16; save it as UTF-8");
  EXPECT_EQ(Read("a\xFF", "a").error().message, "byte 1 of the file is not UTF-8; save it as UTF-8");
  EXPECT_EQ(Read("", "a").error().message, "nothing in the file is text");
  EXPECT_EQ(Read(" \n\u00AD\n", "a").error().message, "nothing in the file is text");
}

TEST(DocumentTest, SizeIsBounded) {
  EXPECT_TRUE(Read(std::string(limits::kFileBytes, 'a'), "a", Format::kPlain));
  const auto larger = Read(std::string(limits::kFileBytes + 1, 'a'), "a", Format::kPlain);
  ASSERT_FALSE(larger);
  EXPECT_EQ(larger.error().code, ErrorCode::kLimit);
}

TEST(DocumentTest, VisibleTextIsWhatAReaderCopies) {
  EXPECT_EQ(VisibleText(MustRead("<nav>Meny</nav><h1>1. Data</h1><p>Vi "
                                 "lagrer:<br>alt</p><ul><li>navn<li>adresse</ul><table><tr><td>a<td>b<br>c<tr><td>d<td>e</table>",
                                 Format::kHtml)),
            "1. Data\n\nVi lagrer:\nalt\n\n- navn\n- adresse\n\na\tb c\nd\te\n");
}

TEST(DocumentTest, VisibleTextReadsAsItself) {
  const std::string once = VisibleText(MustRead("1. Formål\n\nVi leverer varer.\n\n- navn\n- adresse\n\n2) noe\n", Format::kPlain));
  EXPECT_EQ(VisibleText(MustRead(once, Format::kPlain)), once);
}

}  // namespace lofte::prose::document_test
