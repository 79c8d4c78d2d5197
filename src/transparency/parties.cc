#include "transparency/parties.h"

#include <algorithm>

#include "policy/countries.h"

namespace lofte::transparency {

std::string AddressOf(const policy::Controller& controller) {
  if (controller.address.empty() || controller.city.empty()) return controller.address + controller.city;
  const bool says_city = controller.address.find(controller.city) != std::string::npos;
  return says_city ? controller.address : controller.address + ", " + controller.city;
}

bool LeavesTheEea(const policy::Recipient& recipient) {
  return !recipient.country.empty() && policy::AdequacyOf(recipient.country) != policy::Adequacy::kEea;
}

bool Holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace lofte::transparency
