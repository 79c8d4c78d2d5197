#include "importer/places.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/result.h"
#include "base/table.h"
#include "base/words.h"
#include "policy/countries.h"

namespace lofte::importer {

extern const std::string_view kPlacesTable;
extern const std::string_view kCompaniesTable;

namespace {

struct Name {
  std::vector<std::string> words;
  std::string means;
};
// Names by their first word, the longest first.
using Names = std::unordered_map<std::string, std::vector<Name>>;

void AddName(std::string_view name, std::string means, Names& names) {
  Name made;
  for (const Token& token : TokensOf(name)) made.words.push_back(token.word);
  made.means = std::move(means);
  if (made.words.empty()) return;
  std::vector<Name>& all = names[made.words[0]];
  all.push_back(std::move(made));
  std::stable_sort(all.begin(), all.end(), [](const Name& a, const Name& b) { return a.words.size() > b.words.size(); });
}

const Names& PlaceNames() {
  static const Names names = [] {
    Names made;
    for (const TableRow& cells : ReadRows("places.tsv", kPlacesTable)) {
      for (std::string_view name : SplitAt(cells[1], '|')) AddName(name, cells[0], made);
    }
    return made;
  }();
  return names;
}

const std::string& CompanyWords(std::string_view kind) {
  static const std::vector<TableRow> rows = ReadRows("companies.tsv", kCompaniesTable);
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const TableRow& cells) { return cells[0] == kind; });
  if (found == rows.end()) Panic("companies.tsv has no row `" + std::string(kind) + "`");
  return found->at(1);
}

using WordSet = std::set<std::string, std::less<>>;
WordSet SetOfWords(std::string_view kind) {
  WordSet words;
  for (std::string_view word : SplitAt(CompanyWords(kind), '|')) words.emplace(word);
  return words;
}

const Names& VendorNames() {
  static const Names names = [] {
    Names made;
    for (std::string_view kind : {"vendor", "body"}) {
      for (std::string_view name : SplitAt(CompanyWords(kind), '|')) AddName(name, std::string(name), made);
    }
    return made;
  }();
  return names;
}

const Name* NameAt(const Names& names, const std::vector<Token>& tokens, std::size_t first) {
  const auto found = names.find(tokens[first].word);
  if (found == names.end()) return nullptr;
  for (const Name& name : found->second) {
    if (first + name.words.size() > tokens.size()) continue;
    bool same = true;
    for (std::size_t i = 1; i < name.words.size() && same; ++i) same = tokens[first + i].word == name.words[i];
    if (same) return &name;
  }
  return nullptr;
}

// Short names are words too (`us`): they count only in capitals.
bool IsWrittenAsName(std::string_view text, const Token& token) {
  if (!token.capital) return false;
  if (token.end - token.begin > 3) return true;
  const std::string_view word = text.substr(token.begin, token.end - token.begin);
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::vector<NamedPlace> PlacesIn(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<NamedPlace> places;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!IsWrittenAsName(text, tokens[i])) continue;
    const Name* name = NameAt(PlaceNames(), tokens, i);
    if (name == nullptr && tokens[i].word.find('-') != std::string::npos) {
      // `EU-region`, `US-based`
      const std::vector<Token> front = TokensOf(std::string_view(tokens[i].word).substr(0, tokens[i].word.find('-')));
      if (front.size() == 1) name = NameAt(PlaceNames(), front, 0);
      if (name != nullptr) places.push_back({name->means, i, i + 1});
      continue;
    }
    if (name == nullptr) continue;
    places.push_back({name->means, i, i + name->words.size()});
    i += name->words.size() - 1;
  }
  return places;
}

std::string PlaceAtStart(std::string_view text) {
  const std::vector<Token> tokens = TokensOf(text);
  if (tokens.empty()) return "";
  const std::vector<NamedPlace> places = PlacesIn(text, tokens);
  return !places.empty() && places[0].first == 0 ? places[0].code : "";
}

bool IsInEea(std::string_view code) { return policy::AdequacyOf(code) == policy::Adequacy::kEea; }

std::string RegionOf(std::string_view text) {
  const std::vector<Token> tokens = TokensOf(text);
  std::vector<std::string> codes;
  for (const NamedPlace& place : PlacesIn(text, tokens)) {
    // `US (with EU DPA)`: what stands in brackets explains the place in front of them.
    const std::size_t bracket = text.find('(');
    if (!codes.empty() && bracket < tokens[place.first].begin) continue;
    const std::string code = place.code == "GLOBAL" ? "GLOBAL" : IsInEea(place.code) ? "EU" : place.code;
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  }
  if (codes.empty()) return "";
  if (std::find(codes.begin(), codes.end(), "GLOBAL") != codes.end()) return "GLOBAL";
  std::sort(codes.begin(), codes.end());
  std::string joined = codes[0];
  for (std::size_t i = 1; i < codes.size(); ++i) joined += "/" + codes[i];
  return joined;
}

std::string CountryIn(std::string_view text) {
  std::string country;
  for (const NamedPlace& place : PlacesIn(text, TokensOf(text))) {
    // `Frankfurt, Germany (EU)`
    if (place.code == "EU" || place.code == country) continue;
    if (place.code.size() != 2 || !country.empty()) return "";
    country = place.code;
  }
  return country;
}

bool IsLegalForm(std::string_view word) {
  static const WordSet forms = SetOfWords("form");
  while (!word.empty() && (word.back() == ',' || word.back() == ';')) word.remove_suffix(1);
  if (forms.find(word) != forms.end()) return true;
  return !word.empty() && word.back() == '.' && forms.find(word.substr(0, word.size() - 1)) != forms.end();
}

bool IsWordOfPlace(std::string_view word) {
  static const WordSet words = SetOfWords("place");
  return words.find(word) != words.end();
}

bool IsWordOfRunner(std::string_view word) {
  static const WordSet words = SetOfWords("run_by");
  return words.find(word) != words.end();
}

bool IsPublicBody(std::string_view name) {
  static const std::set<std::string, std::less<>> bodies = [] {
    std::set<std::string, std::less<>> made;
    for (std::string_view body : SplitAt(CompanyWords("body"), '|')) made.insert(Fold(body));
    return made;
  }();
  return bodies.find(Fold(name)) != bodies.end();
}

bool IsVendorOutsideEea(std::string_view name) {
  static const Names names = [] {
    Names made;
    for (std::string_view vendor : SplitAt(CompanyWords("outside"), '|')) AddName(vendor, std::string(vendor), made);
    return made;
  }();
  const std::vector<Token> tokens = TokensOf(name);
  return !tokens.empty() && NameAt(names, tokens, 0) != nullptr;
}

std::vector<NamedVendor> VendorsIn(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<NamedVendor> vendors;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool digit = tokens[i].word[0] >= '0' && tokens[i].word[0] <= '9';
    if (!tokens[i].capital && !digit && tokens[i].word.find('-') == std::string::npos) continue;
    const Name* name = tokens[i].capital || digit ? NameAt(VendorNames(), tokens, i) : nullptr;
    if (name == nullptr) {
      const std::size_t hyphen = tokens[i].word.find('-');
      if (!tokens[i].capital || hyphen == std::string::npos) continue;
      const std::vector<Token> front = TokensOf(text.substr(tokens[i].begin, hyphen));
      if (front.size() == 1) name = NameAt(VendorNames(), front, 0);
      if (name != nullptr && name->words.size() == 1) vendors.push_back({i, i + 1});
      continue;
    }
    vendors.push_back({i, i + name->words.size()});
    i += name->words.size() - 1;
  }
  return vendors;
}

}  // namespace lofte::importer
