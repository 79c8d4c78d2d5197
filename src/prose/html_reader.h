// A page of HTML as pieces of text. Private to this module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "prose/html_survey.h"
#include "prose/html_tree.h"
#include "prose/shape.h"

namespace lofte::prose {

struct HtmlText {
  std::string title, language;
  std::vector<Piece> pieces;  // `beside` is decided
};

// `level`: of the heading that a part of another text stands below; 0: none.
HtmlText ReadHtml(std::string_view source, int level = 0);

}  // namespace lofte::prose
