#include "stores/card_number.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

namespace lofte::stores {
namespace {

constexpr std::size_t kFewestDigits = 13;
constexpr std::size_t kMostDigits = 19;

// The first digits of an issuer's numbers, as a range of `width`-digit numbers, and the lengths of its numbers.
struct Issuer {
  int width;
  int from;
  int to;
  std::size_t shortest;
  std::size_t longest;
};

constexpr Issuer kIssuers[] = {
    {1, 4, 4, 13, 19},        // Visa
    {2, 51, 55, 16, 16},      // Mastercard
    {4, 2221, 2720, 16, 16},  // Mastercard
    {2, 34, 34, 15, 15},      // American Express
    {2, 37, 37, 15, 15},      // American Express
    {3, 300, 305, 14, 19},    // Diners Club
    {4, 3095, 3095, 14, 19},  // Diners Club
    {2, 36, 36, 14, 19},      // Diners Club
    {2, 38, 39, 14, 19},      // Diners Club
    {4, 3528, 3589, 16, 19},  // JCB
    {4, 6011, 6011, 16, 19},  // Discover
    {3, 644, 649, 16, 19},    // Discover
    {2, 65, 65, 16, 19},      // Discover
    {2, 62, 62, 16, 19},      // UnionPay
    {2, 81, 81, 16, 19},      // UnionPay
    {4, 5019, 5019, 16, 16},  // Dankort
    {4, 5018, 5018, 13, 19},  // Maestro
    {4, 5020, 5020, 13, 19},  // Maestro
    {4, 5038, 5038, 13, 19},  // Maestro
    {4, 5893, 5893, 13, 19},  // Maestro
    {4, 6304, 6304, 13, 19},  // Maestro
    {4, 6759, 6763, 13, 19},  // Maestro
    {4, 2200, 2204, 16, 19},  // Mir
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSeparator(char c) { return c == ' ' || c == '-'; }

bool HasIssuer(std::string_view digits) {
  return std::any_of(std::begin(kIssuers), std::end(kIssuers), [digits](const Issuer& issuer) {
    int prefix = 0;
    for (int i = 0; i < issuer.width; ++i) prefix = prefix * 10 + (digits[i] - '0');
    return prefix >= issuer.from && prefix <= issuer.to && digits.size() >= issuer.shortest && digits.size() <= issuer.longest;
  });
}

bool PassesLuhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

// Whether a card number begins at `start`, the first digit of a group.
bool CardNumberAt(std::string_view text, std::size_t start) {
  std::string digits;
  for (std::size_t i = start; i < text.size(); ++i) {
    if (IsDigit(text[i])) {
      digits += text[i];
      if (digits.size() > kMostDigits) return false;
      const bool group_ends = i + 1 == text.size() || !IsDigit(text[i + 1]);
      if (group_ends && digits.size() >= kFewestDigits && HasIssuer(digits) && PassesLuhn(digits)) return true;
    } else if (!IsSeparator(text[i]) || !IsDigit(text[i - 1])) {
      return false;
    }
  }
  return false;
}

}  // namespace

bool HasCardNumber(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool group_begins = IsDigit(text[i]) && (i == 0 || !IsDigit(text[i - 1]));
    if (group_begins && CardNumberAt(text, i)) return true;
  }
  return false;
}

std::string_view CardNumberCandidateRegex() { return "(^|[^0-9])[0-9]([ -]?[0-9]){12,18}([^0-9]|$)"; }

}  // namespace lofte::stores
