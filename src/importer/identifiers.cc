#include "importer/identifiers.h"

#include <algorithm>
#include <array>

#include "importer/places.h"
#include "importer/reading.h"

namespace lofte::importer {
namespace {

const Named kOrganisation("doc.org_number"), kPhone("doc.phone");

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string Digits(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (IsDigit(c)) digits += c;
  }
  return digits;
}

template <std::size_t N>
bool Mod11(const std::string& digits, const std::array<int, N>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += (digits[i] - '0') * weights[i];
  return sum % 11 == 0;
}

bool Luhn(const std::string& digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

// Spain: a letter, seven digits, a digit or letter of control.
bool IsSpanish(const std::string& word) {
  if (word.size() != 9 || word[0] < 'a' || word[0] > 'z' || Digits(word.substr(1, 7)).size() != 7) return false;
  int sum = 0;
  for (int i = 1; i <= 7; ++i) {
    const int digit = word[static_cast<std::size_t>(i)] - '0';
    sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
  }
  const int control = (10 - sum % 10) % 10;
  return word[8] == '0' + control || word[8] == "jabcdefghi"[control];
}

bool IsFinnish(const std::string& word) {
  const std::string digits = Digits(word);
  if (word.size() != 9 || word[7] != '-' || digits.size() != 8) return false;
  return Mod11<8>(digits, {7, 9, 10, 5, 8, 4, 2, 1});
}

bool IsCompanyNumber(const std::string& digits, bool said) {
  if (digits.size() == 9) return (digits[0] == '8' || digits[0] == '9') && Mod11<9>(digits, {3, 2, 7, 6, 5, 4, 3, 2, 1});
  // Swedish numbers of companies have 2 or more in the third place, where a person's has a month.
  if (digits.size() == 10) return digits[2] >= '2' && Luhn(digits);
  return said && digits.size() == 8 && Mod11<8>(digits, {2, 7, 6, 5, 4, 3, 2, 1});
}

// A run of numbers with blanks between them, from `first`: `932 739 798`, `556560-4583`.
std::size_t EndOfNumber(const Unit& unit, std::size_t first) {
  std::size_t last = first + 1;
  const auto joined = [&](std::size_t i) {
    return unit.tokens[i].begin == unit.tokens[i - 1].end + 1 && unit.run.text[unit.tokens[i - 1].end] == ' ';
  };
  while (last < unit.tokens.size() && unit.tokens[last].number && joined(last) && last - first < 4) ++last;
  return last;
}

bool IsNumberLike(const std::string& word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return IsDigit(c) || c == '-'; });
}

// `Fjordvask i Molde AS`
bool IsPlaceWord(const Token& token) { return !token.capital && IsWordOfPlace(token.word); }

// Where the name of a company with its form at `form` begins: capitals, and small words between two of them.
std::size_t BeginOfName(const Unit& unit, std::size_t form) {
  static const Concept common = Id("lang.word");
  const std::string& text = unit.run.text;
  std::size_t first = form;
  while (first > 0) {
    const Token& before = unit.tokens[first - 1];
    const std::string_view gap = std::string_view(text).substr(before.end, unit.tokens[first].begin - before.end);
    const bool near = gap == " " || gap == ", " || gap == " & " || gap == "/" || gap == " - ";
    // `24 Seven AS`, `46elks AB`
    const bool digit = IsDigit(before.word[0]) && (before.number ? before.word.size() < 4 : before.word.find('-') == std::string::npos);
    if (gap == " " && first != form && IsPlaceWord(before) && first > 1 && unit.tokens[first - 2].capital &&
        text[unit.tokens[first - 2].end] == ' ') {
      first -= 2;
      continue;
    }
    if (!near || (gap == ", " && first != form) || (!before.capital && !digit) || form - first > 5) break;
    --first;
  }
  // The first word of a sentence has a capital too: `Hos Hello Ticket, S.L`.
  static const Concept role = Id("role.controller");
  while (first < form) {
    const bool word = Lexicon::Words().IsWord(unit.tokens[first].word, common) || Lexicon::Words().IsWord(unit.tokens[first].word, role);
    if (!word || (first != 0 && text[unit.tokens[first].begin - 1] != ' ')) break;
    ++first;
  }
  while (first < form && IsPlaceWord(unit.tokens[first])) ++first;
  return first;
}

// The token behind a postcode at `at`: `5013`, `111 22`, `11122`, `SE-111 22`, `DK-8000`; 0 when there is none.
std::size_t EndOfPostcode(const Unit& unit, std::size_t at) {
  std::string word = unit.tokens[at].word;
  const std::size_t hyphen = word.find('-');
  if (hyphen == 1 || hyphen == 2) word = word.substr(hyphen + 1);
  if (word.empty() || Digits(word).size() != word.size()) return 0;
  if (word.size() == 4 || word.size() == 5) return at + 1;
  const bool halved = word.size() == 3 && at + 1 < unit.tokens.size() && unit.tokens[at + 1].number &&
                      unit.tokens[at + 1].word.size() == 2 && unit.GapBefore(at + 1) == " ";
  return halved ? at + 2 : 0;
}

// Where the street or box in front of a postcode begins; `postcode` when none stands there.
std::size_t BeginOfStreet(const Unit& unit, std::size_t postcode) {
  constexpr std::size_t kMostWords = 6;
  if (postcode == 0 || (unit.GapBefore(postcode) != ", " && unit.GapBefore(postcode) != " ")) return postcode;
  std::size_t first = postcode - 1;
  while (first > 0 && postcode - first < kMostWords && unit.GapBefore(first) == " ") --first;
  while (first < postcode && !unit.tokens[first].capital) ++first;
  const bool numbered =
      std::any_of(unit.tokens.begin() + static_cast<std::ptrdiff_t>(first), unit.tokens.begin() + static_cast<std::ptrdiff_t>(postcode),
                  [](const Token& token) { return IsDigit(token.word[0]); });
  return numbered ? first : postcode;
}

// The tokens of a legal form at `at`: 0, 1 or 2 (`A/S`).
std::size_t FormAt(const Unit& unit, std::size_t at) {
  const std::string& text = unit.run.text;
  if (at + 1 < unit.tokens.size() && unit.tokens[at + 1].begin == unit.tokens[at].end + 1 &&
      IsLegalForm(std::string_view(text).substr(unit.tokens[at].begin, unit.tokens[at + 1].end - unit.tokens[at].begin)))
    return text[unit.tokens[at].end] == '/' ? 2 : 0;
  return IsLegalForm(std::string_view(text).substr(unit.tokens[at].begin, unit.tokens[at].end - unit.tokens[at].begin)) ? 1 : 0;
}

}  // namespace

namespace {

// `post (at) fjord.no`, `post [at] fjord dot no`: against collectors of addresses. `first`: what stands before the `at`.
std::optional<Text> SpelledEmail(const Unit& unit, std::size_t first) {
  static const Named at("mail.at"), dot("mail.dot");
  const auto is = [&](std::size_t token, Concept id) {
    return token < unit.tokens.size() && Lexicon::Words().IsWord(unit.tokens[token].word, id);
  };
  if (first + 2 >= unit.tokens.size() || !is(first + 1, at)) return std::nullopt;
  const std::string_view before = unit.GapBefore(first + 1);
  if (before.empty() || (before.back() != '(' && before.back() != '[')) return std::nullopt;
  const Token& host = unit.tokens[first + 2];
  const bool spelled = is(first + 3, dot) && first + 4 < unit.tokens.size();
  // A name before it, and a domain with a top of letters behind it: `phone (at) 22.33` is none.
  const std::string& top = spelled ? unit.tokens[first + 4].word : host.word;
  if (unit.tokens[first].number || top.size() < 2 || IsDigit(top.back())) return std::nullopt;
  if (host.word.find('.') == std::string::npos && !spelled) return std::nullopt;
  Text email = TextOf(unit, first, first + (spelled ? 5 : 3), 0.8);
  email.text = unit.tokens[first].word + "@" + host.word + (spelled ? "." + unit.tokens[first + 4].word : "");
  return email;
}

}  // namespace

std::vector<Text> EmailsIn(const Unit& unit) {
  std::vector<Text> emails;
  for (std::size_t i = 0; i < unit.tokens.size(); ++i) {
    const std::string& word = unit.tokens[i].word;
    const std::size_t at = word.find('@');
    if (std::optional<Text> spelled = SpelledEmail(unit, i)) emails.push_back(std::move(*spelled));
    if (at == std::string::npos || at == 0 || word.find('.', at) == std::string::npos || word.find('@', at + 1) != std::string::npos)
      continue;
    Text email = TextOf(unit, i, i + 1);
    // `a@b.es- Telephone`: a hyphen that ends a word is none of it; tokens end before it.
    emails.push_back(std::move(email));
  }
  return emails;
}

std::optional<Text> PhoneIn(const Unit& unit) {
  for (const Hit& hit : unit.hits) {
    if (hit.concept_id != kPhone) continue;
    for (std::size_t i = hit.last; i < unit.tokens.size() && i < hit.last + 2; ++i) {
      if (!IsNumberLike(unit.tokens[i].word)) continue;
      std::size_t last = i + 1;
      while (last < unit.tokens.size() && IsNumberLike(unit.tokens[last].word) && unit.tokens[last].begin <= unit.tokens[last - 1].end + 2)
        ++last;
      Text phone = TextOf(unit, i, last);
      if (Digits(phone.text).size() < 7) continue;
      const std::size_t begin = unit.tokens[i].begin;
      const bool plus = begin > 0 && unit.run.text[begin - 1] == '+';
      phone.text = (plus ? "+" : "") + Digits(phone.text);
      return phone;
    }
  }
  return std::nullopt;
}

std::optional<Text> PostalAddressIn(const Unit& unit) {
  for (std::size_t i = 0; i < unit.tokens.size(); ++i) {
    const std::size_t town = EndOfPostcode(unit, i);
    if (town == 0 || town >= unit.tokens.size() || !unit.tokens[town].capital || unit.GapBefore(town) != " ") continue;
    const std::size_t first = BeginOfStreet(unit, i);
    // `In 2018 Norway ..`
    const bool year = unit.tokens[i].word.size() == 4 && (unit.tokens[i].word[0] == '1' || unit.tokens[i].word.substr(0, 2) == "20");
    if (first == i && year) continue;
    std::size_t last = town + 1;
    while (last < unit.tokens.size() && unit.tokens[last].capital && unit.GapBefore(last) == " ") ++last;
    return TextOf(unit, first, last, 0.8);
  }
  return std::nullopt;
}

std::vector<Company> CompaniesIn(const Unit& unit) {
  std::vector<Company> companies;
  for (std::size_t i = 1; i < unit.tokens.size(); ++i) {
    const std::size_t form = FormAt(unit, i);
    if (form == 0) continue;
    const std::size_t first = BeginOfName(unit, i);
    if (first == i) continue;
    companies.push_back({first, i + form});
    i += form - 1;
  }
  return companies;
}

namespace {

bool IsBehindItsName(const Unit& unit, std::size_t token) {
  if (token == 0) return unit.LabelHas(kOrganisation);
  return std::any_of(unit.hits.begin(), unit.hits.end(),
                     [&](const Hit& hit) { return hit.concept_id == kOrganisation && hit.last == token; });
}

}  // namespace

std::vector<Text> OrganisationNumbersIn(const Unit& unit) {
  std::vector<Text> numbers;
  const bool said = unit.Has(kOrganisation) || unit.LabelHas(kOrganisation);
  for (std::size_t i = 0; i < unit.tokens.size(); ++i) {
    std::string word = unit.tokens[i].word;
    for (std::string_view country : {"no", "se", "dk", "fi", "es"}) {
      if (word.substr(0, 2) == country && word.size() > 8) word = word.substr(2);
    }
    if (IsSpanish(word) || IsFinnish(word)) {
      numbers.push_back(TextOf(unit, i, i + 1));
      continue;
    }
    if (!IsNumberLike(word) || Digits(word).empty()) continue;
    const std::size_t last = EndOfNumber(unit, i);
    std::string digits = Digits(word);
    for (std::size_t k = i + 1; k < last; ++k) digits += unit.tokens[k].word;
    const bool phone = unit.Has(kPhone) && !said;
    // Behind the words for it a number is one, though its check digit be wrong.
    if (!phone && IsCompanyNumber(digits, said))
      numbers.push_back(TextOf(unit, i, last));
    else if (!phone && IsBehindItsName(unit, i) && digits.size() >= 8 && digits.size() <= 10)
      numbers.push_back(TextOf(unit, i, last, 0.5));
    i = last - 1;
  }
  return numbers;
}

}  // namespace lofte::importer
