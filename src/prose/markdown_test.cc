// Markdown, with the byte of the file for each byte that is shown.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "prose/prose_test_support.h"

namespace lofte::prose::markdown_test {

using Lines = std::vector<std::string>;

Lines Markdown(std::string_view source) { return Shown(source, Format::kMarkdown); }

TEST(MarkdownTest, HeadingsParagraphsAndSoftBreaks) {
  EXPECT_EQ(Markdown("# Integritets*policy* #\n\nVi **sparar**\nuppgifter  \nså länge.\n\nSetext\n======\n"),
            (Lines{"H1 Integritetspolicy", "P0 Vi sparar uppgifter|så länge.", "H1 Setext"}));
}

TEST(MarkdownTest, LinksKeepTheirTextAndImagesHaveNone) {
  EXPECT_EQ(Markdown("[ref]: http://b.example\nSe [avtal](<http://a.example/avtal> \"avtal\") och [vårt (nya) val][ref] ![bild](x.png), "
                     "<https://c.example>, "
                     "[ref] [a](b(c)d) klart."),
            (Lines{"P0 Se avtal och vårt (nya) val , https://c.example, ref a klart."}));
}

TEST(MarkdownTest, EscapesEntitiesCodeAndStrikes) {
  EXPECT_EQ(Markdown("\\*v&aring;ra\\* `a  ` b`` ` ``c ~~gammal~~ snake_case_namn 5 * 3 <b>fet</b><br>ny &amp;amp;"),
            (Lines{"P0 *våra* a b`c gammal snake_case_namn 5 * 3 fet|ny &amp;"}));
}

TEST(MarkdownTest, ListsNestAndKeepTheirNumbers) {
  EXPECT_EQ(Markdown("1. ett\n2. två\n   - under\n     + djupt\n\n   mer\n\n* • punkt\n"),
            (Lines{"I1 #1 ett", "I1 #2 två", "I2 under", "I3 djupt", "P1 mer", "I1 punkt"}));
}

TEST(MarkdownTest, ABoldParagraphOfAnItemIsATerm) {
  EXPECT_EQ(
      Markdown("- **Syfte**\n\n  Att *svara* dig.\n\n  Och mer.\n\n- **Grund:**\n\n  Avtal\n\n- **Allena**\n\n- **Lista**\n\n  - "
               "ett\n\n- **Halv** fet\n\n  Text\n"),
      (Lines{"I1 Syfte: Att svara dig.", "P1 Och mer.", "I1 Grund: Avtal", "I1 Allena", "I1 Lista", "I2 ett", "I1 Halv fet", "P1 Text"}));
}

TEST(MarkdownTest, ANumberThatStandsAloneIsAHeading) {
  EXPECT_EQ(Markdown("1. Kontakt\n\nSkriv till oss.\n\n2. Rättigheter\n\nDu har dem.\n"),
            (Lines{"H1 #1 Kontakt", "P0 Skriv till oss.", "H1 #2 Rättigheter", "P0 Du har dem."}));
}

TEST(MarkdownTest, BoldParagraphsAreHeadings) {
  EXPECT_EQ(Markdown("## Data\n\n**Namn**\n\nVi sparar namn.\n"), (Lines{"H2 Data", "H3 Namn", "P0 Vi sparar namn."}));
}

TEST(MarkdownTest, BulletsThatMarkdownDoesNotKnowBeginLines) {
  EXPECT_EQ(Markdown("# A\n\n• ett\n• två\n"), (Lines{"H1 A", "I1 ett", "I1 två"}));
}

TEST(MarkdownTest, TablesHaveCells) {
  EXPECT_EQ(Markdown("| Ändamål | Grund |\n|---|:-:|\n| a \\| b | *avtal* |\n| `x` | |\n\n> | q | r |\n> |---|---|\n> | s | t |\n"),
            (Lines{"C0 r0c0h Ändamål", "C0 r0c1h Grund", "C0 r1c0 a | b", "C0 r1c1 avtal", "C0 r2c0 x", "C0 r0c0h q", "C0 r0c1h r",
                   "C0 r1c0 s", "C0 r1c1 t"}));
}

TEST(MarkdownTest, QuotesAndCodeAreParagraphs) {
  EXPECT_EQ(Markdown("> Citat **rad**\n> rad två\n> - punkt\n>   fort\n\n    indragen\n    rad\n\n```\nkod\n```\n"),
            (Lines{"P0 Citat rad rad två", "I1 punkt fort", "P0 indragen|rad", "P0 kod"}));
}

TEST(MarkdownTest, HtmlIsReadAsHtml) {
  EXPECT_EQ(Markdown("# A\n\n<div hidden>Dold</div>\n\n<table><tr><th>H</th><th>I</th></tr></table>\n\n<!-- ej "
                     "-->\n\n<details>\n<summary>Fråga</summary>\n\nSvar **här**.\n\n</details>\n"),
            (Lines{"H1 A", "P0 Dold", "C0 r0c0h H", "C0 r0c1h I", "H2 Fråga", "P0 Svar här."}));
}

TEST(MarkdownTest, FrontMatterIsNoText) {
  const Document document = MustRead("---\ntitle: \"Integritet\"\nlang: sv\n---\nVi sparar.\n", Format::kMarkdown);
  ASSERT_EQ(document.blocks.size(), 1u);
  EXPECT_EQ(document.blocks[0].text, "Vi sparar.");
  EXPECT_EQ(document.blocks[0].line, 5u);
  EXPECT_EQ(document.title, "Integritet");
  EXPECT_EQ(document.language, "sv");
}

TEST(MarkdownPlacesTest, EachByteIsTheOneOfTheFile) {
  const std::string text =
      "---\ntitle: x\n---\n# Så *här* & då\n\nVi a [a](a \"a\") a **a a** `a a`\n   a&nbsp;\\_å_ &lt; ~~ö~~\n\n> a [länk\n> över rader][r] "
      "b\n\n"
      "1. ett **två**\n   tre\n\n| å | b \\| c |\n|---|---|\n| **d** | `e` [f](g) h |\n\n<p>html &aring; ø</p>\n\n- **e**\n\n  "
      "sist\n\n[r]: "
      "http://x.example\n";
  const Document document = MustRead(text, Format::kMarkdown);
  ExpectPlaces(text, document);
  ASSERT_EQ(document.blocks.size(), 10u);
  EXPECT_EQ(document.blocks[2].text, "a länk över rader b");
  EXPECT_EQ(document.blocks[2].at[document.blocks[2].text.size() - 1], text.find(" b\n") + 1);
  EXPECT_EQ(document.blocks[7].at.back(), text.find(" h |") + 1);
}

TEST(MarkdownTest, DepthAndParagraphsAreBounded) {
  EXPECT_TRUE(Read(std::string(64, '>') + " a", "a.md"));
  const auto deep = Read("a\n" + std::string(65, '>') + " a", "a.md");
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().message, "line 2: lists and quotes stand deeper than 64; write them flatter");
  const auto ordered = [](std::size_t marks) {
    std::string line;
    for (std::size_t i = 0; i < marks; ++i) line += i % 2 == 0 ? "1. " : "2) ";
    return Read("a\n\n" + line + "b", "a.md");
  };
  EXPECT_TRUE(ordered(64));
  ASSERT_FALSE(ordered(65));
  EXPECT_EQ(ordered(65).error().message, "line 3: lists and quotes stand deeper than 64; write them flatter");
  const auto at_most = Read(std::string(128u << 10, 'a'), "a.md");
  EXPECT_TRUE(at_most);
  const auto longer = Read(std::string((128u << 10) + 1, 'a'), "a.md");
  ASSERT_FALSE(longer);
  EXPECT_EQ(longer.error().code, ErrorCode::kLimit);
}

TEST(MarkdownTest, DepthOfLinesBelowEachOtherIsBounded) {
  const auto nested = [](int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += std::string(static_cast<std::size_t>(2 * i), ' ') + "- a\n\n";
    return Read(text, "a.md");
  };
  EXPECT_TRUE(nested(128));
  ASSERT_FALSE(nested(129));
  EXPECT_EQ(nested(129).error().code, ErrorCode::kLimit);
}

TEST(MarkdownTest, LinesOfDashesAreNoLists) {
  EXPECT_TRUE(Read("+" + std::string(70, '-') + "+\n| a | b |\n+" + std::string(70, '-') + "+\n", "a.md"));
}

TEST(MarkdownTest, TablesAreBounded) {
  const auto table = [](int columns, int rows) {
    std::string head = "|", rule = "|", text;
    for (int i = 0; i < columns; ++i) {
      head += "a|";
      rule += "-|";
    }
    text = head + "\n" + rule + "\n";
    for (int i = 0; i < rows; ++i) text += "|x|\n";
    return text;
  };
  EXPECT_TRUE(Read(table(1000, 2), "a.md"));
  EXPECT_FALSE(Read(table(1001, 2), "a.md"));
  EXPECT_FALSE(Read(table(1000, 500), "a.md"));
}

}  // namespace lofte::prose::markdown_test
