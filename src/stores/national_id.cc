#include "stores/national_id.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace lofte::stores {
namespace {

// Numbers of orders are often the day as YYMMDD and a count. Read as DDMMYY they would be of people born in 1901 to 1931; as a Swedish
// number, of children.
constexpr int kFirstYear = 1932;  // of Norway, Denmark and Finland
constexpr int kLastSwedishYear = 2009;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWord(char c) { return IsDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool IsSign(char c) { return c == '-' || c == '+'; }
bool AreDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }

// The number that `width` digits from `at` on write.
int NumberAt(std::string_view digits, std::size_t at, std::size_t width) {
  int number = 0;
  for (std::size_t i = at; i < at + width; ++i) number = number * 10 + (digits[i] - '0');
  return number;
}

bool IsDay(int year, int month, int day) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > kDays[static_cast<std::size_t>(month - 1)]) return false;
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month != 2 || day != 29 || is_leap;
}

template <std::size_t N>
bool IsWeightedSumDivisibleBy11(std::string_view digits, const std::array<int, N>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += weights[i] * (digits[i] - '0');
  return sum % 11 == 0;
}

// Of DDMMYYNNNNN: who was born in which century is told by the three digits after the day. 0: nobody.
int NorwegianYear(std::string_view digits) {
  const int year = NumberAt(digits, 4, 2), person = NumberAt(digits, 6, 3);
  if (person < 500) return 1900 + year;
  if (year < 40) return 2000 + year;
  return person >= 900 ? 1900 + year : 0;
}

bool IsNorwegian(std::string_view digits) {
  const int day = NumberAt(digits, 0, 2), year = NorwegianYear(digits);
  return year >= kFirstYear && IsDay(year, NumberAt(digits, 2, 2), day > 40 ? day - 40 : day) &&
         IsWeightedSumDivisibleBy11<10>(digits, {3, 7, 6, 1, 8, 9, 4, 5, 2, 1}) &&
         IsWeightedSumDivisibleBy11<11>(digits, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1});
}

// YYMMDDNNNC, of somebody who was born in that year.
bool IsSwedish(std::string_view digits, int year) {
  const int day = NumberAt(digits, 4, 2);
  if (year > kLastSwedishYear || !IsDay(year, NumberAt(digits, 2, 2), day > 60 ? day - 60 : day)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int weighted = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 == 0;
}

// Of YYMMDD and a sign: `+` says that a hundred years are over.
int SwedishYear(int year_of_century, char sign) { return (sign == '-' && year_of_century < 30 ? 2000 : 1900) + year_of_century; }

// Of DDMMYYNNNN: the digit after the day tells the century. 0: nobody who lives.
int DanishYear(std::string_view digits) {
  const int year = NumberAt(digits, 4, 2);
  const char century = digits[6];
  if (century <= '3') return 1900 + year;
  if (century == '4' || century == '9') return year < 37 ? 2000 + year : 1900 + year;
  return year < 58 ? 2000 + year : 0;
}

bool IsDanish(std::string_view digits) {
  const int day = NumberAt(digits, 0, 2), month = NumberAt(digits, 2, 2), year = DanishYear(digits);
  if (year < kFirstYear || !IsDay(year, month, day)) return false;
  const bool may_lack_the_check = day == 1 && month == 1;
  return may_lack_the_check || IsWeightedSumDivisibleBy11<10>(digits, {4, 3, 2, 7, 6, 5, 4, 3, 2, 1});
}

// Of the sign of a Finnish number: the century in which somebody was born. 0: no such sign, or nobody who lives (`+`).
int FinnishCentury(char sign) {
  if (std::string_view("-UVWXY").find(sign) != std::string_view::npos) return 1900;
  return sign >= 'A' && sign <= 'F' ? 2000 : 0;
}

// Eleven characters.
bool IsFinnish(std::string_view word) {
  const int century = FinnishCentury(word[6]);
  if (century == 0 || !AreDigits(word.substr(0, 6)) || !AreDigits(word.substr(7, 3))) return false;
  const int person = NumberAt(word, 7, 3), year = century + NumberAt(word, 4, 2);
  if (person < 2 || person > 899 || year < kFirstYear || !IsDay(year, NumberAt(word, 2, 2), NumberAt(word, 0, 2))) return false;
  const int remainder = (NumberAt(word, 0, 6) * 1000 + person) % 31;
  return std::string_view("0123456789ABCDEFHJKLMNPRSTUVWXY")[static_cast<std::size_t>(remainder)] == word[10];
}

// A DNI or NIE with or without its hyphens.
bool IsSpanish(std::string_view word) {
  const std::size_t foreigner = std::string_view("XYZ").find(word[0]);
  std::string digits;
  if (foreigner != std::string_view::npos) {
    digits = static_cast<char>('0' + foreigner);
    word.remove_prefix(word[1] == '-' ? 2 : 1);
  }
  const std::size_t left = 8 - digits.size();
  if (word.size() < left + 1 || !AreDigits(word.substr(0, left))) return false;
  digits += word.substr(0, left);
  word.remove_prefix(left);
  if (word[0] == '-') word.remove_prefix(1);
  return word.size() == 1 && std::string_view("TRWAGMYFPDXBNJZSQVHLCKE")[static_cast<std::size_t>(NumberAt(digits, 0, 8) % 23)] == word[0];
}

// Digits, and at most one sign or space that has its place.
bool IsOfDigits(std::string_view word) {
  const std::size_t at = std::min(word.find_first_not_of("0123456789"), word.size());
  const char sign = at < word.size() ? word[at] : '\0';
  std::string digits(word.substr(0, at));
  if (sign != '\0') digits += word.substr(at + 1);
  if (!AreDigits(digits)) return false;
  if (digits.size() == 11 && (sign == '\0' || (sign == ' ' && at == 6))) return IsNorwegian(digits);
  if (digits.size() == 12 && (sign == '\0' || (IsSign(sign) && at == 8)))
    return NumberAt(digits, 0, 4) >= 1900 && IsSwedish(std::string_view(digits).substr(2), NumberAt(digits, 0, 4));
  if (digits.size() != 10 || !IsSign(sign) || at != 6) return false;
  return IsSwedish(digits, SwedishYear(NumberAt(digits, 0, 2), sign)) || (sign == '-' && IsDanish(digits));
}

// Whether the character at `at`, right before a word, makes the word a part of something longer.
bool JoinsFromLeft(std::string_view text, std::size_t at) {
  return IsWord(text[at]) || IsSign(text[at]) || (text[at] == '.' && at > 0 && IsDigit(text[at - 1]));
}
bool JoinsFromRight(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  return IsWord(text[at]) || (IsSign(text[at]) && IsWord(next)) || (text[at] == '.' && IsDigit(next));
}

bool NationalIdAt(std::string_view text, std::size_t begin) {
  constexpr std::size_t kShortest = 9, kLongest = 13;
  for (std::size_t size = kShortest; size <= kLongest && begin + size <= text.size(); ++size) {
    const std::size_t end = begin + size;
    if (!IsWord(text[end - 1]) || (end < text.size() && JoinsFromRight(text, end))) continue;
    const std::string_view word = text.substr(begin, size);
    if (IsOfDigits(word) || (size == 11 && IsFinnish(word)) || IsSpanish(word)) return true;
  }
  return false;
}

}  // namespace

bool HasNationalId(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool may_begin = IsDigit(text[i]) || (text[i] >= 'X' && text[i] <= 'Z');
    if (may_begin && (i == 0 || !JoinsFromLeft(text, i - 1)) && NationalIdAt(text, i)) return true;
  }
  return false;
}

std::string_view NationalIdCandidateRegex() {
  return "(^|[^0-9A-Za-z])("
         "[0-9]{6} ?[0-9]{5}|[0-9]{6}[-+][0-9]{4}|[0-9]{8}[-+]?[0-9]{4}|"
         "[0-9]{6}[-A-FU-Y][0-9]{3}[0-9A-Y]|([0-9]{8}|[XYZ]-?[0-9]{7})-?[A-Z]"
         ")([^0-9A-Za-z]|$)";
}

}  // namespace lofte::stores
