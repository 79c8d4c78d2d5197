#include "base/html.h"

#include <gtest/gtest.h>

namespace lofte {
namespace {

TEST(EscapedHtmlTest, NothingOfATextIsAMark) {
  EXPECT_EQ(EscapedHtml("<b title=\"1\">R&D</b>"), "&lt;b title=&quot;1&quot;&gt;R&amp;D&lt;/b&gt;");
  EXPECT_EQ(EscapedHtml("blåbær's &amp;"), "blåbær's &amp;amp;");
}

}  // namespace
}  // namespace lofte
