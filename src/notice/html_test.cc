// What a hostile file could do to a page, and what a page needs for everybody.
#include "notice/notice_test_support.h"

namespace lofte::notice {
namespace html_test {

std::string Page(const std::string& policy_source, const std::string& words_source, const HtmlOptions& options = {}) {
  const policy::Policy policy = support::PolicyOf(policy_source);
  const Notice notice = BuildNotice(policy);
  const Words words = support::WordsOf(words_source, "en", policy);
  return RenderHtml(notice, Voice(*Phrases::Find("en"), words), options);
}

bool Has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(HtmlTest, EscapesWhateverComesFromAFile) {
  const std::string html = Page(support::With(support::kShop, "name: Shop ApS", "name: 'Shop <script>alert(1)</script> & \"Co\"'"),
                                support::With(support::kWords, "order.item: item", "order.item: '<img src=x onerror=alert(1)>'"));
  EXPECT_FALSE(Has(html, "<script"));
  EXPECT_FALSE(Has(html, "<img"));
  EXPECT_TRUE(Has(html, "Shop &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;"));
}

TEST(HtmlTest, EmbedsLinkedDataThatCannotEndItsElement) {
  HtmlOptions options;
  options.json_ld = R"({"name": "</script><script>alert(1)</script><!--"})";
  const std::string html = Page(support::kShop, support::kWords, options);
  EXPECT_TRUE(Has(html, "<script type=\"application/ld+json\">\n{\"name\": \"\\u003c/script>\\u003cscript>alert(1)"));
  EXPECT_EQ(html.find("</script>"), html.rfind("</script>"));
  EXPECT_FALSE(Has(Page(support::kShop, support::kWords), "<script"));
}

TEST(HtmlTest, LeadsToTheOtherLanguagesInTheirOwnNames) {
  HtmlOptions options;
  options.others = {{"nb", "nb.html"}};
  const std::string html = Page(support::kShop, support::kWords, options);
  EXPECT_TRUE(Has(html, "<link rel=\"alternate\" hreflang=\"nb\" href=\"nb.html\">"));
  EXPECT_TRUE(Has(html, "<a lang=\"nb\" hreflang=\"nb\" href=\"nb.html\">Norsk (bokmål)</a>"));
}

TEST(HtmlTest, NeedsNothingFromElsewhere) {
  const std::string html = Page(support::kShop, support::kWords);
  EXPECT_FALSE(Has(html, "src="));
  EXPECT_FALSE(Has(html, "@import"));
  EXPECT_FALSE(Has(html, "url("));
  EXPECT_TRUE(Has(html, "<html lang=\"en\">"));
}

TEST(HtmlTest, KeepsPeriodsAsTheModelHasThem) {
  const std::string html = Page(support::kShop, support::kWords);
  EXPECT_TRUE(Has(html,
                  "<p data-promises=\"p\">We keep account data and orders as long as your account is open. Then we erase the data "
                  "within <data value=\"P30D\">30\u00A0days</data>.</p>"));
}

TEST(MarkdownTest, EscapesMarksOfItsOwn) {
  const policy::Policy policy = support::PolicyOf(support::With(support::kShop, "name: Shop ApS", "name: 'Shop *[x](y)* <b> | _z_'"));
  const Words words = support::WordsOf(support::kWords, "en", policy);
  const std::string text = RenderMarkdown(BuildNotice(policy), Voice(*Phrases::Find("en"), words));
  EXPECT_TRUE(Has(text, R"(Shop \*\[x\](y)\* \<b\> \| \_z\_)")) << text.substr(0, 300);
}

TEST(PlainTextTest, HasNoLongLines) {
  constexpr std::size_t kMost = 78;
  const support::Example example = support::ExampleOf("bookbeat", "sv");
  const std::string text = RenderText(example.notice, Voice(*Phrases::Find("sv"), example.words));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    std::size_t characters = 0;
    for (std::size_t i = at; i < end; ++i) characters += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    EXPECT_LE(characters, kMost) << text.substr(at, end - at);
    at = end + 1;
  }
}

}  // namespace html_test
}  // namespace lofte::notice
