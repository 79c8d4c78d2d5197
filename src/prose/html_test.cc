// Pages of HTML, as browsers show them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "prose/document.h"
#include "prose/prose_test_support.h"

namespace lofte::prose::html_test {

using Lines = std::vector<std::string>;

Lines Html(std::string_view source) { return Shown(source, Format::kHtml); }

TEST(HtmlTest, ScriptsStylesTemplatesAndHeadAreNoText) {
  const Document document = MustRead(
      "<!DOCTYPE html><html lang=\"nb\"><head><title>Løfter &ndash; Fjord</title><style>p{}</style><script>'<p>nei</p>'</script></head>"
      "<body><noscript>Slå på skript</noscript><template><p>mal</p></template><svg><title>tegning</title></svg><!-- merknad --><p>Hei</p>",
      Format::kHtml);
  ASSERT_EQ(document.blocks.size(), 1u);
  EXPECT_EQ(document.blocks[0].text, "Hei");
  EXPECT_EQ(document.title, "Løfter – Fjord");
  EXPECT_EQ(document.language, "nb");
}

TEST(HtmlTest, InlineElementsStandTogetherAndWhiteSpaceFolds) {
  EXPECT_EQ(Html("<p>Vi i <b>Fjord</b><i>Fjell</i>\n   AS  er\t<u> her </u> .</p>"), (Lines{"P0 Vi i FjordFjell AS er her ."}));
}

TEST(HtmlTest, ReferencesAreResolvedAndUnseenCharactersLeftOut) {
  EXPECT_EQ(Html("<p>Person&shy;vern\u200B &laquo;n&aring;&raquo; 1&nbsp;&#160;000&#xA0;kr &copy &notit; &#x80; &bogus; A&B m<sup>2</sup>"),
            (Lines{"P0 Personvern «nå» 1 000 kr © ¬it; € &bogus; A&B m2"}));
}

TEST(HtmlTest, BreaksStayWithinTheParagraphAndTwoEndIt) {
  EXPECT_EQ(Html("<p>Fjord AS<br>Kaien 1<br/><br>Ring oss</p>"), (Lines{"P0 Fjord AS|Kaien 1", "P0 Ring oss"}));
  EXPECT_EQ(Html("<p>for å:&lt;br /&gt; levere</p>"), (Lines{"P0 for å:|levere"}));
}

TEST(HtmlTest, DivSoupIsParagraphs) {
  EXPECT_EQ(Html("<div>Suppe<div>Mer <span>suppe</span></div>rest</div>hale"), (Lines{"P0 Suppe", "P0 Mer suppe", "P0 rest", "P0 hale"}));
}

TEST(HtmlTest, ListsNestAndFurtherParagraphsOfAnItemAreNoItems) {
  EXPECT_EQ(Html("<ul><li>Navn<ul><li>Fornavn<li>Etternavn</ul><li><p>E-post</p><p>Til varsler.</p></ul><ol><li>Først</ol>"),
            (Lines{"I1 Navn", "I2 Fornavn", "I2 Etternavn", "I1 E-post", "P1 Til varsler.", "I1 Først"}));
}

TEST(HtmlTest, BulletsAndNumbersThatAreTypedBecomeItems) {
  EXPECT_EQ(Html("<p>Vi lagrer:<br>• navn<br>- • adresse<br>1) telefon</p><ul><li>· e-post</ul>"),
            (Lines{"P0 Vi lagrer:", "I1 navn", "I1 adresse", "I1 #1 telefon", "I1 e-post"}));
}

TEST(HtmlTest, TermsAndDescriptionsAreOneItem) {
  EXPECT_EQ(Html("<dl><dt>Navn</dt><dd>for å kjenne "
                 "deg</dd><dt>E-post:<dd><p>varsler</p><p>mer</p><dt>Alene<dt>Liste<dd><ul><li>en<li>to</ul></dl>slutt"),
            (Lines{"I1 Navn: for å kjenne deg", "I1 E-post: varsler", "P1 mer", "I1 Alene", "I1 Liste:", "I2 en", "I2 to", "P0 slutt"}));
}

TEST(HtmlTest, BoldParagraphsAreHeadingsBelowTheLastOne) {
  EXPECT_EQ(Html("<h2>2. Rättigheter</h2><p><strong>2.1 Tillgång</strong></p><p><b>Rättelse</b><br>Du kan "
                 "rätta.</p><p><b>Viktigt:</b></p><p><b>Vi säljer inget.</b></p>"),
            (Lines{"H2 #2 Rättigheter", "H4 #2.1 Tillgång", "H5 Rättelse", "P0 Du kan rätta.", "P0 Viktigt:", "P0 Vi säljer inget."}));
}

TEST(HtmlTest, DetailsAreReadThoughClosedAndTheirSummaryIsAHeading) {
  EXPECT_EQ(Html("<h1>Tietosuoja</h1><details><summary>Kuinka kauan?</summary>Viisi vuotta.</details><h3><button "
                 "aria-expanded=false>Oikeudet</button></h3>"
                 "<div>Teksti</div><button aria-expanded=false>Evästeet</button>"),
            (Lines{"H1 Tietosuoja", "H2 Kuinka kauan?", "P0 Viisi vuotta.", "H3 Oikeudet", "P0 Teksti", "H4 Evästeet"}));
}

TEST(HtmlTest, CellsKnowTheirPlaceThoughOthersSpan) {
  EXPECT_EQ(Html("<table><caption>Formål</caption><thead><tr><th>Hva<th>Grunnlag<tbody><tr><td rowspan=2>Ordre<td>avtale<tr><td>lov<tr><td "
                 "colspan=2>alt</table>"),
            (Lines{"P0 Formål", "C0 r0c0h Hva", "C0 r0c1h Grunnlag", "C0 r1c0 Ordre", "C0 r1c1 avtale", "C0 r2c1 lov", "C0 r3c0 alt"}));
}

TEST(HtmlTest, AFirstRowThatIsAllBoldIsTheHead) {
  EXPECT_EQ(Html("<table><tr><td><b>Navn</b><td><b>Varighet</b><tr><td>_ga<td>2 år</table>"),
            (Lines{"C0 r0c0h Navn", "C0 r0c1h Varighet", "C0 r1c0 _ga", "C0 r1c1 2 år"}));
}

TEST(HtmlTest, TablesForTheLooksAreNoTables) {
  EXPECT_EQ(Html("<table><tr><td>meny<td><h1>Vilkår</h1><p>Tekst</table>"), (Lines{"P0 meny", "H1 Vilkår", "P0 Tekst"}));
  EXPECT_EQ(Html("<table><tr><td><table><tr><td>a<td>b</table></table>"), (Lines{"C0 r0c0 a", "C0 r0c1 b"}));
}

TEST(HtmlTest, TagsThatCrossOrLackTheirEndDoNotLoseText) {
  EXPECT_EQ(Html("<i>a<p>b</i>c</p></b>d<table>e<tr><td>f<td>g</div></table>h</p>i < j <3 k<p"),
            (Lines{"P0 a", "P0 bc", "P0 d", "P0 e", "C0 r0c0 f", "C0 r0c1 g", "P0 hi < j <3 k"}));
}

TEST(HtmlTest, LanguageIsTheNearestDeclared) {
  const Document document =
      MustRead("<html lang=da><p>Vi sletter.<p lang=en-GB>We delete.<div xml:lang='sv'><p>Vi raderar.", Format::kHtml);
  ASSERT_EQ(document.blocks.size(), 3u);
  EXPECT_EQ(document.blocks[0].language, "da");
  EXPECT_EQ(document.blocks[1].language, "en-GB");
  EXPECT_EQ(document.blocks[2].language, "sv");
}

TEST(HtmlTest, DeepNestingIsFlattened) {
  std::string page;
  for (int i = 0; i < 50'000; ++i) page += "<div><span>";
  EXPECT_EQ(Html(page + "dypt"), (Lines{"P0 dypt"}));
}

TEST(HtmlTest, ColumnsAreBounded) {
  const Document document = MustRead("<table><tr><td colspan=99999 rowspan=99999>a<td>b<tr><td>c</table>", Format::kHtml);
  ASSERT_EQ(document.blocks.size(), 3u);
  EXPECT_EQ(document.blocks[1].column, 999);
}

TEST(HtmlPlacesTest, EachByteIsTheOneOfTheFile) {
  const std::string page =
      "\xEF\xBB\xBF<html lang=nb>\r\n<main><h1>1.2 Løfter&nbsp;&amp; <i>plikter</i></h1>\r\n<p>Vi sletter &oslash;l og m&aring;l "
      "\u00ADetter <b>5 å</b>r.<br>Ny</p>"
      "<ul><li>•  Nøkkel</ul><dl><dt>Tøm<dd>nå</dl><table><tr><th>Å<td>Ø</table>&lt;br&gt;slutt";
  const Document document = MustRead(page, Format::kHtml);
  ASSERT_EQ(document.blocks.size(), 7u);
  ExpectPlaces(page, document);
  EXPECT_EQ(document.blocks[0].line, 2u);
  EXPECT_EQ(page.substr(document.blocks[3].end - 3, 3), "nå");
}

TEST(HtmlPlacesTest, SingleByteEncodingsCountBytesOfTheFile) {
  const std::string page =
      "<meta charset=\"windows-1252\"><p>L\xF8"
      "fte \x80 5 \xE5r</p>";
  const Document document = MustRead(page, Format::kHtml);
  ASSERT_EQ(document.blocks.size(), 1u);
  const Block& block = document.blocks[0];
  EXPECT_EQ(block.text, "Løfte € 5 år");
  EXPECT_EQ(block.at[block.text.find("fte")], page.find("fte"));
  EXPECT_EQ(block.at[block.text.find("5")], page.find("5 "));
  EXPECT_EQ(block.end, page.find("</p>"));
}

TEST(HtmlPlacesTest, OtherEncodingsAreRefusedWithAWayOut) {
  const auto unknown = Read("<meta charset=koi8-r><p>\xC1", "a.html");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().message, "byte 24 of the file is not UTF-8, and `koi8-r` is not read; save it as UTF-8");
  const auto undeclared = Read("<p>L\xF8", "a.html");
  ASSERT_FALSE(undeclared);
  EXPECT_EQ(undeclared.error().message,
            "byte 4 of the file is not UTF-8; save it as UTF-8, or declare `<meta charset=\"windows-1252\">` if it is that");
}

TEST(HtmlPlacesTest, NothingVisibleIsAnError) {
  const auto empty = Read("<html><script>run()</script><div id=root></div>", "a.html");
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().code, ErrorCode::kInvalid);
}

}  // namespace lofte::prose::html_test
