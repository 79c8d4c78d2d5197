#include "record/html.h"

#include <regex>
#include <set>

#include "record/record_test_support.h"

namespace lofte::record {
namespace html_test {

using policy::Role;

std::string HtmlOf(const std::string& text, const std::string& language = "en", const Words& words = {}) {
  const Phrases phrases = support::In(language);
  return Html(BookOf(support::RecordOf(text, language, words), "gdpr", phrases), phrases);
}

std::size_t CountOf(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST(HtmlTest, PageSaysItsLanguageAndTitle) {
  const std::string page = HtmlOf(support::kShop, "nn");
  EXPECT_NE(page.find("<html lang=\"nn\">"), std::string::npos);
  EXPECT_NE(page.find("<title>Protokoll over behandlingsaktivitetar: Shop ApS</title>"), std::string::npos);
}

TEST(HtmlTest, EachActivityIsATableWithACaptionAndHeadings) {
  const std::string page = HtmlOf(support::kShop);
  EXPECT_EQ(CountOf(page, "<table id="), 4u);
  EXPECT_EQ(CountOf(page, "<caption>"), 5u);
  EXPECT_EQ(CountOf(page, "<tr>"), CountOf(page, "<th scope=\"row\">"));
}

TEST(HtmlTest, EveryLinkLeadsSomewhereAndNoIdIsThereTwice) {
  const std::string page = HtmlOf(support::kShop);
  std::multiset<std::string> ids;
  const std::regex id(" id=\"([^\"]*)\""), link("href=\"#([^\"]*)\"");
  for (auto at = std::sregex_iterator(page.begin(), page.end(), id); at != std::sregex_iterator(); ++at) ids.insert((*at)[1]);
  std::size_t links = 0;
  for (auto at = std::sregex_iterator(page.begin(), page.end(), link); at != std::sregex_iterator(); ++at, ++links)
    EXPECT_EQ(ids.count((*at)[1]), 1u) << (*at)[1];
  EXPECT_EQ(links, 4u);
}

TEST(HtmlTest, NothingIsFetched) {
  const std::string page = HtmlOf(support::kShop);
  for (const char* from : {"src=", "<script", "<link", "@import", "url(", "http:", "https:"})
    EXPECT_EQ(page.find(from), std::string::npos) << from;
}

TEST(HtmlTest, MarkupInATextIsText) {
  Words words;
  words.texts["activities.purpose"]["sales"] = "<script>alert(\"1\")</script> & more";
  const std::string page = HtmlOf(support::kShop, "en", words);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more"), std::string::npos);
}

}  // namespace html_test
}  // namespace lofte::record
