#include "importer/recipient_names.h"

#include <algorithm>

#include "importer/places.h"
#include "importer/reading.h"

namespace lofte::importer {

std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words;
  for (const Token& token : TokensOf(name)) words.push_back(token.word);
  return words;
}

bool ContainsAll(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  return std::all_of(some.begin(), some.end(),
                     [&](const std::string& word) { return std::find(all.begin(), all.end(), word) != all.end(); });
}

std::size_t Joint(const Unit& unit, std::size_t token) {
  static const Named joint("unit.range");
  return std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) { return hit.concept_id == joint && hit.last == token; }) ? 1
                                                                                                                                       : 0;
}

std::vector<std::pair<std::size_t, std::size_t>> ElementsOf(const Unit& unit) {
  std::vector<std::pair<std::size_t, std::size_t>> elements;
  for (std::size_t i = 0; i < unit.tokens.size();) {
    std::size_t last = i;
    while (last < unit.tokens.size() && unit.tokens[last].capital &&
           (last == i || unit.tokens[last].begin == unit.tokens[last - 1].end + 1))
      ++last;
    if (last > i && last - i <= 4) elements.emplace_back(i, last);
    i = last > i ? last : i + 1;
  }
  return elements;
}

bool IsInBlank(const Unit& unit, std::size_t token) {
  const std::string& text = unit.run.text;
  const std::size_t open = text.rfind('[', unit.tokens[token].begin);
  return open != std::string::npos && text.substr(open, unit.tokens[token].begin - open).find(']') == std::string::npos;
}

std::string Whole(const Unit& unit, std::size_t first, std::size_t last) {
  const std::string& text = unit.run.text;
  std::size_t end = unit.tokens[last - 1].end;
  std::string name(unit.Words(first, last));
  // `Norvik, Inc. (USA)`: a dot is no part of a word.
  if (text.compare(end, 3, ". (") == 0 && IsLegalForm(unit.Words(last - 1, last))) name += text[end++];
  const std::size_t open = name.rfind('(');
  const std::size_t closed = text.find(')', end);
  if (open != std::string::npos && name.find(')', open) == std::string::npos && closed != std::string::npos)
    return name + text.substr(end, closed + 1 - end);
  if (text.compare(end, 2, " (") != 0) return name;
  const std::size_t close = text.find(')', end);
  if (close == std::string::npos || close - end > 30 || last >= unit.tokens.size() || !unit.tokens[last].capital) return name;
  return name + text.substr(end, close + 1 - end);
}

std::pair<std::string, std::string> NameAndPlace(const std::string& written) {
  // `Hetzner, Germany`
  const std::size_t comma = written.rfind(", ");
  if (comma != std::string::npos && comma > 0 && IsPlace(std::string_view(written).substr(comma + 2)))
    return {written.substr(0, comma), written.substr(comma + 2)};
  const std::size_t open = written.rfind(" (");
  if (open == std::string::npos || open == 0 || written.back() != ')') return {written, ""};
  const std::string inside = written.substr(open + 2, written.size() - open - 3);
  return PlaceAtStart(inside).empty() ? std::pair(written, std::string()) : std::pair(written.substr(0, open), inside);
}

void SetPlace(Recipient& recipient, std::string_view words) {
  if (!recipient.region.empty()) return;
  recipient.region = RegionOf(words);
  recipient.country = CountryIn(words);
}

bool IsPlace(std::string_view name) {
  const std::vector<Token> tokens = TokensOf(name);
  const std::vector<NamedPlace> places = PlacesIn(name, tokens);
  return places.size() == 1 && places[0].first == 0 && places[0].last == tokens.size();
}

bool IsCoined(std::string_view name) {
  for (std::size_t i = 1; i < name.size(); ++i) {
    const bool letter_before = (name[i - 1] >= 'a' && name[i - 1] <= 'z') || (name[i - 1] >= 'A' && name[i - 1] <= 'Z');
    if (letter_before && ((name[i] >= 'A' && name[i] <= 'Z' && name[i - 1] >= 'a') || (name[i] >= '0' && name[i] <= '9'))) return true;
  }
  return false;
}

bool AreBothKnown(const std::string& a, const std::string& b) {
  const auto whole = [](const std::string& name) {
    const std::vector<Token> tokens = TokensOf(name);
    const std::vector<NamedVendor> vendors = VendorsIn(name, tokens);
    return tokens.size() > 1 && vendors.size() == 1 && vendors[0].first == 0 && vendors[0].last == tokens.size();
  };
  return whole(a) && whole(b);
}

bool AreNeighbours(const Unit& unit, std::size_t last, std::size_t first) {
  const std::size_t open = unit.run.text.find_first_not_of(' ', unit.tokens[last - 1].end);
  if (open != std::string::npos && unit.run.text[open] == '(') {
    const std::size_t close = unit.run.text.find(')', open);
    while (last < first && close != std::string::npos && unit.tokens[last].begin < close) ++last;
  }
  return last == first - Joint(unit, first);
}

std::string WordsBeside(const Unit& unit, std::size_t first, std::size_t last) {
  const std::string& text = unit.run.text;
  return text.substr(0, unit.tokens[first].begin) + text.substr(unit.tokens[last - 1].end);
}

std::string WordsBehind(const Unit& unit, std::size_t last) {
  static const Named in("prep.in");
  const bool follows = std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
    return hit.concept_id == in && hit.first == last && hit.last < unit.tokens.size();
  });
  if (!follows) return "";
  const std::size_t begin = unit.tokens[last + 1].begin;
  const std::string behind = unit.run.text.substr(begin, unit.run.text.find_first_of(".;(", begin) - begin);
  return PlaceAtStart(behind).empty() ? "" : behind;
}

bool IsDeniedUse(const Unit& unit, std::size_t name) {
  static const Named use_provider("rec.use_provider"), share("rec.share"), analytics("ck.analytics");
  static const Named denial("neg.not"), other("neg.other_than"), unless("neg.unless"), but("word.but");
  if (HasAny(unit, {other, unless})) return false;
  const Hit* last = nullptr;
  for (const Hit& hit : unit.hits) {
    if (hit.last <= name && (hit.concept_id == denial || hit.concept_id == but)) last = &hit;
  }
  if (last == nullptr || last->concept_id == but) return false;
  constexpr std::size_t kNear = 6;
  return std::any_of(unit.hits.begin(), unit.hits.end(), [&](const Hit& hit) {
    const bool use = hit.concept_id == use_provider || hit.concept_id == share || hit.concept_id == analytics;
    const bool within = hit.first <= last->first && hit.last >= last->last;  // `do not use`
    return use && hit.first <= name && (within || IsNearBefore(*last, hit, kNear) || IsNearBefore(hit, *last, 1));
  });
}

}  // namespace lofte::importer
