#include "prose/html_names.h"

#include <array>
#include <string>

#include "prose/html_tree.h"
#include "prose/letters.h"

namespace lofte::prose {
namespace {

// How the names of banners of the products begin that ask for consent.
constexpr std::array<std::string_view, 37> kBannerFronts{"cybotcookiebotdialog",
                                                         "cookiebanner",
                                                         "cookie-banner",
                                                         "cookie_banner",
                                                         "cookiebar",
                                                         "cookie-bar",
                                                         "cookieconsent",
                                                         "cookie-consent",
                                                         "cookie_consent",
                                                         "cookienotice",
                                                         "cookie-notice",
                                                         "cookie-law-info",
                                                         "cookie-popup",
                                                         "cookie-modal",
                                                         "cookie-overlay",
                                                         "cookie-dialog",
                                                         "consent-banner",
                                                         "consentbanner",
                                                         "onetrust-",
                                                         "ot-sdk-container",
                                                         "ot-sdk-row",
                                                         "usercentrics",
                                                         "uc-banner",
                                                         "didomi-",
                                                         "qc-cmp",
                                                         "truste",
                                                         "cmplz-",
                                                         "cky-",
                                                         "iubenda-cs",
                                                         "osano-cm",
                                                         "sp_message_container",
                                                         "fc-consent",
                                                         "borlabscookie",
                                                         "coi-",
                                                         "coioverlay",
                                                         "tarteaucitron",
                                                         "hs-eu-cookie"};
// The same products also write the list of cookies into the text itself.
constexpr std::array<std::string_view, 6> kListFronts{"cookiedeclaration", "ot-sdk-cookie-policy", "cookie-table",
                                                      "cmplz-document",    "cky-cookie-audit",     "coi-declaration"};

constexpr std::array<std::string_view, 26> kMenuNames{
    "footer",      "site-footer", "page-footer", "main-footer",       "global-footer", "navbar",      "nav",
    "navigation",  "menu",        "main-menu",   "main-nav",          "mainmenu",      "topbar",      "breadcrumb",
    "breadcrumbs", "sidebar",     "skip-link",   "skip-to-content",   "site-header",   "main-header", "masthead",
    "colophon",    "offcanvas",   "mobile-menu", "language-switcher", "share-buttons"};

// For readers who listen to the page.
constexpr std::array<std::string_view, 4> kUnseenNames{"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"};

template <std::size_t kCount>
bool BeginsWithOne(std::string_view name, const std::array<std::string_view, kCount>& fronts) {
  for (const std::string_view front : fronts) {
    if (name.substr(0, front.size()) == front) return true;
  }
  return false;
}

template <std::size_t kCount>
bool IsOne(std::string_view name, const std::array<std::string_view, kCount>& names) {
  for (const std::string_view one : names) {
    if (name == one) return true;
  }
  return false;
}

bool Has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::uint16_t SaidByOneName(std::string_view name) {
  if (BeginsWithOne(name, kListFronts)) return 0;
  if (BeginsWithOne(name, kBannerFronts)) return kSaidBanner;
  if (Has(name, "cookie") || Has(name, "consent") || Has(name, "gdpr") || Has(name, "samtykke")) return kSaidCookies;
  if (IsOne(name, kUnseenNames)) return kSaidHidden;
  return IsOne(name, kMenuNames) ? kSaidMenuByName : 0;
}

}  // namespace

std::uint16_t SaidByName(std::string_view names) {
  std::uint16_t said = 0;
  while (!names.empty()) {
    std::size_t end = 0;
    while (end < names.size() && !IsSpace(names[end])) ++end;
    said |= SaidByOneName(names.substr(0, end));
    names.remove_prefix(end < names.size() ? end + 1 : end);
  }
  return said;
}

std::uint16_t SaidByRole(std::string_view role) {
  if (role == "main") return kSaidMain;
  if (role == "dialog" || role == "alertdialog") return kSaidDialog;
  if (role == "heading") return kSaidHeading;
  if (role == "presentation" || role == "none") return kSaidLayout;
  if (role == "rowheader" || role == "columnheader") return kSaidRowHeader;
  constexpr std::array<std::string_view, 8> kMenus{"navigation",    "banner", "contentinfo", "search",
                                                   "complementary", "menu",   "menubar",     "toolbar"};
  return IsOne(role, kMenus) ? kSaidMenu : 0;
}

std::uint16_t SaidByStyle(std::string_view style) {
  std::string tight;
  for (const char byte : style) {
    if (!IsSpace(byte)) tight += byte;
  }
  std::uint16_t said = 0;
  if (Has(tight, "display:none") || Has(tight, "visibility:hidden")) said |= kSaidHidden;
  if (Has(tight, "font-weight:bold") || Has(tight, "font-weight:7") || Has(tight, "font-weight:6") || Has(tight, "font-weight:8"))
    said |= kSaidStrong;
  return said;
}

}  // namespace lofte::prose
