#include "transparency/parties.h"

namespace lofte::transparency {

std::string AddressOf(const policy::Controller& controller) {
  if (controller.address.empty() || controller.city.empty()) return controller.address + controller.city;
  const bool says_city = controller.address.find(controller.city) != std::string::npos;
  return says_city ? controller.address : controller.address + ", " + controller.city;
}

}  // namespace lofte::transparency
