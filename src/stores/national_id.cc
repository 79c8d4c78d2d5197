#include "stores/national_id.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>

namespace lofte::stores {

namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80; }

int NumberAt(std::string_view digits, std::size_t at, std::size_t width = 2) {
  int number = 0;
  for (std::size_t i = at; i < at + width; ++i) number = number * 10 + (digits[i] - '0');
  return number;
}

// Of some century: 29 February is a day in any year that is divisible by four.
bool IsDay(int day, int month, int year_of_century) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > kDays[static_cast<std::size_t>(month - 1)]) return false;
  return month != 2 || day != 29 || year_of_century % 4 == 0;
}

template <std::size_t N>
int Weighted(std::string_view digits, const std::array<int, N>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += weights[i] * (digits[i] - '0');
  return sum;
}

// Eleven digits. Of a D-number the day is forty more.
bool IsNorwegian(std::string_view d) {
  const int day = NumberAt(d, 0);
  return IsDay(day > 40 ? day - 40 : day, NumberAt(d, 2), NumberAt(d, 4)) && Weighted<10>(d, {3, 7, 6, 1, 8, 9, 4, 5, 2, 1}) % 11 == 0 &&
         Weighted<11>(d, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

// Ten digits, YYMMDDNNNC. Of a samordningsnummer the day is sixty more.
bool IsSwedish(std::string_view d) {
  const int day = NumberAt(d, 4);
  if (!IsDay(day > 60 ? day - 60 : day, NumberAt(d, 2), NumberAt(d, 0))) return false;
  int sum = 0;
  for (std::size_t i = 0; i < d.size(); ++i) {
    const int doubled = (d[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 == 0;
}

// Ten digits, DDMMYYNNNN.
bool IsDanish(std::string_view d, bool is_hyphenated) {
  if (!IsDay(NumberAt(d, 0), NumberAt(d, 2), NumberAt(d, 4))) return false;
  return is_hyphenated || Weighted<10>(d, {4, 3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

// A word of digits with at most one of `-`, `+` or a space after the sixth or eighth.
bool IsOfDigits(std::string_view word) {
  std::string digits;
  char separator = 0;
  std::size_t before = 0;
  for (const char c : word) {
    if (IsDigit(c)) {
      digits += c;
    } else if ((c == '-' || c == '+' || c == ' ') && separator == 0) {
      separator = c;
      before = digits.size();
    } else {
      return false;
    }
  }
  if (separator != 0 && before != 6 && before != 8) return false;
  if (digits.size() == 11) return (separator == 0 || (separator == ' ' && before == 6)) && IsNorwegian(digits);
  if (digits.size() == 12) return separator != ' ' && before != 6 && IsSwedish(std::string_view(digits).substr(2));
  if (digits.size() != 10 || before == 8) return false;
  return (separator != ' ' && IsSwedish(digits)) || (separator != '+' && IsDanish(digits, separator == '-'));
}

// DDMMYYCNNNQ, eleven characters.
bool IsFinnish(std::string_view w) {
  if (w.size() != 11 || std::string_view("+-ABCDEFUVWXY").find(w[6]) == std::string_view::npos) return false;
  std::string digits(w.substr(0, 6));
  digits += w.substr(7, 3);
  if (!std::all_of(digits.begin(), digits.end(), IsDigit) || !IsDay(NumberAt(digits, 0), NumberAt(digits, 2), NumberAt(digits, 4)))
    return false;
  return std::string_view("0123456789ABCDEFHJKLMNPRSTUVWXY")[static_cast<std::size_t>(NumberAt(digits, 0, 9) % 31)] == w[10];
}

// Eight digits and a letter, or X, Y or Z, seven digits and a letter; a hyphen may stand before the letter.
bool IsSpanish(std::string_view w) {
  std::string word(w);
  word.erase(std::remove(word.begin(), word.end(), '-'), word.end());
  if (word.size() != 9 || w.size() > 11) return false;
  if (const std::size_t first = std::string_view("XYZ").find(word[0]); first != std::string_view::npos)
    word[0] = static_cast<char>('0' + first);
  if (!std::all_of(word.begin(), word.begin() + 8, IsDigit)) return false;
  return std::string_view("TRWAGMYFPDXBNJZSQVHLCKE")[static_cast<std::size_t>(NumberAt(word, 0, 8) % 23)] == word[8];
}

}  // namespace

bool HasNationalId(std::string_view text) {
  constexpr std::size_t kShortest = 9, kLongest = 13;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!IsWord(text[begin]) || (begin > 0 && IsWord(text[begin - 1]))) continue;
    for (std::size_t size = kShortest; size <= kLongest && begin + size <= text.size(); ++size) {
      const std::size_t end = begin + size;
      if (!IsWord(text[end - 1]) || (end < text.size() && IsWord(text[end]))) continue;
      const std::string_view word = text.substr(begin, size);
      if (IsOfDigits(word) || IsFinnish(word) || IsSpanish(word)) return true;
    }
  }
  return false;
}

std::string_view NationalIdCandidateRegex() {
  return R"((^|[^0-9A-Za-z])([0-9]{6,8}[-+ ]?[0-9]{4,5}|[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]|([0-9]{8}|[XYZ]-?[0-9]{7})-?[A-Z])($|[^0-9A-Za-z]))";
}

}  // namespace lofte::stores
