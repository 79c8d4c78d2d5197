// Plain text, as people paste and wrap it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "prose/prose_test_support.h"

namespace lofte::prose::plain_test {

using Lines = std::vector<std::string>;

Lines Plain(std::string_view source) { return Shown(source, Format::kPlain); }

TEST(PlainTest, EachLineIsABlock) {
  EXPECT_EQ(Plain("Privatlivspolitik\nVi gemmer navne.\r\n\r\n  Fjord ApS\rHavnen 1\n"),
            (Lines{"P0 Privatlivspolitik", "P0 Vi gemmer navne.", "P0 Fjord ApS", "P0 Havnen 1"}));
}

TEST(PlainTest, BulletsOfAllKindsAreItems) {
  EXPECT_EQ(Plain("- a\n* b\n• c\n· d\n– e\n- • f\no g\n‣ h\n◦ i\n•j\n"),
            (Lines{"I1 a", "I1 b", "I1 c", "I1 d", "I1 e", "I1 f", "I1 g", "I1 h", "I1 i", "I1 j"}));
}

TEST(PlainTest, WhatOnlyLooksLikeABulletIsNone) {
  EXPECT_EQ(Plain("-5 grader\n*viktig*\nog så\n-\n•\nslutt\n"), (Lines{"P0 -5 grader", "P0 *viktig*", "P0 og så", "P0 slutt"}));
}

TEST(PlainTest, IndentationIsDepth) {
  EXPECT_EQ(Plain("  - a\n      - b\n        - c\n      - d\n  - e\nPause\n    - f\n"),
            (Lines{"I1 a", "I2 b", "I3 c", "I2 d", "I1 e", "P0 Pause", "I1 f"}));
}

TEST(PlainTest, SectionNumbersAreHeadings) {
  EXPECT_EQ(
      Plain(
          "1. Innledning\nVi er Fjord.\n2.Informasjon vi samler\nNavn.\n10.1 Hva med barn?\nNei.\n§ 3 Rett til innsyn\nJa.\nIV. Kontakt\n"),
      (Lines{"H1 #1 Innledning", "P0 Vi er Fjord.", "H1 #2 Informasjon vi samler", "P0 Navn.", "H2 #10.1 Hva med barn?", "P0 Nei.",
             "H1 #§ 3 Rett til innsyn", "P0 Ja.", "H1 #IV Kontakt"}));
}

TEST(PlainTest, NumberedSentencesAreItems) {
  EXPECT_EQ(Plain("1. Vi sletter navn etter fem år.\n1) navn\na) adresse\n(2) ordre\n"),
            (Lines{"I1 #1 Vi sletter navn etter fem år.", "I1 #1 navn", "I1 #a adresse", "I1 #2 ordre"}));
}

TEST(PlainTest, DatesAmountsAndNumbersAreNoMarks) {
  EXPECT_EQ(Plain("11. september 2025\n1.500 kr\n24.12.2025 Stengt\n3 år\n2025. Nei\n7.\n"),
            (Lines{"P0 11. september 2025", "P0 1.500 kr", "P0 24.12.2025 Stengt", "P0 3 år", "P0 2025. Nei", "P0 7."}));
}

TEST(PlainTest, NumbersWithNothingBetweenAreAListOfContents) {
  EXPECT_EQ(Plain("INDHOLD\n1. Formål\n1.1 Navne\n2. Data\n3. Rettigheder\n\n1. Formål\nVi leverer.\n1.1 Navne\nVi gemmer dem.\n"),
            (Lines{"P0 INDHOLD", "I1 #1 Formål", "I2 #1.1 Navne", "I1 #2 Data", "I1 #3 Rettigheder", "H1 #1 Formål", "P0 Vi leverer.",
                   "H2 #1.1 Navne", "P0 Vi gemmer dem."}));
}

TEST(PlainTest, UnderlinedLinesAreHeadings) {
  EXPECT_EQ(Plain("Tietosuoja\n==========\nTallennamme nimet.\n\nOikeudet\n--------\nSinulla on.\n\n-----\nLoppu\n"),
            (Lines{"H1 Tietosuoja", "P0 Tallennamme nimet.", "H2 Oikeudet", "P0 Sinulla on.", "P0 Loppu"}));
}

TEST(PlainTest, ParagraphsWrappedByHandAreJoined) {
  const std::string text =
      "Vi lagrar ditt namn och din adress så länge du är kund hos oss, och\ndärefter i sju år eftersom bokföringslagen kräver det av alla "
      "företag.\n"
      "Sedan raderas allt.\n\n- Namn och adress sparas för att vi ska kunna skicka varor till dig\n  och ta emot betalning.\n- Telefon\n";
  const Document document = MustRead(text, Format::kPlain);
  ASSERT_EQ(document.blocks.size(), 3u);
  EXPECT_TRUE(document.blocks[0].text.ends_with("företag. Sedan raderas allt."));
  EXPECT_TRUE(document.blocks[1].text.ends_with("dig och ta emot betalning."));
  ExpectPlaces(text, document);
}

TEST(PlainTest, LinesThatWereNotWrappedStayApart) {
  EXPECT_EQ(Plain("Kryptert lagring\nAlle data er kryptert, både når de hviler og når de sendes.\nÅpenhet\nDu ser hva vi har.\n").size(),
            4u);
}

TEST(PlainTest, SpelledOutBreaksAreLineBreaks) {
  EXPECT_EQ(Plain("Opbevares for at:<br /> levere<BR>betale\n"), (Lines{"P0 Opbevares for at:|levere|betale"}));
}

// Text, and where in a table it stands: `0:1 two`.
Lines CellsIn(const std::string& text) {
  Lines cells;
  for (const Block& block : MustRead(text, Format::kPlain).blocks) {
    const std::string place = block.kind == Block::Kind::kCell ? std::to_string(block.row) + ":" + std::to_string(block.column) + " " : "";
    cells.push_back(place + block.text);
  }
  return cells;
}

TEST(PlainTest, TabsPartLinesIntoCells) {
  EXPECT_EQ(CellsIn("Why\nPurpose\tBasis\nOrders\tContract\nLetters\t\nEnd of it.\n"),
            (Lines{"Why", "0:0 Purpose", "0:1 Basis", "1:0 Orders", "1:1 Contract", "Letters", "End of it."}));
  const std::string text = "a\tb\tc\n1\t2 \t 3\n";
  ExpectPlaces(text, MustRead(text, Format::kPlain));
}

TEST(PlainTest, ATabByItselfIsABlank) {
  EXPECT_EQ(CellsIn("Name\tKari\nand more\n"), (Lines{"Name Kari", "and more"}));
  EXPECT_EQ(CellsIn("- one\ttwo\n- three\tfour\n"), (Lines{"one two", "three four"}));
}

TEST(PlainPlacesTest, EachByteIsTheOneOfTheFile) {
  const std::string text = "\xEF\xBB\xBF  Pålitelig \t tekst\u00A0her\n\t- •  ø\u00ADl\n2.3  Åpning\nat:<br />så\n";
  const Document document = MustRead(text, Format::kPlain);
  ExpectPlaces(text, document);
  ASSERT_EQ(document.blocks.size(), 4u);
  EXPECT_EQ(document.blocks[1].text, "øl");
  EXPECT_EQ(document.blocks[3].end, text.size() - 1);
}

}  // namespace lofte::prose::plain_test
