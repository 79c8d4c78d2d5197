#include "demo/texts.h"

#include <array>
#include <utility>

#include "demo/people.h"

namespace lofte::demo {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kLettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kFolds = {{{"å", "aa"},
                                                                                   {"Å", "aa"},
                                                                                   {"ä", "ae"},
                                                                                   {"Ä", "ae"},
                                                                                   {"æ", "ae"},
                                                                                   {"Æ", "ae"},
                                                                                   {"ö", "oe"},
                                                                                   {"Ö", "oe"},
                                                                                   {"ø", "oe"},
                                                                                   {"Ø", "oe"},
                                                                                   {"é", "e"},
                                                                                   {"É", "e"},
                                                                                   {"ü", "u"},
                                                                                   {"Ü", "u"},
                                                                                   {"è", "e"},
                                                                                   {"ô", "o"}}};

std::string_view Choose(const std::vector<std::string_view>& list, Random& random) { return list[random.Below(list.size())]; }

void AppendToken(int length, Random& random, std::string& out) {
  for (int i = 0; i < length; ++i) {
    std::string_view alphabet = i % 4 == 0 ? kLetters : kLettersAndDigits;
    out += alphabet[random.Below(alphabet.size())];
  }
}

void AppendDigits(int count, Random& random, std::string& out) {
  for (int i = 0; i < count; ++i) out += static_cast<char>('0' + random.Below(10));
}

std::string TwoDigits(std::uint64_t number) { return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)}; }

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

std::string DrawName(PersonName::Part part, std::string_view language, Random& random) {
  const NameList& names = NamesOf(language);
  if (part == PersonName::Part::kFirst) return std::string(Choose(names.first, random));
  if (part == PersonName::Part::kLast) return std::string(Choose(names.last, random));
  std::string name(Choose(names.first, random));
  return name.append(" ").append(Choose(names.last, random));
}

std::string Slug(std::string_view text) {
  std::string slug;
  bool gap = false;
  auto append = [&](std::string_view piece) {
    if (gap && !slug.empty()) slug += '-';
    gap = false;
    slug += piece;
  };
  while (!text.empty()) {
    std::size_t length = 1;
    char c = text.front();
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      append(std::string_view(&c, 1));
    } else {
      std::string_view fold;
      for (const auto& [mark, plain] : kFolds) {
        if (text.substr(0, mark.size()) == mark) fold = plain, length = mark.size();
      }
      if (fold.empty())
        gap = true;
      else
        append(fold);
    }
    text.remove_prefix(length);
  }
  return slug;
}

bool IsReservedDomain(std::string_view domain) {
  for (std::string_view name : {"example.com", "example.net", "example.org"}) {
    if (domain == name || EndsWith(domain, std::string(".").append(name))) return true;
  }
  return EndsWith(domain, ".example") || EndsWith(domain, ".test") || EndsWith(domain, ".invalid");
}

std::string DrawToken(std::string_view prefix, int length, Random& random) {
  std::string token(prefix);
  AppendToken(length, random, token);
  return token;
}

std::string DrawArgon2id(Random& random) {
  std::string hash = "$argon2id$v=19$m=65536,t=3,p=4$";
  // The last characters of 16 and 32 bytes in unpadded base64 carry 2 and 4 bits; `A` has its lower bits clear in both, so that strict
  // decoders agree.
  AppendToken(21, random, hash);
  hash += "A$";
  AppendToken(42, random, hash);
  hash += 'A';
  return hash;
}

std::string DrawSha256(Random& random) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string hash;
  for (int i = 0; i < 64; ++i) hash += i % 8 == 0 ? kHex[10 + random.Below(6)] : kHex[random.Below(16)];
  return hash;
}

std::string DrawIp(Random& random) {
  constexpr std::array<std::string_view, 3> kNets = {"192.0.2.", "198.51.100.", "203.0.113."};
  std::string ip(kNets[random.Below(kNets.size())]);
  return ip.append(std::to_string(random.Between(1, 254)));
}

std::string DrawPhone(std::string_view language, Random& random) {
  if (language == "sv") {
    switch (random.Below(3)) {
      case 0:
        return "+46 70-174 06 " + TwoDigits(5 + random.Below(95));
      case 1:
        return "+46 31-390 06 " + TwoDigits(random.Below(100));
      default:
        return "+46 8-465 004 " + TwoDigits(random.Below(100));
    }
  }
  std::string phone = language == "da" ? "+45 0" : "+47 0";
  AppendDigits(7, random, phone);
  return phone;
}

}  // namespace lofte::demo
