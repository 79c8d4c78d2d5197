// The elements and texts of a page, in the order of the page: a parent has a smaller index than its children. Private to this module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "prose/html_tags.h"

namespace lofte::prose {

// What the attributes of an element say, as bits.
enum Said : std::uint16_t {
  kSaidHidden = 1,   // not shown
  kSaidBanner = 2,   // a cookie banner, by names that nothing else has
  kSaidCookies = 4,  // speaks of cookies or consent; with a button in it, a banner
  kSaidDialog = 8,
  kSaidMenu = 16,        // by its role
  kSaidMenuByName = 32,  // by a class or id that menus have
  kSaidMain = 64,
  kSaidInPage = 128,  // a link within the page
  kSaidLayout = 256,  // of a table: made for the looks
  kSaidRowHeader = 512,
  kSaidOpens = 1024,    // of a button: opens what it heads
  kSaidHeading = 2048,  // role=heading
  kSaidStrong = 4096,   // by its style
};

struct HtmlNode {
  TagInfo info;
  std::uint16_t said = 0;
  std::uint16_t columns = 1, rows = 1;            // of a cell
  std::uint32_t parent = 0, first = 0, next = 0;  // 0: none; the root is 0
  std::uint32_t last = 0;                         // child
  std::uint32_t begin = 0, end = 0;               // kText: of the source; an element: of its start tag
  std::uint32_t language = 0;                     // of HtmlTree::languages
  bool raw = false;                               // kText: no references in it
};

struct HtmlTree {
  std::vector<HtmlNode> nodes;
  std::vector<std::string> languages{""};
  std::string title;
};

// Reads any bytes of UTF-8: what is no HTML is text. O(bytes).
HtmlTree ParseHtml(std::string_view source);

}  // namespace lofte::prose
