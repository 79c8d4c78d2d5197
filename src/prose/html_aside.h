// Which parts of a page are not its text. Private to this module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "prose/html_survey.h"
#include "prose/html_tree.h"
#include "prose/shape.h"

namespace lofte::prose {

// Why a piece is beside, as bits.
enum Aside : std::uint8_t { kAsideForm = 1, kAsideHidden = 2, kAsideOutside = 4, kAsideMenu = 8, kAsideBanner = 16 };

// Where an element stands.
struct Surroundings {
  bool main = false;       // in the main text
  bool article = false;    // in an article or a main text
  bool announced = false;  // after a text that ends in a colon
};

// Why the element and what it holds are beside, by itself.
std::uint8_t AsideOf(const HtmlTree& tree, const Survey& survey, std::size_t node, const Surroundings& where);

// Sets `beside`. A reason that would leave a page without its text is none: a form or a hidden element around the whole page, a `<main>`
// with hardly anything in it.
void DecideBeside(std::vector<Piece>& pieces);

}  // namespace lofte::prose
