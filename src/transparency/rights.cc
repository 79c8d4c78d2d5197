#include "transparency/rights.h"

#include "policy/rights.h"

namespace lofte::transparency {
std::vector<HeldRight> RightsUnder(const policy::Policy& policy) {
  std::vector<HeldRight> held;
  for (const std::string& name : policy::kRights) {
    if (policy::HasRight(policy, name)) held.push_back({name, policy::FindRight(policy, name)});
  }
  return held;
}

bool IsEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
  if (text.find_first_of(" \t/") != std::string_view::npos) return false;
  const std::size_t dot = text.rfind('.');
  return dot != std::string_view::npos && dot > at + 1 && dot + 1 < text.size();
}

bool IsUrl(std::string_view text) {
  return (text.substr(0, 8) == "https://" || text.substr(0, 7) == "http://") && text.find_first_of(" \t\"<>") == std::string_view::npos;
}

Ways WaysOf(const std::vector<std::string>& by) {
  Ways ways;
  for (const std::string& way : by) {
    if (ways.email.empty() && IsEmail(way)) {
      ways.email = way;
    } else if (ways.url.empty() && IsUrl(way)) {
      ways.url = way;
    } else {
      ways.others.push_back(way);
    }
  }
  return ways;
}

}  // namespace lofte::transparency
