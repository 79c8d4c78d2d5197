// Who answers, from when on, and to whom one may complain.
#include "lint/policy_rules.h"
#include "policy/countries.h"

namespace lofte::lint {
namespace {

constexpr int kStaleMonths = 24;

std::vector<policy::Origin> Places(const policy::Controller& controller) {
  return controller.origin ? std::vector<policy::Origin>{*controller.origin} : std::vector<policy::Origin>{};
}

bool IsReachable(const policy::Controller& controller) {
  return !controller.email.empty() || !controller.phone.empty() || !controller.address.empty();
}

void FindIdentity(Collected& found) {
  const policy::Controller& controller = found.policy().controller;
  const bool has_number = !controller.organisation_number.empty();
  if (controller.name.empty()) {
    found.Add("CONTROLLER-MISSING", "who the controller is is not said", controller.span, Places(controller));
  } else if (!IsReachable(controller) && !has_number && found.policy().draft) {
    found.Add("CONTROLLER-MISSING",
              "`" + controller.name + "` is all that is said of the controller: no address, number of the company, e-mail or telephone",
              controller.span, Places(controller));
  } else if (!IsReachable(controller)) {
    found.Add("CONTACT-MISSING", "how to reach `" + controller.name + "` is not said", controller.span, Places(controller));
  } else if (controller.address.empty() || !has_number) {
    const std::string missing = !controller.address.empty() ? "number of the company"
                                : has_number                ? "address"
                                                            : "address or number of the company";
    found.Add("IDENTITY-INCOMPLETE", "of `" + controller.name + "` there is no " + missing, controller.span, Places(controller));
  }
}

void FindRepresentative(Collected& found) {
  const policy::Controller& controller = found.policy().controller;
  if (controller.country.empty() || policy::AdequacyOf(controller.country) == policy::Adequacy::kEea) return;
  if (controller.representative) return;
  found.Add("REPRESENTATIVE-MISSING", "the controller is outside the EEA (`" + controller.country + "`), and names no representative",
            controller.span, Places(controller));
}

void FindOfficer(Collected& found) {
  const policy::Controller& controller = found.policy().controller;
  if (controller.no_officer) return;
  if (!controller.officer) {
    found.Add("OFFICER-UNSAID", "whether there is a data protection officer is not said", controller.span, Places(controller));
  } else if (controller.officer->email.empty() && controller.officer->phone.empty() && controller.officer->address.empty()) {
    found.Add("OFFICER-UNREACHABLE", "how to reach the data protection officer is not said", controller.span, Places(controller));
  }
}

void FindDate(Collected& found) {
  const time::Day effective = found.policy().effective;
  if (effective == time::Day{}) {
    found.AddOfAll("DATE-MISSING", "from when on it holds is not said");
  } else if (time::LastDay(effective, time::Period{kStaleMonths}) < found.today()) {
    found.AddOfAll("STALE", "this version is of " + time::Format(effective) + ", more than two years ago", "effective");
  }
}

void FindAuthority(Collected& found) {
  const policy::Policy& policy = found.policy();
  const std::string& home = policy.controller.country;
  if (home.empty() || policy.authority.empty() || policy.authority == home) return;
  found.AddOfAll("AUTHORITY-ELSEWHERE", "the authority is that of `" + policy.authority + "`, and the controller is in `" + home + "`",
                 "authority");
}

}  // namespace

void FindInController(Collected& found) {
  FindIdentity(found);
  FindRepresentative(found);
  FindOfficer(found);
  FindDate(found);
  FindAuthority(found);
}

}  // namespace lofte::lint
