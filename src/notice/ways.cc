// Ways to reach somebody, and terms within which something is done.
#include <algorithm>
#include <cctype>

#include "notice/parts.h"

namespace lofte::notice {

namespace {

const std::vector<std::string> kChannels = {"e-mail", "sms", "post", "phone", "push", "website", "app"};

// Nothing but what a number is written with, and long enough to be one.
bool IsPhone(const std::string& way) {
  constexpr long kShortest = 5;
  const auto is_part = [](unsigned char c) { return std::isdigit(c) != 0 || c == ' ' || c == '+' || c == '-' || c == '(' || c == ')'; };
  return std::all_of(way.begin(), way.end(), is_part) &&
         std::count_if(way.begin(), way.end(), [](unsigned char c) { return std::isdigit(c) != 0; }) >= kShortest;
}

bool IsLink(const std::string& way) {
  const bool is_mail = way.find('@') != std::string::npos && way.find(' ') == std::string::npos;
  return is_mail || way.rfind("https://", 0) == 0 || way.rfind("http://", 0) == 0 || IsPhone(way);
}

// A street with a number, a box: it has no language.
bool IsAddress(const std::string& way) {
  return way.find(',') != std::string::npos && std::any_of(way.begin(), way.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

Say WayWords(const std::string& way) {
  if (IsLink(way)) return Link(way);
  if (std::find(kChannels.begin(), kChannels.end(), way) != kChannels.end()) return Phrase("way." + way);
  return IsAddress(way) ? Text(way) : Word("ways", way);
}

Say WithinWords(const policy::Term& term) {
  return term.word.empty() ? Phrase("within.period", {{"period", Period(term.period)}}) : Phrase("within." + term.word);
}

}  // namespace lofte::notice
