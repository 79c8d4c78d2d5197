// What of a page is not its text.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "prose/prose_test_support.h"

namespace lofte::prose::html_beside_test {

using Lines = std::vector<std::string>;

Lines Html(std::string_view source) { return Shown(source, Format::kHtml); }

TEST(HtmlBesideTest, MenusHeadersAndFootersAreBeside) {
  EXPECT_EQ(Html("<header>Fjord</header><nav><a href=/>Hjem</a></nav><div role=navigation>Sti</div><p>Vi sletter.</p><aside>Nytt</aside>"
                 "<div class='wrap site-footer'>Org.nr.</div><footer>© Fjord</footer>"),
            (Lines{"~P0 Fjord", "~P0 Hjem", "~P0 Sti", "P0 Vi sletter.", "~P0 Nytt", "~P0 Org.nr.", "~P0 © Fjord"}));
}

TEST(HtmlBesideTest, HeadersWithinTheMainTextBelongToIt) {
  EXPECT_EQ(Html("<main><header><h1>Vilkår</h1></header><p>Tekst.</p><footer>Oppdatert i mai</footer></main>"),
            (Lines{"H1 Vilkår", "P0 Tekst.", "P0 Oppdatert i mai"}));
}

TEST(HtmlBesideTest, WhatStandsOutsideOfMainIsBeside) {
  EXPECT_EQ(Html("<div>Tilbud</div><div role=main><p>Vi lagrer navn.</p></div><p>Les også</p>"),
            (Lines{"~P0 Tilbud", "P0 Vi lagrer navn.", "~P0 Les også"}));
  EXPECT_EQ(Html("<div>Tilbud</div><article><p>Vi lagrer navn og adresse.</p></article>"),
            (Lines{"~P0 Tilbud", "P0 Vi lagrer navn og adresse."}));
}

TEST(HtmlBesideTest, SmallArticlesAreNotTheMainText) {
  EXPECT_EQ(Html("<p>Vi lagrer navn, adresse og ordrer i fem år.</p><article>Nyhet</article>"),
            (Lines{"P0 Vi lagrer navn, adresse og ordrer i fem år.", "P0 Nyhet"}));
}

TEST(HtmlBesideTest, ListsOfLinksAreMenusUnlessTheyAreTheText) {
  const std::string links = "<ul><li><a href='https://a.example'>Alfa</a><li><a href='https://b.example'>Beta</a></ul>";
  EXPECT_EQ(Html("<p>Vi sletter.</p>" + links), (Lines{"P0 Vi sletter.", "~I1 Alfa", "~I1 Beta"}));
  EXPECT_EQ(Html("<p>Vi deler med:</p>" + links), (Lines{"P0 Vi deler med:", "I1 Alfa", "I1 Beta"}));
  EXPECT_EQ(Html("<main><p>Mottakere</p>" + links + "</main>"), (Lines{"P0 Mottakere", "I1 Alfa", "I1 Beta"}));
  EXPECT_EQ(Html("<main><p>Innhold</p><ol><li><a href=#a>Alfa</a><li><a href=#b>Beta</a></ol></main>"),
            (Lines{"P0 Innhold", "~I1 Alfa", "~I1 Beta"}));
}

TEST(HtmlBesideTest, CookieBannersAreBesideWhereverTheyStand) {
  for (const std::string banner :
       {"<div id=CybotCookiebotDialog>", "<div class='x onetrust-pc-dark-filter'>", "<section id=usercentrics-root>", "<div role=dialog>",
        "<dialog open>", "<div class=cookie-consent__box>", "<div aria-modal=true>"}) {
    EXPECT_EQ(Html("<main><p>Vi lagrer navn.</p>" + banner + "<p>Godta?</p></main>"), (Lines{"P0 Vi lagrer navn.", "~P0 Godta?"}))
        << banner;
  }
}

TEST(HtmlBesideTest, WhatSpeaksOfCookiesIsABannerOnlyWithAButton) {
  EXPECT_EQ(Html("<div class=my-cookies>Kjeks? <button>Ja</button></div><p>Vi lagrer navn og adresse.</p>"),
            (Lines{"~P0 Kjeks? Ja", "P0 Vi lagrer navn og adresse."}));
  EXPECT_EQ(Html("<body class=cookie-policy><section id=cookies><p>Vi bruker kjeks.</p></section>"), (Lines{"P0 Vi bruker kjeks."}));
}

TEST(HtmlBesideTest, ATableOfCookiesIsText) {
  EXPECT_EQ(Html("<main id=cookie-text><table class='cookie-table'><tr><th>Navn<th>Varighet<tr><td>_ga<td>2 år</table><div "
                 "id=ot-sdk-cookie-policy>Liste</div></main>"),
            (Lines{"C0 r0c0h Navn", "C0 r0c1h Varighet", "C0 r1c0 _ga", "C0 r1c1 2 år", "P0 Liste"}));
}

TEST(HtmlBesideTest, HiddenBlocksAreBesideAndHiddenWordsGone) {
  EXPECT_EQ(Html("<p>Les <a href=/>mer<span class=sr-only>(ny fane)</span></a> her.</p><div style='Display: none "
                 "!important'>Skjult</div><p hidden>Bort</p>"
                 "<div aria-hidden=true><p>Pynt</p></div><div hidden=until-found>Panel</div>"),
            (Lines{"P0 Les mer her.", "~P0 Skjult", "~P0 Bort", "~P0 Pynt", "P0 Panel"}));
}

TEST(HtmlBesideTest, FormsAndLoneButtonsAreBeside) {
  EXPECT_EQ(
      Html("<p>Vi lagrer navn.</p><form><label>E-post</label><input><select><option>Norge</select></form><button>Send</button><p>Trykk "
           "<button>Endre</button> her.</p>"),
      (Lines{"P0 Vi lagrer navn.", "~P0 E-post", "~P0 Norge", "~P0 Send", "P0 Trykk Endre her."}));
}

TEST(HtmlBesideTest, AReasonThatLeavesNothingIsNone) {
  EXPECT_EQ(Html("<div aria-hidden=true><p>Hele siden</p></div><div role=dialog>Kjeks</div>"), (Lines{"P0 Hele siden", "~P0 Kjeks"}));
  EXPECT_EQ(Html("<p>Logo</p><form><input><p>Vi lagrer navn, adresse og ordrer i fem år, fordi loven krever det.</p></form>"),
            (Lines{"P0 Logo", "P0 Vi lagrer navn, adresse og ordrer i fem år, fordi loven krever det."}));
  EXPECT_EQ(Html("<nav>Bare meny</nav>"), (Lines{"P0 Bare meny"}));
  EXPECT_EQ(Html("<main>.</main><p>Vi lagrer navn og adresse.</p>"), (Lines{"P0 .", "P0 Vi lagrer navn og adresse."}));
}

}  // namespace lofte::prose::html_beside_test
