// Cookies by name: from their tables and lists, and names such as `_ga` anywhere.
#include <algorithm>
#include <map>

#include "importer/periods.h"
#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kCookies("label.cookies"), kLifetime("label.lifetime"), kProvider("label.provider");
const Named kSession("ck.session"), kCookie("ck.cookie");

std::string LifetimeIn(const Unit& unit) {
  const std::vector<Length> lengths = LengthsIn(unit);
  if (!lengths.empty()) return lengths[0].period;
  return unit.Has(kSession) ? "session" : "";
}

Cookie* Add(Reading& reading, const std::string& name, const Place& place, double confidence) {
  std::vector<Cookie>& all = reading.facts.cookies;
  const std::string folded = Fold(name);
  const auto known = std::find_if(all.begin(), all.end(),
                                  [&](const Cookie& cookie) { return cookie.name.size() == name.size() && Fold(cookie.name) == folded; });
  if (known != all.end()) return &*known;
  if (!reading.HasRoom(all.size(), kMostCookies, "cookies", place)) return nullptr;
  Cookie cookie;
  cookie.name = name;
  cookie.place = place;
  cookie.confidence = confidence;
  all.push_back(std::move(cookie));
  return &all.back();
}

// `_ga`, `_hjSession`, `PHPSESSID`: no word of any language looks so.
bool LooksLikeCookie(const Token& token, std::string_view written) {
  if (token.word.find('@') != std::string::npos) return false;
  // What links say of windows is no cookie.
  if (token.word == "_blank" || token.word == "_self" || token.word == "_parent" || token.word == "_top") return false;
  if (token.word.size() >= 3 && token.word[0] == '_') return true;
  const bool session = token.word.find("sessid") != std::string::npos || token.word.find("session_id") != std::string::npos ||
                       token.word.find("sessionid") != std::string::npos;
  const bool consent = token.word.find("cookieconsent") != std::string::npos || token.word == "cookiebot";
  return written.find(' ') == std::string_view::npos && (session || (consent && token.word != "cookiebot"));
}

// `_ga and _ga_*` in one cell are two.
bool SplitCell(Reading& reading, const Unit& unit) {
  std::vector<Place> places;
  std::vector<std::string> names;
  for (const Token& token : unit.tokens) {
    if (!LooksLikeCookie(token, std::string_view(unit.run.text).substr(token.begin, token.end - token.begin))) continue;
    std::size_t end = token.end;
    while (end < unit.run.text.size() && (unit.run.text[end] == '_' || unit.run.text[end] == '*')) ++end;
    names.push_back(unit.run.text.substr(token.begin, end - token.begin));
    places.push_back(unit.run.PlaceOf(token.begin, end));
  }
  if (names.size() < 2) return false;
  for (std::size_t i = 0; i < names.size(); ++i) Add(reading, names[i], places[i], 0.95);
  return true;
}

// A table with a column of lifetimes: a row is a cookie, named in the first cell.
void ReadTable(Reading& reading, int table) {
  Cookie* cookie = nullptr;
  int row = -1;
  for (const Unit& unit : reading.outline.UnitsOf(table)) {
    if (unit.table != table || unit.heading) continue;
    reading.Understand(unit);
    if (unit.row != row) {
      row = unit.row;
      cookie = unit.column == 0 && SplitCell(reading, unit)  ? nullptr
               : unit.column == 0 && unit.tokens.size() <= 4 ? Add(reading, unit.run.text, unit.run.Whole(), 0.95)
                                                             : nullptr;
      continue;
    }
    if (cookie == nullptr) continue;
    if (unit.HasTopic(kLifetime))
      cookie->lifetime = LifetimeIn(unit);
    else if (unit.HasTopic(kProvider))
      cookie->provider = unit.run.text;
    else
      cookie->purpose += (cookie->purpose.empty() ? "" : " ") + unit.run.text;
  }
}

// A column of lifetimes, and cookies spoken of: under a heading about them, in the head of a column, or by names that only cookies have.
std::vector<int> TablesOfCookies(const Outline& outline) {
  struct Seen {
    bool lifetimes = false, cookies = false;
  };
  std::map<int, Seen> tables;
  for (const Unit& unit : outline.units) {
    if (unit.table < 0) continue;
    Seen& seen = tables[unit.table];
    seen.lifetimes = seen.lifetimes || unit.HasTopic(kLifetime);
    const bool named = unit.column == 0 && unit.tokens.size() == 1 && LooksLikeCookie(unit.tokens[0], unit.run.text);
    seen.cookies = seen.cookies || named || outline.UnderHeading(unit, kCookies) || (unit.heading && unit.Has(kCookie));
  }
  std::vector<int> found;
  for (const auto& [table, seen] : tables) {
    if (seen.lifetimes && seen.cookies) found.push_back(table);
  }
  return found;
}

// No word of a language has a digit, an underscore or a capital inside: `ff_consent`, `bgImage`, `JSESSION`.
bool IsCoined(std::string_view written) {
  if (written.size() < 3 || written.find('@') != std::string_view::npos) return false;
  bool small = false, inner = false, odd = false;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const char c = written[i];
    small = small || (c >= 'a' && c <= 'z');
    inner = inner || (i > 0 && c >= 'A' && c <= 'Z');
    odd = odd || c == '_' || (c >= '0' && c <= '9');
  }
  return odd || (inner && (small || written.size() > 4));
}

// `ff_consent, ff_theme: what for`, in a list of cookies: names stand in the label.
void ReadLabel(Reading& reading, const Unit& unit, bool listed) {
  const std::vector<Token> tokens = TokensOf(unit.label);
  const bool coined = listed && std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
                        return token.word.size() < 4 || IsCoined(std::string_view(unit.label).substr(token.begin, token.end - token.begin));
                      });
  for (const Token& token : tokens) {
    const std::string_view written = std::string_view(unit.label).substr(token.begin, token.end - token.begin);
    if (!LooksLikeCookie(token, written) && !(coined && IsCoined(written))) continue;
    Cookie* cookie = Add(reading, std::string(written), unit.PlaceWithLabel(), 0.9);
    if (cookie != nullptr && cookie->purpose.empty()) cookie->purpose = unit.run.text;
    reading.Understand(unit);
  }
}

}  // namespace

void ReadCookies(Reading& reading) {
  for (int table : TablesOfCookies(reading.outline)) ReadTable(reading, table);
  bool announced = false;
  for (const Unit& unit : reading.outline.units) {
    if (unit.beside) continue;
    if (unit.announces)
      announced = unit.Has(kCookie);
    else if (!unit.item)
      announced = false;
    if (unit.item && !unit.label.empty()) ReadLabel(reading, unit, announced);
    for (std::size_t i = 0; i < unit.tokens.size(); ++i) {
      const std::string_view written = unit.Words(i, i + 1);
      if (!LooksLikeCookie(unit.tokens[i], written)) continue;
      Add(reading, std::string(written), unit.run.PlaceOf(unit.tokens[i].begin, unit.tokens[i].end), 0.9);
      reading.Understand(unit);
    }
  }
}

}  // namespace lofte::importer
